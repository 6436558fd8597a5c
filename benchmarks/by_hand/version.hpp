// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_BY_HAND_VERSION_HPP
#define YORE_BENCHMARKS_BY_HAND_VERSION_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "../model.hpp"
#include "commits.hpp"
#include "compare.hpp"

/// What histories written by hand answer.
namespace bench::by_hand {

/// One state of one machine, with who, why and when.
struct version {
    machine state;
    std::uint64_t number = 0;
    operation op = operation::created;
    timestamp occurred_on{};
    std::string actor;
    std::string reason;
};

/// Who last changed a field.
struct blamed {
    std::uint64_t number = 0;
    timestamp occurred_on{};
    std::string actor;
    std::string reason;
};
using blame = std::array<blamed, machine_fields>;

/// What differs between two instants.
struct set_difference {
    struct changed_machine {
        machine before;
        machine after;
        std::vector<field_change> changes;
    };
    std::vector<machine> created;
    std::vector<machine> deleted;
    std::vector<changed_machine> changed;
};

inline void add_difference(set_difference& to, std::optional<machine>&& before, std::optional<machine>&& after) {
    if (!before && !after) return;
    if (!before) to.created.push_back(std::move(*after));
    else if (!after) to.deleted.push_back(std::move(*before));
    else if (changed_fields(*before, *after) != 0) {
        std::vector<field_change> changes = diff_to_list(*before, *after);
        to.changed.push_back({std::move(*before), std::move(*after), std::move(changes)});
    }
}

inline void sort_by_key(std::vector<machine>& machines) {
    std::sort(machines.begin(), machines.end(), [](const machine& a, const machine& b) { return a.id < b.id; });
}

/// How many of the rows, each with its commit, had happened by then.
template <class Rows>
std::size_t happened(const Rows& rows, const commit_table& commits, timestamp when) {
    const auto after = std::upper_bound(rows.begin(), rows.end(), when,
        [&](timestamp t, const auto& row) { return t < commits.occurred_on(row.commit); });
    return static_cast<std::size_t>(after - rows.begin());
}

} // namespace bench::by_hand

#endif
