// SPDX-License-Identifier: BSL-1.0
#include "suite.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <numeric>
#include <utility>

namespace bench {
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
            if (run.run_type == Run::RT_Iteration) collect(run);
    }

private:
    // Google Benchmark 1.8 gave the error another name.
    template <class R>
    static const char* failure_of(const R& run) {
        if constexpr (requires { run.error_occurred; }) return run.error_occurred ? run.error_message.c_str() : nullptr;
        else return run.skipped ? run.skip_message.c_str() : nullptr;
    }
    void collect(const Run& run) {
        entry* const of = owner_.find(run.run_name.function_name);
        if (of == nullptr) return;
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
    for (const contestant& one : contestants) entries_.push_back({name + "/" + one.by, 1, true, {}, {}});
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
        for (const contestant& each : one.contestants) one.rounds.push_back(each.make());
        for (const round& each : one.rounds) each();
    }
    std::vector<std::size_t> order(one.rounds.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), chance_);
    for (const std::size_t i : order)
        find(one.name + "/" + one.contestants[i].by)->nanoseconds.push_back(one.rounds[i]() * 1e9);
}

void suite::begin_table(std::string id, std::string title) {
    tables_.push_back({std::move(id), std::move(title),
        {"operation", "by", "time", "against", "its time", "ratio (min–max)", "limit", ""}});
}

void suite::ratio(std::string subject, std::string alternative, double limit) {
    ratios_.push_back({std::move(subject), std::move(alternative), limit, tables_.size() - 1});
}

suite::entry* suite::find(const std::string& name) {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const entry& e) { return e.name == name; });
    return found == entries_.end() ? nullptr : &*found;
}

int suite::run(int argc, char** argv) {
    const arguments asked{argc, argv};
    std::vector<std::string> options = {argv[0], "--benchmark_enable_random_interleaving=true",
        asked.quick ? "--benchmark_repetitions=3" : "--benchmark_repetitions=15",
        asked.quick ? "--benchmark_min_time=0.005" : "--benchmark_min_time=0.03"};
    options.insert(options.end(), asked.others.begin(), asked.others.end()); // the last one of a kind wins
    run_selected(std::move(options));
    asked.tell(compared());
    int failed = 0;
    for (const entry& e : entries_) {
        if (e.error.empty()) continue;
        std::fprintf(stderr, "FAILED %s: %s\n", e.name.c_str(), e.error.c_str());
        failed = 1;
    }
    return failed;
}

void suite::run_selected(std::vector<std::string> options) {
    std::vector<char*> pointers;
    for (std::string& each : options) pointers.push_back(each.data());
    int count = static_cast<int>(pointers.size());
    benchmark::Initialize(&count, pointers.data());
    if (benchmark::ReportUnrecognizedArguments(count, pointers.data())) std::exit(2);

    keep_freed_memory();
    reporter collector{*this};
    benchmark::RunSpecifiedBenchmarks(&collector);
    benchmark::ClearRegisteredBenchmarks(); // and with them what they hold open
    benchmark::Shutdown();
}

namespace {

/// What stands before the last slash of a name: the operation; and behind: who does it.
std::string operation_of(const std::string& name) { return name.substr(0, name.rfind('/')); }
std::string who_of(const std::string& name) { return name.substr(name.rfind('/') + 1); }

} // namespace

void suite::add_row(table& to, const wanted& r) {
    const entry* const subject = find(r.subject);
    const entry* const alternative = find(r.alternative);
    if (subject == nullptr || alternative == nullptr) return;
    const std::size_t repetitions = std::min(subject->nanoseconds.size(), alternative->nanoseconds.size());
    if (repetitions == 0) return;
    std::vector<double> ratios;
    for (std::size_t i = 0; i != repetitions; ++i)
        ratios.push_back(subject->nanoseconds[i] / alternative->nanoseconds[i]);
    const spread ratio = spread_of(ratios);
    const std::string operation = operation_of(r.subject), other = operation_of(r.alternative);
    to.rows.push_back({operation, who_of(r.subject), time_text(spread_of(subject->nanoseconds).median * 1e-9),
        other == operation ? who_of(r.alternative) : r.alternative,
        time_text(spread_of(alternative->nanoseconds).median * 1e-9), ratio_text(ratio), limit_text(r.limit),
        verdict_of(ratio.median, r.limit)});
}

result suite::compared() {
    result made{tables_};
    for (const wanted& each : ratios_) add_row(made.tables[each.table], each);
    std::erase_if(made.tables, [](const table& t) { return t.rows.empty(); });
    return made;
}

} // namespace bench
