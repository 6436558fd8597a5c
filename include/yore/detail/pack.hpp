// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_PACK_HPP
#define YORE_DETAIL_PACK_HPP

#include <yore/config.hpp>

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace yore::detail {

/// A list of types.
template <class... T> struct types {
    static constexpr std::size_t size = sizeof...(T);
};

template <class... A, class... B> constexpr types<A..., B...> operator+(types<A...>, types<B...>) { return {}; }

template <std::size_t I, class List> struct type_at;
template <std::size_t I, class... T> struct type_at<I, types<T...>> {
    using type = std::tuple_element_t<I, std::tuple<T...>>; // names an element, never makes the tuple
};
template <std::size_t I, class List> using type_at_t = typename type_at<I, List>::type;

/// Where the fields of one object are: what engines give, and what most of the library works on. A type for each field and
/// not a tuple, which is dear to compile.
template <std::size_t I, class V> struct tied_field {
    V* at;
};
template <class Indices, class... V> struct tied;
template <std::size_t... I, class... V> struct tied<std::index_sequence<I...>, V...> : tied_field<I, V>... {};

template <class Object> struct tied_fields_of {
    template <class... V> using type = tied<std::make_index_sequence<sizeof...(V)>, V...>;
};
template <class Object> struct tied_fields_of<const Object> { // const, `mutable` ones too
    template <class... V> using type = tied<std::make_index_sequence<sizeof...(V)>, const V...>;
};
template <class Object, class... V> using tied_in = typename tied_fields_of<Object>::template type<V...>;

template <class Object, class... V> YORE_INLINE constexpr auto tie(V&... fields) {
    return tied_in<Object, V...>{{__builtin_addressof(fields)}...};
}

/// Calls `f(field...)`.
template <std::size_t... I, class... V, class F>
YORE_INLINE constexpr decltype(auto) call_with(const tied<std::index_sequence<I...>, V...>& fields, F&& f) {
    return f(*static_cast<const tied_field<I, V>&>(fields).at...);
}

/// A list of pointers to data members.
template <auto... Pointers> struct pointers {
    static constexpr std::size_t size = sizeof...(Pointers);
};

template <auto... A, auto... B> pointers<A..., B...> operator+(pointers<A...>, pointers<B...>);

/// Class and type of a pointer to a data member.
template <class Pointer> struct member_of;
template <class C, class V> struct member_of<V C::*> {
    using class_type = C;
    using value_type = V;
};
template <auto Pointer> using class_of_member = typename member_of<std::remove_cv_t<decltype(Pointer)>>::class_type;
template <auto Pointer> using type_of_member = typename member_of<std::remove_cv_t<decltype(Pointer)>>::value_type;

} // namespace yore::detail

#endif
