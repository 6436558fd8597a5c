// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TEXT_PLACE_HPP
#define YORE_TEXT_PLACE_HPP

#include <cstddef>
#include <cstdint>
#include <string>

namespace yore {

/// What one step inside a field leads to.
enum class place_kind : std::uint8_t { member, key, position, element };

/// A step inside a field: the label of a member, the key of a map, a position in a list, an element of a set.
struct place_step {
    place_kind kind{};
    std::string text{};    ///< not altered; empty for a position
    std::size_t index = 0; ///< of a position, from 0

    friend bool operator==(const place_step&, const place_step&) = default;
};

} // namespace yore

#endif
