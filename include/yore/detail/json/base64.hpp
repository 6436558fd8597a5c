// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_JSON_BASE64_HPP
#define YORE_DETAIL_JSON_BASE64_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace yore::detail {

inline constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Source: RFC 4648 section 4, with padding.
inline std::string base64_text(std::string_view bytes) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k != 3; ++k)
            group = group << 8U | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k != 4; ++k)
            out += i + k <= bytes.size() ? base64_digits[group >> (18 - 6 * k) & 63U] : '=';
    }
    return out;
}

/// Reads what `base64_text` writes, and nothing else: one text for each sequence of bytes.
inline std::optional<std::string> bytes_of_base64(std::string_view text) {
    std::string out;
    out.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        std::uint32_t group = 0;
        std::size_t padding = 0;
        for (std::size_t k = 0; k != 4; ++k) {
            const char c = i + k < text.size() ? text[i + k] : '?';
            const std::size_t digit = base64_digits.find(c);
            padding += c == '=';
            if (digit == std::string_view::npos ? c != '=' : padding != 0) return {};
            group = group << 6U | (c == '=' ? 0U : static_cast<std::uint32_t>(digit));
        }
        if (padding > 2 || (padding != 0 && i + 4 != text.size())) return {};
        for (std::size_t k = 0; k != 3 - padding; ++k) out += static_cast<char>(group >> (16 - 8 * k) & 255U);
    }
    if (base64_text(out) != text) return {}; // bits that stand for no byte
    return out;
}

} // namespace yore::detail

#endif
