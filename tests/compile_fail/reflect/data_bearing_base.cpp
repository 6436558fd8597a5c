// SPDX-License-Identifier: BSL-1.0
// expect: yore: this type has a base with data that nobody described; use BOOST_DESCRIBE_STRUCT on the type and on the base (in their namespaces), or list the members of both in audit_members
// unless: __cpp_impl_reflection
#include <boost/describe.hpp>

#include <yore/diff.hpp>

#include <cstdint>
#include <string>

struct Thing {
    std::int64_t id;
};

struct Machine : Thing {
    std::string name;
};
#ifndef YORE_BAD
BOOST_DESCRIBE_STRUCT(Thing, (), (id))
BOOST_DESCRIBE_STRUCT(Machine, (Thing), (name))
#endif

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
