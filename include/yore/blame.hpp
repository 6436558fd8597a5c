// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BLAME_HPP
#define YORE_BLAME_HPP

#include <yore/commit.hpp>
#include <yore/field_set.hpp>

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

namespace yore {

/// The newest version that changed a field.
struct blame_entry {
    version_number number = 0; ///< 0: the field is not recorded (ignored, or one of the audit fields)
    yore::commit commit{};
    bool or_earlier = false; ///< that part of the past is pruned: this version or an earlier one
};

/// Who last changed each field of one entity.
template <class T, class Engine = detail::engine_tag<T>> class blame {
public:
    explicit blame(std::vector<blame_entry> by_field) : by_field_(std::move(by_field)) {}

    /// Of one field.
    template <auto Member> [[nodiscard]] const blame_entry& of() const& { return by_field_[field_index<Member, T>]; }
    template <auto Member> [[nodiscard]] blame_entry of() && { return std::move(by_field_[field_index<Member, T>]); }
    [[nodiscard]] const blame_entry& of(const field& f) const { return by_field_[f.index]; }

    /// Calls `f(field, entry)` for every field that is recorded, in order.
    template <class F> void for_each(F&& f) const {
        for (std::size_t i = 0; i != by_field_.size(); ++i)
            if (by_field_[i].number != 0) f(detail::field_at<T>(i), by_field_[i]);
    }

private:
    std::vector<blame_entry> by_field_;
};

} // namespace yore

#endif
