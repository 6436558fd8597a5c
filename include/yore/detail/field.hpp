// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_FIELD_HPP
#define YORE_DETAIL_FIELD_HPP

#include <yore/detail/reflected.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace yore {

/// A type that some reflection engine can open.
template <class T>
concept auditable = detail::refusal_of<std::remove_cv_t<T>> == detail::refusal::none;

/// How many fields T has; a base's fields count one by one, an `AuditFields` member as one.
template <auditable T> inline constexpr std::size_t field_count = detail::reflected<T>::count;

/// Their names, in order.
template <auditable T, class Engine = detail::engine_tag<T>>
inline constexpr std::array<std::string_view, field_count<T>> field_names = detail::reflected<T>::names();

namespace detail {

template <class T, auto Member> consteval std::size_t required_index() {
    constexpr std::size_t index = index_or_none<T, Member>();
    static_assert(index != no_field,
        "yore: this pointer to a member is not one of the fields of the type; name a field, and for "
        "an inherited one say in which type: field_index<&D::m, D>");
    return index;
}

template <class T> consteval std::string_view name_of_type() { return unqualified(view(spell_type<T>())); }

/// The name that people read; `policy.hpp` specialises what `label` rules say.
template <class T> constexpr std::string_view label_of(std::size_t index);

} // namespace detail

/// Position of a field: `field_index<&Machine::status>`. A pointer to an inherited member points into its base, so
/// there the type is named as well: `field_index<&Volunteer::created_on, Volunteer>`.
template <auto Member, class T = detail::class_of_member<Member>>
inline constexpr std::size_t field_index = detail::required_index<T, Member>();

/// The name of a type without namespace and template arguments.
template <class T> inline constexpr std::string_view type_name = detail::name_of_type<T>();

/// One data member of a model.
struct field {
    std::string_view name;
    std::size_t index = 0;
    std::string_view label; ///< what people read: the name, unless the policy says otherwise

    friend constexpr bool operator==(const field& a, const field& b) { return a.index == b.index && a.name == b.name; }
};

namespace detail {

/// A field as a type of its own, so that its name and index are constants inside a generic function.
template <class T, std::size_t I> struct field_constant {
    static constexpr std::size_t index = I;
    static constexpr std::string_view name = field_names<T>[I];
    static constexpr std::string_view label = label_of<T>(I);

    constexpr operator field() const { return {name, index, label}; }
};

template <class T> constexpr field field_at(std::size_t i) { return {field_names<T>[i], i, label_of<T>(i)}; }

/// Calls `f(index_constant, field)` for every field in order.
template <class T, class F> YORE_INLINE constexpr void for_each_index(T& object, F&& f) {
    static_assert(require_auditable<std::remove_cv_t<T>>::value);
    detail::visit_fields(object, [&](auto&... m) {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (static_cast<void>(f(std::integral_constant<std::size_t, I>{}, m)), ...);
        }(std::make_index_sequence<sizeof...(m)>{});
    });
}

/// Calls `f.operator()<I>()` for every field in order.
template <class T, class F> constexpr void for_each_type(F&& f) {
    static_assert(require_auditable<T>::value);
    [&]<std::size_t... I>(std::index_sequence<I...>) { (f.template operator()<I>(), ...); }(
        std::make_index_sequence<reflected<T>::count>{});
}

} // namespace detail

/// Calls `f(field, value)` for every field in order; `field.name`, `.index` and `.label` are constants.
template <class T, class F> constexpr void for_each_field(T&& object, F&& f) {
    using model = std::remove_cvref_t<T>;
    detail::for_each_index(
        object, [&](auto index, auto& value) { f(detail::field_constant<model, decltype(index)::value>{}, value); });
}

} // namespace yore

#endif
