// SPDX-License-Identifier: BSL-1.0
/// Reads a page as a person or a browser does, so far as the tests need it.
#ifndef YORE_TESTS_HTML_READ_PAGE_HPP
#define YORE_TESTS_HTML_READ_PAGE_HPP

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace read_page {

using lines = std::vector<std::string>;

/// What stands between two texts, the first time; throws when they are not there.
inline std::string between(const std::string& page, std::string_view begin, std::string_view end) {
    const std::size_t first = page.find(begin);
    if (first == std::string::npos) throw std::runtime_error("the page has no " + std::string(begin));
    const std::size_t last = page.find(end, first + begin.size());
    if (last == std::string::npos) throw std::runtime_error("the page has no " + std::string(end) + " behind it");
    return page.substr(first + begin.size(), last - first - begin.size());
}

/// The part below the heading with this id.
inline std::string section(const std::string& page, const std::string& id) {
    return between(page, "<section aria-labelledby=\"" + id + "\">", "</section>");
}

/// The text of markup: without its tags, and with what is escaped as it was.
inline std::string text(std::string_view markup) {
    constexpr std::pair<std::string_view, char> names[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    std::string out;
    for (std::size_t i = 0; i < markup.size(); ++i) {
        if (markup[i] == '<') i = markup.find('>', i);
        else if (markup[i] != '&') out += markup[i];
        else
            for (const auto& [name, letter] : names)
                if (markup.substr(i, name.size()) == name) {
                    out += letter;
                    i += name.size() - 1;
                    break;
                }
    }
    return out;
}

/// The text of every element of a name that has none of its name inside, with or without attributes.
inline lines all(const std::string& markup, const std::string& name) {
    lines out;
    const std::string end = "</" + name + ">";
    for (std::size_t at = 0; (at = markup.find("<" + name, at)) != std::string::npos;) {
        const std::size_t open = markup.find('>', at) + 1;
        const char behind = markup[at + 1 + name.size()];
        at = open;
        if (behind != ' ' && behind != '>') continue;
        at = markup.find(end, open);
        out.push_back(markup.substr(open, at - open));
    }
    return out;
}

/// The rows of the tables in it, as `cell | cell`.
inline lines rows(const std::string& markup) {
    lines out;
    for (std::string row : all(markup, "tr")) {
        std::string line;
        for (const std::string_view end : {"</th><", "</td><"})
            for (std::size_t at = 0; (at = row.find(end, at)) != std::string::npos; at += 3)
                row.replace(at, end.size(), " | <");
        line = text(row);
        out.push_back(line);
    }
    return out;
}

/// The names of all elements; throws unless every tag is closed in order.
inline lines elements(const std::string& page) {
    lines found, open;
    const std::string body = page.substr(page.find("<html"));
    for (std::size_t at = 0; (at = body.find('<', at)) != std::string::npos;) {
        const std::size_t end = body.find('>', at);
        const std::string tag = body.substr(at + 1, end - at - 1);
        if (tag.front() == '/') {
            if (open.empty() || open.back() != tag.substr(1)) throw std::runtime_error("not open here: " + tag);
            open.pop_back();
        } else {
            found.push_back(tag.substr(0, tag.find_first_of(" /")));
            if (!tag.ends_with('/')) open.push_back(found.back());
            if (found.back() == "style") { // its text is no markup
                at = body.find("</style>", end);
                continue;
            }
        }
        at = end;
    }
    if (!open.empty()) throw std::runtime_error("never closed: " + open.back());
    return found;
}

} // namespace read_page

#endif
