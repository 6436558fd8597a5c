// SPDX-License-Identifier: BSL-1.0
#include <cstddef>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "scales.hpp"
#include "subjects.hpp"

namespace bench {
namespace {

/// So many machines with two versions each.
template <class Subject>
void measure(scales& all, const Subject& by, std::size_t entities) {
    folder files;
    const auto history = by.open(files);
    std::vector<machine> live = make_machines(entities);
    fill_with(*history, 2 * entities, [&](std::size_t i) {
        machine& next = live[i % entities];
        if (i >= entities) next.plays += 1;
        history->enter("maria", "weekly inspection", moment(i));
        history->record(next);
    });
    random_source random{entities};
    const auto add = [&](const std::string& what, auto one_round) {
        all.add("entities_" + what + "_" + std::string{by.place}, by.name, entities, by.unit, one_round);
    };

    add("as_of", [&] {
        return seconds_each(1 << 20, [&] {
            const std::size_t i = random.below(entities);
            benchmark::DoNotOptimize(history->as_of(live[i].id, moment(entities + random.below(entities))));
        });
    });
    add("set", [&] {
        return seconds_each(1, [&] { benchmark::DoNotOptimize(history->as_of(moment(entities + entities / 2))); }) /
               static_cast<double>(entities);
    });
    history->enter("maria", "moved for repair");
    add("record", [&] {
        return seconds_each(1 << 20, [&] {
            machine& next = live[random.below(entities)];
            next.plays += 1;
            benchmark::DoNotOptimize(history->record(next));
        });
    });
    history->leave();
}

void begin(scales& all, const std::string& place, const std::string& where, const std::string& unit) {
    const std::string x = "entities";
    all.begin("entities_record_" + place, "Recording an update " + where + ", with so many entities in the history", x,
        "time per record (" + unit + ")");
    all.begin("entities_as_of_" + place, "as_of(key, t) " + where + ", with so many entities in the history", x,
        "time per question (" + unit + ")");
    all.begin("entities_set_" + place, "as_of(t) " + where + ": all entities at one instant", x,
        "time per entity (" + unit + ")");
}

} // namespace

void add_entities(scales& all) {
    begin(all, "memory", "in memory", "ns");
    begin(all, "sqlite", "in an SQLite file", "µs");
    for (const std::size_t entities : all.steps({1'000, 10'000, 100'000, 1'000'000}, 10'000)) {
        const auto measure_one = [&](const auto& by) { measure(all, by, entities); };
        for_each_in_memory(measure_one);
        for_each_in_file(measure_one);
    }
}

} // namespace bench
