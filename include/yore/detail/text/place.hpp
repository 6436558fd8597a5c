// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_TEXT_PLACE_HPP
#define YORE_DETAIL_TEXT_PLACE_HPP

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

/// The path of a leaf, read again step by step.
namespace yore::detail::words {

/// Takes the first step off a JSON Pointer. Requires: it is not empty. Source: RFC 6901 section 4.
inline std::string take_step(std::string_view& path) {
    path.remove_prefix(1);
    const std::size_t end = path.find('/');
    const std::string_view raw = path.substr(0, end);
    path.remove_prefix(end == std::string_view::npos ? path.size() : end);
    std::string step;
    for (std::size_t i = 0; i != raw.size(); ++i)
        if (raw[i] == '~' && i + 1 != raw.size()) step += raw[++i] == '1' ? '/' : '~';
        else step += raw[i];
    return step;
}

/// The index at the end of a path.
inline std::size_t last_index(std::string_view path) {
    const std::string_view step = path.substr(path.rfind('/') + 1);
    std::size_t index = 0;
    std::from_chars(step.data(), step.data() + step.size(), index);
    return index;
}

} // namespace yore::detail::words

#endif
