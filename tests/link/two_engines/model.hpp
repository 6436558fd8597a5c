// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TESTS_LINK_TWO_ENGINES_MODEL_HPP
#define YORE_TESTS_LINK_TWO_ENGINES_MODEL_HPP

#include <cstdint>
#include <string>

struct Machine {
    std::int64_t id;
    std::string name;
    bool broken;
};

#endif
