// SPDX-License-Identifier: BSL-1.0
// Without a source file that includes a header of yore/separate/.
// expect: undefined reference
// expect: yore::memory::basic_store
#include <yore/yore.hpp>

#include <cstdint>

struct Machine {
    std::int64_t id;
    bool broken;
};

int main() {
    yore::history<Machine> machines;
    machines.record({.id = 1, .broken = false});
}
