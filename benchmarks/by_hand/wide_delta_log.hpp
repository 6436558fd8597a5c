// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_BY_HAND_WIDE_DELTA_LOG_HPP
#define YORE_BENCHMARKS_BY_HAND_WIDE_DELTA_LOG_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

#include "../scaling/wide.hpp"
#include "commits.hpp"

namespace bench::by_hand {

/// Bit i: field i differs.
template <class T>
std::uint64_t changed_fields_of(const T& a, const T& b) {
    std::uint64_t changed = 0;
    visit(a, b, [&](std::size_t number, const auto& before, const auto& after) {
        if (!(before == after || (before != before && after != after))) changed |= std::uint64_t{1} << number;
    });
    return changed;
}

struct wide_change {
    using value = std::variant<std::int64_t, std::string, double, std::int32_t>;
    std::uint8_t field;
    value before;
    value after;
};

/// Only the fields that differ, each with an owned value before and after.
template <class T>
std::vector<wide_change> diff_to_list(const T& a, const T& b) {
    std::vector<wide_change> made;
    visit(a, b, [&](std::size_t number, const auto& before, const auto& after) {
        if (!(before == after || (before != before && after != after)))
            made.push_back({static_cast<std::uint8_t>(number), before, after});
    });
    return made;
}

/// The delta log of delta_log.hpp for structs of any width: previous values in one column per type.
template <class T>
class wide_delta_log {
public:
    receipt record(const T& state, const attribution& who) {
        const std::lock_guard lock{mutex_};
        const auto [place, is_new] = entities_.try_emplace(state.id);
        entity& known = place->second;
        const std::uint64_t changed = is_new ? 0 : changed_fields_of(known.live, state);
        if (is_new) known.live = state;
        else if (changed == 0) return {known.rows.size(), operation::updated, 0, known.rows.back().commit};
        else keep(known.live, state, changed);
        known.occurred_on = std::max(known.occurred_on, now());
        known.rows.push_back({changed, commits_.add(known.occurred_on, who)});
        return {known.rows.size(), is_new ? operation::created : operation::updated, 0, known.rows.back().commit};
    }

private:
    struct row {
        std::uint64_t changed;
        std::uint32_t commit;
    };
    struct entity {
        T live;
        timestamp occurred_on;
        std::vector<row> rows;
    };

    void keep(T& live, const T& state, std::uint64_t changed) {
        visit(live, state, [&]<class Value>(std::size_t number, Value& before, const Value& after) {
            if ((changed >> number & 1) == 0) return;
            std::get<std::vector<Value>>(columns_).push_back(before);
            before = after;
        });
    }

    std::mutex mutex_;
    std::unordered_map<std::int64_t, entity> entities_;
    std::tuple<std::vector<std::int64_t>, std::vector<std::string>, std::vector<double>, std::vector<std::int32_t>>
        columns_;
    commit_table commits_;
};

} // namespace bench::by_hand

#endif
