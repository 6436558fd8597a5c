// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_PUT_BACK_HPP
#define YORE_DETAIL_MANAGE_PUT_BACK_HPP

#include <yore/detail/manage/diff.hpp>
#include <yore/detail/manage/show.hpp>
#include <yore/detail/manage/words.hpp>

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Commands that record a version: revert, undo and restore. They show what they would do, then ask.
namespace yore::detail::managing {

struct put_back_arguments {
    std::string model{}, key{}, to{}, reason{};
    std::vector<std::string> fields{};
    std::optional<version_number> number{};
    bool dry_run = false;
};

/// Who and why, for what a command records: --actor, else the scope that the program has opened, else the user of the
/// system.
inline context context_of_command(const session& s, const std::string& reason) {
    context c;
    c.entry_point = "command";
    if (!reason.empty()) c.reason = reason;
    if (!s.arguments.actor.empty()) c.actor = s.arguments.actor;
    else if (!current_context().actor)
        for (const char* variable : {"USER", "LOGNAME"})
            if (const char* name = std::getenv(variable); name != nullptr && *name != '\0' && !c.actor) c.actor = name;
    return c;
}

/// One entity that is to be written.
struct entity_at_work {
    session& s;
    const managed_model& m;
    any_key key;
    any_version latest;

    entity_at_work(session& of, const put_back_arguments& a)
        : s(of), m(of.model_named(a.model)), key(of.key_of(m, a.key)), latest(of.latest(m, key, a.key)) {}

    [[nodiscard]] std::string name() const { return m.text(latest.state.get()); }
};

inline std::string reason_is_missing(const managed_model& m) {
    return std::string(m.name()) + " is recorded only with a reason; say it with --reason \"…\"";
}
inline void require_reason(const entity_at_work& e, const put_back_arguments& a) {
    if (e.m.of.what.needs_reason && a.reason.empty() && !current_context().reason)
        throw failure(exit_code::usage, reason_is_missing(e.m));
}

/// What a command has recorded, or would.
inline exit_code tell(const entity_at_work& e, dry_run dry, const std::string& deed, const write_result& result) {
    if (e.s.con.as_json) {
        json out = json::object();
        out["model"] = std::string(e.m.name());
        out["key"] = e.m.of.key_text(e.latest.state.get());
        out["dry_run"] = dry == dry_run::yes;
        out["recorded"] = dry == dry_run::no && result.made;
        out["number"] = result.number;
        out["operation"] = std::string(to_string(result.op));
        out["changed"] = e.m.names_json(result.changed);
        e.s.con.say_json(out);
    } else if (!result.made) e.s.con.say("nothing to do: " + e.name() + " is like that already");
    else if (dry == dry_run::yes) e.s.con.say("nothing was written (--dry-run)");
    else e.s.con.say(deed + ": version " + number_text(result.number) + " of " + e.name());
    return exit_code::done;
}

/// Refuses when somebody else has recorded meanwhile what the person has not seen.
inline write_request request_of(const entity_at_work& e, write_request::what kind) {
    write_request r;
    r.kind = kind;
    r.key = e.key.get();
    r.options.expected_version = e.latest.facts.number;
    return r;
}

/// What would be recorded, and the state after it.
struct planned {
    write_result result{};
    state_copy state{};
};

/// Throws: what recording would; `undo_conflict` where a field no longer has the value that a version gave it.
inline planned plan_of(const entity_at_work& e, const write_request& r) {
    struct collector {
        const model& what;
        planned out{};
    } c{e.m.of.what};
    try {
        c.out.result = e.m.table.preview(r, {&c, [](void* target, const void* from) -> void* {
                                                 auto& into = *static_cast<collector*>(target);
                                                 into.out.state = state_copy(into.what, from);
                                                 return into.out.state.get();
                                             }});
    } catch (const undo_blocked& blocked) {
        throw undo_conflict("yore: version " + number_text(blocked.number) + " of " + e.name() +
                            " cannot be undone: later versions have changed " + e.m.names_text(blocked.fields) +
                            "; undo those first, or revert --field to the version you want");
    }
    return std::move(c.out);
}
inline std::string changes_in(const entity_at_work& e, const planned& p) {
    return change_lines(e.m.of.changes(e.latest.state.get(), p.state.get(), p.result.changed), e.s.con.text);
}

/// Shows what is planned, asks, then records it.
inline exit_code carry_out(const entity_at_work& e, const put_back_arguments& a, const write_request& r,
    const planned& p, const std::string& what, const std::string& question, const std::string& deed) {
    const dry_run dry = a.dry_run ? dry_run::yes : dry_run::no;
    if (!p.result.made) return tell(e, dry, deed, p.result);
    e.s.con.preview(what, dry);
    if (a.dry_run) return tell(e, dry, deed, p.result);
    e.s.con.confirm(question);
    const scope who{context_of_command(e.s, a.reason)};
    return tell(e, dry, deed, e.m.table.write(r, false));
}

/// `3` is a version, everything else a time.
inline target target_of(const session& s, const std::string& text) {
    version_number number = 0;
    if (read_number(text, number)) return to_version(number);
    return to_time(s.time_of("--to", text));
}

inline constexpr const char* no_old_value = ": of what is redacted no old value is kept";

/// The redacted fields that are not as they were. Requires: that part of the past is there.
inline std::string redacted_since(const entity_at_work& e, const target& to) {
    if (e.m.of.what.redacted.empty()) return {};
    const version_number number =
        to.version() ? *to.version() : e.m.version_at(e.key.get(), *to.time()).value().facts.number;
    pair_collector pairs{e.m};
    e.m.table.states_of(e.key.get(), number, e.latest.facts.number, pairs.sink());
    return e.m.names_text(pairs.found.front().differing & e.m.of.what.redacted);
}

inline exit_code revert(session& s, const put_back_arguments& a) {
    s.open(a.dry_run ? purpose::read : purpose::write);
    const entity_at_work e(s, a);
    const target to = target_of(s, a.to);
    write_request r = request_of(e, write_request::what::revert);
    r.to = to;
    r.only = a.fields.empty() ? e.m.all_fields() : s.fields_of(e.m, a.fields);
    if (const wide_set hidden = r.only & e.m.of.what.redacted; !a.fields.empty() && !hidden.empty())
        throw failure(exit_code::usage,
            e.m.names_text(hidden) + " of " + std::string(e.m.name()) + " cannot be put back" + no_old_value);
    require_reason(e, a);
    if (to.version()) static_cast<void>(s.version(e.m, e.key, a.key, *to.version())); // or says which there are
    const planned p = plan_of(e, r);
    const std::string left = a.fields.empty() ? redacted_since(e, to) : std::string();
    if (!p.result.made && !left.empty() && !s.con.as_json) {
        s.con.say("nothing to do: only " + left + " of " + e.name() + " changed since" + no_old_value);
        return exit_code::done;
    }
    return carry_out(e, a, r, p,
        "reverting " + e.name() + " to " + (to.version() ? "version " : "") + words::shown(a.to) + " would record\n" +
            changes_in(e, p) + (left.empty() ? "" : "and leave " + left + " as it is" + no_old_value + "\n"),
        "Revert " + e.name() + "?", "reverted");
}

inline exit_code undo(session& s, const put_back_arguments& a) {
    s.open(a.dry_run ? purpose::read : purpose::write);
    const entity_at_work e(s, a);
    require_reason(e, a);
    write_request r = request_of(e, write_request::what::undo);
    r.undone = s.version(e.m, e.key, a.key, a.number ? *a.number : e.latest.facts.number).facts.number;
    const planned p = plan_of(e, r);
    const std::string name = "version " + number_text(r.undone);
    if (!p.result.made && !s.con.as_json) {
        s.con.say("nothing to do: " + name + " of " + e.name() + " changed only what is never put back");
        return exit_code::done;
    }
    const std::string would = p.result.op == operation::deleted    ? "delete it\n"
                              : p.result.op == operation::restored ? "restore it\n"
                                                                   : "record\n" + changes_in(e, p);
    return carry_out(
        e, a, r, p, "undoing " + name + " of " + e.name() + " would " + would, "Undo " + name + "?", "undone");
}

inline exit_code restore(session& s, const put_back_arguments& a) {
    s.open(a.dry_run ? purpose::read : purpose::write);
    const entity_at_work e(s, a);
    require_reason(e, a);
    const write_request r = request_of(e, write_request::what::restore);
    return carry_out(e, a, r, plan_of(e, r),
        "restoring " + e.name() + ", " + version_line(e.latest.facts, s.con.text) + ", would bring back\n" +
            state_text(e.m, e.latest.state.get(), s.con.text),
        "Restore " + e.name() + "?", "restored");
}

} // namespace yore::detail::managing

#endif
