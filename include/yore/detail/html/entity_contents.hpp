// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_HTML_ENTITY_CONTENTS_HPP
#define YORE_DETAIL_HTML_ENTITY_CONTENTS_HPP

#include <yore/blame.hpp>
#include <yore/detail/html/comparison.hpp>
#include <yore/detail/html/document.hpp>
#include <yore/detail/html/entry.hpp>
#include <yore/text/changelog.hpp>
#include <yore/text/sink.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What is on the page of an entity.
namespace yore::detail::pages {

/// A field as it is now, and who made it so.
struct blamed_field {
    field_change now{};
    blame_entry last{};
};

/// What is on the page of an entity.
struct entity_contents {
    std::vector<changelog_commit> log{}; ///< newest first
    std::vector<blamed_field> fields{};
    std::vector<compared_version> compared{}; ///< oldest first; of less than two nothing is shown
    same_field same = nullptr;                ///< how the fields of these compare
    std::size_t versions = 0;                 ///< how many are told
    bool has_more = false;                    ///< there are older ones

    [[nodiscard]] const changelog_entry& newest() const { return log.front().entries.front(); }
};

template <class T> inline constexpr field_set<T> recorded_fields = field_set<T>::all() - uncompared<T>;

/// Who made a field so: as the versions say, newest first; else as the blame says, which may have been read later.
template <class T> blame_entry last_change(const field& f, const std::vector<version<T>>& newest, const blame<T>& by) {
    for (const version<T>& v : newest)
        if (v.changed.contains(f.index)) return {v.number, v.commit};
    return by.of(f);
}
template <class T>
std::vector<blamed_field> blamed_fields(const std::vector<version<T>>& newest, const blame<T>& by) {
    std::vector<blamed_field> out;
    for (field_change& f : field_changes(newest.front().state, recorded_fields<T>)) out.push_back({std::move(f), {}});
    std::size_t i = 0;
    for (const field f : recorded_fields<T>) out[i++].last = last_change(f, newest, by);
    return out;
}
/// Whether somebody has changed a field after this version, so that it does not have the value that it is told with.
inline bool is_outdated(const std::vector<blamed_field>& fields, version_number newest) {
    for (const blamed_field& f : fields)
        if (f.last.number > newest) return true;
    return false;
}

template <class T> compared_version compared(const version<T>& v) {
    compared_version out{v.number, v.op, &v.commit, field_changes(v.state, recorded_fields<T>), {}, &v.state};
    for (const field f : recorded_fields<T>) out.changed.push_back(v.changed.contains(f.index));
    return out;
}

template <class T> bool have_same_field(const void* a, const void* b, std::size_t field) {
    bool same = true;
    std::size_t i = 0;
    detail::visit_fields(*static_cast<const T*>(a), [&](const auto&... x) {
        detail::visit_fields(*static_cast<const T*>(b), [&](const auto&... y) {
            [&]<std::size_t... I>(std::index_sequence<I...>) {
                ((recorded_fields<T>.contains(I) && i++ == field ? void(same = detail::equal_field<T, I>(x, y))
                                                                 : void()),
                    ...);
            }(std::make_index_sequence<sizeof...(x)>{});
        });
    });
    return same;
}

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

template <class Sink> void write_entity(Sink& sink, const entity_contents& page, const page_options& o) {
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
    words::put(sink, page_begin(title, two ? two->rules() : std::string(), heading, lead, sections));
    words::put(sink, blame_section(fields, page, told, o));
    if (two) words::put(sink, comparison_section(compare, *two));

    append_section_begin(out, timeline);
    words::put(sink, out.append("<ol class=\"log\">\n"));
    for (const changelog_commit& c : page.log)
        for (const changelog_entry& e : c.entries) words::put(sink, version_item(c.commit, e, told, o));
    out = "</ol>\n";
    if (page.has_more) out += "<p class=\"note\">Older versions are not on this page.</p>\n";
    words::put(sink, out.append(section_end).append(page_end));
}

} // namespace yore::detail::pages

#endif
