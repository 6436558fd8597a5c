// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_COMMIT_HPP
#define YORE_COMMIT_HPP

#include <yore/context.hpp>
#include <yore/timestamp.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace yore {

/// Number of a version of one entity: 1, 2, 3 … without gaps.
using version_number = std::uint64_t;

/// What a version did.
enum class operation : std::uint8_t {
    created = 1,
    updated,
    deleted,
    reverted, ///< took its state from an older version
    restored  ///< came back after deletion
};

/// The word for an operation.
[[nodiscard]] constexpr std::string_view to_string(operation op) {
    switch (op) {
    case operation::created:
        return "created";
    case operation::updated:
        return "updated";
    case operation::deleted:
        return "deleted";
    case operation::reverted:
        return "reverted";
    case operation::restored:
        return "restored";
    }
    return "none";
}

/// Who, when, why and from where; shared by all versions that were recorded together.
struct commit {
    std::uint64_t id = 0;
    timestamp occurred_on{}; ///< when it happened in the program
    timestamp recorded_on{}; ///< when it became durable
    std::optional<yore::actor> actor{};
    std::optional<std::string> reason{};
    std::optional<std::string> correlation_id{};
    std::optional<std::string> entry_point{};
    std::optional<yore::request> request{};
    std::map<std::string, std::string> extra{};

    friend bool operator==(const commit&, const commit&) = default;
};

} // namespace yore

#endif
