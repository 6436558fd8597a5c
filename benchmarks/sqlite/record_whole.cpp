// SPDX-License-Identifier: BSL-1.0
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "../workload.hpp"
#include "benchmarks.hpp"
#include "fill.hpp"
#include "subjects.hpp"

namespace bench {
namespace {

using by_hand::sqlite::keeps;

constexpr std::size_t in_a_round = 1000;

/// `next(i)` is the i-th of all states that are recorded; `record(history, states)` records those of a round.
template <class Open, class Next, class Record>
round recording(const Open& open, const std::string& path, Next next, Record record) {
    return [=, history = open(path, durability::normal), at = std::size_t{0}]() mutable {
        std::vector<machine> states;
        while (states.size() != in_a_round) states.push_back(next(at++));
        history->enter("import", "price list of the supplier");
        const double seconds = seconds_of([&] { record(*history, states); });
        history->leave();
        return seconds / in_a_round;
    };
}

const auto one_by_one = [](auto& history, const std::vector<machine>& states) {
    for (const machine& m : states) history.record(m);
};

/// In one commit, or what comes close to it by hand: in one transaction.
struct together {
    void operator()(yore_file& history, const std::vector<machine>& states) const {
        history.history().record_all(states);
    }
    template <class History>
    void operator()(History& history, const std::vector<machine>& states) const {
        history.begin_batch();
        one_by_one(history, states);
        history.end_batch();
    }
};

template <class Open>
std::string inventory(folder& files, const std::string& by, const Open& open) {
    return files.copy(
        "inventory/" + by, [&](const std::string& filled) { fill_inventory(*open(filled, durability::off)); });
}

/// New machines, in a file that has none.
template <class Open>
contestant creating(folder& files, const std::string& by, Open open) {
    const auto next = [](std::size_t i) { return make_machine(static_cast<std::int64_t>(i + 1)); };
    return {by, [=, &files] { return recording(open, files.new_file(), next, one_by_one); }};
}

/// Machines as they are.
template <class Open>
contestant repeating(folder& files, const std::string& by, Open open) {
    const auto next = [](std::size_t i) { return museum_workload().machines[i % museum_workload().machines.size()]; };
    return {by, [=, &files] { return recording(open, inventory(files, by, open), next, one_by_one); }};
}

/// Machines with other prices, a thousand at once.
template <class Open>
contestant repricing(folder& files, const std::string& by, Open open) {
    const auto next = [](std::size_t i) {
        machine m = museum_workload().machines[i % museum_workload().machines.size()];
        m.price += 1 + static_cast<double>(i);
        return m;
    };
    return {by, [=, &files] { return recording(open, inventory(files, by, open), next, together{}); }};
}

void add_ratios(suite& all, const std::string& name, const std::vector<contestant>& contestants) {
    for (const contestant& each : contestants)
        if (each.by != "yore") all.ratio(name + "/yore", name + "/" + each.by);
}

void add_contest(suite& all, const std::string& name, std::vector<contestant> contestants) {
    add_ratios(all, name, contestants);
    all.add_contest(name, std::move(contestants));
}

} // namespace

void add_record_whole(suite& all, folder& files) {
    constexpr auto full = open::full<keeps::history>;
    add_contest(all, "record_create",
        {creating(files, "yore", open::yore()), creating(files, "full_rows", full),
            creating(files, "triggers_full_rows", open::triggers<triggers_full_rows>),
            creating(files, "triggers_json", open::triggers<triggers_json>),
            creating(files, "no_audit", open::nothing)});
    add_contest(all, "record_unchanged", {repeating(files, "yore", open::yore()), repeating(files, "full_rows", full)});
    add_contest(all, "record_all_1000",
        {repricing(files, "yore", open::yore()), repricing(files, "full_rows", full),
            repricing(files, "triggers_full_rows", open::triggers<triggers_full_rows>),
            repricing(files, "triggers_json", open::triggers<triggers_json>),
            repricing(files, "no_audit", open::nothing)});
}

} // namespace bench
