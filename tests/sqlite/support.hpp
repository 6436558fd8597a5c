// SPDX-License-Identifier: BSL-1.0
/// A folder of its own for each test, SQLite without the store, and instants.
#ifndef YORE_TESTS_SQLITE_SUPPORT_HPP
#define YORE_TESTS_SQLITE_SUPPORT_HPP

#include "catch.hpp"

#include <yore/store/sqlite.hpp>
#include <yore/yore.hpp>

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace sqlite_tests {

using yore::timestamp;
using yore::sqlite::durability;

/// An instant in January 2024 and later: `count` seconds after the first of that month.
[[nodiscard]] constexpr timestamp second(std::int64_t count) {
    return timestamp{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}} + std::chrono::seconds{count};
}

/// Records a state as if it happened at `instant`.
template <class T>
yore::receipt<T> record_at(yore::history<T>& history, timestamp instant, const std::type_identity_t<T>& state) {
    const yore::scope now{yore::context{.occurred_on = instant}};
    return history.record(state);
}

/// A new folder for temporary files, away again with all that is in it at the end.
class folder {
public:
    folder() {
        std::string name = (std::filesystem::temp_directory_path() / "yore_sqlite_XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder can be made");
        path_ = name;
    }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    ~folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    /// The path of a file in it.
    [[nodiscard]] std::string operator/(const char* name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

/// Options for tests that do not ask what a loss of power does.
inline constexpr yore::sqlite::options quick{.durability = durability::off};

using row = std::vector<std::string>;

/// SQLite as anybody uses it who knows nothing of the store.
class database {
public:
    explicit database(const std::string& path, int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) {
        const int code = sqlite3_open_v2(path.c_str(), &at_, flags, nullptr);
        if (code != SQLITE_OK) throw std::runtime_error("cannot open " + path);
    }
    database(const database&) = delete;
    database& operator=(const database&) = delete;
    ~database() { sqlite3_close_v2(at_); }

    [[nodiscard]] sqlite3* get() const { return at_; }

    /// The rows that a statement gives, as text; NULL is the text `NULL`.
    std::vector<row> rows(const std::string& sql) const {
        std::vector<row> out;
        const char* rest = sql.c_str();
        while (*rest != '\0') {
            sqlite3_stmt* s = nullptr;
            check(sqlite3_prepare_v2(at_, rest, -1, &s, &rest), sql);
            int code = SQLITE_DONE;
            while (s != nullptr && (code = sqlite3_step(s)) == SQLITE_ROW) {
                row& one = out.emplace_back();
                for (int i = 0; i != sqlite3_column_count(s); ++i) one.push_back(text(s, i));
            }
            sqlite3_finalize(s);
            if (code != SQLITE_DONE) check(code, sql);
        }
        return out;
    }
    /// The first column of the first row.
    [[nodiscard]] std::string value(const std::string& sql) const {
        const std::vector<row> all = rows(sql);
        return all.empty() ? "no row" : all.front().front();
    }
    void run(const std::string& sql) const { static_cast<void>(rows(sql)); }

private:
    static std::string text(sqlite3_stmt* s, int column) {
        if (sqlite3_column_type(s, column) == SQLITE_NULL) return "NULL";
        const auto* found = static_cast<const char*>(sqlite3_column_blob(s, column));
        return found == nullptr ? "" : std::string(found, static_cast<std::size_t>(sqlite3_column_bytes(s, column)));
    }
    void check(int code, const std::string& sql) const {
        if (code != SQLITE_OK) throw std::runtime_error(sql + ": " + sqlite3_errmsg(at_));
    }

    sqlite3* at_ = nullptr;
};

/// All bytes of a file.
[[nodiscard]] inline std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// What SQLite itself finds wrong with a file: `ok` where that is nothing.
[[nodiscard]] inline std::string integrity(const std::string& path) {
    return database(path).value("PRAGMA integrity_check");
}

/// What `step` throws of the kind `Error`, as text; empty where it throws nothing.
template <class Error, class Step> [[nodiscard]] std::string message_of(Step&& step) {
    try {
        std::forward<Step>(step)();
    } catch (const Error& e) {
        return e.what();
    }
    return {};
}

} // namespace sqlite_tests

#endif
