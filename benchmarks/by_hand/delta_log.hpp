// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_BY_HAND_DELTA_LOG_HPP
#define YORE_BENCHMARKS_BY_HAND_DELTA_LOG_HPP

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "../model.hpp"
#include "commits.hpp"
#include "compare.hpp"

namespace bench::by_hand {

/// A delta log: each entity has its present state and one row per version; a row tells where the previous values of the
/// changed fields lie. `Values` decides how those are kept (packed_values, value_columns).
template <class Values>
class delta_log {
public:
    receipt record(const machine& state, const attribution& who) {
        const std::lock_guard lock{mutex_};
        const auto [place, is_new] = entities_.try_emplace(state.id);
        entity& known = place->second;
        if (is_new || known.is_deleted())
            return create(known, state, who);
        const std::uint32_t changed = changed_fields(known.live, state);
        if (changed == 0)
            return {known.rows.size(), known.rows.back().op, 0, known.rows.back().commit};
        const auto before = values_.keep(known.live, changed);
        assign(known.live, state, changed);
        return append(known, {before, 0, static_cast<std::uint16_t>(changed), operation::updated}, who);
    }

    receipt remove(std::int64_t id, const attribution& who) {
        const std::lock_guard lock{mutex_};
        entity& known = entities_.at(id);
        return append(known, {{}, 0, 0, operation::deleted}, who);
    }

    std::optional<machine> at(std::int64_t id, std::uint64_t number) const {
        const std::lock_guard lock{mutex_};
        const auto found = entities_.find(id);
        if (found == entities_.end() || number == 0 || number > found->second.rows.size())
            return std::nullopt;
        return state_at(found->second, static_cast<std::size_t>(number));
    }

    std::optional<machine> as_of(std::int64_t id, timestamp when) const {
        const std::lock_guard lock{mutex_};
        const auto found = entities_.find(id);
        if (found == entities_.end())
            return std::nullopt;
        const auto& rows = found->second.rows;
        const auto after = std::upper_bound(rows.begin(), rows.end(), when, [&](timestamp t, const row& r) {
            return t < commits_.occurred_on(r.commit);
        });
        if (after == rows.begin() || (after - 1)->op == operation::deleted)
            return std::nullopt;
        return state_at(found->second, static_cast<std::size_t>(after - rows.begin()));
    }

private:
    struct row {
        typename Values::place before;
        std::uint32_t commit;
        std::uint16_t changed;
        operation op;
    };
    struct entity {
        machine live;
        timestamp occurred_on;
        std::vector<row> rows;

        bool is_deleted() const { return rows.back().op == operation::deleted; }
    };

    static constexpr std::uint32_t every_field = (1u << machine_fields) - 1;

    receipt create(entity& known, const machine& state, const attribution& who) {
        const bool was_deleted = !known.rows.empty();
        const auto before = was_deleted ? values_.keep(known.live, every_field) : typename Values::place{};
        known.live = state;
        return append(known, {before, 0, every_field, operation::created}, who);
    }

    receipt append(entity& known, row added, const attribution& who) {
        known.occurred_on = std::max(known.occurred_on, who.occurred_on ? *who.occurred_on : now());
        added.commit = commits_.add(known.occurred_on, who);
        known.rows.push_back(added);
        return {known.rows.size(), added.op, added.changed, added.commit};
    }

    static void assign(machine& live, const machine& state, std::uint32_t changed) {
        if (changed & 1u << 1) live.name = state.name;
        if (changed & 1u << 2) live.manufacturer = state.manufacturer;
        if (changed & 1u << 3) live.serial_number = state.serial_number;
        if (changed & 1u << 4) live.notes = state.notes;
        if (changed & 1u << 5) live.location = state.location;
        if (changed & 1u << 6) live.high_score = state.high_score;
        if (changed & 1u << 7) live.status = state.status;
        if (changed & 1u << 8) live.year_built = state.year_built;
        if (changed & 1u << 9) live.players = state.players;
        if (changed & 1u << 10) live.plays = state.plays;
        if (changed & 1u << 11) live.price = state.price;
        if (changed & 1u << 12) live.weight = state.weight;
        if (changed & 1u << 13) live.rating = state.rating;
        if (changed & 1u << 14) live.on_display = state.on_display;
        if (changed & 1u << 15) live.serviced_on = state.serviced_on;
    }

    machine state_at(const entity& known, std::size_t number) const {
        machine state = known.live;
        for (std::size_t i = known.rows.size(); i != number; --i)
            values_.put_back(known.rows[i - 1].before, known.rows[i - 1].changed, state);
        return state;
    }

    mutable std::mutex mutex_;
    std::unordered_map<std::int64_t, entity> entities_;
    Values values_;
    commit_table commits_;
};

} // namespace bench::by_hand

#endif
