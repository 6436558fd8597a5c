// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_SUITE_HPP
#define YORE_BENCHMARKS_SUITE_HPP

#include <cstddef>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "contest.hpp"
#include "result.hpp"

namespace bench {

/// Benchmarks and the ratios between them that are the result: absolute times depend on the machine and its mood.
class suite {
public:
    using body = std::function<void(benchmark::State&)>;

    /// Registers a benchmark; one iteration handles `items` things, and times are told per thing.
    void add(const std::string& name, std::size_t items, body run);

    /// The same for a body that measures with `stopwatch` what it wants counted.
    void add_manual(const std::string& name, std::size_t items, body run);

    /// Registers `name/by` for each contestant. Every repetition runs a round of all of them, one right after the other
    /// and in an order of chance, so that a slow moment of the machine is slow for all. A first round of each is not
    /// counted.
    void add_contest(const std::string& name, std::vector<contestant> contestants);

    /// Ratios that are asked for from now on stand in this table.
    void begin_table(std::string id, std::string title);

    /// Asks for time(subject) / time(alternative), with the most that it may be; 0: no limit.
    void ratio(std::string subject, std::string alternative, double limit = 0);

    /// Runs what the command line selects, interleaved and repeated, and tells the ratios.
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
        std::size_t table;
    };
    struct contest;
    class reporter;

    void compete(contest&);
    entry* find(const std::string& name);
    void run_selected(std::vector<std::string> options);
    void add_row(table& to, const wanted&);
    result compared();

    std::vector<entry> entries_;
    std::vector<wanted> ratios_;
    std::vector<table> tables_;
    std::minstd_rand chance_;
};

} // namespace bench

#endif
