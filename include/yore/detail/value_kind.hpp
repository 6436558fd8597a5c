// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_VALUE_KIND_HPP
#define YORE_DETAIL_VALUE_KIND_HPP

#include <yore/detail/chrono.hpp>
#include <yore/detail/reflected.hpp>
#include <yore/value_traits.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

/// What a value is, found by its shape, so that no header of a container or smart pointer is needed.
namespace yore::detail {

enum class kind {
    custom, // value_traits says how it compares or reads
    boolean,
    integer, // characters included
    floating,
    enumeration,
    text,
    instant,  // std::chrono::time_point
    duration, // std::chrono::duration
    date,     // year, month, day
    optional,
    pointer, // owning: unique_ptr, shared_ptr and their like
    variant,
    map,
    set,
    sequence,
    tuple,
    record, // a type that can be opened
    other   // compared by operator==
};

template <class V> inline constexpr bool is_optional = false;
template <class V> inline constexpr bool is_optional<std::optional<V>> = true;
template <class V> inline constexpr bool is_instant = false;
template <class C, class D> inline constexpr bool is_instant<std::chrono::time_point<C, D>> = true;
template <class V> inline constexpr bool is_duration = false;
template <class R, class P> inline constexpr bool is_duration<std::chrono::duration<R, P>> = true;

template <class V>
concept date_like = requires(const V& v) {
    static_cast<int>(v.year());
    static_cast<unsigned>(v.month());
    static_cast<unsigned>(v.day());
    { v.ok() } -> std::same_as<bool>;
};

template <class V>
concept owning_pointer = requires(V& v, const V& c) {
    typename V::element_type;
    { c.get() } -> std::same_as<typename V::element_type*>;
    *c;
    static_cast<bool>(c);
    v.reset(c.get());
} && !std::is_array_v<typename V::element_type>;

/// What owns an array whose length it does not tell.
template <class V>
concept array_owner = requires(V& v, const V& c) {
    typename V::element_type;
    c.get();
    c[0];
    v.reset(c.get());
} && !owning_pointer<V>;

template <class V> struct alternatives {};
template <template <class...> class Variant, class... A> struct alternatives<Variant<A...>> {
    static constexpr std::size_t count = sizeof...(A);
    using list = types<A...>;
};

template <class V>
concept variant_like = requires(const V& v) {
    { v.index() } -> std::same_as<std::size_t>;
    { v.valueless_by_exception() } -> std::same_as<bool>;
    alternatives<V>::count;
};

template <class V> using element_of = std::remove_cvref_t<decltype(*std::declval<const V&>().begin())>;

template <class V>
concept range_like = requires(const V& v) {
    v.begin() != v.end();
    v.size();
    *v.begin();
} && !std::same_as<element_of<V>, V>;

template <class V>
concept set_like = range_like<V> && requires { typename V::key_type; };
template <class V>
concept map_like = set_like<V> && requires { typename V::mapped_type; };
template <class V>
concept hashed = requires { typename V::hasher; };
template <class V>
concept tuple_like = requires { std::tuple_size<V>::value; } && !range_like<V>;
template <class V>
concept text_like = std::convertible_to<const V&, std::string_view> && !std::is_pointer_v<V>;

template <class V>
concept comparable = requires(const V& a, const V& b) {
    { a == b } -> std::convertible_to<bool>;
};

/// Whether a value is compared and shown field by field.
template <class V> constexpr bool is_record() {
    if constexpr (refusal_of<V> != refusal::none) return false;
#if YORE_STATIC_REFLECTION
    // Reflection opens every class; one that compares itself and hides its members is meant to be used as a whole.
    else if constexpr (std::is_same_v<reflected<V>, opened_by_static_reflection<V>> && !std::is_aggregate_v<V> &&
                       comparable<V>)
        return is_all_public<V>;
#endif
    else return reflected<V>::count != 0 || std::is_empty_v<V>;
}

/// What a value is by its shape alone, whatever its value_traits say.
template <class V> constexpr kind find_shape() {
    if constexpr (std::same_as<V, bool>) return kind::boolean;
    else if constexpr (std::integral<V>) return kind::integer;
    else if constexpr (std::floating_point<V>) return kind::floating;
    else if constexpr (std::is_enum_v<V>) return kind::enumeration;
    else if constexpr (!std::is_class_v<V>) return kind::other;
    else if constexpr (text_like<V>) return kind::text;
    else if constexpr (is_instant<V>) return kind::instant;
    else if constexpr (is_duration<V>) return kind::duration;
    else if constexpr (is_optional<V>) return kind::optional;
    else if constexpr (date_like<V>) return kind::date;
    else if constexpr (owning_pointer<V>) return kind::pointer;
    else if constexpr (variant_like<V>) return kind::variant;
    else if constexpr (map_like<V>) return kind::map;
    else if constexpr (set_like<V>) return kind::set;
    else if constexpr (range_like<V>) return kind::sequence;
    else if constexpr (tuple_like<V>) return kind::tuple;
    else if constexpr (is_record<V>()) return kind::record;
    else return kind::other;
}

template <class V> constexpr kind find_kind() {
    if constexpr (has_custom_equal<V> || has_custom_to_text<V>) return kind::custom;
    else return find_shape<V>();
}

template <class V> inline constexpr kind kind_of = find_kind<V>();

/// Values without parts, and optional ones of them. No struct is inside, so what is known of one holds for all models.
template <class V> inline constexpr bool has_no_parts = (kind_of<V> > kind::custom) && (kind_of<V> < kind::optional);
template <class V> inline constexpr bool has_no_parts<std::optional<V>> = has_no_parts<V>;

template <bool> struct choice { // std::conditional would be a class for each pair
    template <class Yes, class> using type = Yes;
};
template <> struct choice<false> {
    template <class, class No> using type = No;
};
/// What a question about V, which is a part of structs `Around`, is asked of.
template <template <class...> class Question, class V, class... Around>
using asked_of = typename choice<has_no_parts<V>>::template type<Question<V>, Question<V, Around...>>;

struct no_variant;
template <std::size_t I> const int* get_if(
    const no_variant*); // so that `get_if<I>` is a template name; std's is found by its argument

/// The alternative in force of a variant, with its index as a constant.
template <std::size_t I = 0, class Variant, class F> constexpr void visit_alternative(Variant& v, F&& f) {
    if constexpr (I < alternatives<std::remove_cv_t<Variant>>::count) {
        if (v.index() == I) f(std::integral_constant<std::size_t, I>{}, *get_if<I>(&v));
        else visit_alternative<I + 1>(v, f);
    }
}

// ---- copies that share nothing

/// Refuses what a pointer may point to a part of: a copy or comparison would leave out what a derived type adds.
template <class V> struct require_whole {
    static constexpr bool value = true;
    static_assert(!std::is_polymorphic_v<V> || std::is_final_v<V>,
        "yore: a pointer to a polymorphic type cannot be a field, a copy would be cut; use std::variant");
};

template <class V, class... Around> constexpr bool find_sharing();

/// True where a copy of V would share a pointee, or V has none: it holds an owning pointer somewhere.
template <class V> inline constexpr bool shares = find_sharing<V>();

template <class V, class... Around> struct sharing {
    static constexpr bool found = find_sharing<V, Around...>();
};
template <class... Around, class... V> constexpr bool any_shares(types<V...>) {
    return (asked_of<sharing, V, Around...>::found || ...);
}
template <class V, class... Around, std::size_t... I> constexpr bool tuple_shares(std::index_sequence<I...>) {
    return (find_sharing<std::tuple_element_t<I, V>, Around...>() || ...);
}

/// `Around` are the structs that V is a part of: one that is inside itself, in a vector of its own kind, is looked at
/// once.
template <class V, class... Around> constexpr bool find_sharing() {
    if constexpr (std::is_trivially_copyable_v<V> || (std::is_same_v<V, Around> || ...)) return false;
    else if constexpr (kind_of<V> == kind::pointer) return true;
    else if constexpr (kind_of<V> == kind::optional) return find_sharing<typename V::value_type, Around...>();
    else if constexpr (kind_of<V> == kind::variant) return any_shares<Around...>(typename alternatives<V>::list{});
    else if constexpr (kind_of<V> == kind::map)
        return find_sharing<typename V::mapped_type, Around...>() || find_sharing<typename V::key_type, Around...>();
    else if constexpr (kind_of<V> == kind::set || kind_of<V> == kind::sequence)
        return find_sharing<element_of<V>, Around...>();
    else if constexpr (kind_of<V> == kind::tuple)
        return tuple_shares<V, Around...>(std::make_index_sequence<std::tuple_size<V>::value>{});
    else if constexpr (kind_of<V> == kind::record) return any_shares<Around..., V>(typename reflected<V>::types{});
    else return false;
}

/// The same of a model. What kind of value it is besides is dear to find out, so its fields are asked first.
template <class T> constexpr bool find_sharing_of_model() {
    if constexpr (any_shares<T>(typename reflected<T>::types{})) return shares<T>;
    else return false;
}
template <class T> inline constexpr bool model_shares = find_sharing_of_model<T>();

/// Whether V can be copied: the standard containers say yes whatever they hold, and so do structs that hold them.
template <class V, class... Around> constexpr bool find_copying();
template <class V> inline constexpr bool copies = find_copying<V>();

template <class... Around, class... V> constexpr bool all_copy(types<V...>) {
    return (find_copying<V, Around...>() && ...);
}
template <class V, class... Around> constexpr bool find_copying() {
    if constexpr ((std::is_same_v<V, Around> || ...)) return true;
    else if constexpr (!std::copy_constructible<V>) return false;
    else if constexpr (!shares<V>) return true;
    else if constexpr (kind_of<V> == kind::optional) return find_copying<typename V::value_type, Around...>();
    else if constexpr (kind_of<V> == kind::variant) return all_copy<Around...>(typename alternatives<V>::list{});
    else if constexpr (kind_of<V> == kind::map) return find_copying<typename V::mapped_type, Around...>();
    else if constexpr (kind_of<V> == kind::set || kind_of<V> == kind::sequence)
        return find_copying<element_of<V>, Around...>();
    else if constexpr (kind_of<V> == kind::tuple)
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return (find_copying<std::tuple_element_t<I, V>, Around...>() && ...);
        }(std::make_index_sequence<std::tuple_size<V>::value>{});
    else if constexpr (kind_of<V> == kind::record) return all_copy<Around..., V>(typename reflected<V>::types{});
    else return true;
}

template <class V> V clone(const V& v);

template <class V, std::size_t... I> V clone_tuple(const V& v, std::index_sequence<I...>) {
    using std::get;
    return V(detail::clone(get<I>(v))...);
}

/// Gives a struct clones of the fields of another; those that a copy has already are left.
template <class V, class Engine = engine_tag<V>> void unshare(const V& v, V& out) {
    auto one = [](const auto& from, auto& to) {
        using value = std::remove_cvref_t<decltype(to)>;
        if constexpr (shares<value> || !copies<V>) to = detail::clone(from);
    };
    detail::visit_fields(
        v, [&](const auto&... from) { detail::visit_fields(out, [&](auto&... to) { (one(from, to), ...); }); });
}

/// A copy of a value that shares nothing with it.
template <class V> V clone(const V& v) {
    if constexpr (!shares<V>) return v;
    else if constexpr (kind_of<V> == kind::pointer) {
        using pointee = std::remove_cv_t<typename V::element_type>;
        static_assert(require_whole<pointee>::value);
        return v ? V(new pointee(detail::clone<pointee>(*v))) : V();
    } else if constexpr (kind_of<V> == kind::optional) {
        return v ? V(detail::clone(*v)) : V();
    } else if constexpr (kind_of<V> == kind::variant) {
        std::optional<V> out;
        visit_alternative(v, [&](auto index, const auto& one) {
            out.emplace(std::in_place_index<decltype(index)::value>, detail::clone(one));
        });
        return out ? std::move(*out) : V();
    } else if constexpr (kind_of<V> == kind::map) {
        V out;
        for (const auto& [k, m] : v) out.emplace(detail::clone(k), detail::clone(m));
        return out;
    } else if constexpr (kind_of<V> == kind::set) {
        V out;
        for (const auto& e : v) out.emplace_hint(out.end(), detail::clone(e));
        return out;
    } else if constexpr (kind_of<V> == kind::sequence) {
        if constexpr (requires(V out) { out.push_back(detail::clone(*v.begin())); }) {
            V out;
            for (const auto& e : v) out.push_back(detail::clone(e));
            return out;
        } else {
            V out{};
            auto to = out.begin();
            for (const auto& e : v) *to++ = detail::clone(e);
            return out;
        }
    } else if constexpr (kind_of<V> == kind::tuple) {
        return clone_tuple(v, std::make_index_sequence<std::tuple_size<V>::value>{});
    } else if constexpr (copies<V>) { // keeps what is no field
        V out(v);
        detail::unshare(v, out);
        return out;
    } else if constexpr (std::default_initializable<V>) {
        V out{};
        detail::unshare(v, out);
        return out;
    } else {
        static_assert(std::default_initializable<V>,
            "yore: a struct that owns through a pointer needs a default constructor to be copied; add one");
        return detail::clone(v); // never reached
    }
}

} // namespace yore::detail

#endif
