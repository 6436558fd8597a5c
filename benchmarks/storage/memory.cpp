// SPDX-License-Identifier: BSL-1.0
// How much room? Live heap after the museum workload, of yore and of histories written by hand.
#include <cstddef>
#include <cstdio>
#include <vector>

#include "../heap.hpp"
#include "../subjects.hpp"
#include "../workload.hpp"

namespace bench {
namespace {

template <class Subject>
void measure(const char* name, const workload& work) {
    std::vector<machine> live = work.machines;
    const heap::counting heap;
    Subject history;
    history.enter("import", "first inventory");
    for (const machine& m : live)
        history.record(m);
    const double created = static_cast<double>(heap.so_far().bytes);

    double changed = 0;
    double allocations = 0;
    for (const event& next : work.events) {
        apply(next, live[next.entity]);
        const heap::usage before = heap.so_far();
        history.enter(workload::actors[next.actor], workload::reasons[next.reason]);
        const heap::usage entered = heap.so_far();
        if (next.is_deletion())
            history.remove(live[next.entity].id);
        else
            history.record(live[next.entity]);
        const heap::usage after = heap.so_far();
        changed += static_cast<double>(after.bytes - before.bytes);
        allocations += static_cast<double>(after.allocations - entered.allocations);
    }

    const double creations = static_cast<double>(work.machines.size());
    const double events = static_cast<double>(work.events.size());
    std::printf("| %s | %.1f | %.1f | %.1f | %.2f |\n", name, changed / events, created / creations,
                (created + changed) / (events + creations), allocations / events);
}

} // namespace
} // namespace bench

int main() {
    using namespace bench;
    const workload work = museum();
    std::printf("museum workload: %zu machines, %zu changes\n\n", work.machines.size(), work.events.size());
    std::printf("| history | bytes per change | bytes per creation | bytes per version, all | allocations per change |\n");
    std::printf("|---|--:|--:|--:|--:|\n");
    measure<yore_history>("yore", work);
    measure<packed_delta_log>("by hand: delta log, packed bytes", work);
    measure<typed_delta_log>("by hand: delta log, typed columns", work);
    measure<full_copies>("by hand: full copies", work);
}
