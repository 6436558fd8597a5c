// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_TEXT_EXCERPT_HPP
#define YORE_DETAIL_TEXT_EXCERPT_HPP

#include <yore/detail/text/visible.hpp>

#include <cstddef>
#include <string>
#include <string_view>

/// The part of a long text that people want to see. Lengths are counted in units: code points, or bytes of none.
namespace yore::detail::words {

/// How many units two texts have in common at the beginning.
constexpr std::size_t common_units(std::string_view a, std::string_view b) {
    std::size_t units = 0;
    for (std::size_t at = 0; at < a.size() && at < b.size(); ++units) {
        const std::size_t size = unit_at(a, at).size;
        if (size != unit_at(b, at).size || a.substr(at, size) != b.substr(at, size)) break;
        at += size;
    }
    return units;
}

constexpr std::size_t units_in(std::string_view text) {
    std::size_t units = 0;
    for (std::size_t at = 0; at < text.size(); ++units) at += unit_at(text, at).size;
    return units;
}

/// Where the unit of this number begins; the end of the text behind the last one.
constexpr std::size_t place_of_unit(std::string_view text, std::size_t number) {
    std::size_t at = 0;
    for (; number != 0 && at < text.size(); --number) at += unit_at(text, at).size;
    return at;
}

struct excerpt {
    std::string_view text;
    bool cut_before = false;
    bool cut_after = false;
};

/// At most `length` units of a text, the one where it begins to differ among them, with some of what precedes it.
/// Complexity: linear.
constexpr excerpt excerpt_of(std::string_view text, std::size_t length, std::size_t difference = 0) {
    const std::size_t units = text.size() <= length ? 0 : units_in(text);
    if (units <= length) return {text};
    const std::size_t before = length / 4;
    std::size_t first = difference < length - before ? 0 : difference - before;
    if (first > units - length) first = units - length;
    const std::size_t begin = place_of_unit(text, first);
    const std::size_t size = place_of_unit(text.substr(begin), length);
    return {text.substr(begin, size), begin != 0, begin + size != text.size()};
}

inline std::string shown(const excerpt& part) {
    // Of a text that is cut away altogether nothing is left to be quoted.
    std::string out = part.text.empty() && part.cut_after ? std::string() : shown(part.text);
    if (part.cut_before) out.insert(0, ellipsis);
    if (part.cut_after) out.append(ellipsis);
    return out;
}

} // namespace yore::detail::words

#endif
