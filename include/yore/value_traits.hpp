// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_VALUE_TRAITS_HPP
#define YORE_VALUE_TRAITS_HPP

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

namespace yore {

/// What the library cannot know about a value type. Specialise it with any of these static members:
/// - `bool equal(const V&, const V&)`: equality by meaning; must be an equivalence;
/// - `std::string to_text(const V&)`: the text people read and stores keep; equal values give equal text;
/// - `std::optional<V> from_text(std::string_view)`: back again; nothing when the text is not one of V's;
/// - `void walk_leaves(const std::string& path, const V& before, const V& after, Sink sink)`: reports what differs
///   inside two unequal values, by `sink.inserted(path, text)`, `removed(path, text)`, `replaced(path, before, after)` and
///   `moved(from, path, before, after)`; without it, the value is one leaf.
template <class V> struct value_traits {};

namespace detail {

template <class V>
concept has_custom_equal = requires(const V& v) {
    { value_traits<V>::equal(v, v) } -> std::convertible_to<bool>;
};
template <class V>
concept has_custom_to_text = requires(const V& v) {
    { value_traits<V>::to_text(v) } -> std::convertible_to<std::string>;
};
template <class V>
concept has_custom_from_text = requires(std::string_view text) {
    { value_traits<V>::from_text(text) } -> std::convertible_to<std::optional<V>>;
};

} // namespace detail
} // namespace yore

#endif
