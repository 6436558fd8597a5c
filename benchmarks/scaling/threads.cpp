// SPDX-License-Identifier: BSL-1.0
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>

#include "scales.hpp"
#include "subjects.hpp"

namespace bench {
namespace {

using by_hand::attribution;

constexpr std::size_t entities = 1'000;

/// Lets each thread call `work(thread)`; returns seconds of the clock on the wall for each of the things that all do.
template <class Work>
double seconds_together(std::size_t threads, std::size_t things_of_each, const Work& work) {
    return seconds_of(
               [&] {
                   std::vector<std::thread> running;
                   for (std::size_t t = 0; t != threads; ++t) running.emplace_back([&, t] { work(t); });
                   for (std::thread& one : running) one.join();
               },
               timing::wall) /
           static_cast<double>(threads * things_of_each);
}

/// Machines of which each thread has its own.
class shares {
public:
    explicit shares(std::size_t threads) : threads_(threads), live_(make_machines(entities)) {}

    const std::vector<machine>& all() const { return live_; }

    /// New states for one thread.
    template <class Record>
    void change(std::size_t thread, std::size_t count, const Record& record) {
        random_source random{thread};
        for (std::size_t i = 0; i != count; ++i) {
            machine& next = live_[random.below(entities / threads_) * threads_ + thread];
            next.plays += 1;
            record(next);
        }
    }

private:
    std::size_t threads_;
    std::vector<machine> live_;
};

const attribution maria{"maria", "weekly inspection", {}};

void measure_memory_record(scales& all, std::size_t threads) {
    constexpr std::size_t each = 20'000;
    const std::string id = "threads_record_memory";
    {
        yore::history<machine> history;
        shares work{threads};
        for (const machine& m : work.all()) history.record(m);
        all.add(id, "yore", threads, in_nanoseconds, [&] {
            return seconds_together(threads, each, [&](std::size_t t) {
                const yore::scope who{"maria", "weekly inspection"};
                work.change(t, each, [&](const machine& m) { history.record(m); });
            });
        });
    }
    by_hand::delta_log<by_hand::value_columns> log;
    shares work{threads};
    for (const machine& m : work.all()) log.record(m, maria);
    all.add(id, "by hand: delta log", threads, in_nanoseconds, [&] {
        return seconds_together(threads, each,
            [&](std::size_t t) { work.change(t, each, [&](const machine& m) { log.record(m, maria); }); });
    });
}

template <class History>
void measure_memory_as_of(scales& all, const std::string& by, std::size_t threads) {
    constexpr std::size_t each = 20'000, versions = 10;
    History history;
    std::vector<machine> live = make_machines(entities);
    fill_with(history, entities * versions, [&](std::size_t i) {
        live[i % entities].plays += 1;
        history.enter("maria", "weekly inspection", moment(i));
        history.record(live[i % entities]);
    });
    all.add("threads_as_of_memory", by, threads, in_nanoseconds, [&] {
        return seconds_together(threads, each, [&](std::size_t t) {
            random_source random{t};
            for (std::size_t i = 0; i != each; ++i)
                benchmark::DoNotOptimize(history.as_of(static_cast<std::int64_t>(1 + random.below(entities)),
                    moment(entities + random.below(entities * (versions - 1)))));
        });
    });
}

/// One store for all threads.
void measure_yore_file(scales& all, const std::string& id, std::size_t threads, std::size_t each) {
    folder files;
    yore::sqlite::store store{files.new_file(), {.durability = durability::full}};
    yore::history<machine> history{store};
    shares work{threads};
    history.record_all(work.all());
    all.add(id, "yore", threads, in_microseconds, [&] {
        return seconds_together(threads, each, [&](std::size_t t) {
            const yore::scope who{"maria", "weekly inspection"};
            work.change(t, each, [&](const machine& m) { history.record(m); });
        });
    });
}

/// A handle for each thread.
void measure_file_by_hand(scales& all, const std::string& id, std::size_t threads, std::size_t each) {
    folder files;
    const std::string path = files.new_file();
    std::vector<std::shared_ptr<full_rows>> handles;
    for (std::size_t t = 0; t != threads; ++t)
        handles.push_back(open::full<by_hand::sqlite::keeps::history>(path, durability::full));
    shares work{threads};
    handles.front()->begin_batch();
    for (const machine& m : work.all()) handles.front()->history().record(m, maria);
    handles.front()->end_batch();
    all.add(id, "by hand: full rows", threads, in_microseconds, [&] {
        return seconds_together(threads, each, [&](std::size_t t) {
            work.change(t, each, [&](const machine& m) { handles[t]->history().record(m, maria); });
        });
    });
}

} // namespace

void add_threads(scales& all) {
    const std::string x = "threads";
    all.begin("threads_record_memory", "Threads that record in one history in memory, each its own entities", x,
        "time per record, all threads together (ns)");
    all.begin("threads_as_of_memory", "Threads that ask one history in memory: as_of(key, t)", x,
        "time per question, all threads together (ns)");
    all.begin("threads_record_sqlite", "Threads that record in one SQLite file, each change durable", x,
        "time per record, all threads together (µs)");
    for (const std::size_t threads : {1u, 2u}) {
        measure_memory_record(all, threads);
        measure_memory_as_of<yore_history>(all, "yore", threads);
        measure_memory_as_of<typed_delta_log>(all, "by hand: delta log", threads);
        measure_memory_as_of<full_copies>(all, "by hand: full copies", threads);
        const std::size_t each = all.is_quick() ? 20 : 100;
        measure_yore_file(all, "threads_record_sqlite", threads, each);
        measure_file_by_hand(all, "threads_record_sqlite", threads, each);
    }
}

} // namespace bench
