// SPDX-License-Identifier: BSL-1.0
// expect: yore: a C array cannot be a field; use std::array
#include <yore/diff.hpp>

#include <array>
#include <cstdint>
#include <string>

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    std::string names[2];
#else
    std::array<std::string, 2> names;
#endif
    double weight;
};

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
