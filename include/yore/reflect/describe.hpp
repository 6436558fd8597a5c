// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_REFLECT_DESCRIBE_HPP
#define YORE_REFLECT_DESCRIBE_HPP

#include <yore/reflect/members.hpp>

#include <boost/describe/bases.hpp>
#include <boost/describe/members.hpp>

namespace yore::detail {

template <class T>
concept described = boost::describe::has_describe_members<T>::value && boost::describe::has_describe_bases<T>::value;

template <class T> constexpr auto described_pointers();

template <template <class...> class L, class... D> pointers<D::pointer...> own_pointers(L<D...>);

/// The fields of a base: from its own list or description; an empty base has none.
/// A data-bearing base that nobody described gives `void`, which refuses the derived type.
template <class B> constexpr auto base_pointers() {
    if constexpr (opened_by_its_list<B>) return list_of<B>();
    else if constexpr (described<B>) return described_pointers<B>();
    else if constexpr (std::is_empty_v<B>) return pointers<>{};
}

template <template <class...> class L, class... D>
constexpr bool all_bases_open(L<D...>) {
    return (!std::is_void_v<decltype(base_pointers<typename D::type>())> && ...);
}

template <class T> using bases_of = boost::describe::describe_bases<T, boost::describe::mod_any_access>;
template <class T> using own_members_of = boost::describe::describe_members<T, boost::describe::mod_any_access>;

template <template <class...> class L, class... B>
auto join_bases(L<B...>) -> decltype((pointers<>{} + ... + base_pointers<typename B::type>()));

template <class T> constexpr auto described_pointers() {
    if constexpr (all_bases_open(bases_of<T>{}))
        return decltype(join_bases(bases_of<T>{}) + own_pointers(own_members_of<T>{})){};
}

template <class T>
concept opened_by_description = described<T> && !std::is_void_v<decltype(described_pointers<T>())>;

template <template <class...> class L, class... D> constexpr std::size_t length(L<D...>) { return sizeof...(D); }

template <class T> struct opened_by_describe : opened_by_pointers<T, decltype(described_pointers<T>())> {
    template <auto... P> static constexpr std::array<std::string_view, sizeof...(P)> spell(pointers<P...>) {
        return {last_identifier(view(spell_value<P>()))...};
    }
    static constexpr auto names() { return spell(described_pointers<T>()); }
    static constexpr auto list() { return described_pointers<T>(); }
};

} // namespace yore::detail

#endif
