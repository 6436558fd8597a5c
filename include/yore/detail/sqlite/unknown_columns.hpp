// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SQLITE_UNKNOWN_COLUMNS_HPP
#define YORE_DETAIL_SQLITE_UNKNOWN_COLUMNS_HPP

#include <yore/detail/sqlite/connection.hpp>
#include <yore/detail/sqlite/schema.hpp>
#include <yore/detail/text_delta.hpp>
#include <yore/version.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yore::detail::sqlite {

/// The columns of a table that this program does not know, because a newer one made them or the struct has lost their
/// fields: where a row with all columns comes into being, it takes their values over, as no row before it is read then.
class unknown_columns {
public:
    /// The name of the table and those of the columns must outlive it.
    unknown_columns(connection& db, const std::string& table, const std::vector<std::string>& names)
        : db_(db), table_(table), names_(names) {}

    /// Finds the values in the version of a row. Throws: `store_error` when the rows do not fit each other.
    void read(std::int64_t row) {
        values_.clear();
        for (const std::string& name : names_) values_.push_back(find(name, row));
    }
    /// Those that are said to change in a row, each behind a comma.
    [[nodiscard]] std::string changed_in(std::int64_t row) const {
        std::string out;
        for (const std::string& name : names_) {
            const statement s(db_.get(), select(name));
            query q(s);
            if (q.bind(row).step() && (!q.is_null(2) || find_listed(q.text(1), name) != listed::no)) out += "," + name;
        }
        return out;
    }
    /// Gives the values to another row.
    void write(std::int64_t row) const {
        for (std::size_t i = 0; i != names_.size(); ++i) {
            const statement s(
                db_.get(), "UPDATE " + sql_name(table_) + " SET " + sql_name(names_[i]) + " = ? WHERE yore_id = ?");
            query q(s);
            if (values_[i].text) q.bind(std::string_view(*values_[i].text));
            else if (const int code = sqlite3_bind_value(s.get(), q.next(), values_[i].whole.get()); code != SQLITE_OK)
                fail(db_.get(), code, "bind " + names_[i]);
            q.bind(row).step("record a version in " + table_);
        }
    }

private:
    struct free_value {
        void operator()(sqlite3_value* v) const { sqlite3_value_free(v); }
    };
    struct value {
        std::unique_ptr<sqlite3_value, free_value> whole;
        std::optional<std::string> text; // made from differences
    };
    enum class listed { no, yes, as_difference };

    static listed find_listed(std::string_view text, std::string_view name) {
        if (text == to_string(operation::created)) return listed::yes;
        listed out = listed::no;
        for_each_listed(text, [&](std::string_view one, bool is_difference) {
            if (one == name) out = is_difference ? listed::as_difference : listed::yes;
            else if (one == "*" && out == listed::no) out = listed::yes;
        });
        return out;
    }
    [[nodiscard]] std::string select(const std::string& name) const {
        return "SELECT yore_back, yore_operation, " + sql_name(name) + " FROM " + sql_name(table_) +
               " WHERE yore_id = ?";
    }
    [[nodiscard]] value find(const std::string& name, std::int64_t row) const {
        const statement s(db_.get(), select(name));
        std::vector<std::string> later; // differences, newest first
        for (query q(s); q.again().bind(row).step();) {
            const listed how = find_listed(q.text(1), name);
            if (how == listed::as_difference) later.emplace_back(q.text(2));
            else if (how == listed::yes || !q.is_null(2)) return make(q, later, name);
            row -= q.integer(0);
            if (q.integer(0) == 0) return {};
        }
        fail_damaged(name);
    }
    [[nodiscard]] value make(const query& q, std::vector<std::string>& later, const std::string& name) const {
        value out;
        if (later.empty()) {
            out.whole.reset(sqlite3_value_dup(sqlite3_column_value(q.get(), 2)));
            if (!out.whole) fail(db_.get(), SQLITE_NOMEM, "copy " + name);
            return out;
        }
        out.text = q.text(2);
        for (; !later.empty(); later.pop_back()) {
            out.text = apply_text_delta(*out.text, later.back());
            if (!out.text) fail_damaged(name);
        }
        return out;
    }
    [[noreturn]] void fail_damaged(const std::string& name) const {
        throw store_error("yore: the rows of " + table_ + " do not fit each other in column " + name +
                              "; the file is damaged, restore it from a copy",
            SQLITE_CORRUPT);
    }

    connection& db_;
    const std::string& table_;
    const std::vector<std::string>& names_;
    std::vector<value> values_;
};

} // namespace yore::detail::sqlite

#endif
