// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SQLITE_TABLE_HPP
#define YORE_DETAIL_SQLITE_TABLE_HPP

#include <yore/detail/rules.hpp>
#include <yore/detail/sqlite/finder.hpp>
#include <yore/detail/sqlite/recent.hpp>
#include <yore/detail/sqlite/table_rows.hpp>
#include <yore/store.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace yore::detail::sqlite {

/// The latest version of an entity, kept at hand for recording.
struct head_entry {
    state_copy state;
    plain_list<digest> digests;
    version_number number = 0;
    operation op{};
    timestamp occurred_on{};
    std::int64_t id = 0, commit = 0;
    std::size_t rows = 0;
    wide_set as_written{}; // columns that have the text that this program would give them
};

/// The history of one model in a file.
class table final : public model_table, public table_base, public table_rows {
public:
    using table_rows::what;

    table(const table_description& d, store_core& core, store_interface& owner)
        : model_table(*d.of), table_rows(d, core), owner_(owner), heads_(core.settings().cached_entities) {}

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
        earlier_version earlier(r);
        std::shared_ptr<head_entry> head = find_head(db, hash, r, &earlier);
        session s(*this, db, head.get(), r.state, r.key, std::move(earlier.found));
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
            core_.tell_later(*this, std::move(now.state), facts_of(db, now.facts, known), id);
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

    write_result preview(const write_request& r, const state_sink& out) const override {
        const reader db(core_);
        earlier_version earlier(r);
        std::shared_ptr<head_entry> head;
        if (is_there(*db)) head = load_head(*db, nullptr, r.key, &earlier);
        session s(*this, *db, head.get(), nullptr, r.key, std::move(earlier.found));
        write_plan p;
        const bool made = planner(what, s, r, p).plan();
        assign_fields(p.stored, p.state, head->state.get());
        out.add(out.target, head->state.get());
        if (!made) return {s.head.number, s.head.op, {}, 0, false};
        return {p.number, p.op, p.changed, 0, true};
    }

    void versions(const void* key, version_number first, version_number last, const version_sink& out) const override {
        const reader db(core_);
        if (!is_there(*db)) return;
        std::map<std::int64_t, store_core::found_commit> known;
        const std::vector<rebuilt> all = rebuild_range(*db, key, first, last);
        if (out.expect != nullptr) out.expect(out.target, all.size());
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
        std::vector<rebuilt> first, last;
        if (!changed_between(*db, from, to, first, last)) {
            first = scan(*db, from);
            last = scan(*db, to);
        }
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
        const std::vector<prunable> found = find_prunable(keep, horizon); // while others record
        const auto count = [&](std::size_t versions) {
            out.entities += versions != 0;
            out.versions += versions;
            return keep.at_most == 0 || out.versions < keep.at_most;
        };
        if (dry == dry_run::yes || found.empty()) {
            for (const prunable& one : found)
                if (!count(one.versions)) break;
            return out;
        }
        core_.alone([&] {
            connection& db = core_.writer();
            const std::uint64_t free_before = free_bytes(db);
            for (const prunable& one : found)
                if (!count(drop_before(db, one))) break;
            const std::uint64_t free_after = free_bytes(db);
            out.bytes = free_after > free_before ? free_after - free_before : 0;
        });
        return out;
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
    /// One entity, as the rules of recording ask about it.
    struct session {
        const table& t;
        connection& db;
        entity_name name;
        head_state head;
        timestamp occurred_on{};
        std::int64_t latest = 0; // its row

        /// `earlier`: the version that the request is about, where it is known.
        session(const table& of, connection& at, const head_entry* found, const void* state, const void* key,
            std::shared_ptr<const rebuilt> earlier)
            : t(of), db(at), name{of.what, state, key}, read_(std::move(earlier)) {
            if (read_) asked_ = place_of(read_->facts);
            if (found == nullptr) return;
            head.number = found->number;
            head.op = found->op;
            occurred_on = found->occurred_on;
            latest = found->id;
            head.state = found->state.get();
            head.digests = found->digests.empty() ? nullptr : found->digests.begin();
        }
        [[nodiscard]] const digest& redaction_key() const { return t.core_.redaction_key; }
        [[nodiscard]] state_copy state_of(version_number n) { return state_copy(t.what, read(n).state.get()); }
        [[nodiscard]] operation op_of(version_number n) { return read(n).facts.op; }
        [[nodiscard]] wide_set changed_by(version_number n) { return read(n).facts.changed; }
        [[nodiscard]] std::optional<timestamp> later_than(timestamp when) const {
            return when < occurred_on ? std::optional(occurred_on) : std::nullopt;
        }
        [[nodiscard]] version_number number_at(timestamp when) {
            if (read_ && read_->facts.occurred_on <= when) return asked_->number; // it was read for that
            return find({&when, 0}) ? asked_->number : 0;
        }

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

    // ---- recording

    [[nodiscard]] std::shared_ptr<head_entry> load_head(
        connection& db, const void* state, const void* key, earlier_version* earlier = nullptr) const {
        std::optional<rebuilt> found =
            rebuild_from(db, latest_id(db, state, key), {.texts = true, .places = true, .earlier = earlier});
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
    [[nodiscard]] std::shared_ptr<head_entry> find_head(
        connection& db, std::uint64_t hash, const write_request& r, earlier_version* earlier = nullptr) {
        if (const auto* const found = heads_.find(hash)) {
            const void* known = (*found)->state.get();
            if (r.state != nullptr ? what.same_key(known, r.state) : what.has_key(known, r.key)) return *found;
        }
        std::shared_ptr<head_entry> head = load_head(db, r.state, r.key, earlier);
        if (head) heads_.put(hash, head);
        return head;
    }
    /// Makes the row, and the state that is latest now.
    void make(const write_plan& p, std::shared_ptr<head_entry> head, std::uint64_t hash, std::int64_t id,
        std::int64_t commit) {
        const bool is_late = !head && p.number != 1; // the first of a past that was pruned elsewhere
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
        if (full && !is_late) {
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
        auto* const digests = const_cast<digest*>(head.digests.begin());
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
    /// When the ids go over into another stretch, writes down what the one before spans and changes.
    void note_period(std::int64_t id) {
        if (last_id_ == 0) {
            query q(prepared(core_.writer(), sql::last));
            if (q.bind(id).step()) last_id_ = q.integer(0);
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

    /// What lived at two instants of all that changed between them, in the order of keys. Returns: false, and nothing,
    /// where reading everything is cheaper, or needed to tell whose past is pruned.
    [[nodiscard]] bool changed_between(
        connection& db, timestamp from, timestamp to, std::vector<rebuilt>& first, std::vector<rebuilt>& last) const {
        constexpr std::int64_t rows_per_entity = 16; // that reading everything may take in the time of two states
        const timestamp earlier = from < to ? from : to, later = from < to ? to : from;
        if (query(prepared(db, sql::pruned)).bind(count(earlier)).step()) return false;
        if (earlier == later) return true;
        query newest(prepared(db, sql::last));
        newest.bind(std::numeric_limits<std::int64_t>::max()).step();
        const std::int64_t most = newest.integer(0) / rows_per_entity;
        struct rows {
            std::int64_t before = 0, latest = 0; // 0: none
        };
        std::vector<rebuilt> keys;
        std::vector<rows> touched;
        {
            any_filter period;
            period.newest_first = false;
            period.from = earlier + timestamp::duration(1);
            if (later != timestamp::max()) period.until = later + timestamp::duration(1);
            entities known(*this);
            query q(prepared(db, sql::of_period));
            for (const auto& [begin, end] : finder(*this, db, period, {}).stretches()) {
                q.again().bind(begin).bind(end).bind(count(earlier)).bind(count(later));
                while (q.step()) {
                    rows& one = touched[known.place(q, keys, touched)];
                    const std::int64_t id = q.integer(own_id), back = q.integer(own_back);
                    if (one.latest == 0 && back != 0) one.before = id - back;
                    one.latest = id;
                    if (static_cast<std::int64_t>(touched.size()) > most) return false;
                }
            }
        }
        bool is_pruned = false; // by a program that left the first row as it was
        const auto read = [&](std::int64_t id, std::vector<rebuilt>& out) {
            if (id == 0) return;
            std::optional<rebuilt> found = rebuild_from(db, id, {});
            if (found) out.push_back(std::move(*found));
            is_pruned = is_pruned || !found;
        };
        for (const rows& one : touched) {
            read(one.before, from < to ? first : last);
            read(one.latest, from < to ? last : first);
        }
        if (is_pruned) {
            first.clear(), last.clear();
            return false;
        }
        keep_living(first);
        keep_living(last);
        return true;
    }

    // ---- pruning

    struct prunable {
        state_copy key;
        version_number kept = 0; // the first that stays
        std::int64_t kept_id = 0;
        std::size_t versions = 0;
    };
    [[nodiscard]] std::vector<prunable> find_prunable(const retention& keep, timestamp horizon) const {
        const reader db(core_);
        if (!is_there(*db)) return {};
        struct row {
            version_number number;
            timestamp occurred_on;
            std::int64_t id;
        };
        std::vector<rebuilt> all_keys;
        std::vector<std::vector<row>> rows;
        {
            entities known(*this);
            query q(prepared(*db, sql::all));
            while (q.step()) {
                const std::size_t place = known.place(q, all_keys, rows);
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
    /// Returns: how many versions; others may have pruned them since they were found.
    std::size_t drop_before(connection& db, const prunable& one) {
        if (!has_row(one.kept_id)) return 0;
        std::optional<rebuilt> kept = rebuild_from(db, one.kept_id, {.texts = true});
        const std::uint64_t hash = what.hash_state(one.key.get());
        heads_.erase(hash);
        unknown_columns others = columns_to_take_over();
        others.read(one.kept_id);
        const std::string also_changed = others.changed_in(one.kept_id);
        std::vector<std::int64_t> older;
        for (chain rows(*this, db, kept->facts.back == 0 ? 0 : one.kept_id - kept->facts.back); rows.step();)
            older.push_back(rows.at().integer(own_id));
        if (older.empty()) return 0;
        for (std::int64_t id : older) query(prepared(db, sql::drop_row)).bind(id).step("prune " + history_);
        query(prepared(db, sql::drop_row)).bind(one.kept_id).step("prune " + history_);
        insert_full(db, *kept, also_changed);
        others.write(one.kept_id);
        return older.size();
    }
    /// The row of a version again, with all columns that this program knows.
    void insert_full(connection& db, const rebuilt& version, const std::string& also_changed) {
        const row_facts& row = version.facts;
        const std::string operation =
            operation_text(row.op, row.source, true, true, row.changed & stored_, {}) + also_changed;
        query q(prepared(db, sql::insert));
        bind_facts(q, row.id, row.number, 0, row.occurred_on, row.commit, operation);
        auto* const digests = const_cast<digest*>(version.digests.begin());
        // Long texts as they stand: later rows may have what became of them.
        bind_columns(q, stored_, version.state.get(), digests, version.long_texts);
        q.step("prune " + history_);
    }

    store_interface& owner_;
    recent<std::shared_ptr<head_entry>> heads_; // by the hash of the key
    std::int64_t last_id_ = 0;
};

} // namespace yore::detail::sqlite

#endif
