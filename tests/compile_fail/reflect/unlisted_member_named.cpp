// SPDX-License-Identifier: BSL-1.0
// expect: yore: this pointer to a member is not one of the fields of the type; name a field, and for an inherited one say in which type: field_index<&D::m, D>
#include <yore/diff.hpp>

class Machine {
public:
    Machine() = default;
    int id = 0;
    int age = 0;
    using audit_members = yore::members<&Machine::id>; // believed, since this is no aggregate
};

#ifdef YORE_BAD
yore::field_set<Machine> set = yore::fields<&Machine::age>;
#else
yore::field_set<Machine> set = yore::fields<&Machine::id>;
#endif

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
