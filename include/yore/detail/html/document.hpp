// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_HTML_DOCUMENT_HPP
#define YORE_DETAIL_HTML_DOCUMENT_HPP

#include <yore/detail/html/escape.hpp>
#include <yore/detail/html/style.hpp>

#include <string>
#include <string_view>
#include <vector>

/// What every page has around its sections.
namespace yore::detail::pages {

/// A part of a page that one can jump to. Requires: an id of letters.
struct section {
    std::string_view id;
    std::string_view heading;
};

/// The second wall: whatever got in as markup runs no script, sends no form and loads nothing into the page. It could
/// still lead to another page, by a link or a refresh: no policy in a document forbids that.
inline constexpr std::string_view security_policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Up to and with the beginning of the content. `styles` are rules of this page alone, free of any text of others;
/// `heading` and `lead` are markup.
inline std::string page_begin(std::string_view title, std::string_view styles, std::string_view heading,
    std::string_view lead, const std::vector<section>& sections) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"";
    out.append(security_policy).append("\" />\n");
    out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n"
           "<meta name=\"referrer\" content=\"no-referrer\" />\n<title>";
    out.append(plain(title)).append("</title>\n<style>");
    out.append(style_sheet).append(styles).append("</style>\n</head>\n<body>\n");
    out += "<a class=\"skip\" href=\"#content\">Skip to the content</a>\n<header>\n<h1>";
    out.append(heading).append("</h1>\n").append(lead);
    out += "<nav aria-label=\"On this page\"><ul>\n";
    for (const section& s : sections) {
        out.append("<li><a href=\"#").append(s.id).append("\">");
        out.append(s.heading).append("</a></li>\n");
    }
    return out += "</ul></nav>\n</header>\n<main id=\"content\">\n";
}

inline void append_section_begin(std::string& out, const section& s) {
    out.append("<section aria-labelledby=\"").append(s.id).append("\">\n<h2 id=\"").append(s.id).append("\">");
    out.append(s.heading).append("</h2>\n");
}
inline constexpr std::string_view section_end = "</section>\n";

inline constexpr std::string_view page_end = "</main>\n</body>\n</html>\n";

} // namespace yore::detail::pages

#endif
