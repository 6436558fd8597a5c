// SPDX-License-Identifier: BSL-1.0
#include "model.hpp"

#include <boost/describe.hpp>

BOOST_DESCRIBE_STRUCT(Machine, (), (broken, name, id))

#include "use.hpp"

bool agrees_described();
bool agrees_described() { return agrees(); }
