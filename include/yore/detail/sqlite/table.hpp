// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SQLITE_TABLE_HPP
#define YORE_DETAIL_SQLITE_TABLE_HPP

#include <yore/detail/rules.hpp>
#include <yore/detail/sqlite/lately_read.hpp>
#include <yore/detail/sqlite/recent.hpp>
#include <yore/detail/sqlite/schema.hpp>
#include <yore/detail/sqlite/store_core.hpp>
#include <yore/detail/sqlite/unknown_columns.hpp>
#include <yore/detail/text_delta.hpp>
#include <yore/store.hpp>
#include <yore/store/sqlite/options.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yore::detail::sqlite {

using yore::sqlite::difference;

/// What a row says besides values.
struct row_facts {
    std::int64_t id = 0;
    version_number number = 0;
    operation op{};
    std::optional<version_number> source{};
    timestamp occurred_on{};
    std::int64_t commit = 0; // its row
    std::int64_t back = 0;   // to the id of the version before; 0: there is none
    bool full = false;       // all columns are there
    wide_set set{};          // columns whose values are there
    wide_set deltas{};       // of these, the ones that stand as what became of the text before
    wide_set changed{};      // as reported
};

/// Long texts of columns as they stand in the file, or what became of them.
using texts = std::map<std::size_t, std::string>;

/// A state of the past, made from rows.
struct rebuilt {
    state_copy state;
    std::vector<digest> digests;
    row_facts facts;
    std::size_t rows = 0; // that it took: as many as there are since the last full one
    texts long_texts{};   // where they were asked for
};

/// The latest version of an entity, kept at hand for recording.
struct head_entry {
    state_copy state;
    std::vector<digest> digests;
    version_number number = 0;
    operation op{};
    timestamp occurred_on{};
    std::int64_t id = 0, commit = 0;
    std::size_t rows = 0;
    wide_set as_written{}; // columns that have the text that this program would give them
};

/// The history of one model in a file.
class table final : public model_table, public table_base {
public:
    table(const table_description& d, store_core& core, store_interface& owner)
        : model_table(*d.of),
          d_(d),
          core_(core),
          owner_(owner),
          history_(std::string(what.table) + "_history"),
          latest_(std::string(what.table) + "_latest"),
          blank_(what, d.make),
          layout_(what.columns),
          names_(what.columns),
          position_(what.columns),
          statements_(core.reserve_statements(statement_count)),
          heads_(core.settings().cached_entities),
          lately_(core.settings().cached_entities) {
        what.describe(blank_.get(), layout_.data());
        audit_offset_ = what.audit_offset(blank_.get());
        for (std::size_t i = 0; i != d_.columns.size(); ++i)
            if (d_.columns[i].is_key) keys_.insert(i);
        set_up();
    }

    store_interface& owner() const override { return owner_; }

    // ---- recording

    write_result write(const write_request& r, bool muted) override {
        if (muted) return of_latest(r);
        const context* c = current;
        if (!core_.mine() && before.empty() && after.empty()) return core_.submit(*this, r, c);
        const timestamp called = r.called ? *r.called : clock_now();
        if (core_.mine() && before.empty()) return write_in(r, c, called, true);
        write_result out; // callbacks run inside a savepoint
        core_.alone([&] { out = write_in(r, c, called, true); });
        return out;
    }

    write_result write_in(const write_request& r, const context* c, timestamp called, bool hooks) override {
        const context adopted = r.adopted != nullptr ? context_from(r.adopted->commit) : context{};
        if (r.adopted != nullptr) {
            c = &adopted;
            called = r.adopted->commit.occurred_on;
        }
        require_columns();
        if (what.digests != 0) core_.require_redaction_key();
        core_.require_open();
        confirm();
        const std::uint64_t hash = r.state != nullptr ? what.hash_state(r.state) : what.hash_key(r.key);
        connection& db = core_.writer();
        std::shared_ptr<head_entry> head = find_head(db, hash, r);
        session s(*this, db, head.get(), r.state, r.key);
        write_plan p;
        planner plan(what, s, r, p);
        if (!plan.plan()) {
            if (r.stamped != nullptr && what.audited != nullptr && head)
                what.audited->assign(r.stamped, audit_in(head->state.get()));
            return {s.head.number, s.head.op, {}, head ? commit_id(db, head->id, head->commit) : 0, false};
        }
        core_.check_same_context(c);
        const bool adopts = r.kind == write_request::what::adopt;
        hooks = hooks && !adopts; // nothing happens: it is said again
        const bool joins = core_.joins();
        if (joins) c = &core_.joined_context();
        const bool is_explicit = joins ? core_.joined_time_is_explicit() : c != nullptr && c->occurred_on.has_value();
        const timestamp proposed = joins ? core_.joined_time() : is_explicit ? *c->occurred_on : called;
        plan.finish(c, proposed, is_explicit);
        if (hooks && !before.empty()) {
            if (!joins) core_.claim(c, proposed, is_explicit); // what callbacks record joins it
            head = ask(p, c, s, hash, r, std::move(head));
        }

        const std::int64_t id = core_.next_id(adopts && !joins ? r.adopted->commit.id : 0);
        const std::int64_t previous = head ? head->id : 0;
        store_core::commit_place place{};
        try {
            place = core_.attribute(*this, id, c, proposed, p.occurred_on, is_explicit,
                adopts ? std::optional(r.adopted->commit.recorded_on) : std::nullopt);
            make(p, std::move(head), hash, id, place.row);
        } catch (...) {
            core_.take_back(id, place, [&] { take_back(r, id, previous); });
            throw;
        }
        if (r.stamped != nullptr && what.audited != nullptr) what.audited->assign(r.stamped, p.audit.get());
        if (hooks && !after.empty()) {
            rebuilt now = rebuild_latest(db, r.state, r.key).value();
            std::map<std::int64_t, store_core::found_commit> known;
            core_.tell_later(*this, {std::move(now.state), facts_of(db, now.facts, known)}, id);
        }
        return {p.number, p.op, p.changed, place.id, true};
    }

    // ---- reading

    void state(const void* key, const timestamp* when, const state_sink& out) const override {
        const reader db(core_, reader::brief);
        if (!is_there(*db)) return;
        std::int64_t row = latest_id(*db, nullptr, key);
        if (row != 0 && when != nullptr) {
            const std::optional<row_place> at = find_version(*db, row, nullptr, key, {when, 0});
            row = at ? at->id : 0;
        }
        const auto found = row == 0 ? nullptr : read_version(*db, row, when == nullptr);
        if (found && found->facts.op != operation::deleted) out.add(out.target, found->state.get());
    }

    void states_of(const void* key, version_number from, version_number to, const pair_sink& out) const override {
        const reader db(core_, reader::brief);
        const version_number latest = known_latest(*db, key, "find a version of").number;
        const auto a = existing_version(*db, key, from, latest), b = existing_version(*db, key, to, latest);
        give_pair(a.get(), b.get(), out);
    }

    void preview(const void* key, const target& to, const state_sink& out) const override {
        const reader db(core_);
        std::shared_ptr<head_entry> head;
        if (is_there(*db)) head = load_head(*db, nullptr, key);
        session s(*this, *db, head.get(), nullptr, key);
        write_request r;
        r.key = key;
        write_plan p;
        planner(what, s, r, p).plan_preview(to);
        assign_fields(p.stored, p.state, head->state.get());
        out.add(out.target, head->state.get());
    }

    void versions(const void* key, version_number first, version_number last, const version_sink& out) const override {
        const reader db(core_);
        if (!is_there(*db)) return;
        std::map<std::int64_t, store_core::found_commit> known;
        const std::vector<rebuilt> all = rebuild_range(*db, key, first, last);
        for (std::size_t i = all.size(); i-- != 0;)
            out.add(out.target, all[i].state.get(), facts_of(*db, all[i].facts, known));
    }

    void find(const any_filter& f, const version_sink& out) const override {
        const reader db(core_);
        if (!is_there(*db)) return;
        finder(*this, *db, f, out).run();
    }

    std::vector<blame_entry> blame(const void* key) const override {
        const reader db(core_);
        const row_place latest = known_latest(*db, key, "blame");
        std::vector<blame_entry> out(what.fields);
        std::map<std::int64_t, store_core::found_commit> known;
        wide_set open = what.recorded;
        chain rows(*this, *db, latest.id);
        std::optional<row_facts> last;
        const auto settle = [&](const row_facts& row, const wide_set& here, bool or_earlier) {
            if (here.empty()) return;
            const commit by = facts_of(*db, row, known).commit;
            here.each([&](std::size_t i) { out[i] = {row.number, by, or_earlier}; });
            open = open - here;
        };
        while (!open.empty() && rows.step()) {
            last = read_row(rows.at());
            settle(*last, last->changed & open, false);
        }
        if (!open.empty() && last) settle(*last, open, true); // what lies before is pruned
        return out;
    }

    void deleted(const state_sink& out) const override {
        const reader db(core_);
        if (!is_there(*db)) return;
        query q(prepared(*db, sql::all_deleted));
        while (q.step()) {
            state_copy key(what, blank_.get());
            read_columns(q, keys_, key.get(), nullptr);
            out.add(out.target, key.get());
        }
    }

    void snapshot(timestamp when, const state_sink& out) const override {
        const reader db(core_);
        if (!is_there(*db)) return;
        const std::vector<rebuilt> all = scan(*db, when);
        if (out.expect != nullptr) out.expect(out.target, all.size());
        for (const rebuilt& one : all) out.add(out.target, one.state.get());
    }

    void between(timestamp from, timestamp to, const pair_sink& out) const override {
        const reader db(core_);
        if (!is_there(*db)) return;
        const std::vector<rebuilt> first = scan(*db, from), last = scan(*db, to);
        std::size_t a = 0, b = 0;
        while (a != first.size() || b != last.size()) {
            const bool only_first =
                b == last.size() || (a != first.size() && what.less(first[a].state.get(), last[b].state.get()));
            const bool only_last =
                !only_first && (a == first.size() || what.less(last[b].state.get(), first[a].state.get()));
            if (only_first) give_pair(&first[a++], nullptr, out);
            else if (only_last) give_pair(nullptr, &last[b++], out);
            else {
                if (first[a].facts.id != last[b].facts.id) give_pair(&first[a], &last[b], out);
                ++a, ++b;
            }
        }
    }

    stats statistics() const override {
        stats out;
        const reader db(core_);
        if (!is_there(*db)) return out;
        const auto number = [&](const std::string& text) {
            const statement s(db->get(), text);
            query q(s);
            return q.step() ? static_cast<std::uint64_t>(q.integer(0)) : 0;
        };
        const std::string from = " FROM " + sql_name(history_);
        out.versions = number("SELECT count(*)" + from);
        out.entities = number("SELECT count(*) FROM " + sql_name(latest_));
        out.bytes = bytes_used(*db, out.versions);
        if (out.versions != 0)
            out.bytes_per_version = static_cast<double>(out.bytes) / static_cast<double>(out.versions);
        return out;
    }

    prune_report prune(const retention& keep, dry_run dry) override {
        prune_report out;
        if (!keep.older_than && !keep.keep_last) return out;
        if (core_.mine())
            throw error("yore: prune cannot be taken back, so it cannot run inside a transaction; commit it first");
        const timestamp horizon = keep.older_than ? *keep.older_than : clock_now();
        if (dry == dry_run::yes) {
            const reader db(core_);
            for (const prunable& one : find_prunable(*db, keep, horizon)) {
                ++out.entities;
                out.versions += one.versions;
                if (keep.at_most != 0 && out.versions >= keep.at_most) break;
            }
            return out;
        }
        core_.alone([&] {
            connection& db = core_.writer();
            const std::uint64_t free_before = free_bytes(db);
            for (const prunable& one : find_prunable(db, keep, horizon)) {
                drop_before(db, one);
                ++out.entities;
                out.versions += one.versions;
                if (keep.at_most != 0 && out.versions >= keep.at_most) break;
            }
            const std::uint64_t free_after = free_bytes(db);
            out.bytes = free_after > free_before ? free_after - free_before : 0;
        });
        return out;
    }

    // ---- the table in the file

    /// How it differs from the struct, as data.
    [[nodiscard]] std::vector<difference> drift() const {
        using enum difference::what;
        std::vector<difference> out;
        const reader db(core_);
        const std::map<std::string, std::string> found = columns_in(*db);
        if (found.empty()) return {{missing_table, history_, "", "", ""}};
        std::vector<std::string> used;
        for (std::size_t i = 0; i != d_.columns.size(); ++i) {
            if (d_.columns[i].codec == nullptr) continue;
            const std::string name = find_name(found, i);
            const std::string expected(d_.columns[i].codec->type);
            if (name.empty()) out.push_back({missing_column, history_, logical_name(i), expected, ""});
            else {
                used.push_back(name);
                if (found.at(name) != expected) out.push_back({other_type, history_, name, expected, found.at(name)});
            }
        }
        for (const auto& [name, type] : found)
            if (name.substr(0, 5) != "yore_" && std::find(used.begin(), used.end(), name) == used.end())
                out.push_back({unknown_column, history_, name, "", type});
        const statement view(db->get(), "SELECT 1 FROM sqlite_master WHERE type = 'view' AND name = ?");
        const std::string name = std::string(what.table) + "_timeline";
        if (!query(view).bind(name).step()) out.push_back({missing_view, name, "", "", ""});
        return out;
    }

    /// The statements that make the table fit the struct; nothing is dropped or narrowed.
    [[nodiscard]] std::vector<std::string> migration() const {
        std::vector<std::string> out;
        bool new_columns = false;
        for (const difference& one : drift()) {
            if (one.kind == difference::what::missing_table) return creation();
            if (one.kind != difference::what::missing_column) continue;
            new_columns = true;
            out.push_back("ALTER TABLE " + sql_name(history_) + " ADD COLUMN " + sql_name(one.column) +
                          (one.expected.empty() ? "" : " ") + one.expected);
        }
        const bool has_view = [&] {
            for (const difference& one : drift())
                if (one.kind == difference::what::missing_view) return false;
            return true;
        }();
        if (has_view && new_columns) out.push_back("DROP VIEW " + sql_name(std::string(what.table) + "_timeline"));
        if (!has_view || new_columns) out.push_back(view_text(true));
        return out;
    }
    /// Looks again at the columns that the file has.
    void look_again() {
        const reader db(core_);
        map_columns(columns_in(*db));
        statements_ = core_.reserve_statements(statement_count); // those that are prepared have the columns of before
    }

    // ---- table_base

    void forget() noexcept override {
        confirmed_ = false;
        columns_may_differ_ = true;
        heads_.clear();
        last_id_ = 0;
    }
    void notify(const void* state, const version_facts& facts, std::exception_ptr& first) noexcept override {
        try {
            after.tell(state, facts, first);
        } catch (...) {
            if (!first) first = std::current_exception();
        }
    }
    void set_commit(std::int64_t row, std::int64_t commit) override {
        query(prepared(core_.writer(), sql::set_commit)).bind(commit).bind(row).step("record a commit");
        core_.note_activity(model_id_, commit, row);
        query q(prepared(core_.writer(), sql::row));
        if (!q.bind(row).step()) return;
        const state_copy key(what, blank_.get());
        read_columns(q, keys_, key.get(), nullptr);
        const auto* const head = heads_.find(what.hash_state(key.get()));
        if (head != nullptr && (*head)->id == row) (*head)->commit = commit;
    }
    bool has_row(std::int64_t row) override { return query(prepared(core_.writer(), sql::link)).bind(row).step(); }

private:
    using reader = store_core::reader;

    /// A T{} to make states from.
    class blank_state {
    public:
        blank_state(const model& m, void (*make)(void*))
            : model_(m), at_(::operator new(m.size, std::align_val_t{m.alignment})) {
            try {
                make(at_);
            } catch (...) {
                ::operator delete(at_, std::align_val_t{m.alignment});
                throw;
            }
        }
        blank_state(const blank_state&) = delete;
        blank_state& operator=(const blank_state&) = delete;
        ~blank_state() {
            model_.destroy(at_);
            ::operator delete(at_, std::align_val_t{model_.alignment});
        }
        [[nodiscard]] const void* get() const { return at_; }

    private:
        const model& model_;
        void* at_;
    };

    /// One entity, as the rules of recording ask about it.
    struct session {
        const table& t;
        connection& db;
        entity_name name;
        head_state head;
        timestamp occurred_on{};
        std::int64_t latest = 0; // its row

        session(const table& of, connection& at, const head_entry* found, const void* state, const void* key)
            : t(of), db(at), name{of.what, state, key} {
            if (found == nullptr) return;
            head.number = found->number;
            head.op = found->op;
            occurred_on = found->occurred_on;
            latest = found->id;
            head.state = found->state.get();
            head.digests = found->digests.empty() ? nullptr : found->digests.data();
        }
        [[nodiscard]] const digest& redaction_key() const { return t.core_.redaction_key; }
        [[nodiscard]] state_copy state_of(version_number n) { return state_copy(t.what, read(n).state.get()); }
        [[nodiscard]] operation op_of(version_number n) { return read(n).facts.op; }
        [[nodiscard]] wide_set changed_by(version_number n) { return read(n).facts.changed; }
        [[nodiscard]] std::optional<timestamp> later_than(timestamp when) const {
            return when < occurred_on ? std::optional(occurred_on) : std::nullopt;
        }
        [[nodiscard]] version_number number_at(timestamp when) { return find({&when, 0}) ? asked_->number : 0; }

    private:
        bool find(const sought& by) {
            asked_ = t.find_version(db, latest, name.state, name.key, by);
            return asked_.has_value();
        }
        const rebuilt& read(version_number n) {
            if (!asked_ || asked_->number != n) find({nullptr, n});
            if (!asked_ || asked_->number != n) name.fail_pruned(n);
            if (!read_ || read_->facts.id != asked_->id) read_ = t.read_version(db, asked_->id);
            return *read_;
        }

        std::optional<row_place> asked_;      // the last that was
        std::shared_ptr<const rebuilt> read_; // the last that was
    };

    // ---- statements

    enum class sql : std::size_t {
        latest,
        first_latest,
        next_latest,
        row,
        link,
        full,
        by_id,
        by_id_backwards,
        insert,
        set_commit,
        all,
        all_backwards,
        all_deleted,
        period,
        period_columns,
        period_lists,
        drop_row,
        last,
        value,
        count
    };
    static constexpr std::size_t statement_count = static_cast<std::size_t>(sql::count);

    const statement& prepared(connection& db, sql w) const {
        return db.prepared(statements_ + static_cast<std::size_t>(w), [&] { return text_of(w); });
    }
    [[nodiscard]] std::string text_of(sql w) const {
        const std::string key = key_condition(), from = " FROM " + sql_name(history_), latest = sql_name(latest_);
        const std::string links = "SELECT yore_id, yore_version, yore_back, yore_occurred_on" + from;
        switch (w) {
        case sql::latest:
            return "SELECT yore_id FROM " + latest + " WHERE " + key;
        case sql::first_latest:
            return "INSERT INTO " + latest + " (" + key_columns() + ", yore_id) VALUES (" +
                   over_keys(", ", [](const std::string&) { return std::string("?"); }) + ", ?)";
        case sql::next_latest:
            return "UPDATE " + latest + " SET yore_id = ? WHERE " + key;
        case sql::row:
            return select_ + " WHERE yore_id = ?";
        case sql::link:
            return links + " WHERE yore_id = ?";
        case sql::full:
            return links + " WHERE " + key +
                   " AND yore_version >= ? AND yore_version < ? AND instr(yore_operation, '*') ORDER BY yore_version "
                   "LIMIT 1";
        case sql::by_id:
        case sql::by_id_backwards:
            return "SELECT " + std::string(own_columns) + from + " WHERE yore_id BETWEEN ? AND ? ORDER BY yore_id" +
                   (w == sql::by_id ? "" : " DESC");
        case sql::insert:
            return insert_;
        case sql::set_commit:
            return "UPDATE " + sql_name(history_) + " SET yore_commit = ? WHERE yore_id = ?";
        case sql::all:
            return select_ + " ORDER BY yore_id";
        case sql::all_backwards:
            return select_ + " ORDER BY yore_id DESC";
        case sql::all_deleted:
            return select_ +
                   " AS h WHERE substr(yore_operation, 1, 7) = 'deleted' AND yore_id = (SELECT yore_id FROM " + latest +
                   " AS l WHERE " +
                   over_keys(" AND ", [](const std::string& name) { return "l." + name + " IS h." + name; }) +
                   ") ORDER BY yore_id DESC";
        case sql::period:
            return "SELECT min(yore_occurred_on), max(yore_occurred_on), max(yore_operation = 'created')" + from +
                   " WHERE yore_id BETWEEN ? AND ?";
        case sql::period_columns: { // of rows that do not list what they change
            std::string out = "SELECT 0";
            may_change().each([&](std::size_t i) { out += ", count(" + sql_name(names_[i]) + ")"; });
            return out + from +
                   " WHERE yore_id BETWEEN ? AND ? AND (yore_operation IS NULL OR NOT instr(yore_operation, ':'))";
        }
        case sql::period_lists:
            return "SELECT DISTINCT yore_operation" + from +
                   " WHERE yore_id BETWEEN ? AND ? AND instr(yore_operation, ':')";
        case sql::drop_row:
            return "DELETE" + from + " WHERE yore_id = ?";
        case sql::last:
            return "SELECT max(yore_id)" + from;
        case sql::value:
            return "SELECT ?";
        case sql::count:
            break;
        }
        return {};
    }
    template <class Each> [[nodiscard]] std::string over_keys(std::string_view between, const Each& each) const {
        std::string out;
        keys_.each([&](std::size_t i) {
            if (!out.empty()) out += between;
            out += each(sql_name(names_[i]));
        });
        return out;
    }
    [[nodiscard]] std::string key_columns() const {
        return over_keys(", ", [](const std::string& name) { return name; });
    }
    [[nodiscard]] std::string key_condition() const {
        return over_keys(" AND ", [](const std::string& name) { return name + " IS ?"; });
    }
    void bind_key(query& q, const void* state, const void* key) const {
        const int first = q.next();
        if (d_.bind_key(q.get(), first, state, key) != SQLITE_OK) fail("a key cannot be bound");
        int parts = 0;
        keys_.each([&](std::size_t) { ++parts; });
        q.skip(parts - 1);
    }

    // ---- the table in the file

    [[nodiscard]] std::map<std::string, std::string> columns_in(connection& db) const {
        std::map<std::string, std::string> out;
        const statement s(db.get(), "SELECT name, type FROM pragma_table_info(?)");
        query q(s);
        q.bind(history_);
        while (q.step("read the columns of " + history_)) out.emplace(q.text(0), q.text(1));
        return out;
    }
    [[nodiscard]] std::string logical_name(std::size_t i) const {
        std::string out(d_.columns[i].field);
        if (d_.columns[i].suffix != 0) out += "_" + number_text(d_.columns[i].suffix);
        return out;
    }
    /// The column of a field in the file: its own name, else one that it had.
    [[nodiscard]] std::string find_name(const std::map<std::string, std::string>& found, std::size_t i) const {
        std::string name = logical_name(i);
        if (found.count(name) != 0) return name;
        for (const earlier_name& old : d_.earlier)
            if (old.column == i && found.count(std::string(old.name)) != 0 && !is_name_of_today(old.name))
                return std::string(old.name);
        return {};
    }
    /// A name that one field has left and another has taken belongs to the other.
    [[nodiscard]] bool is_name_of_today(std::string_view name) const {
        for (std::size_t i = 0; i != d_.columns.size(); ++i)
            if (d_.columns[i].codec != nullptr && logical_name(i) == name) return true;
        return false;
    }
    [[nodiscard]] std::vector<std::string> creation() const {
        return {std::string(d_.create), std::string(d_.create_latest),
            "CREATE INDEX IF NOT EXISTS " + sql_name(history_ + "_full") + " ON " + sql_name(history_) + " (" +
                key_columns() + ", yore_version) WHERE instr(yore_operation, '*')",
            "CREATE INDEX IF NOT EXISTS " + sql_name(history_ + "_deleted") + " ON " + sql_name(history_) +
                " (yore_id) WHERE substr(yore_operation, 1, 7) = 'deleted'",
            std::string(d_.create_view),
            "INSERT OR IGNORE INTO yore_model (history) VALUES (" + sql_name(history_, '\'') + ")"};
    }
    void set_up() {
        const bool there = [&] {
            const reader db(core_);
            return !columns_in(*db).empty();
        }();
        if (!there) map_columns({}); // the names that it will have
        if (!there && core_.read_only()) return;
        is_durable_ = !core_.may_be_taken_back();
        if (!there) core_.alone([&] { create(); });
        const reader db(core_);
        map_columns(columns_in(*db));
        find_model(*db);
    }
    void create() {
        if (columns_in(core_.writer()).empty()) require_free_names(core_.writer());
        for (const std::string& one : creation()) core_.execute(one, "create " + history_);
    }
    void require_free_names(connection& db) const {
        const statement s(db.get(), "SELECT type, name FROM sqlite_master WHERE lower(name) IN (lower(?), lower(?))");
        const std::string view = std::string(what.table) + "_timeline";
        query q(s);
        if (q.bind(latest_).bind(view).step()) fail_foreign(q.text(0), q.text(1));
    }
    void find_model(connection& db) {
        const statement s(db.get(), "SELECT id FROM yore_model WHERE history = ?");
        query q(s);
        if (!q.bind(history_).step()) fail_foreign("table", history_);
        model_id_ = q.integer(0);
    }
    [[noreturn]] YORE_COLD void fail_foreign(std::string_view kind, std::string_view name) const {
        fail("the file has a " + std::string(kind) + " " + std::string(name) +
             " that no history made; give the model another name with yore::table<\"…\">");
    }
    /// Makes the table again where the transaction that made it was taken back. Requires: a transaction of SQLite is
    /// open.
    void confirm() {
        if (is_durable_ || (confirmed_ && !core_.began_with_this())) return;
        connection& db = core_.writer();
        if (!columns_in(db).empty()) is_durable_ = core_.began_with_this();
        else {
            create();
            find_model(db);
        }
        confirmed_ = true;
    }
    /// False where the file has no table yet, as while the transaction that makes it is not over.
    [[nodiscard]] bool is_there(connection& db) const {
        if (!exists_ || is_durable_) return exists_;
        const bool found = !columns_in(db).empty();
        if (found && &db != &core_.writer()) is_durable_ = true; // others see it too
        return found;
    }
    void map_columns(const std::map<std::string, std::string>& found) {
        lately_.clear(); // states may have more columns now
        exists_ = !found.empty();
        stored_ = missing_ = converting_ = texts_ = {};
        int next = own_column_count;
        bool as_in_struct = true;
        for (std::size_t i = 0; i != d_.columns.size(); ++i) {
            if (d_.columns[i].codec == nullptr) continue;
            names_[i] = exists_ ? find_name(found, i) : logical_name(i);
            as_in_struct = as_in_struct && names_[i] == logical_name(i);
            if (names_[i].empty()) {
                missing_.insert(i);
                if (keys_.contains(i))
                    fail(history_ + " has no column for the key field " + std::string(d_.columns[i].field) +
                         "; name the earlier one with yore::was");
                continue;
            }
            if (exists_ && loses(d_.columns[i].codec->type, found.at(names_[i]))) converting_.insert(i);
            stored_.insert(i);
            const std::string_view type = exists_ ? found.at(names_[i]) : d_.columns[i].codec->type;
            if (what.recorded.contains(i) && !what.redacted.contains(i) && !keys_.contains(i) &&
                !converting_.contains(i) && affinity_of(type) == affinity::text)
                texts_.insert(i);
            position_[i] = next++;
        }
        find_unknown_columns(found);
        struct names_of_file {
            const table& t;
            void put(text_writer& w, std::size_t i) const { w.name(t.names_[i]); }
            [[nodiscard]] bool has(std::size_t i) const { return t.stored_.contains(i); }
        };
        insert_ = as_in_struct ? std::string(d_.insert) : text_from([&](text_writer& w) {
            write_insert(w, what.table, d_.columns.size(), names_of_file{*this});
        });
        select_ = as_in_struct ? std::string(d_.select) : text_from([&](text_writer& w) {
            write_select(w, what.table, d_.columns.size(), names_of_file{*this});
        });
    }
    [[nodiscard]] std::string view_text(bool after_migration) const {
        struct names_after {
            const table& t;
            bool all;
            void put(text_writer& w, std::size_t i) const {
                w.name(t.names_[i].empty() ? t.logical_name(i) : t.names_[i]);
            }
            [[nodiscard]] bool has(std::size_t i) const {
                return t.stored_.contains(i) || (all && t.missing_.contains(i));
            }
        };
        return text_from(
            [&](text_writer& w) { write_view(w, what.table, d_.columns, names_after{*this, after_migration}); });
    }
    /// What the file has that this program does not know, also where a newer one has made it meanwhile. Requires: a
    /// transaction of SQLite is open.
    [[nodiscard]] const std::vector<std::string>& names_of_unknown_columns() {
        if (columns_may_differ_) find_unknown_columns(columns_in(core_.writer()));
        columns_may_differ_ = false;
        return unknown_columns_;
    }
    void find_unknown_columns(const std::map<std::string, std::string>& found) {
        unknown_columns_.clear();
        for (const auto& [name, type] : found)
            if (name.substr(0, 5) != "yore_" && std::find(names_.begin(), names_.end(), name) == names_.end())
                unknown_columns_.push_back(name);
    }
    [[nodiscard]] unknown_columns columns_to_take_over() {
        return {core_.writer(), history_, names_of_unknown_columns()};
    }
    void require_columns() const {
        if (!exists_)
            throw store_error("yore: the store was opened read-only; open it for writing to record", SQLITE_READONLY);
        (keys_ & converting_).each([&](std::size_t i) {
            throw store_error("yore: " + history_ + " has a column " + names_[i] +
                                  " of another type, which would change keys of " + std::string(what.name) +
                                  "; give the model another table with yore::table<\"…\">",
                SQLITE_MISMATCH);
        });
        if (missing_.empty()) return;
        std::string missing;
        missing_.each([&](std::size_t i) { missing += (missing.empty() ? "" : ", ") + logical_name(i); });
        throw store_error("yore: " + history_ + " has no column for " + missing + " of " + std::string(what.name) +
                              "; call migrate() of the store once before recording",
            SQLITE_SCHEMA);
    }
    [[nodiscard]] static std::uint64_t free_bytes(connection& db) {
        const statement s(db.get(), "SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size");
        query q(s);
        return q.step() ? static_cast<std::uint64_t>(q.integer(0)) : 0;
    }
    /// Pages of the table and its indexes, and this model's share of what all have in common.
    [[nodiscard]] std::uint64_t bytes_used(connection& db, std::uint64_t versions) const {
        std::uint64_t own = 0, common = 0, all_versions = 0;
        try {
            const statement s(db.get(),
                "SELECT sum(pgsize), name IN (SELECT name FROM sqlite_master WHERE tbl_name IN (?, ?)) AS own FROM "
                "dbstat "
                "WHERE aggregate = TRUE AND (own OR name IN (SELECT name FROM sqlite_master WHERE tbl_name IN "
                "('yore_meta', 'yore_model', 'yore_commit', 'yore_activity', 'yore_period'))) GROUP BY own");
            query q(s);
            q.bind(history_).bind(latest_);
            while (q.step()) (q.integer(1) != 0 ? own : common) = static_cast<std::uint64_t>(q.integer(0));
        } catch (const store_error&) { // this SQLite cannot tell; the whole file, then
            const statement s(db.get(), "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
            query q(s);
            return q.step() ? static_cast<std::uint64_t>(q.integer(0)) : 0;
        }
        std::vector<std::string> tables;
        {
            const statement s(db.get(), "SELECT history FROM yore_model");
            query q(s);
            while (q.step()) tables.emplace_back(q.text(0));
        }
        for (const std::string& one : tables) {
            const statement s(db.get(), "SELECT count(*) FROM " + sql_name(one));
            query q(s);
            if (q.step()) all_versions += static_cast<std::uint64_t>(q.integer(0));
        }
        return own + (all_versions == 0 ? 0 : common * versions / all_versions);
    }

    // ---- rows

    /// What the store's own columns say. Returns: also whether the changed columns are listed, in `set`.
    std::pair<row_facts, bool> read_facts(const query& q) const {
        row_facts row;
        row.id = q.integer(own_id);
        row.number = static_cast<version_number>(q.integer(own_version));
        row.back = q.integer(own_back);
        row.occurred_on = time_from(q.integer(own_occurred_on));
        row.commit = q.integer(own_commit);
        const bool has_list = read_operation(q.text(own_operation), row);
        row.full = row.full || row.op == operation::created;
        return {row, has_list};
    }
    [[nodiscard]] row_facts read_row(const query& q) const {
        const std::pair<row_facts, bool> facts = read_facts(q);
        row_facts row = facts.first;
        const bool has_list = facts.second;
        const wide_set listed = row.set;
        if (row.full) row.set = stored_;
        else
            stored_.each([&](std::size_t i) {
                if (!q.is_null(position_[i])) row.set.insert(i);
            });
        if (row.op == operation::created) row.changed = what.recorded;
        else if (row.op != operation::deleted && row.op != operation::restored)
            row.changed = ((has_list ? listed : row.set) & what.recorded) - keys_;
        return row;
    }

    [[nodiscard]] row_facts read_row(connection& db, std::int64_t id) const {
        query q(prepared(db, sql::row));
        q.bind(id).step();
        return read_row(q);
    }

    // What a row says beside its values: nothing where the columns that are not NULL were updated; else the operation,
    // the version that the state was taken from, and behind a colon, where columns became NULL, stand as a delta (`~`) or
    // all of them are there (`*`), which ones changed: `created`, `reverted 3`, `updated:location,~notes`, `deleted:*`.

    /// Returns: whether the changed columns are listed; they are the row's `set` then.
    bool read_operation(std::string_view text, row_facts& row) const {
        row.op = operation::updated;
        if (text.empty()) return false;
        const std::size_t colon = text.find(':');
        std::string_view word = text.substr(0, colon);
        if (const std::size_t space = word.find(' '); space != std::string_view::npos) {
            version_number source = 0;
            std::from_chars(word.data() + space + 1, word.data() + word.size(), source);
            row.source = source;
            word = word.substr(0, space);
        }
        for (operation op : {operation::created, operation::deleted, operation::reverted, operation::restored})
            if (to_string(op) == word) row.op = op;
        if (colon == std::string_view::npos) return false;
        text.remove_prefix(colon + 1);
        while (!text.empty()) {
            const std::size_t comma = text.find(',');
            std::string_view name = text.substr(0, comma);
            text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
            const bool is_delta = name.substr(0, 1) == "~";
            if (name == "*") row.full = true;
            if (is_delta) name.remove_prefix(1);
            for (std::size_t i = 0; i != names_.size(); ++i)
                if (stored_.contains(i) && (names_[i] == name || was_called(i, name))) {
                    row.set.insert(i);
                    if (is_delta) row.deltas.insert(i);
                }
        }
        return true;
    }
    /// Empty for NULL.
    [[nodiscard]] std::string operation_text(operation op, const std::optional<version_number>& source, bool lists,
        bool full, const wide_set& listed, const texts& deltas) const {
        std::string out;
        if (op != operation::updated || lists) out = to_string(op);
        if (source) out += " " + number_text(*source);
        if (!lists) return out;
        out += full ? ":*" : ":";
        bool first = !full;
        listed.each([&](std::size_t i) {
            if (!std::exchange(first, false)) out += ',';
            if (deltas.count(i) != 0) out += '~';
            out += names_[i];
        });
        return out;
    }
    [[nodiscard]] bool was_called(std::size_t i, std::string_view name) const {
        for (const earlier_name& old : d_.earlier)
            if (old.column == i && old.name == name) return !is_name_of_today(name);
        return false;
    }

    [[nodiscard]] binding binding_of(std::size_t i) const {
        return converting_.contains(i) ? binding::unconvertible : binding::natural;
    }
    [[nodiscard]] void* address(std::size_t i, void* state, digest* digests) const {
        const column& c = layout_[i];
        if (c.source == column_source::digest) return reinterpret_cast<std::byte*>(digests) + c.offset;
        return static_cast<std::byte*>(state) + (c.source == column_source::audit ? audit_offset_ : 0) + c.offset;
    }
    [[nodiscard]] void* audit_in(void* state) const { return static_cast<std::byte*>(state) + audit_offset_; }

    void read_columns(const query& q, const wide_set& which, void* state, digest* digests) const {
        which.each([&](std::size_t i) {
            if (!stored_.contains(i)) return;
            const column_codec& codec = *d_.columns[i].codec;
            if (layout_[i].source == column_source::digest && digests == nullptr) return;
            void* const at = address(i, state, digests);
            if (q.is_null(position_[i])) {
                if (codec.reset != nullptr) codec.reset(at);
                else if (layout_[i].source == column_source::state) // it was optional once
                    layout_[i].operations->assign(at, static_cast<const std::byte*>(blank_.get()) + layout_[i].offset);
            } else if (!codec.read(q.get(), position_[i], at)) fail_value(q.integer(own_id), q.text(position_[i]), i);
        });
    }
    [[noreturn]] YORE_COLD void fail_value(std::int64_t row, std::string_view text, std::size_t i) const {
        throw store_error("yore: row " + number_text(row) + " of " + history_ + " has " + sql_name(text.substr(0, 60)) +
                              " in column " + names_[i] + ", which " + std::string(what.name) + "." +
                              std::string(d_.columns[i].field) +
                              " cannot hold; correct the row, or give the field the type that it had",
            SQLITE_MISMATCH);
    }

    [[nodiscard]] rebuilt fresh() const {
        return {state_copy(what, blank_.get()), std::vector<digest>(what.digests), {}, 0};
    }

    [[nodiscard]] rebuilt fresh_entity(const query& q) const {
        rebuilt out = fresh();
        read_columns(q, keys_, out.state.get(), nullptr);
        return out;
    }

    [[nodiscard]] static row_place place_in(const query& q) {
        return {q.integer(own_id), static_cast<version_number>(q.integer(own_version)),
            time_from(q.integer(own_occurred_on))};
    }
    /// The rows of one entity, newest first, from one of them on: whole, or only their links. One chain of a kind of a
    /// table at a time.
    class chain {
    public:
        chain(const table& t, connection& db, std::int64_t from, sql what = sql::row)
            : q_(t.prepared(db, what)), next_(from) {}
        /// Goes to the version before. Returns: false behind the oldest one that is kept.
        bool step() {
            if (next_ == 0 || !q_.again().bind(next_).step()) return false;
            const std::int64_t back = q_.integer(own_back);
            next_ = back == 0 ? 0 : next_ - back;
            return true;
        }
        /// Goes on from another row.
        void jump(std::int64_t to) { next_ = to; }
        [[nodiscard]] const query& at() const { return q_; }
        [[nodiscard]] row_place where() const { return place_in(q_); }

    private:
        query q_;
        std::int64_t next_;
    };
    static constexpr version_number few = 16; // links to follow one by one before searching

    [[nodiscard]] std::int64_t latest_id(connection& db, const void* state, const void* key) const {
        query q(prepared(db, sql::latest));
        bind_key(q, state, key);
        return q.step() ? q.integer(0) : 0;
    }
    /// The first row with all columns from one version up to another.
    [[nodiscard]] std::optional<row_place> find_full(
        connection& db, const void* state, const void* key, version_number first, version_number end) const {
        query q(prepared(db, sql::full));
        bind_key(q, state, key);
        q.bind(static_cast<std::int64_t>(first)).bind(static_cast<std::int64_t>(end));
        if (!q.step()) return {};
        return place_in(q);
    }
    /// Whether a row will never change, so that it may be kept at hand for all.
    [[nodiscard]] bool is_final(const connection& db, std::int64_t id) const {
        return &db != &core_.writer() || core_.is_committed(id);
    }
    /// The last version up to an instant or a number; nothing before the first. Throws: `pruned`, for an instant.
    [[nodiscard]] std::optional<row_place> find_version(
        connection& db, const void* state, const void* key, const sought& by) const {
        const std::int64_t latest = latest_id(db, state, key);
        if (latest == 0) return {};
        return find_version(db, latest, state, key, by);
    }
    [[nodiscard]] std::optional<row_place> find_version(
        connection& db, std::int64_t latest, const void* state, const void* key, const sought& by) const {
        const std::uint64_t hash = state != nullptr ? what.hash_state(state) : what.hash_key(key);
        std::shared_ptr<const row_places> known = lately_.places(hash);
        if (known && known->front().id == latest)
            if (const row_place* const at = by.find_in(*known); at != nullptr && is_there(db, *at)) return *at;
        row_places seen; // from the latest on, one after the other
        std::size_t checked = 0, known_before = 0;
        const auto keep = [&] {
            if (seen.size() > known_before && is_final(db, latest)) lately_.keep(hash, std::move(seen));
        };
        chain links(*this, db, latest, sql::link);
        while (seen.size() <= few && links.step()) {
            seen.push_back(links.where());
            if (known && known->front().id == seen.back().id) {
                if (seen.size() == 1) known_before = known->size();
                seen.insert(seen.end(), known->begin() + 1, known->end());
                known = nullptr;
                links.jump(seen.back().id); // to go on from there
                if (!links.step()) {        // it is pruned meanwhile
                    seen.resize(1);
                    known_before = 0;
                    links.jump(latest);
                    links.step();
                }
            }
            for (; checked < seen.size(); ++checked)
                if (by.is(seen[checked])) {
                    const row_place at = seen[checked];
                    keep();
                    return at;
                }
        }
        version_number oldest = seen.empty() ? 0 : seen.back().number;
        if (seen.size() > few && oldest > 1) links.jump(near_full(db, state, key, by, links));
        keep();
        while (links.step()) {
            const row_place at = links.where();
            if (by.is(at)) return at;
            oldest = at.number;
        }
        if (by.when != nullptr && oldest > 1) entity_name{what, state, key}.fail_pruned(*by.when);
        return {};
    }
    [[nodiscard]] bool is_there(connection& db, const row_place& place) const {
        chain links(*this, db, place.id, sql::link);
        return links.step() && links.where() == place;
    }
    /// The row to go on from, which is later than what is asked for, as the one that `links` stand on, and near to it.
    [[nodiscard]] std::int64_t near_full(
        connection& db, const void* state, const void* key, const sought& by, const chain& links) const {
        std::int64_t out = links.at().integer(own_id) - links.at().integer(own_back);
        if (by.when == nullptr) {
            const std::optional<row_place> found = find_full(db, state, key, by.number, links.where().number);
            return found ? found->id : out;
        }
        version_number low = 1, high = links.where().number;
        while (high - low > 2 * few) {
            const version_number middle = low + (high - low) / 2;
            const std::optional<row_place> found = find_full(db, state, key, middle, high);
            if (found && by.is(*found)) low = found->number + 1;
            else {
                if (found) out = found->id;
                high = middle;
            }
        }
        return out;
    }

    [[noreturn]] YORE_COLD void fail_incomplete(const rebuilt& of) const {
        fail("the history of " + entity_name{what, of.state.get(), nullptr}.text() + " in " + history_ +
             " begins with an incomplete row; the file is damaged, restore it from a copy");
    }
    /// What rows have told of a state so far, the newest first; older ones tell the rest.
    struct told {
        wide_set columns{};
        std::map<std::size_t, std::vector<std::string>> later{}; // what became of texts not known yet, newest first
        version_number oldest = 0;
        bool all = false;
    };
    void take_older(connection& db, const query& q, const row_facts& row, told& so_far, rebuilt& out,
        bool with_texts = false) const {
        ++out.rows;
        const wide_set whole = row.set - so_far.columns - row.deltas;
        wide_set as_it_stands = whole;
        (row.deltas - so_far.columns).each([&](std::size_t i) { so_far.later[i].emplace_back(q.text(position_[i])); });
        if (with_texts)
            (whole & texts_).each([&](std::size_t i) {
                if (is_long_text(q, i)) out.long_texts[i] = q.text(position_[i]);
            });
        for (auto& [i, later] : so_far.later) {
            if (later.empty() || !whole.contains(i)) continue;
            std::string text(q.text(position_[i]));
            for (; !later.empty(); later.pop_back()) text = later_text(text, later.back(), i, out);
            read_text(db, text, i, out);
            if (with_texts) out.long_texts[i] = std::move(text);
            as_it_stands.erase(i);
        }
        read_columns(q, as_it_stands, out.state.get(), out.digests.data());
        so_far.columns |= whole;
        so_far.all = row.full;
    }
    struct reading {
        bool texts = false;  // `long_texts` too, so not from a version at hand
        bool keeps = false;  // puts a version below at hand
        bool places = false; // puts at hand where versions are; it is the latest
    };
    /// The state of the version in a row, from the rows back to where all columns are known.
    [[nodiscard]] std::optional<rebuilt> rebuild_from(connection& db, std::int64_t id, const reading& how) const {
        std::optional<rebuilt> out;
        told so_far;
        row_places places;
        std::shared_ptr<const rebuilt> base;
        std::int64_t below = 0; // the row of a version that is worth keeping
        for (chain rows(*this, db, id); rows.step();) {
            const row_facts row = read_row(rows.at());
            if (!out) (out = fresh())->facts = row;
            if (how.places) places.push_back(rows.where());
            take_older(db, rows.at(), row, so_far, *out, how.texts);
            if (so_far.all) break;
            if (how.texts || row.back == 0 || !is_spaced(row.number - 1) || !so_far.later.empty()) continue;
            base = lately_.version(row.id - row.back);
            if (how.keeps) below = row.id - row.back;
            if (base || below != 0) break;
        }
        if (!out) return {};
        if (how.places && is_final(db, id)) lately_.keep(what.hash_state(out->state.get()), std::move(places));
        if (!base && below != 0) base = at_hand(rebuild_from(db, below, {}));
        if (base) fill_in(stored_ - so_far.columns, *base, *out);
        else if (!so_far.all) fail_incomplete(*out);
        if (what.storable != nullptr) what.storable(out->state.get());
        return out;
    }
    /// The version in a row that is there, from and for what is at hand.
    [[nodiscard]] std::shared_ptr<const rebuilt> read_version(
        connection& db, std::int64_t id, bool is_latest = false) const {
        if (auto found = lately_.version(id)) return found;
        const bool keeps = is_final(db, id);
        std::optional<rebuilt> made = rebuild_from(db, id, {.keeps = keeps});
        if (made && keeps && (is_latest || is_spaced(made->facts.number))) return at_hand(std::move(made));
        return made ? std::make_shared<const rebuilt>(std::move(*made)) : nullptr;
    }
    /// Puts a version at hand.
    [[nodiscard]] std::shared_ptr<const rebuilt> at_hand(std::optional<rebuilt>&& made) const {
        if (!made) return nullptr;
        auto out = std::make_shared<const rebuilt>(std::move(*made));
        lately_.keep(out->facts.id, out);
        return out;
    }
    [[nodiscard]] static bool is_spaced(version_number n) { return n != 0 && n % lately_read<rebuilt>::spacing == 0; }

    // ---- long texts, which may stand in a row as what became of the text before

    static constexpr std::size_t shortest_delta_text = 64, longest_delta_text = std::size_t{1} << 20U;

    [[nodiscard]] bool is_long_text(const query& q, std::size_t i) const {
        return sqlite3_column_type(q.get(), position_[i]) == SQLITE_TEXT &&
               q.text(position_[i]).size() >= shortest_delta_text;
    }
    /// The long texts and deltas of a row.
    [[nodiscard]] texts texts_in(const query& q, const row_facts& row) const {
        texts out;
        ((row.set & texts_) | row.deltas).each([&](std::size_t i) {
            if (row.deltas.contains(i) || is_long_text(q, i)) out[i] = q.text(position_[i]);
        });
        return out;
    }
    /// Makes the values of which a row has deltas. Effects: `known`, the texts of the version before, become its own.
    void take_texts(connection& db, texts&& of_row, texts& known, rebuilt& out) const {
        for (auto& [i, text] : of_row) {
            if (out.facts.deltas.contains(i)) {
                text = later_text(known[i], text, i, out);
                read_text(db, text, i, out);
            }
            known[i] = std::move(text);
        }
    }
    [[nodiscard]] std::string later_text(
        std::string_view text, std::string_view delta, std::size_t i, const rebuilt& of) const {
        std::optional<std::string> out = apply_text_delta(text, delta);
        if (!out)
            fail("the history of " + entity_name{what, of.state.get(), nullptr}.text() + " in " + history_ +
                 " has a difference in " + names_[i] +
                 " that does not fit the text before; the file is damaged, restore it from a copy");
        return std::move(*out);
    }
    /// The text of a value as a column has it; nothing where it is not text.
    [[nodiscard]] std::optional<std::string> text_in(connection& db, std::size_t i, void* state) const {
        query q(prepared(db, sql::value));
        if (d_.columns[i].codec->bind(q.get(), q.next(), address(i, state, nullptr), binding::natural) != SQLITE_OK)
            fail(db.get(), SQLITE_ERROR, "bind " + names_[i] + " of " + std::string(what.name));
        if (!q.step() || sqlite3_column_type(q.get(), 0) != SQLITE_TEXT) return {};
        return std::string(q.text(0));
    }
    void read_text(connection& db, std::string_view text, std::size_t i, rebuilt& out) const {
        query q(prepared(db, sql::value));
        q.bind(text).step();
        if (!d_.columns[i].codec->read(q.get(), 0, address(i, out.state.get(), out.digests.data())))
            fail_value(out.facts.id, text, i);
    }
    /// The texts of values that a delta may be made from or for.
    [[nodiscard]] texts delta_texts(connection& db, const wide_set& columns, void* state) const {
        texts out;
        columns.each([&](std::size_t i) {
            std::optional<std::string> text = text_in(db, i, state);
            if (text && text->size() >= shortest_delta_text && text->size() <= longest_delta_text)
                out[i] = std::move(*text);
        });
        return out;
    }
    /// What became of texts, where that is much shorter than what they are now.
    [[nodiscard]] static texts deltas_between(const texts& from, const texts& to) {
        texts out;
        for (const auto& [i, now] : to)
            if (const auto text = from.find(i); text != from.end() && may_have_short_delta(text->second, now))
                if (std::string delta = text_delta(text->second, now); delta.size() < now.size() / 2)
                    out[i] = std::move(delta);
        return out;
    }
    [[nodiscard]] std::optional<rebuilt> rebuild_latest(connection& db, const void* state, const void* key) const {
        return rebuild_from(db, latest_id(db, state, key), {});
    }
    /// Versions first to last that exist, oldest first.
    [[nodiscard]] std::vector<rebuilt> rebuild_range(
        connection& db, const void* key, version_number first, version_number last) const {
        std::vector<rebuilt> out; // newest first, with the columns of their rows, back to one that has all
        const std::optional<row_place> newest = find_version(db, nullptr, key, {nullptr, last});
        if (!newest) return out;
        chain rows(*this, db, newest->id);
        while (rows.step()) {
            rebuilt& one = out.emplace_back(fresh());
            one.facts = read_row(rows.at());
            read_columns(rows.at(), one.facts.set - one.facts.deltas, one.state.get(), one.digests.data());
            one.long_texts = texts_in(rows.at(), one.facts);
            if (one.facts.full && one.facts.number <= first) break;
        }
        if (!out.back().facts.full) fail_incomplete(out.back());
        std::reverse(out.begin(), out.end());
        texts known;
        for (std::size_t i = 0; i < out.size(); ++i) {
            if (i != 0 && !out[i].facts.full) fill_in(stored_ - out[i].facts.set, out[i - 1], out[i]);
            take_texts(db, std::move(out[i].long_texts), known, out[i]);
        }
        out.erase(out.begin(),
            std::find_if(out.begin(), out.end(), [&](const rebuilt& one) { return one.facts.number >= first; }));
        if (what.storable != nullptr)
            for (const rebuilt& one : out) what.storable(one.state.get());
        return out;
    }
    /// Takes the values of these columns from the version before.
    void fill_in(const wide_set& columns, const rebuilt& from, rebuilt& to) const {
        columns.each([&](std::size_t i) {
            layout_[i].operations->assign(address(i, to.state.get(), to.digests.data()),
                address(i, from.state.get(), const_cast<digest*>(from.digests.data())));
        });
    }
    [[nodiscard]] row_place known_latest(connection& db, const void* key, std::string_view doing) const {
        if (is_there(db))
            if (const auto latest =
                    find_version(db, nullptr, key, {nullptr, std::numeric_limits<version_number>::max()}))
                return *latest;
        entity_name{what, nullptr, key}.fail_not_found(false, doing);
    }
    [[nodiscard]] std::shared_ptr<const rebuilt> existing_version(
        connection& db, const void* key, version_number n, version_number latest) const {
        const entity_name name{what, nullptr, key};
        if (n == 0 || n > latest) name.fail_no_version(n, latest);
        const std::optional<row_place> at = find_version(db, nullptr, key, {nullptr, n});
        if (!at || at->number != n) name.fail_pruned(n);
        return read_version(db, at->id);
    }

    /// Finds an entity by the key columns of rows.
    class entities {
    public:
        explicit entities(const table& t) : t_(t), key_(t.what, t.blank_.get()) {}
        /// The place in `all` of the entity that a row is about; a new one at the end.
        template <class Make> std::size_t place(const query& q, std::vector<rebuilt>& all, const Make& make) {
            t_.read_columns(q, t_.keys_, key_.get(), nullptr);
            const std::uint64_t hash = t_.what.hash_state(key_.get());
            const std::uint32_t known =
                places_.find(hash, [&](std::uint32_t i) { return t_.what.same_key(all[i].state.get(), key_.get()); });
            if (known != memory::no_number) return known;
            places_.reserve_one([&](std::uint32_t i) { return t_.what.hash_state(all[i].state.get()); });
            all.push_back(make());
            places_.insert(hash, static_cast<std::uint32_t>(all.size() - 1));
            return all.size() - 1;
        }

    private:
        const table& t_;
        state_copy key_;
        memory::hash_index places_;
    };

    /// All that lived at an instant, in the order of their keys. Throws: `pruned`.
    [[nodiscard]] std::vector<rebuilt> scan(connection& db, timestamp when) const {
        std::vector<rebuilt> all_states;
        std::vector<told> so_far;
        {
            entities known(*this);
            query q(prepared(db, sql::all_backwards));
            while (q.step()) {
                const std::size_t place = known.place(q, all_states, [&] {
                    so_far.emplace_back();
                    return fresh_entity(q);
                });
                if (so_far[place].all) continue;
                const row_facts row = read_row(q);
                so_far[place].oldest = row.number;
                if (row.occurred_on > when) continue;
                if (all_states[place].facts.number == 0) all_states[place].facts = row;
                take_older(db, q, row, so_far[place], all_states[place]);
            }
        }
        for (std::size_t i = 0; i != all_states.size(); ++i) {
            if (all_states[i].facts.number == 0 && so_far[i].oldest > 1)
                entity_name{what, all_states[i].state.get(), nullptr}.fail_pruned(when);
            if (all_states[i].facts.number != 0 && !so_far[i].all) fail_incomplete(all_states[i]);
        }
        std::erase_if(
            all_states, [](const rebuilt& one) { return one.facts.number == 0 || one.facts.op == operation::deleted; });
        if (what.storable != nullptr)
            for (rebuilt& one : all_states) what.storable(one.state.get());
        std::sort(all_states.begin(), all_states.end(),
            [&](const rebuilt& a, const rebuilt& b) { return what.less(a.state.get(), b.state.get()); });
        return all_states;
    }

    void assign_fields(const wide_set& fields, const void* from, void* to) const {
        (fields - what.redacted).each([&](std::size_t i) {
            const column& c = layout_[i];
            if (i < what.fields && c.source == column_source::state)
                c.operations->assign(
                    static_cast<std::byte*>(to) + c.offset, static_cast<const std::byte*>(from) + c.offset);
        });
    }
    void give_pair(const rebuilt* a, const rebuilt* b, const pair_sink& out) const {
        void *x = nullptr, *y = nullptr;
        out.begin(out.target, (a != nullptr ? a : b)->state.get(), a != nullptr, b != nullptr, x, y);
        wide_set redacted;
        if (a != nullptr && b != nullptr) {
            wide_set all_fields;
            for (std::size_t i = 0; i != what.fields; ++i) all_fields.insert(i);
            assign_fields(all_fields, b->state.get(), y);
            if (what.audited != nullptr) what.audited->assign(audit_in(y), audit_in(b->state.get()));
            std::size_t i = 0;
            what.redacted.each([&](std::size_t field) {
                if (!(a->digests[i] == b->digests[i])) redacted.insert(field);
                ++i;
            });
        }
        out.end(out.target, redacted);
    }

    [[nodiscard]] std::uint64_t commit_id(connection& db, std::int64_t id, std::int64_t commit) const {
        std::map<std::int64_t, store_core::found_commit> known;
        const store_core::found_commit& found = core_.commit_row(db, commit, known);
        return found.has_own_id ? found.commit.id : static_cast<std::uint64_t>(id);
    }
    [[nodiscard]] version_facts facts_of(
        connection& db, const row_facts& row, std::map<std::int64_t, store_core::found_commit>& known) const {
        const store_core::found_commit& found = core_.commit_row(db, row.commit, known);
        version_facts out{row.number, row.op, row.changed, found.commit, row.source};
        if (!found.has_own_id) out.commit.id = static_cast<std::uint64_t>(row.id);
        if (!found.has_own_time) out.commit.recorded_on = row.occurred_on;
        out.commit.occurred_on = row.occurred_on;
        return out;
    }

    // ---- recording

    [[nodiscard]] std::shared_ptr<head_entry> load_head(connection& db, const void* state, const void* key) const {
        std::optional<rebuilt> found = rebuild_from(db, latest_id(db, state, key), {.texts = true, .places = true});
        if (!found) return nullptr;
        auto head = std::make_shared<head_entry>();
        head->state = std::move(found->state);
        head->digests = std::move(found->digests);
        head->number = found->facts.number;
        head->op = found->facts.op;
        head->occurred_on = found->facts.occurred_on;
        head->id = found->facts.id;
        head->commit = found->facts.commit;
        head->rows = found->rows;
        for (const auto& [i, text] : found->long_texts)
            if (text_in(db, i, head->state.get()) == text) head->as_written.insert(i);
        return head;
    }
    [[nodiscard]] std::shared_ptr<head_entry> find_head(connection& db, std::uint64_t hash, const write_request& r) {
        if (const auto* const found = heads_.find(hash)) {
            const void* known = (*found)->state.get();
            if (r.state != nullptr ? what.same_key(known, r.state) : what.has_key(known, r.key)) return *found;
        }
        std::shared_ptr<head_entry> head = load_head(db, r.state, r.key);
        if (head) heads_.put(hash, head);
        return head;
    }
    /// Makes the row, and the state that is latest now.
    void make(const write_plan& p, std::shared_ptr<head_entry> head, std::uint64_t hash, std::int64_t id,
        std::int64_t commit) {
        const bool is_late = !head && p.op != operation::created; // the first of a past that was pruned elsewhere
        const bool anew = p.op == operation::created || is_late;
        wide_set mask = anew ? stored_ : p.stored & stored_;
        heads_.erase(hash); // what fails from here on leaves nothing that could be wrong
        if (!head) head = std::make_shared<head_entry>();
        const std::int64_t previous = head->id;
        const bool full = is_late || (!anew && (what.full_rows || head->rows >= core_.settings().full_row_every));
        const wide_set from_texts = anew || full ? wide_set{} : mask & texts_ & head->as_written;
        const texts old_texts = delta_texts(core_.writer(), from_texts, head->state.get());
        if (anew) {
            head->state = state_copy(what, p.state);
            if (what.storable != nullptr) what.storable(head->state.get());
        } else assign_fields(p.stored, p.state, head->state.get());
        if (what.audited != nullptr) {
            const unsigned differing = anew ? 15U : what.audited->compare(audit_in(head->state.get()), p.audit.get());
            what.audited->assign(audit_in(head->state.get()), p.audit.get());
            for (std::size_t i = 0; i != 4; ++i)
                if ((differing >> i & 1U) != 0) mask.insert(what.audit[i]);
        }
        head->digests = p.digests;
        head->number = p.number;
        head->op = p.op;
        head->occurred_on = p.occurred_on;
        head->id = id;
        head->commit = commit;
        insert_row(*head, p, is_late ? p.changed & stored_ : mask, full, previous == 0 ? 0 : id - previous,
            deltas_between(old_texts, delta_texts(core_.writer(), from_texts, head->state.get())));
        if (full && !is_late && !names_of_unknown_columns().empty()) {
            unknown_columns others = columns_to_take_over();
            others.read(previous);
            others.write(id);
        }
        head->as_written |= (anew || full ? stored_ : mask) & texts_;
        note_latest(*head, previous == 0);
        head->rows = anew || full ? 1 : head->rows + 1;
        heads_.put(hash, head);
        core_.note_activity(model_id_, commit, id);
        note_period(id);
    }
    static void bind_facts(query& q, std::int64_t id, version_number number, std::int64_t back, timestamp occurred_on,
        std::int64_t commit, const std::string& operation) {
        q.bind(id).bind(static_cast<std::int64_t>(number));
        if (back != 0) q.bind(back);
        else q.bind_null();
        q.bind(count(occurred_on)).bind(commit);
        if (operation.empty()) q.bind_null();
        else q.bind(operation);
    }
    /// Binds values to the columns of a new row, or the texts that some of them have instead.
    void bind_columns(query& q, const wide_set& columns, void* state, digest* digests, const texts& instead) const {
        columns.each([&](std::size_t i) {
            const int at = position_[i] + 1;
            const auto text = instead.find(i);
            const int code = text != instead.end()
                                 ? bind_text(q.get(), at, text->second, SQLITE_STATIC, binding::natural)
                                 : d_.columns[i].codec->bind(q.get(), at, address(i, state, digests), binding_of(i));
            if (code != SQLITE_OK)
                fail(core_.writer().get(), code, "bind " + names_[i] + " of " + std::string(what.name));
        });
    }
    void insert_row(const head_entry& head, const write_plan& p, const wide_set& mask, bool full, std::int64_t back,
        const texts& deltas) {
        void* const state = head.state.get();
        auto* const digests = const_cast<digest*>(head.digests.data());
        wide_set nulls; // columns that the row itself does not show
        if (p.op != operation::created)
            mask.each([&](std::size_t i) {
                const auto is_null = d_.columns[i].codec->is_null;
                if (is_null != nullptr && is_null(address(i, state, digests))) nulls.insert(i);
            });
        const std::string operation = operation_text(p.op, p.source, full || !nulls.empty() || !deltas.empty(), full,
            ((mask & what.recorded) - keys_) | nulls, deltas);
        query q(prepared(core_.writer(), sql::insert));
        bind_facts(q, head.id, head.number, back, head.occurred_on, head.commit, operation);
        bind_columns(q, (full ? stored_ : mask & stored_) | keys_, state, digests, deltas);
        q.step("record a version of " + std::string(what.name) + " in " + history_);
    }
    void note_latest(const head_entry& head, bool is_first) {
        query q(prepared(core_.writer(), is_first ? sql::first_latest : sql::next_latest));
        if (!is_first) q.bind(head.id);
        bind_key(q, head.state.get(), nullptr);
        if (is_first) q.bind(head.id);
        q.step("record a version of " + std::string(what.name) + " in " + latest_);
    }
    /// Takes the row of a failed record back.
    void take_back(const write_request& r, std::int64_t id, std::int64_t previous) {
        connection& db = core_.writer();
        query(prepared(db, sql::drop_row)).bind(id).step("take back a record");
        if (previous != 0) {
            query q(prepared(db, sql::next_latest));
            q.bind(previous);
            bind_key(q, r.state, r.key);
            q.step("take back a record");
        } else
            db.execute(
                "DELETE FROM " + sql_name(latest_) + " WHERE yore_id = " + number_text(static_cast<std::uint64_t>(id)),
                "take back a record");
    }
    /// Fields that an update may change.
    [[nodiscard]] wide_set may_change() const { return (what.recorded & stored_) - keys_; }

    /// When the ids go over into another stretch, writes down what the one before spans and changes.
    void note_period(std::int64_t id) {
        if (last_id_ == 0) {
            query q(prepared(core_.writer(), sql::last));
            if (q.step()) last_id_ = q.integer(0);
        }
        const std::int64_t stretch = last_id_ >> 10;
        const bool is_over = last_id_ != 0 && stretch != id >> 10;
        last_id_ = id;
        if (!is_over) return;
        const std::int64_t first = stretch << 10, last = first + 1023;
        query all(prepared(core_.writer(), sql::period));
        all.bind(first).bind(last).step("record times");
        std::string changed = ",";
        if (all.integer(2) != 0 || !names_of_unknown_columns().empty()) changed = "*"; // new ones change everything
        else {
            row_facts listed;
            query lists(prepared(core_.writer(), sql::period_lists));
            for (lists.bind(first).bind(last); lists.step();) read_operation(lists.text(0), listed);
            query columns(prepared(core_.writer(), sql::period_columns));
            columns.bind(first).bind(last).step("record times");
            int column = 1;
            may_change().each([&](std::size_t i) {
                if (columns.integer(column++) != 0 || listed.set.contains(i)) changed += names_[i] + ",";
            });
        }
        core_.note_period(model_id_, stretch, all.integer(0), all.integer(1), changed);
    }

    /// Asks `before_record`. Returns: the head again.
    YORE_COLD std::shared_ptr<head_entry> ask(const write_plan& p, const context* c, const session& s,
        std::uint64_t hash, const write_request& r, std::shared_ptr<head_entry> head) {
        const bool anew = p.op == operation::created;
        const state_copy state(what, anew ? p.state : s.head.state);
        if (!anew) assign_fields(p.stored, p.state, state.get());
        if (what.storable != nullptr) what.storable(state.get());
        if (what.audited != nullptr) what.audited->assign(audit_in(state.get()), p.audit.get());
        const version_facts facts{p.number, p.op, p.changed, planned_commit(p, c), p.source};
        const bool agreed = before.all_agree(state.get(), facts);
        const std::shared_ptr<head_entry> now = find_head(core_.writer(), hash, r);
        if ((now ? now->number : 0) != (head ? head->number : 0))
            throw error(
                "yore: before_record has itself recorded " + s.name.text() + "; record it in on_record instead");
        if (!agreed) throw vetoed("yore: recording " + s.name.text() + " was vetoed by before_record");
        return head;
    }
    [[nodiscard]] commit planned_commit(const write_plan& p, const context* c) {
        if (core_.has_commit()) {
            commit out = core_.joined_commit();
            out.occurred_on = p.occurred_on;
            return out;
        }
        return commit_from(c, core_.planned_commit_id(), p.occurred_on);
    }
    write_result of_latest(const write_request& r) const {
        const reader db(core_);
        if (!is_there(*db)) return {};
        const std::optional<rebuilt> found = rebuild_latest(*db, r.state, r.key);
        if (!found) return {};
        return {found->facts.number, found->facts.op, {}, commit_id(*db, found->facts.id, found->facts.commit), false};
    }

    // ---- pruning

    struct prunable {
        state_copy key;
        version_number kept = 0; // the first that stays
        std::int64_t kept_id = 0;
        std::size_t versions = 0;
    };
    [[nodiscard]] std::vector<prunable> find_prunable(connection& db, const retention& keep, timestamp horizon) const {
        if (!is_there(db)) return {};
        struct row {
            version_number number;
            timestamp occurred_on;
            std::int64_t id;
        };
        std::vector<rebuilt> all_keys;
        std::vector<std::vector<row>> rows;
        {
            entities known(*this);
            query q(prepared(db, sql::all));
            while (q.step()) {
                const std::size_t place = known.place(q, all_keys, [&] {
                    rows.emplace_back();
                    return fresh_entity(q);
                });
                rows[place].push_back({static_cast<version_number>(q.integer(own_version)),
                    time_from(q.integer(own_occurred_on)), q.integer(own_id)});
            }
        }
        std::vector<prunable> out;
        for (std::size_t e = 0; e != rows.size(); ++e) {
            std::size_t older = 0, in_force = 0;
            for (const row& one : rows[e]) {
                older += one.occurred_on < horizon;
                in_force += one.occurred_on <= horizon;
            }
            const std::size_t total = rows[e].size();
            std::size_t n = older == in_force && older != 0 ? older - 1 : older;
            if (keep.keep_last && total - n < *keep.keep_last)
                n = *keep.keep_last < total ? total - *keep.keep_last : 0;
            if (n != 0) out.push_back({std::move(all_keys[e].state), rows[e][n].number, rows[e][n].id, n});
        }
        return out;
    }
    void drop_before(connection& db, const prunable& one) {
        std::optional<rebuilt> kept = rebuild_from(db, one.kept_id, {.texts = true});
        const std::uint64_t hash = what.hash_state(one.key.get());
        heads_.erase(hash);
        unknown_columns others = columns_to_take_over();
        others.read(one.kept_id);
        const std::string also_changed = others.changed_in(one.kept_id);
        std::vector<std::int64_t> older;
        for (chain rows(*this, db, kept->facts.back == 0 ? 0 : one.kept_id - kept->facts.back); rows.step();)
            older.push_back(rows.at().integer(own_id));
        for (std::int64_t id : older) query(prepared(db, sql::drop_row)).bind(id).step("prune " + history_);
        if (kept->facts.full) return;
        query(prepared(db, sql::drop_row)).bind(one.kept_id).step("prune " + history_);
        insert_full(db, *kept, also_changed);
        others.write(one.kept_id);
    }
    /// The row of a version again, with all columns that this program knows.
    void insert_full(connection& db, const rebuilt& version, const std::string& also_changed) {
        const row_facts& row = version.facts;
        const std::string operation =
            operation_text(row.op, row.source, true, true, row.changed & stored_, {}) + also_changed;
        query q(prepared(db, sql::insert));
        bind_facts(q, row.id, row.number, 0, row.occurred_on, row.commit, operation);
        auto* const digests = const_cast<digest*>(version.digests.data());
        // Long texts as they stand: later rows may have what became of them.
        bind_columns(q, stored_, version.state.get(), digests, version.long_texts);
        q.step("prune " + history_);
    }

    // ---- find

    /// One search: rows in the order of their ids, only the stretches of ids where a match can be.
    class finder {
    public:
        finder(const table& t, connection& db, const any_filter& f, const version_sink& out)
            : t_(t), db_(db), f_(f), out_(out) {}

        void run() {
            std::int64_t low = 0, high = std::numeric_limits<std::int64_t>::max();
            if (f_.has_cursor) (f_.newest_first ? high : low) = cursor_bound();
            if (f_.actor != nullptr || f_.reason != nullptr || f_.correlation_id != nullptr) find_commits();
            if (f_.key != nullptr) {
                look_at_key(low, high);
                return;
            }
            for (const auto& [first, last] : stretches(low, high))
                if (!look(first, last)) return;
        }

    private:
        using span = std::pair<std::int64_t, std::int64_t>;

        /// The id next to the one where the last page ended.
        std::int64_t cursor_bound() {
            std::int64_t id = 0;
            const std::optional<row_place> last =
                t_.find_version(db_, nullptr, f_.after_key, {nullptr, f_.after_number});
            if (last && last->number == f_.after_number) id = last->id;
            else { // pruned meanwhile: its commit, which is given again, says where it was
                const auto commit = static_cast<std::int64_t>(f_.after_commit);
                return f_.newest_first ? last_of(commit) : commit;
            }
            return f_.newest_first ? id - 1 : id + 1;
        }

        /// The last row of a commit in this table.
        std::int64_t last_of(std::int64_t commit) {
            const statement s(db_.get(), "SELECT max(yore_id) FROM " + sql_name(t_.history_) +
                                             " WHERE yore_commit = (SELECT id FROM yore_commit WHERE first = ?)");
            query q(s);
            q.bind(commit);
            return q.step() && !q.is_null(0) ? q.integer(0) : commit;
        }

        void find_commits() {
            by_commit_ = true;
            std::string text = "SELECT id FROM yore_commit WHERE TRUE";
            if (f_.actor != nullptr) text += " AND actor = ?";
            if (f_.reason != nullptr) text += " AND reason = ?";
            if (f_.correlation_id != nullptr) text += " AND correlation_id = ?";
            const statement s(db_.get(), text);
            query q(s);
            for (const std::string* one : {f_.actor, f_.reason, f_.correlation_id})
                if (one != nullptr) q.bind(std::string_view(*one));
            while (q.step()) commits_.insert(q.integer(0));
        }

        std::vector<span> stretches(std::int64_t low, std::int64_t high) {
            std::vector<span> out;
            if (by_commit_) out = stretches_of_commits();
            else if (f_.from || f_.until || !f_.changed.empty()) out = stretches_of_periods();
            else out = {{0, std::numeric_limits<std::int64_t>::max()}};
            std::sort(out.begin(), out.end());
            std::vector<span> cut;
            for (auto [first, last] : out) {
                first = first < low ? low : first;
                last = last > high ? high : last;
                if (first > last) continue;
                if (!cut.empty() && cut.back().second + 1 >= first) cut.back().second = last;
                else cut.emplace_back(first, last);
            }
            if (f_.newest_first) std::reverse(cut.begin(), cut.end());
            return cut;
        }
        std::vector<span> stretches_of_commits() {
            std::set<std::int64_t> found;
            const statement s(db_.get(), "SELECT stretch FROM yore_activity WHERE model = ? AND commit_id = ?");
            for (std::int64_t commit : commits_) {
                query q(s);
                q.bind(t_.model_id_.load()).bind(commit);
                while (q.step()) found.insert(q.integer(0));
            }
            std::vector<span> out;
            for (std::int64_t stretch : found) out.emplace_back(stretch << 10, (stretch << 10) + 1023);
            return out;
        }
        std::vector<span> stretches_of_periods() {
            std::vector<span> out;
            std::int64_t behind = 0; // the last stretch is not in the table yet
            const statement s(db_.get(),
                "SELECT stretch, earliest, latest, changed FROM yore_period WHERE model = ? ORDER BY stretch");
            query q(s);
            q.bind(t_.model_id_.load());
            while (q.step()) {
                behind = q.integer(0) + 1;
                if ((!f_.from || time_from(q.integer(2)) >= *f_.from) &&
                    (!f_.until || time_from(q.integer(1)) < *f_.until) && may_change(q.text(3)))
                    out.emplace_back(q.integer(0) << 10, (q.integer(0) << 10) + 1023);
            }
            out.emplace_back(behind << 10, std::numeric_limits<std::int64_t>::max());
            return out;
        }

        [[nodiscard]] bool may_change(std::string_view listed) const {
            bool out = f_.changed.empty() || listed.substr(0, 1) == "*";
            f_.changed.each(
                [&](std::size_t i) { out = out || listed.find("," + t_.names_[i] + ",") != std::string_view::npos; });
            return out;
        }
        [[nodiscard]] bool matches(const row_facts& row) const {
            if (by_commit_ && commits_.count(row.commit) == 0) return false;
            if ((f_.from && row.occurred_on < *f_.from) || (f_.until && row.occurred_on >= *f_.until)) return false;
            if (!f_.operations.empty() &&
                std::find(f_.operations.begin(), f_.operations.end(), row.op) == f_.operations.end())
                return false;
            return true;
        }
        [[nodiscard]] bool changes_match(const row_facts& row) const {
            return f_.changed.empty() || !(f_.changed & row.changed).empty();
        }
        /// Returns: false when there are as many as were asked for.
        bool give(std::int64_t id) {
            const std::optional<rebuilt> found = t_.rebuild_from(db_, id, {});
            out_.add(out_.target, found->state.get(), t_.facts_of(db_, found->facts, known_));
            return f_.limit == 0 || ++given_ < f_.limit;
        }
        bool look(std::int64_t first, std::int64_t last) {
            query q(t_.prepared(db_, f_.newest_first ? sql::by_id_backwards : sql::by_id));
            q.bind(first).bind(last);
            while (q.step()) {
                const row_facts row = t_.read_facts(q).first;
                if (!matches(row) || (!f_.changed.empty() && !changes_match(t_.read_row(db_, row.id)))) continue;
                if (!give(row.id)) return false;
            }
            return true;
        }
        void look_at_key(std::int64_t low, std::int64_t high) {
            std::vector<std::int64_t> found;
            {
                chain rows(t_, db_, t_.latest_id(db_, nullptr, f_.key));
                const bool enough_first = f_.newest_first && f_.limit != 0;
                while (!(enough_first && found.size() == f_.limit) && rows.step()) {
                    const std::int64_t id = rows.at().integer(own_id);
                    if (id < low) break;
                    const row_facts row = t_.read_row(rows.at());
                    if (id <= high && matches(row) && changes_match(row)) found.push_back(id);
                }
            }
            if (!f_.newest_first) std::reverse(found.begin(), found.end());
            for (const std::int64_t id : found)
                if (!give(id)) return;
        }

        const table& t_;
        connection& db_;
        const any_filter& f_;
        const version_sink& out_;
        bool by_commit_ = false;
        std::set<std::int64_t> commits_;
        std::map<std::int64_t, store_core::found_commit> known_;
        std::size_t given_ = 0;
    };

    const table_description& d_;
    store_core& core_;
    store_interface& owner_;
    const std::string history_, latest_;
    const blank_state blank_;
    std::vector<column> layout_;
    std::uint32_t audit_offset_ = 0;
    wide_set keys_;

    bool exists_ = false;
    std::vector<std::string> unknown_columns_;
    bool columns_may_differ_ = false; // from those that are known and unknown
    std::vector<std::string> names_;  // of the columns in the file
    std::vector<int> position_;       // in a row that was selected
    wide_set stored_, missing_;
    wide_set texts_;      // where differences of texts may stand
    wide_set converting_; // made for another type: SQLite would change what is put there
    std::string insert_, select_;
    std::atomic<std::int64_t> model_id_ = 0;
    mutable std::atomic<bool> is_durable_ = true; // the table; else see confirm()
    bool confirmed_ = true;                       // since anything was last taken back
    std::size_t statements_;                      // the number of the first

    recent<std::shared_ptr<head_entry>> heads_; // by the hash of the key
    mutable lately_read<rebuilt> lately_;
    std::int64_t last_id_ = 0;
};

} // namespace yore::detail::sqlite

#endif
