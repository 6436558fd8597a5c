// SPDX-License-Identifier: BSL-1.0
// expect: yore: this pointer to a member is not one of the fields of the type; name a field, and for an inherited one say in which type: field_index<&D::m, D>
#include <yore/diff.hpp>

struct Person {
    int id;
    int age;
};

struct Machine {
    int id;
    int age;
};

#ifdef YORE_BAD
constexpr auto index = yore::field_index<&Person::age, Machine>;
#else
constexpr auto index = yore::field_index<&Machine::age, Machine>;
#endif

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
