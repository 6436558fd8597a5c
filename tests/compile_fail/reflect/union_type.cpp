// SPDX-License-Identifier: BSL-1.0
// expect: yore: a union cannot be audited, nothing says which member is alive; use std::variant
#include <yore/diff.hpp>

#include <variant>

#ifdef YORE_BAD
union Machine {
    int whole;
    float real;
};
#else
struct Machine {
    std::variant<int, float> value;
};
#endif

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
