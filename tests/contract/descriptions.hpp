// SPDX-License-Identifier: BSL-1.0
/// What the naive model knows about each model, written by hand and without the library's reflection.
#ifndef YORE_TESTS_CONTRACT_DESCRIPTIONS_HPP
#define YORE_TESTS_CONTRACT_DESCRIPTIONS_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include "equality.hpp"
#include "models.hpp"

namespace contract {

enum class role { tracked, untracked, ignored, redacted };

/// One field of a model: its member, its rule, and how its values compare.
template <auto Member, role Role = role::tracked, class Same = by_meaning> struct column {
    static constexpr auto member = Member;
    static constexpr role rule = Role;

    template <class Value> static bool equal(const Value& a, const Value& b) { return Same{}(a, b); }
};

/// The columns of a model, its key, and where its audit fields are.
template <class T> struct description;

template <> struct description<Machine> {
    using key = std::int64_t;
    using columns =
        std::tuple<column<&Machine::id>, column<&Machine::name>, column<&Machine::status>, column<&Machine::location>>;
    static key key_of(const Machine& state) { return state.id; }
    template <class State> static auto& audit(State& state) { return state.audit; }
};

template <> struct description<Volunteer> {
    using key = std::int64_t;
    using columns = std::tuple<column<&Volunteer::id>, column<&Volunteer::name>, column<&Volunteer::email>,
        column<&Volunteer::password, role::redacted>, column<&Volunteer::token, role::redacted>,
        column<&Volunteer::pin, role::redacted>>;
    static key key_of(const Volunteer& state) { return state.id; }
    template <class State> static auto& audit(State& state) { return state; }
};

template <> struct description<Loan> {
    using key = std::tuple<std::string, std::int32_t>;
    using columns = std::tuple<column<&Loan::shelf>, column<&Loan::slot>, column<&Loan::title>,
        column<&Loan::condition>, column<&Loan::borrower>, column<&Loan::overdue>>;
    static key key_of(const Loan& state) { return {state.shelf, state.slot}; }
};

template <> struct description<Package> {
    using key = std::string;
    using columns = std::tuple<column<&Package::name>, column<&Package::version>, column<&Package::size>,
        column<&Package::popularity>, column<&Package::essential>>;
    static key key_of(const Package& state) { return state.name; }
};

template <> struct description<Ticket> {
    using key = std::int32_t;
    using columns = std::tuple<column<&Ticket::id>, column<&Ticket::title>, column<&Ticket::priority>,
        column<&Ticket::views, role::untracked>, column<&Ticket::cache, role::ignored>>;
    static constexpr bool requires_reason = true;
    static key key_of(const Ticket& state) { return state.id; }
    template <class State> static auto& audit(State& state) { return state.audit; }
};

template <> struct description<Exhibit> {
    using key = std::int32_t;
    using columns = std::tuple<column<&Exhibit::id>, column<&Exhibit::address>, column<&Exhibit::former>,
        column<&Exhibit::tags, role::tracked, in_any_order>, column<&Exhibit::parts>, column<&Exhibit::scores>,
        column<&Exhibit::readings>, column<&Exhibit::awards>, column<&Exhibit::value>, column<&Exhibit::note>,
        column<&Exhibit::shared>, column<&Exhibit::price>, column<&Exhibit::weight, role::tracked, within_a_half>>;
    static key key_of(const Exhibit& state) { return state.id; }
};

template <class T> inline constexpr std::size_t column_count = std::tuple_size_v<typename description<T>::columns>;

template <class T>
concept stamped = requires(T& state) { description<T>::audit(state).created_on; };

template <class T>
concept reasoned = requires { description<T>::requires_reason; };

/// Calls `step(column, index)` for every column of T.
template <class T, class Step> void for_each_column(Step&& step) {
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        (step(std::tuple_element_t<Index, typename description<T>::columns>{}, Index), ...);
    }(std::make_index_sequence<column_count<T>>{});
}

/// A deep copy of a state.
template <class T> [[nodiscard]] T copy_of(const T& state) {
    T copy{};
    for_each_column<T>([&](auto column, std::size_t) { copy.*(column.member) = clone(state.*(column.member)); });
    if constexpr (stamped<T>) {
        auto& to = description<T>::audit(copy);
        const auto& from = description<T>::audit(state);
        to.created_on = from.created_on;
        to.modified_on = from.modified_on;
        to.created_by = from.created_by;
        to.modified_by = from.modified_by;
    }
    return copy;
}

/// What the history shows instead of a secret.
inline void hide(std::string& secret) { secret = "[REDACTED]"; }
inline void hide(std::optional<std::string>& secret) { secret = "[REDACTED]"; }
inline void hide(std::int32_t& secret) { secret = 0; }

template <class Value> [[nodiscard]] bool is_hidden(const Value& value) {
    Value placeholder{};
    hide(placeholder);
    return value == placeholder;
}

} // namespace contract

#endif
