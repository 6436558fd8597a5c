// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"
#include "generate.hpp"
#include "models.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>

namespace {

TEMPLATE_TEST_CASE("changes come back from their JSON", "[json]", shelf::machine, shelf::ticket, shelf::collection,
    shelf::exhibit, shelf::document) {
    for (std::uint64_t seed = 0; seed != 100; ++seed) {
        generate::random_values random(seed);
        TestType before{}, after{};
        generate::fill(before, random);
        after = yore::detail::clone(before);
        generate::change_some(after, random);

        const auto changes = yore::diff(before, after);
        const auto read = yore::from_json<yore::changes<TestType>>(yore::to_json(changes).dump());
        REQUIRE(read.fields() == changes.fields());
        REQUIRE(yore::to_json(read).dump() == yore::to_json(changes).dump());
        REQUIRE(yore::apply(read, before));
        REQUIRE(yore::changed_fields(before, after).empty());
    }
}

} // namespace
