// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_REDACTION_HPP
#define YORE_DETAIL_REDACTION_HPP

#include <yore/detail/contents.hpp>
#include <yore/detail/equal.hpp>
#include <yore/detail/siphash.hpp>
#include <yore/detail/to_text.hpp>
#include <yore/policy.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

/// What a store keeps instead of a redacted value: a keyed digest, and the placeholder in every state it gives back.
namespace yore::detail {

template <class T> inline constexpr std::size_t redacted_count = fields_under<T, redact>.size();

template <class V> inline constexpr bool holds_text =
    kind_of<V> == kind::text && std::is_constructible_v<V, std::string>;
template <class V> inline constexpr bool holds_text<std::optional<V>> = holds_text<V>;

template <class V> V placeholder() {
    static_assert(holds_text<V> || std::is_default_constructible_v<V>,
        "yore: a redacted field needs a type with a default constructor, states come back with its default; add one");
    if constexpr (holds_text<V>) return V(std::string(redacted_text));
    else if constexpr (std::is_default_constructible_v<V>) return V{};
    else return detail::placeholder<V>(); // never reached
}

template <class V> bool is_placeholder(const V& v) {
    if constexpr (kind_of<V> == kind::optional && holds_text<V>) return v && std::string_view(*v) == redacted_text;
    else if constexpr (holds_text<V>) return std::string_view(v) == redacted_text;
    else return detail::equal(v, detail::placeholder<V>());
}

template <class V> digest digest_of(const digest& key, const V& v) {
    static_assert(kind_of<V> != kind::other,
        "yore: a redacted field of this type has no text to make a digest of; specialise "
        "yore::value_traits for it with a function to_text");
    constexpr secrets shown = find_contents<V>().redacted ? secrets::told : secrets::hidden;
    if constexpr (kind_of<V> == kind::optional || kind_of<V> == kind::pointer) {
        if (!v) return siphash128(key, "-"); // null is distinct from any text
        return siphash128(key, "+" + detail::to_text<std::remove_cvref_t<decltype(*v)>, shown>(*v));
    } else return siphash128(key, "+" + detail::to_text<V, shown>(v));
}

template <class T, class Engine = engine_tag<T>> void make_storable(T& state);

/// The same for the structs inside a value.
template <class V> void make_parts_storable(V& v) {
    constexpr kind k = kind_of<V>;
    if constexpr (!find_contents<V>().ignored) return;
    else if constexpr (k == kind::record) make_storable(v);
    else if constexpr (k == kind::optional) {
        if (v) make_parts_storable(*v);
    } else if constexpr (k == kind::pointer) { // what it owns was made as a copy, never const
        if (v) make_parts_storable(const_cast<std::remove_cv_t<typename V::element_type>&>(*v));
    } else if constexpr (k == kind::variant) visit_alternative(v, [](auto, auto& one) { make_parts_storable(one); });
    else if constexpr (k == kind::map)
        for (auto& entry : v) make_parts_storable(entry.second);
    else if constexpr (k == kind::sequence)
        for (auto& one : v) make_parts_storable(one);
    else
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            using std::get;
            (make_parts_storable(get<I>(v)), ...);
        }(std::make_index_sequence<std::tuple_size<V>::value>{});
}

/// Gives ignored fields their initial values.
template <class T, class Engine = engine_tag<T>> void reset_ignored(T& state) {
    static_assert(std::is_default_constructible_v<T>, "yore: a struct with ignored fields needs a default constructor, "
                                                      "they come back with their defaults; add one");
    if constexpr (std::is_default_constructible_v<T>) {
        T defaults{};
        detail::visit_fields(defaults, [&](auto&... d) {
            const std::tuple<decltype(d)...> initial(d...);
            for_each_index(state, [&](auto index, auto& value) {
                constexpr std::size_t i = decltype(index)::value;
                if constexpr (fields_under<T, ignore>.contains(i)) value = std::move(std::get<i>(initial));
            });
        });
    }
}

/// Replaces redacted values by the placeholder and ignored ones by their defaults, those of structs inside too: what may
/// be kept of a state.
template <class T, class Engine> void make_storable(T& state) {
    constexpr field_set<T> redacted = fields_under<T, redact>;
    constexpr field_set<T> ignored = fields_under<T, ignore>;
    for_each_index(state, [&]<class V>(auto index, V& value) {
        constexpr std::size_t i = decltype(index)::value;
        if constexpr (redacted.contains(i)) value = detail::placeholder<V>();
        else if constexpr (!ignored.contains(i)) make_parts_storable(value);
    });
    if constexpr (!ignored.empty()) reset_ignored(state);
}

/// The digests of a state: kept where the field holds the placeholder, which leaves it as it was.
template <class T, class Engine = engine_tag<T>> void digest_fields(
    const digest& key, const T& state, digest* digests) {
    constexpr auto redacted = fields_under<T, redact>;
    for_each_index(state, [&](auto index, const auto& value) {
        if constexpr (redacted.contains(decltype(index)::value)) {
            if (!detail::is_placeholder(value)) *digests = detail::digest_of(key, value);
            ++digests;
        }
    });
}

} // namespace yore::detail

#endif
