// SPDX-License-Identifier: BSL-1.0
/// The values that the naive model keeps and answers with.
#ifndef YORE_TESTS_CONTRACT_KNOWN_HPP
#define YORE_TESTS_CONTRACT_KNOWN_HPP

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <yore/yore.hpp>

#include "descriptions.hpp"
#include "outcome.hpp"

namespace contract {

using yore::operation;
using yore::timestamp;
using yore::version_number;

/// Which outcomes a call may have: more than one where the rules leave the order of two complaints open.
using outcomes = std::set<outcome>;

/// What a before_record callback does.
enum class verdict { allow, veto, fail };

/// Who, why and when, as far as a call says so.
struct circumstances {
    std::optional<std::string> actor;
    std::optional<std::string> reason;
    std::optional<std::string> correlation_id;
    std::optional<timestamp> occurred_on;
    bool muted = false;
    bool only_this_model = false; // of what is muted
    std::optional<std::string> actor_name{};
    std::optional<std::string> entry_point{};
    std::optional<yore::request> request{};
    std::map<std::string, std::string> extra{};
};

/// A commit; `serial` counts commits from 1.
struct known_commit {
    std::uint64_t serial = 0;
    std::optional<std::string> actor;
    std::optional<std::string> reason;
    std::optional<std::string> correlation_id;
    std::optional<timestamp> clock;
    std::optional<std::string> actor_name{};
    std::optional<std::string> entry_point{};
    std::optional<yore::request> request{};
    std::map<std::string, std::string> extra{};
};

template <class T> using columns_of = std::bitset<column_count<T>>;

template <class T> struct known_version {
    version_number number = 0;
    operation op = operation::created;
    std::shared_ptr<const T> state;
    columns_of<T> changed;
    timestamp occurred_on{};
    known_commit commit;
    std::optional<version_number> source;
    std::uint64_t order = 0;

    [[nodiscard]] bool deleted() const { return op == operation::deleted; }
};

template <class T> struct known_entity {
    version_number removed = 0;
    std::vector<known_version<T>> kept;

    [[nodiscard]] const known_version<T>& latest() const { return kept.back(); }
    [[nodiscard]] version_number last_number() const { return removed + kept.size(); }
    [[nodiscard]] const known_version<T>& number(version_number wanted) const {
        return kept[static_cast<std::size_t>(wanted - removed - 1)];
    }
};

/// What a recording call answers for one state.
template <class T> struct known_receipt {
    bool recorded = false;
    version_number number = 0;
    operation op = operation::created;
    columns_of<T> changed;
    std::uint64_t serial = 0;
};

/// What a recording call answers: how it may end, and the receipts when it is done.
template <class T> struct answer {
    outcomes acceptable;
    std::vector<known_receipt<T>> receipts;

    [[nodiscard]] bool done() const { return acceptable == outcomes{outcome::done}; }
};

/// Where to revert to.
struct known_target {
    std::optional<version_number> number;
    timestamp time{};
};

/// The versions that a query asks for; members that are not set ask nothing.
template <class T> struct known_filter {
    std::optional<typename description<T>::key> key;
    std::optional<std::string> actor;
    std::optional<std::string> reason;
    std::optional<std::string> correlation_id;
    std::optional<timestamp> from;
    std::optional<timestamp> until;
    std::set<operation> operations;
    columns_of<T> changed;
    bool newest_first = true;
};

/// The version that a field is blamed on.
template <class T> struct known_blame {
    const known_version<T>* version = nullptr;
    bool or_earlier = false;
};

/// One entity in a difference of two instants; an absent side is null.
template <class T> struct known_difference {
    std::shared_ptr<const T> before;
    std::shared_ptr<const T> after;
};

} // namespace contract

#endif
