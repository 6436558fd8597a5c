// SPDX-License-Identifier: BSL-1.0
// expect: yore: this type has more fields than supported
#define YORE_MAX_FIELDS 3

#include <yore/diff.hpp>

struct Machine {
    int a0, a1, a2;
#ifdef YORE_BAD
    int a3;
    using audit_members = yore::members<&Machine::a0, &Machine::a1, &Machine::a2, &Machine::a3>;
#else
    using audit_members = yore::members<&Machine::a0, &Machine::a1, &Machine::a2>;
#endif
};

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
