// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_EQUAL_HPP
#define YORE_DETAIL_EQUAL_HPP

#include <yore/detail/audit_fields.hpp>
#include <yore/detail/value_kind.hpp>
#include <yore/policy.hpp>

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

/// Equality by meaning: null is distinct from empty, NaN equals NaN, -0 equals +0, maps and sets are order-free,
/// sequences are not, nested structs compare field by field under their own policies.
namespace yore::detail {

template <class Rule = plainly, class V> YORE_INLINE constexpr bool equal(const V& a, const V& b);

template <class Rule> inline constexpr double within_of = -1;
template <number Most> inline constexpr double within_of<within<Most>> = Most.value();

template <class Rule, class V> YORE_INLINE constexpr bool equal_floating(V a, V b) {
    if (a == b || (a != a && b != b)) return true;
    if constexpr (within_of<Rule> >= 0) {
        V distance = a < b ? b - a : a - b;
        return distance + 0.0 <= within_of<Rule> + V{}; // in the wider type; false for NaN and infinite distance
    } else return false;
}

/// What a rule of a field means for the elements of its value: a tolerance is theirs, the others are about the whole.
template <class Rule> using rule_inside = std::conditional_t<(within_of<Rule> >= 0), Rule, plainly>;

template <class Rule, class V> constexpr bool equal_sequences(const V& a, const V& b) {
    if (a.size() != b.size()) return false;
    auto other = b.begin();
    for (const auto& one : a) {
        if (!detail::equal<rule_inside<Rule>>(
                static_cast<const element_of<V>&>(one), static_cast<const element_of<V>&>(*other)))
            return false;
        ++other;
    }
    return true;
}

template <class V> constexpr bool has_element(const V& in, const element_of<V>& wanted) {
    for (const auto& one : in)
        if (detail::equal(static_cast<const element_of<V>&>(one), wanted)) return true;
    return false;
}

/// As sets: each element of one is in the other. Quadratic, after a first look that finds equal sequences.
template <class V> constexpr bool equal_as_sets(const V& a, const V& b) {
    if (detail::equal_sequences<plainly>(a, b)) return true;
    for (const auto& one : a)
        if (!detail::has_element(b, one)) return false;
    for (const auto& one : b)
        if (!detail::has_element(a, one)) return false;
    return true;
}

template <class V>
concept unique_keys = requires(V v, element_of<V> e) { v.insert(e).second; };

template <class V> constexpr const auto& key_in(const element_of<V>& element) {
    if constexpr (map_like<V>) return element.first;
    else return element;
}

template <class Rule, class V> constexpr bool equal_elements(const element_of<V>& a, const element_of<V>& b) {
    if constexpr (map_like<V>) return detail::equal(a.first, b.first) && detail::equal<Rule>(a.second, b.second);
    else return detail::equal(a, b);
}

/// How often an element is in a container that may hold its key several times.
template <class Rule, class V> constexpr std::size_t times_in(const V& in, const element_of<V>& wanted) {
    std::size_t n = 0;
    for (auto [at, end] = in.equal_range(detail::key_in<V>(wanted)); at != end; ++at)
        n += detail::equal_elements<Rule, V>(*at, wanted);
    return n;
}

/// Elements of a map or set: side by side where they are sorted and keys are unique, else by look-up, or by counting.
template <class Rule, class V> constexpr bool equal_keyed(const V& a, const V& b) {
    if (a.size() != b.size()) return false;
    auto other = b.begin();
    for (const auto& one : a) {
        if constexpr (!unique_keys<V>) {
            if (detail::times_in<Rule>(a, one) != detail::times_in<Rule>(b, one)) return false;
        } else if constexpr (hashed<V>) {
            auto found = b.find(detail::key_in<V>(one));
            if (found == b.end() || !detail::equal_elements<Rule, V>(one, *found)) return false;
        } else if (!detail::equal_elements<Rule, V>(one, *other++)) return false;
    }
    return true;
}

/// A function of its own, not inlined: what is pointed to may own, in turn, one of the type that owns it.
template <class Rule, class V> constexpr bool equal_pointees(const V& a, const V& b) {
    return detail::equal<Rule>(a, b);
}

template <class V, std::size_t... I> constexpr bool equal_tuples(const V& a, const V& b, std::index_sequence<I...>) {
    using std::get;
    return (detail::equal(get<I>(a), get<I>(b)) && ...);
}

/// The four audit fields and what the policy ignores take no part in comparisons.
template <class T> inline constexpr field_set<T> uncompared = [] {
    field_set<T> s = fields_under<T, ignore>;
    detail::insert_all(s, audit_fields_of<T>());
    return s;
}();

/// Without rules there is nothing to ask about each field, which is dear to compile.
template <class T> inline constexpr bool has_plain_fields =
    std::is_same_v<rules_of<T>, types<>> && uncompared<T>.empty();

template <class T, std::size_t I, class Engine = engine_tag<T>, class V>
YORE_INLINE constexpr bool equal_field(const V& a, const V& b) {
    if constexpr (uncompared<T>.contains(I)) return true;
    else return detail::equal<comparison_of<T, I>>(a, b);
}

template <class T, class Engine, std::size_t... I, class... V>
YORE_INLINE constexpr bool equal_tied(
    const tied<std::index_sequence<I...>, const V...>& a, const tied<std::index_sequence<I...>, const V...>& b) {
    return (detail::equal_field<T, I>(
                *static_cast<const tied_field<I, const V>&>(a).at, *static_cast<const tied_field<I, const V>&>(b).at) &&
            ...);
}
template <class T, class Engine = engine_tag<T>> YORE_INLINE constexpr bool equal_records(const T& a, const T& b) {
    static_assert(require_policy<T>::value);
    return detail::equal_tied<T, Engine>(reflected<T>::tie(a), reflected<T>::tie(b));
}

/// Whether a rule fits the value of its field, which may be optional.
template <class V> constexpr bool holds_numbers() {
    constexpr kind k = kind_of<V>;
    if constexpr (k == kind::optional || k == kind::pointer)
        return holds_numbers<std::remove_cvref_t<decltype(*std::declval<const V&>())>>();
    else if constexpr (k == kind::duration) return holds_numbers<typename V::rep>();
    else if constexpr (k == kind::sequence) return holds_numbers<element_of<V>>();
    else if constexpr (k == kind::map) return holds_numbers<typename V::mapped_type>();
    else return k == kind::floating;
}
template <class V> constexpr bool holds_sequence() {
    if constexpr (kind_of<V> == kind::optional) return holds_sequence<typename V::value_type>();
    else return kind_of<V> == kind::sequence;
}
template <class V, class Rule> constexpr bool pairs_elements_of(Rule) { return true; }
template <class V, auto Element> constexpr bool pairs_elements_of(paired_by<Element>) {
    if constexpr (kind_of<V> == kind::optional) return pairs_elements_of<typename V::value_type>(paired_by<Element>{});
    else if constexpr (kind_of<V> == kind::sequence) return std::is_base_of_v<class_of_member<Element>, element_of<V>>;
    else return false;
}

template <class Rule, class V> struct require_fitting {
    static constexpr bool value = true;
    static_assert(within_of<Rule> < 0 || holds_numbers<V>(),
        "yore: tolerance stands on a field that holds no floating-point numbers; remove it");
    static_assert(!std::is_same_v<Rule, as_a_set> || holds_sequence<V>(),
        "yore: as_set stands on a field that is not a sequence; remove it");
    static_assert(detail::pairs_elements_of<V>(Rule{}),
        "yore: keyed_by needs a sequence and a member of its elements; name one of theirs");
};

/// Becomes a V and nothing else, not even a base of V.
template <class V> struct itself {
    template <class U>
        requires std::same_as<U, V>
    operator U() const {
        __builtin_unreachable(); // never called; see any_value
    }
};

/// Whether a type has an operator== of its own, and not only one that a base or a conversion lends it, which would leave
/// out fields. Limit: one that is a template outside of the class is not seen.
template <class V>
concept compares_itself = requires(const V& a, const itself<V>& b) {
    { a == b } -> std::convertible_to<bool>;
};

template <class Rule, class V> YORE_INLINE constexpr bool equal(const V& a, const V& b) {
    constexpr kind k = kind_of<V>;
    if constexpr (!std::is_same_v<Rule, plainly>) static_assert(require_fitting<Rule, V>::value);
    if constexpr (k == kind::pointer) static_assert(require_whole<std::remove_cv_t<typename V::element_type>>::value);
    static_assert(has_custom_equal<V> || !array_owner<V>,
        "yore: a pointer to an array cannot be a field, nothing says how long it is; use std::vector");
    if constexpr (has_custom_equal<V>) return value_traits<V>::equal(a, b);
    else if constexpr (k == kind::floating) return equal_floating<Rule>(a, b);
    else if constexpr (k == kind::duration)
        return detail::equal<Rule>(a.count(), b.count()); // NaN in a floating one equals itself
    else if constexpr (k == kind::instant) return detail::equal(a.time_since_epoch(), b.time_since_epoch());
    else if constexpr (k == kind::optional)
        return a.has_value() == b.has_value() && (!a || detail::equal<Rule>(*a, *b));
    else if constexpr (k == kind::pointer)
        return static_cast<bool>(a) == static_cast<bool>(b) && (!a || detail::equal_pointees<Rule>(*a, *b));
    else if constexpr (k == kind::variant) {
        if (a.index() != b.index()) return false;
        bool same = true;
        visit_alternative(
            a, [&](auto index, const auto& one) { same = detail::equal(one, *get_if<decltype(index)::value>(&b)); });
        return same;
    } else if constexpr (k == kind::sequence && std::is_same_v<Rule, as_a_set>) return equal_as_sets(a, b);
    else if constexpr (k == kind::map || k == kind::set) return detail::equal_keyed<rule_inside<Rule>>(a, b);
    else if constexpr (k == kind::sequence) return detail::equal_sequences<Rule>(a, b);
    else if constexpr (k == kind::tuple)
        return equal_tuples(a, b, std::make_index_sequence<std::tuple_size<V>::value>{});
    else if constexpr (k == kind::record) {
        // A type's own operator== can know that two representations mean the same (decimals of different scale).
        if constexpr (compares_itself<V>) return detail::equal_records(a, b) || a == b;
        else return detail::equal_records(a, b);
    } else if constexpr (!comparable<V> && std::is_aggregate_v<V>) {
        static_assert(require_auditable<V>::value); // says why it could not be opened
        return false;
    } else {
        static_assert(comparable<V>, "yore: values of this type cannot be compared; give it operator==, or specialise "
                                     "yore::value_traits for it with a function equal");
        if constexpr (comparable<V>) return a == b;
        else return false;
    }
}

} // namespace yore::detail

#endif
