// SPDX-License-Identifier: BSL-1.0
#include "model.hpp"

void rename(yore::sqlite::store& museum, Machine machine) {
    yore::history<Machine> machines{museum};
    machine.name = "Medieval Madness";
    machine.tags.emplace_back("castle");
    machines.record(machine);
}
