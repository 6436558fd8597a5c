// SPDX-License-Identifier: BSL-1.0
// expect: yore: the list or description of this type does not have all of its data members; add the missing ones (a bit-field cannot be listed, make it a plain member)
#include <yore/diff.hpp>

#include <cstdint>
#include <string>

struct Machine {
    std::int64_t id;
    std::string name;
#ifdef YORE_BAD
    using audit_members = yore::members<&Machine::id>;
#else
    using audit_members = yore::members<&Machine::id, &Machine::name>;
#endif
};

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
