// SPDX-License-Identifier: BSL-1.0
#include "suite.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <memory>
#include <numeric>
#include <utility>

#include <malloc.h>
#include <time.h>

namespace bench {
namespace {

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double smallest(const std::vector<double>& values) { return *std::min_element(values.begin(), values.end()); }
double largest(const std::vector<double>& values) { return *std::max_element(values.begin(), values.end()); }

} // namespace

double stopwatch::now() const {
    timespec now{};
    clock_gettime(counted_ == timing::processor ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Collects the time of every repetition.
class suite::reporter : public benchmark::BenchmarkReporter {
public:
    explicit reporter(suite& owner) : owner_(owner) {}

    bool ReportContext(const Context& context) override {
        std::fprintf(stderr, "%d processors of %.0f MHz, compiler %s; takes less than a minute or two\n",
                     context.cpu_info.num_cpus, context.cpu_info.cycles_per_second / 1e6, __VERSION__);
        return true;
    }

    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs)
            if (run.run_type == Run::RT_Iteration)
                collect(run);
    }

private:
    // Google Benchmark 1.8 gave the error another name.
    template <class R>
    static const char* failure_of(const R& run) {
        if constexpr (requires { run.error_occurred; })
            return run.error_occurred ? run.error_message.c_str() : nullptr;
        else
            return run.skipped ? run.skip_message.c_str() : nullptr;
    }
    void collect(const Run& run) {
        entry* const of = owner_.find(run.run_name.function_name);
        if (of == nullptr)
            return;
        if (const char* error = failure_of(run)) {
            of->error = error;
            return;
        }
        const double time = of->manual ? run.GetAdjustedRealTime() : run.GetAdjustedCPUTime();
        of->nanoseconds.push_back(time / static_cast<double>(of->items));
    }

    suite& owner_;
};

void suite::add(const std::string& name, std::size_t items, body run) {
    entries_.push_back({name, items, false, {}, {}});
    benchmark::RegisterBenchmark(name.c_str(), std::move(run));
}

void suite::add_manual(const std::string& name, std::size_t items, body run) {
    entries_.push_back({name, items, true, {}, {}});
    benchmark::RegisterBenchmark(name.c_str(), std::move(run))->UseManualTime();
}

struct suite::contest {
    std::string name;
    std::vector<contestant> contestants;
    std::vector<round> rounds; // empty until they are made
};

void suite::add_contest(const std::string& name, std::vector<contestant> contestants) {
    for (const contestant& one : contestants)
        entries_.push_back({name + "/" + one.by, 1, true, {}, {}});
    const auto shared = std::make_shared<contest>(contest{name, std::move(contestants), {}});
    const auto compete_once = [this, shared](benchmark::State& state) {
        for (auto _ : state) {
            try {
                compete(*shared);
            } catch (const std::exception& error) {
                find(shared->name + "/" + shared->contestants.front().by)->error = error.what();
                state.SkipWithError(error.what());
            }
            state.SetIterationTime(1);
        }
    };
    benchmark::RegisterBenchmark(name.c_str(), compete_once)->UseManualTime()->Iterations(1);
}

void suite::compete(contest& one) {
    if (one.rounds.empty()) {
        for (const contestant& each : one.contestants)
            one.rounds.push_back(each.make());
        for (const round& each : one.rounds)
            each();
    }
    std::vector<std::size_t> order(one.rounds.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), chance_);
    for (const std::size_t i : order)
        find(one.name + "/" + one.contestants[i].by)->nanoseconds.push_back(one.rounds[i]() * 1e9);
}

void suite::ratio(std::string subject, std::string alternative, double limit) {
    ratios_.push_back({std::move(subject), std::move(alternative), limit});
}

suite::entry* suite::find(const std::string& name) {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const entry& e) { return e.name == name; });
    return found == entries_.end() ? nullptr : &*found;
}

int suite::run(int argc, char** argv) {
    std::vector<std::string> arguments = {argv[0], "--benchmark_enable_random_interleaving=true",
                                          "--benchmark_repetitions=15", "--benchmark_min_time=0.03"};
    arguments.insert(arguments.end(), argv + 1, argv + argc); // the last one of a kind wins
    std::vector<char*> pointers;
    for (std::string& argument : arguments)
        pointers.push_back(argument.data());
    int count = static_cast<int>(pointers.size());
    benchmark::Initialize(&count, pointers.data());
    if (benchmark::ReportUnrecognizedArguments(count, pointers.data()))
        return 2;

    // Memory that was freed stays with the process, so that a benchmark does not pay the kernel for what ran before it.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    reporter collector{*this};
    benchmark::RunSpecifiedBenchmarks(&collector);
    benchmark::ClearRegisteredBenchmarks(); // and with them what they hold open
    benchmark::Shutdown();
    print_ratios();
    return std::any_of(entries_.begin(), entries_.end(), [](const entry& e) { return !e.error.empty(); }) ? 1 : 0;
}

void suite::print_ratios() {
    for (const entry& e : entries_)
        if (!e.error.empty())
            std::printf("FAILED %s: %s\n", e.name.c_str(), e.error.c_str());

    std::printf("| operation | ns | against | ns | ratio | min–max | limit | |\n");
    std::printf("|---|--:|---|--:|--:|--:|--:|---|\n");
    for (const wanted& r : ratios_) {
        const entry* const subject = find(r.subject);
        const entry* const alternative = find(r.alternative);
        if (subject == nullptr || alternative == nullptr || subject->nanoseconds.empty() ||
            alternative->nanoseconds.empty())
            continue;
        std::vector<double> ratios;
        for (std::size_t i = 0; i != std::min(subject->nanoseconds.size(), alternative->nanoseconds.size()); ++i)
            ratios.push_back(subject->nanoseconds[i] / alternative->nanoseconds[i]);
        const double middle = median(ratios);
        char limit[16] = "";
        if (r.limit > 0)
            std::snprintf(limit, sizeof limit, "%.2f", r.limit);
        std::printf("| %s | %.1f | %s | %.1f | %.2f | %.2f–%.2f | %s | %s |\n", r.subject.c_str(),
                    median(subject->nanoseconds), r.alternative.c_str(), median(alternative->nanoseconds), middle,
                    smallest(ratios), largest(ratios), limit, r.limit == 0 ? "" : middle <= r.limit ? "met" : "MISSED");
    }
}

} // namespace bench
