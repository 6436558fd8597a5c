// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MEMORY_TABLE_HPP
#define YORE_DETAIL_MEMORY_TABLE_HPP

#include <yore/detail/memory/store_core.hpp>
#include <yore/detail/memory/table_core.hpp>
#include <yore/detail/plain_list.hpp>
#include <yore/detail/rules.hpp>
#include <yore/store.hpp>

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <new>
#include <optional>
#include <shared_mutex>
#include <string_view>
#include <utility>
#include <vector>

namespace yore::detail::memory {

/// The history of one model in memory. A head is a state and, behind it, the digests of its redacted fields.
template <std::size_t Words> class table final : public model_table, public table_base {
    using core = table_core<Words>;
    using mask = typename core::mask;

public:
    table(const model& of, store_core& store, store_interface& owner)
        : model_table(of), store_(store), owner_(owner), core_(store.commits) {}

    store_interface& owner() const override { return owner_; }

    // ---- recording

    write_result write(const write_request& r, bool muted) override {
        if (muted) return of_latest(r);
        const context adopted = r.adopted != nullptr ? context_from(r.adopted->commit) : context{};
        if (r.adopted != nullptr) return write_now(r, &adopted, r.adopted->commit.occurred_on, false);
        const context* c = current;
        const bool asks = !before.empty();
        if (!asks && (store_.mine() || after.empty())) return write_now(r, c, r.called, false);
        const timestamp called = r.called ? *r.called : clock_now();
        transaction steps(owner_); // callbacks run between them, without locks
        const write_result out = write_now(r, c, called, asks);
        steps.commit();
        return out;
    }

    // ---- reading

    void state(const void* key, const timestamp* when, const state_sink& out) const override {
        std::shared_lock lock(store_.data);
        const std::uint32_t e = find(key);
        if (e == no_number) return;
        const std::uint32_t seen = visible(e);
        std::uint32_t n = seen;
        if (when != nullptr) {
            n = core_.occurred_by(e, seen, *when);
            if (n == 0 && seen != 0 && core_.at(e).dropped != 0) name(key).fail_pruned(*when);
        }
        if (n != 0 && core_.op_of(e, n - 1) != operation::deleted) give_state(e, n, out);
    }

    void states_of(const void* key, version_number from, version_number to, const pair_sink& out) const override {
        std::shared_lock lock(store_.data);
        const std::uint32_t e = known(key, "find a version of");
        give_pair(e, row_of(e, key, from) + 1, row_of(e, key, to) + 1, out);
    }

    write_result preview(const write_request& r, const state_sink& out) const override {
        std::shared_lock lock(store_.data);
        session s(*this, find(r.key), nullptr, r.key);
        state_copy now;
        if (s.rows != 0) {
            now = state_after(s.e, s.rows);
            s.head.state = now.get();
        }
        write_plan p;
        const bool made = planner(what, s, r, p).plan();
        core_.assign(mask_of(p.stored), sources{static_cast<const std::byte*>(p.state), nullptr, nullptr}, now.get());
        out.add(out.target, now.get());
        if (!made) return {s.head.number, s.head.op, {}, 0, false};
        return {p.number, p.op, p.changed, 0, true};
    }

    void versions(const void* key, version_number first, version_number last, const version_sink& out) const override {
        std::shared_lock lock(store_.data);
        const std::uint32_t e = find(key);
        const std::uint32_t rows = e == no_number ? 0 : visible(e);
        if (rows == 0) return;
        const version_number dropped = core_.at(e).dropped;
        if (first <= dropped) first = dropped + 1;
        if (last > dropped + rows) last = dropped + rows;
        if (first > last) return;
        auto row = static_cast<std::uint32_t>(last - dropped - 1);
        const auto end = static_cast<std::uint32_t>(first - dropped - 1);
        const state_copy state = state_after(e, row + 1);
        if (out.expect != nullptr) out.expect(out.target, row - end + 1);
        for (;; --row) { // from the newest to the oldest, one step back at a time
            out.add(out.target, state.get(), facts_of(e, row));
            if (row == end) return;
            core_.step_back(e, row, stateful_columns(), state.get());
        }
    }

    void find(const any_filter& f, const version_sink& out) const override {
        std::shared_lock lock(store_.data);
        const attribution wanted = texts_of(f);
        if (wanted.actor == no_number || wanted.reason == no_number || wanted.correlation_id == no_number) return;
        plain_list<place> found;
        const place last = f.has_cursor ? place_of(f) : place{};
        const std::size_t many = f.limit < core_.versions() / 2 ? 2 * f.limit : 0; // then the best of them stay
        const auto keep_best = [&] {
            sort_places(found, f.newest_first);
            if (f.limit != 0 && found.size() > f.limit) found.resize(f.limit);
        };
        std::optional<std::uint64_t> worst; // of those that stayed
        const auto look = [&](std::uint32_t e) {
            const std::uint32_t n = visible(e);
            for (std::uint32_t i = 0; i != n; ++i) {
                const std::uint32_t row = f.newest_first ? n - 1 - i : i;
                if (worst && (f.newest_first ? core_.offset_of(e, row) < *worst : core_.offset_of(e, row) > *worst))
                    return; // and so are all that follow
                if (!matches(f, wanted, e, row) || (f.has_cursor && !comes_after(f, last, e, row))) continue;
                found.push_back(place_at(e, row));
                if (found.size() != many) continue;
                keep_best();
                worst = found.back().offset;
            }
        };
        if (f.key != nullptr) {
            if (const std::uint32_t e = find(f.key); e != no_number) look(e);
        } else
            for (std::uint32_t e = 0; e != core_.entity_count(); ++e) look(e);
        keep_best();
        for (const place& p : found) {
            void* state = out.add(out.target, core_.head(p.e), facts_of(p.e, p.row));
            core_.rewind(p.e, p.row + 1, stateful_columns(), state);
        }
    }

    std::vector<blame_entry> blame(const void* key) const override {
        std::shared_lock lock(store_.data);
        const std::uint32_t e = known(key, "blame");
        std::vector<blame_entry> out(what.fields);
        wide_set open = what.recorded;
        for (std::uint32_t row = visible(e); row-- != 0 && !open.empty();) {
            const bool oldest = row == 0 && core_.at(e).dropped != 0;
            const wide_set changed = changed_by(e, row);
            const wide_set here = oldest ? open : changed & open;
            open = open - here;
            if (here.empty()) continue;
            const commit by = commit_of(e, row);
            here.each([&](std::size_t i) { out[i] = {core_.number(e, row), by, oldest && !changed.contains(i)}; });
        }
        return out;
    }

    void deleted(const state_sink& out) const override {
        std::shared_lock lock(store_.data);
        plain_list<place> gone;
        for (std::uint32_t e = 0; e != core_.entity_count(); ++e)
            if (const std::uint32_t n = visible(e); n != 0 && core_.op_of(e, n - 1) == operation::deleted)
                gone.push_back(place_at(e, n - 1));
        sort_places(gone, true);
        for (const place& p : gone) out.add(out.target, core_.head(p.e));
    }

    void snapshot(timestamp when, const state_sink& out) const override {
        std::shared_lock lock = lock_sorted();
        // Entities lie where they came first, and their values where they were replaced: ask for memory before it is
        // needed.
        constexpr std::size_t step = 4, to_entry = 3 * step, to_rows = 2 * step, to_values = step;
        const auto& order = core_.order();
        const cut_off by(*this, when);
        if (out.expect != nullptr) out.expect(out.target, order.size());
        std::uint32_t rows[step + 1];
        for (std::size_t i = 0; i < order.size() + to_entry; ++i) {
            if (i < order.size()) core_.prefetch_entry(order[i]);
            if (const std::size_t at = i - (to_entry - to_rows); at < order.size()) core_.prefetch_rows(order[at]);
            if (const std::size_t at = i - (to_entry - to_values); at < order.size()) {
                const std::uint32_t n = rows[at % (step + 1)] = live_rows(order[at], by);
                if (n != 0) core_.prefetch_values(order[at], n);
            }
            if (const std::size_t at = i - to_entry; at < order.size())
                if (const std::uint32_t n = rows[at % (step + 1)]; n != 0) give_state(order[at], n, out);
        }
    }

    void between(timestamp from, timestamp to, const pair_sink& out) const override {
        std::shared_lock lock = lock_sorted();
        const cut_off first(*this, from), last(*this, to);
        for (std::uint32_t e : core_.order())
            if (const std::uint32_t a = live_rows(e, first), b = live_rows(e, last); a != b) give_pair(e, a, b, out);
    }

    stats statistics() const override {
        std::shared_lock lock(store_.data);
        stats out;
        for (std::uint32_t e = 0; e != core_.entity_count(); ++e) {
            const std::uint32_t n = visible(e);
            out.entities += n != 0;
            out.versions += n;
        }
        out.bytes = sizeof *this + core_.bytes();
        if (store_.versions != 0)
            out.bytes += store_.commits.bytes() * core_.versions() / store_.versions; // this model's share
        if (out.versions != 0)
            out.bytes_per_version = static_cast<double>(out.bytes) / static_cast<double>(out.versions);
        return out;
    }

    prune_report prune(const retention& keep, dry_run dry) override {
        prune_report out;
        if (!keep.older_than && !keep.keep_last) return out;
        if (store_.mine())
            throw error("yore: prune cannot be taken back, so it cannot run inside a transaction; commit it first");
        const timestamp horizon = keep.older_than ? *keep.older_than : clock_now();
        const write_lock lock(store_);
        plain_list<std::uint32_t> drop(core_.entity_count());
        for (std::uint32_t e = 0; e != core_.entity_count(); ++e) {
            const std::uint32_t count = core_.at(e).count;
            const std::uint32_t older =
                horizon == timestamp::min() ? 0 : core_.occurred_by(e, count, horizon - std::chrono::microseconds(1));
            const std::uint32_t in_force = core_.occurred_by(e, count, horizon);
            std::uint32_t n = older == in_force && older != 0 ? older - 1 : older;
            if (keep.keep_last && count - n < *keep.keep_last)
                n = *keep.keep_last < count ? static_cast<std::uint32_t>(count - *keep.keep_last) : 0;
            if (keep.at_most != 0 && out.versions >= keep.at_most) break;
            drop[e] = n;
            out.entities += n != 0;
            out.versions += n;
        }
        if (dry == dry_run::yes || out.versions == 0) return out;
        const std::size_t bytes_before = core_.bytes();
        core_.drop_oldest(drop);
        store_.versions -= out.versions;
        const std::size_t bytes_after = core_.bytes();
        out.bytes = bytes_before > bytes_after ? bytes_before - bytes_after : 0;
        return out;
    }

    // ---- table_base

    void pop(std::uint32_t e) noexcept override { core_.pop(e); }
    void notify(const void* state, const version_facts& facts, std::exception_ptr& first) noexcept override {
        try {
            after.tell(state, facts, first);
        } catch (...) {
            if (!first) first = std::current_exception();
        }
    }

private:
    struct place {
        std::uint64_t offset;
        std::uint32_t commit, e, row;
    };

    struct write_lock {
        store_core& store;
        timestamp called{}; // set when it had to wait
        bool waited;
        explicit write_lock(store_core& s) : store(s), waited(s.lock_for_write(called)) {}
        write_lock(const write_lock&) = delete;
        write_lock& operator=(const write_lock&) = delete;
        ~write_lock() { store.data.unlock(); }
    };

    /// One entity, as the rules of recording ask about it.
    struct session {
        const table& t;
        std::uint32_t e;
        std::uint32_t rows;
        entity_name name;
        head_state head;

        session(const table& of, std::uint32_t entity, const void* by_state, const void* by_key)
            : t(of), e(entity), rows(entity == no_number ? 0 : of.visible(entity)), name{of.what, by_state, by_key} {
            if (rows == 0) return;
            const std::uint32_t row = rows - 1;
            head.number = t.core_.number(e, row);
            head.op = t.core_.op_of(e, row);
            head.commit_id = std::uint64_t{t.core_.commit_of(e, row)} + 1;
            head.state = t.core_.head(e);
            head.digests = t.digests_of(t.core_.head(e));
        }

        [[nodiscard]] const digest& redaction_key() const { return t.store_.redaction_key; }
        [[nodiscard]] state_copy state_of(version_number n) const { return t.state_after(e, row(n) + 1); }
        [[nodiscard]] operation op_of(version_number n) const { return t.core_.op_of(e, row(n)); }
        [[nodiscard]] wide_set changed_by(version_number n) const { return t.changed_by(e, row(n)); }
        /// Looks at the version's own commit only where one may be later, since that lies far away in memory.
        [[nodiscard]] std::optional<timestamp> later_than(timestamp when) const {
            if (t.core_.keeps_commit_times() && t.store_.commits.none_after(when)) return {};
            const timestamp last = t.core_.occurred_on(e, rows - 1);
            return when < last ? std::optional(last) : std::nullopt;
        }
        [[nodiscard]] version_number number_at(timestamp when) const {
            const std::uint32_t n = t.core_.occurred_by(e, rows, when);
            if (n == 0 && t.core_.at(e).dropped != 0) name.fail_pruned(when);
            return n == 0 ? 0 : t.core_.number(e, n - 1);
        }

    private:
        [[nodiscard]] std::uint32_t row(version_number n) const {
            const version_number dropped = t.core_.at(e).dropped;
            if (n <= dropped) name.fail_pruned(n);
            return static_cast<std::uint32_t>(n - dropped - 1);
        }
    };

    write_result write_now(
        const write_request& r, const context* c, const std::optional<timestamp>& called, bool asks) {
        const std::uint64_t hash = r.state != nullptr ? what.hash_state(r.state) : what.hash_key(r.key);
        const bool is_explicit = c != nullptr && c->occurred_on.has_value();
        const write_lock lock(store_);
        session s(*this, find_in(r, hash), r.state, r.key);
        write_plan p;
        planner plan(what, s, r, p);
        if (!plan.plan()) {
            if (r.stamped != nullptr && what.audited != nullptr && s.rows != 0)
                what.audited->assign(r.stamped, audit_in(s.head.state));
            return {s.head.number, s.head.op, {}, s.head.commit_id, false};
        }
        store_.check_same_context(c);
        const bool joins = store_.has_commit(); // then it is ours, else the lock would not have let us in
        if (joins) c = &store_.open_context();
        const timestamp proposed = joins         ? store_.commits.occurred_on(store_.open_commit())
                                   : is_explicit ? *c->occurred_on
                                   : called      ? *called
                                   : lock.waited ? lock.called
                                                 : clock_now();
        plan.finish(c, proposed, joins ? store_.open_commit_is_explicit() : is_explicit);
        if (asks) {
            if (!joins) static_cast<void>(store_.add_commit(proposed, proposed, c, is_explicit)); // callbacks join it
            ask(p, s);
        }
        const std::uint32_t commit = make(p, c, s.e, hash, proposed, is_explicit, lock.waited,
            r.adopted != nullptr ? &r.adopted->commit.recorded_on : nullptr);
        if (r.stamped != nullptr && what.audited != nullptr) what.audited->assign(r.stamped, p.audit.get());
        return {p.number, p.op, p.changed, std::uint64_t{commit} + 1, true};
    }

    /// Makes the version. Returns: its commit.
    std::uint32_t make(const write_plan& p, const context* c, std::uint32_t e, std::uint64_t hash, timestamp proposed,
        bool is_explicit, bool waited, const timestamp* recorded_on) {
        const bool in_transaction = store_.mine();
        const bool joins = in_transaction && store_.has_commit();
        if (in_transaction) store_.reserve_note();
        // A commit of one version takes the version's time; one that is shared keeps its own, and the version says its
        // own.
        const std::uint32_t commit = joins ? store_.open_commit()
                                           : store_.add_commit(in_transaction ? proposed : p.occurred_on,
                                                 recorded_on != nullptr  ? *recorded_on
                                                 : is_explicit || waited ? clock_now()
                                                                         : proposed,
                                                 c, is_explicit);
        if (!joins && in_transaction && recorded_on != nullptr) store_.tell_recorded_on(*recorded_on);
        try {
            row_facts facts{commit, p.op, p.source, {}};
            if (p.occurred_on != store_.commits.occurred_on(commit)) facts.occurred_on = p.occurred_on;
            if (e == no_number || core_.at(e).count == 0) e = make_entity(p, e, hash, facts);
            else core_.append(e, facts, columns_for(p, e), sources_of(p));
            if (in_transaction && !after.empty() && recorded_on == nullptr) tell_later(e);
        } catch (...) {
            if (!joins) store_.drop_commit();
            throw;
        }
        ++store_.versions;
        if (in_transaction) store_.note(*this, e);
        return commit;
    }
    YORE_COLD void tell_later(std::uint32_t e) {
        try {
            const std::uint32_t rows = core_.at(e).count;
            store_.tell_later(*this, state_after(e, rows), facts_of(e, rows - 1));
        } catch (...) {
            core_.pop(e);
            throw;
        }
    }

    /// The first version of an entity: no old values, the head is the state. Also where a first version was rolled
    /// back.
    std::uint32_t make_entity(const write_plan& p, std::uint32_t e, std::uint64_t hash, const row_facts& facts) {
        if (p.number - 1 >= no_number)
            throw error("yore: a memory store numbers at most 4,294,967,295 versions of an entity; use another store");
        if (!core_.configured()) configure(p.state);
        if (e == no_number) {
            void* head = core_.prepare_entity();
            make_head(head, p);
            e = core_.add_entity(hash);
            core_.append(
                e, facts, {}, {}); // should it fail, the entity stays without versions, as if it were not there
        } else {                   // nobody sees its head before it has a version; its key stays the same all the while
            core_.assign(all_columns(), sources_of(p), core_.head(e));
            if (what.storable != nullptr) what.storable(core_.head(e));
            core_.append(e, facts, {}, {});
        }
        core_.begin_late(e, static_cast<std::uint32_t>(p.number - 1), mask_of(p.changed));
        return e;
    }
    void make_head(void* head, const write_plan& p) {
        what.copy(head, p.state);
        try {
            if (what.storable != nullptr) what.storable(head);
            if (what.audited != nullptr) what.audited->assign(audit_in(head), p.audit.get());
        } catch (...) {
            what.destroy(head);
            throw;
        }
        for (std::size_t i = 0; i != what.digests; ++i) new (digests_of(head) + i) digest(p.digests[i]);
    }

    void configure(const void* state) {
        plain_list<column> described(what.columns);
        what.describe(state, described.begin());
        const std::uint32_t audit = what.audit_offset(state);
        plain_list<head_column> columns;
        columns.reserve(what.columns);
        for (const column& c : described) {
            const std::uint32_t base = c.source == column_source::audit    ? audit
                                       : c.source == column_source::digest ? digest_offset()
                                                                           : 0;
            columns.push_back({c.operations, base + c.offset, c.offset, c.source});
        }
        const std::size_t size = what.digests == 0 ? what.size : digest_offset() + what.digests * sizeof(digest);
        const std::size_t alignment =
            what.digests == 0 || what.alignment > alignof(digest) ? what.alignment : alignof(digest);
        core_.configure(std::move(columns), size, alignment, what.destroy);
    }

    /// Asks `before_record`, without the lock.
    YORE_COLD void ask(const write_plan& p, const session& s) {
        const state_copy state = planned_state(p, s.head);
        version_facts facts{p.number, p.op, p.changed, store_.commits.read(store_.open_commit()), p.source};
        facts.commit.occurred_on = p.occurred_on;
        store_.data.unlock();
        bool agreed = false;
        try {
            agreed = before.all_agree(state.get(), facts);
        } catch (...) {
            relock();
            throw;
        }
        relock();
        const std::uint32_t now = s.name.state != nullptr ? find_state(s.name.state) : find(s.name.key);
        if (now != s.e || (now != no_number && core_.at(now).count != s.rows))
            throw error(
                "yore: before_record has itself recorded " + s.name.text() + "; record it in on_record instead");
        if (!agreed) throw vetoed("yore: recording " + s.name.text() + " was vetoed by before_record");
    }
    void relock() {
        timestamp called;
        static_cast<void>(store_.lock_for_write(called));
    }
    state_copy planned_state(const write_plan& p, const head_state& head) const {
        const bool anew = p.op == operation::created;
        state_copy state(what, anew ? p.state : head.state);
        if (!anew) core_.assign(mask_of(p.stored - what.redacted), sources_of(p), state.get());
        if (what.storable != nullptr) what.storable(state.get());
        if (what.audited != nullptr) what.audited->assign(audit_in(state.get()), p.audit.get());
        return state;
    }
    write_result of_latest(const write_request& r) const {
        std::shared_lock lock(store_.data);
        const session s(*this, r.state != nullptr ? find_state(r.state) : find(r.key), r.state, r.key);
        return {s.head.number, s.head.op, {}, s.head.commit_id, false};
    }

    // ---- rows and states; `data` is held

    [[nodiscard]] entity_name name(const void* key) const { return {what, nullptr, key}; }
    [[nodiscard]] std::uint32_t visible(std::uint32_t e) const { return core_.visible(e, store_.commit_limit()); }
    [[nodiscard]] std::uint32_t find(const void* key) const {
        return core_.find(what.hash_key(key), [&](const void* head) { return what.has_key(head, key); });
    }
    [[nodiscard]] std::uint32_t find_state(const void* state) const {
        return core_.find(what.hash_state(state), [&](const void* head) { return what.same_key(head, state); });
    }
    [[nodiscard]] std::uint32_t find_in(const write_request& r, std::uint64_t hash) const {
        return r.state != nullptr
                   ? core_.find_to_write(hash, [&](const void* head) { return what.same_key(head, r.state); })
                   : core_.find_to_write(hash, [&](const void* head) { return what.has_key(head, r.key); });
    }
    [[nodiscard]] std::uint32_t known(const void* key, std::string_view doing) const {
        const std::uint32_t e = find(key);
        if (e == no_number || visible(e) == 0) name(key).fail_not_found(false, doing);
        return e;
    }
    [[nodiscard]] std::uint32_t row_of(std::uint32_t e, const void* key, version_number n) const {
        const version_number dropped = core_.at(e).dropped, latest = dropped + visible(e);
        if (n == 0 || n > latest) name(key).fail_no_version(n, latest);
        if (n <= dropped) name(key).fail_pruned(n);
        return static_cast<std::uint32_t>(n - dropped - 1);
    }
    /// An instant, as a number of commits where their order is that of their times.
    struct cut_off {
        timestamp when;
        bool by_commit;
        std::uint32_t commits;
        cut_off(const table& t, timestamp at)
            : when(at),
              by_commit(t.store_.commits.ordered() && t.core_.keeps_commit_times()),
              commits(by_commit ? t.store_.commits.occurred_by(at) : 0) {}
    };
    /// Rows up to an instant, 0 where the entity did not live then.
    [[nodiscard]] std::uint32_t live_rows(std::uint32_t e, const cut_off& at) const {
        const std::uint32_t seen = visible(e);
        const std::uint32_t n =
            at.by_commit ? core_.committed_before(e, seen, at.commits) : core_.occurred_by(e, seen, at.when);
        if (n == 0 && seen != 0 && core_.at(e).dropped != 0)
            entity_name{what, core_.head(e), nullptr}.fail_pruned(at.when);
        return n == 0 || core_.op_of(e, n - 1) == operation::deleted ? 0 : n;
    }
    void give_state(std::uint32_t e, std::uint32_t rows, const state_sink& out) const {
        void* state = out.add(out.target, core_.head(e));
        if (rows != core_.at(e).count) core_.rewind(e, rows, stateful_columns(), state);
    }
    /// The states after a and b rows; 0 for none.
    void give_pair(std::uint32_t e, std::uint32_t a, std::uint32_t b, const pair_sink& out) const {
        void *x = nullptr, *y = nullptr;
        out.begin(out.target, core_.head(e), a != 0, b != 0, x, y);
        if (a != 0) core_.rewind(e, a, stateful_columns(), x);
        if (b != 0) core_.rewind(e, b, stateful_columns(), y);
        out.end(out.target, a != 0 && b != 0 ? redacted_between(e, a, b) : wide_set{});
    }
    [[nodiscard]] state_copy state_after(std::uint32_t e, std::uint32_t rows) const {
        state_copy out(what, core_.head(e));
        if (rows != core_.at(e).count) core_.rewind(e, rows, stateful_columns(), out.get());
        return out;
    }
    [[nodiscard]] wide_set redacted_between(std::uint32_t e, std::uint32_t a, std::uint32_t b) const {
        wide_set out;
        if (what.digests == 0) return out;
        const plain_list<digest> x = digests_after(e, a), y = digests_after(e, b);
        std::size_t i = 0;
        what.redacted.each([&](std::size_t field) {
            if (!(x[i] == y[i])) out.insert(field);
            ++i;
        });
        return out;
    }
    [[nodiscard]] plain_list<digest> digests_after(std::uint32_t e, std::uint32_t rows) const {
        const digest* now = digests_of(core_.head(e));
        plain_list<digest> out(what.digests);
        for (digest& one : out) one = *now++;
        core_.rewind(e, rows, mask_of(what.redacted), reinterpret_cast<std::byte*>(out.begin()) - digest_offset());
        return out;
    }
    [[nodiscard]] commit commit_of(std::uint32_t e, std::uint32_t row) const {
        commit out = store_.commits.read(core_.commit_of(e, row));
        out.occurred_on = core_.occurred_on(e, row);
        return out;
    }
    [[nodiscard]] version_facts facts_of(std::uint32_t e, std::uint32_t row) const {
        return {
            core_.number(e, row), core_.op_of(e, row), changed_by(e, row), commit_of(e, row), core_.source_of(e, row)};
    }
    /// What a row reports as changed.
    [[nodiscard]] wide_set changed_by(std::uint32_t e, std::uint32_t row) const {
        const operation op = core_.op_of(e, row);
        if (op == operation::created) return what.recorded;
        if (op == operation::deleted || op == operation::restored) return {};
        return core_.columns_of(e, row).template resized<wide_set>() & what.recorded;
    }
    std::shared_lock<std::shared_mutex> lock_sorted() const {
        for (;;) {
            std::shared_lock lock(store_.data);
            if (core_.sorted()) return lock;
            lock.unlock();
            std::unique_lock sorting(store_.data);
            if (!core_.sorted()) core_.sort([this](const void* a, const void* b) { return what.less(a, b); });
        }
    }

    // ---- columns

    [[nodiscard]] std::uint32_t digest_offset() const {
        return static_cast<std::uint32_t>((what.size + alignof(digest) - 1) / alignof(digest) * alignof(digest));
    }
    [[nodiscard]] digest* digests_of(void* head) const {
        return what.digests == 0 ? nullptr : reinterpret_cast<digest*>(static_cast<std::byte*>(head) + digest_offset());
    }
    [[nodiscard]] void* audit_in(void* state) const {
        return static_cast<std::byte*>(state) + what.audit_offset(state);
    }
    [[nodiscard]] const void* audit_in(const void* state) const {
        return static_cast<const std::byte*>(state) + what.audit_offset(state);
    }

    [[nodiscard]] static mask mask_of(const wide_set& fields) { return fields.resized<mask>(); }
    [[nodiscard]] mask all_columns() const {
        mask m;
        for (std::size_t c = 0; c != what.columns; ++c) m.insert(c);
        return m;
    }
    /// Columns whose values stand in the state itself.
    [[nodiscard]] mask stateful_columns() const {
        mask m;
        for (std::size_t w = 0; w != Words; ++w) m.words[w] = ~std::uint64_t{0};
        return m - mask_of(what.redacted);
    }
    static sources sources_of(const write_plan& p) {
        return {static_cast<const std::byte*>(p.state), static_cast<const std::byte*>(p.audit.get()),
            reinterpret_cast<const std::byte*>(p.digests.begin())};
    }
    [[nodiscard]] mask columns_for(const write_plan& p, std::uint32_t e) const {
        mask m = mask_of(p.stored);
        if (what.audited == nullptr) return m;
        const unsigned differing = what.audited->compare(audit_in(core_.head(e)), p.audit.get());
        for (std::size_t i = 0; i != 4; ++i)
            if ((differing >> i & 1U) != 0) m.insert(what.audit[i]);
        return m;
    }

    // ---- find

    /// The wanted texts as numbers: 0 not asked for, `no_number` nowhere in the store.
    [[nodiscard]] attribution texts_of(const any_filter& f) const {
        const text_pool& texts = store_.commits.texts();
        attribution a;
        if (f.actor != nullptr) a.actor = texts.find(*f.actor);
        if (f.reason != nullptr) a.reason = texts.find(*f.reason);
        if (f.correlation_id != nullptr) a.correlation_id = texts.find(*f.correlation_id);
        return a;
    }
    [[nodiscard]] bool matches(
        const any_filter& f, const attribution& wanted, std::uint32_t e, std::uint32_t row) const {
        const attribution& a = store_.commits.attribution_of(core_.commit_of(e, row));
        if (wanted.actor != 0 && a.actor != wanted.actor) return false;
        if (wanted.reason != 0 && a.reason != wanted.reason) return false;
        if (wanted.correlation_id != 0 && a.correlation_id != wanted.correlation_id) return false;
        if (f.from || f.until) {
            const timestamp when = core_.occurred_on(e, row);
            if ((f.from && when < *f.from) || (f.until && when >= *f.until)) return false;
        }
        if (!f.operations.empty()) {
            bool any = false;
            for (operation op : f.operations) any = any || op == core_.op_of(e, row);
            if (!any) return false;
        }
        return f.changed.empty() || !(f.changed & changed_by(e, row)).empty();
    }
    [[nodiscard]] place place_at(std::uint32_t e, std::uint32_t row) const {
        return {core_.offset_of(e, row), core_.commit_of(e, row), e, row};
    }
    [[nodiscard]] place place_of(const any_filter& f) const {
        const std::uint32_t e = find(f.after_key);
        if (e != no_number)
            if (const version_number dropped = core_.at(e).dropped;
                f.after_number > dropped && f.after_number <= dropped + visible(e))
                return place_at(e, static_cast<std::uint32_t>(f.after_number - dropped - 1));
        return {0, static_cast<std::uint32_t>(f.after_commit - 1), no_number,
            0}; // pruned meanwhile: its commit, which is given again, says where it was
    }
    [[nodiscard]] bool comes_after(const any_filter& f, const place& last, std::uint32_t e, std::uint32_t row) const {
        if (last.e != no_number)
            return f.newest_first ? core_.offset_of(e, row) < last.offset : core_.offset_of(e, row) > last.offset;
        return f.newest_first ? core_.commit_of(e, row) <= last.commit : core_.commit_of(e, row) >= last.commit;
    }
    static void sort_places(plain_list<place>& places, bool newest_first) {
        merge_sort(places,
            [&](const place& a, const place& b) { return newest_first ? a.offset > b.offset : a.offset < b.offset; });
    }

    store_core& store_;
    store_interface& owner_;
    core core_;
};

} // namespace yore::detail::memory

#endif
