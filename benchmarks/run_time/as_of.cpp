// SPDX-License-Identifier: BSL-1.0
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "../subjects.hpp"
#include "../workload.hpp"
#include "benchmarks.hpp"

namespace bench {
namespace {

constexpr yore::timestamp begin{std::chrono::sys_days{std::chrono::year{2020} / 1 / 1}};

yore::timestamp moment(std::size_t number) { return begin + std::chrono::seconds{number}; }

struct query {
    std::int64_t id;
    yore::timestamp when;
};

/// Entities with equally many versions each, of which only status, plays, location and price ever change.
template <std::size_t Entities, std::size_t Versions>
struct long_lives {
    static constexpr std::size_t changes = Entities * Versions;

    template <class Subject>
    static const Subject& recorded() {
        static Subject history;
        static bool filled = fill(history);
        benchmark::DoNotOptimize(filled);
        return history;
    }

    static std::vector<machine> machines() {
        std::vector<machine> made;
        for (std::size_t i = 0; i != Entities; ++i)
            made.push_back(make_machine(static_cast<std::int64_t>(i + 1)));
        return made;
    }

    template <class Subject>
    static bool fill(Subject& history) {
        constexpr std::size_t changing[] = {5, 7, 10, 11};
        std::vector<machine> live = machines();
        random_source random{Versions};
        for (std::size_t i = 0; i != changes; ++i) {
            machine& next = live[i % Entities];
            if (i >= Entities)
                detail::change_field(next, changing[random.below(4)], random);
            history.enter("maria", "weekly inspection", moment(i));
            history.record(next);
        }
        history.leave();
        return true;
    }

    static std::vector<query> queries() {
        random_source random{1};
        std::vector<query> made;
        for (std::size_t i = 0; i != 1024; ++i)
            made.push_back({static_cast<std::int64_t>(1 + random.below(Entities)),
                            moment(Entities + random.below(changes - Entities))});
        return made;
    }
};

template <class Lives, class Subject>
void ask_one(benchmark::State& state) {
    const Subject& history = Lives::template recorded<Subject>();
    const auto queries = Lives::queries();
    for (auto _ : state)
        for (const query& q : queries)
            benchmark::DoNotOptimize(history.as_of(q.id, q.when));
}

template <class Lives>
void copy_one(benchmark::State& state) {
    const auto machines = Lives::machines();
    const auto queries = Lives::queries();
    for (auto _ : state)
        for (const query& q : queries) {
            machine copy = machines[static_cast<std::size_t>(q.id - 1)];
            benchmark::DoNotOptimize(copy);
        }
}

template <class Lives>
void add_one(suite& all, const std::string& name) {
    // Filled here and not in between, so that what ran before does not decide how they lie in memory.
    static_cast<void>(Lives::template recorded<yore_history>());
    static_cast<void>(Lives::template recorded<full_copies>());
    const std::size_t items = Lives::queries().size();
    all.add(name + "/yore", items, ask_one<Lives, yore_history>);
    all.add(name + "/copy", items, copy_one<Lives>);
    all.add(name + "/full_copies", items, ask_one<Lives, full_copies>);
}

/// The museum workload with one second between changes.
struct museum_at_noon {
    yore_history history;
    yore::timestamp noon;
    std::vector<machine> live; // at noon

    museum_at_noon() {
        const workload work = museum();
        noon = moment(work.machines.size() + work.events.size() / 2);
        fill(work);
        for (const machine& m : history.as_of(noon))
            live.push_back(m);
    }

private:
    /// Makes all states before it records the first, so that those who allocate later find no heap full of holes.
    void fill(const workload& work) {
        std::vector<machine> now = work.machines;
        std::vector<machine> states = now;
        for (const event& next : work.events) {
            apply(next, now[next.entity]);
            states.push_back(now[next.entity]);
        }
        std::size_t tick = 0;
        history.enter("import", "first inventory", moment(tick));
        for (; tick != now.size(); ++tick)
            history.record(states[tick]);
        for (const event& next : work.events) {
            history.enter(workload::actors[next.actor], workload::reasons[next.reason], moment(tick));
            if (next.is_deletion())
                history.remove(states[tick].id);
            else
                history.record(states[tick]);
            ++tick;
        }
        history.leave();
    }

public:
    static const museum_at_noon& get() {
        static const museum_at_noon made;
        return made;
    }
};

void ask_all(benchmark::State& state) {
    const museum_at_noon& museum = museum_at_noon::get();
    for (auto _ : state)
        benchmark::DoNotOptimize(museum.history.as_of(museum.noon));
}

void copy_all(benchmark::State& state) {
    const museum_at_noon& museum = museum_at_noon::get();
    for (auto _ : state) {
        std::vector<machine> copy = museum.live;
        benchmark::DoNotOptimize(copy);
    }
}

} // namespace

void add_as_of(suite& all) {
    all.begin_table("as_of", "The past in memory");
    // As many versions in all, so that only their depth differs.
    add_one<long_lives<1'000, 10>>(all, "as_of_key/10_versions");
    add_one<long_lives<1, 10'000>>(all, "as_of_key/10000_versions");
    all.ratio("as_of_key/10_versions/yore", "as_of_key/10_versions/copy", 3.0);
    all.ratio("as_of_key/10_versions/yore", "as_of_key/10_versions/full_copies");
    all.ratio("as_of_key/10000_versions/yore", "as_of_key/10_versions/yore", 2.0);
    all.ratio("as_of_key/10000_versions/yore", "as_of_key/10000_versions/copy");
    all.ratio("as_of_key/10000_versions/yore", "as_of_key/10000_versions/full_copies");

    const std::size_t living = museum_at_noon::get().live.size();
    all.add("as_of_set/yore", living, ask_all);
    all.add("as_of_set/copy", living, copy_all);
    all.ratio("as_of_set/yore", "as_of_set/copy", 3.0);
}

} // namespace bench
