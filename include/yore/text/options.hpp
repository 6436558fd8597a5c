// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TEXT_OPTIONS_HPP
#define YORE_TEXT_OPTIONS_HPP

#include <yore/timestamp.hpp>

#include <cstddef>

namespace yore {

/// Whether text for people has ANSI colours, as terminals understand them.
enum class colour : bool { no, yes };

/// How the past is put into words.
struct text_options {
    std::size_t length = 60;          ///< of one value, in code points; a longer one is cut
    std::size_t elements = 5;         ///< so many of those that came, went or moved are named; the others are counted
    std::chrono::minutes offset{0};   ///< of the times from UTC; less than a day
    yore::colour colour = colour::no; ///< green for what is new, red for what was
};

} // namespace yore

#endif
