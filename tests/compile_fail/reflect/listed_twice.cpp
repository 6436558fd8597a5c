// SPDX-License-Identifier: BSL-1.0
// expect: yore: two fields of this type have the same name; list each member once, and rename a member that has the name of one in a base
#include <yore/diff.hpp>

#include <cstdint>
#include <string>

struct Machine {
    std::int64_t id;
    std::string name;
#ifdef YORE_BAD
    using audit_members = yore::members<&Machine::id, &Machine::id>;
#else
    using audit_members = yore::members<&Machine::id, &Machine::name>;
#endif
};

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
