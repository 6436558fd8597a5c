// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_CONTENTS_HPP
#define YORE_DETAIL_CONTENTS_HPP

#include <yore/detail/audit_fields.hpp>
#include <yore/detail/value_kind.hpp>
#include <yore/policy.hpp>

#include <concepts>
#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

/// What stands somewhere inside the values of a type, however deep, and matters to a store.
namespace yore::detail {

struct contents {
    bool redacted = false;  // a field that the policy of a struct redacts
    bool ignored = false;   // one that such a policy ignores, and that can be reached to be reset
    bool referring = false; // a pointer or view that owns nothing
    bool floating = false;  // a floating-point number
    bool unique = false;    // what cannot be copied

    friend constexpr contents operator|(contents a, contents b) {
        return {a.redacted || b.redacted, a.ignored || b.ignored, a.referring || b.referring, a.floating || b.floating,
            a.unique || b.unique};
    }
};

template <class V> inline constexpr bool only_refers =
    std::is_pointer_v<V> && !std::is_function_v<std::remove_pointer_t<V>>;
template <class V>
    requires std::is_class_v<V>
inline constexpr bool only_refers<V> = std::ranges::enable_borrowed_range<V>;

template <class V, class... Around> constexpr contents find_contents();

template <class V, class... Around> struct contents_in {
    static constexpr contents found = find_contents<V, Around...>();
};
template <class... Around, class... V> constexpr contents contents_of_all(types<V...>) {
    return (contents{} | ... | find_contents<V, Around...>());
}
template <class V, class... Around, std::size_t... I> constexpr contents contents_of_tuple(std::index_sequence<I...>) {
    return (contents{} | ... | find_contents<std::tuple_element_t<I, V>, Around...>());
}
/// Of elements that cannot be changed where they are.
constexpr contents unreachable(contents c) { return {c.redacted, false, c.referring, c.floating, c.unique}; }

/// Of the fields of a struct, but for those that its own policy ignores. One that it redacts is kept as a digest only.
template <class T, class... Around, class... V, std::size_t... I>
constexpr contents contents_of_fields(types<V...>, std::index_sequence<I...>) {
    [[maybe_unused]] constexpr auto one = [](std::size_t i, contents c) -> contents {
        if (fields_under<T, ignore>.contains(i)) return {};
        if (fields_under<T, redact>.contains(i)) return {false, false, c.referring, c.floating, c.unique};
        return c;
    };
    return (contents{} | ... | one(I, asked_of<contents_in, V, T, Around...>::found));
}
template <class T, class... Around> constexpr contents contents_of_record() {
    return contents_of_fields<T, Around...>(
        typename reflected<T>::types{}, std::make_index_sequence<reflected<T>::count>{});
}

/// `Around` are the structs that V is a part of.
template <class V, class... Around> constexpr contents find_contents() {
    if constexpr (std::is_arithmetic_v<V> || std::is_enum_v<V> || (std::is_same_v<V, Around> || ...))
        return {.floating = std::is_floating_point_v<V>};
    else if constexpr (!shares<V> && !std::copy_constructible<V>) return {.unique = true};
    else if constexpr (only_refers<V>) return {.referring = true};
    else if constexpr (is_duration<V> || is_instant<V>) return find_contents<typename V::rep>();
    else if constexpr (kind_of<V> == kind::optional) return find_contents<typename V::value_type, Around...>();
    else if constexpr (kind_of<V> == kind::pointer)
        return find_contents<std::remove_cv_t<typename V::element_type>, Around...>();
    else if constexpr (kind_of<V> == kind::variant) return contents_of_all<Around...>(typename alternatives<V>::list{});
    else if constexpr (kind_of<V> == kind::map)
        return unreachable(find_contents<typename V::key_type, Around...>()) |
               find_contents<typename V::mapped_type, Around...>();
    else if constexpr (kind_of<V> == kind::set) return unreachable(find_contents<element_of<V>, Around...>());
    else if constexpr (kind_of<V> == kind::sequence) return find_contents<element_of<V>, Around...>();
    else if constexpr (kind_of<V> == kind::tuple)
        return contents_of_tuple<V, Around...>(std::make_index_sequence<std::tuple_size<V>::value>{});
    else if constexpr (kind_of<V> == kind::record)
        return contents{.redacted = !fields_under<V, redact>.empty(), .ignored = !fields_under<V, ignore>.empty()} |
               contents_of_record<V, Around...>();
    else return {};
}

/// What is inside the fields of a model.
template <class T> inline constexpr contents contents_of_model = contents_of_record<T>();

template <class T, auto... P> constexpr contents contents_of_key(pointers<P...>) {
    return (contents{} | ... | find_contents<type_of_member<P>>());
}

/// The objects of T that hold the four audit fields.
template <class T, class... V> constexpr std::size_t audit_holders(types<V...>) {
    return (std::size_t{has_audit_base<T>} + ... + std::size_t{audit_member<V>::value});
}

template <class K>
concept key_like = requires(const K& a, const K& b) {
    { a == b } -> std::convertible_to<bool>;
    { a < b } -> std::convertible_to<bool>;
};
template <class T, auto... P> constexpr bool has_proper_key(pointers<P...>) {
    return (key_like<type_of_member<P>> && ...);
}
template <class T> inline constexpr bool is_copied =
    (model_shares<T> || (std::is_copy_constructible_v<T> && std::is_move_constructible_v<T> &&
                            std::is_convertible_v<const T&, T>)) && // std::copy_constructible is dearer
    !contents_of_model<T>.unique;

/// Whether T has what the functions of a model need.
template <class T>
concept storable = is_copied<T> && has_proper_key<T>(key_pointers<T>{});

/// What the audit fields of a model must be, where it has any.
template <class T, bool = is_audited<T>> struct require_audit : std::true_type {};
template <class T> struct require_audit<T, true> {
    static constexpr bool value = true;
    static_assert(audit_holders<T>(typename reflected<T>::types{}) <= 1,
        "yore: this model has the audit fields twice; keep one AuditFields member, or the AuditModel base");
    static_assert(audit_holders<T>(typename reflected<T>::types{}) != 1 || refusal_of<T> != refusal::none ||
                      audit_index<T> != no_field || audit_fields_of<T>().size() == 4,
        "yore: the list or description of this model lacks the fields of its AuditModel base; add all four of them");
    static_assert(!stand_under<T, ignore, untracked, redact>(audit_fields_of<T>()),
        "yore: the audit fields stand under ignore, untracked or redact, but have rules of their own; remove the rule");
};

/// What a store must be able to keep, one sentence for each thing.
template <class T> struct require_storable {
    static constexpr bool value = true;
    static_assert(!contents_of_key<T>(key_pointers<T>{}).floating,
        "yore: a floating-point field cannot be a key, NaN and rounding make it ambiguous; use an integer or text");
    static_assert(has_proper_key<T>(key_pointers<T>{}), "yore: the key of this model cannot be compared by == and <; "
                                                        "give its type operator<=>, or name several fields in "
                                                        "yore::key");
    static_assert(is_copied<T>,
        "yore: a field of this model cannot be copied, and a history keeps copies; make its type "
        "copyable, or keep it outside of the model");
    static_assert(require_audit<T>::value);
    static_assert(!contents_of_model<T>.redacted, "yore: a field of this model holds a struct with redacted fields of "
                                                  "its own, which a store would keep in clear; "
                                                  "redact the whole field of the model");
    static_assert(!contents_of_model<T>.referring,
        "yore: a field of this model, or a part of one, only refers to a value that may change or vanish; keep the "
        "value itself, as std::string or std::vector, or ignore the field");
};

} // namespace yore::detail

#endif
