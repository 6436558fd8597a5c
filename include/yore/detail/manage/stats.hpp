// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_STATS_HPP
#define YORE_DETAIL_MANAGE_STATS_HPP

#include <yore/detail/manage/words.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace yore::detail::managing {

struct stats_arguments {
    std::string model{};
    std::size_t top = 5;
};

using counts = std::map<std::string, std::uint64_t>;

/// The largest counts, largest first; equal ones by name.
inline std::vector<std::pair<std::string, std::uint64_t>> largest(const counts& all, std::size_t most) {
    std::vector<std::pair<std::string, std::uint64_t>> out(all.begin(), all.end());
    std::sort(out.begin(), out.end(),
        [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
    if (out.size() > most) out.resize(most);
    return out;
}

/// What a history of one model has in it.
struct model_statistics {
    stats size{};
    counts months{}, entities{}, actors{}, operations{};
    std::optional<timestamp> first{}, last{};
};

inline model_statistics statistics_of(const session& s, const managed_model& m) {
    model_statistics out;
    out.size = m.table.statistics();
    progress bar(s.con, "reading " + std::string(m.name()), out.size.versions);
    std::uint64_t done = 0;
    any_filter all;
    all.newest_first = false;
    m.find(all, [&](state_copy&& state, version_facts&& facts) {
        const timestamp when = facts.commit.occurred_on;
        const std::string text = to_rfc3339(when);
        ++out.months[text.substr(0, text.find('-', 1) + 3)];
        ++out.entities[m.of.key_text(state.get())];
        ++out.actors[facts.commit.actor ? facts.commit.actor->id : ""];
        ++out.operations[std::string(to_string(facts.op))];
        if (!out.first || when < *out.first) out.first = when;
        if (!out.last || *out.last < when) out.last = when;
        bar.at(++done);
    });
    return out;
}

inline json counts_json(const counts& all) {
    json out = json::object();
    for (const auto& [name, count] : all) out[name] = count;
    return out;
}
inline json largest_json(const counts& all, std::size_t most, const char* what) {
    json out = json::array();
    for (const auto& [name, count] : largest(all, most)) {
        json one = json::object();
        one[what] = name.empty() ? json(nullptr) : json(name);
        one["versions"] = count;
        out.push_back(std::move(one));
    }
    return out;
}
inline json statistics_json(const managed_model& m, const model_statistics& of, std::size_t top) {
    json out = json::object();
    out["model"] = std::string(m.name());
    const json size = yore::to_json<json>(of.size);
    for (const auto& member : size.items()) out[member.key()] = member.value();
    out["first_on"] = of.first ? json(to_rfc3339(*of.first)) : json(nullptr);
    out["last_on"] = of.last ? json(to_rfc3339(*of.last)) : json(nullptr);
    out["operations"] = counts_json(of.operations);
    out["months"] = counts_json(of.months);
    out["busiest"] = largest_json(of.entities, top, "key");
    out["actors"] = largest_json(of.actors, top, "actor");
    return out;
}

/// Months put together, where there are many.
inline counts years_of(const counts& months) {
    counts out;
    for (const auto& [month, count] : months) out[month.substr(0, month.size() - 3)] += count;
    return out;
}

inline std::string largest_text(const counts& all, std::size_t most) {
    std::string out;
    for (const auto& [name, count] : largest(all, most))
        out += (out.empty() ? "" : ", ") + (name.empty() ? "nobody named" : words::shown(name)) + " (" +
               grouped(count) + ")";
    return out;
}
inline void say_statistics(const session& s, const managed_model& m, const model_statistics& of, std::size_t top) {
    const words::painter paint(s.con.text);
    s.con.say(paint.heading(std::string(m.name())) + ": " + counted(of.size.versions, "version", "versions") + " of " +
              counted(of.size.entities, "entity", "entities") + ", " + bytes_text(of.size.bytes) + ", " +
              grouped(static_cast<std::uint64_t>(of.size.bytes_per_version + 0.5)) + " bytes per version");
    if (!of.first) return;
    s.con.say("  from " + words::time_text(*of.first, s.con.text.offset) + " to " +
              words::time_text(*of.last, s.con.text.offset));
    s.con.say("  operations: " + largest_text(of.operations, 5));
    s.con.say("  busiest: " + largest_text(of.entities, top));
    s.con.say("  actors: " + largest_text(of.actors, top));
    const counts growth = of.months.size() <= 36 ? of.months : years_of(of.months);
    std::uint64_t most = 1;
    for (const auto& [month, count] : growth) most = std::max(most, count);
    for (const auto& [month, count] : growth)
        s.con.say("  " + month + " " + std::string(static_cast<std::size_t>((count * 40 + most - 1) / most), '#') +
                  " " + grouped(count));
}

/// How much there is, how fast it grows, and who makes it grow.
inline exit_code statistics(session& s, const stats_arguments& a) {
    s.open(purpose::read);
    const managed_model* only = a.model.empty() ? nullptr : &s.model_named(a.model);
    json models = json::array();
    stats total;
    for (const managed_model& m : s.models()) {
        if (only != nullptr && &m != only) continue;
        const model_statistics of = statistics_of(s, m);
        total.entities += of.size.entities;
        total.versions += of.size.versions;
        total.bytes += of.size.bytes;
        if (s.con.as_json) models.push_back(statistics_json(m, of, a.top));
        else say_statistics(s, m, of, a.top);
    }
    if (total.versions != 0)
        total.bytes_per_version = static_cast<double>(total.bytes) / static_cast<double>(total.versions);
    if (s.con.as_json) {
        json out = json::object();
        out["models"] = std::move(models);
        out["total"] = yore::to_json<json>(total);
        s.con.say_json(out);
    } else if (only == nullptr && s.models().size() > 1)
        s.con.say("all: " + counted(total.versions, "version", "versions") + " of " +
                  counted(total.entities, "entity", "entities") + ", " + bytes_text(total.bytes));
    return exit_code::done;
}

} // namespace yore::detail::managing

#endif
