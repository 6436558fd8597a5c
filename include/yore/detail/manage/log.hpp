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

/// Logs are read and written some versions, or commits, at a time.
inline constexpr std::size_t log_page_size = 500;

/// How many come next of so many that are wanted; 0: of all.
constexpr std::size_t next_page(std::size_t wanted, std::size_t done) {
    return wanted == 0 ? log_page_size : std::min(wanted - done, log_page_size);
}

/// What happened to one model, or one entity of it. Returns: whether that was anything.
inline bool log_model(const session& s, const managed_model& m, any_filter f) {
    if (s.con.as_json) {
        json_list out(s.con);
        m.find(f, [&](state_copy&& state, version_facts&& facts) { out.add(m.version_json(state.get(), facts)); });
        out.end();
        return true;
    }
    std::vector<changelog_commit> read; // but for the last, which may go on, it is written
    version_place last;
    for (std::size_t done = 0, wanted = f.limit; wanted == 0 || done != wanted;) {
        f.limit = next_page(wanted, done);
        last.lead(f);
        log_page page = m.of.log(s.db().store(), f);
        for (changelog_commit& one : page.commits)
            for (changelog_entry& e : one.entries) words::append(read, one.commit, std::move(e));
        if (page.versions != f.limit) break;
        done += page.versions;
        last = std::move(page.last);
        changelog_commit open = std::move(read.back());
        read.pop_back();
        write_text(s.con.out(), read, s.con.text);
        read.assign(1, std::move(open));
    }
    write_text(s.con.out(), read, s.con.text);
    return !read.empty();
}

/// Adds the versions of a part of a timeline, in its order.
inline void add_versions(const session& s, const std::vector<changelog_commit>& log, any_filter f, json_list& out) {
    using place = std::pair<std::uint64_t, timestamp>;
    std::map<place, std::vector<json>> by_commit;
    if (log.empty()) return;
    for (const changelog_commit& one : log) by_commit[{one.commit.id, one.commit.occurred_on}] = {};
    const auto [first, last] = std::minmax(log.front().commit.occurred_on, log.back().commit.occurred_on);
    f.from = first;
    if (last != timestamp::max()) f.until = last + std::chrono::microseconds(1);
    f.limit = 0;
    f.newest_first = false;
    for (const managed_model& m : s.models())
        m.find(f, [&](state_copy&& state, version_facts&& facts) {
            const auto found = by_commit.find({facts.commit.id, facts.commit.occurred_on});
            if (found != by_commit.end()) found->second.push_back(m.version_json(state.get(), facts));
        });
    for (const changelog_commit& one : log)
        for (const json& version : by_commit[{one.commit.id, one.commit.occurred_on}]) out.add(version);
}

/// What happened to all models. Returns: whether that was anything.
inline bool log_all(const session& s, const any_filter& f) {
    timeline_filter wanted;
    if (f.actor != nullptr) wanted.actor = *f.actor;
    if (f.reason != nullptr) wanted.reason = *f.reason;
    wanted.from = f.from;
    wanted.until = f.until;
    wanted.operations.assign(f.operations.begin(), f.operations.end());
    wanted.newest_first = f.newest_first;
    json_list versions(s.con);
    bool found = s.con.as_json;
    for (std::size_t done = 0; f.limit == 0 || done != f.limit;) {
        wanted.limit = next_page(f.limit, done);
        const std::vector<changelog_commit> page = s.program.timeline(s.db().store(), wanted);
        if (s.con.as_json) add_versions(s, page, f, versions);
        else write_text(s.con.out(), page, s.con.text);
        found = found || !page.empty();
        if (page.size() != wanted.limit) break;
        done += page.size();
        wanted.after = page.back();
    }
    if (s.con.as_json) versions.end();
    return found;
}

/// Where nobody has this id, but somebody this name: `; the id of Maria Rossi is maria`.
inline std::string id_instead(const session& s, const std::string& actor) {
    std::string found;
    bool is_id = false;
    any_filter lately;
    lately.limit = 10'000;
    for (const managed_model& m : s.models()) {
        any_filter theirs;
        theirs.actor = &actor;
        theirs.limit = 1;
        m.find(theirs, [&](state_copy&&, version_facts&&) { is_id = true; });
        if (is_id) return {};
        m.find(lately, [&](state_copy&&, version_facts&& facts) {
            const std::optional<yore::actor>& who = facts.commit.actor;
            if (who && who->name && same_but_for_case(*who->name, actor)) found = who->id;
        });
    }
    if (found.empty()) return {};
    return "; the id of " + words::shown(actor) + " is " + words::shown(found) + ", which --actor asks for";
}

/// What happened to one entity, to one model, or to all.
inline exit_code log(session& s, const log_arguments& a) {
    s.open(purpose::read);
    if (a.model.empty() && !a.fields.empty())
        throw failure(exit_code::usage, "--field needs to know of which model; write log MODEL --field …");
    const managed_model* m = a.model.empty() ? nullptr : &s.model_named(a.model);
    const any_key key = a.key ? s.key_of(*m, *a.key) : nullptr;
    std::vector<operation> operations;
    for (const std::string& one : a.operations) operations.push_back(s.operation_of(one));
    any_filter f;
    f.key = key.get();
    if (a.actor) f.actor = &*a.actor;
    if (a.reason) f.reason = &*a.reason;
    if (a.since) f.from = s.time_of("--since", *a.since);
    if (a.until) f.until = s.time_of("--until", *a.until);
    f.operations = operations;
    if (m != nullptr) f.changed = s.fields_of(*m, a.fields);
    f.limit = a.limit;
    f.newest_first = !a.oldest_first;
    if (key) static_cast<void>(s.latest(*m, key, *a.key)); // or says which there are
    if (!(m != nullptr ? log_model(s, *m, f) : log_all(s, f)))
        s.con.complain("nothing found" + (a.actor ? id_instead(s, *a.actor) : ""));
    return exit_code::done;
}

} // namespace yore::detail::managing

#endif
