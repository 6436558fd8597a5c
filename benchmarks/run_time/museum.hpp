// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_RUN_TIME_MUSEUM_HPP
#define YORE_BENCHMARKS_RUN_TIME_MUSEUM_HPP

#include <chrono>
#include <cstddef>
#include <vector>

#include "../agreement.hpp"
#include "../workload.hpp"

namespace bench {

/// One second between changes.
inline yore::timestamp moment(std::size_t number) { return beginning + std::chrono::seconds{number}; }

inline const workload& museum_workload() {
    static const workload made = museum();
    return made;
}

/// Records the museum workload. Makes all states before it records the first, so that those who allocate later find no
/// heap full of holes.
template <class Subject>
void fill_museum(Subject& history) {
    const workload& work = museum_workload();
    std::vector<machine> now = work.machines;
    std::vector<machine> states = now;
    for (const event& next : work.events) {
        apply(next, now[next.entity]);
        states.push_back(now[next.entity]);
    }
    std::size_t tick = 0;
    history.enter("import", "first inventory", moment(tick));
    for (; tick != now.size(); ++tick) history.record(states[tick]);
    for (const event& next : work.events) {
        history.enter(workload::actors[next.actor], workload::reasons[next.reason], moment(tick));
        if (next.is_deletion()) history.remove(states[tick].id);
        else history.record(states[tick]);
        ++tick;
    }
    history.leave();
}

/// A history with the museum workload in it, the same for all benchmarks that only ask.
template <class Subject>
const Subject& museum_in() {
    static const Subject& filled = *[] {
        static Subject made;
        fill_museum(made);
        return &made;
    }();
    return filled;
}

} // namespace bench

#endif
