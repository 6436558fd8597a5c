// SPDX-License-Identifier: BSL-1.0
// expect: yore: the list or description of this type does not have all of its data members; add the missing ones (a bit-field cannot be listed, make it a plain member)
#include <boost/describe.hpp>

#include <yore/diff.hpp>

#include <cstdint>
#include <string>

struct Thing {
    std::int64_t id;
};
BOOST_DESCRIBE_STRUCT(Thing, (), (id))

struct Machine : Thing {
    std::string name;
};
#ifdef YORE_BAD
BOOST_DESCRIBE_STRUCT(Machine, (), (name))
#else
BOOST_DESCRIBE_STRUCT(Machine, (Thing), (name))
#endif

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
