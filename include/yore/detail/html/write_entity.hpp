// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_HTML_WRITE_ENTITY_HPP
#define YORE_DETAIL_HTML_WRITE_ENTITY_HPP

#include <yore/detail/html/comparison.hpp>
#include <yore/detail/html/document.hpp>
#include <yore/detail/html/entity_contents.hpp>
#include <yore/detail/html/entry.hpp>

#include <optional>
#include <string>
#include <vector>

/// How the page of an entity is written.
namespace yore::detail::pages {

inline void append_lead(std::string& out, const entity_contents& page, const page_options& o) {
    const changelog_entry& newest = page.newest();
    out += "<p class=\"note\">Version " + number_text(newest.number) + ", ";
    out.append(to_string(newest.op)).append(" on ");
    append_time(out, page.log.front().commit.occurred_on, o.offset);
    out += "</p>\n";
}

inline void append_blame(
    std::string& out, const entity_contents& page, const told_versions& told, const page_options& o) {
    out += "<table>\n<caption>";
    out += page.newest().op == operation::deleted ? "Each field as it was last, and who made it so"
                                                  : "Each field as it is now, and who made it so";
    out += "</caption>\n<thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Value</th><th scope=\"col\">Since</th>"
           "<th scope=\"col\">Who and why</th></tr></thead>\n<tbody>\n";
    for (const blamed_field& f : page.fields) {
        out += "<tr><th scope=\"row\">";
        append_text(out, f.now.label);
        out += "</th><td>";
        append_value(out, f.now.after, o.length);
        out += "</td><td>";
        told.append_link(out, f.last.number);
        out += f.last.or_earlier ? " or earlier<br />" : "<br />";
        append_time(out, f.last.commit.occurred_on, o.offset);
        out += "</td><td>";
        if (f.last.commit.actor) append_actor(out, *f.last.commit.actor);
        append_reason(out, f.last.commit);
        out += "</td></tr>\n";
    }
    out += "</tbody></table>\n";
}

inline std::string blame_section(
    const section& s, const entity_contents& page, const told_versions& told, const page_options& o) {
    std::string out;
    append_section_begin(out, s);
    append_blame(out, page, told, o);
    return out.append(section_end);
}
inline std::string comparison_section(const section& s, const comparison& two) {
    std::string out;
    append_section_begin(out, s);
    two.append_to(out);
    return out.append(section_end);
}

YORE_ONCE void write_entity(const words::any_sink& sink, const entity_contents& page, const page_options& o) {
    const section fields{"fields", "Fields"}, compare{"compare", "Compare"}, timeline{"timeline", "Timeline"};
    std::vector<section> sections{fields};
    std::optional<comparison> two;
    if (page.compared.size() > 1) {
        two.emplace(page.compared, page.same, o);
        sections.push_back(compare);
    }
    sections.push_back(timeline);

    const changelog_entry& newest = page.newest();
    const told_versions told{newest.number + 1 - page.versions, newest.number};
    std::string heading, lead, out;
    if (o.title.empty()) append_entity(heading, newest, o);
    else append_text(heading, o.title);
    append_lead(lead, page, o);
    const std::string title = o.title.empty() ? words::entity_text(newest, {.length = o.length}) : o.title;
    sink(page_begin(title, two ? two->rules() : std::string(), heading, lead, sections));
    sink(blame_section(fields, page, told, o));
    if (two) sink(comparison_section(compare, *two));

    append_section_begin(out, timeline);
    sink(out.append("<ol class=\"log\">\n"));
    for (const changelog_commit& c : page.log)
        for (const changelog_entry& e : c.entries) sink(version_item(c.commit, e, told, o));
    out = "</ol>\n";
    if (page.has_more) out += "<p class=\"note\">Older versions are not on this page.</p>\n";
    sink(out.append(section_end).append(page_end));
}

} // namespace yore::detail::pages

#endif
