// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_BY_HAND_FULL_COPIES_HPP
#define YORE_BENCHMARKS_BY_HAND_FULL_COPIES_HPP

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "../model.hpp"
#include "commits.hpp"

namespace bench::by_hand {

/// The simplest history: every version is a whole copy of the struct at the end of its entity's vector.
class full_copies {
public:
    receipt record(const machine& state, const attribution& who) { return append(state.id, state, operation::updated, who); }

    receipt remove(std::int64_t id, const attribution& who) {
        const machine last = entities_.at(id).back().state;
        return append(id, last, operation::deleted, who);
    }

    std::optional<machine> at(std::int64_t id, std::uint64_t number) const {
        const std::lock_guard lock{mutex_};
        const auto found = entities_.find(id);
        if (found == entities_.end() || number == 0 || number > found->second.size())
            return std::nullopt;
        return found->second[number - 1].state;
    }

    std::optional<machine> as_of(std::int64_t id, timestamp when) const {
        const std::lock_guard lock{mutex_};
        const auto found = entities_.find(id);
        if (found == entities_.end())
            return std::nullopt;
        const auto& copies = found->second;
        const auto after = std::upper_bound(copies.begin(), copies.end(), when, [&](timestamp t, const copy& c) {
            return t < commits_.occurred_on(c.commit);
        });
        if (after == copies.begin() || (after - 1)->op == operation::deleted)
            return std::nullopt;
        return (after - 1)->state;
    }

private:
    struct copy {
        machine state;
        std::uint32_t commit;
        operation op;
    };

    receipt append(std::int64_t id, const machine& state, operation op, const attribution& who) {
        const std::lock_guard lock{mutex_};
        auto& copies = entities_[id];
        timestamp occurred_on = who.occurred_on ? *who.occurred_on : now();
        if (copies.empty())
            op = operation::created;
        else
            occurred_on = std::max(occurred_on, commits_.occurred_on(copies.back().commit));
        const std::uint32_t commit = commits_.add(occurred_on, who);
        copies.push_back({state, commit, op});
        return {copies.size(), op, 0, commit};
    }

    mutable std::mutex mutex_;
    std::unordered_map<std::int64_t, std::vector<copy>> entities_;
    commit_table commits_;
};

} // namespace bench::by_hand

#endif
