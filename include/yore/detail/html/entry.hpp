// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_HTML_ENTRY_HPP
#define YORE_DETAIL_HTML_ENTRY_HPP

#include <yore/detail/html/change_table.hpp>
#include <yore/detail/html/commit_line.hpp>
#include <yore/text/changelog.hpp>

#include <cstddef>
#include <string>
#include <vector>

/// What happened, as items of a list.
namespace yore::detail::pages {

/// The versions of an entity that its page tells: those can be linked to.
struct told_versions {
    version_number first = 1;
    version_number last = 0;

    /// `version 3`, a link where it is on the page.
    void append_link(std::string& out, version_number n) const {
        const std::string number = number_text(n);
        const bool is_told = first <= n && n <= last;
        out += is_told ? "<a href=\"#v" + number + "\">version " + number + "</a>" : "version " + number;
    }
};

inline void append_operation(std::string& out, const changelog_entry& e, const told_versions& told) {
    out.append("<span class=\"op ").append(to_string(e.op)).append("\">").append(to_string(e.op)).append("</span>");
    if (!e.source) return;
    out += e.op == operation::reverted ? " <small>to " : " <small>from ";
    told.append_link(out, *e.source);
    out += "</small>";
}

inline void append_changes(std::string& out, const changelog_entry& e, const page_options& o) {
    if (e.op == operation::updated && e.fields.empty()) out += "<p class=\"note\">Recorded unchanged.</p>\n";
    change_table(out, o).append(e);
}

/// Leaves so many entries of a log; 0: all. Returns: whether there were more. Requires: at most one more.
inline bool cut_to(std::vector<changelog_commit>& log, std::size_t limit) {
    std::size_t entries = 0;
    for (const changelog_commit& c : log) entries += c.entries.size();
    if (limit == 0 || entries <= limit) return false;
    log.back().entries.pop_back();
    if (log.back().entries.empty()) log.pop_back();
    return true;
}

/// One version of the timeline of an entity.
inline std::string version_item(
    const commit& of, const changelog_entry& e, const told_versions& told, const page_options& o) {
    const std::string number = number_text(e.number);
    std::string out = "<li id=\"v" + number + "\">\n<h3>Version " + number + " ";
    append_operation(out, e, told);
    out += "</h3>\n";
    append_commit_line(out, of, o.offset);
    append_changes(out, e, o);
    if (o.origin == origin::shown) append_origin(out, of);
    return out += "</li>\n";
}

/// One commit of the timeline of models.
inline std::string commit_item(const changelog_commit& c, const page_options& o) {
    std::string out = "<li>\n<h3>";
    append_time(out, c.commit.occurred_on, o.offset);
    if (c.commit.actor) {
        out += ", ";
        append_actor(out, *c.commit.actor);
    }
    out += "</h3>\n";
    append_reason(out, c.commit);
    for (const changelog_entry& e : c.entries) {
        out += "<h4>";
        append_entity(out, e, o);
        out += ", version " + number_text(e.number) + " ";
        append_operation(out, e, {});
        out += "</h4>\n";
        append_changes(out, e, o);
    }
    if (o.origin == origin::shown) append_origin(out, c.commit);
    return out += "</li>\n";
}

} // namespace yore::detail::pages

#endif
