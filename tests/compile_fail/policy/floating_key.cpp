// SPDX-License-Identifier: BSL-1.0
// expect: yore: a floating-point field cannot be a key, NaN and rounding make it ambiguous; use an integer or text
#include <yore/yore.hpp>

#include <cstdint>
#include <string>

struct Machine {
#ifdef YORE_BAD
    double id;
#else
    std::int64_t id;
#endif
    std::string name;
};

yore::history<Machine> machines;
