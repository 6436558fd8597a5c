// SPDX-License-Identifier: BSL-1.0
/// What this thread takes from `operator new`, which allocations.cpp replaces for the whole program.
#ifndef YORE_TESTS_ALLOCATIONS_HPP
#define YORE_TESTS_ALLOCATIONS_HPP

#include <cstddef>
#include <new>

namespace allocations {

struct usage {
    std::size_t made = 0;  ///< how many blocks were given
    std::size_t bytes = 0; ///< what they add up to
    std::size_t alive = 0; ///< how many of them were not given back; wraps around where older ones were
};

[[nodiscard]] usage so_far() noexcept;

/// So many allocations succeed, the one behind them fails; a negative number: none fails.
void fail_after(long successes) noexcept;

/// What one call takes.
template <class F> [[nodiscard]] usage made_by(F&& f) {
    const usage before = so_far();
    f();
    const usage now = so_far();
    return {now.made - before.made, now.bytes - before.bytes, now.alive - before.alive};
}

/// Whether a call came to its end although the allocation behind so many failed.
template <class F> [[nodiscard]] bool survives(long successes, F&& f) {
    fail_after(successes);
    try {
        f();
    } catch (const std::bad_alloc&) {
        fail_after(-1);
        return false;
    }
    fail_after(-1);
    return true;
}

} // namespace allocations

#endif
