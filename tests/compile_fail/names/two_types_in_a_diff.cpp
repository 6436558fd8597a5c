// SPDX-License-Identifier: BSL-1.0
// expect: no matching function for call to
#include <yore/yore.hpp> // D24: an error at run time elsewhere

#include <cstdint>

struct Machine {
    std::int64_t id;
    int floor;
};

struct Place {
    std::int64_t id;
    int floor;
};

bool differ(const Machine& before, const Place& place) {
#ifdef YORE_BAD
    return !yore::diff(before, place).empty();
#else
    return !yore::diff(before, Machine{place.id, place.floor}).empty();
#endif
}
