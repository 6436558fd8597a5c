// SPDX-License-Identifier: BSL-1.0
// The other translation unit has what depends on no model, but this one says nothing of that.
// expect: undefined reference
// expect: history<Machine
#include "model.hpp"

int main() {
    yore::history<Machine> machines;
    fill(machines);
}
