// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_BLAME_HPP
#define YORE_DETAIL_MANAGE_BLAME_HPP

#include <yore/detail/manage/words.hpp>

#include <string>
#include <utility>
#include <vector>

namespace yore::detail::managing {

struct entity_arguments {
    std::string model{}, key{};
};

/// Who last changed each field of an entity.
inline exit_code blame(session& s, const entity_arguments& a) {
    s.open(purpose::read);
    const managed_model& m = s.model_named(a.model);
    const any_key key = s.key_of(m, a.key);
    const any_version latest = s.latest(m, key, a.key);
    const std::vector<blame_entry> by_field = m.table.blame(key.get());
    const std::vector<field_change> values = m.of.values(latest.state.get(), m.all_fields());
    json fields = json::object();
    text_table rows({"field", "value", "version", "on", "by", "reason"});
    for (std::size_t i = 0; i != by_field.size(); ++i) {
        const blame_entry& one = by_field[i];
        if (one.number == 0) continue;
        if (s.con.as_json) fields[std::string(m.of.fields[i].name)] = yore::to_json<json>(one);
        else
            rows.add({words::prose(m.of.fields[i].label), words::shown(values[i].after, 30),
                number_text(one.number) + (one.or_earlier ? " or earlier" : ""),
                words::time_text(one.commit.occurred_on, s.con.text.offset), actor_text(one.commit),
                words::prose(one.commit.reason.value_or(""))});
    }
    if (s.con.as_json) {
        json out = json::object();
        out["model"] = std::string(m.name());
        out["key"] = m.of.key_text(latest.state.get());
        out["fields"] = std::move(fields);
        s.con.say_json(out);
    } else s.con.out() << rows.text(s.con.text);
    return exit_code::done;
}

/// The entities of a model that are deleted, most recently deleted first.
inline exit_code deleted(session& s, const std::string& model) {
    s.open(purpose::read);
    const managed_model& m = s.model_named(model);
    struct collector {
        const model_commands& of;
        std::vector<any_key> keys{};
    } c{m.of};
    m.table.deleted({&c, [](void* target, const void* from) -> void* {
                         auto& to = *static_cast<collector*>(target);
                         to.keys.push_back(to.of.key_of_state(from));
                         return nullptr;
                     }});
    json out = json::array();
    text_table rows({"key", "version", "deleted on", "by", "reason"});
    for (const any_key& key : c.keys) {
        const any_version last = m.version_at(key.get()).value();
        const commit& by = last.facts.commit;
        if (s.con.as_json) out.push_back(m.version_json(last.state.get(), last.facts));
        else
            rows.add({words::prose(m.of.key_text(last.state.get())), number_text(last.facts.number),
                words::time_text(by.occurred_on, s.con.text.offset), actor_text(by),
                words::prose(by.reason.value_or(""))});
    }
    if (s.con.as_json) s.con.say_json(out);
    else if (rows.empty()) s.con.say("nothing is deleted");
    else s.con.out() << rows.text(s.con.text);
    return exit_code::done;
}

} // namespace yore::detail::managing

#endif
