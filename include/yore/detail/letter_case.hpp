// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_LETTER_CASE_HPP
#define YORE_DETAIL_LETTER_CASE_HPP

#include <cstddef>
#include <string_view>

/// Letters of ASCII, whatever the locale.
namespace yore::detail {

constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
constexpr char folded(char c) { return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr bool same_but_for_case(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i != a.size(); ++i)
        if (folded(a[i]) != folded(b[i])) return false;
    return true;
}

} // namespace yore::detail

#endif
