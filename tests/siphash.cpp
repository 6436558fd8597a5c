// SPDX-License-Identifier: BSL-1.0
#include <yore/detail/siphash.hpp>

#include "catch.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using yore::detail::digest;
using yore::detail::siphash128;

// The vectors of the reference implementation (github.com/veorq/SipHash, vectors.h): the key is the bytes 0, 1 … 15,
// and entry n is the hash of the bytes 0, 1 … n - 1. Each is written as numbers here, least byte last.
constexpr digest key{0x0706050403020100U, 0x0f0e0d0c0b0a0908U};

constexpr digest digests[64] = {
    {0xe6a825ba047f81a3U, 0x930255c71472f66dU},
    {0x44af996bd8c187daU, 0x45fc229b11597634U},
    {0xc75da4a48d227781U, 0xe4ff0af6de8ba3fcU},
    {0x4ea967520cb6709cU, 0x51ed8529b0b6335fU},
    {0xaf8f9c2dc16481f8U, 0x7955cd7b7c6e0f7dU},
    {0x886f778059876813U, 0x27960e69077a5254U},
    {0x1386208b33caee14U, 0x5ea1d78f30a05e48U},
    {0x53c1dbd8beebf1a1U, 0x3982f01fa64ab8c0U},
    {0x61f55862baa9623bU, 0xb49714f364e2830fU},
    {0xabbad90a06994426U, 0xed716dbb028b7fc4U},
    {0x56691478c30d1100U, 0xbafbd0f3d34754c9U},
    {0x77666b3868c55101U, 0x18dce5816fdcb4a2U},
    {0x58f35e9066b226d6U, 0x25c13285f64d6382U},
    {0x108bc0e947e26998U, 0xf752b9c44f9329d0U},
    {0x9cded766aceffc31U, 0x024949e45f48c77eU},
    {0x11a8b03399e99354U, 0xd9c3cf970fec087eU},
    {0xbb54b067caa4e26eU, 0x77052385bf1533fdU},
    {0x98b88d73e8063d47U, 0x4077e47ac466c054U},
    {0x8548bf23e4e526a4U, 0x23f7aefe81a44d29U},
    {0xb0fa65cf31770178U, 0xb12e51528920d574U},
    {0x7390223f83fc259eU, 0xeb3938e8a544933eU},
    {0x215a52be5a498e56U, 0x121d073ecd14228aU},
    {0x9a6bd15245b5294aU, 0xae0aff8e52109c46U},
    {0xe0f5a9d5dd84d1c9U, 0x1c69bf9a9ae28ccfU},
    {0xd850bd78ae79b42dU, 0xad32618a178a2a88U},
    {0x7b445e2d045fce8eU, 0x6f8f8dcbeab95150U},
    {0xe807c3b3b4530b9cU, 0x661f147886e0ae7eU},
    {0xe4eaa669af48f2abU, 0x94eb9e122febd3bfU},
    {0x884b576816da6406U, 0xf4ae587302f335b9U},
    {0xe97d33bfc49d4baaU, 0xb76a7c463cfdd40cU},
    {0xde6baf1f477f5ceaU, 0x87226d68d4d71a2bU},
    {0xfcfa233218b03929U, 0x353dc4524fde2317U},
    {0x3efcea5eca56397cU, 0x68eb4665559d3e36U},
    {0x321cf0467107c677U, 0xcfffa94e5f9db6b6U},
    {0xdf7e84b86c98a637U, 0xde549b30f1f02509U},
    {0xf9a8a99de6f005a7U, 0xc88c3c922e1a2407U},
    {0x4648c4291f7dc43dU, 0x11674f90ed769e1eU},
    {0x1a0efce601bf620dU, 0x2b69d3c551473c0dU},
    {0x9e667cca8b46038cU, 0xb5e7be4b085efde4U},
    {0x9c2caf3bb95b8a52U, 0xd92bd2d0e5cc7344U},
    {0xad5dc9951e306adfU, 0xd83b91c6c80cae97U},
    {0x397f852c90891180U, 0xdbb6705e289135e7U},
    {0xbb31c2c96a3417e6U, 0x5b0ccacc34ae5036U},
    {0xaa21b7ef3734d927U, 0x89df5aecdc211840U},
    {0x785e9ced9d7d2389U, 0x4273cc66b1c9b1d8U},
    {0x657d5ebf91806d4aU, 0x4cb150a294fa8911U},
    {0x89aee75560f9330eU, 0x022949cf3d0efc3fU},
    {0xd1190b722b431ce6U, 0x1b1563dc4bd8c88eU},
    {0xcf82f749f5aee5f7U, 0x169b2608a6559037U},
    {0x4fa5b7d00f038d43U, 0x03641a20adf237a8U},
    {0xe304bf4feed390a5U, 0x3f4286f2270d7e24U},
    {0xc493fe72a1c1e25fU, 0x38f5f9ae7cd35cb1U},
    {0x6eb306bd5c32972cU, 0x7c013a8bd03d13b2U},
    {0x94ca6b7a2214c892U, 0x9ed32a009f65f09fU},
    {0x8c32d80b1150e8dcU, 0x871d91d64108d5fbU},
    {0x1279dac78449f167U, 0xda832592b52be348U},
    {0xe94ed572cff23819U, 0x362a1da96f16947eU},
    {0xfe49ed46961e4874U, 0x8e6904163024620fU},
    {0xd8d6a998dea5fc57U, 0x1d8a3d58d0386400U},
    {0xbe1cdcef1cdeec9fU, 0x595357d9743676d4U},
    {0x53f128eb000c04e3U, 0x40e772d8cb73ca66U},
    {0xfe1d836a9a009776U, 0x7a0f6793591ca9ccU},
    {0xa067f52123545358U, 0xbd5947f0a447d505U},
    {0x4a83502f77d15051U, 0x7cbd3f979a063e50U},
};

struct message {
    char bytes[64]{};

    constexpr message() {
        for (int i = 0; i != 64; ++i) bytes[i] = static_cast<char>(i);
    }
    constexpr std::string_view first(std::size_t size) const { return {bytes, size}; }
};

constexpr message reference;

constexpr bool digests_agree() {
    for (std::size_t n = 0; n != 64; ++n)
        if (siphash128(key, reference.first(n)) != digests[n]) return false;
    return true;
}

static_assert(digests_agree());

} // namespace

TEST_CASE("the 128-bit hash gives the vectors of the reference implementation", "[siphash]") {
    const std::string bytes{reference.first(64)};
    for (std::size_t n = 0; n != 64; ++n) {
        INFO("message of " << n << " bytes");
        const digest hash = siphash128(key, std::string_view{bytes}.substr(0, n));
        CHECK(hash.low == digests[n].low);
        CHECK(hash.high == digests[n].high);
    }
}

TEST_CASE("bytes above 127 are hashed as unsigned", "[siphash]") {
    // A sign that leaked out of one byte would flood the seven above it.
    const std::string_view high{"\xff\x01\x02\x03\x04\x05\x06\x07", 8};
    const std::string_view flooded{"\xff\xff\xff\xff\xff\xff\xff\xff", 8};
    CHECK(yore::detail::little_endian_word(high.data()) == 0x07060504030201ffU);
    CHECK(siphash128(key, high) != siphash128(key, flooded));
}

TEST_CASE("each half of the key and each zero byte at the end change the hash", "[siphash]") {
    const digest hash = siphash128(key, "yore");
    CHECK(hash == siphash128(key, "yore"));
    CHECK(hash != siphash128({key.low ^ 1U, key.high}, "yore"));
    CHECK(hash != siphash128({key.low, key.high ^ 1U}, "yore"));
    CHECK(hash != siphash128(key, std::string_view{"yore\0", 5}));
}
