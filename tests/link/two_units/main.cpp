// SPDX-License-Identifier: BSL-1.0
#include "model.hpp"

int main() {
    yore::history<Machine> machines;
    Machine machine{1, "Medieval Madness", false};
    machines.record(machine);

    const auto receipt = record_broken(machines, machine);
    const bool agreed = receipt.number == 2 &&
                        receipt.changed == yore::field_set<Machine>{yore::fields<&Machine::broken>} &&
                        machines.latest(1)->broken;
    return agreed ? 0 : 1;
}
