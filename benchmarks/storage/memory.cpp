// SPDX-License-Identifier: BSL-1.0
// How much room? Live heap after the museum workload, of yore and of histories written by hand.
#include <cstddef>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "../heap.hpp"
#include "../json_subjects.hpp"
#include "../result.hpp"
#include "../subjects.hpp"
#include "../workload.hpp"

namespace bench {
namespace {

/// What the heap holds for the creations and for the changes after them.
struct room {
    double created = 0;
    double changed = 0;
    double allocations = 0; // of the changes
};

template <class Subject>
room room_of(const workload& work) {
    std::vector<machine> live = work.machines;
    const heap::counting heap;
    Subject history;
    history.enter("import", "first inventory");
    for (const machine& m : live) history.record(m);
    room taken{static_cast<double>(heap.so_far().bytes)};

    for (const event& next : work.events) {
        apply(next, live[next.entity]);
        const heap::usage before = heap.so_far();
        history.enter(workload::actors[next.actor], workload::reasons[next.reason]);
        const heap::usage entered = heap.so_far();
        if (next.is_deletion()) history.remove(live[next.entity].id);
        else history.record(live[next.entity]);
        const heap::usage after = heap.so_far();
        taken.changed += static_cast<double>(after.bytes - before.bytes);
        taken.allocations += static_cast<double>(after.allocations - entered.allocations);
    }
    return taken;
}

/// Adds a row for each history; ratios are to the first one.
class measured_room {
public:
    explicit measured_room(bool is_quick) : work_(is_quick ? museum(1'000, 10'000, 50) : museum()) {}

    template <class Subject>
    void add(const std::string& name) {
        const room taken = room_of<Subject>(work_);
        const auto creations = static_cast<double>(work_.machines.size());
        const auto changes = static_cast<double>(work_.events.size());
        const double per_change = taken.changed / changes;
        if (told_.rows.empty()) least_ = per_change;
        told_.rows.push_back(
            {name, number_text(per_change), number_text(per_change / least_), number_text(taken.created / creations),
                number_text((taken.created + taken.changed) / (changes + creations)),
                number_text(taken.allocations / changes)});
    }

    const table& told() const { return told_; }

private:
    workload work_;
    double least_ = 0;
    table told_{"memory", "Room in memory: the museum workload",
        {"history", "bytes per change", "to yore", "bytes per creation", "bytes per version, all",
            "allocations per change"}};
};

} // namespace
} // namespace bench

int main(int argc, char** argv) {
    using namespace bench;
    const arguments asked{argc, argv};
    measured_room room{asked.quick};
    room.add<yore_history>("yore");
    room.add<packed_delta_log>("by hand: delta log, packed bytes");
    room.add<typed_delta_log>("by hand: delta log, typed columns");
    room.add<full_copies>("by hand: full copies");
    room.add<json_patches>("by hand: JSON patches");
    room.add<json_dumps>("by hand: JSON of every version");
    try {
        asked.tell({.tables = {room.told()}});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "failed: %s\n", error.what());
        return 1;
    }
}
