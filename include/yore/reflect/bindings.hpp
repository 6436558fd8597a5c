// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_REFLECT_BINDINGS_HPP
#define YORE_REFLECT_BINDINGS_HPP

#include <yore/detail/aggregate.hpp>
#include <yore/detail/signature.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace yore::detail {

template <class T> struct holder {
    T value;
};

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif

/// An object that exists only in constant expressions, for the addresses of its members.
template <class T> extern const holder<T> imagined;

struct address { // a class, since clang takes no pointer to a subobject as a plain template argument
    const void* of;
};

/// Opens a plain aggregate by structured bindings.
template <class T> using bindings_of = bindings<element_count<T> - base_count<T>>;
template <class T> struct opened_by_bindings : bindings_of<T> {
    using types = decltype(bindings_of<T>::types_of(std::declval<T&>()));

    static constexpr auto names() {
        return [&]<std::size_t... I, class... V>(const tied<std::index_sequence<I...>, V...>&) {
            [[maybe_unused]] constexpr auto fields = bindings_of<T>::tie(imagined<T>.value);
            return std::array<std::string_view, sizeof...(I)>{
                last_identifier(view(spell_value<address{static_cast<const tied_field<I, V>&>(fields).at}>()))...};
        }(decltype(bindings_of<T>::tie(imagined<T>.value)){});
    }
};

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

} // namespace yore::detail

#endif
