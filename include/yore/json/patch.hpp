// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_JSON_PATCH_HPP
#define YORE_JSON_PATCH_HPP

#include <yore/detail/json/json_patch.hpp>
#include <yore/detail/json/write_value.hpp>
#include <yore/diff.hpp>
#include <yore/json/value_traits.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace yore {

/// Whether a patch first tests that the fields it changes have the values from before.
enum class patch_tests : bool { no, yes };

namespace detail {

/// Calls `f(path, before, after)` with the JSON of each change, except of redacted fields.
template <class J, class T, class Engine, class F> void for_each_in_json(
    const changes<T, Engine>& c, null_members nulls, F&& f) {
    const place root(&name_of_document<T>::words, {}, nulls);
    for_each_type<T>([&]<std::size_t I>() {
        if constexpr (!fields_under<T, redact>.contains(I))
            if (const auto* one = c.template find<I>()) {
                const place here = root.member(field_names<T>[I]);
                f(here, detail::written<J>(one->before, here), detail::written<J>(one->after, here));
            }
    });
}

template <class J> void require_settable(const J& value, const place& at) {
    if (value.is_null())
        at.fail("a value that a merge patch can set (RFC 7396)", "null inside an object", "use json_patch");
    if (value.is_object())
        for (auto one = value.begin(); one != value.end(); ++one) require_settable(*one, at.member(one.key()));
}

/// What makes `before` into `after`, two values that differ. Source: RFC 7396 section 2, read backwards.
template <class J> J merge_patch_of(const J& before, const J& after, const place& at) {
    if (!before.is_object() || !after.is_object()) {
        require_settable(after, at);
        return after;
    }
    J out = J::object();
    for (auto one = before.begin(); one != before.end(); ++one)
        if (!after.contains(one.key())) out[one.key()] = nullptr;
    for (auto one = after.begin(); one != after.end(); ++one) {
        const place here = at.member(one.key());
        const auto other = before.find(one.key());
        if (other == before.end()) require_settable(*one, here);
        if (other == before.end()) out[one.key()] = *one;
        else if (!equal_json(*other, *one)) out[one.key()] = merge_patch_of(*other, *one, here);
    }
    return out;
}

} // namespace detail

/// The changes as a JSON Patch (RFC 6902): applied to the JSON of the state before, it makes the JSON of the state
/// after. Sequences are edited by element: added, removed, moved, changed inside. Redacted fields are left out. With
/// tests it applies only where every field that it changes has its value from before.
template <json_value Json = nlohmann::json, class T, class Engine>
[[nodiscard]] Json json_patch(const changes<T, Engine>& c, patch_tests tests = patch_tests::no) {
    Json out = Json::array();
    std::vector<Json> operations;
    detail::for_each_in_json<Json>(
        c, detail::null_members::keep, [&](const detail::place& at, const Json& before, const Json& after) {
            if (tests == patch_tests::yes) out.push_back(detail::operation_on<Json>("test", at.pointer(), before));
            detail::append_operations(operations, at.pointer(), before, after);
        });
    for (Json& one : operations) out.push_back(std::move(one));
    return out;
}

/// The changes as a merge patch (RFC 7396): applied to the JSON of the state before, it makes the JSON of the state
/// after, except that a member which becomes null is removed; `from_json` reads both alike. Redacted fields are left
/// out.
/// Throws: `json_error` where null stands in a map or in a JSON value of the state after, since no merge patch can put
/// it there.
template <json_value Json = nlohmann::json, class T, class Engine> [[nodiscard]] Json merge_patch(
    const changes<T, Engine>& c) {
    Json out = Json::object();
    detail::for_each_in_json<Json>(
        c, detail::null_members::omit, [&](const detail::place& at, const Json& before, const Json& after) {
            if (detail::equal_json(before, after)) return;
            detail::add_member(
                out, at.name(), after.is_null() ? Json(nullptr) : detail::merge_patch_of(before, after, at));
        });
    return out;
}

} // namespace yore

#endif
