// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SQLITE_SLOTS_HPP
#define YORE_DETAIL_SQLITE_SLOTS_HPP

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace yore::detail::sqlite {

/// Some values by number. Each number has one slot, which it takes from the number that was there: what is used again
/// stays for as long as nobody else wants its slot.
/// Complexity: constant, but for the first value.
template <class V> class slots {
public:
    explicit slots(std::size_t count) : count_(count) {}

    /// Returns: null where it is not there.
    [[nodiscard]] const V* find(std::uint64_t number) const {
        if (all_.empty()) return nullptr;
        const slot& at = all_[number % count_];
        return at.number == number && at.round == round_ ? &at.value : nullptr;
    }
    /// Returns: what was in the slot.
    V put(std::uint64_t number, V value) {
        if (count_ == 0) return {};
        if (all_.empty()) all_.resize(count_);
        slot& at = all_[number % count_];
        at.number = number;
        at.round = round_;
        return std::exchange(at.value, std::move(value));
    }
    void erase(std::uint64_t number) noexcept {
        if (find(number) != nullptr) all_[number % count_] = {};
    }
    void clear() noexcept { ++round_; }

private:
    struct slot {
        std::uint64_t number = 0, round = 0;
        V value{};
    };
    const std::size_t count_;
    std::vector<slot> all_;
    std::uint64_t round_ = 1;
};

} // namespace yore::detail::sqlite

#endif
