// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"
#include "models.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace {

using shelf::address;

TEST_CASE("text that is not JSON is refused with its line and byte", "[json]") {
    CHECK_THROWS_WITH(yore::from_json<address>(""),
        Catch::Matchers::StartsWith("yore: JSON of address at \"\": expected JSON, found line 1, byte 1: "));
    CHECK_THROWS_WITH(yore::from_json<address>("{\n  \"street\": \"a\",\n  \"number\": 4,\n}"),
        Catch::Matchers::StartsWith("yore: JSON of address at \"\": expected JSON, found line 4, byte 35: "));
    CHECK_THROWS_WITH(yore::from_json<address>("{\"street\": \"a\"} x"),
        Catch::Matchers::StartsWith("yore: JSON of address at \"\": expected JSON, found line 1, byte 17: "));
    CHECK_THROWS_WITH(yore::from_json<address>("{\"street\": nul}"),
        Catch::Matchers::StartsWith("yore: JSON of address at \"/street\": expected JSON, found line 1, byte 15: "));
    CHECK_THROWS_WITH(yore::from_json<address>("{\"street\": 'a'}"),
        Catch::Matchers::StartsWith("yore: JSON of address at \"/street\""));
    CHECK_THROWS_AS(yore::from_json<address>("{\"street\": \"a\""), yore::json_error);
}

TEST_CASE("a number that no double holds is refused with its place", "[json]") {
    CHECK_THROWS_WITH(yore::from_json<address>("{\"street\": \"a\",\n\"number\": [1, 1e999]}"),
        "yore: JSON of address at \"/number/1\": expected JSON, found line 2, byte 35: a number that is too large");
}

TEST_CASE("text that is not UTF-8 is refused with its line and byte, and without the text", "[json]") {
    CHECK_THROWS_WITH(yore::from_json<address>("{\"street\": \"secret\xFF\"}"),
        "yore: JSON of address at \"/street\": expected JSON, found line 1, byte 19: invalid string: ill-formed UTF-8 "
        "byte");
}

TEST_CASE("a member that stands twice is refused with its path", "[json]") {
    CHECK_THROWS_WITH(yore::from_json<address>(R"({"street": "a", "number": 1, "street": "b"})"),
        "yore: JSON of address at \"/street\": expected each member once, found \"street\" again");
    CHECK_THROWS_WITH(yore::from_json<address>(R"({"street": "a", "more": [1, {"b": {}, "c": 1, "b": 2}]})"),
        "yore: JSON of address at \"/more/1/b\": expected each member once, found \"b\" again");
    CHECK(yore::from_json<address>(R"({"street": "a", "more": [{"b": 1}, {"b": 1}]})").street == "a");
}

TEST_CASE("text nested too deep is refused", "[json]") {
    const std::string deep = R"({"street": "a", "x": )" + std::string(100'000, '[') + std::string(100'000, ']') + "}";
    CHECK_THROWS_WITH(yore::from_json<address>(deep),
        Catch::Matchers::EndsWith("expected values nested at most 500 deep, found one that is deeper"));
    CHECK_NOTHROW(
        yore::from_json<address>(R"({"street": "a", "x": )" + std::string(499, '[') + std::string(499, ']') + "}"));
}

TEST_CASE("text is read as nlohmann reads it", "[json]") {
    const std::string text =
        R"({"id": -5, "body": {"a": [1, -2, 3.5, true, null, "x\u00e9\ud83d\ude00", {}, [], [[]]], "": {"b": 18446744073709551615}}})";
    CHECK(yore::from_json<shelf::document>(text, {.missing_members = yore::missing_members::keep_default}).body ==
          nlohmann::json::parse(text)["body"]);
    CHECK(yore::from_json<int>(" 5 ") == 5);
    CHECK(yore::from_json<std::string>(R"("x")") == "x");
    CHECK(yore::from_json<std::vector<int>>("\xEF\xBB\xBF[1,2]") == std::vector<int>{1, 2});
}

} // namespace
