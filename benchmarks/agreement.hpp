// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_AGREEMENT_HPP
#define YORE_BENCHMARKS_AGREEMENT_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <yore/timestamp.hpp>

#include "by_hand/compare.hpp"
#include "model.hpp"
#include "workload.hpp"

/// What every history must answer about a workload, however it is kept: a fast wrong answer is no alternative.
namespace bench {

inline constexpr yore::timestamp beginning{std::chrono::sys_days{std::chrono::year{2020} / 1 / 1}};

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
    yore::timestamp tick = beginning;
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
        if (next.is_deletion()) history.remove(of.back().state.id);
        else history.record(of.back().state);
        tick += std::chrono::seconds{1};
    }
    history.leave();
    return versions;
}

inline bool same(const std::optional<machine>& found, const machine& expected) {
    return found && by_hand::changed_fields(*found, expected) == 0;
}

/// Asks for every version, by number and by the second of its time and the one before.
template <class Subject>
bool answers(const Subject& history, const std::vector<expected_version>& versions) {
    const std::int64_t id = versions.front().state.id;
    std::uint64_t number = 0;
    for (const expected_version& v : versions) {
        if (!same(history.at(id, ++number), v.state)) return false;
        const auto then = history.as_of(id, v.when);
        if (v.is_deletion ? then.has_value() : !same(then, v.state)) return false;
        const auto before = history.as_of(id, v.when - std::chrono::microseconds{1});
        if (number == 1 ? before.has_value() : !same(before, versions[number - 2].state)) return false;
    }
    return !history.at(id, number + 1);
}

} // namespace bench

#endif
