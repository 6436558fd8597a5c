// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"
#include "generate.hpp"
#include "models.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

/// What the policy leaves out of JSON, set to what comes back.
template <class T> T as_stored(const T& v) {
    T out = yore::detail::clone(v);
    yore::detail::make_storable(out);
    return out;
}

/// Bit for bit, but for the payload of a NaN: the JSON of both is the same text.
template <class T> bool same(const T& a, const T& b) {
    return yore::changed_fields(a, b).empty() && yore::to_json(a).dump() == yore::to_json(b).dump();
}

TEMPLATE_TEST_CASE("a value comes back from its JSON and from its text", "[json]", shelf::machine, shelf::volunteer,
    shelf::ticket, shelf::account, shelf::collection, shelf::exhibit, shelf::numbers, shelf::document) {
    for (std::uint64_t seed = 0; seed != 200; ++seed) {
        generate::random_values random(seed);
        TestType made{};
        generate::fill(made, random);
        const TestType wanted = as_stored(made);

        const json written = yore::to_json(made);
        const std::string text = written.dump();
        INFO(text);
        REQUIRE(same(wanted, yore::from_json<TestType>(written)));
        REQUIRE(same(wanted, yore::from_json<TestType>(text)));
    }
}

TEMPLATE_TEST_CASE(
    "JSON in the order of the fields is the same JSON", "[json]", shelf::machine, shelf::volunteer, shelf::document) {
    for (std::uint64_t seed = 0; seed != 100; ++seed) {
        generate::random_values random(seed);
        TestType made{};
        generate::fill(made, random);
        const ordered_json ordered = yore::to_json<ordered_json>(made);
        REQUIRE(json::parse(ordered.dump()) == yore::to_json(made));
        REQUIRE(same(as_stored(made), yore::from_json<TestType>(ordered)));
    }
}

} // namespace
