// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MEMORY_TABLE_HPP
#define YORE_DETAIL_MEMORY_TABLE_HPP

#include <yore/detail/key_hash.hpp>
#include <yore/detail/memory/store_core.hpp>
#include <yore/detail/memory/table_core.hpp>
#include <yore/detail/rules.hpp>
#include <yore/store.hpp>

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <new>
#include <optional>
#include <shared_mutex>
#include <utility>
#include <vector>

namespace yore::detail::memory {

template <class T, class Engine> inline constexpr char model_id = 0;

/// The latest state of an entity, and the digests of its redacted fields.
template <class T> struct head_of {
    T state;
    [[no_unique_address]] digests_of<T> digests;
};

/// Columns of a model: its fields, and behind them the four parts of an `AuditFields` member.
template <class T> inline constexpr std::size_t column_count = field_count<T> + (audit_index<T> != no_field ? 4 : 0);

template <class A, class B> std::uint32_t distance(const A& from, const B& to) {
    return static_cast<std::uint32_t>(reinterpret_cast<const std::byte*>(&to) - reinterpret_cast<const std::byte*>(&from));
}

template <class T, class V> std::uint32_t place_in_audit(const T& state, const V& value) {
    if constexpr (is_audited<T>) return distance(detail::audit_of(state), value);
    else return 0;
}

template <class T> std::vector<column> make_columns(const head_of<T>& head) {
    std::vector<column> out;
    out.reserve(column_count<T>);
    for_each_index(head.state, [&](auto index, const auto& value) {
        constexpr std::size_t i = decltype(index)::value;
        using value_type = std::remove_cvref_t<decltype(value)>;
        const std::uint32_t offset = distance(head, value);
        if constexpr (fields_under<T, redact>.contains(i)) {
            constexpr std::uint32_t from = redacted_position<T>(i) * sizeof(digest);
            out.push_back({&plain_column<sizeof(digest)>::operations, distance(head, head.digests) + from, from, column_source::digest});
        } else if constexpr (i == audit_index<T>) out.push_back({&plain_column<0>::operations, offset, 0, column_source::state});
        else if constexpr (audit_fields_of<T>().contains(i))
            out.push_back({operations_for<value_type>(), offset, place_in_audit(head.state, value), column_source::audit});
        else out.push_back({operations_for<value_type>(), offset, distance(head.state, value), column_source::state});
    });
    if constexpr (audit_index<T> != no_field) {
        const auto& audit = detail::audit_of(head.state);
        auto add = [&](const auto& value) {
            out.push_back({operations_for<std::remove_cvref_t<decltype(value)>>(), distance(head, value), distance(audit, value),
                           column_source::audit});
        };
        add(audit.created_on), add(audit.modified_on), add(audit.created_by), add(audit.modified_by);
    }
    return out;
}

/// The history of T in memory.
template <class T> class table final : public model_table<T>, public table_base {
    static constexpr std::size_t words = column_count<T> <= 64 ? 1 : (YORE_MAX_FIELDS + 4 + 63) / 64;
    using core = table_core<words>;
    using mask = typename core::mask;
    using key_type = key_of<T>;
    using head_type = head_of<T>;
    using audit = typename write_request<T>::audit;

public:
    table(store_core& store, store_interface& owner) : store_(store), owner_(owner), core_(store.commits) {}

    store_interface& owner() const override { return owner_; }

    // ---- recording

    receipt<T> write(const write_request<T>& r) override {
        const context* c = current;
        if (is_muted<T>()) return of_latest(r);
        const bool is_explicit = c != nullptr && c->occurred_on.has_value();
        const timestamp when = is_explicit ? *c->occurred_on : clock_now();
        if (store_.mine() || (this->before().empty() && this->after().empty())) return write_now(r, c, when, is_explicit);
        store_.begin(); // callbacks run between the steps of a transaction, without locks
        receipt<T> out;
        try {
            out = write_now(r, c, when, is_explicit);
        } catch (...) {
            store_.roll_back();
            throw;
        }
        store_.commit();
        return out;
    }

    // ---- reading

    std::optional<T> state(const key_type& key, const target* to) const override {
        std::shared_lock lock(store_.data);
        const std::uint32_t e = find(key);
        if (e == no_number) return {};
        std::uint32_t n = visible(e);
        if (to != nullptr && to->time()) {
            n = core_.occurred_by(e, n, *to->time());
            if (n == 0 && core_.at(e).dropped != 0) fail_pruned<T>(key, "the state at " + to_rfc3339(*to->time()));
        }
        if (n == 0 || core_.op_of(e, n - 1) == operation::deleted) return {};
        return state_after(e, n);
    }

    T state_of(const key_type& key, version_number number) const override {
        std::shared_lock lock(store_.data);
        const std::uint32_t e = known(key);
        return state_after(e, row_of(e, key, number) + 1);
    }

    T preview(const key_type& key, const target& to) const override {
        std::shared_lock lock(store_.data);
        const std::uint32_t e = find(key);
        session s{*this, e, e == no_number ? 0 : visible(e), key};
        const head_state<T> latest = head_as_seen(s);
        if (!latest.live()) fail_not_found<T>(key, latest.number != 0, "revert");
        T now = state_after(e, s.rows);
        head_state<T> head = latest;
        head.state = &now;
        write_plan<T> p;
        plan_revert(s, head, number_of_target<T>(s, key, head, to), field_set<T>::all(), p);
        put_fields(p.stored, *p.held, now);
        return now;
    }

    std::vector<version<T>> versions(const key_type& key, version_number first, version_number last) const override {
        std::shared_lock lock(store_.data);
        std::vector<version<T>> out;
        const std::uint32_t e = find(key);
        const std::uint32_t rows = e == no_number ? 0 : visible(e);
        if (rows == 0) return out;
        const version_number dropped = core_.at(e).dropped;
        if (first <= dropped) first = dropped + 1;
        if (last > dropped + rows) last = dropped + rows;
        if (first > last) return out;
        std::uint32_t row = static_cast<std::uint32_t>(last - dropped - 1);
        const auto end = static_cast<std::uint32_t>(first - dropped - 1);
        out.reserve(static_cast<std::size_t>(last - first + 1));
        T state = state_after(e, row + 1);
        for (;; --row) { // from the newest to the oldest, one step back at a time
            if (row == end) {
                out.push_back(make_version(e, row, std::move(state)));
                break;
            }
            out.push_back(make_version(e, row, detail::clone(state)));
            core_.step_back(e, row, stateful_columns(), &state);
        }
        for (std::size_t i = 0, j = out.size() - 1; i < j; ++i, --j) std::swap(out[i], out[j]);
        return out;
    }

    std::vector<version<T>> find(const filter<T>& f) const override {
        std::shared_lock lock(store_.data);
        std::vector<version<T>> out;
        const attribution wanted = texts_of(f);
        if (wanted.actor == no_number || wanted.reason == no_number || wanted.correlation_id == no_number) return out;
        std::vector<place> found;
        const std::optional<place> after = f.after ? place_of(*f.after) : std::nullopt;
        auto look = [&](std::uint32_t e) {
            for (std::uint32_t row = 0, n = visible(e); row != n; ++row)
                if (matches(f, wanted, e, row) && (!after || comes_after(f, *after, e, row)))
                    found.push_back({core_.offset_of(e, row), core_.commit_of(e, row), e, row});
        };
        if (f.key) {
            if (const std::uint32_t e = find(*f.key); e != no_number) look(e);
        } else
            for (std::uint32_t e = 0; e != core_.entity_count(); ++e) look(e);
        sort_places(found, f.newest_first);
        if (f.limit != 0 && found.size() > f.limit) found.resize(f.limit);
        out.reserve(found.size());
        for (const place& p : found) out.push_back(make_version(p.e, p.row, state_after(p.e, p.row + 1)));
        return out;
    }

    std::vector<blame_entry> blame(const key_type& key) const override {
        std::shared_lock lock(store_.data);
        const std::uint32_t e = known(key);
        std::vector<blame_entry> out(field_count<T>);
        field_set<T> open = field_set<T>::all() - uncompared<T>;
        for (std::uint32_t row = visible(e); row-- != 0 && !open.empty();) {
            const bool oldest = row == 0 && core_.at(e).dropped != 0;
            const field_set<T> changed = changed_by(e, row);
            const field_set<T> here = oldest ? open : changed & open;
            open -= here;
            if (here.empty()) continue;
            blame_entry entry{core_.number(e, row), commit_of(e, row), false};
            for (std::size_t i = 0; i != field_count<T>; ++i)
                if (here.contains(i)) {
                    out[i] = entry;
                    out[i].or_earlier = oldest && !changed.contains(i);
                }
        }
        return out;
    }

    std::vector<key_type> deleted() const override {
        std::shared_lock lock(store_.data);
        std::vector<place> gone;
        for (std::uint32_t e = 0; e != core_.entity_count(); ++e)
            if (const std::uint32_t n = visible(e); n != 0 && core_.op_of(e, n - 1) == operation::deleted)
                gone.push_back({core_.offset_of(e, n - 1), core_.commit_of(e, n - 1), e, n - 1});
        sort_places(gone, true);
        std::vector<key_type> out;
        out.reserve(gone.size());
        for (const place& p : gone) out.push_back(detail::key_from(head(p.e).state));
        return out;
    }

    std::vector<T> snapshot(timestamp when) const override {
        std::shared_lock lock = lock_sorted();
        std::vector<T> out;
        out.reserve(core_.entity_count());
        for (std::uint32_t e : core_.order())
            if (const std::uint32_t n = live_rows(e, when); n != 0) out.push_back(state_after(e, n));
        return out;
    }

    snapshot_diff<T> between(timestamp from, timestamp to) const override {
        std::shared_lock lock = lock_sorted();
        snapshot_diff<T> out;
        for (std::uint32_t e : core_.order()) {
            const std::uint32_t a = live_rows(e, from), b = live_rows(e, to);
            if (a == b) continue;
            if (a == 0) out.created.push_back(state_after(e, b));
            else if (b == 0) out.deleted.push_back(state_after(e, a));
            else {
                T before = state_after(e, a), after = state_after(e, b);
                field_set<T> changed = detail::compare(before, after) | redacted_between(e, a, b);
                if (changed.empty()) continue;
                changes<T> c(changed, before, after);
                out.changed.push_back({std::move(before), std::move(after), std::move(c)});
            }
        }
        return out;
    }

    field_set<T> redacted_changes(const key_type& key, version_number from, version_number to) const override {
        if constexpr (redacted_count<T> == 0) return {};
        else {
            std::shared_lock lock(store_.data);
            const std::uint32_t e = known(key);
            return redacted_between(e, row_of(e, key, from) + 1, row_of(e, key, to) + 1);
        }
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
        if (store_.versions != 0) out.bytes += store_.commits.bytes() * core_.versions() / store_.versions; // this model's share
        if (out.versions != 0) out.bytes_per_version = static_cast<double>(out.bytes) / static_cast<double>(out.versions);
        return out;
    }

    prune_report prune(const retention& keep, dry_run dry) override {
        prune_report out;
        if (!keep.older_than && !keep.keep_last) return out;
        if (store_.mine()) throw error("yore: prune cannot be taken back, so it cannot run inside a transaction; commit it first");
        const timestamp horizon = keep.older_than ? *keep.older_than : clock_now();
        const write_lock lock(store_);
        std::vector<std::uint32_t> drop(core_.entity_count());
        for (std::uint32_t e = 0; e != core_.entity_count(); ++e) {
            const std::uint32_t count = core_.at(e).count;
            const std::uint32_t in_force = core_.occurred_by(e, count, horizon);
            std::uint32_t n = in_force == 0 ? 0 : in_force - 1;
            if (keep.keep_last && count - n < *keep.keep_last)
                n = *keep.keep_last < count ? static_cast<std::uint32_t>(count - *keep.keep_last) : 0;
            drop[e] = n;
            out.entities += n != 0;
            out.versions += n;
        }
        if (dry == dry_run::yes || out.versions == 0) return out;
        const std::size_t before = core_.bytes();
        core_.drop_oldest(drop);
        store_.versions -= out.versions;
        const std::size_t after = core_.bytes();
        out.bytes = before > after ? before - after : 0;
        return out;
    }

    // ---- table_base

    void pop(std::uint32_t e) noexcept override { core_.pop(e); }
    void notify(void* v, std::exception_ptr& first) noexcept override {
        auto* told = static_cast<version<T>*>(v);
        try {
            this->after().tell(told, first);
        } catch (...) {
            if (!first) first = std::current_exception();
        }
        delete told;
    }
    void discard(void* v) noexcept override { delete static_cast<version<T>*>(v); }

private:
    struct place {
        std::uint64_t offset;
        std::uint32_t commit, e, row;
    };

    struct write_lock {
        store_core& store;
        bool waited;
        explicit write_lock(store_core& s) : store(s), waited(s.lock_for_write()) {}
        write_lock(const write_lock&) = delete;
        write_lock& operator=(const write_lock&) = delete;
        ~write_lock() { store.data.unlock(); }
    };

    /// One entity, as the rules of recording ask about it.
    struct session {
        const table& t;
        std::uint32_t e;
        std::uint32_t rows;
        const key_type& key;

        [[nodiscard]] const digest& redaction_key() const { return t.store_.redaction_key; }
        [[nodiscard]] std::uint32_t row(version_number n) const { return t.row_of(e, key, n); }
        [[nodiscard]] T state_of(version_number n) const { return t.state_after(e, row(n) + 1); }
        [[nodiscard]] operation op_of(version_number n) const { return t.core_.op_of(e, row(n)); }
        [[nodiscard]] field_set<T> changed_by(version_number n) const { return t.changed_by(e, row(n)); }
        [[nodiscard]] version_number number_at(timestamp when) const {
            const std::uint32_t n = t.core_.occurred_by(e, rows, when);
            if (n == 0 && t.core_.at(e).dropped != 0) fail_pruned<T>(key, "the state at " + to_rfc3339(when));
            return n == 0 ? 0 : t.core_.number(e, n - 1);
        }
    };

    receipt<T> write_now(const write_request<T>& r, const context* c, timestamp when, bool is_explicit) {
        const key_type& key_ref = key_in(r);
        const std::uint64_t hash = detail::key_hash(key_ref);
        const write_lock lock(store_);
        std::uint32_t e = core_.find(hash, [&](const void* h) { return detail::has_key(static_cast<const head_type*>(h)->state, key_ref); });
        session s{*this, e, e == no_number ? 0 : core_.at(e).count, key_ref};
        const head_state<T> head = head_as_seen(s);
        write_plan<T> p;
        if (!plan_write(s, head, r, p)) return unchanged(head, r);

        store_.check_same_context(c);
        const bool joins = store_.has_commit() && store_.mine();
        const timestamp proposed = joins ? store_.commits.occurred_on(store_.open_commit()) : when;
        const bool fixed = joins ? store_.open_commit_is_explicit() : is_explicit;
        p.occurred_on = plan_time(head, r, c, proposed, fixed);
        if constexpr (is_audited<T>) {
            if (head.number != 0) p.audited = static_cast<const audit&>(detail::audit_of(*head.state));
            detail::stamp(p.audited, p.op, p.occurred_on, c != nullptr ? &c->actor : nullptr);
        }
        if (!this->before().empty()) ask(p, r, c, s, head);
        return make(p, r, c, e, hash, proposed, is_explicit, lock.waited);
    }

    receipt<T> make(const write_plan<T>& p, const write_request<T>& r, const context* c, std::uint32_t e, std::uint64_t hash,
                    timestamp proposed, bool is_explicit, bool waited) {
        const bool in_transaction = store_.mine();
        const bool joins = in_transaction && store_.has_commit();
        version<T>* told = nullptr;
        if (in_transaction) store_.reserve_note();
        // A commit of one version takes the version's time; one that is shared keeps its own, and the version says its own.
        const std::uint32_t commit =
            joins ? store_.open_commit()
                  : store_.add_commit(in_transaction ? proposed : p.occurred_on, is_explicit || waited ? clock_now() : proposed, c, is_explicit);
        try {
            row_facts facts{commit, p.op, p.source, {}};
            if (p.occurred_on != store_.commits.occurred_on(commit)) facts.occurred_on = p.occurred_on;
            if (e == no_number) e = make_entity(*p.state, p, hash, facts);
            else if (core_.at(e).count == 0) remake_entity(e, *p.state, p, facts);
            else core_.append(e, facts, columns_for(p, e), sources_of(p));
            if (in_transaction && !this->after().empty()) {
                try {
                    told = new version<T>(make_version(e, core_.at(e).count - 1, state_after(e, core_.at(e).count)));
                } catch (...) {
                    core_.pop(e);
                    throw;
                }
            }
        } catch (...) {
            if (!joins) store_.drop_commit();
            throw;
        }
        ++store_.versions;
        if (in_transaction) store_.note(*this, e, told);
        if constexpr (is_audited<T>)
            if (r.stamped != nullptr) *r.stamped = p.audited;
        return {p.number, p.op, p.changed, std::uint64_t{commit} + 1, true};
    }

    /// The first version of an entity: no old values, the head is the state.
    std::uint32_t make_entity(const T& state, const write_plan<T>& p, std::uint64_t hash, const row_facts& facts) {
        head_type fresh = fresh_head(state, p);
        if (!core_.configured())
            core_.configure(make_columns<T>(fresh), sizeof(head_type), alignof(head_type), [](void* h) { static_cast<head_type*>(h)->~head_type(); });
        void* at = core_.prepare_entity();
        new (at) head_type(std::move(fresh));
        const std::uint32_t e = core_.add_entity(hash);
        core_.append(e, facts, {}, {}); // should it fail, the entity stays without versions, which is as if it were not there
        return e;
    }
    /// The same for an entity whose first version was rolled back.
    void remake_entity(std::uint32_t e, const T& state, const write_plan<T>& p, const row_facts& facts) {
        head_type fresh = fresh_head(state, p);
        core_.append(e, facts, {}, {});
        *static_cast<head_type*>(core_.head(e)) = std::move(fresh);
    }
    head_type fresh_head(const T& state, const write_plan<T>& p) const {
        head_type fresh{detail::clone(state), p.digests};
        detail::make_storable(fresh.state);
        if constexpr (is_audited<T>) static_cast<audit&>(detail::audit_of(fresh.state)) = p.audited;
        return fresh;
    }

    /// Asks `before_record`, without the lock.
    YORE_COLD void ask(const write_plan<T>& p, const write_request<T>& r, const context* c, const session& s, const head_state<T>& head) {
        version<T> v{p.number, p.op, planned_state(p, head), p.changed, planned_commit(p, c), p.source};
        store_.data.unlock();
        bool agreed = false;
        try {
            agreed = this->before().all_agree(&v);
        } catch (...) {
            relock();
            throw;
        }
        relock();
        const std::uint32_t now = s.e == no_number ? find(s.key) : s.e;
        if (now != s.e || (now != no_number && core_.at(now).count != s.rows))
            throw error("yore: before_record has itself recorded " + entity_name<T>(s.key) + "; record it in on_record instead");
        if (!agreed) throw vetoed("yore: recording " + entity_name<T>(key_in(r)) + " was vetoed by before_record");
    }
    void relock() { static_cast<void>(store_.lock_for_write()); }

    T planned_state(const write_plan<T>& p, const head_state<T>& head) const {
        T state = head.state != nullptr && p.op != operation::created ? detail::clone(*head.state) : detail::clone(*p.state);
        if (p.op != operation::created) put_fields(p.stored - fields_under<T, redact>, *p.state, state);
        detail::make_storable(state);
        if constexpr (is_audited<T>) static_cast<audit&>(detail::audit_of(state)) = p.audited;
        return state;
    }
    commit planned_commit(const write_plan<T>& p, const context* c) const {
        commit out;
        out.id = store_.has_commit() ? std::uint64_t{store_.open_commit()} + 1 : std::uint64_t{store_.commits.size()} + 1;
        out.occurred_on = out.recorded_on = p.occurred_on;
        if (c == nullptr) return out;
        out.actor = c->actor;
        out.reason = c->reason;
        out.correlation_id = c->correlation_id;
        out.entry_point = c->entry_point;
        out.request = c->request;
        out.extra = c->extra;
        return out;
    }

    static void put_fields(field_set<T> which, const T& from, T& to) {
        reflected<T>::visit(from, [&](const auto&... x) {
            reflected<T>::visit(to, [&](auto&... y) {
                std::size_t i = 0;
                ((which.contains(i++) ? void(y = detail::clone(x)) : void()), ...);
            });
        });
    }

    static decltype(auto) key_in(const write_request<T>& r) {
        if constexpr (std::is_reference_v<decltype(detail::key_from(*r.state))>) {
            const key_type& key = r.state != nullptr ? detail::key_from(*r.state) : *r.key;
            return key;
        } else return r.state != nullptr ? detail::key_from(*r.state) : key_type(*r.key);
    }

    // ---- receipts of what was not recorded

    receipt<T> unchanged(const head_state<T>& head, const write_request<T>& r) const {
        if constexpr (is_audited<T>)
            if (r.stamped != nullptr && head.number != 0) *r.stamped = detail::audit_of(*head.state);
        return {head.number, head.op, {}, head.commit_id, false};
    }
    receipt<T> of_latest(const write_request<T>& r) const {
        const key_type& key = key_in(r);
        std::shared_lock lock(store_.data);
        const std::uint32_t e = find(key);
        const session s{*this, e, e == no_number ? 0 : visible(e), key};
        const head_state<T> head = head_as_seen(s);
        return {head.number, head.op, {}, head.commit_id, false};
    }
    head_state<T> head_as_seen(const session& s) const {
        head_state<T> out;
        if (s.rows == 0) return out;
        const std::uint32_t row = s.rows - 1;
        out.number = core_.number(s.e, row);
        out.op = core_.op_of(s.e, row);
        out.occurred_on = core_.occurred_on(s.e, row);
        out.commit_id = std::uint64_t{core_.commit_of(s.e, row)} + 1;
        out.state = &head(s.e).state;
        out.digests = head(s.e).digests;
        return out;
    }

    // ---- rows and states; `data` is held

    [[nodiscard]] const head_type& head(std::uint32_t e) const { return *static_cast<const head_type*>(core_.head(e)); }
    [[nodiscard]] std::uint32_t visible(std::uint32_t e) const { return core_.visible(e, store_.commit_limit()); }
    [[nodiscard]] std::uint32_t find(const key_type& key) const {
        return core_.find(detail::key_hash(key), [&](const void* h) { return detail::has_key(static_cast<const head_type*>(h)->state, key); });
    }
    [[nodiscard]] std::uint32_t known(const key_type& key) const {
        const std::uint32_t e = find(key);
        if (e == no_number || visible(e) == 0) fail_not_found<T>(key, false, "find a version of");
        return e;
    }
    [[nodiscard]] std::uint32_t row_of(std::uint32_t e, const key_type& key, version_number n) const {
        const version_number dropped = core_.at(e).dropped, latest = dropped + visible(e);
        if (n == 0 || n > latest) fail_no_version<T>(key, n, latest);
        if (n <= dropped) fail_pruned<T>(key, "version " + number_text(n));
        return static_cast<std::uint32_t>(n - dropped - 1);
    }
    /// Rows up to an instant, 0 where the entity did not live then.
    [[nodiscard]] std::uint32_t live_rows(std::uint32_t e, timestamp when) const {
        const std::uint32_t n = core_.occurred_by(e, visible(e), when);
        if (n == 0 && core_.at(e).dropped != 0) fail_pruned<T>(detail::key_from(head(e).state), "the state at " + to_rfc3339(when));
        return n == 0 || core_.op_of(e, n - 1) == operation::deleted ? 0 : n;
    }
    [[nodiscard]] T state_after(std::uint32_t e, std::uint32_t rows) const {
        T out = detail::clone(head(e).state);
        if (rows != core_.at(e).count) core_.rewind(e, rows, stateful_columns(), &out);
        return out;
    }
    [[nodiscard]] field_set<T> redacted_between(std::uint32_t e, std::uint32_t a, std::uint32_t b) const {
        if constexpr (redacted_count<T> == 0) return {};
        else return detail::differing<T>(digests_after(e, a), digests_after(e, b));
    }
    [[nodiscard]] digests_of<T> digests_after(std::uint32_t e, std::uint32_t rows) const {
        head_type copy{detail::clone(head(e).state), head(e).digests};
        core_.rewind(e, rows, redacted_columns(), &copy);
        return copy.digests;
    }
    [[nodiscard]] commit commit_of(std::uint32_t e, std::uint32_t row) const {
        commit out = store_.commits.read(core_.commit_of(e, row));
        out.occurred_on = core_.occurred_on(e, row);
        return out;
    }
    [[nodiscard]] version<T> make_version(std::uint32_t e, std::uint32_t row, T state) const {
        return {core_.number(e, row), core_.op_of(e, row), std::move(state), changed_by(e, row), commit_of(e, row), core_.source_of(e, row)};
    }
    /// What a row reports as changed.
    [[nodiscard]] field_set<T> changed_by(std::uint32_t e, std::uint32_t row) const {
        switch (core_.op_of(e, row)) {
        case operation::created: return field_set<T>::all() - uncompared<T>;
        case operation::updated:
        case operation::reverted: break;
        default: return {};
        }
        const mask m = core_.columns_of(e, row);
        field_set<T> out;
        for (std::size_t w = 0; w != out.data().size(); ++w) out.data()[w] = m.words[w];
        return out & (field_set<T>::all() - uncompared<T>);
    }

    std::shared_lock<std::shared_mutex> lock_sorted() const {
        for (;;) {
            std::shared_lock lock(store_.data);
            if (core_.sorted()) return lock;
            lock.unlock();
            std::unique_lock sorting(store_.data);
            if (!core_.sorted())
                core_.sort([](const void* a, const void* b) {
                    return detail::key_less(static_cast<const head_type*>(a)->state, static_cast<const head_type*>(b)->state);
                });
        }
    }

    // ---- columns

    static constexpr mask mask_of(const field_set<T>& fields) {
        mask m;
        for (std::size_t w = 0; w != fields.data().size(); ++w) m.words[w] = fields.data()[w];
        return m;
    }
    static constexpr mask redacted_columns() { return mask_of(fields_under<T, redact>); }
    /// Columns whose values stand in the state itself.
    static constexpr mask stateful_columns() {
        mask m;
        for (std::size_t i = 0; i != column_count<T>; ++i) m.insert(i);
        return m - redacted_columns();
    }
    static sources sources_of(const write_plan<T>& p) {
        return {reinterpret_cast<const std::byte*>(p.state), reinterpret_cast<const std::byte*>(&p.audited),
                reinterpret_cast<const std::byte*>(p.digests.data())};
    }
    mask columns_for(const write_plan<T>& p, std::uint32_t e) const {
        mask m = mask_of(p.stored);
        if constexpr (is_audited<T>) {
            const audit& old = detail::audit_of(head(e).state);
            constexpr std::size_t first = field_count<T>;
            using base = typename audit_source<T>::type;
            auto at = [&](std::size_t member, std::size_t index) { return audit_index<T> != no_field ? first + member : index; };
            constexpr auto indexes = [] {
                if constexpr (audit_index<T> != no_field) return std::array<std::size_t, 4>{};
                else
                    return std::array<std::size_t, 4>{index_of<T, &base::created_on>(), index_of<T, &base::modified_on>(),
                                                      index_of<T, &base::created_by>(), index_of<T, &base::modified_by>()};
            }();
            if (old.created_on != p.audited.created_on) m.insert(at(0, indexes[0]));
            if (old.modified_on != p.audited.modified_on) m.insert(at(1, indexes[1]));
            if (!detail::equal(old.created_by, p.audited.created_by)) m.insert(at(2, indexes[2]));
            if (!detail::equal(old.modified_by, p.audited.modified_by)) m.insert(at(3, indexes[3]));
        }
        return m;
    }

    // ---- find

    /// The wanted texts as numbers: 0 not asked for, `no_number` nowhere in the store.
    attribution texts_of(const filter<T>& f) const {
        const text_pool& texts = store_.commits.texts();
        attribution a;
        if (f.actor) a.actor = texts.find(*f.actor);
        if (f.reason) a.reason = texts.find(*f.reason);
        if (f.correlation_id) a.correlation_id = texts.find(*f.correlation_id);
        return a;
    }
    bool matches(const filter<T>& f, const attribution& wanted, std::uint32_t e, std::uint32_t row) const {
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
    std::optional<place> place_of(const cursor<T>& c) const {
        const auto commit = static_cast<std::uint32_t>(c.commit_id - 1);
        const std::uint32_t e = find(c.key);
        if (e != no_number)
            if (const version_number dropped = core_.at(e).dropped; c.number > dropped && c.number <= dropped + visible(e))
                return place{core_.offset_of(e, static_cast<std::uint32_t>(c.number - dropped - 1)), commit, e, 0};
        return place{0, commit, no_number, 0}; // pruned meanwhile: its commit says where it was
    }
    bool comes_after(const filter<T>& f, const place& last, std::uint32_t e, std::uint32_t row) const {
        if (last.e != no_number)
            return f.newest_first ? core_.offset_of(e, row) < last.offset : core_.offset_of(e, row) > last.offset;
        return f.newest_first ? core_.commit_of(e, row) < last.commit : core_.commit_of(e, row) > last.commit;
    }
    static void sort_places(std::vector<place>& places, bool newest_first) {
        merge_sort(places, [&](const place& a, const place& b) { return newest_first ? a.offset > b.offset : a.offset < b.offset; });
    }

    store_core& store_;
    store_interface& owner_;
    core core_;
};

} // namespace yore::detail::memory

#endif
