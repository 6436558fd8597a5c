// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_JSON_READ_VALUE_HPP
#define YORE_DETAIL_JSON_READ_VALUE_HPP

#include <yore/audit_fields.hpp>
#include <yore/detail/json/base64.hpp>
#include <yore/detail/json/chrono.hpp>
#include <yore/detail/json/expectation.hpp>
#include <yore/detail/json/place.hpp>
#include <yore/detail/json/shape.hpp>
#include <yore/detail/json/user_overloads.hpp>
#include <yore/detail/json/writable.hpp>
#include <yore/detail/nearest.hpp>
#include <yore/detail/redaction.hpp>
#include <yore/policy.hpp>

#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// Values from JSON: one function, chosen by the kind of the value.
namespace yore::detail {

template <class V, class J> V value_from(const J& j, const place& at);

template <class V, class J> [[noreturn]] YORE_COLD void fail_expected(
    const J& j, const place& at, const std::string& advice = {}) {
    at.fail(expectation<V, J>(), shown(j), advice);
}

template <class J> std::string_view text_in(const J& j) { return j.template get_ref<const typename J::string_t&>(); }

inline std::string did_you_mean(std::string_view name) {
    return name.empty() ? "" : "did you mean " + in_quotes(name) + "?";
}

// ---- numbers

template <class N, class J> std::optional<N> integer_in(const J& j) {
    const auto narrowed = [](auto n) {
        return std::in_range<N>(n) ? std::optional<N>(static_cast<N>(n)) : std::nullopt;
    };
    if (j.is_number_unsigned()) return narrowed(j.template get<std::uint64_t>());
    if (j.is_number_integer()) return narrowed(j.template get<std::int64_t>());
    if (!j.is_number_float()) return {};
    const auto d = j.template get<double>();
    if (!(d >= -0x1p53 && d <= 0x1p53)) return {}; // beyond that a double does not say which integer was written
    const auto n = static_cast<std::int64_t>(d);
    return static_cast<double>(n) == d ? narrowed(n) : std::nullopt;
}

/// `char`, `wchar_t` and their like have no place in `std::in_range`.
template <class N> auto plain_integer() {
    if constexpr (std::unsigned_integral<N>) {
        if constexpr (sizeof(N) == 1) return std::uint8_t{};
        else if constexpr (sizeof(N) == 2) return std::uint16_t{};
        else if constexpr (sizeof(N) == 4) return std::uint32_t{};
        else return std::uint64_t{};
    } else {
        if constexpr (sizeof(N) == 1) return std::int8_t{};
        else if constexpr (sizeof(N) == 2) return std::int16_t{};
        else if constexpr (sizeof(N) == 4) return std::int32_t{};
        else return std::int64_t{};
    }
}

template <class N, class J> N integer_from(const J& j, const place& at) {
    static_assert(
        sizeof(N) <= sizeof(std::int64_t), "yore: JSON holds integers of up to 64 bits; use a smaller type, or text");
    if constexpr (std::is_same_v<N, char>)
        if (j.is_string() && text_in(j).size() == 1) return text_in(j)[0];
    const auto n = integer_in<decltype(plain_integer<N>())>(j);
    if (!n) fail_expected<N>(j, at);
    return static_cast<N>(*n);
}

/// Reads the text of a number that is too exact for JSON. `from_chars` of libstdc++ refuses the ones nearest to zero.
template <class F> std::optional<F> long_floating_from(std::string_view text) {
    if (const auto f = number_from<F>(text)) return f;
    const std::string ended(text);
    char* end = nullptr;
    const F f = std::strtold(ended.c_str(), &end);
    if (ended.empty() || end != ended.c_str() + ended.size() || f == 0 || f - f != 0) return {};
    return f;
}

template <class F, class J> F floating_from(const J& j, const place& at) {
    if (j.is_string()) {
        const std::string_view text = text_in(j);
        if (text == "NaN") return std::numeric_limits<F>::quiet_NaN();
        if (text == "Infinity") return std::numeric_limits<F>::infinity();
        if (text == "-Infinity") return -std::numeric_limits<F>::infinity();
        if constexpr (sizeof(F) > sizeof(double))
            if (const auto f = long_floating_from<F>(text)) return *f;
    }
    if (!j.is_number()) fail_expected<F>(j, at);
    if (j.is_number_unsigned()) return static_cast<F>(j.template get<std::uint64_t>());
    if (j.is_number_integer()) return static_cast<F>(j.template get<std::int64_t>());
    const auto d = j.template get<double>();
    const auto f = static_cast<F>(d);
    if (f - f != 0 && d - d == 0)
        at.fail("a number of at most " + number_text(std::numeric_limits<F>::max()), shown(j));
    return f;
}

inline std::string nearest_among(std::span<const named_code> known, std::string_view name) {
    std::vector<std::string_view> names;
    for (const named_code& one : known) names.push_back(one.name);
    return did_you_mean(nearest(name, names));
}

template <class E, class J> E enumerator_from(const J& j, const place& at) {
    if constexpr (!enumerators_of<E>.empty())
        if (j.is_string()) {
            const std::string_view name = text_in(j);
            if (const named_code* const e = find_among(enumerators_of<E>, name)) return from_code<E>(e->code);
            fail_expected<E>(j, at, nearest_among(enumerators_of<E>, name));
        }
    using underlying = std::underlying_type_t<E>;
    if constexpr (std::same_as<underlying, bool>) {
        const auto n = integer_in<std::uint8_t>(j);
        if (!n || *n > 1) fail_expected<E>(j, at);
        return static_cast<E>(*n == 1);
    } else {
        const auto n = integer_in<decltype(plain_integer<underlying>())>(j);
        if (!n) fail_expected<E>(j, at);
        return static_cast<E>(*n);
    }
}

// ---- text

template <class V> std::optional<V> instant_from_text(std::string_view text) {
    if constexpr (is_calendar_instant<V>)
        if (auto t = calendar_from<V>(text)) return t;
    const auto ticks = ticks_from<typename V::duration>(text);
    if (!ticks) return {};
    if constexpr (is_calendar_instant<V>)
        if (detail::has_text(V(*ticks))) return {}; // the count alone stands only for what lies beyond the calendar
    return V(*ticks);
}

/// What `single_text` wrote; nothing where the text is none of V's.
template <class V> std::optional<V> value_from_text(std::string_view text) {
    constexpr kind k = find_shape<V>();
    if constexpr (has_custom_to_text<V>) {
        static_assert(has_custom_from_text<V>,
            "yore: the value_traits of this type have to_text but no from_text, so what is written cannot "
            "be read; add from_text");
        return value_traits<V>::from_text(text);
    } else if constexpr (k == kind::instant) return instant_from_text<V>(text);
    else if constexpr (k == kind::duration) return ticks_from<V>(text);
    else if constexpr (k == kind::date) return date_from<V>(text);
    else {
        static_assert(std::is_constructible_v<V, std::string> && !std::is_same_v<V, std::string_view>,
            "yore: text of this type cannot be read, it would refer to JSON that is gone; use std::string");
        return V(std::string(text));
    }
}

template <class V, class J> V text_from(const J& j, const place& at) {
    if (!j.is_string()) fail_expected<V>(j, at);
    at.require_utf8(text_in(j));
    std::optional<V> v = value_from_text<V>(text_in(j));
    if (!v) fail_expected<V>(j, at);
    return std::move(*v);
}

template <class V, class J> V date_from_json(const J& j, const place& at) {
    const auto part = [&](std::size_t i, int least, int most) {
        const auto n = integer_in<int>(j[i]);
        if (!n || *n < least || *n > most) fail_expected<V>(j, at);
        return *n;
    };
    if (j.is_array() && j.size() == 3) // a date that is no day of the calendar
        return make_date<V>(
            part(0, -32767, 32767), static_cast<unsigned>(part(1, 0, 255)), static_cast<unsigned>(part(2, 0, 255)));
    const V v = text_from<V>(j, at);
    if (!v.ok()) fail_expected<V>(j, at);
    return v;
}

/// What `key_text` wrote.
template <class K> std::optional<K> key_from_text(std::string_view text) {
    constexpr kind k = find_shape<K>();
    if constexpr (has_custom_to_text<K>) return value_traits<K>::from_text(text);
    else if constexpr (k == kind::boolean) {
        if (text != "true" && text != "false") return {};
        return text == "true";
    } else if constexpr (k == kind::integer) {
        if constexpr (std::is_same_v<K, char>)
            if (text.size() == 1) return text[0];
        const auto n = number_from<decltype(plain_integer<K>())>(text);
        return n ? std::optional<K>(static_cast<K>(*n)) : std::nullopt;
    } else if constexpr (k == kind::enumeration) {
        if (const named_code* const e = find_among(enumerators_of<K>, text)) return from_code<K>(e->code);
        const auto n = number_from<decltype(plain_integer<std::underlying_type_t<K>>())>(text);
        return n ? std::optional<K>(static_cast<K>(*n)) : std::nullopt;
    } else return value_from_text<K>(text);
}

// ---- what a user wrote

template <class V, class J> V value_by_user(const J& j, const place& at) {
    using theirs = user_json<V, J>;
    static_assert(user_reads<V, theirs>,
        "yore: this type has a to_json of nlohmann's kind but no from_json, so what is written cannot be "
        "read; add from_json");
    try {
        const theirs& read = [&]() -> decltype(auto) {
            if constexpr (std::is_same_v<theirs, J>) return (j);
            else return theirs(j);
        }();
        if constexpr (nlohmann_fills<V, theirs> && std::default_initializable<V>) {
            V v{};
            serializer<V, theirs>::from_json(read, v);
            return v;
        } else return serializer<V, theirs>::from_json(read);
    } catch (const nlohmann::json::exception& e) {
        at.fail("a " + std::string(type_name<V>), shown(j), e.what());
    }
}

// ---- containers

template <class V>
concept growing = requires(V v, element_of<V> e) { v.push_back(std::move(e)); };

template <class V, class J> V sequence_from(const J& j, const place& at) {
    if (!j.is_array()) fail_expected<V>(j, at);
    V out{};
    std::size_t i = 0;
    if constexpr (growing<V>) {
        if constexpr (requires { out.reserve(i); }) out.reserve(j.size());
        for (const J& one : j) out.push_back(value_from<element_of<V>>(one, at.element(i++)));
    } else {
        static_assert(std::tuple_size<V>::value != static_cast<std::size_t>(-1),
            "yore: elements cannot be added to this sequence");
        if (j.size() != out.size()) at.fail("an array of " + number_text(out.size()) + " elements", shown(j));
        for (auto& one : out) {
            one = value_from<element_of<V>>(j[i], at.element(i));
            ++i;
        }
    }
    return out;
}

template <class V, class J> V bytes_from(const J& j, const place& at) {
    const auto bytes = j.is_string() ? bytes_of_base64(text_in(j)) : std::nullopt;
    if (!bytes) fail_expected<V>(j, at);
    V out{};
    if constexpr (growing<V>)
        for (const char c : *bytes) out.push_back(static_cast<std::byte>(c));
    else {
        if (bytes->size() != out.size()) at.fail(number_text(out.size()) + " bytes in base64", shown(j));
        auto to = out.begin();
        for (const char c : *bytes) *to++ = static_cast<std::byte>(c);
    }
    return out;
}

template <class V, class J> V set_from(const J& j, const place& at) {
    if (!j.is_array()) fail_expected<V>(j, at);
    V out{};
    std::size_t i = 0;
    for (const J& one : j) out.insert(value_from<element_of<V>>(one, at.element(i++)));
    return out;
}

template <class V, class J> V object_map_from(const J& j, const place& at) {
    using key = typename V::key_type;
    if (!j.is_object()) fail_expected<V>(j, at);
    V out{};
    for (auto one = j.begin(); one != j.end(); ++one) {
        const place here = at.member(one.key());
        here.require_utf8(one.key());
        std::optional<key> k = key_from_text<key>(one.key());
        if (!k) here.fail("a name that is " + expectation<key, J>(), in_quotes(one.key()));
        if (!out.emplace(std::move(*k), value_from<typename V::mapped_type>(*one, here)).second)
            here.fail("each key once", in_quotes(one.key()) + " again");
    }
    return out;
}

template <class V, class J> V pairs_from(const J& j, const place& at) {
    if (!j.is_array()) fail_expected<V>(j, at);
    V out{};
    std::size_t i = 0;
    for (const J& one : j) {
        const place here = at.element(i++);
        if (!one.is_array() || one.size() != 2) here.fail("a pair of key and value", shown(one));
        const std::size_t size = out.size();
        auto key = value_from<typename V::key_type>(one[0], here.element(0));
        out.emplace(std::move(key), value_from<typename V::mapped_type>(one[1], here.element(1)));
        if (out.size() == size) here.fail("each key once", shown(one[0]) + " again");
    }
    return out;
}

template <class V, class J, std::size_t... I> V tuple_from(const J& j, const place& at, std::index_sequence<I...>) {
    if (!j.is_array() || j.size() != sizeof...(I)) fail_expected<V>(j, at);
    return V{value_from<std::remove_cv_t<std::tuple_element_t<I, V>>>(j[I], at.element(I))...};
}

/// An optional or an owning pointer that has a value.
template <class V, class Inner> V holding(Inner&& value) {
    if constexpr (is_optional<V>) return V(std::in_place, std::move(value));
    else return V(new Inner(std::move(value)));
}

template <class V, class J> V optional_from(const J& j, const place& at) {
    using inner = std::remove_cvref_t<decltype(*std::declval<const V&>())>;
    if (j.is_null()) return V();
    if constexpr (can_be_null<inner, J>) {
        if (!j.is_array() || j.size() != 1) fail_expected<V>(j, at);
        return detail::holding<V>(value_from<inner>(j[0], at.element(0)));
    } else {
        if (!json_types_of<inner, J>.meets(type_of(j)) && find_shape<inner>() != kind::floating)
            fail_expected<V>(j, at);
        return detail::holding<V>(value_from<inner>(j, at));
    }
}

template <class V, class J> V variant_from(const J& j, const place& at) {
    using known = alternatives_in_json<V, J>;
    const std::size_t named = known::named_by(j);
    const std::size_t found = named != known::count ? named : known::fit_for(j);
    if (found == known::count) fail_expected<V>(j, at);
    const place here = named != known::count ? at.member("value") : at;
    const J& value = named != known::count ? j["value"] : j;
    std::optional<V> out;
    [&]<template <class...> class Variant, class... A, std::size_t... I>(
        const Variant<A...>*, std::index_sequence<I...>) {
        const auto make = [&]<class B, std::size_t N>(const B*, std::integral_constant<std::size_t, N>) {
            if (N == found) out.emplace(std::in_place_index<N>, value_from<B>(value, here));
        };
        (make(static_cast<const A*>(nullptr), std::integral_constant<std::size_t, I>{}), ...);
    }(static_cast<const V*>(nullptr), std::make_index_sequence<known::count>{});
    return std::move(*out);
}

// ---- structs

/// The members of an object, sorted by the fields that they are; null where a field has none.
/// `names` are the fields'; `was(i, name)` says whether a name is an earlier one of field i.
template <class J, std::size_t N, class Was>
std::array<const J*, N> find_members(
    const J& j, const std::array<std::string_view, N>& names, const place& at, Was was) {
    std::array<const J*, N> out{};
    std::array<bool, N> by_own_name{};
    for (auto member = j.begin(); member != j.end(); ++member) {
        const std::string_view name = member.key();
        std::size_t i = 0;
        while (i != N && (names[i] != name || name.empty())) ++i; // the slot of a flattened member has no name
        const bool own = i != N;
        if (!own)
            for (i = 0; i != N && !was(i, name);) ++i;
        if (i == N) {
            if (at.options().unknown_members == unknown_members::refuse)
                at.member(name).fail("no member of this name", "one", did_you_mean(nearest(name, names)));
        } else if (own || !by_own_name[i]) {
            out[i] = &*member;
            by_own_name[i] = own;
        }
    }
    return out;
}

/// Reads the member of a field, or what stands for its absence.
template <class V, class J> void read_member(V& to, const J* found, const place& at) {
    if (found != nullptr) to = value_from<V>(*found, at);
    else if (at.options().missing_members == missing_members::keep_default) return;
    else if constexpr (can_be_null<V, J>) to = value_from<V>(J(nullptr), at);
    else at.fail(expectation<V, J>(), "nothing");
}

/// The fields of a T of which no rule says how they are read, each into its place: functions for types, none for fields.
template <class J, std::size_t... I, class... V>
void read_tied(const tied<std::index_sequence<I...>, V...>& fields, const J* const* found,
    const std::string_view* names, const place& at) {
    (detail::read_member(*static_cast<const tied_field<I, V>&>(fields).at, found[I], at.member(names[I])), ...);
}

template <class V, class J> void read_redacted(V& to, const J* found, const place& at) {
    if (found != nullptr && found->is_string() && text_in(*found) == redacted_text) to = placeholder<V>();
    else detail::read_member(to, found, at.hidden());
}

inline constexpr std::array<std::string_view, 4> flat_names{"created_on", "modified_on", "created_by", "modified_by"};

/// The names that the object of a T has: those of its fields, then the four where they are a member of it.
template <class T> constexpr auto names_in_json() {
    constexpr std::size_t count = reflected<T>::count, more = audit_index<T> == no_field ? 0 : flat_names.size();
    std::array<std::string_view, count + more> out{};
    for (std::size_t i = 0; i != count; ++i)
        if (i != audit_index<T>) out[i] = field_names<T>[i];
    for (std::size_t i = 0; i != more; ++i) out[count + i] = flat_names[i];
    return out;
}

/// The four need not be there, the history stamps them.
template <class Audit, class J> void read_flat(Audit& audit, const J* const* found, const place& at) {
    const auto read = [&](auto& to, std::size_t i) {
        if (found[i] != nullptr)
            to = value_from<std::remove_cvref_t<decltype(to)>>(*found[i], at.member(flat_names[i]));
    };
    read(audit.created_on, 0);
    read(audit.modified_on, 1);
    read(audit.created_by, 2);
    read(audit.modified_by, 3);
}

template <class T> T empty_value() {
    static_assert(std::default_initializable<T>,
        "yore: from_json makes a value first and fills it then; give this type a default constructor");
    return T{};
}

template <class T, class J, class Engine = engine_tag<T>> T record_from(const J& j, const place& at) {
    static_assert(require_policy<T>::value);
    if (!j.is_object()) fail_expected<T>(j, at);
    static constexpr auto names = names_in_json<T>();
    const auto found = find_members(j, names, at,
        [](std::size_t i, std::string_view name) { return i < reflected<T>::count && was_named<T>(i, name); });
    T out = empty_value<T>();
    if constexpr (has_plain_json<T>) detail::read_tied(reflected<T>::tie(out), found.data(), names.data(), at);
    else
        detail::for_each_index(out, [&]<std::size_t I, class V>(std::integral_constant<std::size_t, I>, V& value) {
            if constexpr (I == audit_index<T>) detail::read_flat(value, found.data() + reflected<T>::count, at);
            else {
                const place here = at.member(names[I]);
                if constexpr (fields_under<T, redact>.contains(I)) detail::read_redacted(value, found[I], here);
                else if constexpr (fields_under<T, ignore>.contains(I) || audit_fields_of<T>().contains(I)) {
                    if (found[I] != nullptr) value = value_from<V>(*found[I], here);
                } else detail::read_member(value, found[I], here);
            }
        });
    return out;
}

template <class V, class J> V form_from(const J& j, const place& at) {
    if (!j.is_object()) fail_expected<V>(j, at);
    V out = empty_value<V>();
    std::apply(
        [&](const auto&... member) {
            const std::array<std::string_view, sizeof...(member)> names{member.name...};
            const auto found = find_members(j, names, at, [](std::size_t, std::string_view) { return false; });
            std::size_t i = 0;
            ((detail::read_member(out.*member.pointer, found[i], at.member(member.name)), ++i), ...);
        },
        json_form<V>::members());
    return out;
}

template <class V, class J> V value_from(const J& j, const place& at) {
    constexpr kind k = find_shape<V>();
    if constexpr (has_json_members<V>) return form_from<V>(j, at);
    else if constexpr (has_json_form<V>) return json_form<V>::read(j, at);
    else if constexpr (json_value<V>) {
        detail::require_writable(j, at);
        return V(j);
    } else if constexpr (has_user_overload<V, J>) return value_by_user<V>(j, at);
    else if constexpr (is_text_in_json<V>) return text_from<V>(j, at);
    else if constexpr (is_bytes<V>) return bytes_from<V>(j, at);
    else if constexpr (k == kind::boolean) {
        if (!j.is_boolean()) fail_expected<V>(j, at);
        return j.template get<bool>();
    } else if constexpr (k == kind::integer) return integer_from<V>(j, at);
    else if constexpr (k == kind::floating) return floating_from<V>(j, at);
    else if constexpr (k == kind::enumeration) return enumerator_from<V>(j, at);
    else if constexpr (k == kind::date) return date_from_json<V>(j, at);
    else if constexpr (k == kind::optional || k == kind::pointer) return optional_from<V>(j, at);
    else if constexpr (k == kind::variant) return variant_from<V>(j, at);
    else if constexpr (k == kind::map) {
        if constexpr (is_object_map<V, J>) return object_map_from<V>(j, at);
        else return pairs_from<V>(j, at);
    } else if constexpr (k == kind::set) return set_from<V>(j, at);
    else if constexpr (k == kind::sequence) return sequence_from<V>(j, at);
    else if constexpr (k == kind::tuple)
        return tuple_from<V>(j, at, std::make_index_sequence<std::tuple_size<V>::value>{});
    else if constexpr (is_monostate<V>) {
        if (!j.is_null()) fail_expected<V>(j, at);
        return V{};
    } else if constexpr (k == kind::record) return record_from<V>(j, at);
    else if constexpr (std::is_aggregate_v<V> || described<V>) static_assert(require_auditable<V>::value);
    else {
        static_assert(k != kind::other,
            "yore: JSON of this type is unknown; give it to_json and from_json of nlohmann's kind, or specialise "
            "yore::value_traits for it with functions to_text and from_text");
    }
}

} // namespace yore::detail

#endif
