// SPDX-License-Identifier: BSL-1.0
#include <cstddef>
#include <string>
#include <vector>

#include "../json_subjects.hpp"
#include "../subjects.hpp"
#include "../workload.hpp"
#include "benchmarks.hpp"
#include "museum.hpp"

namespace bench {
namespace {

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
        for (std::size_t i = 0; i != Entities; ++i) made.push_back(make_machine(static_cast<std::int64_t>(i + 1)));
        return made;
    }

    template <class Subject>
    static bool fill(Subject& history) {
        constexpr std::size_t changing[] = {5, 7, 10, 11};
        std::vector<machine> live = machines();
        random_source random{Versions};
        for (std::size_t i = 0; i != changes; ++i) {
            machine& next = live[i % Entities];
            if (i >= Entities) detail::change_field(next, changing[random.below(4)], random);
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
        for (const query& q : queries) benchmark::DoNotOptimize(history.as_of(q.id, q.when));
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

/// JSON, where an answer does not take too long.
template <class Lives>
void add_json(suite& all, const std::string& name) {
    static_cast<void>(Lives::template recorded<json_dumps>());
    static_cast<void>(Lives::template recorded<json_patches>());
    const std::size_t items = Lives::queries().size();
    all.add(name + "/json_dumps", items, ask_one<Lives, json_dumps>);
    all.add(name + "/json_patches", items, ask_one<Lives, json_patches>);
    all.ratio(name + "/yore", name + "/json_dumps");
    all.ratio(name + "/yore", name + "/json_patches");
}

/// In the middle of the museum workload.
yore::timestamp noon() { return moment(museum_workload().machines.size() + museum_workload().events.size() / 2); }

const std::vector<machine>& living_at_noon() {
    static const std::vector<machine> found = museum_in<full_copies>().as_of(noon());
    return found;
}

template <class Subject>
void add_set(suite& all, const std::string& by) {
    const Subject& museum = museum_in<Subject>();
    all.add("as_of_set/" + by, living_at_noon().size(), [&museum](benchmark::State& state) {
        for (auto _ : state) benchmark::DoNotOptimize(museum.as_of(noon()));
    });
}

void copy_all(benchmark::State& state) {
    for (auto _ : state) {
        std::vector<machine> copy = living_at_noon();
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

    add_json<long_lives<1'000, 10>>(all, "as_of_key/10_versions");

    add_set<yore_history>(all, "yore");
    add_set<typed_delta_log>(all, "delta_log_typed");
    add_set<full_copies>(all, "full_copies");
    all.add("as_of_set/copy", living_at_noon().size(), copy_all);
    all.ratio("as_of_set/yore", "as_of_set/copy", 3.0);
    all.ratio("as_of_set/yore", "as_of_set/delta_log_typed");
    all.ratio("as_of_set/yore", "as_of_set/full_copies");
}

} // namespace bench
