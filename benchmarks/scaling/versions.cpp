// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "scales.hpp"
#include "subjects.hpp"

namespace bench {
namespace {

/// As many versions in all, so that only their depth differs; of each machine four fields ever change.
template <class Subject>
void measure(scales& all, const Subject& by, std::size_t versions, std::size_t in_all) {
    constexpr std::size_t changing[] = {5, 7, 10, 11};
    const std::size_t entities = in_all / versions;
    folder files;
    const auto history = by.open(files);
    std::vector<machine> live = make_machines(entities);
    random_source random{versions};
    fill_with(*history, in_all, [&](std::size_t i) {
        machine& next = live[i % entities];
        if (i >= entities) detail::change_field(next, changing[random.below(4)], random);
        history->enter("maria", "weekly inspection", moment(i));
        history->record(next);
    });
    const auto any = [&] { return static_cast<std::int64_t>(1 + random.below(entities)); };
    const auto add = [&](const std::string& what, auto one_round) {
        all.add("versions_" + what + "_" + std::string{by.place}, by.name, versions, by.unit, one_round);
    };

    add("latest", [&] { return seconds_each(1 << 20, [&] { benchmark::DoNotOptimize(history->latest(any())); }); });
    add("as_of", [&] {
        const yore::timestamp middle = moment(std::max(in_all / 2, entities));
        return seconds_each(1 << 20, [&] { benchmark::DoNotOptimize(history->as_of(any(), middle)); });
    });
    add("list", [&] {
        return seconds_each(1 << 20, [&] { benchmark::DoNotOptimize(history->versions(any())); }) /
               static_cast<double>(versions);
    });
    history->enter("maria", "moved for repair");
    add("record", [&] {
        return seconds_each(
            std::max<std::size_t>(in_all / 20, 1), [&] { // so that it does not get much deeper meanwhile
                machine& next = live[random.below(entities)];
                next.plays += 1;
                benchmark::DoNotOptimize(history->record(next));
            });
    });
    history->leave();
}

void begin(scales& all, const std::string& place, const std::string& where, const std::string& unit) {
    const std::string x = "versions per entity";
    const std::string deep = " of an entity with so many versions";
    all.begin(
        "versions_record_" + place, "Recording an update" + deep + ", " + where, x, "time per record (" + unit + ")");
    all.begin("versions_latest_" + place, "latest(key)" + deep + ", " + where, x, "time per question (" + unit + ")");
    all.begin("versions_as_of_" + place, "as_of(key, t)" + deep + ", in the middle of its life, " + where, x,
        "time per question (" + unit + ")");
    all.begin("versions_list_" + place, "versions(key)" + deep + ", " + where, x, "time per version (" + unit + ")");
}

} // namespace

void add_versions(scales& all) {
    begin(all, "memory", "in memory", "ns");
    begin(all, "sqlite", "in an SQLite file", "µs");
    const std::size_t in_all = all.is_quick() ? 10'000 : 100'000;
    for (const std::size_t versions : all.steps({1, 10, 100, 1'000, 10'000, 100'000}, 1'000)) {
        const auto measure_one = [&](const auto& by) { measure(all, by, versions, in_all); };
        for_each_in_memory(measure_one);
        for_each_in_file(measure_one);
    }
}

} // namespace bench
