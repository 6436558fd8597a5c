// SPDX-License-Identifier: BSL-1.0
// expect: yore: a bit-field cannot be a field, it has no address; make it a plain member
// or: non-const reference cannot bind to bit-field 'broken'
#include <yore/diff.hpp>

struct Machine {
    int id;
#ifdef YORE_BAD
    unsigned broken : 1;
#else
    bool broken;
#endif
};

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
