// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_EDIT_SCRIPT_HPP
#define YORE_EDIT_SCRIPT_HPP

#include <yore/detail/edit_script.hpp>
#include <yore/edit.hpp>

#include <concepts>
#include <cstddef>
#include <vector>

namespace yore {

/// A script removes and inserts as few elements as possible while (removed + 1) * (inserted + 1) is at most this: for
/// example 500 of each, or 10 removed and 23,000 inserted. Replaced and moved elements count as both. Where more would
/// be needed, the script is still correct but may be longer than the shortest one.
inline constexpr std::size_t edit_script_limit = std::size_t{1} << 18U;

/// So many pairs of a removed and an inserted element are looked at to find the moved ones.
inline constexpr std::size_t edit_script_move_limit = std::size_t{1} << 20U;

/// Finds how one sequence became another.
///
/// A script says of every element of `before` that is not kept where it went, and of every element of `after` that was
/// not kept where it came from; each index occurs once at most. To apply it, take the elements of `before` that no edit
/// names (removed, replaced, moved: `from`), in their order; put the new elements (inserted, replaced, moved: `to`)
/// where they are in `after`, and the kept ones into the places in between. All indices refer to the untouched
/// sequences, so the order of the edits does not matter to that. They are ordered by place: `to` ascends over inserted,
/// replaced and moved edits, `from` over removed and replaced ones. A moved edit has equal elements at both ends and
/// stands where the element went. Elements that were removed and inserted between the same kept neighbours are paired
/// in order as replaced; what is left over is inserted or removed.
///
/// Requires: equal(i, j) compares element i of `before` with element j of `after` and always gives the same answer.
/// Throws: std::bad_alloc, and what `equal` throws.
/// Complexity: with n elements in all, of which d are not kept, n + d * d comparisons are usual and n * d are possible,
/// but never more than 2,100 * n + edit_script_move_limit. The search takes 3 MB at most, and 100 bytes for each of the
/// d.
template <std::predicate<std::size_t, std::size_t> Equal>
[[nodiscard]] std::vector<edit> edit_script(std::size_t before_size, std::size_t after_size, Equal&& equal) {
    const auto compare = [&equal](std::size_t before, std::size_t after) -> bool { return equal(before, after); };
    const auto call = [](const void* context, std::size_t before, std::size_t after) {
        return (*static_cast<const decltype(compare)*>(context))(before, after);
    };
    return detail::make_edit_script(
        {&compare, call}, before_size, after_size, edit_script_limit, edit_script_move_limit);
}

} // namespace yore

#endif
