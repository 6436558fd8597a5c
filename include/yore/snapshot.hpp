// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_SNAPSHOT_HPP
#define YORE_SNAPSHOT_HPP

#include <yore/diff.hpp>
#include <yore/policy.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace yore {

/// All live entities of a model at one instant, each once, ordered by key. It owns its states.
template <class T, class Engine = detail::engine_tag<T>> class snapshot {
public:
    using value_type = T;
    using const_iterator = const T*;
    using iterator = const_iterator;

    snapshot() = default;
    explicit snapshot(std::vector<T> ordered) : states_(std::move(ordered)) {}

    [[nodiscard]] const T* begin() const noexcept { return states_.data(); }
    [[nodiscard]] const T* end() const noexcept { return states_.data() + states_.size(); }
    [[nodiscard]] std::size_t size() const noexcept { return states_.size(); }
    [[nodiscard]] bool empty() const noexcept { return states_.empty(); }
    [[nodiscard]] const T& operator[](std::size_t i) const noexcept { return states_[i]; }

    /// The entity with this key; null when it did not live then. Complexity: logarithmic.
    [[nodiscard]] const T* find(const key_of<T>& key) const {
        const T *first = begin(), *last = end();
        while (first != last) {
            const T* middle = first + (last - first) / 2;
            if (detail::key_from(*middle) < key) first = middle + 1;
            else last = middle;
        }
        return first != end() && !(key < detail::key_from(*first)) ? first : nullptr;
    }

private:
    std::vector<T> states_;
};

/// What became of one entity between two instants.
template <class T, class Engine = detail::engine_tag<T>> struct entity_change {
    T before;
    T after;
    yore::changes<T> changes;
};

/// What differs between two snapshots; each part ordered by key.
template <class T, class Engine = detail::engine_tag<T>> struct snapshot_diff {
    std::vector<T> created;                ///< as they are at the later instant
    std::vector<T> deleted;                ///< as they were at the earlier instant
    std::vector<entity_change<T>> changed; ///< alive at both, and different

    [[nodiscard]] bool empty() const noexcept { return created.empty() && deleted.empty() && changed.empty(); }
};

} // namespace yore

#endif
