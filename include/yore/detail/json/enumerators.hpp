// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_JSON_ENUMERATORS_HPP
#define YORE_DETAIL_JSON_ENUMERATORS_HPP

#include <yore/commit.hpp>
#include <yore/detail/to_text.hpp>
#include <yore/edit.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace yore::detail {

/// An enumerator of any enum.
struct named_code {
    std::string_view name;
    std::uint64_t code;
};

template <class E> constexpr std::uint64_t code_of(E e) { return static_cast<std::uint64_t>(e); }
template <class E> constexpr E from_code(std::uint64_t code) {
    return static_cast<E>(static_cast<std::underlying_type_t<E>>(code));
}

template <template <class...> class L, class... D>
constexpr std::array<named_code, sizeof...(D)> list_enumerators(L<D...>) {
    return {{{D::name, detail::code_of(D::value)}...}};
}
/// The enumerators of E with the names that JSON and files have for them; none where E is not described. Reflection
/// knows names too, but what is written must not depend on the compiler.
template <class E> constexpr auto enumerators() {
    if constexpr (std::is_same_v<E, operation>)
        return std::array<named_code, 6>{{{"none", 0}, {"created", detail::code_of(operation::created)},
            {"updated", detail::code_of(operation::updated)}, {"deleted", detail::code_of(operation::deleted)},
            {"reverted", detail::code_of(operation::reverted)}, {"restored", detail::code_of(operation::restored)}}};
    else if constexpr (std::is_same_v<E, edit_kind>)
        return std::array<named_code, 4>{
            {{"inserted", detail::code_of(edit_kind::inserted)}, {"removed", detail::code_of(edit_kind::removed)},
                {"replaced", detail::code_of(edit_kind::replaced)}, {"moved", detail::code_of(edit_kind::moved)}}};
    else if constexpr (described_enum<E>) return list_enumerators(boost::describe::describe_enumerators<E>{});
    else return std::array<named_code, 0>{};
}

template <class E> inline constexpr auto enumerators_of = enumerators<E>();

constexpr std::string_view name_among(std::span<const named_code> known, std::uint64_t code) {
    for (const named_code& one : known)
        if (one.code == code) return one.name;
    return {};
}
constexpr const named_code* find_among(std::span<const named_code> known, std::string_view name) {
    for (const named_code& one : known)
        if (one.name == name) return &one;
    return nullptr;
}

/// The name of a value; empty where it is no enumerator's.
template <class E> constexpr std::string_view name_of_enumerator(E e) {
    return detail::name_among(enumerators_of<E>, detail::code_of(e));
}

} // namespace yore::detail

#endif
