// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_REFLECT_NOTES_HPP
#define YORE_REFLECT_NOTES_HPP

#include <yore/config.hpp>

#if YORE_STATIC_REFLECTION
#include <yore/detail/fixed_string.hpp>

#include <cstddef>
#include <utility>

/// What `YORE_NOTE` writes on a member or a type: the rules of `yore::policy` as C++26 annotations. They exist only
/// where the compiler has reflection; a rule that must hold on every compiler belongs in `audit_policy`.
namespace yore::notes {

struct note {}; // what all notes are
struct on_member : note {};
struct on_type : note {};

struct key_note : on_member {};
struct ignore_note : on_member {};
struct untracked_note : on_member {};
struct redact_note : on_member {};
struct as_set_note : on_member {};
struct require_reason_note : on_type {};
struct full_rows_note : on_type {};

inline constexpr key_note key{};
inline constexpr ignore_note ignore{};
inline constexpr untracked_note untracked{};
inline constexpr redact_note redact{};
inline constexpr as_set_note as_set{};
inline constexpr require_reason_note require_reason{};
inline constexpr full_rows_note full_rows{};

template <std::size_t N> struct label : on_member {
    detail::fixed_string<N> text;
    consteval label(const char (&literal)[N]) : text(literal) {}
};

template <std::size_t... N> struct was;
template <> struct was<> : on_member {};
template <std::size_t N, std::size_t... More> struct was<N, More...> : on_member {
    detail::fixed_string<N> name;
    was<More...> more;
    consteval was(const char (&literal)[N], const char (&... literals)[More]) : name(literal), more(literals...) {}
};
template <std::size_t... N> was(const char (&... literals)[N]) -> was<N...>;

struct tolerance : on_member {
    double most;
    consteval tolerance(double absolute) : most(absolute) {}
};

template <class Pointer> struct keyed_by : on_member {
    Pointer element;
    consteval keyed_by(Pointer member_of_element) : element(member_of_element) {}
};

template <std::size_t N> struct table : on_type {
    detail::fixed_string<N> name;
    consteval table(const char (&literal)[N]) : name(literal) {}
};

} // namespace yore::notes
#endif

#endif
