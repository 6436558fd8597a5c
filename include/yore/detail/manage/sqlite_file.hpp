// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_SQLITE_FILE_HPP
#define YORE_DETAIL_MANAGE_SQLITE_FILE_HPP

#include <yore/detail/manage/failure.hpp>
#include <yore/detail/manage/sqlite_database.hpp>
#include <yore/detail/sqlite/connection.hpp>
#include <yore/detail/sqlite/table_file.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace yore::detail::managing {

/// `sqlite:museum.db`, `sqlite:///srv/museum.db`.
inline std::string sqlite_path(std::string_view rest) {
    if (rest.starts_with("//")) rest.remove_prefix(2);
    if (rest.empty())
        throw failure(exit_code::usage, "the database \"sqlite:\" names no file; write \"sqlite:museum.db\"");
    return std::string(rest);
}

YORE_ONCE bool sqlite_exists(std::string_view rest) {
    std::error_code ignored;
    return sqlite_path(rest) == ":memory:" || std::filesystem::exists(sqlite_path(rest), ignored);
}

inline yore::sqlite::options sqlite_options(const std::string& path, purpose what) {
    if (what != purpose::make && !sqlite_exists(path))
        throw failure(exit_code::failed, "there is no file " + words::shown(path) +
                                             "; the program that records makes it, or import, populate or migrate");
    yore::sqlite::options out;
    if (what == purpose::read && path != ":memory:") out.access = yore::sqlite::access::read_only;
    return out;
}

/// A name for URIs of SQLite.
inline std::string sqlite_uri(const std::string& path) {
    std::string out = "file:";
    for (char c : path)
        if (c == '%' || c == '?' || c == '#') out += "%" + words::hexadecimal(static_cast<unsigned char>(c));
        else out += c;
    return out;
}

/// A connection to read a file with.
inline detail::sqlite::connection open_to_read(const std::string& path, const yore::sqlite::options& o) {
    const auto opened = [&](const std::string& name, int flags) {
        sqlite3* db = nullptr;
        const int code =
            sqlite3_open_v2(name.c_str(), &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | flags, nullptr);
        detail::sqlite::connection made(db, true);
        if (code != SQLITE_OK) detail::sqlite::fail(db, code, "open " + path);
        sqlite3_busy_timeout(db, static_cast<int>(o.busy_timeout.count()));
        return made;
    };
    const std::string question = "SELECT count(*) FROM sqlite_master";
    detail::sqlite::connection found = opened(path, 0);
    const int code = sqlite3_exec(found.get(), question.c_str(), nullptr, nullptr, nullptr) & 0xff;
    // Where nothing can be written, neither can what SQLite keeps beside a file with a log; nor does anybody write.
    if ((code == SQLITE_READONLY || code == SQLITE_CANTOPEN) && !std::filesystem::exists(path + "-wal"))
        found = opened(sqlite_uri(path) + "?immutable=1", SQLITE_OPEN_URI);
    found.execute(question, "open " + path);
    return found;
}

class sqlite_file final : public database {
public:
    /// What only reads sees one moment of the file from its first question to the end.
    sqlite_file(const std::string& path, purpose what, const sqlite_models& models) : models_(models) {
        const yore::sqlite::options o = sqlite_options(path, what);
        const bool only_reads = o.access == yore::sqlite::access::read_only;
        if (only_reads) moment_ = open_to_read(path, o);
        store_ = only_reads ? std::make_unique<yore::sqlite::store>(moment_.get(), o)
                            : std::make_unique<yore::sqlite::store>(path, o);
        any_ = std::make_unique<any_store>(*store_, models_.open(*store_));
        if (only_reads) moment_.execute("BEGIN", "begin to read");
    }

    any_store& store() override { return *any_; }
    std::vector<yore::sqlite::difference> drift() override { return store_->drift(); }
    std::vector<std::string> migrate(dry_run dry) override { return store_->migrate(dry); }
    /// Requires: it was opened to read.
    std::vector<table_column> columns(std::string_view table) override {
        std::vector<table_column> out;
        if (moment_.get() == nullptr) return out;
        detail::sqlite::for_each_column(moment_, table, [&](std::string_view name, std::string_view type) {
            out.push_back({std::string(name), std::string(type)});
        });
        return out;
    }

    std::vector<table_column> expected_columns(std::size_t model) override {
        const detail::sqlite::names_of_struct names{models_.tables[model]->columns};
        std::vector<table_column> out;
        for (std::size_t i = 0; i != names.columns.size(); ++i) {
            if (!names.has(i)) continue;
            std::string name = detail::sqlite::text_from([&](detail::sqlite::text_writer& w) { names.put(w, i); });
            out.push_back({name.substr(1, name.size() - 2), std::string(names.columns[i].codec->type)});
        }
        return out;
    }
    bool loses(std::string_view wanted, std::string_view found) override {
        return detail::sqlite::loses(wanted, found);
    }

private:
    const sqlite_models models_;
    detail::sqlite::connection moment_; // of what only reads
    std::unique_ptr<yore::sqlite::store> store_;
    std::unique_ptr<any_store> any_;
};

YORE_ONCE std::unique_ptr<database> open_sqlite(std::string_view rest, purpose what, const sqlite_models& models) {
    return std::make_unique<sqlite_file>(sqlite_path(rest), what, models);
}

} // namespace yore::detail::managing

#endif
