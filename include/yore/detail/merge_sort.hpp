// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MERGE_SORT_HPP
#define YORE_DETAIL_MERGE_SORT_HPP

#include <cstddef>
#include <utility>

namespace yore::detail {

/// Merges two neighbouring sorted runs.
template <class List, class Less>
void merge_runs(List& v, std::size_t begin, std::size_t middle, std::size_t end, List& spare, Less&& less) {
    if (begin == middle || middle == end || !less(v[middle], v[middle - 1])) return;
    for (std::size_t i = begin; i != end; ++i) spare[i] = std::move(v[i]);
    std::size_t a = begin, b = middle;
    for (std::size_t i = begin; i != end; ++i)
        v[i] = std::move(b == end || (a != middle && !less(spare[b], spare[a])) ? spare[a++] : spare[b++]);
}

/// Stable sort, bottom up; `sorted` says how many at the beginning are in order already.
/// It stands here since <algorithm> costs 27,000 preprocessed lines.
template <class List, class Less> void merge_sort(List& v, Less less, std::size_t sorted = 0) {
    List spare(v.size());
    for (std::size_t width = 1; width < v.size() - sorted; width *= 2)
        for (std::size_t i = sorted; i + width < v.size(); i += 2 * width)
            merge_runs(v, i, i + width, i + 2 * width < v.size() ? i + 2 * width : v.size(), spare, less);
    merge_runs(v, 0, sorted, v.size(), spare, less);
}

} // namespace yore::detail

#endif
