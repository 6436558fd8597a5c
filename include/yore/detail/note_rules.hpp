// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_NOTE_RULES_HPP
#define YORE_DETAIL_NOTE_RULES_HPP

#include <yore/policy.hpp>
#include <yore/reflect/notes.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

/// The rules that stand as notes on a type and its members.
namespace yore::detail {

#if YORE_STATIC_REFLECTION

/// The rule that a note on a member means; nothing for annotations of others. Keys are collected elsewhere.
template <auto Member, auto Note> struct rule_on_member {
    static_assert(!std::is_base_of_v<notes::on_type, decltype(Note)>,
        "yore: the notes table, require_reason and full_rows stand on a type, not on a member");
    using type = types<>;
};
template <auto Member, notes::ignore_note Note> struct rule_on_member<Member, Note> {
    using type = types<ignore<Member>>;
};
template <auto Member, notes::untracked_note Note> struct rule_on_member<Member, Note> {
    using type = types<untracked<Member>>;
};
template <auto Member, notes::redact_note Note> struct rule_on_member<Member, Note> {
    using type = types<redact<Member>>;
};
template <auto Member, notes::as_set_note Note> struct rule_on_member<Member, Note> {
    using type = types<as_set<Member>>;
};
template <auto Member, std::size_t N, notes::label<N> Note> struct rule_on_member<Member, Note> {
    using type = types<label<Member, Note.text>>;
};
template <auto Member, std::size_t N, std::size_t... More, notes::was<N, More...> Note> struct rule_on_member<Member,
    Note> {
    using type = decltype(types<was<Member, Note.name>>{} + typename rule_on_member<Member, Note.more>::type{});
};
template <auto Member, notes::tolerance Note> struct rule_on_member<Member, Note> {
    using type = types<tolerance<Member, number(Note.most)>>;
};
template <auto Member, class Pointer, notes::keyed_by<Pointer> Note> struct rule_on_member<Member, Note> {
    using type = types<keyed_by<Member, Note.element>>;
};

template <auto Note> struct rule_on_type {
    static_assert(!std::is_base_of_v<notes::on_member, decltype(Note)>,
        "yore: only the notes table, require_reason and full_rows stand on a type; write the others on a member");
    using type = types<>;
};
template <notes::require_reason_note Note> struct rule_on_type<Note> {
    using type = types<require_reason>;
};
template <notes::full_rows_note Note> struct rule_on_type<Note> {
    using type = types<full_rows>;
};
template <std::size_t N, notes::table<N> Note> struct rule_on_type<Note> {
    using type = types<table<Note.name>>;
};

template <std::meta::info Of> inline constexpr auto annotations_on = std::define_static_array(annotations_of(Of));

consteval bool has_key_note(std::meta::info member) {
    return !annotations_of_with_type(member, ^^notes::key_note).empty();
}

/// The data members of T itself that bear annotations.
template <class T> consteval auto annotated_members() {
    std::vector<std::meta::info> out;
    for (std::meta::info member : nonstatic_data_members_of(^^T, std::meta::access_context::unchecked()))
        if (!annotations_of(member).empty() && refusal_of_reflected_member(member) == refusal::none)
            out.push_back(member);
    return out;
}
template <class T> inline constexpr auto members_with_notes = std::define_static_array(annotated_members<T>());

template <class T> consteval auto members_with_key_notes() {
    std::vector<std::meta::info> out;
    for (std::meta::info member : members_with_notes<T>)
        if (has_key_note(member)) out.push_back(member);
    return std::define_static_array(out);
}

// clang-format off: it takes splices apart
template <std::meta::info Member> constexpr auto rules_noted_on_member() {
    return []<std::size_t... I>(std::index_sequence<I...>) {
        return (types<>{} + ... +
                typename rule_on_member<&[:Member:], ([:constant_of(annotations_on<Member>[I]):])>::type{});
    }(std::make_index_sequence<annotations_on<Member>.size()>{});
}
// clang-format on

template <class T> constexpr auto rules_noted_on_type() {
    return []<std::size_t... I>(std::index_sequence<I...>) {
        return (types<>{} + ... + typename rule_on_type<([:constant_of(annotations_on<^^T>[I]):])>::type{});
    }(std::make_index_sequence<annotations_on<^^T>.size()>{});
}

template <class T> constexpr auto rule_of_key_notes() {
    constexpr auto members = members_with_key_notes<T>();
    if constexpr (members.empty()) return types<>{};
    else
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return types<key<&[:members_with_key_notes<T>()[I]:]...>>{};
        }(std::make_index_sequence<members.size()>{});
}

template <class T> constexpr auto note_rules() {
    return []<std::size_t... I>(std::index_sequence<I...>) {
        return ((rules_noted_on_type<T>() + rule_of_key_notes<T>()) + ... +
                rules_noted_on_member<members_with_notes<T>[I]>());
    }(std::make_index_sequence<members_with_notes<T>.size()>{});
}

#else

template <class T> constexpr auto note_rules() { return types<>{}; }

#endif

} // namespace yore::detail

#endif
