// SPDX-License-Identifier: BSL-1.0
// How much room? Pages of an SQLite file after VACUUM: tables, indexes and who did it, without the live rows.
//
//   sqlite_storage           the museum workload, by yore and by hand
//   sqlite_storage FILE...   files that yore has written
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "../by_hand/sqlite_database.hpp"
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
    return number(db, "SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND name NOT IN ('machine', 'sqlite_schema')");
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
        if (next.is_deletion())
            history.remove(of.id);
        else
            history.record(of);
    });
}

template <class Open>
void measure(const char* name, folder& files, const Open& open) {
    const std::string path = files.new_file();
    fill_inventory(*open(path, durability::off));
    const auto created = static_cast<double>(history_bytes(path));
    record_events(*open(path, durability::off));
    const auto all = static_cast<double>(history_bytes(path));

    const auto creations = static_cast<double>(museum_workload().machines.size());
    const auto changes = static_cast<double>(museum_workload().events.size());
    std::printf("| %s | %.1f | %.1f | %.1f |\n", name, (all - created) / changes, created / creations,
                all / (changes + creations));
}

void measure_museum() {
    folder files;
    const workload& work = museum_workload();
    std::printf("museum workload in SQLite: %zu machines, %zu changes\n\n", work.machines.size(), work.events.size());
    std::printf("| history | bytes per change | bytes per creation | bytes per version, all |\n");
    std::printf("|---|--:|--:|--:|\n");
    measure("yore", files, open::yore());
    measure("yore, every 16th row full", files, open::yore({.full_row_every = 16}));
    measure("yore, every 64th row full", files, open::yore({.full_row_every = 64}));
    measure("yore, every 256th row full", files, open::yore({.full_row_every = 256}));
    measure("yore, every row full", files, open::yore({.full_row_every = 1}));
    measure("by hand: full rows", files, open::full<keeps::history>);
    measure("by hand: differences as JSON, by triggers", files, open::triggers);
}

std::int64_t versions_in(database& db) {
    std::int64_t all = 0;
    const statement tables{db, "SELECT history FROM yore_model"};
    while (tables.step())
        all += number(db, "SELECT count(*) FROM \"" + tables.text(0) + '"');
    return all;
}

void measure_files(const std::vector<std::string>& paths) {
    std::printf("| file | versions | bytes | bytes per version | of the last |\n");
    std::printf("|---|--:|--:|--:|--:|\n");
    const auto last = static_cast<double>(history_bytes(paths.back()));
    for (const std::string& path : paths) {
        const auto bytes = static_cast<double>(history_bytes(path));
        database db{path, "OFF"};
        const auto versions = static_cast<double>(versions_in(db));
        std::printf("| %s | %.0f | %.0f | %.1f | %.2f |\n", std::filesystem::path{path}.filename().c_str(), versions, bytes,
                    bytes / versions, bytes / last);
    }
}

} // namespace
} // namespace bench

int main(int argc, char** argv) {
    try {
        if (argc > 1)
            bench::measure_files({argv + 1, argv + argc});
        else
            bench::measure_museum();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "failed: %s\n", error.what());
        return 1;
    }
}
