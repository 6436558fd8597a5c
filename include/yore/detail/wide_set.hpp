// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_WIDE_SET_HPP
#define YORE_DETAIL_WIDE_SET_HPP

#include <yore/config.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace yore::detail {

/// The words of a set of small numbers. The sets of all models share it, so that another one costs the compiler less.
template <std::size_t Words> struct set_words {
    std::array<std::uint64_t, Words> words{};

    [[nodiscard]] constexpr bool contains(std::size_t i) const { return (words[i / 64] >> i % 64 & 1) != 0; }
    [[nodiscard]] constexpr bool empty() const {
        std::uint64_t any = 0;
        for (std::uint64_t w : words) any |= w;
        return any == 0;
    }
    [[nodiscard]] constexpr std::size_t size() const {
        std::size_t n = 0;
        for (std::uint64_t w : words) n += static_cast<std::size_t>(std::popcount(w));
        return n;
    }
    constexpr void insert(std::size_t i) { words[i / 64] |= std::uint64_t{1} << i % 64; }
    constexpr void erase(std::size_t i) { words[i / 64] &= ~(std::uint64_t{1} << i % 64); }
    constexpr void insert_first(std::size_t n) {
        for (std::size_t i = 0; i != n; ++i) insert(i);
    }
};

/// As many words as both have.
template <std::size_t N, std::size_t M> constexpr void copy_words(const set_words<N>& from, set_words<M>& to) {
    for (std::size_t i = 0; i != (N < M ? N : M); ++i) to.words[i] = from.words[i];
}

template <std::size_t N> constexpr void insert_all(set_words<N>& to, const set_words<N>& from) {
    for (std::size_t i = 0; i != N; ++i) to.words[i] |= from.words[i];
}
template <std::size_t N> constexpr bool overlap(const set_words<N>& a, const set_words<N>& b) {
    std::uint64_t both = 0;
    for (std::size_t i = 0; i != N; ++i) both |= a.words[i] & b.words[i];
    return both != 0;
}

/// How many words the fields of a model take.
constexpr std::size_t set_width(std::size_t fields) { return fields == 0 ? 1 : (fields + 63) / 64; }

/// A set of small numbers in so many words.
template <std::size_t Words> struct bit_set : set_words<Words> {
    using set_words<Words>::words;

    friend constexpr bool operator==(const bit_set& a, const bit_set& b) { return a.words == b.words; }
    friend constexpr bit_set operator|(bit_set a, const bit_set& b) { return a |= b; }
    friend constexpr bit_set operator&(bit_set a, const bit_set& b) {
        for (std::size_t i = 0; i != Words; ++i) a.words[i] &= b.words[i];
        return a;
    }
    friend constexpr bit_set operator-(bit_set a, const bit_set& b) {
        for (std::size_t i = 0; i != Words; ++i) a.words[i] &= ~b.words[i];
        return a;
    }
    constexpr bit_set& operator|=(const bit_set& b) {
        for (std::size_t i = 0; i != Words; ++i) words[i] |= b.words[i];
        return *this;
    }
    /// Calls `f(number)` for each in order.
    template <class F> constexpr void each(F&& f) const {
        for (std::size_t w = 0; w != Words; ++w)
            for (std::uint64_t left = words[w]; left != 0; left &= left - 1)
                f(w * 64 + static_cast<std::size_t>(std::countr_zero(left)));
    }

    /// The same set in more words, or in fewer where the numbers allow it.
    template <class Other> [[nodiscard]] constexpr Other resized() const {
        Other out;
        copy_words(*this, out);
        return out;
    }
};

/// Fields and columns of any model: its fields, and up to four more for the parts of an `AuditFields` member.
using wide_set = bit_set<(YORE_MAX_FIELDS + 4 + 63) / 64>;

/// How many words the columns of a model take: one where that is enough, else as many as any has.
template <std::size_t Words> struct width {};
constexpr std::size_t table_width(std::size_t columns) {
    return columns <= 64 ? 1 : sizeof(wide_set) / sizeof(std::uint64_t);
}

} // namespace yore::detail

#endif
