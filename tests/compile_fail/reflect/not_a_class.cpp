// SPDX-License-Identifier: BSL-1.0
// expect: yore: only a struct or class can be audited; wrap the value in a struct
#include <yore/diff.hpp>

enum class Status { working, broken };

#ifdef YORE_BAD
using Machine = Status;
#else
struct Machine {
    Status status;
};
#endif

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
