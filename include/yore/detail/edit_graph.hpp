// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_EDIT_GRAPH_HPP
#define YORE_DETAIL_EDIT_GRAPH_HPP

#include <yore/detail/plain_list.hpp>

#include <cstddef>

namespace yore::detail {

/// Compares an element of `before` with one of `after` without knowing what they are.
struct element_equality {
    const void* context;
    bool (*equal)(const void* context, std::size_t before, std::size_t after);

    bool operator()(std::size_t before, std::size_t after) const { return equal(context, before, after); }
};

/// What is left of two sequences: the elements from `before` and `after` up to the ends.
struct remainder {
    std::size_t before;
    std::size_t before_end;
    std::size_t after;
    std::size_t after_end;

    [[nodiscard]] std::size_t before_left() const { return before_end - before; }
    [[nodiscard]] std::size_t after_left() const { return after_end - after; }
    [[nodiscard]] bool both_left() const { return before != before_end && after != after_end; }
};

/// A way into a remainder: the elements that it skips; the equal ones between them are taken as far as they go.
struct edit_path {
    plain_list<bool> steps;  ///< from the last to the first; true skips an element of `after`, false one of `before`
    std::size_t matches = 0; ///< the number of pairs of equal elements on the way
    std::size_t comparisons = 0; ///< what the search has cost
    bool complete = false;       ///< whether it leads to both ends
};

/// The square root of a number, rounded down.
[[nodiscard]] constexpr std::size_t floor_sqrt(std::size_t number) noexcept {
    std::size_t root = 0;
    for (std::size_t bit = std::size_t{1} << (4 * sizeof(std::size_t) - 1); bit != 0; bit /= 2)
        if ((root + bit) * (root + bit) <= number) root += bit;
    return root;
}

/// The graph of all edits between two sequences, and the search for the path with the fewest.
///
/// A point (x, y) means that x elements of the shorter sequence and y of the longer one are done; it lies on the
/// diagonal y - x. A step down skips an element of the longer sequence, a step across one of the shorter, and equal
/// elements lead along the diagonal for free. The end is on the diagonal `delta_`; a path belongs to level p when p of
/// its steps lead away from there. The first level that reaches the end has the path with the fewest steps, delta_ +
/// 2p. Of a furthest point only the step that led to it is kept, one byte; the rest of its path follows from walking it
/// again.
///
/// Source: Myers 1986, "An O(ND) difference algorithm and its variations", for the graph and the furthest reaching
/// paths; Wu, Manber, Myers and Miller 1990, "An O(NP) sequence comparison algorithm", for the levels and the order
/// within them.
template <class = void> class basic_edit_graph {
public:
    /// Requires: limit >= 4, the number of points that one search may visit.
    basic_edit_graph(element_equality same, std::size_t limit) : same_(same), limit_(limit), rate_(floor_sqrt(limit)) {}

    /// Returns: the shortest complete path, or the most promising one when that needs more points than the limit.
    /// Requires: elements on both sides, the first of them different, and sizes that differ by less than the limit.
    [[nodiscard]] edit_path search(const remainder& rest) {
        prepare(rest);
        for (position level = 0;; ++level) {
            visit(level);
            if (reach(delta_) == longer_) return path_to({level, delta_});
            if (points_through(level + 1) > limit_) return path_to(most_promising(level));
        }
    }

private:
    using position = std::ptrdiff_t;

    /// A furthest point is named by its level and its diagonal.
    struct point {
        position level;
        position diagonal;
    };

    void prepare(const remainder& rest) {
        rest_ = rest;
        before_is_longer_ = rest.before_left() > rest.after_left();
        longer_ = static_cast<position>(before_is_longer_ ? rest.before_left() : rest.after_left());
        shorter_ = static_cast<position>(before_is_longer_ ? rest.after_left() : rest.before_left());
        delta_ = longer_ - shorter_;
        last_level_ = 0;
        while (last_level_ != shorter_ && points_through(last_level_ + 1) <= limit_) ++last_level_;
        reach_.clear();
        reach_.resize(static_cast<std::size_t>(delta_ + 2 * last_level_ + 3), -1);
        went_down_.clear();
        comparisons_ = 0;
    }

    /// The number of points of the levels 0 to `level`; a level has delta_ + 2 * level + 1 of them.
    [[nodiscard]] std::size_t points_through(position level) const {
        return static_cast<std::size_t>(level + 1) * static_cast<std::size_t>(delta_ + level + 1);
    }

    /// Position in the longer sequence of the furthest point so far on a diagonal; -1 when there is none.
    position& reach(position diagonal) { return reach_[static_cast<std::size_t>(diagonal + last_level_ + 1)]; }

    [[nodiscard]] std::size_t place_of(point at) const {
        return static_cast<std::size_t>(at.level * (delta_ + at.level) + at.diagonal + at.level);
    }

    /// Effects: moves the furthest point of every diagonal of a level, that of the end's diagonal last.
    void visit(position level) {
        went_down_.resize(points_through(level));
        for (position diagonal = -level; diagonal < delta_; ++diagonal) visit(point{level, diagonal});
        for (position diagonal = delta_ + level; diagonal > delta_; --diagonal) visit(point{level, diagonal});
        visit(point{level, delta_});
    }

    void visit(point at) {
        const position down = reach(at.diagonal - 1) + 1;
        const position across = reach(at.diagonal + 1);
        const position first = down > across ? down : across;
        position y = first;
        while (y != longer_ && y - at.diagonal != shorter_ && same_at(y - at.diagonal, y)) ++y;
        went_down_[place_of(at)] = down > across;
        comparisons_ += static_cast<std::size_t>(y - first) + 1;
        reach(at.diagonal) = y;
    }

    [[nodiscard]] bool same_at(position x, position y) const {
        const auto across = static_cast<std::size_t>(x);
        const auto down = static_cast<std::size_t>(y);
        return before_is_longer_ ? same_(rest_.before + down, rest_.after + across)
                                 : same_(rest_.before + across, rest_.after + down);
    }

    [[nodiscard]] position steps_to(point at) const {
        return 2 * at.level + (at.diagonal <= delta_ ? at.diagonal : 2 * delta_ - at.diagonal);
    }

    [[nodiscard]] position matches_at(point at) { return reach(at.diagonal) - (at.diagonal + steps_to(at)) / 2; }

    /// Returns: the furthest point with the best balance of matches and steps, among those that are worth what the
    /// search has cost: two thirds of rate_ comparisons for each element that is done. When there is no match, or
    /// nothing is worth it, the point on the end's diagonal: it is the furthest of all in both sequences.
    point most_promising(position level) {
        constexpr position steps_for_a_match = 8;
        const point furthest{level, delta_};
        point best = furthest;
        position best_score = 0;
        bool found = false;
        for (position diagonal = -level; diagonal <= delta_ + level; ++diagonal) {
            const point at{level, diagonal};
            const position score = matches_at(at) * steps_for_a_match - steps_to(at);
            if (!is_worth_it(at) || (found && score <= best_score)) continue;
            best = at;
            best_score = score;
            found = true;
        }
        return matches_at(best) == 0 ? furthest : best;
    }

    [[nodiscard]] bool is_worth_it(point at) {
        const auto done = static_cast<std::size_t>(2 * reach(at.diagonal) - at.diagonal);
        return 2 * done * rate_ >= 3 * comparisons_;
    }

    [[nodiscard]] edit_path path_to(point end) {
        edit_path path;
        path.matches = static_cast<std::size_t>(matches_at(end));
        path.comparisons = comparisons_;
        path.complete = end.diagonal == delta_ && reach(delta_) == longer_;
        path.steps.reserve(static_cast<std::size_t>(steps_to(end)));
        for (point at = end; at.level != 0 || at.diagonal != 0; at = predecessor(at))
            path.steps.push_back(went_down_[place_of(at)] != before_is_longer_);
        return path;
    }

    /// The furthest point from which one step leads to this one.
    [[nodiscard]] point predecessor(point at) const {
        const bool down = went_down_[place_of(at)];
        const bool away = down ? at.diagonal > delta_ : at.diagonal < delta_;
        return {at.level - (away ? 1 : 0), at.diagonal + (down ? -1 : 1)};
    }

    element_equality same_;
    std::size_t limit_;
    std::size_t rate_;

    remainder rest_{};
    bool before_is_longer_ = false;
    position longer_ = 0;
    position shorter_ = 0;
    position delta_ = 0;
    position last_level_ = 0; // of those within the limit
    std::size_t comparisons_ = 0;
    plain_list<position> reach_;
    plain_list<bool> went_down_;
};

using edit_graph = basic_edit_graph<>; // a template only so that it costs nothing where it is not used

} // namespace yore::detail

#endif
