// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TESTS_LINK_TWO_UNITS_MODEL_HPP
#define YORE_TESTS_LINK_TWO_UNITS_MODEL_HPP

#include <yore/yore.hpp>

#include <cstdint>
#include <string>

struct Machine {
    std::int64_t id;
    std::string name;
    bool broken;
};

/// Defined in the other translation unit.
yore::receipt<Machine> record_broken(yore::history<Machine>& machines, Machine machine);

#endif
