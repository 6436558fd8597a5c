// SPDX-License-Identifier: BSL-1.0
// expect: yore: a union cannot be a field, nothing says which member is alive; use std::variant
#include <boost/describe.hpp>

#include <yore/diff.hpp>

#include <cstdint>
#include <variant>

union Number {
    int whole;
    float real;
};

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    Number value;
#else
    std::variant<int, float> value;
#endif
};
BOOST_DESCRIBE_STRUCT(Machine, (), (id, value))

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
