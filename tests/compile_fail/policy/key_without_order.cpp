// SPDX-License-Identifier: BSL-1.0
// expect: yore: the key of this model cannot be compared by == and <; give its type operator<=>, or name several fields in yore::key
#include <yore/yore.hpp>

#include <compare>
#include <string>

struct Place {
    int floor;
    int slot;
#ifdef YORE_BAD
    bool operator==(const Place&) const = default;
#else
    auto operator<=>(const Place&) const = default;
#endif
};

struct Machine {
    Place id;
    std::string name;
};

yore::history<Machine> machines;
