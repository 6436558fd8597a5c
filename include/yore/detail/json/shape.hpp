// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_JSON_SHAPE_HPP
#define YORE_DETAIL_JSON_SHAPE_HPP

#include <yore/detail/equal.hpp>
#include <yore/detail/json/chrono.hpp>
#include <yore/detail/json/enumerators.hpp>
#include <yore/detail/json/user_overloads.hpp>
#include <yore/detail/json/value.hpp>
#include <yore/detail/value_kind.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

/// Which JSON a type becomes, as far as its type alone says.
namespace yore::detail {

/// The types of JSON that values of a type can have, one bit each.
struct json_types {
    unsigned bits = 0;
    [[nodiscard]] constexpr bool meets(json_types other) const { return (bits & other.bits) != 0; }
    friend constexpr json_types operator|(json_types a, json_types b) { return {a.bits | b.bits}; }
};
inline constexpr json_types null_type{1}, boolean_type{2}, number_type{4}, text_type{8}, array_type{16},
    object_type{32}, any_type{63};

/// How the types of this library stand in JSON. Specialised with `members()`, a tuple of `json_member`, or with
/// `types`, `write<J>(value, place)` and `read(json, place)`.
template <class V> struct json_form {};

/// A member of an object that stands for a type of this library.
template <class C, class M> struct json_member {
    std::string_view name;
    M C::* pointer;
};
template <class C, class M> json_member(const char*, M C::*) -> json_member<C, M>;

template <class V>
concept has_json_members = requires { json_form<V>::members(); };
template <class V>
concept has_json_form = has_json_members<V> || requires { json_form<V>::types; };

template <class V> struct name_of_document {
    static std::string words() { return std::string(type_name<V>); }
};
template <template <class, class> class Of, class T, class Engine>
    requires has_json_form<Of<T, Engine>>
struct name_of_document<Of<T, Engine>> {
    static std::string words() { return std::string(type_name<Of<T, Engine>>) + " of " + std::string(type_name<T>); }
};

/// Values that are written as one text.
template <class V> constexpr bool find_text_form() {
    if constexpr (has_custom_to_text<V>) return true;
    else return find_shape<V>() == kind::text || find_shape<V>() == kind::instant || find_shape<V>() == kind::duration;
}
template <class V> inline constexpr bool is_text_in_json = find_text_form<V>();

/// Bytes, which are written as one text of base64.
template <class V> constexpr bool find_bytes() {
    if constexpr (find_shape<V>() == kind::sequence) return std::is_same_v<element_of<V>, std::byte>;
    else return false;
}
template <class V> inline constexpr bool is_bytes = find_bytes<V>();

template <class J> constexpr json_types type_of(const J& j) {
    if (j.is_null()) return null_type;
    if (j.is_boolean()) return boolean_type;
    if (j.is_number()) return number_type;
    if (j.is_string()) return text_type;
    if (j.is_array()) return array_type;
    return j.is_object() ? object_type : json_types{};
}

template <class V, class J> constexpr json_types find_json_types();

template <class V, class J> inline constexpr json_types json_types_of = find_json_types<V, J>();

/// Some of its values are written as null, so an optional of it needs another sign for nothing. What a user wrote is
/// taken not to be.
template <class V, class J> inline constexpr bool can_be_null =
    json_types_of<V, J>.meets(null_type) && !has_user_overload<V, J>;

template <class J, class... A> constexpr json_types join_json_types(types<A...>) {
    return (json_types{} | ... | json_types_of<A, J>);
}

template <class V> inline constexpr bool is_monostate =
    std::is_empty_v<V> && type_name<V> == std::string_view("monostate");

template <class K, class J> constexpr bool find_text_key() {
    constexpr kind k = find_shape<K>();
    if constexpr (has_user_overload<K, J>) return false;
    else if constexpr (has_custom_to_text<K>) return has_custom_from_text<K>;
    else
        return k == kind::text || k == kind::integer || k == kind::boolean || k == kind::enumeration ||
               k == kind::instant || k == kind::duration || k == kind::date;
}
/// Maps of which each key is a text of its own, and which are therefore objects.
template <class V, class J> inline constexpr bool is_object_map =
    unique_keys<V> && find_text_key<typename V::key_type, J>();

template <class V, class J> constexpr json_types find_json_types() {
    constexpr kind k = find_shape<V>();
    if constexpr (has_json_members<V>) return object_type;
    else if constexpr (has_json_form<V>) return json_form<V>::types;
    else if constexpr (json_value<V> || has_user_overload<V, J>) return any_type;
    else if constexpr (is_text_in_json<V> || is_bytes<V>) return text_type;
    else if constexpr (std::is_same_v<V, char>) return text_type | number_type;
    else if constexpr (k == kind::boolean) return boolean_type;
    else if constexpr (k == kind::integer || k == kind::floating)
        return number_type; // a variant tells NaN apart by itself
    else if constexpr (k == kind::enumeration) return enumerators_of<V>.empty() ? number_type : text_type | number_type;
    else if constexpr (k == kind::date) return text_type | array_type;
    else if constexpr (k == kind::optional || k == kind::pointer) {
        using inner = std::remove_cvref_t<decltype(*std::declval<const V&>())>;
        return null_type | (can_be_null<inner, J> ? array_type : json_types_of<inner, J>);
    } else if constexpr (k == kind::variant) return join_json_types<J>(typename alternatives<V>::list{}) | object_type;
    else if constexpr (k == kind::map) return is_object_map<V, J> ? object_type : array_type;
    else if constexpr (k == kind::set || k == kind::sequence || k == kind::tuple) return array_type;
    else if constexpr (is_monostate<V>) return null_type;
    else return object_type;
}

// ---- the alternatives of a variant

template <class V, class J> constexpr std::string_view tag_name() {
    constexpr kind k = find_shape<V>();
    if constexpr (json_value<V>) return "json";
    else if constexpr (k == kind::record || k == kind::other || k == kind::enumeration || has_user_overload<V, J> ||
                       has_custom_to_text<V>)
        return is_monostate<V> ? std::string_view("null") : type_name<V>;
    else if constexpr (k == kind::boolean) return "boolean";
    else if constexpr (k == kind::integer) return "integer";
    else if constexpr (k == kind::floating) return "number";
    else if constexpr (k == kind::text) return "text";
    else if constexpr (k == kind::instant) return "time";
    else if constexpr (k == kind::duration) return "duration";
    else if constexpr (k == kind::date) return "date";
    else if constexpr (k == kind::map) return "map";
    else if constexpr (k == kind::set) return "set";
    else if constexpr (k == kind::tuple) return "tuple";
    else if constexpr (k == kind::sequence) return "list";
    else return "";
}

template <class V, class J> struct alternatives_in_json;
template <template <class...> class Variant, class... A, class J> struct alternatives_in_json<Variant<A...>, J> {
    static constexpr std::size_t count = sizeof...(A);
    static constexpr std::array<std::string_view, count> names{tag_name<A, J>()...};
    static constexpr std::array<json_types, count> types{json_types_of<A, J>...};

    /// The name stands for this alternative alone; where none does, its index is the tag.
    static constexpr bool is_named(std::size_t index) {
        std::size_t n = 0;
        for (std::string_view name : names) n += name == names[index];
        return n == 1 && !names[index].empty();
    }
    /// No other alternative is written as the types of JSON that this one is.
    static constexpr bool stands_apart(std::size_t index) {
        for (std::size_t i = 0; i != count; ++i)
            if (i != index && types[i].meets(types[index])) return false;
        return true;
    }
    /// The alternative that `{"type": tag, "value": …}` names; `count` where that is not what j is.
    template <class Json> static std::size_t named_by(const Json& j) {
        if (!j.is_object() || j.size() != 2 || !j.contains("type") || !j.contains("value")) return count;
        const Json& tag = j["type"];
        for (std::size_t i = 0; i != count; ++i)
            if (is_named(i) ? tag.is_string() && tag.template get_ref<const typename Json::string_t&>() == names[i]
                            : tag.is_number_integer() && tag == Json(i))
                return i;
        return count;
    }
    /// The first alternative that can be written as j; `count` where none can.
    template <class Json> static std::size_t fit_for(const Json& j) {
        for (std::size_t i = 0; i != count; ++i)
            if (types[i].meets(type_of(j))) return i;
        return count;
    }
};

/// Whether all fields of T are in JSON as they are.
template <class T>
inline constexpr bool has_plain_json = std::is_same_v<rules_of<T>, types<>> && audit_fields_of<T>().empty();

} // namespace yore::detail

#endif
