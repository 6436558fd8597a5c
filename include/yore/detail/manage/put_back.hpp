// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_PUT_BACK_HPP
#define YORE_DETAIL_MANAGE_PUT_BACK_HPP

#include <yore/detail/manage/show.hpp>
#include <yore/detail/manage/words.hpp>

#include <charconv>
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

    [[nodiscard]] std::string name() const {
        return std::string(m.name()) + " " + words::prose(m.of.key_text(latest.state.get()));
    }
};

inline void require_reason(const entity_at_work& e, const put_back_arguments& a) {
    if (e.m.of.what.needs_reason && a.reason.empty() && !current_context().reason)
        throw failure(
            exit_code::usage, std::string(e.m.name()) + " is recorded only with a reason; say it with --reason \"…\"");
}

/// What a command records, or would.
inline exit_code tell(
    const entity_at_work& e, dry_run dry, const std::string& deed, const std::optional<write_result>& result) {
    if (e.s.con.as_json) {
        json out = json::object();
        out["model"] = std::string(e.m.name());
        out["key"] = e.m.of.key_text(e.latest.state.get());
        out["dry_run"] = dry == dry_run::yes;
        out["recorded"] = result && result->made;
        out["number"] = result ? result->number : e.latest.facts.number;
        out["operation"] = std::string(to_string(result ? result->op : e.latest.facts.op));
        out["changed"] = result ? e.m.names_json(result->changed) : json::array();
        e.s.con.say_json(out);
    } else if (dry == dry_run::yes) e.s.con.say("nothing was written (--dry-run)");
    else if (!result || !result->made) e.s.con.say("nothing to do: " + e.name() + " is like that already");
    else e.s.con.say(deed + ": version " + number_text(result->number) + " of " + e.name());
    return exit_code::done;
}

/// Asks, then records; refuses when somebody else has recorded meanwhile what the person has not seen.
inline write_result record(const entity_at_work& e, const put_back_arguments& a, write_request r) {
    r.key = e.key.get();
    r.options.expected_version = e.latest.facts.number;
    const scope who{context_of_command(e.s, a.reason)};
    return e.m.table.write(r, false);
}

/// Throws: `undo_conflict` where a field no longer has the value that a version gave it.
inline void require_unchanged_since(const entity_at_work& e, const any_version& undone, const wide_set& fields) {
    wide_set differing;
    e.m.of.what.compare(e.latest.state.get(), undone.state.get(), differing);
    differing = differing & fields;
    if (differing.empty()) return;
    std::string names;
    differing.each([&](std::size_t i) { names += (names.empty() ? "" : ", ") + std::string(e.m.of.fields[i].name); });
    throw undo_conflict("yore: version " + number_text(undone.facts.number) + " of " + e.name() +
                        " cannot be undone: later versions have changed " + names +
                        "; undo those first, or revert --field to the version you want");
}

/// Shows changes before they are made.
inline void preview(const entity_at_work& e, const std::string& heading, const std::string& lines) {
    if (!e.s.con.as_json) e.s.con.out() << heading << '\n' << lines << std::flush;
}

/// `3` is a version, everything else a time.
inline target target_of(const session& s, const std::string& text) {
    version_number number = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end.ec == std::errc{} && end.ptr == text.data() + text.size()) return to_version(number);
    return to_time(s.time_of("--to", text));
}

inline exit_code revert(session& s, const put_back_arguments& a) {
    s.open(a.dry_run ? purpose::read : purpose::write);
    const entity_at_work e(s, a);
    const target to = target_of(s, a.to);
    const wide_set fields = a.fields.empty() ? e.m.all_fields() : s.fields_of(e.m, a.fields);
    require_reason(e, a);
    if (to.version()) static_cast<void>(s.version(e.m, e.key, a.key, *to.version())); // or says which there are

    struct collector {
        const model& what;
        std::optional<state_copy> state{};
    } c{e.m.of.what};
    e.m.table.preview(e.key.get(), to, {&c, [](void* target, const void* from) -> void* {
                                            auto& into = *static_cast<collector*>(target);
                                            return into.state.emplace(into.what, from).get();
                                        }});
    wide_set differing;
    e.m.of.what.compare(e.latest.state.get(), c.state->get(), differing);
    differing = (differing & fields) - e.m.of.what.redacted;
    if ((differing - e.m.of.what.untracked).empty()) return tell(e, a.dry_run ? dry_run::yes : dry_run::no, "", {});
    preview(e,
        "reverting " + e.name() + " to " + (to.version() ? "version " : "") + words::shown(a.to) + " would record",
        change_lines(e.m.of.changes(e.latest.state.get(), c.state->get(), differing), s.con.text));
    if (a.dry_run) return tell(e, dry_run::yes, "", {});
    s.con.confirm("Revert " + e.name() + "?");
    write_request r;
    r.kind = write_request::what::revert;
    r.to = to;
    r.only = fields;
    return tell(e, dry_run::no, "reverted", record(e, a, r));
}

inline exit_code undo(session& s, const put_back_arguments& a) {
    s.open(a.dry_run ? purpose::read : purpose::write);
    const entity_at_work e(s, a);
    require_reason(e, a);
    const any_version undone = s.version(e.m, e.key, a.key, a.number ? *a.number : e.latest.facts.number);
    const version_number number = undone.facts.number;
    const std::string heading = "undoing version " + number_text(number) + " of " + e.name() + " would ";
    if (undone.changes_no_field() && number != e.latest.facts.number)
        throw undo_conflict("yore: version " + number_text(number) + " of " + e.name() + " cannot be undone: version " +
                            number_text(e.latest.facts.number) + " came later; revert to the version you want instead");
    if (undone.facts.op == operation::deleted) preview(e, heading + "restore it", "");
    else if (undone.facts.op == operation::created || undone.facts.op == operation::restored)
        preview(e, heading + "delete it", "");
    else {
        const wide_set back = undone.facts.changed - e.m.of.what.redacted - e.m.of.what.untracked;
        require_unchanged_since(e, undone, back);
        const any_version before = s.version(e.m, e.key, a.key, number - 1);
        preview(e, heading + "record",
            change_lines(e.m.of.changes(undone.state.get(), before.state.get(), back), s.con.text));
    }
    if (a.dry_run) return tell(e, dry_run::yes, "", {});
    s.con.confirm("Undo version " + number_text(number) + "?");
    write_request r;
    r.kind = write_request::what::undo;
    r.undone = number;
    return tell(e, dry_run::no, "undone", record(e, a, r));
}

inline exit_code restore(session& s, const put_back_arguments& a) {
    s.open(a.dry_run ? purpose::read : purpose::write);
    const entity_at_work e(s, a);
    require_reason(e, a);
    if (e.latest.facts.op != operation::deleted) return tell(e, a.dry_run ? dry_run::yes : dry_run::no, "", {});
    preview(e, "restoring " + e.name() + ", " + version_line(e.latest.facts, s.con.text) + ", would bring back",
        state_text(e.m, e.latest.state.get(), s.con.text));
    if (a.dry_run) return tell(e, dry_run::yes, "", {});
    s.con.confirm("Restore " + e.name() + "?");
    write_request r;
    r.kind = write_request::what::restore;
    return tell(e, dry_run::no, "restored", record(e, a, r));
}

} // namespace yore::detail::managing

#endif
