// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_ATOMIC_WORD_HPP
#define YORE_DETAIL_ATOMIC_WORD_HPP

#include <cstddef>

#if !defined(__GNUC__)
#include <atomic>
#endif

namespace yore::detail {

/// A word that threads share: a count, or a pointer. With the compiler's own functions where they are known, since
/// <atomic> costs 5,000 preprocessed lines, most of them for waiting.
template <class Word> class atomic_word {
public:
    constexpr atomic_word() = default;
    constexpr explicit atomic_word(Word w) : word_(w) {}
    atomic_word(const atomic_word&) = delete;
    atomic_word& operator=(const atomic_word&) = delete;

#if defined(__GNUC__)
    [[nodiscard]] Word load() const noexcept { return __atomic_load_n(&word_, __ATOMIC_RELAXED); }
    void store(Word w) noexcept { __atomic_store_n(&word_, w, __ATOMIC_RELAXED); }
    void increment() noexcept { __atomic_add_fetch(&word_, 1, __ATOMIC_RELAXED); }
    /// Returns: true for the last one, who sees all that the others did before.
    [[nodiscard]] bool decrement() noexcept { return __atomic_sub_fetch(&word_, 1, __ATOMIC_ACQ_REL) == 0; }

private:
    Word word_{};
#else
    [[nodiscard]] Word load() const noexcept { return word_.load(std::memory_order_relaxed); }
    void store(Word w) noexcept { word_.store(w, std::memory_order_relaxed); }
    void increment() noexcept { word_.fetch_add(1, std::memory_order_relaxed); }
    [[nodiscard]] bool decrement() noexcept { return word_.fetch_sub(1, std::memory_order_acq_rel) == 1; }

private:
    std::atomic<Word> word_{};
#endif
};

} // namespace yore::detail

#endif
