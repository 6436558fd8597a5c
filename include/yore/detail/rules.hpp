// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_RULES_HPP
#define YORE_DETAIL_RULES_HPP

#include <yore/detail/model.hpp>
#include <yore/detail/plain_list.hpp>
#include <yore/store.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// The rules of recording, the same for every model and every store: what a request becomes, or why it does not.
namespace yore::detail {

/// The latest version of one entity, as a store sees it while it may write.
struct head_state {
    version_number number = 0; // 0: never recorded
    operation op{};
    std::uint64_t commit_id = 0;
    const void* state = nullptr;
    const digest* digests = nullptr;

    [[nodiscard]] bool live() const { return number != 0 && op != operation::deleted; }
};

/// The version that is to be stored.
struct write_plan {
    version_number number = 0;
    operation op{};
    wide_set changed; // as reported
    wide_set stored;  // fields whose values are taken from `state`; redacted ones from `digests`
    const void* state = nullptr;
    state_copy held;            // the state, where the request brought none
    plain_list<digest> digests; // of the redacted fields
    audit_copy audit;           // the four, where the model has them
    std::optional<version_number> source;
    timestamp occurred_on{};
};

/// How messages name an entity: by a state or by a key.
template <class = void> struct basic_entity_name {
    const model& m;
    const void* state;
    const void* key;

    [[nodiscard]] std::string text() const { return std::string(m.name) + " " + m.key_text(state, key); }

    [[noreturn]] YORE_COLD void fail_not_found(bool known, std::string_view what) const {
        throw not_found("yore: cannot " + std::string(what) + " " + text() +
                        (known ? ": it is deleted; restore it first" : ": nothing was ever recorded of it"));
    }
    [[noreturn]] YORE_COLD void fail_no_version(version_number n, version_number latest) const {
        throw not_found(
            "yore: " + text() + " has no version " + number_text(n) + "; its latest is " + number_text(latest));
    }
    [[noreturn]] YORE_COLD void fail_pruned(version_number n) const {
        throw pruned("yore: version " + number_text(n) + " of " + text() + " has been pruned; ask for a later one");
    }
    [[noreturn]] YORE_COLD void fail_pruned(timestamp when) const {
        throw pruned(
            "yore: the state at " + to_rfc3339(when) + " of " + text() + " has been pruned; ask for a later one");
    }
    [[noreturn]] YORE_COLD void fail_deleted_then() const {
        throw not_found("yore: " + text() + " did not exist at the target; choose a version at which it did");
    }
    [[noreturn]] YORE_COLD void fail_expected(version_number expected, version_number found) const {
        throw conflict("yore: expected version " + number_text(expected) + " of " + text() + ", found " +
                       number_text(found) + "; read it again and repeat the change");
    }
    [[noreturn]] YORE_COLD void fail_later(version_number undone, version_number latest) const {
        throw undo_conflict("yore: version " + number_text(undone) + " of " + text() + " cannot be undone: version " +
                            number_text(latest) + " came later; revert to the version you want instead");
    }
    [[noreturn]] YORE_COLD void fail_adopt(version_number n, operation op, const std::string& why) const {
        throw conflict("yore: version " + number_text(n) + " of " + text() + ", " + std::string(to_string(op)) +
                       ", cannot be adopted: " + why);
    }
    [[noreturn]] YORE_COLD void fail_no_reason() const {
        throw reason_required("yore: " + std::string(m.name) +
                              " is recorded only with a reason; open a yore::scope that has one, in a transaction "
                              "before its first record");
    }
    [[noreturn]] YORE_COLD void fail_out_of_order(timestamp proposed, timestamp last) const {
        throw out_of_order("yore: " + text() + " cannot be recorded at " + to_rfc3339(proposed) +
                           ": its last version occurred on " + to_rfc3339(last) + "; give that time or a later one");
    }
};

using entity_name = basic_entity_name<>; // a template only so that it costs nothing where it is not used

/// The commit of one version that a context makes at an instant.
template <class = void> commit commit_from(const context* c, std::uint64_t id, timestamp occurred_on) {
    commit out;
    out.id = id;
    out.occurred_on = out.recorded_on = occurred_on;
    if (c == nullptr) return out;
    out.actor = c->actor;
    out.reason = c->reason;
    out.correlation_id = c->correlation_id;
    out.entry_point = c->entry_point;
    out.request = c->request;
    out.extra = c->extra;
    return out;
}

/// The context that an adopted version was recorded in.
template <class = void> context context_from(const commit& c) {
    context out;
    out.actor = c.actor;
    out.reason = c.reason;
    out.correlation_id = c.correlation_id;
    out.entry_point = c.entry_point;
    out.request = c.request;
    out.extra = c.extra;
    return out;
}

/// What one request becomes. `Session` is a store's view of the entity:
/// - `head`: a `head_state`;
/// - `redaction_key()`;
/// - `op_of(n)`, `changed_by(n)`, `state_of(n)` (a `state_copy`): of a version up to the head; throw `pruned`;
/// - `later_than(time)`: when the last version occurred, if that is later;
/// - `number_at(time)`: the version in force, 0 for none; throws `pruned` where it cannot know.
template <class Session> class planner {
public:
    planner(const model& m, Session& s, const write_request& r, write_plan& p)
        : m_(m), s_(s), head_(s.head), r_(r), p_(p), name_{m, r.state, r.key} {}

    /// Returns: false when nothing is to be recorded. Order of the checks: expected_version, not_found, nothing
    /// changed.
    bool plan() {
        using what = write_request::what;
        if (r_.options.expected_version && *r_.options.expected_version != head_.number)
            name_.fail_expected(*r_.options.expected_version, head_.number);
        p_.number = head_.number + 1;
        p_.state = head_.state;
        if (m_.digests != 0) {
            p_.digests.resize(m_.digests);
            if (head_.digests != nullptr)
                for (std::size_t i = 0; i != m_.digests; ++i) p_.digests[i] = head_.digests[i];
        }
        switch (r_.kind) {
        case what::record:
            plan_record();
            break;
        case what::remove:
            if (!head_.live()) name_.fail_not_found(head_.number != 0, "remove");
            p_.op = operation::deleted;
            return true;
        case what::restore:
            if (head_.number == 0) name_.fail_not_found(false, "restore");
            if (head_.live()) return false;
            p_.op = operation::restored;
            p_.source = head_.number - 1;
            return true;
        case what::revert:
            if (!head_.live()) name_.fail_not_found(head_.number != 0, "revert");
            plan_revert(number_of_target(r_.to), r_.only);
            break;
        case what::undo:
            plan_undo();
            if (p_.op != operation::reverted) return true;
            break;
        case what::adopt:
            plan_adoption(*r_.adopted);
            return true;
        }
        return p_.op == operation::created || r_.options.record_unchanged || !(p_.changed - m_.untracked).empty();
    }

    /// The time of the version, never before the entity's last one, and the audit fields. `c` is what the commit says.
    /// Throws: `reason_required`, `out_of_order`.
    void finish(const context* c, timestamp proposed, bool is_explicit) {
        if (r_.kind == write_request::what::adopt) {
            finish_adoption(r_.adopted->commit.occurred_on);
            return;
        }
        if (m_.needs_reason && (c == nullptr || !c->reason || c->reason->empty())) name_.fail_no_reason();
        p_.occurred_on = proposed;
        if (const std::optional<timestamp> last = head_.number != 0 ? s_.later_than(proposed) : std::nullopt) {
            if (is_explicit) name_.fail_out_of_order(proposed, *last);
            p_.occurred_on = *last;
        }
        if (m_.audited == nullptr) return;
        p_.audit.make(*m_.audited,
            head_.number == 0 ? nullptr : static_cast<const std::byte*>(head_.state) + m_.audit_offset(head_.state));
        m_.audited->stamp(p_.audit.get(), p_.op, p_.occurred_on, c != nullptr ? &c->actor : nullptr);
    }

private:
    [[nodiscard]] wide_set compared(const void* a, const void* b) const {
        wide_set out;
        m_.compare(a, b, out);
        return out;
    }

    void take_recorded_state() {
        p_.state = r_.state;
        if (!m_.ignores_inside) return;
        p_.held = state_copy(m_, r_.state); // without what is not kept
        m_.storable(p_.held.get());
        p_.state = p_.held.get();
    }

    void plan_record() {
        take_recorded_state();
        p_.op = head_.live() ? operation::updated : operation::created;
        p_.stored =
            head_.live() ? compared(head_.state, r_.state) : m_.recorded; // a new life takes nothing from the old one
        if (m_.digests != 0) digest_redacted();
        p_.changed = head_.live() ? p_.stored : m_.recorded;
    }

    void digest_redacted() {
        if (!head_.live()) // nor what a placeholder would stand for
            for (digest& one : p_.digests) one = {};
        m_.make_digests(s_.redaction_key(), r_.state, p_.digests.begin());
        if (!head_.live()) return;
        p_.stored = p_.stored - m_.redacted;
        std::size_t i = 0;
        m_.redacted.each([&](std::size_t field) {
            if (!(p_.digests[i] == head_.digests[i])) p_.stored.insert(field);
            ++i;
        });
    }

    /// A state of the past put back. Redacted fields stay as they are.
    void plan_revert(version_number to, const wide_set& only) {
        p_.held = s_.state_of(to);
        p_.state = p_.held.get();
        p_.op = operation::reverted;
        p_.stored = p_.changed = compared(head_.state, p_.state) & (only - m_.redacted);
        p_.source = to;
    }

    [[nodiscard]] version_number number_of_target(const target& to) {
        const std::optional<version_number> wanted = to.version();
        const std::optional<timestamp> when = to.time();
        version_number n = wanted.value_or(0);
        if (wanted && (n == 0 || n > head_.number)) name_.fail_no_version(n, head_.number);
        if (when) n = s_.number_at(*when);
        if (n == 0 || s_.op_of(n) == operation::deleted) name_.fail_deleted_then();
        return n;
    }

    /// What the version says is believed, as far as it can follow the one before it; which fields changed is seen, but
    /// for redacted ones.
    void plan_adoption(const version_facts& v) {
        if (v.number == 0 || (head_.number != 0 && v.number != head_.number + 1))
            name_.fail_adopt(v.number, v.op, "it does not follow version " + number_text(head_.number));
        const bool may_come = v.op == operation::created    ? !head_.live()
                              : v.op == operation::restored ? head_.op == operation::deleted
                                                            : head_.live();
        if (head_.number == 0 ? v.number == 1 && v.op != operation::created : !may_come)
            name_.fail_adopt(v.number, v.op,
                head_.number == 0 ? "a past begins with a creation"
                                  : "the version before it is " + std::string(to_string(head_.op)));
        take_recorded_state();
        p_.number = v.number;
        p_.op = v.op;
        p_.source = v.source;
        if (v.op == operation::created) p_.stored = m_.recorded;
        else if (head_.number == 0) p_.stored = v.changed & m_.recorded;
        else if (v.op == operation::updated || v.op == operation::reverted)
            p_.stored = (compared(head_.state, r_.state) - m_.redacted) | (v.changed & m_.redacted);
        p_.changed = p_.stored;
        if (m_.digests != 0) digest_adopted(v);
    }
    /// The values are not known: each change gets a digest that no value has.
    void digest_adopted(const version_facts& v) {
        std::size_t i = 0;
        m_.redacted.each([&](std::size_t field) {
            if (head_.number == 0 || p_.stored.contains(field))
                p_.digests[i] = siphash128(
                    s_.redaction_key(), "?" + number_text(v.number) + "/" + number_text(field) + "/" + name_.text());
            ++i;
        });
    }
    void finish_adoption(timestamp when) {
        p_.occurred_on = when;
        if (head_.number != 0)
            if (const std::optional<timestamp> last = s_.later_than(when)) name_.fail_out_of_order(when, *last);
        if (m_.audited != nullptr)
            p_.audit.make(*m_.audited, static_cast<const std::byte*>(r_.state) + m_.audit_offset(r_.state));
    }

    void plan_undo() {
        const version_number v = r_.undone;
        if (head_.number == 0) name_.fail_not_found(false, "undo a change of");
        if (v == 0 || v > head_.number) name_.fail_no_version(v, head_.number);
        const operation did = s_.op_of(v);
        if (did == operation::created || did == operation::restored || did == operation::deleted) {
            if (v != head_.number) name_.fail_later(v, head_.number);
            p_.op = did == operation::deleted ? operation::restored : operation::deleted;
            if (did == operation::deleted) p_.source = head_.number - 1;
            return;
        }
        if (!head_.live()) name_.fail_not_found(true, "undo a change of");
        const wide_set changed = s_.changed_by(v) - m_.redacted - m_.untracked; // untracked ones move on by themselves
        const state_copy gave = s_.state_of(v);
        const wide_set moved_on = compared(head_.state, gave.get()) & changed;
        if (!moved_on.empty()) throw undo_blocked{v, name_.text(), moved_on};
        plan_revert(v - 1, changed);
    }

    const model& m_;
    Session& s_;
    const head_state& head_;
    const write_request& r_;
    write_plan& p_;
    entity_name name_;
};

} // namespace yore::detail

#endif
