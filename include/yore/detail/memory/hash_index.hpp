// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MEMORY_HASH_INDEX_HPP
#define YORE_DETAIL_MEMORY_HASH_INDEX_HPP

#include <yore/detail/plain_list.hpp>

#include <cstddef>
#include <cstdint>

namespace yore::detail::memory {

inline constexpr std::uint32_t no_number = 0xffffffffU;

/// Finalizer of MurmurHash3 (Appleby): spreads every bit over all.
constexpr std::uint64_t mixed(std::uint64_t h) {
    h = (h ^ h >> 33) * 0xff51afd7ed558ccdULL;
    h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53ULL;
    return h ^ h >> 33;
}

/// Numbers by hash: open addressing with linear probing, at most 3/4 full. What a number stands for, and whether it is
/// the wanted one, the caller knows; so one index serves keys of every type without an instantiation of its own.
template <class = void> class basic_hash_index {
public:
    /// The number for which `same(number)` holds among those with this hash, or `no_number`.
    template <class Same> [[nodiscard]] std::uint32_t find(std::uint64_t hash, Same&& same) const {
        if (slots_.empty()) return no_number;
        const auto tag = static_cast<std::uint32_t>(hash >> 32);
        for (std::size_t i = static_cast<std::size_t>(hash) & mask();; i = (i + 1) & mask()) {
            if (slots_[i].number == no_number) return no_number;
            if (slots_[i].tag == tag && same(slots_[i].number)) return slots_[i].number;
        }
    }

    /// Makes room for one more; `hash_of(number)` gives the hash of any number in it.
    template <class HashOf> void reserve_one(HashOf&& hash_of) {
        if ((size_ + 1) * 4 <= slots_.size() * 3) return;
        plain_list<slot> old(slots_.empty() ? 8 : slots_.size() * 2);
        old.swap(slots_);
        for (slot s : old)
            if (s.number != no_number) place(hash_of(s.number), s.number);
    }
    /// Requires: room for it.
    void insert(std::uint64_t hash, std::uint32_t number) noexcept {
        place(hash, number);
        ++size_;
    }

    [[nodiscard]] std::size_t bytes() const { return slots_.capacity() * sizeof(slot); }

private:
    struct slot {
        std::uint32_t number = no_number;
        std::uint32_t tag = 0;
    };
    [[nodiscard]] std::size_t mask() const { return slots_.size() - 1; }
    void place(std::uint64_t hash, std::uint32_t number) noexcept {
        std::size_t i = static_cast<std::size_t>(hash) & mask();
        while (slots_[i].number != no_number) i = (i + 1) & mask();
        slots_[i] = {number, static_cast<std::uint32_t>(hash >> 32)};
    }

    plain_list<slot> slots_; // a power of two
    std::size_t size_ = 0;
};

using hash_index = basic_hash_index<>;

} // namespace yore::detail::memory

#endif
