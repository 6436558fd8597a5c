// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_BY_HAND_SQLITE_FULL_ROWS_HPP
#define YORE_BENCHMARKS_BY_HAND_SQLITE_FULL_ROWS_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../model.hpp"
#include "commits.hpp"
#include "compare.hpp"
#include "sqlite_database.hpp"
#include "sqlite_live_rows.hpp"
#include "version.hpp"

namespace bench::by_hand::sqlite {

/// Whether the business table is kept beside the history.
enum class keeps { history, live_rows_too };

/// `for_reading`: with an index for each question, which the writer would have to pay for.
enum class indexes { for_writing, for_reading };

/// The ordinary audit table, done well: every version is a row with all columns, who, why and when.
///
/// One change, `keeps::history`, the same work as yore's: begin, read the latest row of the entity, compare sixteen
/// fields, insert the new row, commit. `keeps::live_rows_too`: the latest state is read from the live table, and is
/// written there too.
class full_rows {
public:
    full_rows(const std::string& path, const std::string& synchronous, keeps kept = keeps::history,
        indexes has = indexes::for_writing)
        : db_(path, synchronous),
          live_(kept == keeps::live_rows_too ? std::make_unique<live_rows>(db_) : nullptr),
          in_((create(has), db_)),
          s_(db_, has) {}

    void begin_batch() { in_.begin_batch(); }
    void end_batch() { in_.end_batch(); }

    receipt record(const machine& state, const attribution& who) {
        in_.begin();
        const head last = find_head(state.id);
        const bool lives = last.number != 0 && last.op != operation::deleted;
        const std::uint32_t changed = lives ? changed_fields(last.state, state) : 0xFFFF;
        if (changed == 0) {
            in_.commit();
            return {last.number, last.op, 0, 0};
        }
        if (live_) live_->put(state);
        return insert(state, last, lives ? operation::updated : operation::created, changed, who);
    }

    receipt remove(std::int64_t id, const attribution& who) {
        in_.begin();
        const head last = find_head(id);
        if (live_) live_->remove(id);
        return insert(last.state, last, operation::deleted, 0, who);
    }

    /// Reads the version that is to come back and the latest one, and inserts what the latter becomes.
    receipt revert(std::int64_t id, std::uint64_t number, const attribution& who) {
        in_.begin();
        const head last = find_head(id);
        const std::optional<machine> wanted = at(id, number);
        const std::uint32_t changed = wanted ? changed_fields(last.state, *wanted) : 0;
        if (changed == 0) {
            in_.commit();
            return {last.number, last.op, 0, 0};
        }
        if (live_) live_->put(*wanted);
        return insert(*wanted, last, operation::reverted, changed, who);
    }

    std::optional<machine> at(std::int64_t id, std::uint64_t number) const {
        s_.at.bind(1, id);
        s_.at.bind(2, static_cast<std::int64_t>(number));
        return one(s_.at);
    }

    std::optional<machine> latest(std::int64_t id) const {
        s_.head.bind(1, id);
        return one(s_.head, dead::left_out);
    }

    std::optional<machine> as_of(std::int64_t id, timestamp when) const {
        s_.as_of.bind(1, id);
        s_.as_of.bind(2, count(when));
        return one(s_.as_of, dead::left_out);
    }

    /// All that lived, in the order of their keys: by a window, or by joining each with its last version.
    std::vector<machine> as_of(timestamp when) const { return as_of_by_window(when); }
    std::vector<machine> as_of_by_window(timestamp when) const { return set(s_.set_by_window, when); }
    std::vector<machine> as_of_by_join(timestamp when) const { return set(s_.set_by_join, when); }

    std::vector<version> versions(std::int64_t id) const {
        s_.versions.bind(1, id);
        return all(s_.versions);
    }

    /// Rows tell what they are and not what they changed, so neighbours are compared, from the newest back.
    blame blame_of(std::int64_t id) const {
        blame found;
        std::uint32_t wanted = 0xFFFF;
        s_.newest_first.bind(1, id);
        bool is_row = s_.newest_first.step();
        while (is_row && wanted != 0) {
            const version now = read_version(s_.newest_first);
            is_row = s_.newest_first.step();
            const std::uint32_t changed =
                wanted & changed_in(now, is_row ? read_machine(s_.newest_first, 5) : now.state);
            for (std::size_t field = 0; field != machine_fields; ++field)
                if (changed & 1u << field) found[field] = {now.number, now.occurred_on, now.actor, now.reason};
            wanted &= ~changed;
        }
        s_.newest_first.reset();
        return found;
    }

    /// Only of those that have a row in between.
    set_difference between(timestamp from, timestamp to) const {
        s_.touched.bind(1, count(from));
        s_.touched.bind(2, count(to));
        std::vector<std::int64_t> ids;
        while (s_.touched.step()) ids.push_back(s_.touched.integer(0));
        s_.touched.reset();
        set_difference found;
        for (const std::int64_t id : ids) add_difference(found, as_of(id, from), as_of(id, to));
        return found;
    }

    // ---- newest first

    std::vector<version> by_actor(std::string_view actor, std::size_t most) const {
        s_.by_actor.bind(1, actor);
        s_.by_actor.bind(2, static_cast<std::int64_t>(most));
        return all(s_.by_actor);
    }
    std::vector<version> by_time(timestamp from, timestamp until) const {
        s_.by_time.bind(1, count(from));
        s_.by_time.bind(2, count(until));
        return all(s_.by_time);
    }
    /// Rows tell what they are and not what they changed, so each is compared with the one before.
    std::vector<version> by_changed_price(std::size_t most) const {
        s_.by_changed_price.bind(1, static_cast<std::int64_t>(most));
        return all(s_.by_changed_price);
    }

private:
    struct head {
        machine state{};
        std::uint64_t number = 0;
        operation op{};
        timestamp occurred_on{};
    };
    enum class dead { taken, left_out };

    static std::int64_t count(timestamp t) { return t.time_since_epoch().count(); }
    static timestamp time(std::int64_t count) { return timestamp{std::chrono::microseconds{count}}; }

    void create(indexes has) {
        db_.execute("CREATE TABLE IF NOT EXISTS machine_history (history_id INTEGER PRIMARY KEY, id INTEGER NOT NULL, "
                    "version INTEGER NOT NULL, operation INTEGER NOT NULL, occurred_on INTEGER NOT NULL, "
                    "recorded_on INTEGER NOT NULL, actor TEXT, reason TEXT, " +
                    value_column_types + ", UNIQUE (id, version))");
        if (has == indexes::for_writing) return;
        db_.execute("CREATE INDEX IF NOT EXISTS machine_history_as_of ON machine_history (id, occurred_on, version)");
        db_.execute("CREATE INDEX IF NOT EXISTS machine_history_actor ON machine_history (actor)");
        db_.execute("CREATE INDEX IF NOT EXISTS machine_history_time ON machine_history (occurred_on)");
        db_.execute("ANALYZE");
    }

    head find_head(std::int64_t id) const {
        if (live_) return find_live(id);
        head found;
        s_.head.bind(1, id);
        if (s_.head.step())
            found = {read_machine(s_.head, 5), static_cast<std::uint64_t>(s_.head.integer(0)),
                static_cast<operation>(s_.head.integer(1)), time(s_.head.integer(2))};
        s_.head.reset();
        return found;
    }
    /// The state from the live table; of the history only its index is read, for the next number.
    head find_live(std::int64_t id) const {
        s_.last_number.bind(1, id);
        s_.last_number.step();
        head found;
        found.number = static_cast<std::uint64_t>(s_.last_number.integer(0));
        s_.last_number.reset();
        if (found.number == 0) return found;
        std::optional<machine> state = live_->get(id);
        found.op = state ? operation::updated : operation::deleted;
        if (state) found.state = std::move(*state);
        return found;
    }

    receipt insert(
        const machine& state, const head& last, operation op, std::uint32_t changed, const attribution& who) {
        const timestamp occurred_on = std::max(who.occurred_on ? *who.occurred_on : now(), last.occurred_on);
        const std::uint64_t number = last.number + 1;
        s_.insert.bind(1, static_cast<std::int64_t>(number));
        s_.insert.bind(2, std::int64_t{static_cast<std::uint8_t>(op)});
        s_.insert.bind(3, count(occurred_on));
        s_.insert.bind(4, count(now()));
        s_.insert.bind(5, who.actor);
        s_.insert.bind(6, who.reason);
        bind_machine(s_.insert, 7, state);
        s_.insert.run();
        in_.commit();
        return {number, op, changed, 0};
    }

    static std::optional<machine> one(const statement& from, dead which = dead::taken) {
        std::optional<machine> found;
        if (from.step() && (which == dead::taken || static_cast<operation>(from.integer(1)) != operation::deleted))
            found = read_machine(from, 5);
        from.reset();
        return found;
    }
    static std::vector<machine> set(const statement& from, timestamp when) {
        std::vector<machine> found;
        from.bind(1, count(when));
        while (from.step()) found.push_back(read_machine(from, 0));
        from.reset();
        return found;
    }
    static version read_version(const statement& from) {
        return {read_machine(from, 5), static_cast<std::uint64_t>(from.integer(0)),
            static_cast<operation>(from.integer(1)), time(from.integer(2)), from.text(3), from.text(4)};
    }
    static std::uint32_t changed_in(const version& now, const machine& before) {
        if (now.op == operation::deleted) return 0;
        return now.op == operation::created ? 0xFFFF : changed_fields(before, now.state);
    }
    static std::vector<version> all(const statement& from) {
        std::vector<version> found;
        while (from.step()) found.push_back(read_version(from));
        from.reset();
        return found;
    }

    struct statements {
        statements(database& db, indexes has)
            : head(db, row + " WHERE id = ? ORDER BY version DESC LIMIT 1"),
              last_number(db, "SELECT max(version) FROM machine_history WHERE id = ?"),
              insert(
                  db, "INSERT INTO machine_history (version, operation, occurred_on, recorded_on, actor, reason, id, " +
                          value_column_list +
                          ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
              at(db, row + " WHERE id = ? AND version = ?"),
              // Times never go back within an entity, so both orders are the same.
              as_of(db, row + " WHERE id = ? AND occurred_on <= ? ORDER BY " +
                            (has == indexes::for_reading ? "occurred_on DESC, version DESC" : "version DESC") +
                            " LIMIT 1"),
              set_by_window(
                  db, "SELECT id, " + value_column_list +
                          " FROM machine_history WHERE history_id IN (SELECT history_id FROM (SELECT history_id, "
                          "row_number() OVER (PARTITION BY id ORDER BY version DESC) AS place FROM machine_history "
                          "WHERE occurred_on <= ?) WHERE place = 1) AND operation <> 3 ORDER BY id"),
              set_by_join(
                  db, "SELECT id, " + value_column_list +
                          " FROM machine_history JOIN (SELECT id, max(version) AS version FROM machine_history WHERE "
                          "occurred_on <= ? GROUP BY id) USING (id, version) WHERE operation <> 3 ORDER BY id"),
              versions(db, row + " WHERE id = ? ORDER BY version"),
              newest_first(db, row + " WHERE id = ? ORDER BY version DESC"),
              touched(db, "SELECT DISTINCT id FROM machine_history WHERE occurred_on > ? AND occurred_on <= ?"),
              by_actor(db, row + " WHERE actor = ? ORDER BY history_id DESC LIMIT ?"),
              by_time(db, row + " WHERE occurred_on >= ? AND occurred_on < ? ORDER BY history_id DESC"),
              by_changed_price(
                  db, "SELECT h.version, h.operation, h.occurred_on, h.actor, h.reason, h.id, " + of_h() +
                          " FROM machine_history AS h LEFT JOIN machine_history AS before ON before.id = h.id AND "
                          "before.version = h.version - 1 WHERE h.operation <> 3 AND h.price IS NOT before.price "
                          "ORDER BY h.history_id DESC LIMIT ?") {}

        static std::string of_h() {
            std::string list;
            for (const std::string_view one : value_columns) list += (list.empty() ? "h." : ", h.") + std::string{one};
            return list;
        }

        inline static const std::string row =
            "SELECT version, operation, occurred_on, actor, reason, id, " + value_column_list + " FROM machine_history";

        statement head, last_number, insert, at, as_of, set_by_window, set_by_join, versions, newest_first, touched,
            by_actor, by_time, by_changed_price;
    };

    database db_;
    std::unique_ptr<live_rows> live_;
    transactions in_;
    statements s_;
};

} // namespace bench::by_hand::sqlite

#endif
