// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SLIDE_RUNS_HPP
#define YORE_DETAIL_SLIDE_RUNS_HPP

#include <yore/detail/common_runs.hpp>
#include <yore/detail/plain_list.hpp>

#include <cstddef>

namespace yore::detail {

/// Slides runs of repeated elements so that removed and inserted elements meet in one gap, where they make a
/// replacement. Between [a, a, a, a] and [a, x, a, y], say, the shortest scripts include two replacements, and also an
/// insertion at one end with a removal at the other; a search that only counts steps cannot tell them apart.
/// Effects: keeps the number of elements in the runs. Costs four comparisons per element at most, mostly one or two per
/// run.
template <class = void> class basic_run_slider {
public:
    basic_run_slider(
        element_equality same, std::size_t before_size, std::size_t after_size, plain_list<common_run>& runs)
        : same_(same), end_{before_size, after_size, 0}, runs_(runs) {}

    void slide() {
        for (std::size_t i = runs_.size(); i-- != 0;) give(runs_[i], surplus_behind(i), surplus_before(i), 1);
        for (std::size_t i = 0; i != runs_.size(); ++i) give(runs_[i], surplus_before(i), surplus_behind(i), -1);
    }

private:
    using difference = std::ptrdiff_t;

    /// Removed less inserted elements between two runs.
    [[nodiscard]] static difference surplus(const common_run& left, const common_run& right) {
        const std::size_t removed = right.before - left.before - left.length;
        const std::size_t inserted = right.after - left.after - left.length;
        return static_cast<difference>(removed) - static_cast<difference>(inserted);
    }

    [[nodiscard]] difference surplus_before(std::size_t i) const {
        return surplus(i == 0 ? common_run{0, 0, 0} : runs_[i - 1], runs_[i]);
    }

    [[nodiscard]] difference surplus_behind(std::size_t i) const {
        return surplus(runs_[i], i + 1 == runs_.size() ? end_ : runs_[i + 1]);
    }

    /// Effects: slides a run so that the gap on one side gives elements to the gap on the other side, if that one lacks
    /// them: all that it can spare, because gaps further on may lack some, too, or else as many as are lacking. The
    /// direction is 1 when the gap behind the run gives, which takes the run further back, and -1 otherwise.
    void give(common_run& run, difference spare, difference other, difference direction) const {
        if (spare == 0 || other == 0 || (spare > 0) == (other > 0)) return;
        if (try_slide(run, spare, direction)) return;
        const bool lacks_fewer = spare > 0 ? -other < spare : other < -spare;
        if (lacks_fewer) (void)try_slide(run, -other, direction);
    }

    /// Effects: slides a run in `before` past removed elements (amount > 0) or in `after` past inserted ones (amount <
    /// 0).
    /// Returns: whether the elements are equal there, too; if not, the run stays.
    bool try_slide(common_run& run, difference amount, difference direction) const {
        common_run slid = run;
        if (amount > 0) slid.before += static_cast<std::size_t>(direction * amount); // modulo 2^n, so it goes both ways
        else slid.after += static_cast<std::size_t>(direction * -amount);
        for (std::size_t i = 0; i != slid.length; ++i)
            if (!same_(slid.before + i, slid.after + i)) return false;
        run = slid;
        return true;
    }

    element_equality same_;
    common_run end_;
    plain_list<common_run>& runs_;
};

using run_slider = basic_run_slider<>; // a template only so that it costs nothing where it is not used

} // namespace yore::detail

#endif
