// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "../agreement.hpp"
#include "../json_subjects.hpp"
#include "../subjects.hpp"
#include "../workload.hpp"
#include "benchmarks.hpp"
#include "museum.hpp"
#include "questions.hpp"

namespace bench {
namespace {

template <class Subject>
bool keeps_every_version(const char* name, const workload& work) {
    Subject history;
    for (const auto& versions : fill(history, work)) {
        if (answers(history, versions)) continue;
        std::fprintf(
            stderr, "%s: wrong answer about machine %lld\n", name, static_cast<long long>(versions.front().state.id));
        return false;
    }
    return true;
}

std::uint32_t mask(const yore::field_set<machine>& fields) {
    std::uint32_t bits = 0;
    for (const auto& field : fields) bits |= 1u << field.index;
    return bits;
}

bool finds_the_same_fields(const workload& work) {
    std::vector<machine> live = work.machines;
    for (const event& next : work.events) {
        const machine before = live[next.entity];
        apply(next, live[next.entity]);
        const machine& after = live[next.entity];
        const std::uint32_t changed = by_hand::changed_fields(before, after);
        if (changed == next.fields && mask(yore::changed_fields(before, after)) == changed &&
            mask(yore::diff(before, after).fields()) == changed)
            continue;
        std::fprintf(stderr, "the fields that changed are not the same\n");
        return false;
    }
    return true;
}

// ---- questions about more than one version

template <class Found, class Expected>
bool same_states(const Found& found, const Expected& expected) {
    return std::equal(found.begin(), found.end(), expected.begin(), expected.end(),
        [](const machine& a, const machine& b) { return by_hand::changed_fields(a, b) == 0; });
}

bool same_lists(const std::vector<yore::version<machine>>& found, const std::vector<by_hand::version>& expected) {
    return std::equal(found.begin(), found.end(), expected.begin(), expected.end(),
        [](const yore::version<machine>& a, const by_hand::version& b) {
            return by_hand::changed_fields(a.state, b.state) == 0 && a.number == b.number &&
                   static_cast<int>(a.op) == static_cast<int>(b.op) && a.commit.occurred_on == b.occurred_on &&
                   a.commit.actor->id == b.actor && a.commit.reason == b.reason;
        });
}

bool same_blame(const yore::blame<machine>& found, const by_hand::blame& expected) {
    const auto same_field = [&](const auto& a, std::size_t field) {
        const by_hand::blamed& b = expected[field];
        return a.number == b.number && a.commit.occurred_on == b.occurred_on && a.commit.actor->id == b.actor &&
               a.commit.reason == b.reason;
    };
    return same_field(found.of<&machine::id>(), 0) && same_field(found.of<&machine::notes>(), 4) &&
           same_field(found.of<&machine::status>(), 7) && same_field(found.of<&machine::price>(), 11);
}

/// In any order, as that of the entities is not the same.
template <class Found>
std::vector<machine> by_key(const Found& found) {
    std::vector<machine> sorted(found.begin(), found.end());
    by_hand::sort_by_key(sorted);
    return sorted;
}
template <class Changed>
std::vector<machine> after(const Changed& changed) {
    std::vector<machine> states;
    for (const auto& each : changed) states.push_back(each.after);
    return by_key(states);
}
bool same_difference(const yore::snapshot_diff<machine>& found, const by_hand::set_difference& expected) {
    return same_states(by_key(found.created), by_key(expected.created)) &&
           same_states(by_key(found.deleted), by_key(expected.deleted)) &&
           same_states(after(found.changed), after(expected.changed));
}

template <class Subject>
bool answers_alike(const char* name, const workload& work) {
    yore_history yore;
    Subject by_hand;
    fill(yore, work);
    fill(by_hand, work);
    yore.enter("maria", "taken back");
    by_hand.enter("maria", "taken back");
    bool agreed = true;
    const std::size_t changes = work.machines.size() + work.events.size();
    for (std::size_t i = 0; i < changes; i += 97)
        agreed = agreed && same_states(yore.as_of(moment(i)), by_hand.as_of(moment(i))) &&
                 same_difference(
                     ask::between(yore, moment(i), moment(i + 500)), ask::between(by_hand, moment(i), moment(i + 500)));
    for (const std::string_view actor : workload::actors)
        agreed = agreed && same_lists(ask::by_actor(yore, actor, 300), ask::by_actor(by_hand, actor, 300));
    agreed = agreed && same_lists(ask::by_price(yore, 300), ask::by_price(by_hand, 300));
    for (const machine& m : work.machines) {
        const auto versions = yore.versions(m.id);
        agreed = agreed && same_lists(versions, by_hand.versions(m.id)) &&
                 same_blame(ask::blame(yore, m.id), ask::blame(by_hand, m.id));
        if (versions.back().op == yore::operation::deleted || versions.size() == 1) continue;
        agreed = agreed &&
                 ask::revert(yore, m.id, versions.size() - 1) == ask::revert(by_hand, m.id, versions.size() - 1) &&
                 same(by_hand.latest(m.id), yore.latest(m.id).value());
    }
    if (!agreed) std::fprintf(stderr, "%s: another answer than yore's\n", name);
    return agreed;
}

} // namespace

bool alternatives_agree() {
    const workload work = museum(200, 4000, 20);
    return finds_the_same_fields(work) && keeps_every_version<yore_history>("yore", work) &&
           keeps_every_version<packed_delta_log>("delta_log_packed", work) &&
           keeps_every_version<typed_delta_log>("delta_log_typed", work) &&
           keeps_every_version<full_copies>("full_copies", work) &&
           keeps_every_version<json_dumps>("json_dumps", work) &&
           keeps_every_version<json_patches>("json_patches", work) &&
           answers_alike<packed_delta_log>("delta_log_packed", work) &&
           answers_alike<typed_delta_log>("delta_log_typed", work) && answers_alike<full_copies>("full_copies", work);
}

} // namespace bench
