// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_TEXT_VISIBLE_HPP
#define YORE_DETAIL_TEXT_VISIBLE_HPP

#include <yore/detail/to_text.hpp>
#include <yore/detail/utf8.hpp>

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

/// Values inside a sentence: as they are where that misleads nobody, else in quotes, with everything visible.
namespace yore::detail::words {

/// One code point of a text, or a byte that belongs to none.
struct text_unit {
    std::size_t size = 1;
    char32_t point = 0; // the byte where it is not valid
    bool valid = false;
};

/// Requires: `at` is a position in the text.
constexpr text_unit unit_at(std::string_view text, std::size_t at) {
    const std::size_t size = utf8_length(text, at);
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[at + i])); };
    if (size == 0) return {1, byte(0), false};
    char32_t point = size == 1 ? byte(0) : byte(0) & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) point = point << 6 | (byte(i) & 0x3FU);
    return {size, point, true};
}

/// What varies the code point before it, and what joins it to the next, as scripts and emoji need it.
constexpr bool is_selector(char32_t p) { return p >= 0xFE00 && p <= 0xFE0F; }
constexpr bool is_joiner(char32_t p) { return p == 0x200C || p == 0x200D; }

/// Code points that are seen only by what is around them. Source: Unicode general category Zs, and U+2800.
constexpr bool is_blank(char32_t p) {
    return p == ' ' || p == '\t' || p == '\n' || p == 0xA0 || p == 0x1680 || (p >= 0x2000 && p <= 0x200A) ||
           p == 0x202F || p == 0x205F || p == 0x2800 || p == 0x3000;
}

/// Code points that no text has. Source: the Unicode Standard, section 23.7.
constexpr bool is_noncharacter(char32_t p) { return (p & 0xFFFEU) == 0xFFFEU || (p >= 0xFDD0 && p <= 0xFDEF); }

/// Code points that no one sees, or that change how a terminal shows others: controls, marks of direction, separators
/// of lines, fillers, tags, noncharacters.
/// Source: Unicode general categories Cc, Cf, Zl and Zp, and Default_Ignorable_Code_Point; Unicode TR 36, section 2.5.
constexpr bool is_hidden(char32_t p) {
    if (is_noncharacter(p)) return true;
    constexpr struct {
        char32_t first, last;
    } ranges[] = {{0, 0x1F}, {0x7F, 0x9F}, {0xAD, 0xAD}, {0x34F, 0x34F}, {0x600, 0x605}, {0x61C, 0x61C}, {0x6DD, 0x6DD},
        {0x70F, 0x70F}, {0x890, 0x891}, {0x8E2, 0x8E2}, {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F},
        {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F}, {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
        {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x110BD, 0x110BD}, {0x110CD, 0x110CD}, {0x13430, 0x1343F},
        {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};
    for (const auto& range : ranges)
        if (p <= range.last) return p >= range.first;
    return false;
}

/// Where a text begins and ends but for the blanks around it; both are its size when there is nothing else.
struct inner_text {
    std::size_t begin, end;
};
constexpr inner_text inside_blanks(std::string_view text) {
    inner_text out{text.size(), text.size()};
    for (std::size_t at = 0; at < text.size();) {
        const text_unit unit = unit_at(text, at);
        const bool blank = unit.valid && is_blank(unit.point);
        if (!blank && out.begin == text.size()) out.begin = at;
        at += unit.size;
        if (!blank) out.end = at;
    }
    return out;
}

/// Whether the selector at a place makes a digit a key, as U+20E3 behind it needs. Source: Unicode TR 51, section 1.4.6.
constexpr bool selects_key(std::string_view text, std::size_t at) {
    constexpr std::string_view keys = "0123456789#*", key = "\xEF\xB8\x8F\xE2\x83\xA3";
    return at != 0 && keys.find(text[at - 1]) != std::string_view::npos && text.substr(at).starts_with(key);
}

/// Walks a text; says of each unit whether it must be made visible. A selector is seen behind what it varies, a joiner
/// behind what it joins, one of each: more of them would change nothing that is seen.
template <class F> constexpr void for_each_unit(std::string_view text, F f) {
    const inner_text inner = inside_blanks(text);
    bool can_be_varied = false, can_be_joined = false;
    for (std::size_t at = 0; at < text.size();) {
        const text_unit unit = unit_at(text, at);
        const bool varies = unit.valid && is_selector(unit.point) && (can_be_varied || selects_key(text, at));
        const bool joins = unit.valid && is_joiner(unit.point) && can_be_joined;
        const bool blank = unit.point >= 0x80 && is_blank(unit.point);
        const bool hidden = !unit.valid || (is_hidden(unit.point) && !varies && !joins) ||
                            (blank && (at < inner.begin || at >= inner.end));
        f(text.substr(at, unit.size), unit, hidden);
        can_be_varied = !hidden && !varies && !joins && !blank && unit.point >= 0x80;
        can_be_joined = can_be_varied || varies;
        at += unit.size;
    }
}

constexpr bool has_hidden(std::string_view text) {
    bool found = false;
    for_each_unit(text, [&](std::string_view, const text_unit&, bool hidden) { found = found || hidden; });
    return found;
}

inline std::string hexadecimal(char32_t number) {
    char buffer[8];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, static_cast<unsigned long>(number), 16).ptr};
}

/// A byte as `\xff`, a code point as `\u{202e}`, the usual ones as `\n`, `\t`, `\r`.
inline std::string escaped(const text_unit& unit) {
    if (unit.valid && unit.point == '\n') return "\\n";
    if (unit.valid && unit.point == '\t') return "\\t";
    if (unit.valid && unit.point == '\r') return "\\r";
    if (unit.valid && unit.point >= 0x80) return "\\u{" + hexadecimal(unit.point) + "}";
    return (unit.point < 0x10 ? "\\x0" : "\\x") + hexadecimal(unit.point);
}

/// The text in quotes, from which it can be read back exactly.
inline std::string quoted(std::string_view text) {
    std::string out = "\"";
    for_each_unit(text, [&](std::string_view bytes, const text_unit& unit, bool hidden) {
        if (hidden) out += escaped(unit);
        else if (bytes == "\"" || bytes == "\\") out.append("\\").append(bytes);
        else out.append(bytes);
    });
    return out += "\"";
}

/// Prose of the user's own, at the end of a line: as it is, unless something in it cannot be seen.
inline std::string prose(std::string_view text) { return has_hidden(text) ? quoted(text) : std::string(text); }

/// True for `[…]`, `{…}` and `(…)` whose last bracket closes the first, with all brackets between them in pairs.
inline bool is_bracketed(std::string_view text) {
    std::string open; // what closes the brackets that are open
    for (std::size_t i = 0; i != text.size(); ++i) {
        const char c = text[i];
        if (c == '[') open += ']';
        else if (c == '{') open += '}';
        else if (c == '(') open += ')';
        else if (c == ']' || c == '}' || c == ')') {
            if (open.empty() || open.back() != c) return false;
            open.pop_back();
        }
        if (open.empty()) return i != 0 && i + 1 == text.size();
    }
    return false;
}

/// Whether one of the words of a text satisfies a condition.
template <class F> constexpr bool any_word(std::string_view text, F f) {
    while (!text.empty()) {
        const std::size_t end = text.find(' ');
        if (f(text.substr(0, end))) return true;
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return false;
}

/// True where a word or sign of the text could be taken for one of the sentence around it.
constexpr bool reads_as_sentence(std::string_view text) {
    return any_word(text, [](std::string_view word) {
        return word == "from" || word == "to" || word == "and" || word.ends_with(',') || word.ends_with(':');
    });
}

inline constexpr std::string_view ellipsis = "…";

/// The words where there is no value.
constexpr bool is_no_value(std::string_view text) { return text == null_text || text == redacted_text; }

inline bool needs_quotes(std::string_view text) {
    if (text.empty() || is_no_value(text) || text == ellipsis) return true;
    if (text.front() == ' ' || text.back() == ' ' || text.front() == '"') return true;
    if (text.starts_with(ellipsis) || text.ends_with(ellipsis)) return true;
    return has_hidden(text) || (!is_bracketed(text) && reads_as_sentence(text));
}

/// A value as a part of a sentence.
inline std::string shown(std::string_view text) { return needs_quotes(text) ? quoted(text) : std::string(text); }

/// The same of an element or a key, next to which there can be other words of the sentence: `replaced a with b in tags`,
/// `2 more`, `Machine 1 unchanged`.
inline std::string shown_as_item(std::string_view text) {
    const bool misleads = any_word(text,
        [](std::string_view word) { return word == "with" || word == "in" || word == "more" || word == "unchanged"; });
    return misleads && !is_bracketed(text) ? quoted(text) : shown(text);
}

/// The same where the sentence has brackets of its own around a value.
inline std::string shown_in_brackets(std::string_view text) {
    return text.find_first_of("()") == std::string_view::npos ? shown(text) : quoted(text);
}

} // namespace yore::detail::words

#endif
