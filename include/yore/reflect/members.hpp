// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_REFLECT_MEMBERS_HPP
#define YORE_REFLECT_MEMBERS_HPP

#include <yore/config.hpp>
#include <yore/detail/pack.hpp>
#include <yore/detail/signature.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace yore {

/// The members that a type lists itself: `using audit_members = yore::members<&T::a, &T::b>;`.
/// Bases and private members are listed like any other; the order is the order of the fields.
template <auto... Pointers> struct members {};

/// Names of the reflection engines; part of the mangled name of every type whose meaning depends on the engine.
namespace engine {
struct members;
struct describe;
struct static_reflection;
struct bindings;
} // namespace engine

namespace detail {

/// Members of a type of this library that lists them without a macro; unlike `audit_members` it is not inherited.
template <class T> struct own_list {
    using type = void;
};

template <class T>
concept has_own_list = !std::is_void_v<typename own_list<T>::type>;

template <class T>
concept names_members = requires { typename T::audit_members; };

template <class List> struct as_pointers;
template <auto... P> struct as_pointers<members<P...>> {
    using type = pointers<P...>;
};
template <class List> using as_pointers_t = typename as_pointers<List>::type;

template <class C, class List> constexpr bool is_list_of() {
    if constexpr (names_members<C>) return std::is_same_v<typename C::audit_members, List>;
    else return false;
}

/// A list whose pointers all point into bases, one of which has the same list, was inherited.
template <class T, auto... P> constexpr bool is_inherited(pointers<P...>) {
    return (!std::is_same_v<class_of_member<P>, T> && ...) &&
           (is_list_of<class_of_member<P>, typename T::audit_members>() || ...);
}

template <class T> constexpr bool inherits_its_list() {
    if constexpr (names_members<T>) return is_inherited<T>(as_pointers_t<typename T::audit_members>{});
    else return false;
}

template <class T> constexpr auto list_of() {
    if constexpr (has_own_list<T>) return as_pointers_t<typename own_list<T>::type>{};
    else if constexpr (names_members<T>) return as_pointers_t<typename T::audit_members>{};
    else return pointers<>{};
}

/// What the engines `members`, `describe` and `static_reflection` share: a list of pointers to members opens the type.
template <class T, class List> struct opened_by_pointers;
template <class T, auto... P> struct opened_by_pointers<T, pointers<P...>> {
    using types = detail::types<type_of_member<P>...>;
    static constexpr std::size_t count = sizeof...(P);

    template <class Object> YORE_INLINE static constexpr auto tie(Object& object) {
        return detail::tie<Object>(object.*P...);
    }
};

template <class T> struct opened_by_members : opened_by_pointers<T, decltype(list_of<T>())> {
    template <auto... P> static constexpr std::array<std::string_view, sizeof...(P)> spell(pointers<P...>) {
        return {last_identifier(view(spell_value<P>()))...};
    }
    static constexpr auto names() { return spell(list_of<T>()); }
    static constexpr auto list() { return list_of<T>(); }
};

template <class T>
concept opened_by_its_list = has_own_list<T> || (names_members<T> && !inherits_its_list<T>());

} // namespace detail
} // namespace yore

#endif
