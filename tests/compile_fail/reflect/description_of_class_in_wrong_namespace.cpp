// SPDX-License-Identifier: BSL-1.0
// expect: yore: this type is not an aggregate and nobody described its members; use BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_CLASS in the namespace of the type, or add `using audit_members = yore::members<...>;` to it
// unless: __cpp_impl_reflection
#include <boost/describe.hpp>

#include <yore/diff.hpp>

#include <cstdint>

namespace museum {
struct Machine {
    Machine() = default;
    explicit Machine(std::int64_t i) : id(i) {}
    std::int64_t id = 0;
};
#ifndef YORE_BAD
BOOST_DESCRIBE_STRUCT(Machine, (), (id))
#endif
} // namespace museum

#ifdef YORE_BAD
BOOST_DESCRIBE_STRUCT(museum::Machine, (), (id))
#endif

using museum::Machine;

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
