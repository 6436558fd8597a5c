// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_BY_HAND_COMMITS_HPP
#define YORE_BENCHMARKS_BY_HAND_COMMITS_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bench::by_hand {

using timestamp = std::chrono::sys_time<std::chrono::microseconds>;

enum class operation : std::uint8_t { created = 1, updated, deleted, reverted };

inline timestamp now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

/// Who and why, as the caller passes it along, and when, unless the clock tells.
struct attribution {
    std::string_view actor;
    std::string_view reason;
    std::optional<timestamp> occurred_on = {};
};

/// What recording returns.
struct receipt {
    std::uint64_t number = 0;
    operation op = operation::created;
    std::uint32_t changed = 0;
    std::uint32_t commit = 0;
};

/// One row per commit; each different attribution is kept once. Shared by every history written by hand.
class commit_table {
public:
    std::uint32_t add(timestamp occurred_on, const attribution& who) {
        rows_.push_back({occurred_on, now(), intern(who)});
        return static_cast<std::uint32_t>(rows_.size() - 1);
    }

    timestamp occurred_on(std::uint32_t commit) const { return rows_[commit].occurred_on; }
    std::string_view actor(std::uint32_t commit) const { return kept_[rows_[commit].who]->first.actor; }
    std::string_view reason(std::uint32_t commit) const { return kept_[rows_[commit].who]->first.reason; }

private:
    struct row {
        timestamp occurred_on;
        timestamp recorded_on;
        std::uint32_t who;
    };
    struct owned {
        std::string actor;
        std::string reason;
    };
    struct hash {
        using is_transparent = void;
        std::size_t operator()(const attribution& who) const {
            return std::hash<std::string_view>{}(who.actor) * 31 + std::hash<std::string_view>{}(who.reason);
        }
        std::size_t operator()(const owned& who) const { return (*this)(attribution{who.actor, who.reason, {}}); }
    };
    struct equal {
        using is_transparent = void;
        template <class A, class B>
        bool operator()(const A& a, const B& b) const {
            return a.actor == b.actor && a.reason == b.reason;
        }
    };
    using index = std::unordered_map<owned, std::uint32_t, hash, equal>;

    /// Neighbouring commits mostly have one author, so the last one is tried before the table.
    std::uint32_t intern(const attribution& who) {
        if (!rows_.empty() && equal{}(kept_[rows_.back().who]->first, who)) return rows_.back().who;
        auto place = index_.find(who);
        if (place == index_.end()) {
            const auto number = static_cast<std::uint32_t>(kept_.size());
            place = index_.emplace(owned{std::string{who.actor}, std::string{who.reason}}, number).first;
            kept_.push_back(&*place);
        }
        return place->second;
    }

    std::vector<row> rows_;
    std::vector<const index::value_type*> kept_;
    index index_;
};

} // namespace bench::by_hand

#endif
