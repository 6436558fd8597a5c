// SPDX-License-Identifier: BSL-1.0
// expect: undefined reference
// expect: history<Machine
#include "model.hpp"

#include <yore/yore.hpp>

void fill(yore::history<Machine>&);

int main() {
    yore::history<Machine> machines;
    fill(machines);
}
