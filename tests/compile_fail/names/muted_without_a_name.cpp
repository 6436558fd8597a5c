// SPDX-License-Identifier: BSL-1.0
// expect: yore: a muted without a name ends at once; give it one
#pragma GCC diagnostic error "-Wunused-result"
#pragma GCC diagnostic error "-Wunused-value"
#include <yore/yore.hpp>

void record() {
#ifdef YORE_BAD
    yore::muted();
#else
    const yore::muted quiet;
#endif
}
