// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_REFLECTED_HPP
#define YORE_DETAIL_REFLECTED_HPP

#include <yore/config.hpp>
#include <yore/detail/list_proof.hpp>
#include <yore/detail/refusal.hpp>
#include <yore/reflect/bindings.hpp>
#include <yore/reflect/describe.hpp>
#include <yore/reflect/members.hpp>
#include <yore/reflect/static_reflection.hpp>

#include <cstddef>
#include <type_traits>

/// The seam between the library and its reflection engines. An engine that opens T is a class with
/// - `types`: the exact types of the fields, as `detail::types<…>`;
/// - `count`: how many there are;
/// - `tie(object)`: where the fields of an object are, in order, as `detail::tied<…>`;
/// - `names()`: their names, as `std::array<std::string_view, count>`, valid for ever.
/// `reflected<T>` is the engine of T, chosen in the order of the alternatives below; everything above knows only that.
namespace yore::detail {

/// By arithmetic on pointers: g++ 16 warns about the definition of a type whose `sizeof` was asked for before.
template <class T>
concept complete = requires(T* p) { p + 1; };

template <class V> constexpr refusal refusal_of_member() {
    if (std::is_same_v<V, bit_field>) return refusal::bit_field;
    if (std::is_reference_v<V>) return refusal::reference;
    if (std::is_array_v<V>) return refusal::c_array;
    if (std::is_const_v<V>) return refusal::const_member;
    if (std::is_volatile_v<V>) return refusal::volatile_member;
    if (std::is_union_v<V>) return refusal::union_member;
    return refusal::none;
}

template <class V> inline constexpr refusal refused_member = refusal_of_member<V>();

template <class... V> constexpr refusal refusal_of_members(types<V...>) {
    constexpr refusal all[] = {
        refused_member<V>..., sizeof...(V) > YORE_MAX_FIELDS ? refusal::too_many_fields : refusal::none};
    for (refusal one : all)
        if (one != refusal::none) return one;
    return refusal::none;
}

/// A list is proved where the type is an aggregate; elsewhere it is believed.
template <class T, class Opened> constexpr refusal refusal_of_list() {
    constexpr refusal member = refusal_of_members(typename Opened::types{});
    if constexpr (member != refusal::none) return member;
    else if constexpr (has_duplicates(Opened::names())) return refusal::same_name;
    else if constexpr (std::is_aggregate_v<T> && !lists_class<T>(Opened::list())) return refusal::incomplete_list;
    else return refusal::none;
}

template <class T> constexpr refusal refusal_of_bindings() {
    if constexpr (element_count<T> == uncountable) return refusal::reference;
    else if constexpr (has_data_bearing_base<T>) return refusal::data_bearing_base;
    else if constexpr (has_array<T, element_count<T>>()) return refusal::c_array;
    else if constexpr (element_count<T> - base_count<T> > most_bindings) return refusal::too_many_fields;
    else return refusal_of_members(typename opened_by_bindings<T>::types{});
}

template <class T> constexpr refusal why_refused() {
    if constexpr (std::is_union_v<T>) return refusal::is_union;
    else if constexpr (!std::is_class_v<T>) return refusal::not_a_class;
    else if constexpr (opened_by_its_list<T>) return refusal_of_list<T, opened_by_members<T>>();
    else if constexpr (opened_by_description<T>) return refusal_of_list<T, opened_by_describe<T>>();
    else if constexpr (described<T>) return refusal::data_bearing_base;
    else if constexpr (inherits_its_list<T>()) return refusal::inherited_list;
#if YORE_STATIC_REFLECTION
    else return refusal_by_static_reflection<T>();
#else
    else if constexpr (std::is_aggregate_v<T>) return refusal_of_bindings<T>();
    else return refusal::not_described;
#endif
}

template <class T> inline constexpr refusal refusal_of = why_refused<T>();

template <class T> struct refused {
    using types = detail::types<>;
    static constexpr std::size_t count = 0;
    template <class Object> static constexpr auto tie(Object&) { return detail::tie<Object>(); }
    static constexpr auto names() { return std::array<std::string_view, 0>{}; }
};

template <class T> constexpr auto choose_engine() {
    if constexpr (refusal_of<T> != refusal::none) return static_cast<refused<T>*>(nullptr);
    else if constexpr (opened_by_its_list<T>) return static_cast<opened_by_members<T>*>(nullptr);
    else if constexpr (opened_by_description<T>) return static_cast<opened_by_describe<T>*>(nullptr);
#if YORE_STATIC_REFLECTION
    else return static_cast<opened_by_static_reflection<T>*>(nullptr);
#else
    else return static_cast<opened_by_bindings<T>*>(nullptr);
#endif
}

/// One sentence for each refusal. The compiler names the type in the line that instantiates this.
template <class T> struct require_auditable {
    static constexpr bool value = true; // so that what instantiates this adds no second sentence
    static constexpr refusal why = refusal_of<T>;
    static_assert(
        why != refusal::not_a_class, "yore: only a struct or class can be audited; wrap the value in a struct");
    static_assert(why != refusal::is_union,
        "yore: a union cannot be audited, nothing says which member is alive; use std::variant");
    static_assert(why != refusal::inherited_list,
        "yore: the list audit_members was inherited from a base and lacks the members of this type; declare "
        "`using audit_members = yore::members<...>;` in this type too");
    static_assert(why != refusal::data_bearing_base,
        "yore: this type has a base with data that nobody described; use BOOST_DESCRIBE_STRUCT on the type and on the "
        "base (in their namespaces), or list the members of both in audit_members");
    static_assert(why != refusal::not_described,
        "yore: this type is not an aggregate and nobody described its members; use BOOST_DESCRIBE_STRUCT or "
        "BOOST_DESCRIBE_CLASS in the namespace of the type, or add `using audit_members = yore::members<...>;` to it");
    static_assert(why != refusal::too_many_fields,
        "yore: this type has more fields than supported (64 in a plain aggregate, YORE_MAX_FIELDS = 256 when listed or "
        "described); group some of them in nested structs");
    static_assert(why != refusal::c_array, "yore: a C array cannot be a field; use std::array");
    static_assert(
        why != refusal::bit_field, "yore: a bit-field cannot be a field, it has no address; make it a plain member");
    static_assert(why != refusal::reference,
        "yore: a reference cannot be a field, it cannot be put back; store the value, or the key of what it refers to");
    static_assert(why != refusal::const_member,
        "yore: a const member cannot be a field, it cannot be put back; remove the const");
    static_assert(why != refusal::volatile_member,
        "yore: a volatile member cannot be a field, it may change while it is read; remove the volatile");
    static_assert(why != refusal::union_member,
        "yore: a union cannot be a field, nothing says which member is alive; use std::variant");
    static_assert(
        why != refusal::unnamed_member, "yore: an anonymous struct cannot be a field; give the member a name");
    static_assert(why != refusal::same_name,
        "yore: two fields of this type have the same name; list each member once, and rename a member that has the "
        "name of one in a base");
    static_assert(why != refusal::incomplete_list,
        "yore: the list or description of this type does not have all of its data members; add the missing ones (a "
        "bit-field cannot be listed, make it a plain member)");
};

/// The engine of T; of a type that no engine opens, one without fields, so that the sentence stands alone.
/// Requires: who enters here asserts `require_auditable<T>::value`.
template <class T> using reflected = std::remove_pointer_t<decltype(choose_engine<T>())>;

/// The reflection engine as it stands in mangled names, so that translation units which opened a type differently share
/// no definition. A list of members stands inside the type, where every translation unit sees it, so it shares the name
/// of the engine that needs no help; that is also the one of a type which is still incomplete when it is first named.
#if YORE_STATIC_REFLECTION
using unaided_engine = engine::static_reflection;
#else
using unaided_engine = engine::bindings;
#endif

template <class T> constexpr auto choose_tag() {
    if constexpr (!complete<T>) return static_cast<unaided_engine*>(nullptr);
    else if constexpr (described<T> && !opened_by_its_list<T>) return static_cast<engine::describe*>(nullptr);
    else return static_cast<unaided_engine*>(nullptr);
}
#if defined(YORE_SEPARATE_COMPILATION)
template <class Engine> struct separate; // so that files which do not all say so do not link either
template <class T> using engine_tag = separate<std::remove_pointer_t<decltype(choose_tag<T>())>>;
#else
template <class T> using engine_tag = std::remove_pointer_t<decltype(choose_tag<T>())>;
#endif

/// Calls `f(field...)` with all fields as lvalues in order.
template <class T, class F, class Engine = engine_tag<std::remove_cv_t<T>>>
YORE_INLINE constexpr decltype(auto) visit_fields(T& object, F&& f) {
    return detail::call_with(reflected<std::remove_cv_t<T>>::tie(object), static_cast<F&&>(f));
}

inline constexpr std::size_t no_field = static_cast<std::size_t>(-1);

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#endif

/// Position of a member among the fields of T by address, which is the same question for every engine.
template <class T, auto Member> consteval std::size_t index_of() {
    static_assert(require_auditable<T>::value);
    return detail::visit_fields(imagined<T>.value, [](auto&... m) {
        std::size_t i = 0, found = no_field;
        auto look = [&](auto& one) {
            using value = type_of_member<Member>;
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(one)>, value>)
                if (&one == &(imagined<T>.value.*Member)) found = i;
            ++i;
        };
        (look(m), ...);
        return found;
    });
}

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

/// True for a pointer to a member of T or of one of its bases.
template <class T, auto Member> inline constexpr bool belongs_to = std::is_base_of_v<class_of_member<Member>, T>;

template <class T, auto Member> consteval std::size_t index_or_none() {
    if constexpr (belongs_to<T, Member>) return index_of<T, Member>();
    else return no_field;
}

} // namespace yore::detail

#endif
