// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_HTML_ESCAPE_HPP
#define YORE_DETAIL_HTML_ESCAPE_HPP

#include <yore/detail/text/visible.hpp>

#include <cstddef>
#include <string>
#include <string_view>

/// Text inside HTML. Whatever is not markup of our own goes through here, or is a number.
namespace yore::detail::pages {

/// Appends text that is text again where HTML is read: between tags, and in attributes in quotes of either kind.
/// Source: HTML, section 13.2.5 (the states that these five characters can leave).
inline void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
}

/// Text where there can be no markup: a title, an attribute. In quotes where something in it cannot be seen.
inline std::string plain(std::string_view text) {
    std::string out;
    append_escaped(out, words::prose(text));
    return out;
}

/// What would not be seen where it stands, as a mark that cannot be mistaken for text.
inline void append_mark(std::string& out, std::string_view text) {
    out += "<span class=\"mark\">";
    append_escaped(out, text);
    out += "</span>";
}

/// Appends text of which everything is seen: lines and columns as they are, blanks at either end, controls, marks of
/// direction and bytes that are no UTF-8 as marks. Its direction does not reach what is around it.
inline void append_text(std::string& out, std::string_view text) {
    const words::inner_text inner = words::inside_blanks(text);
    out += "<bdi>";
    std::size_t at = 0;
    words::for_each_unit(text, [&](std::string_view bytes, const words::text_unit& unit, bool hidden) {
        const bool at_the_end = at < inner.begin || at >= inner.end;
        at += bytes.size();
        if (bytes == " ") at_the_end ? append_mark(out, "·") : append_escaped(out, bytes);
        else if (bytes == "\n" || bytes == "\t") {
            if (at_the_end) append_mark(out, words::escaped(unit));
            out += bytes;
        } else if (hidden) append_mark(out, words::escaped(unit));
        else append_escaped(out, bytes);
    });
    out += "</bdi>";
}

} // namespace yore::detail::pages

#endif
