// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_BY_HAND_SQLITE_LIVE_ROWS_HPP
#define YORE_BENCHMARKS_BY_HAND_SQLITE_LIVE_ROWS_HPP

#include <cstdint>
#include <optional>
#include <string>

#include "../model.hpp"
#include "commits.hpp"
#include "sqlite_database.hpp"

namespace bench::by_hand::sqlite {

/// The business table that every program has, whether or not it keeps a history.
class live_rows {
public:
    explicit live_rows(database& db)
        : update_((create(db), db), "UPDATE machine SET (" + value_column_list +
                                        ") = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16) WHERE id = ?1"),
          insert_(db, "INSERT INTO machine (id, " + value_column_list +
                          ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
          remove_(db, "DELETE FROM machine WHERE id = ?"), select_(db, "SELECT id, " + value_column_list + " FROM machine WHERE id = ?"),
          db_(db.get()) {}

    std::optional<machine> get(std::int64_t id) const {
        select_.bind(1, id);
        std::optional<machine> found;
        if (select_.step())
            found = read_machine(select_, 0);
        select_.reset();
        return found;
    }
    void put(const machine& state) const {
        bind_machine(update_, 1, state);
        update_.run();
        if (sqlite3_changes(db_) != 0)
            return;
        bind_machine(insert_, 1, state);
        insert_.run();
    }
    void remove(std::int64_t id) const {
        remove_.bind(1, id);
        remove_.run();
    }

private:
    static void create(database& db) {
        db.execute("CREATE TABLE IF NOT EXISTS machine (id INTEGER PRIMARY KEY, " + value_column_types + ")");
    }

    statement update_;
    statement insert_;
    statement remove_;
    statement select_;
    sqlite3* db_;
};

/// A program that keeps no history: what audit costs at all is what others need more than this.
class no_audit {
public:
    no_audit(const std::string& path, const std::string& synchronous) : db_(path, synchronous), rows_(db_), in_(db_) {}

    void begin_batch() { in_.begin_batch(); }
    void end_batch() { in_.end_batch(); }
    void record(const machine& state, const attribution&) const {
        in_.begin();
        rows_.put(state);
        in_.commit();
    }
    void remove(std::int64_t id, const attribution&) const {
        in_.begin();
        rows_.remove(id);
        in_.commit();
    }

private:
    database db_;
    live_rows rows_;
    transactions in_;
};

} // namespace bench::by_hand::sqlite

#endif
