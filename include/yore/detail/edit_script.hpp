// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_EDIT_SCRIPT_HPP
#define YORE_DETAIL_EDIT_SCRIPT_HPP

#include <yore/detail/common_runs.hpp>
#include <yore/detail/plain_list.hpp>
#include <yore/detail/slide_runs.hpp>
#include <yore/edit.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace yore::detail {

/// Turns the runs that two sequences have in common into the edits between them.
template <class = void> class basic_edit_script_builder {
public:
    basic_edit_script_builder(element_equality same, std::size_t before_size, std::size_t after_size)
        : same_(same), before_size_(before_size), after_size_(after_size) {}

    /// Requires: runs as common_run_search gives them.
    [[nodiscard]] std::vector<edit> build(const plain_list<common_run>& runs, std::size_t move_limit) && {
        for_each_gap(runs, [this](const gap& each) { collect(each); });
        pair_moves(move_limit);
        for_each_gap(runs, [this](const gap& each) { append(each); });
        return std::move(edits_);
    }

private:
    /// What lies between two runs, at one end or the other of it.
    struct gap {
        std::size_t before_begin, before_end;
        std::size_t after_begin, after_end;
    };

    /// An element that is not kept.
    struct loose_element {
        std::size_t index;
        std::size_t counterpart = none; // index of the equal element that it was moved from or to
    };

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    template <class Visitor> void for_each_gap(const plain_list<common_run>& runs, Visitor visit) const {
        std::size_t before = 0;
        std::size_t after = 0;
        for (const common_run& run : runs) {
            visit(gap{before, run.before, after, run.after});
            before = run.before + run.length;
            after = run.after + run.length;
        }
        visit(gap{before, before_size_, after, after_size_});
    }

    void collect(const gap& each) {
        for (std::size_t i = each.before_begin; i != each.before_end; ++i) removed_.push_back({i});
        for (std::size_t i = each.after_begin; i != each.after_end; ++i) inserted_.push_back({i});
    }

    /// Effects: gives inserted elements an equal removed one, within a limit of pairs.
    /// Neighbours are mostly moved together, so each search begins behind the last success and goes round.
    void pair_moves(std::size_t limit) {
        if (removed_.empty()) return;
        std::size_t candidate = 0;
        for (loose_element& to : inserted_) {
            for (std::size_t tries = removed_.size(); tries != 0 && to.counterpart == none; --tries) {
                if (limit-- == 0) return;
                loose_element& from = removed_[candidate];
                if (from.counterpart == none && same_(from.index, to.index)) {
                    from.counterpart = to.index;
                    to.counterpart = from.index;
                }
                candidate = candidate + 1 == removed_.size() ? 0 : candidate + 1;
            }
        }
    }

    /// Effects: appends the edits of a gap; the loose elements are in the order of the gaps.
    void append(const gap& each) {
        const std::size_t removed_end = next_removed_ + (each.before_end - each.before_begin);
        const std::size_t inserted_end = next_inserted_ + (each.after_end - each.after_begin);
        for (; next_inserted_ != inserted_end; ++next_inserted_) {
            const loose_element& to = inserted_[next_inserted_];
            if (to.counterpart != none) {
                edits_.push_back({edit_kind::moved, to.counterpart, to.index});
            } else if (skip_moved(removed_end)) {
                edits_.push_back({edit_kind::replaced, removed_[next_removed_++].index, to.index});
            } else {
                edits_.push_back({edit_kind::inserted, each.before_end, to.index});
            }
        }
        for (; skip_moved(removed_end); ++next_removed_)
            edits_.push_back({edit_kind::removed, removed_[next_removed_].index, each.after_end});
    }

    /// Returns: whether an element that was not moved is left in front of `end`.
    bool skip_moved(std::size_t end) {
        while (next_removed_ != end && removed_[next_removed_].counterpart != none) ++next_removed_;
        return next_removed_ != end;
    }

    element_equality same_;
    std::size_t before_size_;
    std::size_t after_size_;
    plain_list<loose_element> removed_;
    plain_list<loose_element> inserted_;
    std::size_t next_removed_ = 0;
    std::size_t next_inserted_ = 0;
    std::vector<edit> edits_;
};

using edit_script_builder =
    basic_edit_script_builder<>; // a template only so that it costs nothing where it is not used

/// Finds the edit script of two sequences; the limits are parameters so that tests can exceed them with short
/// sequences.
template <class = void>
[[nodiscard]] std::vector<edit> make_edit_script(
    element_equality same, std::size_t before_size, std::size_t after_size, std::size_t limit, std::size_t move_limit) {
    plain_list<common_run> runs = common_run_search{same, before_size, after_size, limit}.find();
    run_slider{same, before_size, after_size, runs}.slide();
    return edit_script_builder{same, before_size, after_size}.build(runs, move_limit);
}

} // namespace yore::detail

#endif
