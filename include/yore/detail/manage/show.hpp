// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_SHOW_HPP
#define YORE_DETAIL_MANAGE_SHOW_HPP

#include <yore/detail/manage/words.hpp>

#include <optional>
#include <string>

namespace yore::detail::managing {

struct show_arguments {
    std::string model{}, key{};
    std::optional<std::string> at{};
    std::optional<version_number> number{};
};

inline std::string state_text(const managed_model& m, const void* state, const text_options& o) {
    text_table fields({"field", "value"});
    wide_set shown = m.all_fields();
    if (const auto audit = m.of.audit_member; audit != no_field) shown.erase(audit);
    std::vector<field_change> values = m.of.values(state, shown);
    for (field_change& one : m.of.audit_values(state)) {
        if (const auto when = from_rfc3339(one.after.text); when && one.name.ends_with("_on") && o.offset.count() != 0)
            one.after.text = words::time_text(*when, o.offset);
        values.push_back(std::move(one));
    }
    for (const field_change& one : values) fields.add({words::prose(one.label), words::shown(one.after, o.length)});
    return fields.text(o);
}

/// The state of an entity: now, at an instant, or of a version.
inline exit_code show(session& s, const show_arguments& a) {
    s.open(purpose::read);
    const managed_model& m = s.model_named(a.model);
    const any_key key = s.key_of(m, a.key);
    std::optional<any_version> found;
    if (a.number) found = s.version(m, key, a.key, *a.number);
    else if (!a.at) found = s.latest(m, key, a.key);
    else {
        const timestamp when = s.time_of("--at", *a.at);
        found = m.version_at(key.get(), when);
        if (!found) {
            const std::optional<any_version> oldest = m.first_version(key.get());
            if (!oldest) s.fail_unknown(m, a.key);
            const any_version& first = *oldest;
            throw failure(exit_code::not_found,
                m.text(first.state.get()) + (first.facts.number == 1 ? " was not there yet on " : " is not known on ") +
                    words::time_text(when, s.con.text.offset) +
                    (first.facts.number == 1 ? "" : ": that part of its past was pruned") + "; it begins with " +
                    version_line(first.facts, s.con.text));
        }
    }
    if (s.con.as_json) s.con.say_json(m.version_json(found->state.get(), found->facts));
    else {
        const words::painter paint(s.con.text);
        s.con.say(paint.heading(m.text(found->state.get())) + ", " + version_line(found->facts, s.con.text));
        s.con.out() << state_text(m, found->state.get(), s.con.text);
    }
    if (found->facts.op != operation::deleted) return exit_code::done;
    throw failure(exit_code::not_found, m.text(found->state.get()) +
                                            (a.at          ? " was deleted then"
                                                : a.number ? " was deleted in this version"
                                                           : " is deleted") +
                                            "; what you see is the last that was known of it");
}

} // namespace yore::detail::managing

#endif
