// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_DIFF_HPP
#define YORE_DETAIL_MANAGE_DIFF_HPP

#include <yore/detail/manage/words.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace yore::detail::managing {

struct diff_arguments {
    std::string model{}, key{};
    version_number from = 0, to = 0;
};
struct between_arguments {
    std::string model{}, from{}, to{};
};

/// Two states of one entity, either of which can be absent, and the fields that differ.
struct state_pair {
    std::optional<state_copy> before{}, after{};
    wide_set differing{};
};

/// Takes pairs of states from a store.
struct pair_collector {
    const managed_model& m;
    std::vector<state_pair> found{};

    pair_sink sink() {
        return {this,
            [](void* target, const void* from, bool want_before, bool want_after, void*& before, void*& after) {
                auto& to = *static_cast<pair_collector*>(target);
                state_pair& one = to.found.emplace_back();
                if (want_before) before = one.before.emplace(to.m.of.what, from).get();
                if (want_after) after = one.after.emplace(to.m.of.what, from).get();
            },
            [](void* target, const wide_set& redacted) {
                auto& to = *static_cast<pair_collector*>(target);
                state_pair& one = to.found.back();
                if (!one.before || !one.after) return;
                to.m.of.what.compare(one.before->get(), one.after->get(), one.differing);
                one.differing |= redacted;
            }};
    }
};

/// What changed from one version to another.
inline exit_code diff(session& s, const diff_arguments& a) {
    s.open(purpose::read);
    const managed_model& m = s.model_named(a.model);
    const any_key key = s.key_of(m, a.key);
    const any_version from = s.version(m, key, a.key, a.from), to = s.version(m, key, a.key, a.to);
    pair_collector pairs{m};
    m.table.states_of(key.get(), a.from, a.to, pairs.sink());
    const state_pair& p = pairs.found.front();
    const bool was_deleted = from.facts.op == operation::deleted, is_deleted = to.facts.op == operation::deleted;
    if (s.con.as_json) {
        json out = json::object();
        out["model"] = std::string(m.name());
        out["key"] = m.of.key_text(p.before->get());
        out["from"] = a.from;
        out["to"] = a.to;
        out["deleted"] = {was_deleted, is_deleted};
        out["changes"] = m.of.changes_json(p.before->get(), p.after->get(), p.differing);
        s.con.say_json(out);
        return exit_code::done;
    }
    s.con.say(m.text(p.before->get()));
    s.con.say("  from " + version_line(from.facts, s.con.text));
    s.con.say("  to   " + version_line(to.facts, s.con.text));
    if (was_deleted != is_deleted)
        s.con.say(is_deleted ? "  deleted" : a.from < a.to ? "  came back" : "  not deleted yet");
    else if (p.differing.empty()) s.con.say("nothing differs");
    if (!p.differing.empty())
        s.con.out() << change_lines(m.of.changes(p.before->get(), p.after->get(), p.differing), s.con.text);
    return exit_code::done;
}

/// What differs between two instants, all entities of a model.
inline exit_code between(session& s, const between_arguments& a) {
    s.open(purpose::read);
    const managed_model& m = s.model_named(a.model);
    const timestamp from = s.time_of("T1", a.from), to = s.time_of("T2", a.to);
    pair_collector pairs{m};
    m.table.between(from, to, pairs.sink());
    json created = json::array(), deleted = json::array(), changed = json::array();
    std::size_t counts[3]{};
    for (const state_pair& p : pairs.found) {
        const void* const before = p.before ? p.before->get() : nullptr;
        const void* const after = p.after ? p.after->get() : nullptr;
        if (before != nullptr && after != nullptr && p.differing.empty()) continue;
        ++counts[before == nullptr ? 0 : after == nullptr ? 1 : 2];
        if (s.con.as_json) {
            if (before == nullptr) created.push_back(m.of.state_json(after));
            else if (after == nullptr) deleted.push_back(m.of.state_json(before));
            else {
                json one = json::object();
                one["before"] = m.of.state_json(before);
                one["after"] = m.of.state_json(after);
                one["changes"] = m.of.changes_json(before, after, p.differing);
                changed.push_back(std::move(one));
            }
            continue;
        }
        changelog_entry e{m.name(), m.of.key_text(before != nullptr ? before : after), 0,
            before == nullptr  ? operation::created
            : after == nullptr ? operation::deleted
                               : operation::updated,
            {}, {}};
        if (before == nullptr) e.fields = m.of.values(after, m.of.what.recorded);
        else if (after != nullptr) e.fields = m.of.changes(before, after, p.differing);
        s.con.say(words::entity_text(e, s.con.text) + ": " + words::deed_text(e, "", s.con.text));
    }
    if (s.con.as_json) {
        json out = json::object();
        out["model"] = std::string(m.name());
        out["from"] = to_rfc3339(from);
        out["to"] = to_rfc3339(to);
        out["created"] = std::move(created);
        out["deleted"] = std::move(deleted);
        out["changed"] = std::move(changed);
        s.con.say_json(out);
    } else
        s.con.say(
            grouped(counts[0]) + " created, " + grouped(counts[1]) + " deleted, " + grouped(counts[2]) + " changed");
    return exit_code::done;
}

} // namespace yore::detail::managing

#endif
