// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"
#include "models.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using yore::json_error;
using yore::json_options;

constexpr const char* a_machine = R"({"id": 7, "name": "Medieval Madness", "status": "broken", "location": null})";

TEST_CASE("a struct is read from JSON, from text, from braces and from any kind of JSON", "[json]") {
    const auto check = [](const shelf::machine& m) {
        CHECK(m.id == 7);
        CHECK(m.name == "Medieval Madness");
        CHECK(m.status == shelf::status::broken);
        CHECK(m.location == std::nullopt);
    };
    check(yore::from_json<shelf::machine>(json::parse(a_machine)));
    check(yore::from_json<shelf::machine>(nlohmann::ordered_json::parse(a_machine)));
    check(yore::from_json<shelf::machine>(a_machine));
    check(yore::from_json<shelf::machine>(std::string(a_machine)));
    check(yore::from_json<shelf::machine>(std::string_view(a_machine)));
    check(yore::from_json<shelf::machine>(
        {{"id", 7}, {"name", "Medieval Madness"}, {"status", 1}, {"location", nullptr}}));
}

TEST_CASE("audit fields are read where they are there", "[json]") {
    json j = json::parse(a_machine);
    CHECK(yore::from_json<shelf::machine>(j).audit.created_by == std::nullopt);
    j["created_on"] = "2024-02-29T13:00:00+01:00";
    j["modified_by"] = "igor";
    const auto m = yore::from_json<shelf::machine>(j);
    CHECK(m.audit.created_on == std::chrono::sys_days{std::chrono::year{2024} / 2 / 29} + 12h);
    CHECK(m.audit.modified_by == "igor");
    CHECK(yore::from_json<shelf::volunteer>(R"({"id":1,"name":"Ada","password":"x","pin":5,"created_by":"igor"})")
              .created_by == "igor");
}

TEST_CASE("the placeholder of a secret is read as a state from the past has it", "[json]") {
    shelf::volunteer v;
    v.id = 1;
    v.password = "s3cret";
    v.pin = 1234;
    const auto read = yore::from_json<shelf::volunteer>(yore::to_json(v));
    CHECK(read.password == "[REDACTED]");
    CHECK(read.token == "[REDACTED]");
    CHECK(read.pin == 0);
    CHECK(
        yore::from_json<shelf::volunteer>(R"({"id":1,"name":"Ada","password":"new","token":null,"pin":5})").password ==
        "new");
}

TEST_CASE("an ignored field is read where it is there, and keeps its default where it is not", "[json]") {
    CHECK(yore::from_json<shelf::ticket>(R"({"id":1,"title":"a","views":2,"weight":3})").cache == "empty");
    CHECK(
        yore::from_json<shelf::ticket>(R"({"id":1,"title":"a","views":2,"weight":3,"cache":"full"})").cache == "full");
}

TEST_CASE("an earlier name is read as the field, the present one comes first", "[json]") {
    CHECK(yore::from_json<shelf::ticket>(R"({"id":1,"subject":"a","views":2,"weight":3})").title == "a");
    CHECK(yore::from_json<shelf::ticket>(R"({"id":1,"headline":"a","views":2,"weight":3})").title == "a");
    CHECK(yore::from_json<shelf::ticket>(R"({"id":1,"subject":"old","title":"new","views":2,"weight":3})").title ==
          "new");
    CHECK(yore::from_json<shelf::ticket>(R"({"id":1,"title":"new","zzz":"", "subject":"old","views":2,"weight":3})")
              .title == "new");
}

TEST_CASE("an absent member is null, or its default where the options say so, or an error", "[json]") {
    CHECK(yore::from_json<shelf::address>(R"({"street":"Elm Street"})").number == std::nullopt);
    CHECK_THROWS_WITH(
        yore::from_json<shelf::address>("{}"), "yore: JSON of address at \"/street\": expected text, found nothing");
    constexpr json_options lenient{.missing_members = yore::missing_members::keep_default};
    const auto t = yore::from_json<shelf::ticket>("{}", lenient);
    CHECK(t.weight == 5);
    CHECK(t.cache == "empty");
}

TEST_CASE("unknown members are ignored or refused", "[json]") {
    json j = json::parse(a_machine);
    j["colour"] = "red";
    j["Name"] = "in another case";
    constexpr json_options strict{.unknown_members = yore::unknown_members::refuse};
    CHECK(yore::from_json<shelf::machine>(j).id == 7);
    CHECK_THROWS_WITH(yore::from_json<shelf::machine>(j, strict),
        "yore: JSON of machine at \"/Name\": expected no member of this name, found one; did you mean \"name\"?");
    j.erase("Name");
    CHECK_THROWS_WITH(yore::from_json<shelf::machine>(j, strict),
        "yore: JSON of machine at \"/colour\": expected no member of this name, found one");
    j.erase("colour");
    j["created_on"] = "2024-02-29T12:00:00Z";
    CHECK_NOTHROW(yore::from_json<shelf::machine>(j, strict));
    j["creatd_on"] = "";
    CHECK_THROWS_WITH(yore::from_json<shelf::machine>(j, strict),
        "yore: JSON of machine at \"/creatd_on\": expected no member of "
        "this name, found one; did you mean \"created_on\"?");
    CHECK_NOTHROW(yore::from_json<shelf::ticket>(R"({"id":1,"subject":"a","views":2,"weight":3,"cache":""})", strict));
    CHECK_THROWS_WITH(yore::from_json<shelf::machine>(R"({"id":1,"name":"","status":0,"":1})", strict),
        "yore: JSON of machine at \"/\": expected no member of this name, found one");
}

struct everything {
    bool yes{};
    std::int8_t i8{};
    std::uint8_t u8{};
    std::int64_t i64{};
    std::uint64_t u64{};
    float f{};
    double d{};
    std::string text{};
    shelf::status status{};
    shelf::grade grade{};
    yore::timestamp time{};
    std::chrono::sys_seconds second{};
    std::chrono::sys_days day{};
    std::chrono::minutes minutes{};
    std::chrono::year_month_day date{};
    std::optional<std::int32_t> number{};
    std::variant<std::int64_t, std::string> either{};
    std::vector<std::int32_t> numbers{};
    std::array<std::int32_t, 2> two{};
    std::tuple<std::int32_t, std::string> pair{};
    std::map<std::int32_t, std::string> by_number{};
    std::map<std::pair<int, int>, int> by_pair{};
    std::set<std::string> names{};
    std::vector<std::byte> bytes{};
    shelf::address nested{};
    std::vector<shelf::address> addresses{};
    char letter{};
};

/// Reads one member, all others keep their defaults.
everything with(const std::string& name, const json& value) {
    return yore::from_json<everything>(json{{name, value}}, {.missing_members = yore::missing_members::keep_default});
}

TEST_CASE("numbers are read exactly or refused", "[json]") {
    CHECK(with("i64", json::parse("9007199254740993")).i64 == 9007199254740993);
    CHECK(with("u64", json::parse("18446744073709551615")).u64 == std::numeric_limits<std::uint64_t>::max());
    CHECK(with("i64", json::parse("-9223372036854775808")).i64 == std::numeric_limits<std::int64_t>::min());
    CHECK(with("i64", json::parse("1e3")).i64 == 1000);
    CHECK(with("i64", 5.0).i64 == 5);
    CHECK(with("u8", std::int64_t{255}).u8 == 255);
    CHECK(with("d", 5).d == 5.0);
    CHECK(std::isnan(with("d", "NaN").d));
    CHECK(with("f", "-Infinity").f == -std::numeric_limits<float>::infinity());
    CHECK(std::signbit(with("d", json::parse("-0.0")).d));
    CHECK(with("letter", "A").letter == 'A');
    CHECK(with("letter", 65).letter == 'A');
}

TEST_CASE("times are read with any offset, durations with any unit that is exact", "[json]") {
    CHECK(with("day", "2024-02-29").day == std::chrono::sys_days{std::chrono::year{2024} / 2 / 29});
    CHECK(with("day", "2024-02-29T00:00:00Z").day == std::chrono::sys_days{std::chrono::year{2024} / 2 / 29});
    CHECK(with("second", "2024-02-29T12:00:01.000Z").second ==
          std::chrono::sys_days{std::chrono::year{2024} / 2 / 29} + 12h + 1s);
    CHECK(with("minutes", "2h").minutes == 120min);
    CHECK(with("minutes", "120s").minutes == 2min);
    CHECK(with("date", "2023-12-31").date == std::chrono::year{2023} / 12 / 31);
    CHECK(with("date", json::array({2023, 2, 30})).date == std::chrono::year{2023} / 2 / 30);
}

struct mistake {
    std::string name;
    json value;
    std::string path;
    std::string expected;
    std::string found;
};

TEST_CASE("what is wrong is named with its path, what was expected and what was found", "[json]") {
    const std::string status = R"("working", "broken" or "retired")", a_day = "a day such as \"2024-02-29\"",
                      a_time = "a time such as \"2024-02-29T12:30:00Z\"", a_duration = "a duration such as \"1min\"";
    const std::vector<mistake> mistakes{
        {"yes", 1, "/yes", "true or false", "1"},
        {"yes", "true", "/yes", "true or false", "\"true\""},
        {"i8", 300, "/i8", "an integer from -128 to 127", "300"},
        {"i8", -129, "/i8", "an integer from -128 to 127", "-129"},
        {"i8", 1.5, "/i8", "an integer from -128 to 127", "1.5"},
        {"i8", "5", "/i8", "an integer from -128 to 127", "\"5\""},
        {"i8", nullptr, "/i8", "an integer from -128 to 127", "null"},
        {"i8", true, "/i8", "an integer from -128 to 127", "true"},
        {"u8", -1, "/u8", "an integer from 0 to 255", "-1"},
        {"u8", 256U, "/u8", "an integer from 0 to 255", "256"},
        {"i64", json::parse("18446744073709551615"), "/i64",
            "an integer from -9223372036854775808 to 9223372036854775807", "18446744073709551615"},
        {"u64", json::parse("18446744073709551616"), "/u64", "an integer from 0 to 18446744073709551615",
            "1.8446744073709552e+19"},
        {"i64", json::parse("9007199254740994.0"), "/i64",
            "an integer from -9223372036854775808 to 9223372036854775807", "9.007199254740994e+15"},
        {"f", 1e300, "/f", "a number of at most 3.4028235e+38", "1e+300"},
        {"d", "1.5", "/d", "a number", "\"1.5\""},
        {"d", "nan", "/d", "a number", "\"nan\""},
        {"text", 5, "/text", "text", "5"},
        {"text", json::object(), "/text", "text", "an object"},
        {"text", "\xFF", "/text", "text in UTF-8", "the byte 0xFF at offset 0"},
        {"status", "brokn", "/status", status, "\"brokn\""},
        {"status", 1000, "/status", status, "1000"},
        {"grade", "a", "/grade", "an integer from -2147483648 to 2147483647", "\"a\""},
        {"time", "yesterday", "/time", a_time, "\"yesterday\""},
        {"time", 1709209800, "/time", a_time, "1709209800"},
        {"time", "2023-02-29T00:00:00Z", "/time", a_time, "\"2023-02-29T00:00:00Z\""},
        {"time", "5us", "/time", a_time, "\"5us\""},
        {"second", "2024-02-29T12:00:00.5Z", "/second", a_time, "\"2024-02-29T12:00:00.5Z\""},
        {"day", "2024-02-29T12:00:00Z", "/day", a_day, "\"2024-02-29T12:00:00Z\""},
        {"date", "2023-02-30", "/date", a_day, "\"2023-02-30\""},
        {"date", json::array({2023, 2}), "/date", a_day, "an array of 2 elements"},
        {"minutes", "90", "/minutes", a_duration, "\"90\""},
        {"minutes", "30s", "/minutes", a_duration, "\"30s\""},
        {"minutes", "9223372036854775807h", "/minutes", a_duration, "\"9223372036854775807h\""},
        {"number", "5", "/number", "an integer from -2147483648 to 2147483647, or null", "\"5\""},
        {"number", 1e10, "/number", "an integer from -2147483648 to 2147483647", "10000000000.0"},
        {"either", true, "/either", "an integer from -9223372036854775808 to 9223372036854775807, or text", "true"},
        {"either", json{{"type", "text"}, {"value", 5}}, "/either/value", "text", "5"},
        {"numbers", json::object(), "/numbers", "an array", "an object"},
        {"numbers", {1, "2"}, "/numbers/1", "an integer from -2147483648 to 2147483647", "\"2\""},
        {"two", {1}, "/two", "an array of 2 elements", "an array of 1 element"},
        {"pair", {1}, "/pair", "an array of 2 elements", "an array of 1 element"},
        {"pair", {1, 2}, "/pair/1", "text", "2"},
        {"by_number", json{{"x", "y"}}, "/by_number/x", "a name that is an integer from -2147483648 to 2147483647",
            "\"x\""},
        {"by_number", json{{"1", "y"}, {"01", "z"}}, "/by_number/1", "each key once", "\"1\" again"},
        {"by_pair", json::array({json::array({1})}), "/by_pair/0", "a pair of key and value", "an array of 1 element"},
        {"by_pair", json::parse("[[[1,2],3],[[1,2],4]]"), "/by_pair/1", "each key once",
            "an array of 2 elements again"},
        {"names", json{{"a", 1}}, "/names", "an array", "an object"},
        {"bytes", "TQ", "/bytes", "bytes in base64", "\"TQ\""},
        {"bytes", "TR==", "/bytes", "bytes in base64", "\"TR==\""},
        {"bytes", "T===", "/bytes", "bytes in base64", "\"T===\""},
        {"nested", 5, "/nested", "an object (address)", "5"},
        {"nested", {{"street", 1}}, "/nested/street", "text", "1"},
        {"addresses", json::array({json{{"street", "a"}, {"number", "4"}}}), "/addresses/0/number",
            "an integer from -2147483648 to 2147483647, or null", "\"4\""},
        {"letter", "AB", "/letter", "one letter", "\"AB\""},
    };
    for (const mistake& one : mistakes) {
        INFO(one.name << " " << one.value.dump(-1, ' ', false, json::error_handler_t::replace));
        try {
            static_cast<void>(with(one.name, one.value));
            FAIL("this should have been refused");
        } catch (const json_error& e) {
            CHECK(e.path() == one.path);
            CHECK(e.expected() == one.expected);
            CHECK(e.found() == one.found);
            CHECK(e.type() == "everything");
        }
    }
}

TEST_CASE("the sentence of an error says it all", "[json]") {
    CHECK_THROWS_WITH(with("status", "brokn"), "yore: JSON of everything at \"/status\": expected \"working\", "
                                               "\"broken\" or \"retired\", found \"brokn\"; did you mean "
                                               "\"broken\"?");
    CHECK_THROWS_WITH(with("status", "purple"),
        "yore: JSON of everything at \"/status\": expected \"working\", \"broken\" or \"retired\", found \"purple\"");
    CHECK_THROWS_WITH(yore::from_json<shelf::machine>("[1]"),
        "yore: JSON of machine at \"\": expected an object (machine), found an array of 1 element");
    CHECK_THROWS_WITH(with("d", std::string(57, 'x') + "日本 and so on"),
        "yore: JSON of everything at \"/d\": expected a number, found \"" + std::string(57, 'x') + "…\"");
    CHECK_THROWS_AS(with("yes", 1), yore::error);
}

TEST_CASE("an error shows no secret", "[json]") {
    try {
        static_cast<void>(yore::from_json<shelf::volunteer>(R"({"id":1,"name":"Ada","password":["s3cret"],"pin":1})"));
        FAIL("this should have been refused");
    } catch (const json_error& e) {
        CHECK(std::string(e.what()) == "yore: JSON of volunteer at \"/password\": expected text, found [REDACTED]");
    }
    try {
        static_cast<void>(yore::from_json<shelf::volunteer>(R"({"id":1,"name":"Ada","password":"","pin":"1234"})"));
        FAIL("this should have been refused");
    } catch (const json_error& e) {
        CHECK(std::string(e.what()) == "yore: JSON of volunteer at \"/pin\": expected an integer from -2147483648 to "
                                       "2147483647, found [REDACTED]");
    }
}

TEST_CASE("JSON nested too deep is refused before the stack is exhausted", "[json]") {
    json deep = nullptr;
    for (int i = 0; i != 2000; ++i)
        deep = json{{"id", 1}, {"body", nullptr}, {"children", json::array({std::move(deep)})}};
    CHECK_THROWS_WITH(yore::from_json<shelf::document>(deep),
        Catch::Matchers::EndsWith("expected values nested at most 500 deep, found one that is deeper"));
}

} // namespace
