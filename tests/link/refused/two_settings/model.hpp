// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TESTS_LINK_REFUSED_TWO_SETTINGS_MODEL_HPP
#define YORE_TESTS_LINK_REFUSED_TWO_SETTINGS_MODEL_HPP

#include <yore/yore.hpp>

#include <cstdint>

struct Machine {
    std::int64_t id;
    bool broken;
};

/// Defined in the other translation unit.
void fill(yore::history<Machine>& machines);

#endif
