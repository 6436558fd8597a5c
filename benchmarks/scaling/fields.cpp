// SPDX-License-Identifier: BSL-1.0
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <yore/yore.hpp>

#include "../by_hand/wide_delta_log.hpp"
#include "../workload.hpp"
#include "scales.hpp"
#include "wide.hpp"

namespace bench {
namespace {

const std::string by_yore = "yore", by_list = "by hand: comparisons", by_log = "by hand: delta log";

/// Two series: what a diff and what a record costs, with `x` on the axis.
struct pair_of_series {
    std::string name;

    void begin(scales& all, const std::string& title, const std::string& x) const {
        all.begin(name + "_diff", "diff of two structs " + title, x, "time per diff (ns)");
        all.begin(name + "_record", "Recording an update in memory of a struct " + title, x, "time per record (ns)");
    }
};

template <class T>
std::vector<std::pair<T, T>> make_pairs(std::size_t changed) {
    std::vector<std::pair<T, T>> made;
    for (std::size_t i = 0; i != 256; ++i) {
        const T before = make_wide<T>(static_cast<std::int64_t>(i + 1));
        T after = before;
        change_fields(after, i * 7, changed);
        if (yore::diff(before, after).size() != changed || by_hand::diff_to_list(before, after).size() != changed)
            throw std::runtime_error{"another number of fields differs"};
        made.emplace_back(before, std::move(after));
    }
    return made;
}

template <class T>
void measure_diff(scales& all, const std::string& id, std::size_t x, std::size_t changed) {
    const auto pairs = make_pairs<T>(changed);
    const auto add = [&](const std::string& by, const auto& compare) {
        all.add(id + "_diff", by, x, in_nanoseconds, [&, next = std::size_t{0}]() mutable {
            return seconds_each(1 << 22, [&] {
                const auto& [before, after] = pairs[next++ % pairs.size()];
                benchmark::DoNotOptimize(compare(before, after));
            });
        });
    };
    add(by_yore, [](const T& a, const T& b) { return yore::diff(a, b); });
    add(by_list, [](const T& a, const T& b) { return by_hand::diff_to_list(a, b); });
}

/// Of a thousand entities.
template <class T>
void measure_record(scales& all, const std::string& id, std::size_t x, std::size_t changed) {
    const auto add = [&](const std::string& by, const auto& record) {
        std::vector<T> live;
        for (std::size_t i = 0; i != 1000; ++i) live.push_back(make_wide<T>(static_cast<std::int64_t>(i + 1)));
        for (const T& each : live) record(each);
        random_source random{changed};
        all.add(id + "_record", by, x, in_nanoseconds, [&] {
            constexpr std::size_t chunk = 10'000;
            std::vector<T> states; // made before, as a program has its objects at hand when it records them
            for (std::size_t i = 0; i != chunk; ++i) {
                T& next = live[random.below(live.size())];
                change_fields(next, random.below(fields_of<T>), changed);
                states.push_back(next);
            }
            return seconds_of([&] {
                for (const T& each : states) record(each);
            }) / chunk;
        });
    };
    yore::history<T> history;
    const yore::scope who{"maria", "weekly inspection"};
    add(by_yore, [&](const T& state) { benchmark::DoNotOptimize(history.record(state)); });
    by_hand::wide_delta_log<T> log;
    add(by_log, [&](const T& state) {
        benchmark::DoNotOptimize(log.record(state, {.actor = "maria", .reason = "weekly inspection"}));
    });
}

template <class T>
void measure_one(scales& all, const std::string& id, std::size_t x, std::size_t changed) {
    measure_diff<T>(all, id, x, changed);
    measure_record<T>(all, id, x, changed);
}

} // namespace

void add_fields(scales& all) {
    const pair_of_series wide{"fields"}, many{"changed"};
    wide.begin(all, "of so many fields, of which one differs", "fields");
    measure_one<wide_4>(all, "fields", 4, 1);
    measure_one<wide_8>(all, "fields", 8, 1);
    measure_one<wide_16>(all, "fields", 16, 1);
    measure_one<wide_32>(all, "fields", 32, 1);
    measure_one<wide_64>(all, "fields", 64, 1);

    many.begin(all, "of 64 fields, of which so many differ", "fields that differ");
    for (const std::size_t changed : {1u, 2u, 4u, 8u, 16u, 32u, 63u})
        measure_one<wide_64>(all, "changed", changed, changed);
}

} // namespace bench
