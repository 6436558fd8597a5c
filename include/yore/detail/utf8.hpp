// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_UTF8_HPP
#define YORE_DETAIL_UTF8_HPP

#include <cstddef>
#include <string_view>

namespace yore::detail {

/// How many bytes the code point that begins at `at` has; 0 where none does.
/// Source: The Unicode Standard, table 3-7 (no overlong forms, no surrogates, nothing above U+10FFFF).
constexpr std::size_t utf8_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) -> unsigned {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4) return 0;
    if (first < 0xE0) return continues(1) ? 2 : 0;
    const unsigned lowest = first == 0xE0 ? 0xA0U : first == 0xF0 ? 0x90U : 0x80U;
    const unsigned highest = first == 0xED ? 0x9FU : first == 0xF4 ? 0x8FU : 0xBFU;
    if (byte(1) < lowest || byte(1) > highest || !continues(2)) return 0;
    if (first < 0xF0) return 3;
    return continues(3) ? 4 : 0;
}

/// The position of the first byte that is not UTF-8; `npos` where all of it is.
constexpr std::size_t find_invalid_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = utf8_length(text, i);
        if (length == 0) return i;
        i += length;
    }
    return std::string_view::npos;
}

} // namespace yore::detail

#endif
