// SPDX-License-Identifier: BSL-1.0
// expect: yore: a field of this model cannot be copied, and a history keeps copies; make its type copyable, or keep it outside of the model
#include <yore/yore.hpp>

#include <atomic>
#include <cstdint>

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    std::atomic<int> count;
#else
    int count;
#endif
};

yore::history<Machine> machines;
