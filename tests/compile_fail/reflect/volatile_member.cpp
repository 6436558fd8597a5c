// SPDX-License-Identifier: BSL-1.0
// expect: yore: a volatile member cannot be a field, it may change while it is read; remove the volatile
#include <yore/yore.hpp>

#include <cstdint>

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    volatile int count;
#else
    int count;
#endif
};

yore::history<Machine> machines;
