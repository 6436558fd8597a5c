// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_HTML_OPTIONS_HPP
#define YORE_HTML_OPTIONS_HPP

#include <yore/timestamp.hpp>

#include <cstddef>
#include <string>

namespace yore {

/// Whether a page says from where a change came: entry point, request, correlation id and extra values.
enum class origin : bool { hidden, shown };

/// What is on a page, and how much of it.
struct page_options {
    std::string title{};                  ///< else the model and the key, or the models
    std::chrono::minutes offset{0};       ///< of the times from UTC; less than a day
    std::size_t newest = 500;             ///< so many versions, commits, deleted entities are told; 0: all
    std::size_t compared = 100;           ///< so many of the newest versions can be compared; below 2: none
    std::size_t length = 1000;            ///< of one value, in code points; a longer one is cut
    std::size_t elements = 20;            ///< so many changes inside one field are told; the others are counted
    yore::origin origin = origin::hidden; ///< it may be private: addresses of people, names of their programs
};

} // namespace yore

#endif
