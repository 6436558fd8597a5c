// SPDX-License-Identifier: BSL-1.0
// expect: yore: a transaction without a name ends at once; give it one
#pragma GCC diagnostic error "-Wunused-result"
#pragma GCC diagnostic error "-Wunused-value"
#include <yore/yore.hpp>

void record(yore::memory::store& museum) {
#ifdef YORE_BAD
    yore::transaction{museum};
#else
    const yore::transaction all{museum};
#endif
}
