// SPDX-License-Identifier: BSL-1.0
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "../workload.hpp"
#include "benchmarks.hpp"
#include "fill.hpp"
#include "subjects.hpp"

namespace bench {
namespace {

using by_hand::sqlite::keeps;

/// The latest version number of each machine after the workload; 0: it is deleted.
std::vector<std::uint64_t> latest_numbers() {
    const workload& work = museum_workload();
    std::vector<std::uint64_t> numbers(work.machines.size(), 1);
    for (const event& next : work.events) numbers[next.entity] = next.is_deletion() ? 0 : numbers[next.entity] + 1;
    return numbers;
}

std::uint64_t revert_one(yore_file& file, std::int64_t id, std::uint64_t to) {
    return file.history().revert(id, yore::to_version(to)).number;
}
std::uint64_t revert_one(full_rows& file, std::int64_t id, std::uint64_t to) {
    return file.history().revert(id, to, file.who()).number;
}

/// Takes back the last changes of `entities` machines in turn: few are soon known to a program that keeps latest
/// states, of many each is met for the first time.
template <class Open>
contestant reverting(folder& files, const std::string& by, Open open, std::size_t entities) {
    return {by, [=, &files]() -> round {
                const std::string path = files.copy("museum/" + by,
                    [&](const std::string& new_file) { fill_museum(*open(new_file, durability::off)); });
                return [=, file = open(path, durability::normal), numbers = latest_numbers(),
                           at = std::size_t{0}]() mutable {
                    constexpr std::size_t most = 500; // so many that the log of the file is copied back in each round
                    file->enter("maria", "correction of a typing error");
                    stopwatch watch;
                    watch.start();
                    for (std::size_t reverted = 0; reverted != most;) {
                        const std::size_t i =
                            at++ % entities * 7919 % numbers.size(); // a prime, so that no neighbours follow
                        std::uint64_t& number = numbers[i];
                        if (number < 2) continue;
                        number = revert_one(*file, static_cast<std::int64_t>(i + 1), number < 5 ? 1 : number - 3);
                        ++reverted;
                    }
                    watch.stop();
                    file->leave();
                    return watch.seconds() / static_cast<double>(most);
                };
            }};
}

void add_contest(suite& all, folder& files, const std::string& name, std::size_t entities) {
    all.add_contest(name, {reverting(files, "yore", open::yore(), entities),
                              reverting(files, "full_rows", open::full<keeps::history>, entities)});
    all.ratio(name + "/yore", name + "/full_rows", 1.5);
}

} // namespace

void add_revert(suite& all, folder& files) {
    all.begin_table("sqlite_revert", "Taking back in an SQLite file");
    add_contest(all, files, "revert", museum_workload().machines.size());
    add_contest(all, files, "revert_recent", 200);
}

} // namespace bench
