// SPDX-License-Identifier: BSL-1.0
// expect: yore: a const member cannot be a field, it cannot be put back; remove the const
#include <boost/describe.hpp>

#include <yore/diff.hpp>

#include <cstdint>
#include <string>

struct Machine {
#ifdef YORE_BAD
    const std::int64_t id;
#else
    std::int64_t id;
#endif
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Machine, (), (id, name))

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
