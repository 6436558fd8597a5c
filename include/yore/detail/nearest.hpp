// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_NEAREST_HPP
#define YORE_DETAIL_NEAREST_HPP

#include <yore/detail/letter_case.hpp>

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace yore::detail {

/// How many letters must be inserted, removed, replaced or swapped with their neighbour; case counts for nothing.
/// Source: optimal string alignment, the restricted form of Damerau's distance.
inline std::size_t letters_apart(std::string_view a, std::string_view b) {
    const auto same = [&](std::size_t i, std::size_t j) { return folded(a[i]) == folded(b[j]); };
    const auto least = [](std::size_t x, std::size_t y) { return x < y ? x : y; };
    std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j != row.size(); ++j) row[j] = j;
    for (std::size_t i = 0; i != a.size(); ++i) {
        std::swap(before_last, last);
        std::swap(last, row);
        row[0] = i + 1;
        for (std::size_t j = 0; j != b.size(); ++j) {
            row[j + 1] = least(least(last[j + 1], row[j]) + 1, last[j] + !same(i, j));
            if (i != 0 && j != 0 && same(i, j - 1) && same(i - 1, j))
                row[j + 1] = least(row[j + 1], before_last[j - 1] + 1);
        }
    }
    return row[b.size()];
}

/// The name that was probably meant; empty where none is near: more than a third of its letters are wrong.
template <class Names> std::string_view nearest(std::string_view wanted, const Names& names) {
    std::string_view found;
    std::size_t distance = static_cast<std::size_t>(-1);
    if (wanted.size() > 64) return found;
    for (std::string_view one : names) {
        if (one.empty() || one.size() > 64) continue;
        const std::size_t apart = letters_apart(wanted, one);
        if (apart < distance && apart <= (one.size() + 2) / 3) {
            found = one;
            distance = apart;
        }
    }
    return found;
}

} // namespace yore::detail

#endif
