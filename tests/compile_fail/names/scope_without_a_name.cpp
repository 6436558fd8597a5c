// SPDX-License-Identifier: BSL-1.0
// expect: yore: a scope without a name ends at once; give it one
#pragma GCC diagnostic error "-Wunused-result"
#pragma GCC diagnostic error "-Wunused-value"
#include <yore/yore.hpp>

void record() {
#ifdef YORE_BAD
    yore::scope("maria", "moved");
#else
    const yore::scope who("maria", "moved");
#endif
}
