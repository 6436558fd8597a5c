// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TEXT_ENTRY_HPP
#define YORE_TEXT_ENTRY_HPP

#include <yore/error.hpp>
#include <yore/text/field_change.hpp>
#include <yore/version.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yore {

/// What one version did, of whatever model, as text; who and why is said by its commit.
struct changelog_entry {
    std::string_view model{}; ///< the name of the type
    std::string key{};        ///< as text, not altered
    version_number number = 0;
    operation op{};
    std::optional<version_number> source{}; ///< what a revert or restore took its state from
    std::vector<field_change> fields{};     ///< those that it changed; of a deletion and a restore none

    friend bool operator==(const changelog_entry&, const changelog_entry&) = default;
};

namespace detail::words {

template <class T> changelog_entry entry_without_fields(const version<T>& v) {
    return {type_name<T>, detail::to_text<key_of<T>>(detail::key_from(v.state)), v.number, v.op, v.source, {}};
}

template <class T> void check_neighbours(const version<T>& before, const version<T>& v) {
    const bool same = detail::key_from(before.state) == detail::key_from(v.state);
    if (same && before.number + 1 == v.number) return;
    throw error("yore: version " + number_text(v.number) + " of " + std::string(type_name<T>) + " " +
                detail::to_text<key_of<T>>(detail::key_from(v.state)) + " does not follow version " +
                number_text(before.number) + (same ? "" : " of another entity") +
                "; give the version just before it, or none");
}

} // namespace detail::words

/// What a version did, where the one before it is not at hand: its changes have no `before`.
template <class T> [[nodiscard]] changelog_entry entry(const version<T>& v) {
    changelog_entry out = detail::words::entry_without_fields(v);
    out.fields = field_changes(v.state, v.changed);
    return out;
}

/// What a version did to the one before it.
/// Throws: `error` when `before` is not the version just before it of the same entity.
template <class T> [[nodiscard]] changelog_entry entry(const version<T>& before, const version<T>& v) {
    detail::words::check_neighbours(before, v);
    if (v.op == operation::created) return entry(v); // nothing of a former life
    changelog_entry out = detail::words::entry_without_fields(v);
    out.fields = field_changes(changes<T>(v.changed, before.state, v.state));
    return out;
}

} // namespace yore

#endif
