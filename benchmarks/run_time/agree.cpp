// SPDX-License-Identifier: BSL-1.0
#include <cstdint>
#include <cstdio>
#include <vector>

#include "../agreement.hpp"
#include "../subjects.hpp"
#include "../workload.hpp"
#include "benchmarks.hpp"

namespace bench {
namespace {

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
