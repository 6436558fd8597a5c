// SPDX-License-Identifier: BSL-1.0
// expect: yore: the list audit_members was inherited from a base and lacks the members of this type; declare `using audit_members = yore::members<...>;` in this type too
#include <yore/diff.hpp>

#include <cstdint>
#include <string>

struct Thing {
    std::int64_t id;
    using audit_members = yore::members<&Thing::id>;
};

struct Machine : Thing {
    std::string name;
#ifndef YORE_BAD
    using audit_members = yore::members<&Machine::id, &Machine::name>;
#endif
};

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
