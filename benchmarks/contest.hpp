// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_CONTEST_HPP
#define YORE_BENCHMARKS_CONTEST_HPP

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>

namespace bench {

/// Which time counts: `processor` time of this thread, so that other programs on the machine disturb little, or that of
/// a clock on the `wall`, where waiting for the disk or for other threads is part of the work.
enum class timing { processor, wall };

/// Does the next piece of work; returns the seconds that one thing took.
using round = std::function<double()>;

/// One of several that do the same work.
struct contestant {
    std::string by;
    std::function<round()> make; // called when the first repetition begins
};

/// Adds up the times between `start` and `stop`.
class stopwatch {
public:
    explicit stopwatch(timing counted = timing::processor) : counted_(counted) {}

    void start() { started_ = now(); }
    void stop() { total_ += now() - started_; }
    double seconds() const { return total_; }

private:
    double now() const;

    timing counted_;
    double started_ = 0;
    double total_ = 0;
};

/// Seconds that `work` takes.
template <class Work>
double seconds_of(const Work& work, timing counted = timing::processor) {
    stopwatch watch{counted};
    watch.start();
    work();
    watch.stop();
    return watch.seconds();
}

/// Seconds that one call takes: calls until it can be told, but no more often than `most`.
template <class Call>
double seconds_each(std::size_t most, const Call& call) {
    constexpr double enough = 0.01;
    for (std::size_t calls = 1;; calls = std::min(most, calls * 4)) {
        const double seconds = seconds_of([&] {
            for (std::size_t i = 0; i != calls; ++i) call();
        });
        if (seconds >= enough || calls == most) return seconds / static_cast<double>(calls);
    }
}

/// Memory that was freed stays with the process, so that nobody pays the kernel for what ran before.
void keep_freed_memory();

/// Gives free memory back to the kernel: a history only grows, so every benchmark of growing pays for fresh pages.
void forget_free_memory();

} // namespace bench

#endif
