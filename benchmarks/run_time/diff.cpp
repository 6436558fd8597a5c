// SPDX-License-Identifier: BSL-1.0
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <yore/diff.hpp>

#include "../by_hand/compare.hpp"
#include "../by_hand/json_log.hpp"
#include "../heap.hpp"
#include "../workload.hpp"
#include "benchmarks.hpp"

namespace bench {
namespace {

using pairs = std::vector<std::pair<machine, machine>>;

enum class differing { nothing, one_field, all_fields };

pairs make_pairs(differing what) {
    pairs made;
    for (std::size_t i = 0; i != 256; ++i) {
        const machine before = make_machine(static_cast<std::int64_t>(i + 1));
        event change{};
        change.seed = i;
        if (what == differing::one_field)
            change.fields =
                static_cast<std::uint16_t>(1u << (1 + i * 7 % 15)); // every field, in an order of no pattern
        if (what == differing::all_fields) change.fields = 0xFFFE;
        machine after = before;
        apply(change, after);
        made.emplace_back(before, std::move(after));
    }
    return made;
}

template <class Compare>
std::ptrdiff_t allocations(const pairs& input, Compare compare) {
    const heap::counting count;
    for (const auto& [before, after] : input) benchmark::DoNotOptimize(compare(before, after));
    return count.so_far().allocations;
}

/// One iteration compares every pair once; a first pass proves that nothing is allocated where nothing may be.
template <class Compare>
suite::body compare_all(const pairs& input, Compare compare, bool may_allocate) {
    return [&input, compare, may_allocate](benchmark::State& state) {
        if (allocations(input, compare) != 0 && !may_allocate) state.SkipWithError("allocates");
        for (auto _ : state)
            for (const auto& [before, after] : input) benchmark::DoNotOptimize(compare(before, after));
    };
}

void add_case(suite& all, const std::string& name, differing what) {
    static std::vector<pairs> kept(3); // outlives the benchmarks that refer to it
    const pairs& input = kept[static_cast<std::size_t>(what)] = make_pairs(what);
    const auto add = [&](const std::string& operation, const std::string& by, auto compare, bool may_allocate) {
        all.add(operation + "/" + name + "/" + by, input.size(), compare_all(input, compare, may_allocate));
    };
    const bool is_equal = what == differing::nothing;
    using m = const machine&;
    add("changed_fields", "yore", [](m a, m b) { return yore::changed_fields(a, b); }, false);
    add("changed_fields", "by_hand", [](m a, m b) { return by_hand::changed_fields(a, b); }, false);
    add("diff", "yore", [](m a, m b) { return yore::diff(a, b); }, !is_equal);
    add("diff", "by_hand_struct", [](m a, m b) { return by_hand::diff_to_struct(a, b); }, !is_equal);
    add("diff", "by_hand_list", [](m a, m b) { return by_hand::diff_to_list(a, b); }, !is_equal);

    add(
        "diff", "json_diff", [](m a, m b) { return nlohmann::json::diff(by_hand::json_of(a), by_hand::json_of(b)); },
        true);
    add("diff", "json_dumps", [](m a, m b) { return by_hand::json_of(a).dump() == by_hand::json_of(b).dump(); }, true);

    all.ratio("changed_fields/" + name + "/yore", "changed_fields/" + name + "/by_hand", 1.10);
    all.ratio("diff/" + name + "/yore", "diff/" + name + "/by_hand_list", 1.10);
    for (const std::string by : {"by_hand_struct", "json_diff", "json_dumps"})
        all.ratio("diff/" + name + "/yore", "diff/" + name + "/" + by);
}

} // namespace

void add_diff(suite& all) {
    all.begin_table("diff", "Comparing two structs");
    add_case(all, "equal", differing::nothing);
    add_case(all, "one", differing::one_field);
    add_case(all, "all", differing::all_fields);
}

} // namespace bench
