// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_HTML_COMMIT_LINE_HPP
#define YORE_DETAIL_HTML_COMMIT_LINE_HPP

#include <yore/commit.hpp>
#include <yore/detail/html/escape.hpp>
#include <yore/detail/text/time.hpp>
#include <yore/html/options.hpp>

#include <optional>
#include <string>
#include <string_view>

/// When, who, why and from where.
namespace yore::detail::pages {

/// The instant for programs, where HTML has such times: from the year 1 to 9999, to the second.
inline std::string machine_time(timestamp instant) {
    std::string text = to_rfc3339(instant);
    if (text.front() == '+' || text.front() == '-' || text.starts_with("0000")) return {};
    text.resize(text.find('T') + 9);
    return text + "Z";
}

inline void append_time(std::string& out, timestamp instant, std::chrono::minutes offset) {
    const std::string machine = machine_time(instant);
    out += machine.empty() ? "<span class=\"time\">" : "<time datetime=\"" + machine + "\">";
    out += words::time_text(instant, offset);
    out += machine.empty() ? "</span>" : "</time>";
}

/// The name, and the id where both are known.
inline void append_actor(std::string& out, const actor& who) {
    append_text(out, who.name ? *who.name : who.id);
    if (!who.name) return;
    out += " <small>(";
    append_text(out, who.id);
    out += ")</small>";
}

inline void append_reason(std::string& out, const commit& of) {
    if (!of.reason || of.reason->empty()) return;
    out += "<p class=\"why\">";
    append_text(out, *of.reason);
    out += "</p>\n";
}

/// One line of when and who, and one of why.
inline void append_commit_line(std::string& out, const commit& of, std::chrono::minutes offset) {
    out += "<p class=\"by\">";
    append_time(out, of.occurred_on, offset);
    if (of.actor) {
        out += " by ";
        append_actor(out, *of.actor);
    }
    out += "</p>\n";
    append_reason(out, of);
}

inline void append_fact(std::string& out, std::string_view name, const std::optional<std::string>& value) {
    if (!value) return;
    out += "<dt>";
    append_text(out, name);
    out += "</dt><dd>";
    append_text(out, *value);
    out += "</dd>\n";
}

/// From where it came, folded away; nothing where that is not known.
inline void append_origin(std::string& out, const commit& of) {
    std::string facts;
    append_fact(facts, "entry point", of.entry_point);
    append_fact(facts, "correlation id", of.correlation_id);
    if (of.request) {
        append_fact(facts, "request", of.request->id);
        append_fact(facts, "method", of.request->method);
        append_fact(facts, "path", of.request->path);
        append_fact(facts, "route", of.request->route);
        append_fact(facts, "user agent", of.request->user_agent);
        append_fact(facts, "remote address", of.request->remote_address);
    }
    for (const auto& [name, value] : of.extra) append_fact(facts, name, value);
    if (!facts.empty()) out += "<details><summary>From where</summary>\n<dl>\n" + facts + "</dl></details>\n";
}

} // namespace yore::detail::pages

#endif
