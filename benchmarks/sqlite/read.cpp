// SPDX-License-Identifier: BSL-1.0
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <yore/diff.hpp>

#include "../by_hand/compare.hpp"
#include "../workload.hpp"
#include "benchmarks.hpp"
#include "fill.hpp"
#include "subjects.hpp"

namespace bench {
namespace {

using by_hand::sqlite::indexes;
using by_hand::sqlite::keeps;
using yore::sqlite::options;

constexpr auto open_full = open::full<keeps::history>;
constexpr auto open_indexed = open::full<keeps::history, indexes::for_reading>;

/// A history in a file, the same for all contests that ask for it; opened when it is first asked for.
template <class Open>
auto filled(folder& files, const std::string& by, const std::string& with, const Open& open) {
    using subject = decltype(open(std::string{}, durability::normal));
    static std::map<std::string, std::weak_ptr<typename subject::element_type>> opened;
    const std::string name = with + "/" + by;
    subject found = opened[name].lock();
    if (found) return found;
    const std::string path = files.copy(name, [&](const std::string& new_file) {
        const subject history = open(new_file, durability::off);
        if (with == "museum") fill_museum(*history);
        else fill_long_lives(*history);
    });
    found = open(path, durability::normal);
    opened[name] = found;
    return found;
}

/// A contestant that answers `items` questions in a round.
template <class Open, class Ask>
contestant asking(
    folder& files, const std::string& by, const std::string& with, Open open, std::size_t items, const Ask& ask) {
    return {by, [=, &files]() -> round {
                return [=, history = filled(files, by, with, open)] {
                    stopwatch watch;
                    watch.start();
                    ask(*history);
                    watch.stop();
                    return watch.seconds() / static_cast<double>(items);
                };
            }};
}

struct query {
    std::int64_t id;
    yore::timestamp when;
};

constexpr std::size_t asked_in_a_round = 512;

/// Any of so many of the entities, at any time after all were created; other times in each round.
std::vector<query> queries(std::size_t of, std::size_t entities, std::size_t changes) {
    random_source random{1};
    std::vector<query> made;
    for (std::size_t i = 0; i != 64 * asked_in_a_round; ++i)
        made.push_back({static_cast<std::int64_t>(1 + random.below(of) * (entities / of)),
            moment(entities + random.below(changes - entities))});
    return made;
}

void add_one(
    suite& all, folder& files, const std::string& name, const std::string& with, const std::vector<query>& asked) {
    const auto add = [&](const std::string& by, const auto& open) {
        const auto ask = [asked, next = std::make_shared<std::size_t>(0)](const auto& history) {
            for (std::size_t i = 0; i != asked_in_a_round; ++i) {
                const query& q = asked[(*next)++ % asked.size()];
                benchmark::DoNotOptimize(history.as_of(q.id, q.when));
            }
        };
        return asking(files, by, with, open, asked_in_a_round, ask);
    };
    all.add_contest(name, {add("yore", open::yore()), add("yore_full_row_every_16", open::yore({.full_row_every = 16})),
                              add("yore_full_row_every_1", open::yore({.full_row_every = 1})),
                              add("full_rows", open_full), add("full_rows_time_index", open_indexed)});
    all.ratio(name + "/yore", name + "/full_rows", 2.0);
    all.ratio(name + "/yore", name + "/full_rows_time_index", 2.0);
    all.ratio(name + "/yore_full_row_every_16", name + "/full_rows_time_index");
    all.ratio(name + "/yore_full_row_every_1", name + "/full_rows_time_index");
}

void add_set(suite& all, folder& files, const std::string& name, yore::timestamp when) {
    using rows = by_hand::sqlite::full_rows;
    const auto by_hand = [&](const std::string& by, const std::string& in, const auto& open, auto question) {
        return contestant{by, asking(files, in, "museum", open, 1, [=](const full_rows& file) {
                              benchmark::DoNotOptimize((file.history().*question)(when));
                          }).make};
    };
    const auto ask = [=](const yore_file& file) { benchmark::DoNotOptimize(file.as_of(when)); };
    all.add_contest(
        name, {asking(files, "yore", "museum", open::yore(), 1, ask),
                  by_hand("full_rows_window", "full_rows", open_full, &rows::as_of_by_window),
                  by_hand("full_rows_time_index_window", "full_rows_time_index", open_indexed, &rows::as_of_by_window),
                  by_hand("full_rows_time_index_join", "full_rows_time_index", open_indexed, &rows::as_of_by_join)});
    all.ratio(name + "/yore", name + "/full_rows_window", 2.0);
    all.ratio(name + "/yore", name + "/full_rows_time_index_window", 2.0);
    all.ratio(name + "/yore", name + "/full_rows_time_index_join");
}

// ---- lists of versions

std::vector<std::int64_t> some_machines() {
    random_source random{2};
    std::vector<std::int64_t> made;
    for (std::size_t i = 0; i != 256; ++i)
        made.push_back(static_cast<std::int64_t>(1 + random.below(museum_workload().machines.size())));
    return made;
}

void list_with_diffs(const yore_file& history, std::int64_t id) {
    const auto versions = history.history().versions(id);
    for (std::size_t i = 1; i < versions.size(); ++i)
        benchmark::DoNotOptimize(yore::diff(versions[i - 1].state, versions[i].state));
}
void list_with_diffs(const full_rows& history, std::int64_t id) {
    const auto versions = history.history().versions(id);
    for (std::size_t i = 1; i < versions.size(); ++i)
        benchmark::DoNotOptimize(by_hand::diff_to_list(versions[i - 1].state, versions[i].state));
}

/// One question, and the same asked by hand, of the museum workload.
template <class Ask, class AskByHand>
void add_pair(suite& all, folder& files, const std::string& name, std::size_t items, const Ask& ask,
    const AskByHand& ask_by_hand, double limit = 0) {
    all.add_contest(name, {asking(files, "yore", "museum", open::yore(), items, ask),
                              asking(files, "full_rows_time_index", "museum", open_indexed, items, ask_by_hand)});
    all.ratio(name + "/yore", name + "/full_rows_time_index", limit);
}

template <class Ask>
auto of_history(const Ask& ask) {
    return [=](const auto& subject) { benchmark::DoNotOptimize(ask(subject.history())); };
}

} // namespace

void add_as_of(suite& all, folder& files) {
    all.begin_table("sqlite_as_of", "The past from an SQLite file");
    const workload& work = museum_workload();
    const std::size_t machines = work.machines.size();
    // of machines about which the program has asked before, and of any, nearly all for the first time
    add_one(all, files, "as_of_key", "museum", queries(500, machines, machines + work.events.size()));
    add_one(all, files, "as_of_key_first_time", "museum", queries(machines, machines, machines + work.events.size()));
    add_one(all, files, "as_of_key_1000_versions", "long_lives",
        queries(long_lives::entities, long_lives::entities, long_lives::changes));
    add_set(all, files, "as_of_set_100000_versions", moment(100'000));
    add_set(all, files, "as_of_set_noon", moment(machines + work.events.size() / 2));
}

void add_lists(suite& all, folder& files) {
    all.begin_table("sqlite_lists", "Lists of versions from an SQLite file");
    const auto list_all = [ids = some_machines()](const auto& history) {
        for (const std::int64_t id : ids) list_with_diffs(history, id);
    };
    add_pair(all, files, "versions_with_diffs", some_machines().size(), list_all, list_all, 1.5);

    using by_yore = yore::history<machine>;
    using by_rows = by_hand::sqlite::full_rows;
    using filter = yore::filter<machine>;
    const std::vector<std::int64_t> ids = some_machines();
    add_pair(
        all, files, "blame", ids.size(),
        [ids](const yore_file& of) {
            for (const std::int64_t id : ids) benchmark::DoNotOptimize(of.history().blame(id));
        },
        [ids](const full_rows& of) {
            for (const std::int64_t id : ids) benchmark::DoNotOptimize(of.history().blame_of(id));
        });
    for (const std::size_t changes : {1'000u, 50'000u}) {
        const auto ask = of_history([=](const auto& h) { return h.between(moment(50'000), moment(50'000 + changes)); });
        add_pair(all, files, "between_" + std::to_string(changes) + "_changes", 1, ask, ask);
    }

    constexpr std::size_t most = 100;
    add_pair(all, files, "find_by_actor_newest_100", 1,
        of_history([](const by_yore& h) { return h.find(filter{.actor = "maria", .limit = most}); }),
        of_history([](const by_rows& h) { return h.by_actor("maria", most); }));
    const yore::timestamp from = moment(60'000), until = moment(60'100);
    add_pair(all, files, "find_by_time_100", 1,
        of_history([=](const by_yore& h) { return h.find(filter{.from = from, .until = until}); }),
        of_history([=](const by_rows& h) { return h.by_time(from, until); }));
    const filter priced{.changed = yore::fields<&machine::price>, .limit = most};
    add_pair(all, files, "find_by_changed_field_newest_100", 1,
        of_history([=](const by_yore& h) { return h.find(priced); }),
        of_history([](const by_rows& h) { return h.by_changed_price(most); }));
}

} // namespace bench
