// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_JSON_ENUMERATORS_HPP
#define YORE_DETAIL_JSON_ENUMERATORS_HPP

#include <yore/commit.hpp>
#include <yore/detail/to_text.hpp>
#include <yore/edit.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace yore::detail {

template <class E> struct named_value {
    std::string_view name;
    E value;
};

template <class E, template <class...> class L, class... D>
constexpr std::array<named_value<E>, sizeof...(D)> list_enumerators(L<D...>) {
    return {{{D::name, D::value}...}};
}

/// The enumerators of E with the names that JSON and files have for them; none where E is not described. Reflection
/// knows names too, but what is written must not depend on the compiler.
template <class E> constexpr auto enumerators() {
    if constexpr (std::is_same_v<E, operation>)
        return std::array<named_value<E>, 6>{
            {{"none", operation{}}, {"created", operation::created}, {"updated", operation::updated},
                {"deleted", operation::deleted}, {"reverted", operation::reverted}, {"restored", operation::restored}}};
    else if constexpr (std::is_same_v<E, edit_kind>)
        return std::array<named_value<E>, 4>{{{"inserted", edit_kind::inserted}, {"removed", edit_kind::removed},
            {"replaced", edit_kind::replaced}, {"moved", edit_kind::moved}}};
    else if constexpr (described_enum<E>) return list_enumerators<E>(boost::describe::describe_enumerators<E>{});
    else return std::array<named_value<E>, 0>{};
}

template <class E> inline constexpr auto enumerators_of = enumerators<E>();

/// The name of a value; empty where it is no enumerator's.
template <class E> constexpr std::string_view name_of_enumerator(E e) {
    for (const auto& one : enumerators_of<E>)
        if (one.value == e) return one.name;
    return {};
}

} // namespace yore::detail

#endif
