// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_SUITE_HPP
#define YORE_BENCHMARKS_SUITE_HPP

#include <cstddef>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace bench {

/// Which time counts: `processor` time of this thread, so that other programs on the machine disturb little, or that of a
/// clock on the `wall`, where waiting for the disk or for other threads is part of the work.
enum class timing { processor, wall };

/// Does the next piece of work; returns the seconds that one thing took.
using round = std::function<double()>;

/// One of several that do the same work.
struct contestant {
    std::string by;
    std::function<round()> make; // called when the first repetition begins
};

/// Benchmarks and the ratios between them that are the result: absolute times depend on the machine and its mood.
class suite {
public:
    using body = std::function<void(benchmark::State&)>;

    /// Registers a benchmark; one iteration handles `items` things, and times are told per thing.
    void add(const std::string& name, std::size_t items, body run);

    /// The same for a body that measures with `stopwatch` what it wants counted.
    void add_manual(const std::string& name, std::size_t items, body run);

    /// Registers `name/by` for each contestant. Every repetition runs a round of all of them, one right after the other and
    /// in an order of chance, so that a slow moment of the machine is slow for all. A first round of each is not counted.
    void add_contest(const std::string& name, std::vector<contestant> contestants);

    /// Asks for time(subject) / time(alternative), with the most that it may be; 0: no limit.
    void ratio(std::string subject, std::string alternative, double limit = 0);

    /// Runs what the command line selects, interleaved and repeated, and prints the ratios.
    int run(int argc, char** argv);

private:
    struct entry {
        std::string name;
        std::size_t items;
        bool manual;
        std::vector<double> nanoseconds; // per item, one per repetition
        std::string error;
    };
    struct wanted {
        std::string subject;
        std::string alternative;
        double limit;
    };
    struct contest;
    class reporter;

    void compete(contest&);
    entry* find(const std::string& name);
    void print_ratios();

    std::vector<entry> entries_;
    std::vector<wanted> ratios_;
    std::minstd_rand chance_;
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

} // namespace bench

#endif
