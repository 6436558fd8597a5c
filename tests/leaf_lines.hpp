// SPDX-License-Identifier: BSL-1.0
/// The leaves of changes as lines of text.
#ifndef YORE_TESTS_LEAF_LINES_HPP
#define YORE_TESTS_LEAF_LINES_HPP

#include <yore/diff.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace leaf_lines {

/// One value as a field.
template <class V> struct Holding {
    int id;
    V value;
};

using lines = std::vector<std::string>;

inline std::string line_of(const yore::leaf& l) {
    constexpr std::array<const char*, 4> kinds{"inserted ", "removed ", "replaced ", "moved "};
    std::string text = kinds[static_cast<std::size_t>(l.kind)] + l.path;
    if (l.kind == yore::edit_kind::moved) text += " from " + l.from;
    if (l.kind != yore::edit_kind::inserted) text += " -" + l.before;
    if (l.kind != yore::edit_kind::removed) text += " +" + l.after;
    return text;
}

template <class T> lines leaves_of(const yore::changes<T>& c) {
    lines out;
    c.for_each_leaf([&](const yore::leaf& l) { out.push_back(line_of(l)); });
    return out;
}

/// The leaves of the change of one value.
template <class V> lines leaves(V before, V after) {
    return leaves_of(yore::diff(Holding<V>{1, std::move(before)}, Holding<V>{1, std::move(after)}));
}

} // namespace leaf_lines

#endif
