// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TESTS_LINK_REFUSED_TWO_ENGINES_MODEL_HPP
#define YORE_TESTS_LINK_REFUSED_TWO_ENGINES_MODEL_HPP

#include <cstdint>

struct Machine {
    std::int64_t id;
    bool broken;
};

#endif
