// SPDX-License-Identifier: BSL-1.0
// expect: yore: this type is not an aggregate and nobody described its members; use BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_CLASS in the namespace of the type, or add `using audit_members = yore::members<...>;` to it
// unless: __cpp_impl_reflection
#include <boost/describe.hpp>

#include <yore/diff.hpp>

#include <cstdint>

class Machine {
public:
    Machine() = default;
    explicit Machine(std::int64_t id) : id_(id) {}

private:
    std::int64_t id_ = 0;
#ifndef YORE_BAD
    BOOST_DESCRIBE_CLASS(Machine, (), (), (), (id_))
#endif
};

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
