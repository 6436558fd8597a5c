// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_EDIT_HPP
#define YORE_EDIT_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace yore {

/// What happened to an element between two states of a container.
enum class edit_kind : std::uint8_t { inserted, removed, replaced, moved };

/// The word for it.
[[nodiscard]] constexpr std::string_view to_string(edit_kind kind) {
    switch (kind) {
    case edit_kind::inserted:
        return "inserted";
    case edit_kind::removed:
        return "removed";
    case edit_kind::replaced:
        return "replaced";
    case edit_kind::moved:
        return "moved";
    }
    return "none";
}

/// One step of an edit script.
struct edit {
    edit_kind kind;
    std::size_t from; ///< index in `before`; of an inserted element: of the next kept element behind it, or the size
    std::size_t to;   ///< index in `after`; of a removed element: of the next kept element behind it, or the size

    friend constexpr bool operator==(const edit&, const edit&) = default;
};

} // namespace yore

#endif
