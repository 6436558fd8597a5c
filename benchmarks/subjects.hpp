// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_SUBJECTS_HPP
#define YORE_BENCHMARKS_SUBJECTS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <yore/yore.hpp>

#include "by_hand/delta_log.hpp"
#include "by_hand/full_copies.hpp"
#include "by_hand/packed_values.hpp"
#include "by_hand/value_columns.hpp"
#include "model.hpp"

namespace bench {

/// A yore history behind the interface that every subject of a benchmark has.
class yore_history {
public:
    yore_history() = default;
    template <yore::store Store>
    explicit yore_history(Store& kept_in) : history_(kept_in) {}

    /// Says who works from now on, why, and when unless the clock tells.
    void enter(std::string_view actor, std::string_view reason, std::optional<yore::timestamp> when = {}) {
        leave(); // scopes nest, so the old one must end before the new one begins
        who_.emplace(yore::context{
            .actor = yore::actor{std::string{actor}}, .reason = std::string{reason}, .occurred_on = when});
    }
    void leave() { who_.reset(); }
    auto record(const machine& state) { return history_.record(state); }
    auto remove(std::int64_t id) { return history_.remove(id); }
    auto latest(std::int64_t id) const { return history_.latest(id); }
    auto as_of(std::int64_t id, yore::timestamp when) const { return history_.as_of(id, when); }
    auto as_of(yore::timestamp when) const { return history_.as_of(when); }
    auto versions(std::int64_t id) const { return history_.versions(id); }
    std::optional<machine> at(std::int64_t id, std::uint64_t number) const {
        auto found = history_.at(id, number);
        return found ? std::optional{std::move(found->state)} : std::nullopt;
    }

    yore::history<machine>& history() { return history_; }
    const yore::history<machine>& history() const { return history_; }

private:
    yore::history<machine> history_;
    std::optional<yore::scope> who_;
};

/// The same interface for a history written by hand.
template <class History>
class hand_written {
public:
    template <class... Arguments>
    explicit hand_written(Arguments&&... arguments) : history_(std::forward<Arguments>(arguments)...) {}

    void enter(std::string_view actor, std::string_view reason, std::optional<yore::timestamp> when = {}) {
        actor_ = actor;
        reason_ = reason;
        when_ = when;
    }
    void leave() {}
    auto record(const machine& state) { return history_.record(state, who()); }
    auto remove(std::int64_t id) { return history_.remove(id, who()); }
    auto latest(std::int64_t id) const { return history_.latest(id); }
    auto as_of(std::int64_t id, yore::timestamp when) const { return history_.as_of(id, when); }
    auto as_of(yore::timestamp when) const { return history_.as_of(when); }
    auto versions(std::int64_t id) const { return history_.versions(id); }
    auto at(std::int64_t id, std::uint64_t number) const { return history_.at(id, number); }
    /// What is recorded in between becomes durable together; for histories in files.
    void begin_batch()
        requires requires(History& h) { h.begin_batch(); }
    {
        history_.begin_batch();
    }
    void end_batch()
        requires requires(History& h) { h.end_batch(); }
    {
        history_.end_batch();
    }
    History& history() { return history_; }
    const History& history() const { return history_; }
    by_hand::attribution who() const { return {actor_, reason_, when_}; }

private:
    History history_;
    std::string actor_;
    std::string reason_;
    std::optional<yore::timestamp> when_;
};

using packed_delta_log = hand_written<by_hand::delta_log<by_hand::packed_values>>;
using typed_delta_log = hand_written<by_hand::delta_log<by_hand::value_columns>>;
using full_copies = hand_written<by_hand::full_copies>;

} // namespace bench

#endif
