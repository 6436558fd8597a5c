// SPDX-License-Identifier: BSL-1.0
// expect: yore: a floating-point field cannot be a key, NaN and rounding make it ambiguous; use an integer or text
#include <yore/yore.hpp>

#include <compare>
#include <string>

struct Place {
#ifdef YORE_BAD
    double distance;
#else
    int distance;
#endif
    auto operator<=>(const Place&) const = default;
};

struct Machine {
    Place id;
    std::string name;
};

yore::history<Machine> machines;
