// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_HISTORY_HPP
#define YORE_HISTORY_HPP

#include <yore/blame.hpp>
#include <yore/detail/clock.hpp>
#include <yore/diff.hpp>
#include <yore/snapshot.hpp>
#include <yore/store.hpp>
#include <yore/store/memory.hpp>
#include <yore/version.hpp>

#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace yore {

namespace detail {

struct own_store {};

/// The table of a history, and the store of one that has its own. Empty when it has been moved from. (`std::unique_ptr`
/// would be a header and six functions more.)
template <class = void> class basic_table_handle {
public:
    basic_table_handle() = default;
    explicit basic_table_handle(own_store) : owned_(new yore::memory::store) {}
    basic_table_handle(basic_table_handle&& other) noexcept
        : owned_(std::exchange(other.owned_, nullptr)), table_(std::exchange(other.table_, nullptr)) {}
    basic_table_handle& operator=(basic_table_handle&& other) noexcept {
        basic_table_handle taken(std::move(other));
        std::swap(owned_, taken.owned_);
        std::swap(table_, taken.table_);
        return *this;
    }
    ~basic_table_handle() { delete owned_; }

    void refer_to(model_table& t) { table_ = &t; }
    [[nodiscard]] yore::memory::store& owned() const { return *owned_; }
    [[nodiscard]] model_table* operator->() const { return table_; }

private:
    yore::memory::store* owned_ = nullptr;
    model_table* table_ = nullptr;
};

using table_handle = basic_table_handle<>; // a template only so that it costs nothing where it is not used

inline write_request request_of(
    write_request::what kind, const void* state, const void* key, const record_options& options) {
    write_request r;
    r.kind = kind;
    r.state = state;
    r.key = key;
    r.options = options;
    return r;
}
/// Of all fields.
inline write_request revert_request(const void* key, target to, std::size_t fields, const record_options& options) {
    write_request r = request_of(write_request::what::revert, nullptr, key, options);
    r.to = to;
    r.only.insert_first(fields);
    return r;
}

} // namespace detail

/// The past of all entities of T, kept in a store: a move-only handle. Safe to use from several threads at once.
/// Requires: the store outlives it.
template <class T, class Engine = detail::engine_tag<T>> class history {
    static_assert(
        std::is_same_v<T, std::remove_cv_t<T>>, "yore: a history is of a plain struct; remove const and volatile");
    static_assert(
        requires { sizeof(T); }, "yore: this struct is only declared where a history of it is made; define it first");

public:
    using key_type = key_of<T>;

    /// In memory of its own.
    history() : table_(detail::own_store{}) {
        if constexpr (is_possible()) table_.refer_to(table_.owned().template open<T>());
    }

    /// In a store; all histories of T there share one past.
    template <store S> explicit history(S& s) {
        if constexpr (is_possible()) table_.refer_to(s.template open<T>());
    }

    history(history&&) noexcept = default;
    history& operator=(history&&) noexcept = default;

    // ---- recording

    /// Creates or updates the entity. The audit fields of `state` become the stored ones, even when nothing has
    /// changed; they are left alone when recording is muted or throws.
    /// Throws: `conflict`, `reason_required`, `out_of_order`, `vetoed`, `store_error`; then nothing has been recorded.
    receipt<T> record(T& state, record_options options = {}) {
        request r = detail::request_of(request::what::record, &state, nullptr, options);
        if constexpr (detail::is_audited<T>) {
            typename detail::audit_source<T>::type stamped{};
            r.stamped = &stamped;
            receipt<T> out = write(r);
            if (out.number != 0 && !detail::is_muted(detail::muted_depth_for<T>))
                detail::audit_of(state) = std::move(stamped);
            return out;
        } else return write(r);
    }
    receipt<T> record(const T& state, record_options options = {}) {
        return write(detail::request_of(request::what::record, &state, nullptr, options));
    }
    receipt<T> record(T&& state, record_options options = {}) { return record(static_cast<const T&>(state), options); }

    /// Records a range of states in one commit, all or nothing. Audit fields are stamped when all are recorded, where the
    /// range can be walked twice and gives objects that are not const.
    template <class Range>
        requires(std::is_same_v<std::remove_cvref_t<decltype(*std::begin(std::declval<Range&>()))>, T>)
    std::vector<receipt<T>> record_all(Range&& states, record_options options = {}) {
        std::vector<receipt<T>> out;
        using audit = std::conditional_t<detail::is_audited<T>, typename detail::audit_source<T>::type, char>;
        std::vector<audit> stamps; // put into the caller's objects when all is done
        request r = detail::request_of(request::what::record, nullptr, nullptr, options);
        r.called = detail::clock_now();
        transaction together(table_->owner());
        for (auto&& state : states) {
            r.state = &state;
            r.stamped = &stamps.emplace_back();
            out.push_back(write(r));
        }
        together.commit();
        using element = decltype(*std::begin(states));
        if constexpr (detail::is_audited<T> && std::is_same_v<element, T&> &&
                      std::forward_iterator<decltype(std::begin(states))>)
            if (!detail::is_muted(detail::muted_depth_for<T>)) {
                auto stamp = stamps.begin();
                for (T& state : states) detail::audit_of(state) = std::move(*stamp++);
            }
        return out;
    }

    /// Records the end of the entity. Throws: `not_found` when it is unknown or deleted already.
    receipt<T> remove(const key_type& key, record_options options = {}) {
        return by_key(request::what::remove, key, options);
    }

    /// Brings the entity back as it was before its deletion; of a live one it changes nothing. Throws: `not_found`.
    receipt<T> restore(const key_type& key, record_options options = {}) {
        return by_key(request::what::restore, key, options);
    }

    /// Records the state of the past again, as a new version. Throws: `not_found`, `pruned`.
    receipt<T> revert(const key_type& key, target to, record_options options = {}) {
        return write(detail::revert_request(&key, to, field_count<T>, options));
    }
    /// The same for these fields only.
    template <auto... Members>
        requires(sizeof...(Members) != 0)
    receipt<T> revert(const key_type& key, target to, record_options options = {}) {
        request r = detail::request_of(request::what::revert, nullptr, &key, options);
        r.to = to;
        r.only = detail::widen(field_set<T>(fields<Members...>));
        return write(r);
    }

    /// Takes one change back and keeps the later ones. Throws: `undo_conflict` with the fields that have changed since,
    /// `not_found`, `pruned`.
    receipt<T> undo(const key_type& key, version_number number, record_options options = {}) {
        request r = detail::request_of(request::what::undo, nullptr, &key, options);
        r.undone = number;
        try {
            return write(r);
        } catch (const detail::undo_blocked& blocked) {
            fail_undo(blocked);
        }
    }

    /// Takes over a version of another store as it is: its number, operation, source, state with audit fields, times,
    /// who and why; of what changed, redacted fields are believed and others are seen. The id of its commit is kept where
    /// the store numbers commits so that it can, and versions that are adopted in one transaction are one commit. It is no
    /// event: no callback is asked or told, muting and the current context do not count.
    /// Throws: `conflict` when it does not follow the latest version, `out_of_order`, `store_error`. A past may begin with
    /// any version, as one that was pruned does.
    receipt<T> adopt(const version<T>& v) {
        request r = detail::request_of(request::what::adopt, &v.state, nullptr, {});
        const detail::version_facts facts{v.number, v.op, detail::widen(v.changed), v.commit, v.source};
        r.adopted = &facts;
        return write(r);
    }

    /// The state that `revert` would record, but for the audit fields, which are today's.
    [[nodiscard]] T preview_revert(const key_type& key, target to) const {
        std::optional<T> out;
        static_cast<void>(table_->preview(detail::revert_request(&key, to, field_count<T>, {}), {&out, &fill}));
        return std::move(*out);
    }

    // ---- reading

    /// The state now; nothing when unknown or deleted.
    [[nodiscard]] std::optional<T> latest(const key_type& key) const {
        std::optional<T> out;
        table_->state(&key, nullptr, {&out, &fill});
        return out;
    }

    /// The state at an instant, inclusive; nothing before creation and while deleted. Throws: `pruned`.
    [[nodiscard]] std::optional<T> as_of(const key_type& key, timestamp when) const {
        std::optional<T> out;
        table_->state(&key, &when, {&out, &fill});
        return out;
    }

    /// The same for an instant of a finer clock, as `std::chrono::system_clock::now()`.
    template <class D>
        requires detail::finer_than_timestamp<D>
    [[nodiscard]] std::optional<T> as_of(const key_type& key, std::chrono::sys_time<D> when) const {
        return as_of(key, detail::floored(when));
    }

    /// All that lived at an instant. Throws: `pruned`.
    [[nodiscard]] yore::snapshot<T> as_of(timestamp when) const {
        std::vector<T> out;
        table_->snapshot(
            when, {&out,
                      [](void* target, const void* from) -> void* {
                          auto& all = *static_cast<std::vector<T>*>(target);
                          const T& state = *static_cast<const T*>(from);
                          if constexpr (detail::model_shares<T>) all.push_back(detail::clone(state));
                          else all.push_back(state);
                          return &all.back();
                      },
                      [](void* target, std::size_t most) { static_cast<std::vector<T>*>(target)->reserve(most); }});
        return yore::snapshot<T>(std::move(out));
    }

    template <class D>
        requires detail::finer_than_timestamp<D>
    [[nodiscard]] yore::snapshot<T> as_of(std::chrono::sys_time<D> when) const {
        return as_of(detail::floored(when));
    }

    /// All versions that are kept, oldest first; empty when unknown.
    [[nodiscard]] std::vector<version<T>> versions(const key_type& key) const {
        std::vector<version<T>> out;
        table_->versions(&key, 1, static_cast<version_number>(-1), into(out));
        if (!out.empty())
            for (std::size_t i = 0, j = out.size() - 1; i < j; ++i, --j) std::swap(out[i], out[j]);
        return out;
    }

    /// One version; nothing when there is none of that number, or no longer.
    [[nodiscard]] std::optional<version<T>> at(const key_type& key, version_number number) const {
        std::vector<version<T>> found;
        if (number != 0) table_->versions(&key, number, number, into(found));
        if (found.empty()) return {};
        return std::move(found.front());
    }

    /// What changed from one version to another, in either direction. Throws: `not_found`, `pruned`.
    [[nodiscard]] changes<T> diff(const key_type& key, version_number from, version_number to) const {
        pair_of_states p;
        table_->states_of(&key, from, to, into(p));
        return {changed_fields(*p.before, *p.after) | detail::narrow<T>(p.redacted), *p.before, *p.after};
    }

    /// What differs between the states in force at two instants. Throws: `pruned`.
    [[nodiscard]] snapshot_diff<T> between(timestamp from, timestamp to) const {
        struct collector : pair_of_states {
            snapshot_diff<T> out;
        } c;
        detail::pair_sink sink = into(c);
        sink.end = [](void* target, const detail::wide_set& redacted) {
            auto& all = *static_cast<collector*>(static_cast<pair_of_states*>(target));
            if (!all.before) all.out.created.push_back(std::move(*all.after));
            else if (!all.after) all.out.deleted.push_back(std::move(*all.before));
            else if (const field_set<T> which = changed_fields(*all.before, *all.after) | detail::narrow<T>(redacted);
                !which.empty()) {
                changes<T> what(which, *all.before, *all.after);
                all.out.changed.push_back({std::move(*all.before), std::move(*all.after), std::move(what)});
            }
        };
        table_->between(from, to, sink);
        return std::move(c.out);
    }

    template <class From, class To>
        requires(detail::finer_than_timestamp<From> || detail::finer_than_timestamp<To>)
    [[nodiscard]] snapshot_diff<T> between(std::chrono::sys_time<From> from, std::chrono::sys_time<To> to) const {
        return between(detail::floored(from), detail::floored(to));
    }

    /// Who last changed each field. Throws: `not_found` when unknown.
    [[nodiscard]] yore::blame<T> blame(const key_type& key) const { return yore::blame<T>(table_->blame(&key)); }

    /// The versions that satisfy a filter, in the order of recording, newest first unless asked otherwise.
    [[nodiscard]] std::vector<version<T>> find(const filter<T>& f = {}) const {
        detail::any_filter any;
        if (f.key) any.key = &*f.key;
        if (f.actor) any.actor = &*f.actor;
        if (f.reason) any.reason = &*f.reason;
        if (f.correlation_id) any.correlation_id = &*f.correlation_id;
        any.from = f.from;
        any.until = f.until;
        any.operations = f.operations;
        any.changed = detail::widen(f.changed);
        any.limit = f.limit;
        any.newest_first = f.newest_first;
        if (f.after) {
            any.has_cursor = true;
            any.after_commit = f.after->commit_id;
            any.after_key = &f.after->key;
            any.after_number = f.after->number;
        }
        std::vector<version<T>> out;
        table_->find(any, into(out));
        return out;
    }

    /// Keys of deleted entities, most recently deleted first.
    [[nodiscard]] std::vector<key_type> deleted() const {
        std::vector<key_type> out;
        table_->deleted({&out, [](void* target, const void* from) -> void* {
                             static_cast<std::vector<key_type>*>(target)->push_back(
                                 detail::key_from(*static_cast<const T*>(from)));
                             return nullptr;
                         }});
        return out;
    }

    [[nodiscard]] stats statistics() const { return table_->statistics(); }

    /// Removes the oldest versions that the retention allows. What was in force at the horizon stays, the latest
    /// version always, numbers do not change.
    prune_report prune(const retention& keep, dry_run dry = dry_run::no) { return table_->prune(keep, dry); }

    // ---- callbacks

    /// Calls `veto(const version<T>&)` before every recording; false refuses it with `vetoed`, an exception passes
    /// through.
    template <class F> [[nodiscard]] connection before_record(F veto) {
        static_assert(std::is_invocable_r_v<bool, F&, const version<T>&>,
            "yore: before_record takes a function of const version<T>& that returns bool");
        return connect(table_->before, std::move(veto));
    }

    /// Calls `callback(const version<T>&)` once per version when it is durable, without locks. All are called; then the
    /// first exception is thrown to the one who recorded, the commit stands.
    template <class F> [[nodiscard]] connection on_record(F callback) {
        static_assert(
            std::is_invocable_v<F&, const version<T>&>, "yore: on_record takes a function of const version<T>&");
        return connect(table_->after, std::move(callback));
    }

private:
    using request = detail::write_request;

    static constexpr bool is_possible() {
        static_assert(detail::require_auditable<T>::value && detail::require_model<T>::value &&
                      detail::require_storable<T>::value);
        return detail::storable<T>;
    }

    receipt<T> by_key(request::what kind, const key_type& key, const record_options& options) {
        return write(detail::request_of(kind, nullptr, &key, options));
    }
    receipt<T> write(const request& r) {
        const bool muted = r.kind != request::what::adopt && detail::is_muted(detail::muted_depth_for<T>);
        const detail::write_result out = table_->write(r, muted);
        receipt<T> made{out.number, out.op, {}, out.commit_id, out.made};
        detail::copy_words(out.changed, made.changed);
        return made;
    }

    [[noreturn]] YORE_COLD static void fail_undo(const detail::undo_blocked& blocked) {
        std::vector<std::string> names;
        std::string listed;
        for (std::string_view name : detail::narrow<T>(blocked.fields).names()) {
            names.emplace_back(name);
            listed.append(listed.empty() ? "" : ", ").append(name);
        }
        throw undo_conflict("yore: version " + detail::number_text(blocked.number) + " of " + blocked.entity +
                                " cannot be undone: changed again since: " + listed + "; undo the later changes first",
            std::move(names));
    }

    // ---- where a store puts what was asked for

    static void* fill(void* target, const void* from) {
        auto& place = *static_cast<std::optional<T>*>(target);
        const T& state = *static_cast<const T*>(from);
        if constexpr (detail::model_shares<T>) return &place.emplace(detail::clone(state));
        else return &place.emplace(state);
    }
    static version<T> make_version(const void* from, detail::version_facts&& facts) {
        return {facts.number, facts.op, detail::clone(*static_cast<const T*>(from)), detail::narrow<T>(facts.changed),
            std::move(facts.commit), facts.source};
    }
    /// Becomes the version where it is to be. The trick: a conversion function makes the object that it initialises.
    /// Its limit: a compiler without CWG 2327 moves it there.
    struct made_in_place {
        const void* from;
        detail::version_facts& facts;
        operator version<T>() const { return make_version(from, std::move(facts)); }
    };
    static detail::version_sink into(std::vector<version<T>>& out) {
        return {&out,
            [](void* target, const void* from, detail::version_facts&& facts) -> void* {
                auto& all = *static_cast<std::vector<version<T>>*>(target);
                return &all.emplace_back(made_in_place{from, facts}).state;
            },
            [](void* target, std::size_t most) { static_cast<std::vector<version<T>>*>(target)->reserve(most); }};
    }
    struct pair_of_states {
        std::optional<T> before{}, after{};
        detail::wide_set redacted{};
    };
    static detail::pair_sink into(pair_of_states& p) {
        return {&p,
            [](void* target, const void* from, bool want_before, bool want_after, void*& before, void*& after) {
                auto& both = *static_cast<pair_of_states*>(target);
                auto take = [&](std::optional<T>& side, bool wanted, void*& at) {
                    side.reset();
                    if (wanted) at = &side.emplace(detail::clone(*static_cast<const T*>(from)));
                };
                take(both.before, want_before, before);
                take(both.after, want_after, after);
            },
            [](void* target, const detail::wide_set& redacted) {
                static_cast<pair_of_states*>(target)->redacted = redacted;
            }};
    }

    template <class F> struct typed_callback : detail::callback {
        F function;

        explicit typed_callback(F f) : function(std::move(f)) {
            call = [](detail::callback* self, const void* state, const detail::version_facts& facts) {
                const version<T> v = make_version(state, detail::version_facts(facts));
                if constexpr (std::is_void_v<std::invoke_result_t<F&, const version<T>&>>) {
                    static_cast<typed_callback*>(self)->function(v);
                    return true;
                } else return static_cast<bool>(static_cast<typed_callback*>(self)->function(v));
            };
            destroy = [](detail::callback* self) noexcept { delete static_cast<typed_callback*>(self); };
        }
    };
    template <class F> static connection connect(detail::hook_list& hooks, F f) {
        return {hooks, new typed_callback<F>(std::move(f))};
    }

    detail::table_handle table_;
};

} // namespace yore

#endif
