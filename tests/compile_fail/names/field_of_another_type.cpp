// SPDX-License-Identifier: BSL-1.0
// expect: yore: this pointer to a member is not one of the fields of the type; name a field
#include <yore/yore.hpp>

#include <cstdint>

struct Place {
    int floor;
};

struct Machine {
    std::int64_t id;
    int floor;
};

bool moved(const yore::changes<Machine>& c) {
#ifdef YORE_BAD
    return c.get<&Place::floor>() != nullptr;
#else
    return c.get<&Machine::floor>() != nullptr;
#endif
}
