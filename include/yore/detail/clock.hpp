// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_CLOCK_HPP
#define YORE_DETAIL_CLOCK_HPP

#include <yore/timestamp.hpp>

namespace yore::detail {

/// The clock of the program, in microseconds.
inline timestamp clock_now() {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

} // namespace yore::detail

#endif
