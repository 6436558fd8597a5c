// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_LOG_HPP
#define YORE_DETAIL_MANAGE_LOG_HPP

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

struct log_arguments {
    std::string model{};
    std::optional<std::string> key{}, since{}, until{};
    std::vector<std::string> fields{}, operations{};
    std::optional<std::string> actor{}, reason{};
    std::size_t limit = 0;
    bool oldest_first = false;
};

inline log_filter filter_of(const session& s, const managed_model* m, const any_key& key, const log_arguments& a) {
    log_filter f;
    f.key = key.get();
    f.actor = a.actor;
    f.reason = a.reason;
    if (a.since) f.since = s.time_of("--since", *a.since);
    if (a.until) f.until = s.time_of("--until", *a.until);
    for (const std::string& one : a.operations) f.operations.push_back(s.operation_of(one));
    if (m != nullptr) f.changed = s.fields_of(*m, a.fields);
    f.limit = a.limit;
    f.newest_first = !a.oldest_first;
    return f;
}

/// The versions of one model that a filter finds, as JSON.
inline json found_json(const managed_model& m, const log_filter& f) {
    any_filter any;
    any.key = f.key;
    if (f.actor) any.actor = &*f.actor;
    if (f.reason) any.reason = &*f.reason;
    any.from = f.since;
    any.until = f.until;
    any.operations = f.operations;
    any.changed = f.changed;
    any.limit = f.limit;
    any.newest_first = f.newest_first;
    json out = json::array();
    m.find(any, [&](state_copy&& state, version_facts&& facts) { out.push_back(m.version_json(state.get(), facts)); });
    return out;
}

/// The versions of a timeline, in its order.
inline json timeline_json(const session& s, const std::vector<changelog_commit>& log, log_filter f) {
    using place = std::pair<std::uint64_t, timestamp>;
    std::map<place, json> by_commit;
    json out = json::array();
    if (log.empty()) return out;
    for (const changelog_commit& one : log) by_commit[{one.commit.id, one.commit.occurred_on}] = json::array();
    const auto [first, last] = std::minmax(log.front().commit.occurred_on, log.back().commit.occurred_on);
    f.since = first;
    if (last != timestamp::max()) f.until = last + std::chrono::microseconds(1);
    f.limit = 0;
    f.newest_first = false;
    for (const managed_model& m : s.models())
        for (json& version : found_json(m, f)) {
            const place at{version["commit"]["id"].get<std::uint64_t>(),
                *from_rfc3339(version["commit"]["occurred_on"].get_ref<const std::string&>())};
            if (const auto found = by_commit.find(at); found != by_commit.end()) found->second.push_back(version);
        }
    for (const changelog_commit& one : log)
        for (json& version : by_commit[{one.commit.id, one.commit.occurred_on}]) out.push_back(std::move(version));
    return out;
}

/// What happened to one entity, to one model, or to all.
inline exit_code log(session& s, const log_arguments& a) {
    s.open(purpose::read);
    if (a.model.empty() && !a.fields.empty())
        throw failure(exit_code::usage, "--field needs to know of which model; write log MODEL --field …");
    const managed_model* m = a.model.empty() ? nullptr : &s.model_named(a.model);
    const any_key key = a.key ? s.key_of(*m, *a.key) : nullptr;
    const log_filter f = filter_of(s, m, key, a);
    if (key) static_cast<void>(s.latest(*m, key, *a.key)); // or says which there are
    std::vector<changelog_commit> found;
    if (m == nullptr) {
        timeline_filter all;
        all.actor = f.actor;
        all.reason = f.reason;
        all.from = f.since;
        all.until = f.until;
        all.operations = f.operations;
        all.limit = f.limit;
        all.newest_first = f.newest_first;
        found = s.program.timeline(s.db().store(), all);
    } else if (!s.con.as_json) found = m->of.log(s.db().store(), f);
    if (s.con.as_json) s.con.say_json(m != nullptr ? found_json(*m, f) : timeline_json(s, found, f));
    else write_text(s.con.out(), found, s.con.text);
    return exit_code::done;
}

} // namespace yore::detail::managing

#endif
