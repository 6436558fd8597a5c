// SPDX-License-Identifier: BSL-1.0
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "../workload.hpp"
#include "benchmarks.hpp"
#include "fill.hpp"
#include "subjects.hpp"

namespace bench {
namespace {

using by_hand::sqlite::keeps;

/// Some changes of the workload that follow each other, with the states that are to be recorded.
struct chunk {
    std::vector<event> events;
    std::vector<machine> states;
};

/// Makes the chunks of a contest one after the other, as a program has its objects at hand when it records them.
class chunks {
public:
    explicit chunks(std::size_t size) : size_(size) {}

    /// Requires: `number` is that of the call before, or the next one.
    const chunk& at(std::size_t number) {
        if (number == made_) make_next();
        return last_;
    }

private:
    void make_next() {
        const workload& work = museum_workload();
        if (made_ == 0) live_ = work.machines;
        last_ = {};
        for (std::size_t i = made_ * size_; i != (made_ + 1) * size_; ++i) {
            const event& next = work.events.at(i);
            apply(next, live_[next.entity]);
            last_.events.push_back(next);
            last_.states.push_back(live_[next.entity]);
        }
        ++made_;
    }

    std::size_t size_;
    std::size_t made_ = 0;
    std::vector<machine> live_;
    chunk last_;
};

/// How a contest records.
struct manner {
    std::string name;
    durability wanted;
    std::size_t size;  // of a chunk
    std::size_t batch; // changes that become durable together

    /// Where every change waits for the disk, waiting is what counts.
    timing counted() const { return wanted == durability::full ? timing::wall : timing::processor; }
    bool is_batched() const { return batch != 1; }
};

template <class Subject>
void record(Subject& history, const chunk& next, const manner& how) {
    const event* last = nullptr;
    for (std::size_t i = 0; i != next.events.size(); ++i) {
        const event& what = next.events[i];
        if (last == nullptr || what.actor != last->actor || what.reason != last->reason)
            history.enter(workload::actors[what.actor], workload::reasons[what.reason]);
        last = &what;
        if (how.is_batched() && i % how.batch == 0) history.begin_batch();
        if (what.is_deletion()) history.remove(next.states[i].id);
        else history.record(next.states[i]);
        if (how.is_batched() && i % how.batch == how.batch - 1) history.end_batch();
    }
    history.leave();
}

/// Contestants record the same chunks of changes, each in a file of its own that has 10,000 machines in it.
class recording {
public:
    recording(manner how, folder& files)
        : how_(std::move(how)), files_(files), work_(std::make_shared<chunks>(how_.size)) {}

    template <class Open>
    void add(const std::string& by, Open open) {
        contestants_.push_back(
            {by, [=, how = how_, work = work_, &files = files_]() -> round {
                 const std::string path = files.copy("inventory/" + by,
                     [&](const std::string& filled) { fill_inventory(*open(filled, durability::off)); });
                 return [=, history = open(path, how.wanted), number = std::size_t{0}]() mutable {
                     const chunk& next = work->at(number++);
                     stopwatch watch{how.counted()};
                     watch.start();
                     record(*history, next, how);
                     watch.stop();
                     return watch.seconds() / static_cast<double>(how.size);
                 };
             }});
    }

    void add_to(suite& all) { all.add_contest(how_.name, std::move(contestants_)); }

private:
    manner how_;
    folder& files_;
    std::shared_ptr<chunks> work_;
    std::vector<contestant> contestants_;
};

void add_contest(suite& all, folder& files, const manner& how, double limit) {
    recording by{how, files};
    by.add("yore", open::yore());
    by.add("full_rows", open::full<keeps::history>);
    by.add("triggers_full_rows", open::triggers<triggers_full_rows>);
    by.add("triggers_json", open::triggers<triggers_json>);
    by.add("no_audit", open::nothing);
    all.ratio(how.name + "/yore", how.name + "/full_rows", limit);
    all.ratio(how.name + "/yore", how.name + "/triggers_full_rows");
    // Where all wait for the disk equally long, nobody is much faster.
    all.ratio(how.name + "/yore", how.name + "/triggers_json", how.wanted == durability::full ? 0 : 1.0);
    all.ratio(how.name + "/yore", how.name + "/no_audit");
    if (how.wanted == durability::normal) {
        by.add("yore_nothing_cached", open::yore({.cached_entities = 0}));
        by.add("yore_beside_live_rows", open::yore_beside);
        by.add("full_rows_beside_live_rows", open::full<keeps::live_rows_too>);
        all.ratio(how.name + "/yore_nothing_cached", how.name + "/full_rows");
        all.ratio(how.name + "/yore_beside_live_rows", how.name + "/full_rows_beside_live_rows");
        all.ratio(how.name + "/yore_beside_live_rows", how.name + "/triggers_json");
    }
    by.add_to(all);
}

// ---- several threads

constexpr std::size_t most_threads = 8;

/// What several threads record at the same time.
class shares {
public:
    explicit shares(std::size_t changes_of_each) : each_(changes_of_each), live_(museum_workload().machines) {}

    struct share {
        std::vector<machine> states;
    };
    /// A share for each thread; no entity is in two of them.
    std::vector<share> next(std::size_t threads) {
        std::vector<share> made(threads);
        for (std::size_t t = 0; t != threads; ++t)
            for (std::size_t i = 0; i != each_; ++i) {
                machine& m = live_[random_.below(live_.size() / threads) * threads + t];
                ++m.plays;
                m.price += 1;
                made[t].states.push_back(m);
            }
        return made;
    }

private:
    std::size_t each_;
    std::vector<machine> live_;
    random_source random_{8};
};

/// Lets each thread call `record(thread, states)` with its share, and waits for all.
template <class Record>
double seconds_per_change(const std::vector<shares::share>& work, const Record& record) {
    stopwatch watch{timing::wall};
    watch.start();
    std::vector<std::thread> threads;
    std::size_t changes = 0;
    for (std::size_t t = 0; t != work.size(); ++t) {
        changes += work[t].states.size();
        threads.emplace_back([&, t] { record(t, work[t].states); });
    }
    for (std::thread& one : threads) one.join();
    watch.stop();
    return watch.seconds() / static_cast<double>(changes);
}

contestant with_one_store(std::string by, folder& files, std::size_t threads, std::size_t changes_of_each) {
    return {
        std::move(by), [=, &files]() -> round {
            const auto open_one = open::yore();
            const std::string path = files.copy("inventory/yore",
                [&](const std::string& filled) { fill_inventory(*open_one(filled, durability::off)); });
            return [=, store = std::make_shared<yore::sqlite::store>(path), work = shares{changes_of_each}]() mutable {
                yore::history<machine> history{*store};
                return seconds_per_change(work.next(threads), [&](std::size_t, const std::vector<machine>& states) {
                    const yore::scope who{"maria", "weekly inspection"};
                    for (const machine& m : states) history.record(m);
                });
            };
        }};
}

contestant with_a_handle_each(std::string by, folder& files, std::size_t threads, std::size_t changes_of_each) {
    return {std::move(by), [=, &files]() -> round {
                const std::string path = files.copy("inventory/full_rows", [&](const std::string& filled) {
                    fill_inventory(*open::full<keeps::history>(filled, durability::off));
                });
                std::vector<std::shared_ptr<full_rows>> handles;
                for (std::size_t t = 0; t != threads; ++t)
                    handles.push_back(open::full<keeps::history>(path, durability::full));
                return [=, work = shares{changes_of_each}]() mutable {
                    return seconds_per_change(
                        work.next(threads), [&](std::size_t t, const std::vector<machine>& states) {
                            handles[t]->enter("maria", "weekly inspection");
                            for (const machine& m : states) handles[t]->record(m);
                        });
                };
            }};
}

} // namespace

void add_record(suite& all, folder& files) {
    all.begin_table("sqlite_record", "Recording in an SQLite file");
    add_contest(all, files, {"record_normal", durability::normal, 1000, 1}, 1.20);
    add_contest(all, files, {"record_full", durability::full, 40, 1}, 1.20);
    add_contest(all, files, {"record_batch_1000", durability::normal, 3000, 1000}, 1.35);
}

void add_threads(suite& all, folder& files) {
    all.begin_table("sqlite_threads", "Several threads that record in one SQLite file");
    const std::string name = "record_full_threads";
    all.add_contest(name, {with_one_store("yore_1", files, 1, 25), with_one_store("yore_8", files, most_threads, 25),
                              with_a_handle_each("full_rows_1", files, 1, 25),
                              with_a_handle_each("full_rows_8", files, most_threads, 5)});
    all.ratio(name + "/yore_8", name + "/yore_1", 1.0 / 3);
    all.ratio(name + "/full_rows_8", name + "/full_rows_1");
    all.ratio(name + "/yore_1", name + "/full_rows_1", 1.20);
    all.ratio(name + "/yore_8", name + "/full_rows_8");
}

} // namespace bench
