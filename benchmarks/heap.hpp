// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_HEAP_HPP
#define YORE_BENCHMARKS_HEAP_HPP

#include <cstddef>

/// What `operator new` hands out, replaced in heap.cpp. Costs one test of a flag while it does not count.
namespace bench::heap {

struct usage {
    std::ptrdiff_t bytes = 0;       // live, with what the allocator spends on rounding and on its header
    std::ptrdiff_t blocks = 0;      // live
    std::ptrdiff_t allocations = 0; // ever made
};

/// Counts, on one thread, while it lives. Blocks of before that are freed meanwhile count as negative.
class counting {
public:
    counting();
    ~counting();
    counting(const counting&) = delete;
    counting& operator=(const counting&) = delete;

    usage so_far() const;
};

} // namespace bench::heap

#endif
