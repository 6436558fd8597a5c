// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_SUITE_HPP
#define YORE_BENCHMARKS_SUITE_HPP

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace bench {

/// Benchmarks and the ratios between them that are the result: absolute times depend on the machine and its mood.
class suite {
public:
    using body = std::function<void(benchmark::State&)>;

    /// Registers a benchmark; one iteration handles `items` things, and times are told per thing.
    void add(const std::string& name, std::size_t items, body run);

    /// The same for a body that measures with `stopwatch` what it wants counted.
    void add_manual(const std::string& name, std::size_t items, body run);

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
    class reporter;

    entry* find(const std::string& name);
    void print_ratios();

    std::vector<entry> entries_;
    std::vector<wanted> ratios_;
};

/// Processor time of this thread, so that other programs on the machine disturb little.
class stopwatch {
public:
    void start() { started_ = thread_seconds(); }
    void stop() { total_ += thread_seconds() - started_; }
    double seconds() const { return total_; }

private:
    static double thread_seconds();

    double started_ = 0;
    double total_ = 0;
};

} // namespace bench

#endif
