// SPDX-License-Identifier: BSL-1.0
/// Compares what a history answers with what the naive model answers; a difference is a sentence, equality is "".
#ifndef YORE_TESTS_CONTRACT_COMPARISON_HPP
#define YORE_TESTS_CONTRACT_COMPARISON_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <yore/yore.hpp>

#include "naive.hpp"

namespace contract {

[[nodiscard]] inline std::string ending_difference(outcome end, const outcomes& acceptable) {
    if (acceptable.contains(end)) return "";
    std::string text = "ended with " + name_of(end) + ", expected";
    for (const outcome each : acceptable) text += ' ' + name_of(each);
    return text;
}

/// The library's set of these columns.
template <class T> [[nodiscard]] yore::field_set<T> fields_of(columns_of<T> columns) {
    yore::field_set<T> fields;
    for_each_column<T>([&](auto column, std::size_t index) {
        if (columns.test(index)) fields = fields | yore::field_set<T>(yore::fields<decltype(column)::member>);
    });
    return fields;
}

template <class T>
[[nodiscard]] std::string fields_difference(const yore::field_set<T>& found, columns_of<T> expected) {
    return found == fields_of<T>(expected) ? "" : "the set of changed fields differs";
}

template <class Audit> [[nodiscard]] std::string audit_difference(const Audit& found, const Audit& expected) {
    if (found.created_on != expected.created_on) return "created_on differs";
    if (found.modified_on != expected.modified_on) return "modified_on differs";
    if (found.created_by != expected.created_by) return "created_by differs";
    return found.modified_by == expected.modified_by ? "" : "modified_by differs";
}

/// Compares two states field by field, the audit fields aside.
template <class T> [[nodiscard]] std::string fields_difference(const T& found, const T& expected) {
    std::string text;
    for_each_column<T>([&](auto column, std::size_t index) {
        if (!same(found.*(column.member), expected.*(column.member)))
            text += "column " + std::to_string(index) + " of the state differs; ";
    });
    return text;
}

template <class T> [[nodiscard]] std::string state_difference(const T& found, const T& expected) {
    std::string text = fields_difference<T>(found, expected);
    if constexpr (stamped<T>) text += audit_difference(description<T>::audit(found), description<T>::audit(expected));
    return text;
}

/// Compares a state that may be absent; `found` is a pointer or an optional.
template <class T, class Found>
[[nodiscard]] std::string presence_difference(const Found& found, const std::shared_ptr<const T>& expected) {
    const bool present = static_cast<bool>(found);
    if (present != (expected != nullptr)) return present ? "there is a state" : "there is no state";
    return present ? state_difference<T>(*found, *expected) : "";
}

/// Pairs the library's commit ids with the model's serials as they are first met: one to one, and in the same order.
class commit_names {
public:
    [[nodiscard]] std::string difference(std::uint64_t id, std::uint64_t serial) {
        const auto [place, is_new] = ids_.emplace(serial, id);
        if (place->second != id) return "the commit has another id";
        if (!is_new) return "";
        if (place != ids_.begin() && std::prev(place)->second >= id) return "the commit id does not increase";
        if (std::next(place) != ids_.end() && std::next(place)->second <= id) return "a later commit has a smaller id";
        return "";
    }

    /// Forgets the commits that a rollback took back.
    void forget_after(std::uint64_t serial) { ids_.erase(ids_.upper_bound(serial), ids_.end()); }

private:
    std::map<std::uint64_t, std::uint64_t> ids_;
};

template <class T>
[[nodiscard]] std::string commit_difference(
    const yore::commit& found, const known_version<T>& expected, commit_names& commits) {
    if (found.occurred_on != expected.occurred_on) return "occurred_on differs";
    const auto actor = found.actor ? std::optional<std::string>(found.actor->id) : std::nullopt;
    if (actor != expected.commit.actor) return "the actor differs";
    if ((found.actor ? found.actor->name : std::nullopt) != expected.commit.actor_name)
        return "the actor's name differs";
    if (found.reason != expected.commit.reason) return "the reason differs";
    if (found.correlation_id != expected.commit.correlation_id) return "the correlation id differs";
    if (found.entry_point != expected.commit.entry_point) return "the entry point differs";
    if (found.request != expected.commit.request) return "the request differs";
    if (found.extra != expected.commit.extra) return "what else is known of the commit differs";
    return commits.difference(found.id, expected.commit.serial);
}

template <class T>
[[nodiscard]] std::string version_difference(
    const yore::version<T>& found, const known_version<T>& expected, commit_names& commits) {
    const std::string where = "version " + std::to_string(expected.number) + ": ";
    if (found.number != expected.number) return where + "found number " + std::to_string(found.number);
    if (found.op != expected.op) return where + "the operation differs";
    if (found.source != expected.source) return where + "the source differs";
    for (const std::string& text : {fields_difference<T>(found.changed, expected.changed),
             state_difference<T>(found.state, *expected.state), commit_difference<T>(found.commit, expected, commits)})
        if (!text.empty()) return where + text;
    return "";
}

template <class T>
[[nodiscard]] std::string receipt_difference(
    const yore::receipt<T>& found, const known_receipt<T>& expected, commit_names& commits) {
    if (found.recorded() != expected.recorded)
        return found.recorded() ? "the receipt says recorded" : "the receipt says not recorded";
    if (found.number != expected.number) return "the receipt has number " + std::to_string(found.number);
    if (expected.number == 0) return found.changed.empty() ? "" : "the receipt names changed fields";
    if (found.op != expected.op) return "the operation of the receipt differs";
    if (const auto text = fields_difference<T>(found.changed, expected.changed); !text.empty())
        return text + " in the receipt";
    return commits.difference(found.commit_id, expected.serial);
}

} // namespace contract

#endif
