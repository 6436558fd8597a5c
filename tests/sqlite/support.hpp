// SPDX-License-Identifier: BSL-1.0
/// A folder of its own for each test, SQLite without the store, and instants.
#ifndef YORE_TESTS_SQLITE_SUPPORT_HPP
#define YORE_TESTS_SQLITE_SUPPORT_HPP

#include "catch.hpp"

#include <yore/detail/sqlite/connection.hpp>
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

/// What is wrong with a file: `ok` where that is nothing. SQLite finds no damage, all that refers to something finds it,
/// and of each entity the rows lead from the latest to the oldest version that is kept, without a gap.
[[nodiscard]] inline std::string integrity(const std::string& path) {
    const database file(path);
    if (const std::string damage = file.value("PRAGMA integrity_check"); damage != "ok") return damage;
    if (!file.rows("PRAGMA foreign_key_check").empty()) return "a row of yore_commit is missing";
    if (file.value("SELECT count(*) FROM sqlite_master WHERE name = 'yore_model'") == "0") return "ok";
    for (const row& model :
        file.rows("SELECT history, substr(history, 1, length(history) - 8) || '_latest' FROM yore_model")) {
        const std::string history = yore::detail::sqlite::sql_name(model[0]),
                          latest = yore::detail::sqlite::sql_name(model[1]);
        std::string keys, same;
        for (const row& key : file.rows("SELECT name FROM pragma_table_info(" +
                                        yore::detail::sqlite::sql_name(model[1], '\'') + ") WHERE pk > 0")) {
            const std::string name = yore::detail::sqlite::sql_name(key[0]);
            keys += (keys.empty() ? "" : ", ") + name;
            same += (same.empty() ? "" : " AND ") + ("h." + name + " IS l." + name);
        }
        const std::string chained = "SELECT yore_id, yore_version, yore_back, lag(yore_id) OVER entity AS previous, "
                                    "lag(yore_version) OVER entity AS number FROM " +
                                    history + " WINDOW entity AS (PARTITION BY " + keys + " ORDER BY yore_version)";
        const std::string wrong_chain = file.value(
            "SELECT count(*) FROM (" + chained +
            ") WHERE CASE WHEN previous IS NULL THEN yore_version = 1 AND yore_back IS NOT NULL " // else it is pruned
            "ELSE yore_id - yore_back IS NOT previous OR yore_version <> number + 1 END");
        if (wrong_chain != "0")
            return model[0] + " has " + wrong_chain + " versions that do not lead to the one before";
        const std::string wrong_latest =
            file.value("SELECT count(*) FROM " + latest + " AS l WHERE yore_id IS NOT (SELECT yore_id FROM " + history +
                       " AS h WHERE " + same + " ORDER BY yore_version DESC LIMIT 1)");
        if (wrong_latest != "0") return model[1] + " has " + wrong_latest + " rows that are not the latest";
        if (file.value("SELECT count(*) FROM " + latest) !=
            file.value("SELECT count(*) FROM (SELECT DISTINCT " + keys + " FROM " + history + ")"))
            return model[1] + " has not all entities";
    }
    return "ok";
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
