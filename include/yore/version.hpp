// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_VERSION_HPP
#define YORE_VERSION_HPP

#include <yore/commit.hpp>
#include <yore/field_set.hpp>
#include <yore/policy.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace yore {

/// One recorded state of one entity.
template <class T, class Engine = detail::engine_tag<T>> struct version {
    version_number number = 0;
    operation op{};
    T state;              ///< of a deleted one: the last state
    field_set<T> changed; ///< against the version before; all fields when created, none when deleted or restored
    yore::commit commit;
    std::optional<version_number> source{}; ///< what a revert or restore took its state from
};

/// What recording returns: light, no copy of the state.
template <class T, class Engine = detail::engine_tag<T>> struct receipt {
    version_number number =
        0; ///< of the version made, or of the latest one when nothing was recorded (0: there is none)
    operation op{};
    field_set<T> changed{};
    std::uint64_t commit_id = 0;
    bool made = false; ///< a version was made

    /// False when nothing had changed, or recording was muted.
    [[nodiscard]] bool recorded() const noexcept { return made; }
};

/// How to record.
struct record_options {
    std::optional<version_number> expected_version{}; ///< else `conflict`; 0 means never recorded
    bool record_unchanged = false;                    ///< make a version even when nothing has changed
};

/// The point of the past that a revert goes to: see `to_version` and `to_time`.
class target {
public:
    [[nodiscard]] std::optional<version_number> version() const noexcept { return version_; }
    [[nodiscard]] std::optional<timestamp> time() const noexcept { return time_; }

private:
    friend target to_version(version_number);
    friend target to_time(timestamp);
    std::optional<version_number> version_;
    std::optional<timestamp> time_;
};

/// A version by its number.
[[nodiscard]] inline target to_version(version_number n) {
    target t;
    t.version_ = n;
    return t;
}

/// The version that was in force at an instant.
[[nodiscard]] inline target to_time(timestamp when) {
    target t;
    t.time_ = when;
    return t;
}

template <class D>
    requires detail::finer_than_timestamp<D>
[[nodiscard]] target to_time(std::chrono::sys_time<D> when) {
    return to_time(detail::floored(when));
}

/// Where a page of `find` ended: make it from its last version.
template <class T, class Engine = detail::engine_tag<T>> struct cursor {
    std::uint64_t commit_id = 0;
    key_of<T> key{};
    version_number number = 0;

    cursor() = default;
    cursor(std::uint64_t commit, key_of<T> of, version_number n) : commit_id(commit), key(std::move(of)), number(n) {}
    explicit(false) cursor(const version<T>& last)
        : commit_id(last.commit.id), key(detail::key_from(last.state)), number(last.number) {}
};

/// Which versions `find` returns: those that satisfy every member that is set.
template <class T, class Engine = detail::engine_tag<T>> struct filter {
    std::optional<key_of<T>> key{};
    std::optional<std::string> actor{}, reason{}, correlation_id{}; ///< exact text; of the actor the id
    std::optional<timestamp> from{}, until{};                       ///< [from, until) on occurred_on
    std::vector<operation> operations{};                            ///< any of these
    field_set<T> changed{};                                         ///< any of these fields changed
    std::size_t limit = 0;                                          ///< 0: no limit
    bool newest_first = true;
    std::optional<cursor<T>> after{}; ///< continue behind this one, in the direction asked for
};

/// What `prune` may remove; both set: both must allow it. Empty: nothing.
struct retention {
    std::optional<timestamp> older_than{};  ///< versions no longer in force at this horizon
    std::optional<std::size_t> keep_last{}; ///< all but the newest so many of each entity
    std::size_t at_most = 0;                ///< ends with the entity that makes it so many versions; 0: no limit
};

/// `yes`: report what would happen, change nothing.
enum class dry_run : bool { no, yes };

/// What `prune` removed, or would.
struct prune_report {
    std::size_t entities = 0; ///< that lost versions
    std::size_t versions = 0; ///< removed
    std::uint64_t bytes = 0;  ///< freed, as far as the store knows; 0 in a dry run
};

/// Size of a history.
struct stats {
    std::size_t entities = 0; ///< that have a history, deleted ones included
    std::size_t versions = 0;
    std::uint64_t bytes = 0; ///< of storage, attribution and index included
    double bytes_per_version = 0;
};

} // namespace yore

#endif
