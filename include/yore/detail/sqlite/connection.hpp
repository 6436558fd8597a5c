// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SQLITE_CONNECTION_HPP
#define YORE_DETAIL_SQLITE_CONNECTION_HPP

#include <yore/error.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// SQLite's C interface with owners and errors, as much of it as the store needs.
namespace yore::detail::sqlite {

/// What to do about an error, where there is something that helps.
inline std::string_view advice_for(int code) {
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "; another program holds the file, try again or raise options::busy_timeout";
    case SQLITE_FULL:
        return "; make room on the disk and try again, nothing of this was written";
    case SQLITE_NOTADB:
        return "; the file is not an SQLite database, choose another";
    case SQLITE_CORRUPT:
        return "; the file is damaged, restore it from a copy";
    case SQLITE_READONLY:
        return "; the database is read-only";
    case SQLITE_CANTOPEN:
        return "; check the folder and its permissions";
    case SQLITE_IOERR:
        return "; open the store again before going on";
    default:
        return "";
    }
}

/// What to do about columns that a table lacks.
inline constexpr std::string_view advice_to_migrate = "call migrate() of the store once before recording";

/// Throws: `store_error` with the extended code and SQLite's message.
[[noreturn]] inline void fail(sqlite3* db, int code, std::string_view doing) {
    const int extended =
        db != nullptr && (sqlite3_extended_errcode(db) & 0xff) == (code & 0xff) ? sqlite3_extended_errcode(db) : code;
    const std::string message =
        db != nullptr && sqlite3_errcode(db) != SQLITE_OK ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    throw store_error(
        "yore: cannot " + std::string(doing) + ": " + message + std::string(advice_for(code)), extended, message);
}
[[noreturn]] inline void fail(std::string_view what) { throw store_error("yore: " + std::string(what), SQLITE_ERROR); }

/// A prepared statement. It stays prepared; between two uses it is reset and holds no values.
class statement {
public:
    statement() = default;
    statement(sqlite3* db, std::string_view sql, unsigned flags = 0) : db_(db) {
        const int code = sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), flags, &at_, nullptr);
        if (code != SQLITE_OK) fail(db, code, "prepare `" + std::string(sql.substr(0, 200)) + "`");
    }
    statement(statement&& other) noexcept : db_(other.db_), at_(std::exchange(other.at_, nullptr)) {}
    statement& operator=(statement&& other) noexcept {
        std::swap(db_, other.db_);
        std::swap(at_, other.at_);
        return *this;
    }
    ~statement() { sqlite3_finalize(at_); }

    explicit operator bool() const { return at_ != nullptr; }
    [[nodiscard]] sqlite3_stmt* get() const { return at_; }
    [[nodiscard]] sqlite3* db() const { return db_; }

private:
    sqlite3* db_ = nullptr;
    sqlite3_stmt* at_ = nullptr;
};

/// One use of a prepared statement: bound in order, then stepped; reset when it ends.
class query {
public:
    explicit query(const statement& s) : at_(s.get()), db_(s.db()) {}
    query(const query&) = delete;
    query& operator=(const query&) = delete;
    ~query() {
        sqlite3_reset(at_);
        if (bound_ != 0) sqlite3_clear_bindings(at_);
    }

    query& bind(std::int64_t n) { return check(sqlite3_bind_int64(at_, ++bound_, n)); }
    query& bind(std::string_view text) { // must outlive the use
        return check(sqlite3_bind_text64(
            at_, ++bound_, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8));
    }
    query& bind_blob(const void* bytes, std::size_t size) {
        return check(sqlite3_bind_blob64(at_, ++bound_, bytes, size, SQLITE_STATIC));
    }
    query& bind_null() { return check(sqlite3_bind_null(at_, ++bound_)); }
    /// For another use with other values.
    query& again() {
        sqlite3_reset(at_);
        bound_ = 0;
        return *this;
    }
    /// The place of the next value, for what binds itself.
    [[nodiscard]] int next() { return ++bound_; }
    void skip(int values) { bound_ += values; }
    [[nodiscard]] sqlite3_stmt* get() const { return at_; }

    /// Goes to the next row. Returns: false at the end. Throws: `store_error`.
    bool step(std::string_view doing = "read the history") {
        const int code = sqlite3_step(at_);
        if (code == SQLITE_ROW) return true;
        if (code == SQLITE_DONE) return false;
        fail(db_, code, doing);
    }

    [[nodiscard]] bool is_null(int column) const { return sqlite3_column_type(at_, column) == SQLITE_NULL; }
    [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(at_, column); }
    [[nodiscard]] std::string_view text(int column) const {
        const auto* found = reinterpret_cast<const char*>(sqlite3_column_text(at_, column));
        return found == nullptr ? std::string_view{}
                                : std::string_view(found, static_cast<std::size_t>(sqlite3_column_bytes(at_, column)));
    }

private:
    query& check(int code) {
        if (code != SQLITE_OK) fail(db_, code, "bind a value");
        return *this;
    }

    sqlite3_stmt* at_;
    sqlite3* db_;
    int bound_ = 0;
};

/// A connection with the statements that were prepared on it, by number. One thread at a time uses it.
class connection {
public:
    connection() = default;
    connection(sqlite3* db, bool owned) : db_(db), owned_(owned) {}
    connection(connection&& other) noexcept
        : db_(std::exchange(other.db_, nullptr)), owned_(other.owned_), prepared_(std::move(other.prepared_)) {}
    connection& operator=(connection&& other) noexcept {
        std::swap(db_, other.db_);
        std::swap(owned_, other.owned_);
        prepared_.swap(other.prepared_);
        return *this;
    }
    ~connection() {
        prepared_.clear();
        if (owned_) sqlite3_close_v2(db_);
    }

    [[nodiscard]] sqlite3* get() const { return db_; }

    /// The statement of a number, prepared when it is first used.
    template <class Text> const statement& prepared(std::size_t number, const Text& text) {
        if (number >= prepared_.size()) prepared_.resize(number + 1);
        statement& s = prepared_[number];
        if (!s) s = statement(db_, text(), SQLITE_PREPARE_PERSISTENT);
        return s;
    }

    void execute(const std::string& sql, std::string_view doing) const {
        const int code = sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) fail(db_, code, doing);
    }

private:
    sqlite3* db_ = nullptr;
    bool owned_ = false;
    std::vector<statement> prepared_;
};

/// Calls `f(name, type)` for each column of a table, in order; for none where there is no such table.
template <class F> void for_each_column(connection& db, std::string_view table, F&& f) {
    const statement s(db.get(), "SELECT name, type FROM pragma_table_info(?)");
    query q(s);
    q.bind(table);
    while (q.step("read the columns of a table")) f(q.text(0), q.text(1));
}

/// A name or a text as SQL writes it; never used for values.
inline std::string sql_name(std::string_view text, char quote = '"') {
    std::string out(1, quote);
    for (char c : text) {
        if (c == quote) out += quote;
        out += c;
    }
    return out += quote;
}

} // namespace yore::detail::sqlite

#endif
