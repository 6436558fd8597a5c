// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_BY_HAND_SQLITE_TRIGGERS_HPP
#define YORE_BENCHMARKS_BY_HAND_SQLITE_TRIGGERS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "../model.hpp"
#include "commits.hpp"
#include "sqlite_database.hpp"
#include "sqlite_live_rows.hpp"

namespace bench::by_hand::sqlite {

/// The audit that SQLite does by itself: triggers of the live table write what changed. Who, why and when come from
/// functions of the program, so that no row must be written for them. `Audit` makes the table and its triggers.
///
/// One change: the live row is written, the trigger writes its row, commit. Nothing is read by the program.
template <class Audit>
class triggered {
public:
    triggered(const std::string& path, const std::string& synchronous)
        : db_(path, synchronous), rows_((add_functions(), db_)), in_((Audit::create(db_), db_)) {}

    void begin_batch() { in_.begin_batch(); }
    void end_batch() { in_.end_batch(); }
    void record(const machine& state, const attribution& who) {
        who_ = who;
        in_.begin();
        rows_.put(state);
        in_.commit();
    }
    void remove(std::int64_t id, const attribution& who) {
        who_ = who;
        in_.begin();
        rows_.remove(id);
        in_.commit();
    }
    database& file() { return db_; }

private:
    template <auto Member>
    static void give_text(sqlite3_context* to, int, sqlite3_value**) {
        const auto& text = static_cast<triggered*>(sqlite3_user_data(to))->who_.*Member;
        sqlite3_result_text(to, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    }
    static void give_time(sqlite3_context* to, int, sqlite3_value**) {
        const auto& when = static_cast<triggered*>(sqlite3_user_data(to))->who_.occurred_on;
        sqlite3_result_int64(to, (when ? *when : now()).time_since_epoch().count());
    }
    void add_function(const char* name, void (*function)(sqlite3_context*, int, sqlite3_value**)) {
        sqlite3_create_function(db_.get(), name, 0, SQLITE_UTF8, this, function, nullptr, nullptr);
    }

    void add_functions() {
        add_function("audit_actor", give_text<&attribution::actor>);
        add_function("audit_reason", give_text<&attribution::reason>);
        add_function("audit_time", give_time);
    }

    database db_;
    attribution who_{};
    live_rows rows_;
    transactions in_;
};

/// Old and new values of each column that differs, as JSON.
struct json_audit {
    static void create(database& db) {
        db.execute("CREATE TABLE IF NOT EXISTS machine_audit (audit_id INTEGER PRIMARY KEY, id INTEGER NOT NULL, "
                   "operation INTEGER NOT NULL, occurred_on INTEGER NOT NULL, actor TEXT, reason TEXT, changes TEXT "
                   "NOT NULL)");
        db.execute("CREATE INDEX IF NOT EXISTS machine_audit_of ON machine_audit (id)");
        db.execute("CREATE TRIGGER IF NOT EXISTS machine_created AFTER INSERT ON machine" +
                   insert("new.id", operation::created, all("new", true)));
        db.execute("CREATE TRIGGER IF NOT EXISTS machine_updated AFTER UPDATE ON machine" +
                   insert("new.id", operation::updated, differences()));
        db.execute("CREATE TRIGGER IF NOT EXISTS machine_deleted AFTER DELETE ON machine" +
                   insert("old.id", operation::deleted, all("old", false)));
    }

private:
    /// `{"price":[old,new],…}` of the columns that differ; of a new row all, with null before, of a removed one the
    /// reverse.
    static std::string differences() {
        std::string sql = "'{' || rtrim(''";
        for (const std::string_view one : value_columns) {
            const std::string column{one};
            sql += " || CASE WHEN old." + column + " IS NOT new." + column + " THEN '\"" + column +
                   "\":' || json_array(old." + column + ", new." + column + ") || ',' ELSE '' END";
        }
        return sql + ", ',') || '}'";
    }
    static std::string all(std::string_view row, bool is_new) {
        std::string sql = "json_object(";
        for (const std::string_view one : value_columns) {
            const std::string value = std::string{row} + "." + std::string{one};
            sql += (one == value_columns.front() ? "'" : ", '") + std::string{one} + "', json_array(" +
                   (is_new ? "NULL, " + value : value + ", NULL") + ")";
        }
        return sql + ")";
    }
    static std::string insert(const std::string& id, operation op, const std::string& changes) {
        return " BEGIN INSERT INTO machine_audit (id, operation, occurred_on, actor, reason, changes) VALUES (" + id +
               ", " + std::to_string(static_cast<int>(op)) + ", audit_time(), audit_actor(), audit_reason(), " +
               changes + "); END";
    }
};

/// The whole row, into a shadow table.
struct shadow_rows {
    static void create(database& db) {
        db.execute(
            "CREATE TABLE IF NOT EXISTS machine_shadow (shadow_id INTEGER PRIMARY KEY, operation INTEGER NOT NULL, "
            "occurred_on INTEGER NOT NULL, actor TEXT, reason TEXT, id INTEGER NOT NULL, " +
            value_column_types + ")");
        db.execute("CREATE INDEX IF NOT EXISTS machine_shadow_of ON machine_shadow (id)");
        db.execute(trigger("created", "INSERT", "new", operation::created));
        db.execute(trigger("updated", "UPDATE", "new", operation::updated));
        db.execute(trigger("deleted", "DELETE", "old", operation::deleted));
    }

private:
    static std::string trigger(const std::string& name, const std::string& on, const std::string& row, operation op) {
        std::string values;
        for (const std::string_view one : value_columns) values += ", " + row + "." + std::string{one};
        return "CREATE TRIGGER IF NOT EXISTS machine_" + name + " AFTER " + on +
               " ON machine BEGIN INSERT INTO machine_shadow (operation, occurred_on, actor, reason, id, " +
               value_column_list + ") VALUES (" + std::to_string(static_cast<int>(op)) +
               ", audit_time(), audit_actor(), audit_reason(), " + row + ".id" + values + "); END";
    }
};

using triggers_json = triggered<json_audit>;
using triggers_full_rows = triggered<shadow_rows>;

} // namespace bench::by_hand::sqlite

#endif
