// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_JSON_EXPECTATION_HPP
#define YORE_DETAIL_JSON_EXPECTATION_HPP

#include <yore/detail/json/shape.hpp>

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

/// The words of an error: what was expected, and what stood there.
namespace yore::detail {

template <class V> std::string an_integer() {
    return "an integer from " + number_text(+std::numeric_limits<V>::min()) + " to " +
           number_text(+std::numeric_limits<V>::max());
}

inline std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

inline std::string one_of(std::span<const named_code> known) {
    std::string out;
    for (std::size_t i = 0; i != known.size(); ++i)
        out += (i == 0 ? "" : i + 1 == known.size() ? " or " : ", ") + in_quotes(known[i].name);
    return out;
}
template <class E> std::string an_enumerator() {
    if constexpr (!enumerators_of<E>.empty()) return one_of(enumerators_of<E>);
    else if constexpr (std::is_same_v<std::underlying_type_t<E>, bool>) return "an integer from 0 to 1";
    else return an_integer<std::underlying_type_t<E>>();
}

template <class D> std::string a_duration() {
    constexpr std::string_view unit = unit_of<D>();
    return "a duration such as " + in_quotes(unit.empty() ? detail::ticks_text(D(1)) : "1" + std::string(unit));
}

template <class V, class J> std::string expectation();

template <class Variant, class J> struct expected_alternatives;
template <template <class...> class Variant, class... A, class J> struct expected_alternatives<Variant<A...>, J> {
    static std::string words() {
        std::string out;
        ((out += (out.empty() ? "" : ", or ") + expectation<A, J>()), ...);
        return out;
    }
};

/// What a type reads, in words.
template <class V, class J> std::string expectation() {
    constexpr kind k = find_shape<V>();
    if constexpr (has_json_form<V>) return json_types_of<V, J>.meets(array_type) ? "an array" : "an object";
    else if constexpr (json_value<V>) return "JSON";
    else if constexpr (has_user_overload<V, J> || has_custom_to_text<V>) return "a " + std::string(type_name<V>);
    else if constexpr (is_bytes<V>) return "bytes in base64";
    else if constexpr (k == kind::text) return "text";
    else if constexpr (k == kind::instant) {
        if constexpr (!is_calendar_instant<V>) return a_duration<typename V::duration>();
        else if constexpr (counts_days<V>) return "a day such as \"2024-02-29\"";
        else return "a time such as \"2024-02-29T12:30:00Z\"";
    } else if constexpr (k == kind::duration) return a_duration<V>();
    else if constexpr (k == kind::date) return "a day such as \"2024-02-29\"";
    else if constexpr (k == kind::boolean) return "true or false";
    else if constexpr (std::is_same_v<V, char>) return "one letter";
    else if constexpr (k == kind::integer) return an_integer<V>();
    else if constexpr (k == kind::floating) return "a number";
    else if constexpr (k == kind::enumeration) return an_enumerator<V>();
    else if constexpr (k == kind::optional || k == kind::pointer) {
        using inner = std::remove_cvref_t<decltype(*std::declval<const V&>())>;
        if constexpr (can_be_null<inner, J>) return "an array of one element, or null";
        else return expectation<inner, J>() + ", or null";
    } else if constexpr (k == kind::variant) return expected_alternatives<V, J>::words();
    else if constexpr (k == kind::map) return is_object_map<V, J> ? "an object" : "an array of pairs";
    else if constexpr (k == kind::set || k == kind::sequence) return "an array";
    else if constexpr (k == kind::tuple) return "an array of " + number_text(std::tuple_size<V>::value) + " elements";
    else if constexpr (is_monostate<V>) return "null";
    else return "an object (" + std::string(type_name<V>) + ")";
}

/// What stands there, in words: a scalar as it is written, long text shortened.
template <class J> std::string shown(const J& j) {
    if (j.is_array()) return "an array of " + number_text(j.size()) + (j.size() == 1 ? " element" : " elements");
    if (j.is_object()) return "an object";
    if (j.is_binary()) return "bytes";
    std::string text = dumped(j);
    constexpr std::size_t most = 60;
    if (text.size() <= most) return text;
    std::size_t end = most;
    while (end != 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + "…\"";
}

} // namespace yore::detail

#endif
