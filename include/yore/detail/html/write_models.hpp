// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_HTML_WRITE_MODELS_HPP
#define YORE_DETAIL_HTML_WRITE_MODELS_HPP

#include <yore/detail/html/activity.hpp>
#include <yore/detail/html/document.hpp>
#include <yore/detail/html/entry.hpp>
#include <yore/detail/html/model_contents.hpp>
#include <yore/detail/merge_sort.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// How the page of some models is written.
namespace yore::detail::pages {

/// What one person did of what is told.
struct actor_activity {
    std::size_t changes = 0;
    timestamp last{};
    const actor* who = nullptr; ///< with the newest name that is known
};

inline void append_actors(std::string& out, const std::vector<changelog_commit>& log, const page_options& o) {
    std::map<std::string_view, actor_activity> people;
    for (const changelog_commit& c : log) {
        if (!c.commit.actor) continue;
        actor_activity& one = people[c.commit.actor->id];
        one.changes += c.entries.size();
        const bool newer = one.who == nullptr || one.last < c.commit.occurred_on;
        if (one.who == nullptr || (c.commit.actor->name && (newer || !one.who->name))) one.who = &*c.commit.actor;
        if (newer) one.last = c.commit.occurred_on;
    }
    if (people.empty()) return;
    std::vector<const actor_activity*> busiest;
    for (const auto& [id, one] : people) busiest.push_back(&one);
    merge_sort(busiest, [](const auto* a, const auto* b) { return a->changes > b->changes; });
    out += "<table class=\"narrow\">\n<caption>Who made these changes</caption>\n<thead><tr><th scope=\"col\">Who</th>"
           "<th scope=\"col\">Changes</th><th scope=\"col\">Last</th></tr></thead>\n<tbody>\n";
    for (const actor_activity* one : busiest) {
        out += "<tr><th scope=\"row\">";
        append_actor(out, *one->who);
        out += "</th><td class=\"number\">" + number_text(one->changes) + "</td><td>";
        append_time(out, one->last, o.offset);
        out += "</td></tr>\n";
    }
    out += "</tbody></table>\n";
}

inline std::string activity_section(const section& s, const model_contents& page, const page_options& o) {
    std::string out;
    append_section_begin(out, s);
    std::vector<std::int64_t> days;
    for (const changelog_commit& c : page.log)
        days.insert(days.end(), c.entries.size(), day_at(c.commit.occurred_on, o.offset));
    if (days.empty()) out += "<p class=\"note\">Nothing happened.</p>\n";
    else activity(days).append_to(out);
    append_actors(out, page.log, o);
    return out.append(section_end);
}

inline std::string deleted_section(const section& s, const model_contents& page, const page_options& o) {
    std::string out;
    append_section_begin(out, s);
    out += "<table>\n<caption>Those that are deleted now</caption>\n<thead><tr><th scope=\"col\">What</th>"
           "<th scope=\"col\">When</th><th scope=\"col\">Who and why</th></tr></thead>\n<tbody>\n";
    for (const deleted_entity& one : page.deleted) {
        out += "<tr><th scope=\"row\">";
        append_entity(out, one.entry, o);
        out += "</th><td>";
        append_time(out, one.commit.occurred_on, o.offset);
        out += "</td><td>";
        if (one.commit.actor) append_actor(out, *one.commit.actor);
        append_reason(out, one.commit);
        out += "</td></tr>\n";
    }
    out += "</tbody></table>\n";
    if (page.has_more_deleted) out += "<p class=\"note\">More are not on this page.</p>\n";
    return out.append(section_end);
}

YORE_ONCE void write_models(const words::any_sink& sink, const model_contents& page, const page_options& o) {
    const section what{"activity", "Activity"}, deleted{"deleted", "Deleted"}, timeline{"timeline", "Timeline"};
    std::vector<section> sections{what};
    if (!page.deleted.empty()) sections.push_back(deleted);
    sections.push_back(timeline);
    const std::string& title = o.title.empty() ? page.models : o.title;
    std::string heading, out;
    append_text(heading, title);
    const std::string lead = page.asked.empty() ? "" : "<dl>\n" + page.asked + "</dl>\n";
    sink(page_begin(title, {}, heading, lead, sections));
    sink(activity_section(what, page, o));
    if (!page.deleted.empty()) sink(deleted_section(deleted, page, o));

    append_section_begin(out, timeline);
    sink(out.append("<ol class=\"log\">\n"));
    for (const changelog_commit& c : page.log) sink(commit_item(c, o));
    out = "</ol>\n";
    if (page.has_more) out += "<p class=\"note\">There is more that is not on this page.</p>\n";
    sink(out.append(section_end).append(page_end));
}

} // namespace yore::detail::pages

#endif
