// SPDX-License-Identifier: BSL-1.0
// expect: yore: a floating-point field cannot be a key, NaN and rounding make it ambiguous; use an integer or text
#include <yore/yore.hpp>

#include <cstdint>
#include <optional>

struct Machine {
    std::int64_t shelf;
#ifdef YORE_BAD
    std::optional<float> place;
#else
    std::optional<int> place;
#endif
    using audit_policy = yore::policy<yore::key<&Machine::shelf, &Machine::place>>;
};

yore::history<Machine> machines;
