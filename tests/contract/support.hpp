// SPDX-License-Identifier: BSL-1.0
/// Times, contexts and small steps that the contract tests share.
#ifndef YORE_TESTS_CONTRACT_SUPPORT_HPP
#define YORE_TESTS_CONTRACT_SUPPORT_HPP

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <yore/yore.hpp>

namespace contract {

using yore::timestamp;
using yore::version_number;

/// The smallest step of time that a timestamp can tell apart.
inline constexpr std::chrono::microseconds tick{1};

/// An instant in January 2024 and later: `count` seconds after the first of that month.
[[nodiscard]] constexpr timestamp second(std::int64_t count) {
    return timestamp{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}} + std::chrono::seconds{count};
}

/// An instant that no clock of today has reached: the clock is behind whatever was recorded there.
[[nodiscard]] constexpr timestamp future(std::int64_t count) {
    return timestamp{std::chrono::sys_days{std::chrono::year{2150} / 1 / 1}} + std::chrono::seconds{count};
}

/// A scope in which everything happens at `instant`.
[[nodiscard]] inline yore::scope at(timestamp instant) { return yore::scope{yore::context{.occurred_on = instant}}; }

/// Runs `step` as if it happened at `instant`.
template <class Step> decltype(auto) during(timestamp instant, Step&& step) {
    const auto now = at(instant);
    return std::forward<Step>(step)();
}

/// Records a state of which the caller keeps no stamped object.
template <class T>
yore::receipt<T> record_at(yore::history<T>& history, timestamp instant, const std::type_identity_t<T>& state,
    yore::record_options options = {}) {
    const auto now = at(instant);
    return history.record(state, options);
}

template <class T>
yore::receipt<T> remove_at(
    yore::history<T>& history, timestamp instant, const typename yore::history<T>::key_type& key) {
    const auto now = at(instant);
    return history.remove(key);
}

template <class T>
yore::receipt<T> restore_at(
    yore::history<T>& history, timestamp instant, const typename yore::history<T>::key_type& key) {
    const auto now = at(instant);
    return history.restore(key);
}

/// The numbers of these versions, in their order.
template <class T> [[nodiscard]] std::vector<version_number> numbers(const std::vector<yore::version<T>>& versions) {
    std::vector<version_number> found;
    for (const auto& version : versions) found.push_back(version.number);
    return found;
}

/// The operations of these versions, in their order.
template <class T>
[[nodiscard]] std::vector<yore::operation> operations(const std::vector<yore::version<T>>& versions) {
    std::vector<yore::operation> found;
    for (const auto& version : versions) found.push_back(version.op);
    return found;
}

using number_list = std::vector<version_number>;
using operation_list = std::vector<yore::operation>;

} // namespace contract

#endif
