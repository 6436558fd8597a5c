// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TESTS_REPLAY_CONGRESS_MODEL_REPLAY_HPP
#define YORE_TESTS_REPLAY_CONGRESS_MODEL_REPLAY_HPP

#include "input.hpp"
#include "tally.hpp"

#include <yore/yore.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace congress {

/// Adds up the time that is spent in some calls.
class stopwatch {
public:
    template <class F>
    decltype(auto) time(F&& f) {
        struct stop {
            stopwatch& watch;
            std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
            ~stop() { watch.total_ += std::chrono::steady_clock::now() - start; }
        } const running{*this};
        return f();
    }
    [[nodiscard]] std::chrono::duration<double> total() const { return total_; }

private:
    std::chrono::steady_clock::duration total_{};
};

/// What the histories know about one change set.
struct recorded_set {
    std::set<std::uint64_t> commits; ///< there should be one, whatever the number of models
    yore::commit commit;
    std::size_t creates = 0;
    std::size_t updates = 0;
    std::size_t deletes = 0;
};

/// Replays the changes of one record type into its history, and compares what the history answers with the oracle.
class model_replay {
public:
    virtual ~model_replay() = default;

    /// Records a line of the stream; the watch runs while the history works.
    virtual void record(const change&, stopwatch&, report&) = 0;

    /// Compares the version that this line of the stream made; to be called for each line, in the order of the stream.
    virtual void check_version(const change&, report&) = 0;

    /// A record of the oracle, for `records`.
    virtual std::shared_ptr<const void> read(const std::string& key, const nlohmann::json& state, report&) const = 0;

    /// Compares the set of living records at an instant, and each of them alone.
    virtual void check_instant(yore::timestamp at, const records& expected, report&) const = 0;

    /// Compares the difference of the whole set between two instants.
    virtual void check_between(
        yore::timestamp from, const records& before, yore::timestamp to, const records& after, report&) const = 0;

    /// Compares with a line of versions.ndjson.
    virtual void check_lifetime(const nlohmann::json& expected, report&) const = 0;

    /// Compares with a line of blame.ndjson.
    virtual void check_blame(const nlohmann::json& expected, report&) const = 0;

    /// Adds the commits of this model to what is known of the change sets, by `src`.
    virtual void collect_sets(std::map<std::string, recorded_set>&) const = 0;

    /// Asks for the versions of one change set alone; they should be as many as `collect_sets` found.
    [[nodiscard]] virtual std::size_t size_of_set(const std::string& src) const = 0;

    /// Brings every deleted record back; to be called in a transaction that is then given up.
    virtual void check_restore(report&) = 0;

    [[nodiscard]] virtual yore::stats statistics() const = 0;
};

template <class T>
std::unique_ptr<model_replay> replay_of(yore::history<T>);

} // namespace congress

#endif
