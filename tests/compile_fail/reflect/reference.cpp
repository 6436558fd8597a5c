// SPDX-License-Identifier: BSL-1.0
// expect: yore: a reference cannot be a field, it cannot be put back; store the value, or the key of what it refers to
#include <yore/diff.hpp>

#include <cstdint>
#include <string>

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    const std::string& name;
#else
    std::string name;
#endif
};

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
