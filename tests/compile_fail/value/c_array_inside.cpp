// SPDX-License-Identifier: BSL-1.0
// expect: yore: a C array cannot be a field; use std::array
#include <yore/yore.hpp>

#include <array>
#include <cstdint>

struct Scores {
#ifdef YORE_BAD
    int best[3];
#else
    std::array<int, 3> best;
#endif
};

struct Machine {
    std::int64_t id;
    Scores scores;
};

yore::history<Machine> machines;
