// SPDX-License-Identifier: BSL-1.0
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "../subjects.hpp"
#include "../workload.hpp"
#include "benchmarks.hpp"

namespace bench {
namespace {

/// Every version of every machine, as plain copies; a deletion repeats the last state.
std::vector<std::vector<machine>> expected_versions(const workload& work) {
    std::vector<std::vector<machine>> versions;
    for (const machine& m : work.machines)
        versions.push_back({m});
    for (const event& next : work.events) {
        std::vector<machine>& of = versions[next.entity];
        of.push_back(machine{of.back()});
        apply(next, of.back());
    }
    return versions;
}

template <class Subject>
bool keeps_every_version(const char* name, const workload& work) {
    const auto expected = expected_versions(work);
    Subject history;
    std::vector<std::size_t> recorded(expected.size(), 0);
    history.enter("import", "first inventory");
    for (const machine& m : work.machines)
        history.record(m);
    for (const event& next : work.events) {
        const auto& of = expected[next.entity];
        const machine& state = of[++recorded[next.entity]];
        history.enter(workload::actors[next.actor], workload::reasons[next.reason]);
        if (next.is_deletion())
            history.remove(state.id);
        else
            history.record(state);
    }
    for (const auto& versions : expected) {
        for (std::size_t number = 1; number <= versions.size(); ++number) {
            const auto found = history.at(versions.front().id, number);
            if (found && by_hand::changed_fields(*found, versions[number - 1]) == 0)
                continue;
            std::fprintf(stderr, "%s: version %zu of %lld is wrong\n", name, number,
                         static_cast<long long>(versions.front().id));
            return false;
        }
        if (history.at(versions.front().id, versions.size() + 1)) {
            std::fprintf(stderr, "%s: too many versions of %lld\n", name, static_cast<long long>(versions.front().id));
            return false;
        }
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
