// SPDX-License-Identifier: BSL-1.0
#include "model.hpp"

#include <boost/describe.hpp>

BOOST_DESCRIBE_STRUCT(Machine, (), (broken, id))

#include <yore/yore.hpp>

void fill(yore::history<Machine>&);
void fill(yore::history<Machine>& machines) { machines.record({.id = 1, .broken = false}); }
