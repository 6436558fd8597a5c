// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_REFLECT_STATIC_REFLECTION_HPP
#define YORE_REFLECT_STATIC_REFLECTION_HPP

#include <yore/config.hpp>

#if YORE_STATIC_REFLECTION
#include <yore/detail/refusal.hpp>
#include <yore/reflect/members.hpp>

#include <array>
#include <cstddef>
#include <meta>
#include <string_view>
#include <utility>
#include <vector>

namespace yore::detail {

consteval void append_members(std::meta::info type, std::vector<std::meta::info>& out) {
    constexpr auto everything = std::meta::access_context::unchecked();
    for (std::meta::info base : std::meta::bases_of(type, everything)) append_members(type_of(base), out);
    for (std::meta::info member : nonstatic_data_members_of(type, everything)) out.push_back(member);
}

/// The data members of a class, those of its bases first, whatever their access.
consteval std::vector<std::meta::info> members_with_bases(std::meta::info type) {
    std::vector<std::meta::info> out;
    append_members(type, out);
    return out;
}

/// Not define_static_array, which in g++ 16 takes the members of two local classes of one name for the same, and no
/// std::array, whose functions are not all consteval.
template <std::size_t N> struct member_list {
    std::meta::info all[N + 1]{};

    consteval explicit member_list(const std::vector<std::meta::info>& from) {
        for (std::size_t i = 0; i != N; ++i) all[i] = from[i];
    }
    static consteval std::size_t size() { return N; }
    consteval std::meta::info operator[](std::size_t i) const { return all[i]; }
    consteval const std::meta::info* begin() const { return all; }
    consteval const std::meta::info* end() const { return all + N; }
};
template <class T>
inline constexpr member_list<members_with_bases(^^T).size()> reflected_members(members_with_bases(^^T));

consteval refusal refusal_of_reflected_member(std::meta::info member) {
    const std::meta::info type = type_of(member);
    if (is_bit_field(member)) return refusal::bit_field;
    if (is_reference_type(type)) return refusal::reference;
    if (is_array_type(type)) return refusal::c_array;
    if (is_const_type(type)) return refusal::const_member;
    if (is_volatile_type(type)) return refusal::volatile_member;
    if (is_union_type(type)) return refusal::union_member;
    return has_identifier(member) ? refusal::none : refusal::unnamed_member;
}

template <class T> consteval refusal refusal_by_static_reflection() {
    constexpr auto members = reflected_members<T>;
    for (std::meta::info member : members)
        if (const refusal why = refusal_of_reflected_member(member); why != refusal::none) return why;
    if (members.size() > YORE_MAX_FIELDS) return refusal::too_many_fields;
    std::array<std::string_view, members.size()> names;
    for (std::size_t i = 0; i != names.size(); ++i) names[i] = identifier_of(members[i]);
    return has_duplicates(names) ? refusal::same_name : refusal::none;
}

/// Opens any class: bases depth-first, private members and private bases included.
template <class T,
    class Index = std::make_index_sequence<reflected_members<T>.size()>> struct opened_by_static_reflection;

template <class T, std::size_t... I>
struct opened_by_static_reflection<T, std::index_sequence<I...>>
    : opened_by_pointers<T, pointers<&[:reflected_members<T>[I]:]...>> {
    template <class Object> YORE_INLINE static constexpr auto tie([[maybe_unused]] Object& object) {
        return detail::tie<Object>(object.[:reflected_members<T>[I]:]...); // pointers do not reach into a private base
    }
    static constexpr std::array<std::string_view, sizeof...(I)> names() {
        return {identifier_of(reflected_members<T>[I])...};
    }
    static constexpr auto list() { return pointers<&[:reflected_members<T>[I]:]...>{}; }
};

template <class E> struct enumerator {
    E value;
    std::string_view name;
};

template <class E> consteval auto enumerators_of_type() {
    std::array<enumerator<E>, enumerators_of(^^E).size()> out{};
    for (std::size_t i = 0; i != out.size(); ++i) {
        const std::meta::info one = enumerators_of(^^E)[i];
        out[i] = {extract<E>(one), identifier_of(one)};
    }
    return out;
}
template <class E> inline constexpr auto reflected_enumerators = enumerators_of_type<E>();

/// The name of an enumerator, the first one where several have the value; empty for any other value.
template <class E> constexpr std::string_view reflected_enumerator_name(E e) {
    for (const enumerator<E>& one : reflected_enumerators<E>)
        if (one.value == e) return one.name;
    return {};
}

/// True where every field can be reached by everybody.
template <class T>
inline constexpr bool is_all_public = [] {
    for (std::meta::info member : reflected_members<T>)
        if (!is_public(member)) return false;
    return true;
}();

} // namespace yore::detail
#endif

#endif
