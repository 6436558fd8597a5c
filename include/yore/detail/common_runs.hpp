// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_COMMON_RUNS_HPP
#define YORE_DETAIL_COMMON_RUNS_HPP

#include <yore/detail/edit_graph.hpp>
#include <yore/detail/plain_list.hpp>

#include <cstddef>
#include <utility>

namespace yore::detail {

/// Neighbours in `before` that are equal neighbours in `after`.
struct common_run {
    std::size_t before;
    std::size_t after;
    std::size_t length;
};

/// Finds the runs that two sequences have in common, in order, so that few elements lie outside them.
/// When a search has used up its limit, its most promising path is taken and the next search begins where that ends, as
/// xdiff and GNU diff do it. So the time is linear in the sizes, however different the sequences are.
template <class = void> class basic_common_run_search {
public:
    /// Requires: limit >= 4, the number of points that one search may visit.
    basic_common_run_search(element_equality same, std::size_t before_size, std::size_t after_size, std::size_t limit)
        : same_(same), graph_(same, limit), limit_(limit), rest_{0, before_size, 0, after_size} {}

    /// Returns: the runs in order; none is empty, and no two of them are one.
    [[nodiscard]] plain_list<common_run> find() && {
        take_common_prefix(rest_);
        const std::size_t suffix = cut_common_suffix();
        while (may_have_runs()) {
            remainder part = searchable_part();
            const edit_path path = graph_.search(part);
            if (skip_to_anchor(path)) continue;
            follow(path, part);
            rest_.before = part.before;
            rest_.after = part.after;
            take_common_prefix(rest_);
        }
        add_run(rest_.before_end, rest_.after_end, suffix);
        return std::move(runs_);
    }

private:
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

    void take_common_prefix(remainder& rest) {
        const std::size_t first = rest.before;
        while (rest.both_left() && same_(rest.before, rest.after)) {
            ++rest.before;
            ++rest.after;
        }
        const std::size_t length = rest.before - first;
        add_run(first, rest.after - length, length);
    }

    std::size_t cut_common_suffix() {
        const std::size_t end = rest_.before_end;
        while (rest_.both_left() && same_(rest_.before_end - 1, rest_.after_end - 1)) {
            --rest_.before_end;
            --rest_.after_end;
        }
        return end - rest_.before_end;
    }

    /// The first elements that are left are different, so one against one needs no search.
    [[nodiscard]] bool may_have_runs() const {
        return rest_.both_left() && rest_.before_left() + rest_.after_left() != 2;
    }

    /// The rest, with so much of the longer side that at least the first level of the search is within the limit.
    [[nodiscard]] remainder searchable_part() const {
        remainder part = rest_;
        if (part.before_left() > part.after_left() && part.before_left() - part.after_left() >= limit_)
            part.before_end = part.before + part.after_left() + limit_ - 1;
        if (part.after_left() > part.before_left() && part.after_left() - part.before_left() >= limit_)
            part.after_end = part.after + part.before_left() + limit_ - 1;
        return part;
    }

    void follow(const edit_path& path, remainder& part) {
        for (std::size_t i = path.steps.size(); i-- != 0;) {
            ++(path.steps[i] ? part.after : part.before);
            take_common_prefix(part);
        }
    }

    /// A pair of equal elements, counted from the first ones left, and what following its diagonal is worth.
    struct anchor {
        std::size_t before = 0;
        std::size_t after = 0;
        std::ptrdiff_t gain = 0;
    };

    /// Effects: when a path replaces more than it keeps, looks for the next few elements in the whole other sequence
    /// and continues where one of them begins a long run. That finds a block that was moved further than the search can
    /// reach. It may cost as many comparisons as the search did.
    bool skip_to_anchor(const edit_path& path) {
        constexpr std::size_t samples = 4;
        if (path.complete || 2 * path.matches >= path.steps.size()) return false;
        std::size_t budget = path.comparisons;
        anchor best;
        for (std::size_t i = 0; i != samples; ++i) {
            if (i >= rest_.before_left() || i >= rest_.after_left()) break;
            for (std::size_t j = i; j < rest_.after_left() && budget != 0; ++j) try_anchor(i, j, budget, best);
            for (std::size_t j = i + 1; j < rest_.before_left() && budget != 0; ++j) try_anchor(j, i, budget, best);
        }
        if (best.gain < static_cast<std::ptrdiff_t>(floor_sqrt(limit_))) return false;
        rest_.before += best.before;
        rest_.after += best.after;
        take_common_prefix(rest_);
        return true;
    }

    void try_anchor(std::size_t before, std::size_t after, std::size_t& budget, anchor& best) {
        --budget;
        if (!same_(rest_.before + before, rest_.after + after)) return;
        const auto skipped = static_cast<std::ptrdiff_t>(before + after);
        const std::ptrdiff_t gain = run_value(rest_.before + before, rest_.after + after, budget) - skipped;
        if (gain > best.gain) best = {before, after, gain};
    }

    /// Returns: the number of equal pairs along a diagonal, less a penalty for the different ones, up to where those
    /// prevail.
    std::ptrdiff_t run_value(std::size_t before, std::size_t after, std::size_t& budget) const {
        constexpr std::ptrdiff_t penalty = 4;
        constexpr std::ptrdiff_t patience = 32;
        std::ptrdiff_t value = 0;
        std::ptrdiff_t best = 0;
        for (; before != rest_.before_end && after != rest_.after_end && budget != 0; ++before, ++after, --budget) {
            value += same_(before, after) ? 1 : -penalty;
            if (value > best) best = value;
            if (value < best - patience) break;
        }
        return best;
    }

    element_equality same_;
    edit_graph graph_;
    std::size_t limit_;
    remainder rest_;
    plain_list<common_run> runs_;
};

using common_run_search = basic_common_run_search<>; // a template only so that it costs nothing where it is not used

} // namespace yore::detail

#endif
