// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_SQLITE_DATABASE_HPP
#define YORE_DETAIL_MANAGE_SQLITE_DATABASE_HPP

#include <yore/detail/manage/database.hpp>
#include <yore/detail/sqlite/connection.hpp>
#include <yore/store/sqlite.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yore::detail::managing {

/// `sqlite:museum.db`, `sqlite:///srv/museum.db`.
inline std::string sqlite_path(std::string_view rest) {
    if (rest.starts_with("//")) rest.remove_prefix(2);
    if (rest.empty())
        throw failure(exit_code::usage, "the database \"sqlite:\" names no file; write \"sqlite:museum.db\"");
    return std::string(rest);
}

inline bool sqlite_exists(std::string_view rest) {
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

template <class... T> class sqlite_database final : public database {
public:
    sqlite_database(const std::string& path, purpose what)
        : store_(path, sqlite_options(path, what)), any_(store_, {&store_.template open<T>()...}) {
        if (path != ":memory:") path_ = path;
    }

    any_store& store() override { return any_; }
    std::vector<yore::sqlite::difference> drift() override { return store_.template drift<T...>(); }
    std::vector<std::string> migrate(dry_run dry) override { return store_.template migrate<T...>(dry); }
    std::vector<table_column> columns(std::string_view table) override { return columns_in(path_, table); }

    std::vector<table_column> expected_columns(std::size_t model) override {
        static constexpr const detail::sqlite::table_description* all[] = {&detail::sqlite::description_of<T>...};
        const detail::sqlite::names_of_struct names{all[model]->columns};
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

    static std::unique_ptr<database> open(std::string_view rest, purpose what) {
        return std::make_unique<sqlite_database>(sqlite_path(rest), what);
    }
    static constexpr database_kind kind{"sqlite", "sqlite:museum.db", &open, &sqlite_exists};

private:
    static std::vector<table_column> columns_in(const std::string& path, std::string_view table) {
        std::vector<table_column> out;
        if (path.empty()) return out;
        sqlite3* db = nullptr;
        const int code = sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READONLY, nullptr);
        const detail::sqlite::connection own(db, true);
        if (code != SQLITE_OK) detail::sqlite::fail(db, code, "open " + path);
        const detail::sqlite::statement s(db, "SELECT name, type FROM pragma_table_info(?)");
        detail::sqlite::query q(s);
        q.bind(table);
        while (q.step("read the columns of a table")) out.push_back({std::string(q.text(0)), std::string(q.text(1))});
        return out;
    }

    yore::sqlite::store store_;
    any_store any_;
    std::string path_;
};

} // namespace yore::detail::managing

#endif
