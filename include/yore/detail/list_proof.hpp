// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_LIST_PROOF_HPP
#define YORE_DETAIL_LIST_PROOF_HPP

#include <yore/config.hpp>
#include <yore/detail/aggregate.hpp>
#include <yore/detail/pack.hpp>
#include <yore/reflect/static_reflection.hpp>

#include <cstddef>
#include <type_traits>

/// Proves that a list of members, or a description, has all members of a type, as far as its initialisers tell: each
/// class that is an aggregate, T and its bases, must be there with as many members as it has. Other classes are
/// believed.
namespace yore::detail {

/// How many data members an aggregate itself has, without those of its bases.
template <class T> constexpr std::size_t count_own_members() {
#if YORE_STATIC_REFLECTION
    return nonstatic_data_members_of(^^T, std::meta::access_context::unchecked()).size();
#else
    return element_count<T> == uncountable ? uncountable : element_count<T> - base_count<T>;
#endif
}

template <class C, auto... P> constexpr bool lists_own_members(pointers<P...>) {
    constexpr std::size_t listed = (std::size_t{0} + ... + std::is_same_v<class_of_member<P>, C>);
    constexpr std::size_t counted = count_own_members<C>();
    return counted == listed || counted == uncountable;
}

template <class C, auto... P> constexpr bool lists_class(pointers<P...>);

template <class T, class List> struct any_listed_base { // initialises the bases of T that the list accounts for
    template <class V>
        requires(!std::is_same_v<V, T> && std::is_base_of_v<V, T> && detail::lists_class<V>(List{}))
    operator V() const;
};

/// True where the list has all members of the class and of its bases.
template <class C, auto... P> constexpr bool lists_class(pointers<P...>) {
    if constexpr (std::is_empty_v<C>) return true;
    else if constexpr (!std::is_aggregate_v<C>) return (std::is_base_of_v<class_of_member<P>, C> || ...);
    else if constexpr (!detail::lists_own_members<C>(pointers<P...>{})) return false;
    else return base_count<C> == 0 || base_count<C> == leading<C, any_listed_base<C, pointers<P...>>>();
}

} // namespace yore::detail

#endif
