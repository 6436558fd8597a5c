// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_JSON_WRITE_VALUE_HPP
#define YORE_DETAIL_JSON_WRITE_VALUE_HPP

#include <yore/audit_fields.hpp>
#include <yore/detail/json/base64.hpp>
#include <yore/detail/json/chrono.hpp>
#include <yore/detail/json/place.hpp>
#include <yore/detail/json/shape.hpp>
#include <yore/detail/json/user_overloads.hpp>
#include <yore/detail/json/writable.hpp>
#include <yore/detail/redaction.hpp>
#include <yore/policy.hpp>

#include <algorithm>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// Values as JSON: one function, chosen by the kind of the value.
namespace yore::detail {

template <class J, class V> J written(const V& v, const place& at);

template <class J> J written_text(std::string_view text, const place& at) {
    at.require_utf8(text);
    return J(typename J::string_t(text));
}

template <class J> void add_member(J& object, std::string_view name, J&& value) {
    object.template get_ref<typename J::object_t&>().emplace(typename J::string_t(name), std::move(value));
}

// ---- numbers

/// The double whose shortest text is the shortest text of f, where reading it back gives f.
template <class F> double as_double(F f) {
    if constexpr (sizeof(F) < sizeof(double)) {
        const std::string text = number_text(f);
        double d = 0;
        std::from_chars(text.data(), text.data() + text.size(), d);
        if (static_cast<F>(d) == f) return d;
    }
    return static_cast<double>(f);
}

template <class J, class F> J written_floating(F f) {
    if (f != f) return J("NaN");
    if (f - f != 0) return J(f > 0 ? "Infinity" : "-Infinity");
    const double d = as_double(f);
    if constexpr (sizeof(F) > sizeof(double))
        if (static_cast<F>(d) != f) return J(number_text(f)); // more digits than a number of JSON keeps
    return J(d);
}

template <class J, class N> J written_integer(N n) {
    static_assert(
        sizeof(N) <= sizeof(std::int64_t), "yore: JSON holds integers of up to 64 bits; use a smaller type, or text");
    if constexpr (std::is_same_v<N, char>)
        if (n >= 0 && static_cast<unsigned char>(n) < 0x80) return J(typename J::string_t(1, n));
    if constexpr (std::unsigned_integral<N>) return J(static_cast<std::uint64_t>(n));
    else return J(static_cast<std::int64_t>(n));
}

template <class J, class E> J written_enumerator(E e) {
    if (const std::string_view name = detail::name_of_enumerator(e); !name.empty())
        return J(typename J::string_t(name));
    using underlying = std::underlying_type_t<E>;
    if constexpr (std::same_as<underlying, bool>) return J(static_cast<std::uint64_t>(static_cast<underlying>(e)));
    else return J(+static_cast<underlying>(e));
}

// ---- text

template <class V> std::string instant_as_text(const V& t) {
    if constexpr (is_calendar_instant<V>)
        if (detail::has_text(t)) return detail::calendar_text(t);
    return detail::ticks_text(t.time_since_epoch());
}

/// Requires: `is_text_in_json<V>`, or a date.
template <class V> std::string single_text(const V& v) {
    constexpr kind k = find_shape<V>();
    if constexpr (has_custom_to_text<V>) return std::string(value_traits<V>::to_text(v));
    else if constexpr (k == kind::instant) return detail::instant_as_text(v);
    else if constexpr (k == kind::duration) return detail::ticks_text(v);
    else if constexpr (k == kind::date) return detail::date_text(v);
    else return std::string(std::string_view(v));
}

template <class V> std::string bytes_text(const V& bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (const auto one : bytes) out += static_cast<char>(one);
    return base64_text(out);
}

/// The name of the member that a map's key becomes.
template <class K> std::string key_text(const K& key) {
    constexpr kind k = find_shape<K>();
    if constexpr (has_custom_to_text<K>) return std::string(value_traits<K>::to_text(key));
    else if constexpr (k == kind::boolean) return key ? "true" : "false";
    else if constexpr (std::is_same_v<K, char>)
        return detail::written_integer<nlohmann::json>(key).is_string() ? std::string(1, key) : number_text(+key);
    else if constexpr (k == kind::integer) return number_text(+key);
    else if constexpr (k == kind::enumeration) {
        const std::string_view name = detail::name_of_enumerator(key);
        return name.empty() ? number_text(+static_cast<std::underlying_type_t<K>>(key)) : std::string(name);
    } else return detail::single_text(key);
}

// ---- what a user wrote

template <class J, class V> J written_by_user(const V& v, const place& at) {
    using theirs = user_json<V, J>;
    static_assert(user_writes<V, theirs>,
        "yore: this type has a from_json of nlohmann's kind but no to_json, so what is written could not "
        "be read; add to_json");
    J out;
    try {
        theirs j;
        serializer<V, theirs>::to_json(j, v);
        out = J(std::move(j));
    } catch (const nlohmann::json::exception& e) {
        at.fail("a " + std::string(type_name<V>), "one that its to_json refused", e.what());
    }
    detail::require_writable(out, at);
    return out;
}

// ---- containers

template <class J, class V> J written_sequence(const V& v, const place& at) {
    J out = J::array();
    std::size_t i = 0;
    for (const auto& one : v)
        out.push_back(detail::written<J>(static_cast<const element_of<V>&>(one), at.element(i++)));
    if constexpr (hashed<V>) std::sort(out.begin(), out.end()); // so that equal sets are written alike
    return out;
}

template <class J, class V> J written_object_map(const V& v, const place& at) {
    std::vector<std::pair<std::string, J>> members;
    for (const auto& [key, value] : v) {
        std::string name = detail::key_text(key);
        const place here = at.member(name);
        here.require_utf8(name);
        J inner = detail::written<J>(value, here);
        members.emplace_back(std::move(name), std::move(inner));
    }
    if constexpr (hashed<V>)
        std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    J out = J::object();
    for (auto& [name, value] : members) detail::add_member(out, name, std::move(value));
    return out;
}

template <class J, class V> J written_pairs(const V& v, const place& at) {
    J out = J::array();
    for (const auto& [key, value] : v) {
        const place pair = at.element(out.size());
        J both = J::array();
        both.push_back(detail::written<J>(key, pair.element(0)));
        both.push_back(detail::written<J>(value, pair.element(1)));
        out.push_back(std::move(both));
    }
    if constexpr (hashed<V>) std::sort(out.begin(), out.end());
    return out;
}

template <class J, class V, std::size_t... I> J written_tuple(const V& v, const place& at, std::index_sequence<I...>) {
    using std::get;
    J out = J::array();
    (out.push_back(detail::written<J>(get<I>(v), at.element(I))), ...);
    return out;
}

template <class J, class V> J written_optional(const V& v, const place& at) {
    using inner = std::remove_cvref_t<decltype(*v)>;
    constexpr bool in_array = can_be_null<inner, J>;
    if (!v) return J(nullptr);
    if constexpr (!in_array) {
        J out = detail::written<J, inner>(*v, at);
        if (out.is_null())
            at.fail("a value that differs from none", "null from the to_json of " + std::string(type_name<inner>));
        return out;
    } else {
        J out = J::array();
        out.push_back(detail::written<J, inner>(*v, at.element(0)));
        return out;
    }
}

template <class J, class V> J written_variant(const V& v, const place& at) {
    using known = alternatives_in_json<V, J>;
    if (v.valueless_by_exception()) at.fail("a variant with a value", "one without");
    J out;
    detail::visit_alternative(v, [&](auto index, const auto& one) {
        constexpr std::size_t i = decltype(index)::value;
        if (known::stands_apart(i)) {
            out = detail::written<J>(one, at);
            if (known::named_by(out) == known::count && known::fit_for(out) == i) return;
        }
        J tagged = J::object();
        detail::add_member(
            tagged, "type", known::is_named(i) ? J(typename J::string_t(known::names[i])) : J(std::uint64_t{i}));
        detail::add_member(tagged, "value", detail::written<J>(one, at.member("value")));
        out = std::move(tagged);
    });
    return out;
}

// ---- structs

template <class T, class Seen = types<>> constexpr bool has_flat_collision() {
    bool found = false;
    if constexpr (audit_index<T> != no_field)
        for (std::string_view name : field_names<T>)
            for (std::string_view flat : {"created_on", "modified_on", "created_by", "modified_by"})
                found = found || name == flat;
    return found;
}

template <class J, class V> void write_member(J& out, std::string_view name, const V& value, const place& at) {
    J inner = detail::written<J>(value, at.member(name));
    if (!inner.is_null() || !at.omits_nulls()) detail::add_member(out, name, std::move(inner));
}

/// Functions for types, none for fields.
template <class J, std::size_t... I, class... V>
void write_tied(
    J& out, const tied<std::index_sequence<I...>, const V...>& fields, const std::string_view* names, const place& at) {
    (detail::write_member(out, names[I], *static_cast<const tied_field<I, const V>&>(fields).at, at), ...);
}

template <class J, class T, class Engine = engine_tag<T>> void write_members(J& out, const T& v, const place& at) {
    static_assert(require_policy<T>::value);
    static_assert(!has_flat_collision<T>(),
        "yore: created_on, modified_on, created_by and modified_by of the AuditFields member stand beside "
        "the other fields in JSON, and one of those has such a name too; rename it");
    if constexpr (has_plain_json<T>) detail::write_tied(out, reflected<T>::tie(v), field_names<T>.data(), at);
    else
        detail::for_each_index(v, [&]<std::size_t I, class V>(std::integral_constant<std::size_t, I>, const V& value) {
            constexpr std::string_view name = field_names<T>[I];
            if constexpr (fields_under<T, ignore>.contains(I)) return;
            else if constexpr (I == audit_index<T>) detail::write_members(out, value, at);
            else if constexpr (fields_under<T, redact>.contains(I))
                detail::add_member(out, name, J(typename J::string_t(redacted_text)));
            else detail::write_member(out, name, value, at);
        });
}

template <class J, class V> J written_form(const V& v, const place& at) {
    J out = J::object();
    const auto add = [&](const auto& member) { detail::write_member(out, member.name, v.*member.pointer, at); };
    std::apply([&](const auto&... member) { (add(member), ...); }, json_form<V>::members());
    return out;
}

template <class J, class V> J written(const V& v, const place& at) {
    constexpr kind k = find_shape<V>();
    if constexpr (has_json_members<V>) return detail::written_form<J>(v, at);
    else if constexpr (has_json_form<V>) return json_form<V>::template write<J>(v, at);
    else if constexpr (json_value<V>) {
        detail::require_writable(v, at);
        return J(v);
    } else if constexpr (has_user_overload<V, J>) return detail::written_by_user<J>(v, at);
    else if constexpr (is_text_in_json<V>) return detail::written_text<J>(detail::single_text(v), at);
    else if constexpr (is_bytes<V>) return J(detail::bytes_text(v));
    else if constexpr (k == kind::boolean) return J(v);
    else if constexpr (k == kind::integer) return detail::written_integer<J>(v);
    else if constexpr (k == kind::floating) return detail::written_floating<J>(v);
    else if constexpr (k == kind::enumeration) return detail::written_enumerator<J>(v);
    else if constexpr (k == kind::date) {
        if (v.ok()) return J(detail::date_text(v));
        return J::array({static_cast<int>(v.year()), static_cast<unsigned>(v.month()), static_cast<unsigned>(v.day())});
    } else if constexpr (k == kind::optional || k == kind::pointer) return detail::written_optional<J>(v, at);
    else if constexpr (k == kind::variant) return detail::written_variant<J>(v, at);
    else if constexpr (k == kind::map) {
        if constexpr (is_object_map<V, J>) return detail::written_object_map<J>(v, at);
        else return detail::written_pairs<J>(v, at);
    } else if constexpr (k == kind::set || k == kind::sequence) return detail::written_sequence<J>(v, at);
    else if constexpr (k == kind::tuple)
        return detail::written_tuple<J>(v, at, std::make_index_sequence<std::tuple_size<V>::value>{});
    else if constexpr (is_monostate<V>) return J(nullptr);
    else if constexpr (k == kind::record) {
        J out = J::object();
        detail::write_members(out, v, at);
        return out;
    } else if constexpr (std::is_aggregate_v<V> || described<V>) static_assert(require_auditable<V>::value);
    else {
        static_assert(k != kind::other,
            "yore: JSON of this type is unknown; give it to_json and from_json of nlohmann's kind, or specialise "
            "yore::value_traits for it with functions to_text and from_text");
    }
}

} // namespace yore::detail

#endif
