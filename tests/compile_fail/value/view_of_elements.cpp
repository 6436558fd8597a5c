// SPDX-License-Identifier: BSL-1.0
// expect: yore: a field of this model, or a part of one, only refers to a value that may change or vanish; keep the value itself, as std::string or std::vector, or ignore the field
#include <yore/yore.hpp>

#include <cstdint>
#include <span>
#include <vector>

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    std::span<const int> scores;
#else
    std::vector<int> scores;
#endif
};

yore::history<Machine> machines;
