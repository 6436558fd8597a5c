// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_BY_HAND_JSON_LOG_HPP
#define YORE_BENCHMARKS_BY_HAND_JSON_LOG_HPP

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "../model.hpp"
#include "commits.hpp"
#include "version.hpp"

namespace bench::by_hand {

// ---- a machine as JSON

inline nlohmann::json json_of(const machine& m) {
    const auto optional = [](const auto& value) { return value ? nlohmann::json(*value) : nlohmann::json(); };
    return {{"id", m.id}, {"name", m.name}, {"manufacturer", m.manufacturer}, {"serial_number", m.serial_number},
        {"notes", m.notes}, {"location", optional(m.location)}, {"high_score", optional(m.high_score)},
        {"status", static_cast<int>(m.status)}, {"year_built", m.year_built}, {"players", m.players},
        {"plays", m.plays}, {"price", m.price}, {"weight", m.weight}, {"rating", m.rating},
        {"on_display", m.on_display}, {"serviced_on", m.serviced_on.time_since_epoch().count()}};
}

inline machine machine_of(const nlohmann::json& j) {
    machine m{};
    j.at("id").get_to(m.id);
    j.at("name").get_to(m.name);
    j.at("manufacturer").get_to(m.manufacturer);
    j.at("serial_number").get_to(m.serial_number);
    j.at("notes").get_to(m.notes);
    if (const auto& location = j.at("location"); !location.is_null()) m.location = location.get<std::string>();
    if (const auto& score = j.at("high_score"); !score.is_null()) m.high_score = score.get<std::int64_t>();
    m.status = static_cast<condition>(j.at("status").get<int>());
    j.at("year_built").get_to(m.year_built);
    j.at("players").get_to(m.players);
    j.at("plays").get_to(m.plays);
    j.at("price").get_to(m.price);
    j.at("weight").get_to(m.weight);
    j.at("rating").get_to(m.rating);
    j.at("on_display").get_to(m.on_display);
    m.serviced_on = std::chrono::sys_days{std::chrono::days{j.at("serviced_on").get<std::int32_t>()}};
    return m;
}

/// What a version is: the text of the whole state, or of the JSON Patch from the one before; a created one is whole.
enum class json_text { states, patches };

/// A history of JSON texts, as programs write it that have JSON at hand. The latest state is kept as JSON too, so that
/// recording need not parse.
template <json_text Kept>
class json_log {
public:
    receipt record(const machine& state, const attribution& who) {
        const std::lock_guard lock{mutex_};
        const auto [place, is_new] = entities_.try_emplace(state.id);
        entity& known = place->second;
        nlohmann::json next = json_of(state);
        if (is_new || known.rows.back().op == operation::deleted)
            return append(known, std::move(next), operation::created, who);
        if (next == known.latest) return {known.rows.size(), known.rows.back().op, 0, known.rows.back().commit};
        return append(known, std::move(next), operation::updated, who);
    }

    receipt remove(std::int64_t id, const attribution& who) {
        const std::lock_guard lock{mutex_};
        entity& known = entities_.at(id);
        return append(known, nlohmann::json(known.latest), operation::deleted, who);
    }

    std::optional<machine> latest(std::int64_t id) const {
        const std::lock_guard lock{mutex_};
        const auto found = entities_.find(id);
        if (found == entities_.end() || found->second.rows.back().op == operation::deleted) return std::nullopt;
        return machine_of(found->second.latest);
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
        return found == entities_.end() ? std::nullopt : state_then(found->second, when);
    }

    /// All that lived, in the order of their keys.
    std::vector<machine> as_of(timestamp when) const {
        const std::lock_guard lock{mutex_};
        std::vector<machine> found;
        for (const auto& [id, known] : entities_)
            if (auto state = state_then(known, when)) found.push_back(std::move(*state));
        sort_by_key(found);
        return found;
    }

private:
    struct row {
        std::string text;
        std::uint32_t commit;
        operation op;
    };
    struct entity {
        nlohmann::json latest;
        std::vector<row> rows;
    };

    receipt append(entity& known, nlohmann::json&& next, operation op, const attribution& who) {
        const bool is_whole = Kept == json_text::states || op == operation::created;
        std::string text = is_whole ? next.dump() : nlohmann::json::diff(known.latest, next).dump();
        text.shrink_to_fit();
        known.latest = std::move(next);
        timestamp occurred_on = who.occurred_on ? *who.occurred_on : now();
        if (!known.rows.empty()) occurred_on = std::max(occurred_on, commits_.occurred_on(known.rows.back().commit));
        const std::uint32_t commit = commits_.add(occurred_on, who);
        known.rows.push_back({std::move(text), commit, op});
        return {known.rows.size(), op, 0, commit};
    }

    std::optional<machine> state_then(const entity& known, timestamp when) const {
        const std::size_t number = happened(known.rows, commits_, when);
        if (number == 0 || known.rows[number - 1].op == operation::deleted) return std::nullopt;
        return state_at(known, number);
    }

    static machine state_at(const entity& known, std::size_t number) {
        std::size_t whole = number;
        if constexpr (Kept == json_text::patches)
            while (known.rows[whole - 1].op != operation::created) --whole;
        nlohmann::json state = nlohmann::json::parse(known.rows[whole - 1].text);
        for (; whole != number; ++whole) state = state.patch(nlohmann::json::parse(known.rows[whole].text));
        return machine_of(state);
    }

    mutable std::mutex mutex_;
    std::unordered_map<std::int64_t, entity> entities_;
    commit_table commits_;
};

using json_dumps = json_log<json_text::states>;
using json_patches = json_log<json_text::patches>;

} // namespace bench::by_hand

#endif
