// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_COMMON_RUNS_HPP
#define YORE_DETAIL_COMMON_RUNS_HPP

#include <cstddef>
#include <utility>
#include <vector>

namespace yore::detail {

/// Compares an element of `before` with one of `after` without knowing what they are.
struct element_equality {
    const void* context;
    bool (*equal)(const void* context, std::size_t before, std::size_t after);

    bool operator()(std::size_t before, std::size_t after) const { return equal(context, before, after); }
};

/// Neighbours in `before` that are equal neighbours in `after`.
struct common_run {
    std::size_t before;
    std::size_t after;
    std::size_t length;
};

/// Finds the runs that two sequences have in common, in order, so that few elements lie outside them.
///
/// Source: Myers 1986, "An O(ND) difference algorithm and its variations", for the graph of edits and the furthest reaching
/// paths; Wu, Manber, Myers and Miller 1990, "An O(NP) sequence comparison algorithm", for their order. A point (x, y) of the
/// graph means that x elements of the shorter sequence and y of the longer one are done. It lies on the diagonal y - x.
/// A step down inserts an element of the longer sequence, a step across removes one of the shorter, and equal elements lead
/// along the diagonal for free. The end lies on the diagonal `delta_`; a path belongs to level p when p of its steps lead
/// away from that diagonal. The first level that reaches the end makes the fewest steps: delta_ + 2p.
///
/// Two things are added. Of every furthest point only one bit is kept, the step that led to it; the path is walked once
/// more in the end, so that memory is a bit per point. And when a search has used up its limit of points, the most
/// promising path is accepted as far as it leads and a new search begins at its end, as xdiff and GNU diff do it.
class common_run_search {
public:
    /// Requires: limit > 0, the number of points that one search may visit.
    common_run_search(element_equality same, std::size_t before_size, std::size_t after_size, std::size_t limit)
        : same_(same), before_end_(before_size), after_end_(after_size), limit_(limit) {
        while ((rate_ + 1) * (rate_ + 1) <= limit_) ++rate_;
    }

    /// Returns: the runs in order, not empty, none touching the next in both sequences.
    [[nodiscard]] std::vector<common_run> find() && {
        take_common_prefix();
        const std::size_t suffix = cut_common_suffix();
        while (may_have_runs()) {
            accept(search());
            take_common_prefix();
        }
        add_run(before_end_, after_end_, suffix);
        return std::move(runs_);
    }

private:
    using position = std::ptrdiff_t;

    /// A furthest point is named by its level and its diagonal.
    struct point {
        position level;
        position diagonal;
    };

    void add_run(std::size_t before, std::size_t after, std::size_t length) {
        if (length == 0) return;
        if (!runs_.empty()) {
            common_run& last = runs_.back();
            if (last.before + last.length == before && last.after + last.length == after) {
                last.length += length;
                return;
            }
        }
        runs_.push_back({before, after, length});
    }

    void take_common_prefix() {
        std::size_t length = 0;
        while (before_ + length != before_end_ && after_ + length != after_end_ &&
               same_(before_ + length, after_ + length))
            ++length;
        add_run(before_, after_, length);
        before_ += length;
        after_ += length;
    }

    std::size_t cut_common_suffix() {
        std::size_t length = 0;
        while (before_ != before_end_ && after_ != after_end_ && same_(before_end_ - 1, after_end_ - 1)) {
            --before_end_;
            --after_end_;
            ++length;
        }
        return length;
    }

    /// The first elements that are left are different, so one against one needs no search.
    [[nodiscard]] bool may_have_runs() const {
        const std::size_t before_left = before_end_ - before_;
        const std::size_t after_left = after_end_ - after_;
        return before_left != 0 && after_left != 0 && before_left + after_left != 2;
    }

    /// Effects: finds the end, or uses up the limit; fills reach_ and went_down_.
    point search() {
        prepare();
        for (position level = 0;; ++level) {
            visit(level);
            if (reach(delta_) == longer_) return {level, delta_};
            if (points_through(level + 1) > limit_) return most_promising(level);
        }
    }

    void prepare() {
        const std::size_t before_left = before_end_ - before_;
        const std::size_t after_left = after_end_ - after_;
        before_is_longer_ = before_left > after_left;
        std::size_t longer = before_is_longer_ ? before_left : after_left;
        const std::size_t shorter = before_is_longer_ ? after_left : before_left;
        if (longer - shorter >= limit_) longer = shorter + limit_ - 1; // the first level is within the limit, too
        longer_ = static_cast<position>(longer);
        shorter_ = static_cast<position>(shorter);
        delta_ = longer_ - shorter_;
        levels_ = 0;
        while (levels_ != shorter_ && points_through(levels_ + 1) <= limit_) ++levels_;
        reach_.assign(static_cast<std::size_t>(delta_ + 2 * levels_ + 3), -1);
        went_down_.clear();
        comparisons_ = 0;
    }

    /// The number of points of the levels 0 to `level`; a level has delta_ + 2 * level + 1 of them.
    [[nodiscard]] std::size_t points_through(position level) const {
        return static_cast<std::size_t>(level + 1) * static_cast<std::size_t>(delta_ + level + 1);
    }

    /// Position in the longer sequence of the furthest point so far on a diagonal; -1 when there is none.
    position& reach(position diagonal) { return reach_[static_cast<std::size_t>(diagonal + levels_ + 1)]; }

    [[nodiscard]] std::size_t bit_of(point at) const {
        return static_cast<std::size_t>(at.level * (delta_ + at.level) + at.diagonal + at.level);
    }

    /// Effects: moves the furthest point of every diagonal of a level, the diagonal of the end last.
    void visit(position level) {
        went_down_.resize(points_through(level));
        for (position diagonal = -level; diagonal < delta_; ++diagonal) visit(point{level, diagonal});
        for (position diagonal = delta_ + level; diagonal > delta_; --diagonal) visit(point{level, diagonal});
        visit(point{level, delta_});
    }

    void visit(point at) {
        const position down = reach(at.diagonal - 1) + 1;
        const position across = reach(at.diagonal + 1);
        went_down_[bit_of(at)] = down > across;
        position y = down > across ? down : across;
        const position first = y;
        while (y != longer_ && y - at.diagonal != shorter_ && same_at(y - at.diagonal, y)) ++y;
        comparisons_ += static_cast<std::size_t>(y - first) + 1;
        reach(at.diagonal) = y;
    }

    [[nodiscard]] bool same_at(position x, position y) const {
        const auto across = static_cast<std::size_t>(x);
        const auto down = static_cast<std::size_t>(y);
        return before_is_longer_ ? same_(before_ + down, after_ + across) : same_(before_ + across, after_ + down);
    }

    /// Returns: the furthest point with the best balance of equal elements and steps, among those that are worth what the
    /// search has cost: at most rate_ comparisons for an element that is done. When no element is equal, or nothing is worth
    /// it, the point on the diagonal of the end: it is the furthest of all in both sequences.
    point most_promising(position level) {
        constexpr position steps_for_a_match = 8;
        point best{level, delta_};
        position best_score = 0;
        bool found = false;
        bool any_match = false;
        for (position diagonal = -level; diagonal <= delta_ + level; ++diagonal) {
            const position done = 2 * reach(diagonal) - diagonal;
            const position steps = steps_to({level, diagonal});
            any_match = any_match || done != steps;
            if (static_cast<std::size_t>(done) * rate_ < comparisons_) continue;
            const position score = (done - steps) / 2 * steps_for_a_match - steps;
            if (found && score <= best_score) continue;
            best = {level, diagonal};
            best_score = score;
            found = true;
        }
        return any_match ? best : point{level, delta_};
    }

    [[nodiscard]] position steps_to(point at) const {
        return 2 * at.level + (at.diagonal <= delta_ ? at.diagonal : 2 * delta_ - at.diagonal);
    }

    /// The furthest point from which one step leads to this one.
    [[nodiscard]] point predecessor(point at) const {
        const bool down = went_down_[bit_of(at)];
        const bool away = down ? at.diagonal > delta_ : at.diagonal < delta_;
        return {at.level - (away ? 1 : 0), at.diagonal + (down ? -1 : 1)};
    }

    /// Effects: walks the path to a furthest point once more and adds the runs on it.
    void accept(point end) {
        std::vector<bool> steps;
        for (point at = end; at.level != 0 || at.diagonal != 0; at = predecessor(at))
            steps.push_back(went_down_[bit_of(at)]);
        position x = 0;
        position y = 0;
        follow_run(x, y);
        for (std::size_t i = steps.size(); i-- != 0;) {
            ++(steps[i] ? y : x);
            follow_run(x, y);
        }
        before_ += static_cast<std::size_t>(before_is_longer_ ? y : x);
        after_ += static_cast<std::size_t>(before_is_longer_ ? x : y);
    }

    void follow_run(position& x, position& y) {
        const position first = y;
        while (x != shorter_ && y != longer_ && same_at(x, y)) {
            ++x;
            ++y;
        }
        const auto length = static_cast<std::size_t>(y - first);
        const std::size_t before = before_ + static_cast<std::size_t>(before_is_longer_ ? y : x);
        const std::size_t after = after_ + static_cast<std::size_t>(before_is_longer_ ? x : y);
        add_run(before - length, after - length, length);
    }

    element_equality same_;
    std::size_t before_ = 0; // the first elements that no path has passed yet, and the ends of what is to be searched
    std::size_t before_end_;
    std::size_t after_ = 0;
    std::size_t after_end_;
    std::size_t limit_;    // points of a search
    std::size_t rate_ = 1; // its square root

    bool before_is_longer_ = false;
    position longer_ = 0;
    position shorter_ = 0;
    position delta_ = 0;
    position levels_ = 0; // the last level that is within the limit
    std::size_t comparisons_ = 0;
    std::vector<position> reach_;
    std::vector<bool> went_down_;
    std::vector<common_run> runs_;
};

} // namespace yore::detail

#endif
