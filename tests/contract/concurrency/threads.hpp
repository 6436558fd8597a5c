// SPDX-License-Identifier: BSL-1.0
/// Threads that start together, and a model whose fields must always agree with each other.
#ifndef YORE_TESTS_CONTRACT_CONCURRENCY_THREADS_HPP
#define YORE_TESTS_CONTRACT_CONCURRENCY_THREADS_HPP

#include <cstddef>
#include <cstdint>
#include <exception>
#include <latch>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <yore/yore.hpp>

namespace contract {

/// A state that is derived from one number, so that a torn one shows.
struct Sample {
    std::int64_t id{};
    std::int64_t value{};
    std::string text{};
    std::optional<std::string> half{};
    std::vector<std::int64_t> copies{};
    yore::AuditFields audit{};
};

[[nodiscard]] inline Sample sample(std::int64_t id, std::int64_t value) {
    Sample made{id, value, "a text that does not fit into the object itself: " + std::to_string(value)};
    if (value % 2 == 0) made.half = std::to_string(value / 2);
    made.copies.assign(static_cast<std::size_t>(value % 5), value);
    return made;
}

[[nodiscard]] inline bool is_whole(const Sample& state) {
    const Sample expected = sample(state.id, state.value);
    return state.text == expected.text && state.half == expected.half && state.copies == expected.copies;
}

/// Runs `work(number)` in so many threads that start together, and waits for them. An exception of a thread is thrown
/// here.
template <class Work> void together(std::size_t count, Work&& work) {
    std::latch start{static_cast<std::ptrdiff_t>(count)};
    std::exception_ptr failure;
    std::mutex failure_mutex;
    std::vector<std::thread> threads;
    for (std::size_t number = 0; number < count; ++number)
        threads.emplace_back([&, number] {
            start.arrive_and_wait();
            try {
                work(number);
            } catch (...) {
                const std::lock_guard lock(failure_mutex);
                failure = std::current_exception();
            }
        });
    for (std::thread& each : threads) each.join();
    if (failure) std::rethrow_exception(failure);
}

/// Runs `work` in another thread and gives its result.
template <class Work> auto elsewhere(Work&& work) {
    std::optional<decltype(work())> result;
    together(1, [&](std::size_t) { result.emplace(work()); });
    return std::move(*result);
}

} // namespace contract

#endif
