// SPDX-License-Identifier: BSL-1.0
#include "model.hpp"

int main() {
    yore::sqlite::store museum{":memory:"};
    yore::history<Machine> machines{museum}, in_memory;
    const Machine machine{1, "Medeival Madness", {}};
    machines.record(machine);
    rename(museum, machine);
    in_memory.adopt(*machines.at(1, 1));
    const bool agreed = machines.at(1, 1)->state.tags.empty() && machines.latest(1)->tags.front() == "castle" &&
                        in_memory.latest(1)->name == machine.name && museum.drift<Machine>().empty() &&
                        museum.migrate<Machine>().empty();
    return agreed ? 0 : 1;
}
