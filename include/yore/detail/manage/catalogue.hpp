// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_CATALOGUE_HPP
#define YORE_DETAIL_MANAGE_CATALOGUE_HPP

#include <yore/detail/manage/any_store.hpp>
#include <yore/detail/manage/database.hpp>
#include <yore/detail/manage/key.hpp>
#include <yore/detail/model.hpp>
#include <yore/html.hpp>
#include <yore/json/changes.hpp>
#include <yore/json/history.hpp>
#include <yore/manage/options.hpp>
#include <yore/manage/streams.hpp>
#include <yore/text/changelog.hpp>
#include <yore/text/field_change.hpp>
#include <yore/text/timeline.hpp>

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

/// The seam between commands and models: one constant for each model, and what does the commands with them.
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

/// What a column has: texts, whatever they look like; letters, where what is longer is none; or anything.
enum class cells { texts, letters, anything };

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

/// What a program manages: its models, and the kinds of databases that they can be in.
struct catalogue {
    std::span<const model_commands* const> models;
    std::vector<changelog_commit> (*timeline)(any_store&, const timeline_filter&);
    void (*page)(std::ostream&, any_store&, const page_options&);
    std::span<const database_kind> kinds;
};

/// Runs the command that the words of a command line name. Returns: an `exit_code`.
YORE_ONCE int run(
    const catalogue& all, int c, const char* const* v, const manage_streams& streams, const manage_options& options);

/// The streams of the process, with what the system knows of them.
YORE_ONCE manage_streams system_streams();

// ---- how the constant of a model is made

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

} // namespace yore::detail::managing

#if defined(YORE_SEPARATE_COMPILATION)
extern template class nlohmann::basic_json<nlohmann::ordered_map>;
extern template nlohmann::ordered_json yore::detail::parsed(std::string_view, yore::detail::document_name);
#endif

#endif
