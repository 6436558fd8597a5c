// SPDX-License-Identifier: BSL-1.0
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <vector>

#include "../subjects.hpp"
#include "../workload.hpp"
#include "benchmarks.hpp"

namespace bench {
namespace {

constexpr yore::timestamp begin{std::chrono::sys_days{std::chrono::year{2020} / 1 / 1}};

struct expected_version {
    machine state; // of a deletion: the last one
    yore::timestamp when;
    bool is_deletion;
};

/// Every version of every machine, as plain copies; one second between changes.
using expectation = std::vector<std::vector<expected_version>>;

/// Records the workload in a history and notes what must be there afterwards.
template <class Subject>
expectation fill(Subject& history, const workload& work) {
    expectation versions;
    yore::timestamp tick = begin;
    for (const machine& m : work.machines) {
        history.enter("import", "first inventory", tick);
        history.record(m);
        versions.push_back({{m, tick, false}});
        tick += std::chrono::seconds{1};
    }
    for (const event& next : work.events) {
        std::vector<expected_version>& of = versions[next.entity];
        of.push_back({machine{of.back().state}, tick, next.is_deletion()});
        apply(next, of.back().state);
        history.enter(workload::actors[next.actor], workload::reasons[next.reason], tick);
        if (next.is_deletion())
            history.remove(of.back().state.id);
        else
            history.record(of.back().state);
        tick += std::chrono::seconds{1};
    }
    history.leave();
    return versions;
}

bool same(const std::optional<machine>& found, const machine& expected) {
    return found && by_hand::changed_fields(*found, expected) == 0;
}

/// Asks for every version, by number and by the second of its time and the one before.
template <class Subject>
bool answers(const Subject& history, const std::vector<expected_version>& versions) {
    const std::int64_t id = versions.front().state.id;
    std::uint64_t number = 0;
    for (const expected_version& v : versions) {
        if (!same(history.at(id, ++number), v.state))
            return false;
        const auto then = history.as_of(id, v.when);
        if (v.is_deletion ? then.has_value() : !same(then, v.state))
            return false;
        const auto before = history.as_of(id, v.when - std::chrono::microseconds{1});
        if (number == 1 ? before.has_value() : !same(before, versions[number - 2].state))
            return false;
    }
    return !history.at(id, number + 1);
}

template <class Subject>
bool keeps_every_version(const char* name, const workload& work) {
    Subject history;
    for (const auto& versions : fill(history, work)) {
        if (answers(history, versions))
            continue;
        std::fprintf(stderr, "%s: wrong answer about machine %lld\n", name,
                     static_cast<long long>(versions.front().state.id));
        return false;
    }
    return true;
}

std::uint32_t mask(const yore::field_set<machine>& fields) {
    std::uint32_t bits = 0;
    for (const auto& field : fields)
        bits |= 1u << field.index;
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

} // namespace

bool alternatives_agree() {
    const workload work = museum(200, 4000, 20);
    return finds_the_same_fields(work) && keeps_every_version<yore_history>("yore", work) &&
           keeps_every_version<packed_delta_log>("delta_log_packed", work) &&
           keeps_every_version<typed_delta_log>("delta_log_typed", work) &&
           keeps_every_version<full_copies>("full_copies", work);
}

} // namespace bench
