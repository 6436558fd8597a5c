// SPDX-License-Identifier: BSL-1.0
// expect: yore: the list or description of this type does not have all of its data members; add the missing ones (a bit-field cannot be listed, make it a plain member)
#include <yore/diff.hpp>

struct Machine {
    int id;
#ifdef YORE_BAD
    unsigned broken : 1;
#endif
    using audit_members = yore::members<&Machine::id>;
};

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
