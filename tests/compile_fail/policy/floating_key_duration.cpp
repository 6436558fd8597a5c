// SPDX-License-Identifier: BSL-1.0
// expect: yore: a floating-point field cannot be a key, NaN and rounding make it ambiguous; use an integer or text
#include <yore/yore.hpp>

#include <chrono>

struct Machine {
    int number;
#ifdef YORE_BAD
    std::chrono::duration<double> id;
#else
    std::chrono::seconds id;
#endif
};

yore::history<Machine> machines;
