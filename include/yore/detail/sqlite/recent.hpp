// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SQLITE_RECENT_HPP
#define YORE_DETAIL_SQLITE_RECENT_HPP

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace yore::detail::sqlite {

/// Values by number, of which those stay that were used lately: the last `count` at least, twice as many at most.
/// Complexity: constant on average; every so many new ones the oldest half goes at once.
template <class V> class recent {
public:
    using generation = std::unordered_map<std::uint64_t, V>;

    explicit recent(std::size_t count) : count_(count) {}

    /// Returns: null where it is not there any more.
    [[nodiscard]] const V* find(std::uint64_t number) {
        if (const auto found = young_.find(number); found != young_.end()) return &found->second;
        const auto found = old_.find(number);
        if (found == old_.end()) return nullptr;
        V value = std::move(found->second);
        old_.erase(found);
        return &young_.insert_or_assign(number, std::move(value)).first->second;
    }
    /// Returns: what had to go.
    generation put(std::uint64_t number, V value) {
        if (count_ == 0) return {};
        generation gone;
        if (young_.size() >= count_ && young_.count(number) == 0) {
            gone.swap(old_);
            old_.swap(young_);
        }
        young_.insert_or_assign(number, std::move(value));
        return gone;
    }
    void erase(std::uint64_t number) noexcept {
        young_.erase(number);
        old_.erase(number);
    }
    void clear() noexcept {
        young_.clear();
        old_.clear();
    }

private:
    const std::size_t count_;
    generation young_, old_;
};

} // namespace yore::detail::sqlite

#endif
