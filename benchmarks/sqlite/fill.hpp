// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_SQLITE_FILL_HPP
#define YORE_BENCHMARKS_SQLITE_FILL_HPP

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <yore/timestamp.hpp>

#include "../agreement.hpp"
#include "../workload.hpp"
#include "folder.hpp"
#include "subjects.hpp"

/// Files with histories in them, recorded in large transactions.
namespace bench {

/// Whether a tenth of the museum workload is enough; set before it is first asked for.
inline bool is_museum_small = false;

inline const workload& museum_workload() {
    static const workload made = is_museum_small ? museum(1'000, 10'000, 50) : museum();
    return made;
}

/// One second between changes.
inline yore::timestamp moment(std::size_t number) { return beginning + std::chrono::seconds{number}; }

/// Calls `record(i)` for i from 0, a thousand in a transaction.
template <class Subject, class Record>
void in_batches(Subject& history, std::size_t records, const Record& record) {
    for (std::size_t i = 0; i != records; ++i) {
        if (i % 1000 == 0) history.begin_batch();
        record(i);
        if (i % 1000 == 999 || i + 1 == records) history.end_batch();
    }
    history.leave();
}

/// The machines of the workload, each recorded once.
template <class Subject>
void fill_inventory(Subject& history) {
    const workload& work = museum_workload();
    history.enter("import", "first inventory");
    in_batches(history, work.machines.size(), [&](std::size_t i) { history.record(work.machines[i]); });
}

/// The whole workload.
template <class Subject>
void fill_museum(Subject& history) {
    const workload& work = museum_workload();
    std::vector<machine> live = work.machines;
    in_batches(history, live.size(), [&](std::size_t i) {
        history.enter("import", "first inventory", moment(i));
        history.record(live[i]);
    });
    in_batches(history, work.events.size(), [&](std::size_t i) {
        const event& next = work.events[i];
        machine& of = live[next.entity];
        apply(next, of);
        history.enter(workload::actors[next.actor], workload::reasons[next.reason], moment(live.size() + i));
        if (next.is_deletion()) history.remove(of.id);
        else history.record(of);
    });
}

/// Entities with equally many versions each, of which only status, plays, location and price ever change.
struct long_lives {
    static constexpr std::size_t entities = 100;
    static constexpr std::size_t versions = 1000;
    static constexpr std::size_t changes = entities * versions;
};

template <class Subject>
void fill_long_lives(
    Subject& history, std::size_t entities = long_lives::entities, std::size_t versions = long_lives::versions) {
    constexpr std::size_t changing[] = {5, 7, 10, 11};
    std::vector<machine> live;
    for (std::size_t i = 0; i != entities; ++i) live.push_back(make_machine(static_cast<std::int64_t>(i + 1)));
    random_source random{versions};
    in_batches(history, entities * versions, [&](std::size_t i) {
        machine& next = live[i % entities];
        if (i >= entities) detail::change_field(next, changing[random.below(4)], random);
        history.enter("maria", "weekly inspection", moment(i));
        history.record(next);
    });
}

} // namespace bench

#endif
