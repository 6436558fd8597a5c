// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"
#include "generate.hpp"
#include "models.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

bool equal(const json& a, const json& b) { return yore::value_traits<json>::equal(a, b); }
bool equal(const char* a, const char* b) { return equal(json::parse(a), json::parse(b)); }
std::string text(const json& j) { return yore::value_traits<json>::to_text(j); }

static_assert(yore::detail::kind_of<json> == yore::detail::kind::custom);
static_assert(yore::detail::kind_of<ordered_json> == yore::detail::kind::custom);

TEST_CASE("JSON values compare by meaning", "[json]") {
    CHECK(equal(R"({"a":1,"b":[1,2]})", R"({"b":[1,2],"a":1})"));
    CHECK_FALSE(equal("[1,2]", "[2,1]"));
    CHECK(equal("1", "1.0"));
    CHECK(equal("-0.0", "0"));
    CHECK_FALSE(equal("null", "0"));
    CHECK_FALSE(equal("null", "{}"));
    CHECK_FALSE(equal(R"("")", "null"));
    CHECK_FALSE(equal(R"("1")", "1"));
    CHECK_FALSE(equal("true", "1"));
    CHECK_FALSE(equal(R"({"a":null})", "{}"));
    CHECK(equal(std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()));
}

TEST_CASE("JSON numbers compare exactly beyond what a double holds", "[json]") {
    CHECK_FALSE(equal("9007199254740992", "9007199254740993"));
    CHECK_FALSE(equal("9007199254740993", "9007199254740992.0"));
    CHECK(equal("9007199254740992", "9007199254740992.0"));
    CHECK_FALSE(equal("18446744073709551615", "18446744073709551616"));
    CHECK_FALSE(equal("18446744073709551615", "-1"));
    CHECK(equal("-9223372036854775808", "-9223372036854775808.0"));
    CHECK_FALSE(equal("9223372036854775807", "9223372036854775808.0"));
    CHECK(equal(std::int64_t{5}, std::uint64_t{5}));
}

TEST_CASE("JSON in the order of insertion compares without it too", "[json]") {
    using traits = yore::value_traits<ordered_json>;
    const ordered_json a{{"a", 1}, {"b", {{"c", 1}, {"d", 2}}}}, b{{"b", {{"d", 2}, {"c", 1}}}, {"a", 1.0}};
    CHECK(traits::equal(a, b));
    CHECK(traits::to_text(a) == R"({"a":1,"b":{"c":1,"d":2}})");
    CHECK(traits::to_text(a) == traits::to_text(b));
}

TEST_CASE("equal JSON values have equal text, others do not", "[json]") {
    CHECK(text(json::parse(R"({"b": [1.0, 2.5, -0.0, 1e300], "a": "\"x\"", "c": {}, "d": []})")) ==
          R"({"a":"\"x\"","b":[1,2.5,0,1e+300],"c":{},"d":[]})");
    generate::random_values random(1);
    for (int i = 0; i != 3000; ++i) {
        const json a = random.json(2), b = random.json(2);
        REQUIRE(equal(a, b) == (text(a) == text(b)));
        const auto back = yore::value_traits<json>::from_text(text(a));
        REQUIRE(back);
        REQUIRE(equal(*back, a));
    }
    CHECK(yore::value_traits<json>::from_text("{") == std::nullopt);
}

/// The leaves of the change of one value, a line for each.
std::vector<std::string> leaves(const char* before, const char* after) {
    const shelf::document a{.id = 1, .body = json::parse(before)}, b{.id = 1, .body = json::parse(after)};
    std::vector<std::string> out;
    yore::diff(a, b).for_each_leaf([&](const yore::leaf& l) {
        constexpr const char* kinds[] = {"inserted", "removed", "replaced", "moved"};
        out.push_back(std::string(kinds[static_cast<int>(l.kind)]) + " " + l.path + " " + l.before + " > " + l.after +
                      (l.from.empty() ? "" : " from " + l.from));
    });
    return out;
}
using lines = std::vector<std::string>;

TEST_CASE("leaves name what changed inside a JSON value", "[json]") {
    CHECK(leaves(R"({"a":{"b":1},"c":1,"same":[1]})", R"({"a":{"b":2},"d":null,"same":[1.0]})") ==
          lines{"replaced /body/a/b 1 > 2", "removed /body/c 1 > ", "inserted /body/d  > null"});
    CHECK(leaves(R"({"a/b~c":1})", R"({"a/b~c":"1"})") == lines{R"(replaced /body/a~1b~0c 1 > "1")"});
    CHECK(leaves("[1,2,3]", "[1,3]") == lines{"removed /body/1 2 > "});
    CHECK(leaves("[1,2,3]", "[3,1,2]") == lines{"moved /body/0 3 > 3 from /body/2"});
    CHECK(leaves(R"([{"a":1}])", R"([{"a":2},{"a":3}])") ==
          lines{"replaced /body/0/a 1 > 2", R"(inserted /body/1  > {"a":3})"});
    CHECK(leaves("{}", "[]") == lines{"replaced /body {} > []"});
    CHECK(leaves("null", "5") == lines{"replaced /body null > 5"});
}

TEST_CASE("a JSON value that means the same is no change", "[json]") {
    shelf::document a{.id = 1, .body = R"({"a":1,"b":[2.0]})"_json}, b{.id = 1, .body = R"({"b":[2],"a":1.0})"_json};
    CHECK(yore::changed_fields(a, b).empty());
    b.draft = nullptr;
    CHECK(yore::changed_fields(a, b) == yore::fields<&shelf::document::draft>);
}

} // namespace
