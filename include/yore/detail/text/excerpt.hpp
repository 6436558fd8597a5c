// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_TEXT_EXCERPT_HPP
#define YORE_DETAIL_TEXT_EXCERPT_HPP

#include <yore/detail/text/visible.hpp>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

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

constexpr std::size_t common_bytes(std::string_view a, std::string_view b) {
    std::size_t bytes = 0;
    while (bytes != a.size() && bytes != b.size() && a[bytes] == b[bytes]) ++bytes;
    return bytes;
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

/// The parts of a text around each of some bytes, `width` units each, fewer at the end; all of it up to `length` units.
/// Where the text differs from others there, each of them shows something else at the same places.
/// Complexity: linear.
inline std::vector<excerpt> excerpts_of(
    std::string_view text, std::size_t length, std::size_t width, const std::set<std::size_t>& around) {
    if (text.size() <= length || units_in(text) <= length) return {{text}};
    std::vector<excerpt> out;
    std::size_t begin = 0, end = 0; // of the last part
    std::size_t at = 0, unit = 0;   // of the next unit that is not before what is sought
    std::size_t first = 0, first_unit = 0;
    for (const std::size_t place : around) {
        for (std::size_t size = 0; at < text.size() && at + (size = unit_at(text, at).size) <= place; ++unit)
            at += size;
        const std::size_t wanted = unit < width - width / 4 ? 0 : unit - width / 4;
        for (; first_unit < wanted; ++first_unit) first += unit_at(text, first).size;
        if (out.empty() || first > end) begin = first;
        else out.pop_back();
        end = first + place_of_unit(text.substr(first), width);
        out.push_back({text.substr(begin, end - begin), begin != 0, end != text.size()});
    }
    return out;
}

inline std::string shown(const excerpt& part, std::string (*text_of)(std::string_view) = shown) {
    // Of a text that is cut away altogether nothing is left to be quoted.
    std::string out = part.text.empty() && part.cut_after ? std::string() : text_of(part.text);
    if (part.cut_before) out.insert(0, ellipsis);
    if (part.cut_after) out.append(ellipsis);
    return out;
}

} // namespace yore::detail::words

#endif
