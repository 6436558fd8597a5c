// SPDX-License-Identifier: BSL-1.0
/// A history written in the most obvious way: full copies of every state in one vector for each entity, and rollback
/// by keeping the whole model from before. It follows the same rules as `yore::history` and shares no code with it.
#ifndef YORE_TESTS_CONTRACT_NAIVE_HPP
#define YORE_TESTS_CONTRACT_NAIVE_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <yore/yore.hpp>

#include "descriptions.hpp"
#include "known.hpp"

namespace contract {

template <class T> class naive {
public:
    using key = typename description<T>::key;
    using state_pointer = std::shared_ptr<const T>;
    using entity = known_entity<T>;
    using version = known_version<T>;

    /// The instant that a version got from the clock: the only thing that the model cannot know by itself.
    std::function<std::optional<timestamp>(const key&, version_number)> clock;
    /// What the before_record callback says about the versions of a key.
    std::map<key, verdict> verdicts;
    /// Complaints about instants that no clock can have given.
    std::vector<std::string> violations;
    /// The versions that on_record has been told about: key and number.
    std::vector<std::pair<key, version_number>> announced;

    [[nodiscard]] const std::map<key, entity>& entities() const { return past_.entities; }

    /// What is known of an entity; null when nothing is.
    [[nodiscard]] const entity* entity_of(const key& id) const {
        const auto found = past_.entities.find(id);
        return found == past_.entities.end() ? nullptr : &found->second;
    }

    // Recording.

    answer<T> record(const std::vector<state_pointer>& states, const circumstances& who, yore::record_options options) {
        begin();
        answer<T> all;
        outcomes failures;
        for (const auto& state : states) {
            auto one = attempt([&] { return record_one(*state, who, options); });
            if (one.done()) all.receipts.push_back(one.receipts.front());
            else failures.insert(one.acceptable.begin(), one.acceptable.end());
        }
        all.acceptable = failures.empty() ? outcomes{outcome::done} : failures;
        failures.empty() ? commit() : rollback();
        return all;
    }

    answer<T> remove(const key& id, const circumstances& who, yore::record_options options) {
        return atomically([&] { return remove_one(id, who, options); });
    }

    answer<T> restore(const key& id, const circumstances& who, yore::record_options options) {
        return atomically([&] { return restore_one(id, who, options); });
    }

    answer<T> revert(const key& id, const known_target& target, columns_of<T> fields, const circumstances& who,
        yore::record_options options) {
        return atomically([&] { return revert_one(id, target, fields, who, options); });
    }

    answer<T> undo(const key& id, version_number number, const circumstances& who, yore::record_options options) {
        return atomically([&] { return undo_one(id, number, who, options); });
    }

    // Transactions.

    void begin() { saved_.push_back(past_); }

    void commit() {
        saved_.pop_back();
        if (!saved_.empty()) return;
        announced.insert(announced.end(), past_.pending.begin(), past_.pending.end());
        past_.pending.clear();
        past_.current.reset();
    }

    void rollback() {
        past_ = std::move(saved_.back());
        saved_.pop_back();
    }

    [[nodiscard]] std::size_t depth() const { return saved_.size(); }
    [[nodiscard]] std::uint64_t last_serial() const { return past_.serials; }

    // Questions. A null state means nothing is there.

    [[nodiscard]] state_pointer latest(const key& id) const {
        const entity* one = entity_of(id);
        return one == nullptr || one->latest().deleted() ? nullptr : without_secrets(*one->latest().state);
    }

    [[nodiscard]] std::pair<outcomes, state_pointer> as_of(const key& id, timestamp when) const {
        const entity* one = entity_of(id);
        if (one == nullptr) return {{outcome::done}, nullptr};
        if (is_gone(*one, when)) return {{outcome::pruned}, nullptr};
        const auto state = live_state(*one, when);
        return {{outcome::done}, state == nullptr ? nullptr : without_secrets(*state)};
    }

    [[nodiscard]] std::pair<outcomes, std::map<key, state_pointer>> as_of(timestamp when) const {
        if (const outcomes end = reach(when); end != outcomes{outcome::done}) return {end, {}};
        std::map<key, state_pointer> all;
        for (const auto& [id, one] : past_.entities)
            if (const auto state = live_state(one, when)) all.emplace(id, without_secrets(*state));
        return {{outcome::done}, all};
    }

    [[nodiscard]] std::vector<version> versions(const key& id) const {
        std::vector<version> all;
        if (const entity* one = entity_of(id))
            for (const version& each : one->kept) all.push_back(exposed(each));
        return all;
    }

    /// The states of two versions, secrets included.
    [[nodiscard]] std::pair<outcomes, known_difference<T>> diff(
        const key& id, version_number from, version_number to) const {
        const entity* one = entity_of(id);
        if (one == nullptr) return {{outcome::not_found}, {}};
        outcomes failures;
        for (const version_number number : {from, to})
            if (const outcome one_end = reach(*one, number); one_end != outcome::done) failures.insert(one_end);
        if (!failures.empty()) return {failures, {}};
        return {{outcome::done}, {one->number(from).state, one->number(to).state}};
    }

    /// The entities whose states differ, with their states, secrets included.
    [[nodiscard]] std::pair<outcomes, std::map<key, known_difference<T>>> between(timestamp from, timestamp to) const {
        if (const outcomes end = reach(from); end != outcomes{outcome::done}) return {end, {}};
        if (const outcomes end = reach(to); end != outcomes{outcome::done}) return {end, {}};
        std::map<key, known_difference<T>> all;
        for (const auto& [id, one] : past_.entities) {
            const known_difference<T> both{live_state(one, from), live_state(one, to)};
            const bool changed = both.before && both.after && differing(*both.before, *both.after).any();
            if (changed || (both.before != nullptr) != (both.after != nullptr)) all.emplace(id, both);
        }
        return {{outcome::done}, all};
    }

    [[nodiscard]] known_blame<T> blame(const key& id, std::size_t column) const {
        const entity& one = *entity_of(id);
        for (auto each = one.kept.rbegin(); each != one.kept.rend(); ++each)
            if (each->changed.test(column)) return {&*each, false};
        return {&one.kept.front(), true};
    }

    [[nodiscard]] std::vector<std::pair<key, version>> find(const known_filter<T>& filter) const {
        std::vector<std::pair<key, version>> all;
        for (const auto& [id, one] : past_.entities)
            for (const version& each : one.kept)
                if (wanted(filter, id, each)) all.emplace_back(id, exposed(each));
        std::sort(all.begin(), all.end(), [&](const auto& a, const auto& b) {
            return filter.newest_first ? a.second.order > b.second.order : a.second.order < b.second.order;
        });
        return all;
    }

    /// Deleted keys, the one that was deleted last first.
    [[nodiscard]] std::vector<key> deleted() const {
        std::vector<std::pair<std::uint64_t, key>> found;
        for (const auto& [id, one] : past_.entities)
            if (one.latest().deleted()) found.emplace_back(one.latest().order, id);
        std::sort(found.rbegin(), found.rend());
        std::vector<key> keys;
        for (const auto& [order, id] : found) keys.push_back(id);
        return keys;
    }

    [[nodiscard]] std::size_t version_count() const {
        std::size_t count = 0;
        for (const auto& [id, one] : past_.entities) count += one.kept.size();
        return count;
    }

    /// The state that a revert would record; its modification is not stamped.
    [[nodiscard]] std::pair<outcomes, state_pointer> preview(const key& id, const known_target& target) const {
        try {
            const entity& one = live(id, {});
            return {{outcome::done}, without_secrets(taken_from(one, resolve(one, target), columns_of<T>{}.set()))};
        } catch (const refusal& refused) {
            return {refused.reasons, nullptr};
        }
    }

    /// Removes what the retention allows, or with `keep` only counts it: entities and versions.
    std::pair<std::size_t, std::size_t> prune(
        std::optional<timestamp> older_than, std::optional<std::size_t> keep_last, timestamp now, yore::dry_run keep) {
        std::pair<std::size_t, std::size_t> removed{0, 0};
        if (!older_than && !keep_last) return removed;
        for (auto& [id, one] : past_.entities) {
            const std::size_t count = prunable(one, older_than.value_or(now), keep_last);
            if (count == 0) continue;
            ++removed.first;
            removed.second += count;
            if (keep == yore::dry_run::yes) continue;
            one.kept.erase(one.kept.begin(), one.kept.begin() + static_cast<std::ptrdiff_t>(count));
            one.removed += count;
        }
        return removed;
    }

    /// The state as the history shows it.
    [[nodiscard]] static state_pointer without_secrets(const T& state) {
        auto copy = std::make_shared<T>(copy_of(state));
        for_each_column<T>([&](auto column, std::size_t) {
            if constexpr (decltype(column)::rule == role::redacted) hide((*copy).*(column.member));
        });
        return copy;
    }

    /// The columns in which two states differ, ignored ones left out.
    [[nodiscard]] static columns_of<T> differing(const T& before, const T& after) {
        columns_of<T> found;
        for_each_column<T>([&](auto column, std::size_t index) {
            if (column.rule != role::ignored)
                found.set(index, !column.equal(before.*(column.member), after.*(column.member)));
        });
        return found;
    }

private:
    struct refusal {
        outcomes reasons;
    };

    /// Everything that a rollback takes back.
    struct memory {
        std::map<key, entity> entities;
        std::uint64_t serials = 0;
        std::uint64_t orders = 0;
        std::optional<known_commit> current;
        std::vector<std::pair<key, version_number>> pending;
    };

    template <class Step> static answer<T> attempt(Step&& step) {
        try {
            return {{outcome::done}, {step()}};
        } catch (const refusal& refused) {
            return {refused.reasons, {}};
        }
    }

    template <class Step> answer<T> atomically(Step&& step) {
        begin();
        auto result = attempt(std::forward<Step>(step));
        result.done() ? commit() : rollback();
        return result;
    }

    known_receipt<T> record_one(const T& state, const circumstances& who, yore::record_options options) {
        const key id = description<T>::key_of(state);
        if (who.muted) return unrecorded(id);
        expect(id, options);
        const entity* one = entity_of(id);
        if (one == nullptr || one->latest().deleted())
            return store(id, operation::created, copy_of(state), recordable(), std::nullopt, who);
        T next = copy_of(*one->latest().state);
        columns_of<T> changed;
        for_each_column<T>([&](auto column, std::size_t index) {
            if (changes<decltype(column)>(next.*(column.member), state.*(column.member))) {
                changed.set(index);
                next.*(column.member) = clone(state.*(column.member));
            }
        });
        if ((changed & tracked()).none() && !options.record_unchanged) return unrecorded(id);
        return store(id, operation::updated, std::move(next), changed, std::nullopt, who);
    }

    known_receipt<T> remove_one(const key& id, const circumstances& who, yore::record_options options) {
        if (who.muted) return unrecorded(id);
        const entity& one = live(id, options);
        return store(id, operation::deleted, copy_of(*one.latest().state), {}, std::nullopt, who);
    }

    known_receipt<T> restore_one(const key& id, const circumstances& who, yore::record_options options) {
        if (who.muted) return unrecorded(id);
        expect(id, options);
        const entity* one = entity_of(id);
        if (one == nullptr) throw refusal{{outcome::not_found}};
        if (!one->latest().deleted()) return unrecorded(id);
        return store(id, operation::restored, copy_of(*one->latest().state), {}, one->last_number() - 1, who);
    }

    known_receipt<T> revert_one(const key& id, const known_target& target, columns_of<T> fields,
        const circumstances& who, yore::record_options options) {
        if (who.muted) return unrecorded(id);
        const entity& one = live(id, options);
        const version_number source = resolve(one, target);
        T next = taken_from(one, source, fields);
        const columns_of<T> changed = differing(*one.latest().state, next);
        if ((changed & tracked()).none() && !options.record_unchanged) return unrecorded(id);
        return store(id, operation::reverted, std::move(next), changed, source, who);
    }

    known_receipt<T> undo_one(
        const key& id, version_number number, const circumstances& who, yore::record_options options) {
        if (who.muted) return unrecorded(id);
        expect(id, options);
        const entity* one = entity_of(id);
        if (one == nullptr) throw refusal{{outcome::not_found}};
        if (const outcome end = reach(*one, number); end != outcome::done) throw refusal{{end}};
        const version& taken_back = one->number(number);
        if (taken_back.op == operation::created || taken_back.op == operation::restored ||
            taken_back.op == operation::deleted)
            return undo_existence(id, *one, taken_back, who, options);
        return undo_change(id, *one, taken_back, who, options);
    }

    known_receipt<T> undo_existence(const key& id, const entity& one, const version& taken_back,
        const circumstances& who, yore::record_options options) {
        if (one.last_number() != taken_back.number)
            throw refusal{one.latest().deleted() ? outcomes{outcome::undo_conflict, outcome::not_found}
                                                 : outcomes{outcome::undo_conflict}};
        return taken_back.deleted() ? restore_one(id, who, options) : remove_one(id, who, options);
    }

    known_receipt<T> undo_change(const key& id, const entity& one, const version& taken_back, const circumstances& who,
        yore::record_options options) {
        outcomes reasons;
        if (one.latest().deleted()) reasons = {outcome::not_found, outcome::undo_conflict};
        if (reach(one, taken_back.number - 1) == outcome::pruned) reasons.insert(outcome::pruned);
        const auto changed = taken_back.changed & tracked();
        if ((differing(*one.latest().state, *taken_back.state) & changed & revertible()).any())
            reasons.insert(outcome::undo_conflict);
        if (!reasons.empty()) throw refusal{reasons};
        return revert_one(id, {taken_back.number - 1, {}}, changed, who, options);
    }

    known_receipt<T> unrecorded(const key& id) const {
        known_receipt<T> receipt;
        if (const entity* one = entity_of(id)) {
            receipt.number = one->last_number();
            receipt.op = one->latest().op;
            receipt.serial = one->latest().commit.serial;
        }
        return receipt;
    }

    known_receipt<T> store(const key& id, operation op, T state, columns_of<T> changed,
        std::optional<version_number> source, const circumstances& who) {
        if constexpr (reasoned<T>)
            if (!who.reason) throw refusal{{outcome::reason_required}};
        const entity* one = entity_of(id);
        version next;
        next.number = one == nullptr ? 1 : one->last_number() + 1;
        next.op = op;
        next.changed = changed;
        next.source = source;
        next.occurred_on = instant(id, next.number, one, who);
        if (const auto said = verdicts.find(id); said != verdicts.end() && said->second != verdict::allow)
            throw refusal{{said->second == verdict::veto ? outcome::vetoed : outcome::exception}};
        clear_ignored(state);
        stamp(state, op, next.occurred_on, one, who);
        next.state = std::make_shared<T>(std::move(state));
        next.commit = join_commit(who);
        next.order = ++past_.orders;
        past_.pending.emplace_back(id, next.number);
        past_.entities[id].kept.push_back(next);
        return {true, next.number, op, changed, next.commit.serial};
    }

    /// The instant of the next version: what the caller says, else what the clock said, checked for plausibility.
    timestamp instant(const key& id, version_number number, const entity* one, const circumstances& who) {
        const timestamp last = one == nullptr ? timestamp::min() : one->latest().occurred_on;
        if (who.occurred_on) {
            if (*who.occurred_on < last) throw refusal{{outcome::out_of_order}};
            return *who.occurred_on;
        }
        const auto given = clock(id, number);
        if (!given) return one == nullptr ? timestamp{} : last;
        if (*given < last) violations.push_back("the clock went back within one entity");
        if (*given > last) share_clock(*given, who);
        return *given;
    }

    void share_clock(timestamp given, const circumstances& who) {
        known_commit& shared = open_commit(who);
        if (shared.clock && *shared.clock != given)
            violations.push_back("two instants in one commit, and no entity was ahead of the clock");
        shared.clock = given;
    }

    known_commit& open_commit(const circumstances& who) {
        if (!past_.current)
            past_.current = known_commit{++past_.serials, who.actor, who.reason, who.correlation_id, std::nullopt,
                who.actor_name, who.entry_point, who.request, who.extra};
        return *past_.current;
    }

    known_commit join_commit(const circumstances& who) { return open_commit(who); }

    static void clear_ignored(T& state) {
        for_each_column<T>([&](auto column, std::size_t) {
            if constexpr (decltype(column)::rule == role::ignored) state.*(column.member) = {};
        });
    }

    static void stamp(T& state, operation op, timestamp when, const entity* one, const circumstances& who) {
        if constexpr (stamped<T>) {
            auto& four = description<T>::audit(state);
            if (op == operation::created) {
                four.created_on = four.modified_on = when;
                four.created_by = four.modified_by = who.actor;
                return;
            }
            const auto& before = description<T>::audit(*one->latest().state);
            four.created_on = before.created_on;
            four.created_by = before.created_by;
            four.modified_on = op == operation::deleted ? before.modified_on : when;
            four.modified_by = op == operation::deleted || !who.actor ? before.modified_by : who.actor;
        }
    }

    void expect(const key& id, yore::record_options options) const {
        const entity* one = entity_of(id);
        const version_number number = one == nullptr ? 0 : one->last_number();
        if (options.expected_version && *options.expected_version != number) throw refusal{{outcome::conflict}};
    }

    const entity& live(const key& id, yore::record_options options) const {
        expect(id, options);
        const entity* one = entity_of(id);
        if (one == nullptr || one->latest().deleted()) throw refusal{{outcome::not_found}};
        return *one;
    }

    static outcome reach(const entity& one, version_number number) {
        if (number == 0 || number > one.last_number()) return outcome::not_found;
        return number <= one.removed ? outcome::pruned : outcome::done;
    }

    static version_number resolve(const entity& one, const known_target& target) {
        version_number number = 0;
        if (target.number) {
            number = *target.number;
        } else if (const version* found = in_force(one, target.time)) {
            number = found->number;
        } else if (is_gone(one, target.time)) {
            throw refusal{{outcome::pruned}};
        }
        if (const outcome end = reach(one, number); end != outcome::done) throw refusal{{end}};
        if (one.number(number).deleted()) throw refusal{{outcome::not_found}};
        return number;
    }

    /// The latest state with these fields as they were then; secrets stay as they are.
    static T taken_from(const entity& one, version_number source, columns_of<T> fields) {
        T next = copy_of(*one.latest().state);
        const T& then = *one.number(source).state;
        for_each_column<T>([&](auto column, std::size_t index) {
            if (fields.test(index) && column.rule != role::redacted &&
                !column.equal(next.*(column.member), then.*(column.member)))
                next.*(column.member) = clone(then.*(column.member));
        });
        return next;
    }

    /// Whether what was then has been pruned.
    static bool is_gone(const entity& one, timestamp when) { return one.removed > 0 && in_force(one, when) == nullptr; }

    outcomes reach(timestamp when) const {
        for (const auto& [id, one] : past_.entities)
            if (is_gone(one, when)) return {outcome::pruned};
        return {outcome::done};
    }

    /// The state at an instant, secrets included; null where there was none.
    static state_pointer live_state(const entity& one, timestamp when) {
        const version* found = in_force(one, when);
        return found == nullptr || found->deleted() ? nullptr : found->state;
    }

    static const version* in_force(const entity& one, timestamp when) {
        const version* found = nullptr;
        for (const version& each : one.kept)
            if (each.occurred_on <= when) found = &each;
        return found;
    }

    static std::size_t prunable(const entity& one, timestamp horizon, std::optional<std::size_t> keep_last) {
        const version* kept = in_force(one, horizon);
        if (kept == nullptr) return 0;
        std::size_t count = 0;
        while (one.kept[count].number < kept->number && one.kept[count].occurred_on < horizon) ++count;
        if (keep_last) count = std::min(count, one.kept.size() - std::min(one.kept.size(), *keep_last));
        return std::min(count, one.kept.size() - 1);
    }

    static bool wanted(const known_filter<T>& filter, const key& id, const version& each) {
        return (!filter.key || *filter.key == id) && (!filter.actor || filter.actor == each.commit.actor) &&
               (!filter.reason || filter.reason == each.commit.reason) &&
               (!filter.correlation_id || filter.correlation_id == each.commit.correlation_id) &&
               (!filter.from || each.occurred_on >= *filter.from) &&
               (!filter.until || each.occurred_on < *filter.until) &&
               (filter.operations.empty() || filter.operations.contains(each.op)) &&
               (filter.changed.none() || (filter.changed & each.changed).any());
    }

    template <class Column, class Value> static bool changes(const Value& before, const Value& after) {
        if constexpr (Column::rule == role::ignored) return false;
        else if constexpr (Column::rule == role::redacted) return !is_hidden(after) && !Column::equal(before, after);
        else return !Column::equal(before, after);
    }

    static columns_of<T> recordable() {
        return those([](role rule) { return rule != role::ignored; });
    }

    static columns_of<T> revertible() {
        return those([](role rule) { return rule != role::redacted && rule != role::ignored; });
    }

    static columns_of<T> tracked() {
        return those([](role rule) { return rule == role::tracked || rule == role::redacted; });
    }

    template <class Predicate> static columns_of<T> those(Predicate wanted_role) {
        columns_of<T> found;
        for_each_column<T>([&](auto column, std::size_t index) { found.set(index, wanted_role(column.rule)); });
        return found;
    }

    static version exposed(const version& each) {
        version copy = each;
        copy.state = without_secrets(*each.state);
        return copy;
    }

    memory past_;
    std::vector<memory> saved_;
};

} // namespace contract

#endif
