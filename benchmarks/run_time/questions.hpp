// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_RUN_TIME_QUESTIONS_HPP
#define YORE_BENCHMARKS_RUN_TIME_QUESTIONS_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "../subjects.hpp"

/// Questions as yore is asked them and as histories written by hand are.
namespace bench::ask {

inline auto blame(const yore_history& of, std::int64_t id) { return of.history().blame(id); }
template <class History>
auto blame(const hand_written<History>& of, std::int64_t id) {
    return of.history().blame_of(id);
}

template <class Subject>
auto between(const Subject& of, yore::timestamp from, yore::timestamp to) {
    return of.history().between(from, to);
}

inline auto by_actor(const yore_history& of, std::string_view actor, std::size_t most) {
    return of.history().find({.actor = std::string{actor}, .limit = most});
}
template <class History>
auto by_actor(const hand_written<History>& of, std::string_view actor, std::size_t most) {
    return of.history().by_actor(actor, most);
}

/// Of which the price changed.
inline auto by_price(const yore_history& of, std::size_t most) {
    return of.history().find({.changed = yore::fields<&machine::price>, .limit = most});
}
template <class History>
auto by_price(const hand_written<History>& of, std::size_t most) {
    return of.history().by_changed(1u << 11, most);
}

inline std::uint64_t revert(yore_history& of, std::int64_t id, std::uint64_t to) {
    return of.history().revert(id, yore::to_version(to)).number;
}
template <class History>
std::uint64_t revert(hand_written<History>& of, std::int64_t id, std::uint64_t to) {
    return of.history().revert(id, to, of.who()).number;
}

} // namespace bench::ask

#endif
