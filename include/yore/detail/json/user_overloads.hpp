// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_JSON_USER_OVERLOADS_HPP
#define YORE_DETAIL_JSON_USER_OVERLOADS_HPP

#include <yore/detail/json/value.hpp>
#include <yore/detail/value_kind.hpp>

#include <nlohmann/json.hpp>

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

/// Whether somebody wrote a type's JSON for nlohmann: functions to_json and from_json beside the type, friends made by
/// the NLOHMANN_… macros, or a specialisation of nlohmann::adl_serializer. What nlohmann does of itself does not count.
namespace yore::detail {

namespace beside_the_type {

void to_json() =
    delete; // hides the functions of yore, so that look-up finds what stands beside the argument's type only
void from_json() = delete;

/// A member class has no part in the namespaces of J, so look-up does not find nlohmann's own functions through it.
template <class J> struct stand_in_for {
    struct type {
        operator J&() const;
    };
};

template <class V, class J>
concept written = requires(typename stand_in_for<J>::type& j, const V& v) { to_json(j, v); };
template <class V, class J>
concept read = requires(const typename stand_in_for<J>::type& j, V& v) { from_json(j, v); };

} // namespace beside_the_type

/// JSON in a standard container brings nlohmann's own functions into the look-up, which are no user's.
template <class V> inline constexpr bool contains_json = json_value<V>;
template <template <class...> class W, class... A> inline constexpr bool contains_json<W<A...>> =
    (contains_json<A> || ...);

template <class V, class J> using serializer = typename J::template json_serializer<V, void>;

template <class V, class J>
concept nlohmann_writes = requires(J& j, const V& v) { serializer<V, J>::to_json(j, v); };
template <class V, class J>
concept nlohmann_fills = requires(const J& j, V& v) { serializer<V, J>::from_json(j, v); };
template <class V, class J>
concept nlohmann_makes = requires(const J& j) {
    { serializer<V, J>::from_json(j) } -> std::same_as<V>;
};

/// True where adl_serializer is specialised: the function template of its general definition takes a bool, whatever V.
template <class V, class J>
concept has_own_serializer = !requires { &serializer<V, J>::template to_json<J, const bool&>; };

template <class J, class... V> constexpr bool all_written(types<V...>) { return (nlohmann_writes<V, J> && ...); }
template <class J, class V, std::size_t... I> constexpr bool tuple_is_written(std::index_sequence<I...>) {
    return (nlohmann_writes<std::tuple_element_t<I, V>, J> && ...);
}

/// Whether a serializer that was specialised for all instances of a template can deal with this one.
template <class V, class J> constexpr bool parts_are_written() {
    constexpr kind k = kind_of<V>;
    if constexpr (k == kind::optional || k == kind::pointer) return false; // null or the value, always
    else if constexpr (k == kind::variant) return all_written<J>(typename alternatives<V>::list{});
    else if constexpr (k == kind::map)
        return nlohmann_writes<typename V::key_type, J> && nlohmann_writes<typename V::mapped_type, J>;
    else if constexpr (k == kind::set || k == kind::sequence) return nlohmann_writes<element_of<V>, J>;
    else if constexpr (k == kind::tuple)
        return tuple_is_written<J, V>(std::make_index_sequence<std::tuple_size<V>::value>{});
    else return true;
}

/// Kinds of which nlohmann knows nothing of itself: where it can write one, somebody has told it how.
template <class V>
inline constexpr bool unknown_to_nlohmann =
    std::is_class_v<V> && (kind_of<V> == kind::record || kind_of<V> == kind::other || kind_of<V> == kind::custom);

template <class V, class J> constexpr bool find_user_writer() {
    if constexpr (json_value<V> || std::is_arithmetic_v<V>) return false;
    else if constexpr (has_own_serializer<V, J>) return parts_are_written<V, J>() && nlohmann_writes<V, J>;
    else if constexpr (unknown_to_nlohmann<V>) return nlohmann_writes<V, J>;
    else if constexpr (contains_json<V>) return false;
    else return beside_the_type::written<V, J>;
}

template <class V, class J> constexpr bool find_user_reader() {
    if constexpr (json_value<V> || std::is_arithmetic_v<V>) return false;
    else if constexpr (has_own_serializer<V, J>)
        return parts_are_written<V, J>() && (nlohmann_fills<V, J> || nlohmann_makes<V, J>);
    else if constexpr (unknown_to_nlohmann<V>) return nlohmann_fills<V, J> || nlohmann_makes<V, J>;
    else if constexpr (contains_json<V>) return false;
    else return beside_the_type::read<V, J>;
}

template <class V, class J> inline constexpr bool user_writes = find_user_writer<V, J>();
template <class V, class J> inline constexpr bool user_reads = find_user_reader<V, J>();

template <class V, class J> constexpr auto find_user_json() {
    if constexpr (user_writes<V, J> && user_reads<V, J>) return static_cast<J*>(nullptr);
    else if constexpr (user_writes<V, nlohmann::json> && user_reads<V, nlohmann::json>)
        return static_cast<nlohmann::json*>(nullptr);
    else if constexpr (user_writes<V, J> || user_reads<V, J>)
        return static_cast<J*>(nullptr); // one is missing, and will be named
    else if constexpr (user_writes<V, nlohmann::json> || user_reads<V, nlohmann::json>)
        return static_cast<nlohmann::json*>(nullptr);
    else return static_cast<void*>(nullptr);
}

/// The J that a user's overloads for V take: the one asked for, else nlohmann::json, else void.
template <class V, class J> using user_json = std::remove_pointer_t<decltype(find_user_json<V, J>())>;

template <class V, class J>
concept has_user_overload = !std::is_void_v<user_json<V, J>>;

} // namespace yore::detail

#endif
