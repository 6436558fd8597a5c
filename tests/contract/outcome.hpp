// SPDX-License-Identifier: BSL-1.0
/// How a call ended, as a value: the kinds of failure told apart, a kind of a kind included.
#ifndef YORE_TESTS_CONTRACT_OUTCOME_HPP
#define YORE_TESTS_CONTRACT_OUTCOME_HPP

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>

#include <yore/yore.hpp>

namespace contract {

enum class outcome {
    done,
    conflict,
    undo_conflict,
    out_of_order,
    vetoed,
    not_found,
    pruned,
    reason_required,
    other_error,
    exception
};

[[nodiscard]] inline std::string name_of(outcome end) {
    static constexpr const char* names[] = {"done", "conflict", "undo_conflict", "out_of_order", "vetoed", "not_found",
        "pruned", "reason_required", "other error", "exception"};
    return names[static_cast<std::size_t>(end)];
}

inline std::ostream& operator<<(std::ostream& out, outcome end) { return out << name_of(end); }

/// What a callback throws in these tests.
struct callback_failure {};

/// How a call of the library ended, and what it returned.
template <class Result> struct called {
    outcome end = outcome::done;
    std::optional<Result> result;
};

/// Runs `step` and tells the kinds of failure apart.
template <class Step> auto call(Step&& step) -> called<decltype(step())> {
    try {
        return {outcome::done, step()};
    } catch (const callback_failure&) {
        return {outcome::exception, std::nullopt};
    } catch (const yore::undo_conflict&) {
        return {outcome::undo_conflict, std::nullopt};
    } catch (const yore::conflict&) {
        return {outcome::conflict, std::nullopt};
    } catch (const yore::out_of_order&) {
        return {outcome::out_of_order, std::nullopt};
    } catch (const yore::vetoed&) {
        return {outcome::vetoed, std::nullopt};
    } catch (const yore::pruned&) {
        return {outcome::pruned, std::nullopt};
    } catch (const yore::not_found&) {
        return {outcome::not_found, std::nullopt};
    } catch (const yore::reason_required&) {
        return {outcome::reason_required, std::nullopt};
    } catch (const yore::error&) {
        return {outcome::other_error, std::nullopt};
    }
}

/// How `step` ends.
template <class Step> [[nodiscard]] outcome ending(Step&& step) { return call(step).end; }

} // namespace contract

#endif
