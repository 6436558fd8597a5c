// SPDX-License-Identifier: BSL-1.0
// expect: yore: a C array cannot be a field; use std::array
#include <yore/diff.hpp>

#include <array>
#include <cstdint>

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    char name[128];
#else
    std::array<char, 128> name;
#endif
};

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
