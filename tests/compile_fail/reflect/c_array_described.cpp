// SPDX-License-Identifier: BSL-1.0
// expect: yore: a C array cannot be a field; use std::array
#include <boost/describe.hpp>

#include <yore/diff.hpp>

#include <array>
#include <cstdint>

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    char name[8];
#else
    std::array<char, 8> name;
#endif
};
BOOST_DESCRIBE_STRUCT(Machine, (), (id, name))

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
