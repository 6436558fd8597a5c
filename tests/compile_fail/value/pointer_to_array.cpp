// SPDX-License-Identifier: BSL-1.0
// expect: yore: a pointer to an array cannot be a field, nothing says how long it is; use std::vector
#include <yore/diff.hpp>

#include <cstdint>
#include <memory>

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    std::shared_ptr<int[]> scores;
#else
    std::shared_ptr<int> scores;
#endif
};

bool differ(const Machine& a, const Machine& b) { return yore::diff(a, b).empty(); }
