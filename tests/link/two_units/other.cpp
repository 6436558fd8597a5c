// SPDX-License-Identifier: BSL-1.0
#include "model.hpp"

yore::receipt<Machine> record_broken(yore::history<Machine>& machines, Machine machine) {
    machine.broken = true;
    return machines.record(machine);
}
