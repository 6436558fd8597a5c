// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_MANAGE_OPTIONS_HPP
#define YORE_MANAGE_OPTIONS_HPP

#include <yore/timestamp.hpp>

#include <optional>
#include <string>

namespace yore {

/// What a program says of its own management commands.
struct manage_options {
    std::string database{};         ///< used where neither --database nor YORE_DATABASE names one
    std::string version{};          ///< what --version prints; empty: there is no such option
    std::optional<timestamp> now{}; ///< what "2 days ago" counts from; else the clock
};

} // namespace yore

#endif
