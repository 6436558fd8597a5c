// SPDX-License-Identifier: BSL-1.0
// expect: yore: this type has a base with data that nobody described; use BOOST_DESCRIBE_STRUCT on the type and on the base (in their namespaces), or list the members of both in audit_members
#include <boost/describe.hpp>

#include <yore/diff.hpp>

#include <cstdint>
#include <string>

struct Thing {
    std::int64_t id;
};
#ifndef YORE_BAD
BOOST_DESCRIBE_STRUCT(Thing, (), (id))
#endif

struct Machine : Thing {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Machine, (Thing), (name))

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
