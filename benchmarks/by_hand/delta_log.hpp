// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_BY_HAND_DELTA_LOG_HPP
#define YORE_BENCHMARKS_BY_HAND_DELTA_LOG_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "../model.hpp"
#include "commits.hpp"
#include "compare.hpp"
#include "version.hpp"

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
        if (is_new || known.is_deleted()) return create(known, state, who);
        return change(known, state, operation::updated, who);
    }

    receipt remove(std::int64_t id, const attribution& who) {
        const std::lock_guard lock{mutex_};
        entity& known = entities_.at(id);
        return append(known, {{}, 0, 0, operation::deleted}, who);
    }

    receipt revert(std::int64_t id, std::uint64_t number, const attribution& who) {
        const std::lock_guard lock{mutex_};
        entity& known = entities_.at(id);
        return change(known, state_at(known, static_cast<std::size_t>(number)), operation::reverted, who);
    }

    std::optional<machine> latest(std::int64_t id) const {
        const std::lock_guard lock{mutex_};
        const auto found = entities_.find(id);
        if (found == entities_.end() || found->second.is_deleted()) return std::nullopt;
        return found->second.live;
    }

    std::optional<machine> at(std::int64_t id, std::uint64_t number) const {
        const std::lock_guard lock{mutex_};
        const auto found = entities_.find(id);
        if (found == entities_.end() || number == 0 || number > found->second.rows.size()) return std::nullopt;
        return state_at(found->second, static_cast<std::size_t>(number));
    }

    std::optional<machine> as_of(std::int64_t id, timestamp when) const {
        const std::lock_guard lock{mutex_};
        const auto found = entities_.find(id);
        if (found == entities_.end()) return std::nullopt;
        return state_then(found->second, happened(found->second.rows, commits_, when));
    }

    /// All that lived, in the order of their keys.
    std::vector<machine> as_of(timestamp when) const {
        const std::lock_guard lock{mutex_};
        std::vector<machine> found;
        found.reserve(entities_.size());
        for (const auto& [id, known] : entities_)
            if (auto state = state_then(known, happened(known.rows, commits_, when)))
                found.push_back(std::move(*state));
        sort_by_key(found);
        return found;
    }

    std::vector<version> versions(std::int64_t id) const {
        const std::lock_guard lock{mutex_};
        const entity& known = entities_.at(id);
        std::vector<version> found;
        machine state = known.live;
        for (std::size_t i = known.rows.size(); i != 0; --i) {
            found.push_back(version_of(known, i, state));
            if (i != 1) values_.put_back(known.rows[i - 1].before, known.rows[i - 1].changed, state);
        }
        std::reverse(found.begin(), found.end());
        return found;
    }

    blame blame_of(std::int64_t id) const {
        const std::lock_guard lock{mutex_};
        const entity& known = entities_.at(id);
        blame found;
        std::uint32_t wanted = every_field;
        for (std::size_t i = known.rows.size(); i != 0 && wanted != 0; --i) {
            const std::uint32_t changed = wanted & known.rows[i - 1].changed;
            for (std::size_t field = 0; field != machine_fields; ++field)
                if (changed & 1u << field) found[field] = blamed_of(known, i);
            wanted &= ~changed;
        }
        return found;
    }

    set_difference between(timestamp from, timestamp to) const {
        const std::lock_guard lock{mutex_};
        set_difference found;
        for (const auto& [id, known] : entities_) {
            const std::size_t before = happened(known.rows, commits_, from);
            const std::size_t after = happened(known.rows, commits_, to);
            if (before != after) add_difference(found, state_then(known, before), state_then(known, after));
        }
        return found;
    }

    // ---- newest first

    std::vector<version> by_actor(std::string_view actor, std::size_t most) const {
        return find(most, [&](const row& r) { return commits_.actor(r.commit) == actor; });
    }
    std::vector<version> by_changed(std::uint32_t fields, std::size_t most) const {
        return find(most, [&](const row& r) { return (r.changed & fields) != 0; });
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

    receipt change(entity& known, const machine& state, operation op, const attribution& who) {
        const std::uint32_t changed = changed_fields(known.live, state);
        if (changed == 0) return {known.rows.size(), known.rows.back().op, 0, known.rows.back().commit};
        const auto before = values_.keep(known.live, changed);
        assign(known.live, state, changed);
        return append(known, {before, 0, static_cast<std::uint16_t>(changed), op}, who);
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

    /// The state after so many of its rows; nothing when there was none then.
    std::optional<machine> state_then(const entity& known, std::size_t number) const {
        if (number == 0 || known.rows[number - 1].op == operation::deleted) return std::nullopt;
        return state_at(known, number);
    }

    version version_of(const entity& known, std::size_t number, const machine& state) const {
        const row& r = known.rows[number - 1];
        return {state, number, r.op, commits_.occurred_on(r.commit), std::string{commits_.actor(r.commit)},
            std::string{commits_.reason(r.commit)}};
    }
    blamed blamed_of(const entity& known, std::size_t number) const {
        const std::uint32_t commit = known.rows[number - 1].commit;
        return {number, commits_.occurred_on(commit), std::string{commits_.actor(commit)},
            std::string{commits_.reason(commit)}};
    }

    template <class Wanted>
    std::vector<version> find(std::size_t most, const Wanted& wanted) const {
        const std::lock_guard lock{mutex_};
        struct place {
            const entity* of;
            std::size_t number;
            std::uint32_t commit() const { return of->rows[number - 1].commit; }
        };
        std::vector<place> places;
        for (const auto& [id, known] : entities_)
            for (std::size_t number = 1; number <= known.rows.size(); ++number)
                if (wanted(known.rows[number - 1])) places.push_back({&known, number});
        most = std::min(most, places.size());
        std::partial_sort(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(most), places.end(),
            [](const place& a, const place& b) { return a.commit() > b.commit(); });
        std::vector<version> found;
        for (std::size_t i = 0; i != most; ++i)
            found.push_back(version_of(*places[i].of, places[i].number, state_at(*places[i].of, places[i].number)));
        return found;
    }

    mutable std::mutex mutex_;
    std::unordered_map<std::int64_t, entity> entities_;
    Values values_;
    commit_table commits_;
};

} // namespace bench::by_hand

#endif
