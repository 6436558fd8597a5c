// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_RANDOM_KEY_HPP
#define YORE_DETAIL_RANDOM_KEY_HPP

#include <yore/detail/siphash.hpp>
#include <yore/error.hpp>

#if __has_include(<sys/random.h>) // much lighter than <random>
#include <sys/random.h>
#else
#include <random>
#endif

namespace yore::detail {

/// 128 random bits from the operating system. Throws: `store_error`.
inline digest random_key() {
    digest key;
#if __has_include(<sys/random.h>)
    if (::getentropy(&key, sizeof key) != 0)
        throw store_error("yore: the operating system gave no random bits for the redaction key", 0);
#else
    std::random_device device;
    auto word = [&] { return std::uint64_t{device()} << 32 | device(); };
    key = {word(), word()};
#endif
    return key;
}

} // namespace yore::detail

#endif
