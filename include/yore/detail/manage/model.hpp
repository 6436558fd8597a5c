// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_MODEL_HPP
#define YORE_DETAIL_MANAGE_MODEL_HPP

#include <yore/detail/manage/any_store.hpp>
#include <yore/detail/manage/csv.hpp>
#include <yore/detail/manage/failure.hpp>
#include <yore/detail/manage/key.hpp>
#include <yore/detail/model.hpp>
#include <yore/html.hpp>
#include <yore/json/changes.hpp>
#include <yore/json/history.hpp>
#include <yore/text/changelog.hpp>
#include <yore/text/field_change.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yore::detail::managing {

using json = nlohmann::ordered_json;

/// Where a page of versions ended.
struct version_place {
    any_key key{}; // null: nowhere yet
    std::uint64_t commit = 0;
    version_number number = 0;

    /// Lets a filter go on behind it. Requires: it outlives the use of the filter.
    void lead(any_filter& f) const {
        f.has_cursor = key != nullptr;
        f.after_commit = commit;
        f.after_key = key.get();
        f.after_number = number;
    }
};
/// A part of a log.
struct log_page {
    std::vector<changelog_commit> commits{};
    std::size_t versions = 0;
    version_place last{};
};

/// What the commands must be able to do with the states of a model, made from the struct; the commands are written once
/// against it.
struct model_commands {
    const model& what;
    std::span<const field> fields;
    std::string (*key_text)(const void* state);
    any_key (*read_key)(std::string_view); // null: not the text of a key
    any_key (*key_of_state)(const void* state);
    state_copy (*blank)(); // a T{}
    wide_set key_fields;
    std::size_t audit_member; // the field that is an AuditFields; `no_field` where there is none
    bool (*was_named)(std::size_t field, std::string_view name);
    std::vector<field_change> (*values)(const void* state, const wide_set& which);
    std::vector<field_change> (*audit_values)(const void* state); // empty without audit fields
    std::vector<field_change> (*changes)(const void* before, const void* after, const wide_set& which);
    json (*changes_json)(const void* before, const void* after, const wide_set& which);
    json (*state_json)(const void* state);
    state_copy (*read_state)(const json&, unknown_members);
    cells (*cells_in)(std::string_view member); // of its JSON
    log_page (*log)(any_store&, const any_filter&);
    void (*page)(std::ostream&, any_store&, const void* key, const page_options&); // null: of all entities
};

// ---- how it is made

template <class T> struct command_functions {
    static const T& state(const void* at) { return *static_cast<const T*>(at); }

    static std::string key_text(const void* at) {
        return key_syntax<key_of<T>>::write(static_cast<const key_of<T>&>(detail::key_from(state(at))));
    }
    static any_key read_key(std::string_view text) {
        std::optional<key_of<T>> key = key_syntax<key_of<T>>::read(text);
        if (!key) return nullptr;
        return std::make_shared<const key_of<T>>(std::move(*key));
    }
    static any_key key_of_state(const void* at) {
        return std::make_shared<const key_of<T>>(detail::key_from(state(at)));
    }
    static state_copy blank() {
        const T initial{};
        return {model_of<T>, &initial};
    }
    static bool was_named(std::size_t field, std::string_view name) { return detail::was_named<T>(field, name); }
    static std::vector<field_change> values(const void* at, const wide_set& which) {
        return field_changes(state(at), detail::narrow<T>(which));
    }
    static std::vector<field_change> audit_values([[maybe_unused]] const void* at) {
        std::vector<field_change> out;
        if constexpr (audit_index<T> != no_field) {
            const auto& audit = detail::audit_of(state(at));
            const auto add = [&](std::string_view name, const auto& value) {
                out.push_back({name, name});
                out.back().after = words::value_text_of(value);
            };
            add("created_on", audit.created_on), add("modified_on", audit.modified_on);
            add("created_by", audit.created_by), add("modified_by", audit.modified_by);
        }
        return out;
    }
    static yore::changes<T> changes_of(const void* before, const void* after, const wide_set& which) {
        return {detail::narrow<T>(which), state(before), state(after)};
    }
    static std::vector<field_change> changes(const void* before, const void* after, const wide_set& which) {
        return field_changes(changes_of(before, after, which));
    }
    static json changes_json(const void* before, const void* after, const wide_set& which) {
        return yore::to_json<json>(changes_of(before, after, which));
    }
    static json state_json(const void* at) { return yore::to_json<json>(state(at)); }
    static state_copy read_state(const json& j, unknown_members what) {
        const T found = yore::from_json<T>(j, {.unknown_members = what});
        return {model_of<T>, &found};
    }
    static cells cells_in(std::string_view member) {
        cells out = cells::anything;
        if constexpr (audit_index<T> != no_field) {
            using audit = typename audit_source<T>::type;
            if (member == "created_by" || member == "modified_by")
                out = cells_of<std::remove_cv_t<decltype(audit::created_by)>>();
        }
        for_each_type<T>([&]<std::size_t I>() {
            if (detail::field_at<T>(I).name == member || detail::was_named<T>(I, member))
                out = cells_of<std::remove_cv_t<type_at_t<I, typename reflected<T>::types>>>();
        });
        return out;
    }
    template <class V> static constexpr cells cells_of() {
        if constexpr (json_value<V>) return cells::anything;
        else if constexpr (kind_of<V> == kind::optional || kind_of<V> == kind::pointer)
            return cells_of<std::remove_cvref_t<decltype(*std::declval<const V&>())>>();
        else if constexpr (has_custom_to_text<V> || kind_of<V> == kind::text || is_bytes<V>) return cells::texts;
        else return std::is_same_v<V, char> ? cells::letters : cells::anything;
    }
    static const key_of<T>& key(const void* at) { return *static_cast<const key_of<T>*>(at); }
    static log_page log(any_store& db, const any_filter& f) {
        filter<T> mine;
        if (f.key != nullptr) mine.key = key(f.key);
        if (f.actor != nullptr) mine.actor = *f.actor;
        if (f.reason != nullptr) mine.reason = *f.reason;
        mine.from = f.from;
        mine.until = f.until;
        mine.operations.assign(f.operations.begin(), f.operations.end());
        mine.changed = detail::narrow<T>(f.changed);
        mine.limit = f.limit;
        mine.newest_first = f.newest_first;
        if (f.has_cursor) mine.after = cursor<T>(f.after_commit, key(f.after_key), f.after_number);
        const history<T> past(db);
        const std::vector<version<T>> found = past.find(mine);
        const words::neighbours<T> at_hand(found);
        log_page out;
        for (const version<T>& v : found) words::append(out.commits, v.commit, words::entry_in(past, at_hand, v));
        out.versions = found.size();
        if (!found.empty()) out.last = {key_of_state(&found.back().state), found.back().commit.id, found.back().number};
        return out;
    }
    static void page(std::ostream& out, any_store& db, const void* key, const page_options& o) {
        if (key == nullptr) write_page<T>(out, db, {}, o);
        else write_page(out, history<T>(db), command_functions::key(key), o);
    }

    static constexpr auto all_fields() {
        std::array<field, field_count<T>> out{};
        for (std::size_t i = 0; i != out.size(); ++i) out[i] = detail::field_at<T>(i);
        return out;
    }
    static constexpr auto fields = all_fields();
    static constexpr model_commands made{model_of<T>, fields, &key_text, &read_key, &key_of_state, &blank,
        detail::widen(yore::detail::key_fields<T>), audit_index<T>, &was_named, &values, &audit_values, &changes,
        &changes_json, &state_json, &read_state, &cells_in, &log, &page};
};

/// One version of any model.
struct any_version {
    state_copy state;
    version_facts facts;
};

/// A model in an open database: the questions that the commands ask of it.
class managed_model {
public:
    managed_model(const model_commands& commands, model_table& opened) : of(commands), table(opened) {}

    const model_commands& of;
    model_table& table;

    [[nodiscard]] std::string_view name() const { return of.what.name; }
    [[nodiscard]] std::string text(const void* state) const {
        return std::string(name()) + " " + words::prose(of.key_text(state));
    }

    /// Calls `f(state, facts)` for each version that is found, in order.
    template <class F> void find(const any_filter& wanted, F f) const {
        struct collector {
            const model& what;
            F& f;
            state_copy last{};
            version_facts facts{};
            bool has_last = false;
            void give() {
                if (std::exchange(has_last, false)) f(std::move(last), std::move(facts));
            }
        } c{of.what, f};
        table.find(wanted, {&c, [](void* target, const void* from, version_facts&& facts) -> void* {
                                collector& to = *static_cast<collector*>(target);
                                to.give(); // a store finishes a state before it gives the next one
                                to.last = state_copy(to.what, from);
                                to.facts = std::move(facts);
                                to.has_last = true;
                                return to.last.get();
                            }});
        c.give();
    }
    [[nodiscard]] std::vector<any_version> find(const any_filter& wanted) const {
        std::vector<any_version> out;
        find(wanted,
            [&](state_copy&& state, version_facts&& facts) { out.push_back({std::move(state), std::move(facts)}); });
        return out;
    }
    /// Versions first to last of one entity, oldest first.
    [[nodiscard]] std::vector<any_version> versions(const void* key, version_number first, version_number last) const {
        struct collector {
            const model& what;
            std::vector<any_version> out{};
        } c{of.what};
        table.versions(key, first, last, {&c, [](void* target, const void* from, version_facts&& facts) -> void* {
                                              collector& to = *static_cast<collector*>(target);
                                              to.out.push_back({state_copy(to.what, from), std::move(facts)});
                                              return to.out.back().state.get();
                                          }});
        for (std::size_t i = 0, j = c.out.size(); i + 1 < j; ++i, --j) std::swap(c.out[i], c.out[j - 1]);
        return std::move(c.out);
    }
    /// The latest version, or the one in force at an instant; nothing where there is none.
    [[nodiscard]] std::optional<any_version> version_at(const void* key, std::optional<timestamp> when = {}) const {
        any_filter f;
        f.key = key;
        f.limit = 1;
        if (when && *when != timestamp::max()) f.until = *when + std::chrono::microseconds(1);
        std::vector<any_version> found = find(f);
        if (found.empty()) return {};
        return std::move(found.front());
    }
    /// The oldest version that is kept; nothing where there is none.
    [[nodiscard]] std::optional<any_version> first_version(const void* key) const {
        any_filter f;
        f.key = key;
        f.limit = 1;
        f.newest_first = false;
        std::vector<any_version> found = find(f);
        if (found.empty()) return {};
        return std::move(found.front());
    }

    /// The fields of a set, by name.
    [[nodiscard]] json names_json(const wide_set& set) const {
        json out = json::array();
        set.each([&](std::size_t i) { out.push_back(std::string(of.fields[i].name)); });
        return out;
    }
    /// The same as text.
    [[nodiscard]] std::string names_text(const wide_set& set) const {
        std::string out;
        set.each([&](std::size_t i) { out += (out.empty() ? "" : ", ") + std::string(of.fields[i].name); });
        return out;
    }
    /// A version as `to_json` of a `version<T>` has it, with the model and the key before it.
    /// Throws: `failure` where a text of it is no UTF-8, which JSON cannot hold.
    [[nodiscard]] json version_json(const void* state, const version_facts& facts) const try {
        json out = json::object();
        out["model"] = std::string(name());
        out["key"] = of.key_text(state);
        out["number"] = facts.number;
        out["operation"] = std::string(to_string(facts.op));
        out["state"] = of.state_json(state);
        out["changed"] = names_json(facts.changed);
        out["commit"] = yore::to_json<json>(facts.commit);
        out["source"] = facts.source ? json(*facts.source) : json(nullptr);
        return out;
    } catch (const json_error& e) {
        throw failure(exit_code::failed, "version " + std::to_string(facts.number) + " of " + std::string(name()) +
                                             " " + words::shown(of.key_text(state)) +
                                             " cannot be written as JSON: " + std::string(e.what()).substr(6));
    }
    [[nodiscard]] wide_set all_fields() const {
        wide_set out;
        for (std::size_t i = 0; i != of.fields.size(); ++i) out.insert(i);
        return out;
    }
};

} // namespace yore::detail::managing

#endif
