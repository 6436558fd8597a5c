// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_FIXED_STRING_HPP
#define YORE_DETAIL_FIXED_STRING_HPP

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace yore::detail {

/// Text as a template argument.
template <std::size_t N> struct fixed_string {
    char text[N]{};

    consteval fixed_string(const char (&literal)[N]) {
        for (std::size_t i = 0; i != N; ++i) text[i] = literal[i];
    }
    [[nodiscard]] constexpr std::string_view view() const { return {text, N - 1}; }
};

/// A number as a template argument; floating-point ones are younger than the compilers.
struct number {
    std::uint64_t bits;
    consteval number(double value) : bits(std::bit_cast<std::uint64_t>(value)) {}
    template <std::integral N> consteval number(N value) : number(static_cast<double>(value)) {}
    [[nodiscard]] constexpr double value() const { return std::bit_cast<double>(bits); }
};

} // namespace yore::detail

#endif
