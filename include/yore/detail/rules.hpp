// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_RULES_HPP
#define YORE_DETAIL_RULES_HPP

#include <yore/detail/equal.hpp>
#include <yore/detail/redaction.hpp>
#include <yore/diff.hpp>
#include <yore/store.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

/// The rules of recording, the same for every store: what a request becomes, or why it does not.
namespace yore::detail {

/// The latest version of one entity, as a store sees it while it may write.
template <class T> struct head_state {
    version_number number = 0; // 0: never recorded
    operation op{};
    timestamp occurred_on{};
    std::uint64_t commit_id = 0;
    const T* state = nullptr;
    digests_of<T> digests{};

    [[nodiscard]] bool live() const { return number != 0 && op != operation::deleted; }
};

/// The version that is to be stored.
template <class T> struct write_plan {
    using audit = typename write_request<T>::audit;

    version_number number = 0;
    operation op{};
    field_set<T> changed;                  // as reported
    field_set<T> stored;                   // fields whose values are taken from `state`; redacted ones from `digests`
    const T* state = nullptr;
    std::optional<T> held;                 // the state, where the request brought none
    digests_of<T> digests{};
    audit audited{};                       // the four, where T has them
    std::optional<version_number> source;
    timestamp occurred_on{};
};

template <class T> std::string entity_name(const key_of<T>& key) {
    return std::string(type_name<T>) + " " + detail::to_text(key);
}

template <class T> [[noreturn]] YORE_COLD void fail_not_found(const key_of<T>& key, bool known, std::string_view what) {
    throw not_found("yore: cannot " + std::string(what) + " " + entity_name<T>(key) +
                    (known ? ": it is deleted; restore it first" : ": nothing was ever recorded of it"));
}

template <class T> [[noreturn]] YORE_COLD void fail_no_version(const key_of<T>& key, version_number n, version_number latest) {
    throw not_found("yore: " + entity_name<T>(key) + " has no version " + number_text(n) + "; its latest is " + number_text(latest));
}

template <class T> [[noreturn]] YORE_COLD void fail_pruned(const key_of<T>& key, std::string_view what) {
    throw pruned("yore: " + std::string(what) + " of " + entity_name<T>(key) + " has been pruned; ask for a later one");
}

template <class T> [[noreturn]] YORE_COLD void fail_deleted_then(const key_of<T>& key) {
    throw not_found("yore: " + entity_name<T>(key) + " did not exist at the target; choose a version at which it did");
}

template <class T> [[noreturn]] YORE_COLD void fail_expected(const key_of<T>& key, version_number expected, version_number found) {
    throw conflict("yore: expected version " + number_text(expected) + " of " + entity_name<T>(key) + ", found " +
                   number_text(found) + "; read it again and repeat the change");
}

/// Who a commit names, in the type of the model's audit fields.
template <class User> User user_from(const actor& who) {
    if constexpr (std::is_same_v<User, actor>) return who;
    else if constexpr (has_custom_from_text<User>) {
        std::optional<User> user = value_traits<User>::from_text(who.id);
        if (!user) throw error("yore: the actor id \"" + who.id + "\" is not a " + std::string(type_name<User>) + "; see its value_traits");
        return std::move(*user);
    } else {
        static_assert(std::is_constructible_v<User, const std::string&>,
                      "yore: the audit fields cannot be made from an actor; use std::string or yore::actor as User, or specialise "
                      "yore::value_traits for it with a function from_text");
        return User(who.id);
    }
}

template <class Audit> using user_of = typename decltype(std::declval<Audit>().created_by)::value_type;

/// The audit fields of the new version; the old ones come from the store, whatever the caller put there.
template <class Audit> void stamp(Audit& audit, operation op, timestamp when, const std::optional<actor>* who) {
    if (op == operation::deleted) return;
    if (op == operation::created) {
        audit = Audit{};
        audit.created_on = when;
    }
    audit.modified_on = when;
    if (who == nullptr || !*who) return;
    auto user = user_from<user_of<Audit>>(**who);
    if (op == operation::created) audit.created_by = user;
    audit.modified_by = std::move(user);
}

template <class T> void plan_record(const head_state<T>& head, const write_request<T>& r, const digest& key, write_plan<T>& p) {
    constexpr auto unstored = uncompared<T>;
    p.state = r.state;
    p.op = head.live() ? operation::updated : operation::created;
    p.stored = head.number != 0 ? detail::compare(*head.state, *r.state) : field_set<T>::all() - unstored;
    if constexpr (redacted_count<T> != 0) {
        digest_fields(key, *r.state, p.digests);
        p.stored = (p.stored - fields_under<T, redact>) | detail::differing<T>(head.digests, p.digests);
    }
    p.changed = head.live() ? p.stored : field_set<T>::all() - unstored;
}

/// A state of the past put back. Fields that are redacted hold the placeholder on both sides and stay as they are.
template <class T, class Session> void plan_revert(Session& s, const head_state<T>& head, version_number to, field_set<T> only, write_plan<T>& p) {
    p.held.emplace(s.state_of(to));
    p.state = &*p.held;
    p.op = operation::reverted;
    p.stored = p.changed = detail::compare(*head.state, *p.held) & (only - fields_under<T, redact>);
    p.source = to;
}

template <class T, class Session> version_number number_of_target(Session& s, const key_of<T>& key, const head_state<T>& head, const target& to) {
    version_number n = 0;
    if (to.version()) n = *to.version();
    else if (to.time()) n = s.number_at(*to.time()); // throws `pruned` where it cannot know
    if (to.version() && (n == 0 || n > head.number)) fail_no_version<T>(key, n, head.number);
    if (n == 0 || s.op_of(n) == operation::deleted) fail_deleted_then<T>(key);
    return n;
}

template <class T, class Session> void plan_undo(Session& s, const head_state<T>& head, const write_request<T>& r, write_plan<T>& p) {
    const version_number v = r.undone;
    if (v == 0 || v > head.number) fail_no_version<T>(*r.key, v, head.number);
    const operation did = s.op_of(v); // throws `pruned` when that version is gone
    if (did == operation::created || did == operation::restored || did == operation::deleted) {
        if (v != head.number)
            throw undo_conflict("yore: version " + number_text(v) + " of " + entity_name<T>(*r.key) + " cannot be undone: version " +
                                number_text(head.number) + " came later; revert to the version you want instead");
        p.op = did == operation::deleted ? operation::restored : operation::deleted;
        if (did == operation::deleted) p.source = head.number - 1;
        return;
    }
    if (!head.live()) fail_not_found<T>(*r.key, head.number != 0, "undo a change of");
    const field_set<T> changed = s.changed_by(v) - fields_under<T, redact>;
    T gave = s.state_of(v);
    const field_set<T> moved_on = detail::compare(*head.state, gave) & changed;
    if (!moved_on.empty()) {
        std::vector<std::string> names;
        std::string listed;
        for (std::string_view name : moved_on.names()) {
            names.emplace_back(name);
            listed.append(listed.empty() ? "" : ", ").append(name);
        }
        throw undo_conflict("yore: version " + number_text(v) + " of " + entity_name<T>(*r.key) + " cannot be undone: changed again since: " +
                                listed + "; undo the later changes first",
                            std::move(names));
    }
    plan_revert(s, head, v - 1, changed, p);
}

/// What the request becomes, without who and when. Returns: false when nothing is to be recorded.
/// Order of the checks: expected_version, not_found, nothing changed.
template <class T, class Session> bool plan_write(Session& s, const head_state<T>& head, const write_request<T>& r, write_plan<T>& p) {
    using what = typename write_request<T>::what;
    const auto& key = [&]() -> decltype(auto) {
        if (r.state != nullptr) return detail::key_from(*r.state);
        else return static_cast<decltype(detail::key_from(*r.state))>(*r.key);
    }();
    if (r.options.expected_version && *r.options.expected_version != head.number)
        fail_expected<T>(key, *r.options.expected_version, head.number);
    p.number = head.number + 1;
    p.digests = head.digests;
    p.state = head.state;
    switch (r.kind) {
    case what::record: plan_record(head, r, s.redaction_key(), p); break;
    case what::remove:
        if (!head.live()) fail_not_found<T>(key, head.number != 0, "remove");
        p.op = operation::deleted;
        return true;
    case what::restore:
        if (head.number == 0) fail_not_found<T>(key, false, "restore");
        if (head.live()) return false;
        p.op = operation::restored;
        p.source = head.number - 1;
        return true;
    case what::revert:
        if (!head.live()) fail_not_found<T>(key, head.number != 0, "revert");
        plan_revert(s, head, number_of_target<T>(s, key, head, r.to), r.only, p);
        break;
    case what::undo:
        plan_undo(s, head, r, p);
        if (p.op != operation::reverted) return true;
        break;
    }
    return p.op == operation::created || r.options.record_unchanged || !(p.changed - fields_under<T, untracked>).empty();
}

/// The time of the new version: never before the entity's last one. Throws: `reason_required`, `out_of_order`.
template <class T>
timestamp plan_time(const head_state<T>& head, const write_request<T>& r, const context* c, timestamp proposed, bool is_explicit) {
    if constexpr (reason_is_required<T>)
        if (c == nullptr || !c->reason || c->reason->empty())
            throw reason_required("yore: " + std::string(type_name<T>) + " is recorded only with a reason; open a yore::scope that has one");
    if (head.number == 0 || proposed >= head.occurred_on) return proposed;
    if (is_explicit)
        throw out_of_order("yore: " + entity_name<T>(r.state != nullptr ? key_of<T>(detail::key_from(*r.state)) : *r.key) +
                           " cannot be recorded at " + to_rfc3339(proposed) + ": its last version occurred on " +
                           to_rfc3339(head.occurred_on) + "; give that time or a later one");
    return head.occurred_on;
}

} // namespace yore::detail

#endif
