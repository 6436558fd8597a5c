// SPDX-License-Identifier: BSL-1.0
#include "model.hpp"

yore::receipt<Machine> rename(yore::history<Machine>& machines, Machine machine) {
    const yore::scope who{"maria", "typing error"};
    machine.name = "Medieval Madness";
    return machines.record(machine);
}
