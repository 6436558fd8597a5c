// SPDX-License-Identifier: BSL-1.0
#include "questions.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "../workload.hpp"
#include "benchmarks.hpp"
#include "museum.hpp"

namespace bench {
namespace {

constexpr std::size_t asked = 256;

/// Any machines that live in the end, with the numbers of their latest versions.
struct known_machine {
    std::int64_t id;
    std::uint64_t number;
};

std::vector<known_machine> some_machines() {
    const workload& work = museum_workload();
    std::vector<std::uint64_t> numbers(work.machines.size(), 1);
    for (const event& next : work.events) numbers[next.entity] = next.is_deletion() ? 0 : numbers[next.entity] + 1;
    random_source random{2};
    std::vector<known_machine> made;
    while (made.size() != asked) {
        const std::size_t i = random.below(numbers.size());
        const std::uint64_t number = std::exchange(numbers[i], 0); // each only once
        if (number > 1) made.push_back({static_cast<std::int64_t>(i + 1), number});
    }
    return made;
}

template <class Subject>
void add_reading(suite& all, const std::string& by) {
    const Subject& museum = museum_in<Subject>();
    const auto add = [&](const std::string& name, std::size_t items, auto question) {
        all.add(name + "/" + by, items, [&museum, question](benchmark::State& state) {
            for (auto _ : state) question(museum);
        });
    };
    const auto machines = some_machines();
    add("versions", asked, [machines](const Subject& of) {
        for (const known_machine& m : machines) benchmark::DoNotOptimize(of.versions(m.id));
    });
    add("blame", asked, [machines](const Subject& of) {
        for (const known_machine& m : machines) benchmark::DoNotOptimize(ask::blame(of, m.id));
    });
    add("between/1000_changes", 1,
        [](const Subject& of) { benchmark::DoNotOptimize(ask::between(of, moment(60'000), moment(61'000))); });
    add("between/50000_changes", 1,
        [](const Subject& of) { benchmark::DoNotOptimize(ask::between(of, moment(40'000), moment(90'000))); });
    add("find/by_actor_newest_100", 1,
        [](const Subject& of) { benchmark::DoNotOptimize(ask::by_actor(of, "maria", 100)); });
    add("find/by_changed_field_newest_100", 1,
        [](const Subject& of) { benchmark::DoNotOptimize(ask::by_price(of, 100)); });
}

/// Goes back one version, which is a new one; the next time back again, so that all reach equally deep.
template <class Subject>
void add_revert(suite& all, const std::string& by) {
    static Subject history;
    fill_museum(history);
    all.add("revert/" + by, asked, [machines = some_machines()](benchmark::State& state) mutable {
        history.enter("maria", "correction of a typing error");
        for (auto _ : state)
            for (known_machine& m : machines) m.number = ask::revert(history, m.id, m.number - 1);
        history.leave();
    });
}

template <class Subject>
void add_asking(suite& all, const std::string& by) {
    add_reading<Subject>(all, by);
    add_revert<Subject>(all, by);
}

} // namespace

void add_questions(suite& all) {
    all.begin_table("questions", "Questions and taking back, in memory");
    add_asking<yore_history>(all, "yore");
    add_asking<typed_delta_log>(all, "delta_log_typed");
    add_asking<full_copies>(all, "full_copies");
    for (const std::string name : {"versions/", "blame/", "between/1000_changes/", "between/50000_changes/",
             "find/by_actor_newest_100/", "find/by_changed_field_newest_100/", "revert/"})
        for (const std::string by : {"delta_log_typed", "full_copies"}) all.ratio(name + "yore", name + by);
}

} // namespace bench
