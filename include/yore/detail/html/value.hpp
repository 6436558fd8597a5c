// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_HTML_VALUE_HPP
#define YORE_DETAIL_HTML_VALUE_HPP

#include <yore/detail/html/escape.hpp>
#include <yore/detail/text/excerpt.hpp>
#include <yore/text/field_change.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Values in the cells of a table.
namespace yore::detail::pages {

/// A word of the page where there is no value, not to be mistaken for one.
inline void append_word(std::string& out, std::string_view word) {
    out += "<em>";
    append_escaped(out, word);
    out += "</em>";
}

inline constexpr std::string_view empty_word = "empty", unknown_word = "not known", deleted_word = "deleted";
constexpr bool is_word(std::string_view text) {
    return words::is_no_value(text) || text == empty_word || text == unknown_word || text == deleted_word;
}

inline void append_excerpt(std::string& out, const words::excerpt& part) {
    if (part.cut_before) append_mark(out, words::ellipsis);
    append_text(out, part.text);
    if (part.cut_after) append_mark(out, words::ellipsis);
}

/// Parts of one text, with a mark wherever something is left out.
inline void append_excerpts(std::string& out, const std::vector<words::excerpt>& parts) {
    for (words::excerpt part : parts) {
        part.cut_after = part.cut_after && part.text.data() == parts.back().text.data();
        append_excerpt(out, part);
    }
}

/// A value; of a long one the part around the first difference.
inline void append_value(std::string& out, const value_text& v, std::size_t length, std::size_t difference = 0) {
    switch (v.state) {
    case value_state::unknown:
        return append_word(out, unknown_word);
    case value_state::none:
    case value_state::redacted:
        return append_word(out, v.text);
    case value_state::empty:
        return append_word(out, empty_word);
    case value_state::known:
        if (is_word(v.text)) return append_text(out, words::quoted(v.text));
        append_excerpt(out, words::excerpt_of(v.text, length, difference));
    }
}

/// Where two values begin to differ; nothing unless one of them is too long to be shown.
inline std::optional<std::size_t> difference_of(const value_text& a, const value_text& b, std::size_t length) {
    if (a.state != value_state::known || b.state != value_state::known) return {};
    if (a.text.size() <= length && b.text.size() <= length) return {};
    return words::common_units(a.text, b.text);
}

} // namespace yore::detail::pages

#endif
