// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SIPHASH_HPP
#define YORE_DETAIL_SIPHASH_HPP

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace yore::detail {

/// 128 bits: a key or a hash. The byte form of the reference is `low`, then `high`, each with its least byte first.
struct digest {
    std::uint64_t low = 0;
    std::uint64_t high = 0;

    friend constexpr bool operator==(const digest&, const digest&) = default;
};

/// The eight bytes at `text`, least byte first; compilers make one load of it.
[[nodiscard]] constexpr std::uint64_t little_endian_word(const char* text, std::size_t size = 8) noexcept {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i != size; ++i) word |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
    return word;
}

/// State of SipHash-2-4: two rounds for each word of the message, four at the end.
/// Source: Aumasson and Bernstein 2012, "SipHash: a fast short-input PRF", section 2; 128 bits as in their reference
/// code.
class siphash_state {
public:
    constexpr explicit siphash_state(const digest& key) noexcept
        : v0_(key.low ^ 0x736f6d6570736575U),
          v1_(key.high ^ 0x646f72616e646f6dU ^ 0xeeU), // 0xee: for 128 bits
          v2_(key.low ^ 0x6c7967656e657261U),
          v3_(key.high ^ 0x7465646279746573U) {}

    /// Effects: takes the whole message in; its size is part of the last word.
    constexpr void absorb(std::string_view bytes) noexcept {
        const char* text = bytes.data();
        std::size_t left = bytes.size();
        for (; left >= 8; left -= 8, text += 8) absorb_word(little_endian_word(text));
        absorb_word(little_endian_word(text, left) | (std::uint64_t{bytes.size()} << 56U));
    }

    [[nodiscard]] constexpr digest finish() noexcept {
        v2_ ^= 0xeeU;
        const std::uint64_t low = squeeze();
        v1_ ^= 0xddU;
        return {low, squeeze()};
    }

private:
    constexpr void round() noexcept {
        v0_ += v1_;
        v1_ = std::rotl(v1_, 13) ^ v0_;
        v0_ = std::rotl(v0_, 32);
        v2_ += v3_;
        v3_ = std::rotl(v3_, 16) ^ v2_;
        v0_ += v3_;
        v3_ = std::rotl(v3_, 21) ^ v0_;
        v2_ += v1_;
        v1_ = std::rotl(v1_, 17) ^ v2_;
        v2_ = std::rotl(v2_, 32);
    }

    constexpr void absorb_word(std::uint64_t word) noexcept {
        v3_ ^= word;
        round();
        round();
        v0_ ^= word;
    }

    constexpr std::uint64_t squeeze() noexcept {
        for (int i = 0; i != 4; ++i) round();
        return v0_ ^ v1_ ^ v2_ ^ v3_;
    }

    std::uint64_t v0_, v1_, v2_, v3_;
};

/// The 128-bit SipHash-2-4 of a text.
[[nodiscard]] constexpr digest siphash128(const digest& key, std::string_view bytes) noexcept {
    siphash_state state{key};
    state.absorb(bytes);
    return state.finish();
}

} // namespace yore::detail

#endif
