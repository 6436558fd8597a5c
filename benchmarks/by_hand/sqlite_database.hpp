// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_BY_HAND_SQLITE_DATABASE_HPP
#define YORE_BENCHMARKS_BY_HAND_SQLITE_DATABASE_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "../model.hpp"

/// SQLite's C interface, as little of it as a program written by hand for one struct needs.
namespace bench::by_hand::sqlite {

[[noreturn]] inline void fail(sqlite3* db) { throw std::runtime_error{sqlite3_errmsg(db)}; }

/// An open file with the settings that yore gives to its own: write-ahead log, the same cache, the same `synchronous`.
class database {
public:
    database(const std::string& path, const std::string& synchronous) {
        const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
        if (sqlite3_open_v2(path.c_str(), &db_, flags, nullptr) != SQLITE_OK)
            fail(db_);
        sqlite3_busy_timeout(db_, 60'000);
        execute("PRAGMA journal_mode = WAL");
        execute("PRAGMA synchronous = " + synchronous);
        execute("PRAGMA cache_size = -16384");
    }
    database(const database&) = delete;
    database& operator=(const database&) = delete;
    ~database() { sqlite3_close_v2(db_); }

    sqlite3* get() const { return db_; }

    void execute(const std::string& sql) {
        if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            fail(db_);
    }

private:
    sqlite3* db_ = nullptr;
};

/// A prepared statement; bound by number, stepped, reset. Texts must live until then.
class statement {
public:
    statement(database& of, std::string_view sql) : db_(of.get()) {
        if (sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &at_, nullptr) !=
            SQLITE_OK)
            fail(db_);
    }
    statement(const statement&) = delete;
    statement& operator=(const statement&) = delete;
    ~statement() { sqlite3_finalize(at_); }

    void bind(int place, std::int64_t value) const { sqlite3_bind_int64(at_, place, value); }
    void bind(int place, double value) const { sqlite3_bind_double(at_, place, value); }
    void bind(int place, std::string_view value) const {
        sqlite3_bind_text(at_, place, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    }
    template <class Value>
    void bind(int place, const std::optional<Value>& value) const {
        if (value)
            bind(place, *value);
        else
            sqlite3_bind_null(at_, place);
    }

    /// Goes to the next row; false at the end.
    bool step() const {
        const int code = sqlite3_step(at_);
        if (code != SQLITE_ROW && code != SQLITE_DONE)
            fail(db_);
        return code == SQLITE_ROW;
    }
    void reset() const { sqlite3_reset(at_); }
    /// Runs a statement that has no rows.
    void run() const {
        step();
        reset();
    }

    bool is_null(int column) const { return sqlite3_column_type(at_, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const { return sqlite3_column_int64(at_, column); }
    double real(int column) const { return sqlite3_column_double(at_, column); }
    std::string text(int column) const {
        const auto* const found = reinterpret_cast<const char*>(sqlite3_column_text(at_, column));
        return {found, static_cast<std::size_t>(sqlite3_column_bytes(at_, column))};
    }

private:
    sqlite3* db_;
    sqlite3_stmt* at_ = nullptr;
};

// ---- the sixteen columns

inline constexpr std::array<std::string_view, 15> value_columns = { // all but `id`
    "name",       "manufacturer", "serial_number", "notes", "location", "high_score", "status",    "year_built",
    "players",    "plays",        "price",         "weight", "rating",  "on_display", "serviced_on"};

inline const std::string value_column_list =
    "name, manufacturer, serial_number, notes, location, high_score, status, year_built, players, plays, price, weight, "
    "rating, on_display, serviced_on";

inline const std::string value_column_types =
    "name TEXT NOT NULL, manufacturer TEXT NOT NULL, serial_number TEXT NOT NULL, notes TEXT NOT NULL, location TEXT, "
    "high_score INTEGER, status INTEGER NOT NULL, year_built INTEGER NOT NULL, players INTEGER NOT NULL, "
    "plays INTEGER NOT NULL, price REAL NOT NULL, weight REAL NOT NULL, rating REAL NOT NULL, "
    "on_display INTEGER NOT NULL, serviced_on INTEGER NOT NULL";

/// Of the columns `id` and `value_column_list`.
inline void bind_machine(const statement& to, int first, const machine& m) {
    to.bind(first, m.id);
    to.bind(first + 1, m.name);
    to.bind(first + 2, m.manufacturer);
    to.bind(first + 3, m.serial_number);
    to.bind(first + 4, m.notes);
    to.bind(first + 5, m.location);
    to.bind(first + 6, m.high_score);
    to.bind(first + 7, std::int64_t{static_cast<std::uint8_t>(m.status)});
    to.bind(first + 8, std::int64_t{m.year_built});
    to.bind(first + 9, std::int64_t{m.players});
    to.bind(first + 10, m.plays);
    to.bind(first + 11, m.price);
    to.bind(first + 12, m.weight);
    to.bind(first + 13, m.rating);
    to.bind(first + 14, std::int64_t{m.on_display});
    to.bind(first + 15, std::int64_t{m.serviced_on.time_since_epoch().count()});
}

/// From the columns `id` and `value_column_list`.
inline machine read_machine(const statement& from, int first) {
    machine m{};
    m.id = from.integer(first);
    m.name = from.text(first + 1);
    m.manufacturer = from.text(first + 2);
    m.serial_number = from.text(first + 3);
    m.notes = from.text(first + 4);
    if (!from.is_null(first + 5))
        m.location = from.text(first + 5);
    if (!from.is_null(first + 6))
        m.high_score = from.integer(first + 6);
    m.status = static_cast<condition>(from.integer(first + 7));
    m.year_built = static_cast<std::int32_t>(from.integer(first + 8));
    m.players = static_cast<std::int32_t>(from.integer(first + 9));
    m.plays = from.integer(first + 10);
    m.price = from.real(first + 11);
    m.weight = from.real(first + 12);
    m.rating = from.real(first + 13);
    m.on_display = from.integer(first + 14) != 0;
    m.serviced_on = std::chrono::sys_days{std::chrono::days{from.integer(first + 15)}};
    return m;
}

/// A transaction of its own for each change, or one for a thousand of them.
class transactions {
public:
    explicit transactions(database& of) : begin_(of, "BEGIN IMMEDIATE"), commit_(of, "COMMIT") {}

    void begin_batch() {
        begin_.run();
        in_batch_ = true;
    }
    void end_batch() {
        commit_.run();
        in_batch_ = false;
    }
    void begin() const {
        if (!in_batch_)
            begin_.run();
    }
    void commit() const {
        if (!in_batch_)
            commit_.run();
    }

private:
    statement begin_;
    statement commit_;
    bool in_batch_ = false;
};

} // namespace bench::by_hand::sqlite

#endif
