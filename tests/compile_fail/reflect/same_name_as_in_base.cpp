// SPDX-License-Identifier: BSL-1.0
// expect: yore: two fields of this type have the same name; list each member once, and rename a member that has the name of one in a base
#include <boost/describe.hpp>

#include <yore/diff.hpp>

#include <cstdint>
#include <string>

struct Thing {
    std::int64_t id;
};
BOOST_DESCRIBE_STRUCT(Thing, (), (id))

struct Machine : Thing {
#ifdef YORE_BAD
    std::string id;
#else
    std::string name;
#endif
};
#ifdef YORE_BAD
BOOST_DESCRIBE_STRUCT(Machine, (Thing), (id))
#else
BOOST_DESCRIBE_STRUCT(Machine, (Thing), (name))
#endif

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
