// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_REDACTION_HPP
#define YORE_DETAIL_REDACTION_HPP

#include <yore/detail/equal.hpp>
#include <yore/detail/siphash.hpp>
#include <yore/detail/to_text.hpp>
#include <yore/policy.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>

/// What a store keeps instead of a redacted value: a keyed digest, and the placeholder in every state it gives back.
namespace yore::detail {

template <class T> inline constexpr std::size_t redacted_count = fields_under<T, redact>.size();

template <class V> inline constexpr bool holds_text =
    kind_of<V> == kind::text && std::is_constructible_v<V, std::string>;
template <class V> inline constexpr bool holds_text<std::optional<V>> = holds_text<V>;

template <class V> V placeholder() {
    if constexpr (holds_text<V>) return V(std::string(redacted_text));
    else return V{};
}

template <class V> bool is_placeholder(const V& v) {
    if constexpr (kind_of<V> == kind::optional && holds_text<V>) return v && std::string_view(*v) == redacted_text;
    else if constexpr (holds_text<V>) return std::string_view(v) == redacted_text;
    else return detail::equal(v, V{});
}

template <class V> digest digest_of(const digest& key, const V& v) {
    static_assert(kind_of<V> != kind::other,
        "yore: a redacted field of this type has no text to make a digest of; specialise "
        "yore::value_traits for it with a function to_text");
    if constexpr (kind_of<V> == kind::optional || kind_of<V> == kind::pointer) {
        if (!v) return siphash128(key, "-"); // null is distinct from any text
        return siphash128(key, "+" + detail::to_text(*v));
    } else return siphash128(key, "+" + detail::to_text(v));
}

/// Replaces redacted values by the placeholder and ignored ones by their defaults: what may be kept of a state.
template <class T> void make_storable(T& state) {
    constexpr auto redacted = fields_under<T, redact>;
    constexpr auto ignored = fields_under<T, ignore>;
    if constexpr (!(redacted | ignored).empty()) {
        static_assert(std::is_default_constructible_v<T>, "yore: a model with ignored fields needs a default "
                                                          "constructor, they come back with their defaults; add one");
        T defaults{};
        reflected<T>::visit(state, [&](auto&... x) {
            reflected<T>::visit(defaults, [&](auto&... d) {
                [&]<std::size_t... I>(std::index_sequence<I...>) {
                    auto one = [&]<std::size_t F, class V>(
                                   std::integral_constant<std::size_t, F>, V& value, V& otherwise) {
                        if constexpr (redacted.contains(F)) value = detail::placeholder<V>();
                        else if constexpr (ignored.contains(F)) value = std::move(otherwise);
                    };
                    (one(std::integral_constant<std::size_t, I>{}, x, d), ...);
                }(std::make_index_sequence<sizeof...(x)>{});
            });
        });
    }
}

/// The digests of a state: kept where the field holds the placeholder, which leaves it as it was.
template <class T> void digest_fields(const digest& key, const T& state, digest* digests) {
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
