// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_EDIT_HPP
#define YORE_EDIT_HPP

#include <cstddef>
#include <cstdint>

namespace yore {

/// What happened to an element between two states of a container.
enum class edit_kind : std::uint8_t { inserted, removed, replaced, moved };

/// One step of an edit script.
struct edit {
    edit_kind kind;
    std::size_t from; ///< index in `before`; of an inserted element: of the next kept element behind it, or the size
    std::size_t to;   ///< index in `after`; of a removed element: of the next kept element behind it, or the size

    friend constexpr bool operator==(const edit&, const edit&) = default;
};

} // namespace yore

#endif
