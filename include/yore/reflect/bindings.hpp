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
template <class T> struct opened_by_bindings {
    static constexpr std::size_t count = element_count<T> - base_count<T>;
    using types = decltype(bound_types(std::declval<T&>(), count_constant<count>{}));

    template <class Object> YORE_INLINE static constexpr auto tie(Object& object) {
        return detail::tie_bound(object, count_constant<count>{});
    }

    static constexpr auto names() {
        constexpr auto addresses = detail::call_with(tie(imagined<T>.value),
            [](auto&... m) { return std::array<const void*, count>{static_cast<const void*>(&m)...}; });
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return std::array<std::string_view, count>{last_identifier(view(spell_value<address{addresses[I]}>()))...};
        }(std::make_index_sequence<count>{});
    }
};

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

} // namespace yore::detail

#endif
