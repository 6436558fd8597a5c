// SPDX-License-Identifier: BSL-1.0
// How much room? Pages of an SQLite file after VACUUM: tables, indexes and who did it, without the live rows.
//
//   sqlite_storage           the museum workload, by yore and by hand; and what another number of full rows costs
//   sqlite_storage FILE...   files that yore has written
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "../by_hand/sqlite_database.hpp"
#include "../contest.hpp"
#include "../result.hpp"
#include "../sqlite/fill.hpp"
#include "../sqlite/folder.hpp"
#include "../sqlite/subjects.hpp"

namespace bench {
namespace {

using by_hand::sqlite::database;
using by_hand::sqlite::keeps;
using by_hand::sqlite::statement;

std::int64_t number(database& db, const std::string& sql) {
    const statement found{db, sql};
    return found.step() ? found.integer(0) : 0;
}

/// Bytes of all that is in the file but the live rows.
std::int64_t history_bytes(const std::string& path) {
    database db{path, "OFF"};
    db.execute("VACUUM");
    return number(
        db, "SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND name NOT IN ('machine', 'sqlite_schema')");
}

/// The updates and deletions of the workload, as they happen now.
template <class Subject>
void record_events(Subject& history) {
    const workload& work = museum_workload();
    std::vector<machine> live = work.machines;
    in_batches(history, work.events.size(), [&](std::size_t i) {
        const event& next = work.events[i];
        machine& of = live[next.entity];
        apply(next, of);
        if (i == 0 || next.actor != work.events[i - 1].actor || next.reason != work.events[i - 1].reason)
            history.enter(workload::actors[next.actor], workload::reasons[next.reason]);
        if (next.is_deletion()) history.remove(of.id);
        else history.record(of);
    });
}

/// The same in transactions of the program, one for each change.
void record_events(yore_beside_live_rows& history) {
    const workload& work = museum_workload();
    std::vector<machine> live = work.machines;
    for (const event& next : work.events) {
        machine& of = live[next.entity];
        apply(next, of);
        history.enter(workload::actors[next.actor], workload::reasons[next.reason]);
        if (next.is_deletion()) history.remove(of.id);
        else history.record(of);
    }
}

/// Adds a row for each history; ratios are to the first one.
class measured_room {
public:
    explicit measured_room(folder& files) : files_(files) {}

    template <class Open>
    void add(const std::string& name, const Open& open) {
        const std::string path = files_.new_file();
        fill_inventory(*open(path, durability::off));
        const auto created = static_cast<double>(history_bytes(path));
        record_events(*open(path, durability::off));
        const auto all = static_cast<double>(history_bytes(path));
        std::filesystem::remove(path);

        const auto creations = static_cast<double>(museum_workload().machines.size());
        const auto changes = static_cast<double>(museum_workload().events.size());
        const double per_change = (all - created) / changes;
        if (told_.rows.empty()) least_ = per_change;
        told_.rows.push_back({name, number_text(per_change), number_text(per_change / least_),
            number_text(created / creations), number_text(all / (changes + creations))});
    }

    const table& told() const { return told_; }

private:
    folder& files_;
    double least_ = 0;
    table told_{"sqlite_storage", "Room in an SQLite file: the museum workload",
        {"history", "bytes per change", "to yore", "bytes per creation", "bytes per version, all"}};
};

table measure_museum(folder& files) {
    measured_room room{files};
    room.add("yore", open::yore());
    room.add("yore, every 16th row full", open::yore({.full_row_every = 16}));
    room.add("yore, every 64th row full", open::yore({.full_row_every = 64}));
    room.add("yore, every 256th row full", open::yore({.full_row_every = 256}));
    room.add("yore, every row full", open::yore({.full_row_every = 1}));
    room.add("yore, in transactions of the program", open::yore_beside);
    room.add("by hand: full rows", open::full<keeps::history>);
    room.add("by hand: full rows, by triggers", open::triggers<triggers_full_rows>);
    room.add("by hand: differences as JSON, by triggers", open::triggers<triggers_json>);
    return room.told();
}

// ---- how many rows are full

/// Stands for never in a plot.
constexpr std::size_t only_the_first = 1024;

/// Room and time of entities with so many versions, where every k-th row is full.
class full_rows_curve {
public:
    explicit full_rows_curve(folder& files) : files_(files) {}

    void add(std::size_t entities, std::size_t versions, std::size_t repetitions) {
        const std::string name = number_text(static_cast<double>(versions)) + " versions";
        line room{name}, time{name};
        for (const std::size_t k : {1u, 2u, 4u, 8u, 16u, 32u, 64u, 128u, 256u, 1024u}) {
            const auto x = static_cast<double>(k);
            const std::string path = files_.new_file();
            const yore::sqlite::options with{.full_row_every = k == only_the_first ? std::size_t{1} << 30 : k};
            fill_long_lives(*open::yore(with)(path, durability::off), entities, versions);
            const double bytes = static_cast<double>(history_bytes(path)) / static_cast<double>(entities * versions);
            room.points.push_back({x, {bytes, bytes, bytes}});
            time.points.push_back(
                {x, latency(*open::yore(with)(path, durability::normal), entities, versions, repetitions)});
            std::filesystem::remove(path);
        }
        room_.lines.push_back(std::move(room));
        time_.lines.push_back(std::move(time));
    }

    std::vector<series> told() const { return {room_, time_, trade()}; }

private:
    /// Microseconds of as_of(key, t), at any time since all were created.
    static spread latency(
        const yore_file& history, std::size_t entities, std::size_t versions, std::size_t repetitions) {
        random_source random{versions};
        const auto ask = [&] {
            const auto id = static_cast<std::int64_t>(1 + random.below(entities));
            benchmark::DoNotOptimize(history.as_of(id, moment(entities + random.below(entities * (versions - 1)))));
        };
        seconds_each(1 << 20, ask);
        std::vector<double> microseconds;
        for (std::size_t i = 0; i != repetitions; ++i) microseconds.push_back(seconds_each(1 << 20, ask) * 1e6);
        return spread_of(microseconds);
    }

    /// Time against room; from left to right ever fewer rows are full.
    series trade() const {
        series made{"full_row_trade",
            "Time against room: from right to left 1, 2, 4 … 256 versions to a full row, then never",
            {"room (bytes per version)"}, {"time of as_of(key, t) (µs)"}};
        for (std::size_t i = 0; i != room_.lines.size(); ++i) {
            line both{room_.lines[i].name};
            for (std::size_t at = 0; at != room_.lines[i].points.size(); ++at) {
                const double bytes = room_.lines[i].points[at].y.median;
                if (!both.points.empty() && both.points.back().x == bytes)
                    continue; // where there is no second full row
                both.points.push_back({bytes, time_.lines[i].points[at].y});
            }
            made.lines.push_back(std::move(both));
        }
        return made;
    }

    folder& files_;
    series room_{"full_row_bytes", "Room in an SQLite file, with every k-th row full", {axis_of_k},
        {"room (bytes per version)"}};
    series time_{"full_row_latency", "as_of(key, t) from an SQLite file, with every k-th row full", {axis_of_k},
        {"time per question (µs)"}};
    static constexpr const char* axis_of_k = "k (1,024 stands for never)";
};

// ---- files of others

std::int64_t versions_in(database& db) {
    std::int64_t all = 0;
    const statement tables{db, "SELECT history FROM yore_model"};
    while (tables.step()) all += number(db, "SELECT count(*) FROM \"" + tables.text(0) + '"');
    return all;
}

table measure_files(const std::vector<std::string>& paths) {
    table told{"congress_storage", "Room in an SQLite file: the history of congress",
        {"file", "versions", "bytes", "bytes per version", "of the last"}};
    const auto last = static_cast<double>(history_bytes(paths.back()));
    for (const std::string& path : paths) {
        const auto bytes = static_cast<double>(history_bytes(path));
        database db{path, "OFF"};
        const auto versions = static_cast<double>(versions_in(db));
        told.rows.push_back({std::filesystem::path{path}.filename().string(), number_text(versions), number_text(bytes),
            number_text(bytes / versions), number_text(bytes / last)});
    }
    return told;
}

result measure(const arguments& asked) {
    if (!asked.others.empty()) return {.tables = {measure_files(asked.others)}};
    is_museum_small = asked.quick;
    folder files;
    full_rows_curve curve{files};
    curve.add(asked.quick ? 200 : 2'000, 10, asked.quick ? 3 : 9);
    curve.add(asked.quick ? 5 : 50, 1'000, asked.quick ? 3 : 9);
    return {.tables = {measure_museum(files)}, .plots = curve.told()};
}

} // namespace
} // namespace bench

int main(int argc, char** argv) {
    const bench::arguments asked{argc, argv};
    try {
        asked.tell(bench::measure(asked));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "failed: %s\n", error.what());
        return 1;
    }
}
