// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_HISTORY_HPP
#define YORE_HISTORY_HPP

#include <yore/blame.hpp>
#include <yore/diff.hpp>
#include <yore/snapshot.hpp>
#include <yore/store.hpp>
#include <yore/store/memory.hpp>
#include <yore/version.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace yore {

/// The past of all entities of T, kept in a store: a move-only handle. Safe to use from several threads at once.
/// Requires: the store outlives it.
template <class T, class Engine = detail::engine_tag<T>> class history {
    static_assert(std::is_same_v<T, std::remove_cv_t<T>>, "yore: a history is of a plain struct; remove const and volatile");

public:
    using key_type = key_of<T>;

    /// In memory of its own.
    history() : owned_(new memory::store), table_(&checked().template open<T>(*owned_)) {}

    /// In a store; all histories of T there share one past.
    template <store S> explicit history(S& s) : table_(&checked().template open<T>(s)) {}

    history(history&& other) noexcept : owned_(std::exchange(other.owned_, nullptr)), table_(std::exchange(other.table_, nullptr)) {}
    history& operator=(history&& other) noexcept {
        if (this != &other) {
            delete owned_;
            owned_ = std::exchange(other.owned_, nullptr);
            table_ = std::exchange(other.table_, nullptr);
        }
        return *this;
    }
    ~history() { delete owned_; }

    // ---- recording

    /// Creates or updates the entity. The audit fields of `state` become the stored ones, even when nothing has changed;
    /// they are left alone when recording is muted or throws.
    /// Throws: `conflict`, `reason_required`, `out_of_order`, `vetoed`, `store_error`; then nothing has been recorded.
    receipt<T> record(T& state, record_options options = {}) {
        request r = request_of(request::what::record, options);
        r.state = &state;
        if constexpr (detail::is_audited<T>) {
            bool known = false;
            typename request::audit stamped{};
            r.stamped = &stamped;
            receipt<T> out = table_->write(r);
            known = out.number != 0 && !detail::is_muted<T>();
            if (known) static_cast<typename request::audit&>(detail::audit_of(state)) = std::move(stamped);
            return out;
        } else return table_->write(r);
    }
    receipt<T> record(const T& state, record_options options = {}) {
        request r = request_of(request::what::record, options);
        r.state = &state;
        return table_->write(r);
    }
    receipt<T> record(T&& state, record_options options = {}) { return record(static_cast<const T&>(state), options); }

    /// Records many in one commit, all or nothing. Audit fields are stamped when all are recorded.
    std::vector<receipt<T>> record_all(std::span<T> states, record_options options = {}) { return record_range(states, options); }
    std::vector<receipt<T>> record_all(std::span<const T> states, record_options options = {}) { return record_range(states, options); }
    template <class Range>
        requires(!std::convertible_to<Range&, std::span<T>> && !std::convertible_to<const Range&, std::span<const T>> &&
                 std::is_same_v<std::remove_cvref_t<decltype(*std::begin(std::declval<Range&>()))>, T>)
    std::vector<receipt<T>> record_all(Range&& states, record_options options = {}) {
        return record_range(states, options);
    }

    /// Records the end of the entity. Throws: `not_found` when it is unknown or deleted already.
    receipt<T> remove(const key_type& key, record_options options = {}) { return by_key(request::what::remove, key, options); }

    /// Brings the entity back as it was before its deletion; of a live one it changes nothing. Throws: `not_found`.
    receipt<T> restore(const key_type& key, record_options options = {}) { return by_key(request::what::restore, key, options); }

    /// Records the state of the past again, as a new version. Throws: `not_found`, `pruned`.
    receipt<T> revert(const key_type& key, target to, record_options options = {}) {
        request r = request_of(request::what::revert, options);
        r.key = &key;
        r.to = to;
        return table_->write(r);
    }
    /// The same for these fields only.
    template <auto... Members>
        requires(sizeof...(Members) != 0)
    receipt<T> revert(const key_type& key, target to, record_options options = {}) {
        request r = request_of(request::what::revert, options);
        r.key = &key;
        r.to = to;
        r.only = fields<Members...>;
        return table_->write(r);
    }

    /// Takes one change back and keeps the later ones. Throws: `undo_conflict` with the fields that have changed since,
    /// `not_found`, `pruned`.
    receipt<T> undo(const key_type& key, version_number number, record_options options = {}) {
        request r = request_of(request::what::undo, options);
        r.key = &key;
        r.undone = number;
        return table_->write(r);
    }

    /// The state that `revert` would record, but for the audit fields, which are today's.
    [[nodiscard]] T preview_revert(const key_type& key, target to) const { return table_->preview(key, to); }

    // ---- reading

    /// The state now; nothing when unknown or deleted.
    [[nodiscard]] std::optional<T> latest(const key_type& key) const { return table_->state(key, nullptr); }

    /// The state at an instant, inclusive; nothing before creation and while deleted. Throws: `pruned`.
    [[nodiscard]] std::optional<T> as_of(const key_type& key, timestamp when) const {
        const target at = to_time(when);
        return table_->state(key, &at);
    }

    /// All that lived at an instant. Throws: `pruned`.
    [[nodiscard]] yore::snapshot<T> as_of(timestamp when) const { return yore::snapshot<T>(table_->snapshot(when)); }

    /// All versions that are kept, oldest first; empty when unknown.
    [[nodiscard]] std::vector<version<T>> versions(const key_type& key) const {
        return table_->versions(key, 1, static_cast<version_number>(-1));
    }

    /// One version; nothing when there is none of that number, or no longer.
    [[nodiscard]] std::optional<version<T>> at(const key_type& key, version_number number) const {
        if (number == 0) return {};
        std::vector<version<T>> found = table_->versions(key, number, number);
        if (found.empty()) return {};
        return std::move(found.front());
    }

    /// What changed from one version to another, in either direction. Throws: `not_found`, `pruned`.
    [[nodiscard]] changes<T> diff(const key_type& key, version_number from, version_number to) const {
        const T before = table_->state_of(key, from), after = table_->state_of(key, to);
        return {changed_fields(before, after) | table_->redacted_changes(key, from, to), before, after};
    }

    /// What differs between the states in force at two instants. Throws: `pruned`.
    [[nodiscard]] snapshot_diff<T> between(timestamp from, timestamp to) const { return table_->between(from, to); }

    /// Who last changed each field. Throws: `not_found` when unknown.
    [[nodiscard]] yore::blame<T> blame(const key_type& key) const { return yore::blame<T>(table_->blame(key)); }

    /// The versions that satisfy a filter, in the order of recording, newest first unless asked otherwise.
    [[nodiscard]] std::vector<version<T>> find(const filter<T>& f) const { return table_->find(f); }

    /// Keys of deleted entities, most recently deleted first.
    [[nodiscard]] std::vector<key_type> deleted() const { return table_->deleted(); }

    [[nodiscard]] stats statistics() const { return table_->statistics(); }

    /// Removes the oldest versions that the retention allows. What was in force at the horizon stays, the latest version
    /// always, numbers do not change.
    prune_report prune(const retention& keep, dry_run dry = dry_run::no) { return table_->prune(keep, dry); }

    // ---- callbacks

    /// Calls `veto(const version<T>&)` before every recording; false refuses it with `vetoed`, an exception passes through.
    template <class F> [[nodiscard]] connection before_record(F veto) {
        static_assert(std::is_invocable_r_v<bool, F&, const version<T>&>,
                      "yore: before_record takes a function of const version<T>& that returns bool");
        return connect(table_->before(), std::move(veto));
    }

    /// Calls `callback(const version<T>&)` once per version when it is durable, without locks. All are called; then the
    /// first exception is thrown to the one who recorded, the commit stands.
    template <class F> [[nodiscard]] connection on_record(F callback) {
        static_assert(std::is_invocable_v<F&, const version<T>&>, "yore: on_record takes a function of const version<T>&");
        return connect(table_->after(), std::move(callback));
    }

private:
    using request = detail::write_request<T>;

    struct opener {
        template <class M, class S> detail::model_table<M>& open(S& s) const { return s.template open<M>(); }
    };
    static constexpr opener checked() {
        static_assert(detail::require_auditable<T>::value && detail::require_key<T>::value);
        return {};
    }

    static request request_of(typename request::what kind, const record_options& options) {
        request r;
        r.kind = kind;
        r.options = options;
        return r;
    }
    receipt<T> by_key(typename request::what kind, const key_type& key, const record_options& options) {
        request r = request_of(kind, options);
        r.key = &key;
        return table_->write(r);
    }

    template <class Range> std::vector<receipt<T>> record_range(Range&& states, const record_options& options) {
        std::vector<receipt<T>> out;
        std::vector<typename request::audit> stamps; // put into the caller's objects when all is done
        detail::one_commit together(*table_);
        for (auto& state : states) {
            request r = request_of(request::what::record, options);
            r.state = &state;
            r.stamped = &stamps.emplace_back();
            out.push_back(table_->write(r));
        }
        together.commit();
        if constexpr (detail::is_audited<T> && !std::is_const_v<std::remove_reference_t<decltype(*std::begin(states))>>)
            if (!detail::is_muted<T>()) {
                auto stamp = stamps.begin();
                for (T& state : states) static_cast<typename request::audit&>(detail::audit_of(state)) = std::move(*stamp++);
            }
        return out;
    }

    template <class F> static connection connect(detail::hook_list& hooks, F f) {
        return {hooks, new detail::callback_of<version<T>, F>(std::move(f))};
    }

    memory::store* owned_ = nullptr;
    detail::model_table<T>* table_ = nullptr;
};

} // namespace yore

#endif
