// SPDX-License-Identifier: BSL-1.0
#include "contest.hpp"

#include <malloc.h>
#include <time.h>

namespace bench {

double stopwatch::now() const {
    timespec now{};
    clock_gettime(counted_ == timing::processor ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

void keep_freed_memory() {
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
}

void forget_free_memory() { malloc_trim(0); }

} // namespace bench
