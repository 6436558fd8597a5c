// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_BY_HAND_FULL_COPIES_HPP
#define YORE_BENCHMARKS_BY_HAND_FULL_COPIES_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "../model.hpp"
#include "commits.hpp"
#include "compare.hpp"
#include "version.hpp"

namespace bench::by_hand {

/// The simplest history: every version is a whole copy of the struct at the end of its entity's vector.
class full_copies {
public:
    receipt record(const machine& state, const attribution& who) {
        return append(state.id, state, operation::updated, who);
    }

    receipt remove(std::int64_t id, const attribution& who) {
        const machine last = entities_.at(id).back().state;
        return append(id, last, operation::deleted, who);
    }

    receipt revert(std::int64_t id, std::uint64_t number, const attribution& who) {
        const machine wanted = at(id, number).value();
        return append(id, wanted, operation::reverted, who);
    }

    std::optional<machine> at(std::int64_t id, std::uint64_t number) const {
        const std::lock_guard lock{mutex_};
        const auto found = entities_.find(id);
        if (found == entities_.end() || number == 0 || number > found->second.size()) return std::nullopt;
        return found->second[number - 1].state;
    }

    std::optional<machine> latest(std::int64_t id) const {
        const std::lock_guard lock{mutex_};
        const auto found = entities_.find(id);
        if (found == entities_.end() || found->second.back().op == operation::deleted) return std::nullopt;
        return found->second.back().state;
    }

    std::optional<machine> as_of(std::int64_t id, timestamp when) const {
        const std::lock_guard lock{mutex_};
        const auto found = entities_.find(id);
        if (found == entities_.end()) return std::nullopt;
        const copy* const then = in_force(found->second, when);
        return then == nullptr ? std::nullopt : std::optional{then->state};
    }

    /// All that lived, in the order of their keys.
    std::vector<machine> as_of(timestamp when) const {
        const std::lock_guard lock{mutex_};
        std::vector<machine> found;
        found.reserve(entities_.size());
        for (const auto& [id, copies] : entities_)
            if (const copy* const then = in_force(copies, when)) found.push_back(then->state);
        sort_by_key(found);
        return found;
    }

    std::vector<version> versions(std::int64_t id) const {
        const std::lock_guard lock{mutex_};
        std::vector<version> found;
        const auto& copies = entities_.at(id);
        for (std::size_t i = 0; i != copies.size(); ++i) found.push_back(version_of(copies, i));
        return found;
    }

    /// Nobody noted what changed, so neighbours are compared.
    blame blame_of(std::int64_t id) const {
        const std::lock_guard lock{mutex_};
        const auto& copies = entities_.at(id);
        blame found;
        std::uint32_t wanted = every_field;
        for (std::size_t i = copies.size(); i != 0 && wanted != 0; --i) {
            const std::uint32_t changed = wanted & changed_in(copies, i - 1);
            for (std::size_t field = 0; field != machine_fields; ++field)
                if (changed & 1u << field) found[field] = blamed_of(copies, i - 1);
            wanted &= ~changed;
        }
        return found;
    }

    set_difference between(timestamp from, timestamp to) const {
        const std::lock_guard lock{mutex_};
        set_difference found;
        for (const auto& [id, copies] : entities_) {
            const copy* const before = in_force(copies, from);
            const copy* const after = in_force(copies, to);
            if (before != after) add_difference(found, state_of(before), state_of(after));
        }
        return found;
    }

    // ---- newest first

    std::vector<version> by_actor(std::string_view actor, std::size_t most) const {
        return find(most, [&](const auto& copies, std::size_t i) { return commits_.actor(copies[i].commit) == actor; });
    }
    std::vector<version> by_changed(std::uint32_t fields, std::size_t most) const {
        return find(most, [&](const auto& copies, std::size_t i) { return (changed_in(copies, i) & fields) != 0; });
    }

private:
    struct copy {
        machine state;
        std::uint32_t commit;
        operation op;
    };
    using list = std::vector<copy>;

    static constexpr std::uint32_t every_field = (1u << machine_fields) - 1;

    const copy* in_force(const list& copies, timestamp when) const {
        const std::size_t number = happened(copies, commits_, when);
        return number == 0 || copies[number - 1].op == operation::deleted ? nullptr : &copies[number - 1];
    }
    static std::optional<machine> state_of(const copy* one) {
        return one == nullptr ? std::nullopt : std::optional{one->state};
    }
    static std::uint32_t changed_in(const list& copies, std::size_t i) {
        if (copies[i].op == operation::deleted) return 0;
        return copies[i].op == operation::created ? every_field : changed_fields(copies[i - 1].state, copies[i].state);
    }
    version version_of(const list& copies, std::size_t i) const {
        const copy& c = copies[i];
        return {c.state, i + 1, c.op, commits_.occurred_on(c.commit), std::string{commits_.actor(c.commit)},
            std::string{commits_.reason(c.commit)}};
    }
    blamed blamed_of(const list& copies, std::size_t i) const {
        const std::uint32_t commit = copies[i].commit;
        return {i + 1, commits_.occurred_on(commit), std::string{commits_.actor(commit)},
            std::string{commits_.reason(commit)}};
    }

    template <class Wanted>
    std::vector<version> find(std::size_t most, const Wanted& wanted) const {
        const std::lock_guard lock{mutex_};
        struct place {
            const list* copies;
            std::size_t i;
            std::uint32_t commit() const { return (*copies)[i].commit; }
        };
        std::vector<place> places;
        for (const auto& [id, copies] : entities_)
            for (std::size_t i = 0; i != copies.size(); ++i)
                if (wanted(copies, i)) places.push_back({&copies, i});
        most = std::min(most, places.size());
        std::partial_sort(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(most), places.end(),
            [](const place& a, const place& b) { return a.commit() > b.commit(); });
        std::vector<version> found;
        for (std::size_t i = 0; i != most; ++i) found.push_back(version_of(*places[i].copies, places[i].i));
        return found;
    }

    receipt append(std::int64_t id, const machine& state, operation op, const attribution& who) {
        const std::lock_guard lock{mutex_};
        auto& copies = entities_[id];
        timestamp occurred_on = who.occurred_on ? *who.occurred_on : now();
        if (copies.empty()) op = operation::created;
        else occurred_on = std::max(occurred_on, commits_.occurred_on(copies.back().commit));
        const std::uint32_t commit = commits_.add(occurred_on, who);
        copies.push_back({state, commit, op});
        return {copies.size(), op, 0, commit};
    }

    mutable std::mutex mutex_;
    std::unordered_map<std::int64_t, list> entities_;
    commit_table commits_;
};

} // namespace bench::by_hand

#endif
