// SPDX-License-Identifier: BSL-1.0
/// What only the store in memory has; all that it shares with others is in contract/.
#include "catch.hpp"

#include <yore/detail/memory/store_core.hpp>
#include <yore/store/memory.hpp>
#include <yore/yore.hpp>

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace memory_store {

struct Volunteer {
    std::int64_t id{};
    std::string password{};

    using audit_policy = yore::policy<yore::redact<&Volunteer::password>>;
};

/// The bytes of an object.
template <class T> std::string_view bytes_of(const T& object) {
    return {reinterpret_cast<const char*>(&object), sizeof object};
}
/// The bytes of what a store keeps behind its last member, a pointer.
std::string_view bytes_behind(const yore::memory::store& s) {
    const char* behind = nullptr;
    std::memcpy(&behind, bytes_of(s).end() - sizeof behind, sizeof behind);
    return {behind, sizeof(yore::detail::memory::store_core)};
}

TEST_CASE("the key of redacted values is the one from outside, else a random one") {
    const yore::redaction_key key{.low = 0x0f3a9c51d27be684, .high = 0xb81e64d0753f2ac9}, none{};
    const yore::memory::store with{{.redaction_key = key}}, with_another{{.redaction_key = none}}, random;
    CHECK(bytes_behind(with).find(bytes_of(key)) != std::string_view::npos);
    CHECK(bytes_behind(with_another).find(bytes_of(key)) == std::string_view::npos);
    CHECK(bytes_behind(random).find(bytes_of(key)) == std::string_view::npos);
}

TEST_CASE("with a key from outside redacted values are known again, and hidden") {
    for (const yore::redaction_key key : {yore::redaction_key{}, yore::redaction_key{1, 2}}) {
        yore::memory::store db{{.redaction_key = key}};
        yore::history<Volunteer> all{db};
        CHECK(all.record(Volunteer{1, "secret"}).recorded());
        CHECK_FALSE(all.record(Volunteer{1, "secret"}).recorded());
        CHECK(all.record(Volunteer{1, "changed"}).changed == yore::fields<&Volunteer::password>);
        CHECK(all.latest(1)->password == "[REDACTED]");
    }
}

} // namespace memory_store
