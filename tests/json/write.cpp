// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"
#include "models.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using nlohmann::ordered_json;
using yore::to_json;

constexpr yore::timestamp noon = std::chrono::sys_days{std::chrono::year{2024} / 2 / 29} + 12h;

template <class V> std::string text_of(const V& v) { return to_json<ordered_json>(v).dump(); }

TEST_CASE("a struct is an object of its fields, the audit fields among them", "[json]") {
    shelf::machine m{7, "Medieval Madness", shelf::status::broken, "Floor 1"};
    m.audit = {noon, noon + 5us, "igor", std::nullopt};
    CHECK(
        text_of(m) ==
        R"({"id":7,"name":"Medieval Madness","status":"broken","location":"Floor 1","created_on":"2024-02-29T12:00:00Z",)"
        R"("modified_on":"2024-02-29T12:00:00.000005Z","created_by":"igor","modified_by":null})");
    CHECK(to_json(m) == json::parse(text_of(m)));
    static_assert(std::is_same_v<decltype(to_json(m)), json>);
}

TEST_CASE("a base's fields stand at the level of the object, and no secret stands anywhere", "[json]") {
    shelf::volunteer v;
    v.id = 1;
    v.name = "Ada";
    v.password = "s3cret";
    v.pin = 1234;
    CHECK(
        text_of(v) ==
        R"({"created_on":"1970-01-01T00:00:00Z","modified_on":"1970-01-01T00:00:00Z","created_by":null,"modified_by":null,)"
        R"("id":1,"name":"Ada","password":"[REDACTED]","token":"[REDACTED]","pin":"[REDACTED]"})");
}

TEST_CASE("an ignored field is left out, an untracked one is not", "[json]") {
    CHECK(text_of(shelf::ticket{1, "Broken lamp", 3, "cached"}) ==
          R"({"id":1,"title":"Broken lamp","views":3,"weight":5})");
}

TEST_CASE("private members are written where the type lists them", "[json]") {
    CHECK(text_of(shelf::account(3)) == R"({"id_":3,"balance_":0.0})");
}

TEST_CASE("an enumerator is its name where it is described, else its number", "[json]") {
    CHECK(text_of(shelf::status::retired) == R"("retired")");
    CHECK(text_of(static_cast<shelf::status>(9)) == "9");
    CHECK(text_of(shelf::grade::c) == "2");
}

TEST_CASE("integers are exact", "[json]") {
    CHECK(text_of(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    CHECK(text_of(std::numeric_limits<std::int64_t>::max()) == "9223372036854775807");
    CHECK(text_of(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
    CHECK(text_of(std::int64_t{9007199254740993}) == "9007199254740993");
    CHECK(text_of(std::int8_t{-128}) == "-128");
}

TEST_CASE("floating-point numbers are the shortest text that reads back, and what JSON lacks is text", "[json]") {
    CHECK(text_of(0.1) == "0.1");
    CHECK(text_of(0.1F) == "0.1");
    CHECK(text_of(1.0) == "1.0");
    CHECK(text_of(-0.0) == "-0.0");
    CHECK(text_of(0.1 + 0.2) == "0.30000000000000004");
    CHECK(text_of(std::numeric_limits<double>::denorm_min()) == "5e-324");
    CHECK(text_of(std::numeric_limits<double>::quiet_NaN()) == R"("NaN")");
    CHECK(text_of(std::numeric_limits<double>::infinity()) == R"("Infinity")");
    CHECK(text_of(-std::numeric_limits<float>::infinity()) == R"("-Infinity")");
    CHECK(text_of(0.5L) == "0.5");
    if constexpr (sizeof(long double) > sizeof(double)) CHECK(text_of(0.1L) == R"("0.1")");
}

TEST_CASE("a letter is text, and bytes are base64", "[json]") {
    CHECK(text_of('A') == R"("A")");
    CHECK(text_of('\xE9') == (std::numeric_limits<char>::is_signed ? "-23" : "233"));
    CHECK(text_of(std::vector<std::byte>{}) == R"("")");
    CHECK(text_of(std::vector{std::byte{'M'}}) == R"("TQ==")");
    CHECK(text_of(std::vector{std::byte{'M'}, std::byte{'a'}}) == R"("TWE=")");
    CHECK(text_of(std::array{std::byte{'M'}, std::byte{'a'}, std::byte{'n'}}) == R"("TWFu")");
    CHECK(text_of(std::vector<std::uint8_t>{77, 97}) == "[77,97]");
}

namespace {

struct lap_clock { // one that no other test says how to write
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<lap_clock>;
};

} // namespace

TEST_CASE("times are RFC 3339 in UTC with a fraction only when there is one", "[json]") {
    CHECK(text_of(noon) == R"("2024-02-29T12:00:00Z")");
    CHECK(text_of(noon + 1us) == R"("2024-02-29T12:00:00.000001Z")");
    CHECK(text_of(std::chrono::sys_seconds(noon.time_since_epoch() / 1s * 1s)) == R"("2024-02-29T12:00:00Z")");
    CHECK(
        text_of(std::chrono::sys_time<std::chrono::nanoseconds>(noon) + 1ns) == R"("2024-02-29T12:00:00.000000001Z")");
    CHECK(text_of(std::chrono::sys_time<std::chrono::nanoseconds>(noon) + 1us + 20ns) ==
          R"("2024-02-29T12:00:00.000001020Z")");
    CHECK(text_of(std::chrono::sys_days(std::chrono::floor<std::chrono::days>(noon))) == R"("2024-02-29")");
    CHECK(text_of(std::chrono::sys_days(std::chrono::days(2'000'000'000))) ==
          R"("2000000000d")"); // beyond what text can say
    CHECK(text_of(lap_clock::time_point(5ns)) == R"("5ns")");
}

TEST_CASE("a duration has its unit, and a date that is no day its three numbers", "[json]") {
    CHECK(text_of(90min) == R"("90min")");
    CHECK(text_of(std::chrono::duration<double>(1.5)) == R"("1.5s")");
    CHECK(text_of(std::chrono::duration<int, std::ratio<1, 50>>(5)) == R"("5*1/50s")");
    CHECK(text_of(std::chrono::year{1999} / 12 / 31) == R"("1999-12-31")");
    CHECK(text_of(std::chrono::year{-44} / 3 / 15) == R"("-0044-03-15")");
    CHECK(text_of(std::chrono::year{2023} / 2 / 30) == "[2023,2,30]");
}

TEST_CASE("null is distinct from empty, and an optional of what can be null is an array", "[json]") {
    CHECK(text_of(std::optional<std::string>()) == "null");
    CHECK(text_of(std::optional<std::string>("")) == R"("")");
    CHECK(text_of(std::unique_ptr<shelf::part>()) == "null");
    CHECK(text_of(std::make_shared<shelf::part>(shelf::part{1, "coin door"})) == R"({"code":1,"label":"coin door"})");
    using twice = std::optional<std::optional<int>>;
    CHECK(text_of(twice()) == "null");
    CHECK(text_of(twice(std::optional<int>())) == "[null]");
    CHECK(text_of(twice(5)) == "[5]");
    CHECK(text_of(std::optional<json>(nullptr)) == "[null]");
}

TEST_CASE("a variant is its value, with a tag where the value does not say which one it is", "[json]") {
    using plain = std::variant<std::int64_t, std::string, shelf::part>;
    CHECK(text_of(plain(5)) == "5");
    CHECK(text_of(plain("five")) == R"("five")");
    CHECK(text_of(plain(shelf::part{5, "five"})) == R"({"code":5,"label":"five"})");

    CHECK(text_of(std::variant<std::monostate, int>()) == "null");

    using numbers = std::variant<std::int64_t, double, std::string>;
    CHECK(text_of(numbers(5)) == R"({"type":"integer","value":5})");
    CHECK(text_of(numbers(5.0)) == R"({"type":"number","value":5.0})");
    CHECK(text_of(numbers("five")) == R"("five")");

    CHECK(text_of(std::variant<shelf::part, shelf::address>(shelf::address{"Elm Street", 4})) ==
          R"({"type":"address","value":{"street":"Elm Street","number":4}})");
    CHECK(text_of(std::variant<std::int32_t, std::int64_t>(std::in_place_index<1>, 5)) == R"({"type":1,"value":5})");
    CHECK(text_of(std::variant<std::string, double>(std::numeric_limits<double>::infinity())) ==
          R"({"type":"number","value":"Infinity"})");
}

TEST_CASE("maps are objects where their keys are text, else arrays of pairs", "[json]") {
    CHECK(text_of(std::map<std::string, int>{{"a", 1}, {"", 2}}) == R"({"":2,"a":1})");
    CHECK(text_of(std::map<std::int64_t, int>{{-5, 1}}) == R"({"-5":1})");
    CHECK(text_of(std::map<bool, int>{{true, 1}}) == R"({"true":1})");
    CHECK(text_of(std::map<shelf::status, int>{{shelf::status::broken, 1}}) == R"({"broken":1})");
    CHECK(text_of(std::map<yore::timestamp, int>{{noon, 1}}) == R"({"2024-02-29T12:00:00Z":1})");
    CHECK(text_of(std::map<double, int>{{0.5, 1}}) == "[[0.5,1]]");
    CHECK(text_of(std::map<std::pair<int, int>, int>{{{1, 2}, 3}}) == "[[[1,2],3]]");
    CHECK(text_of(std::multimap<std::string, int>{{"a", 1}, {"a", 2}}) == R"([["a",1],["a",2]])");
}

TEST_CASE("equal containers are written alike, hashed ones too", "[json]") {
    std::unordered_set<std::string> names;
    std::unordered_map<int, std::string> by_number;
    for (int i = 9; i != 0; --i) {
        names.insert(std::string(1, static_cast<char>('a' + i * 5 % 9)));
        by_number.emplace(i * 5 % 9, "x");
    }
    CHECK(text_of(names) == R"(["a","b","c","d","e","f","g","h","i"])");
    CHECK(text_of(by_number) == R"({"0":"x","1":"x","2":"x","3":"x","4":"x","5":"x","6":"x","7":"x","8":"x"})");
}

TEST_CASE("tuples, pairs and arrays are arrays", "[json]") {
    CHECK(text_of(std::tuple(1, std::string("a"), std::optional<bool>())) == R"([1,"a",null])");
    CHECK(text_of(std::pair(1.5, true)) == "[1.5,true]");
    CHECK(text_of(std::vector<bool>{true, false}) == "[true,false]");
    CHECK(text_of(std::vector<shelf::machine>(1))[0] == '[');
}

TEST_CASE("names and values are written as they are", "[json]") {
    struct event {
        std::int32_t root_cause{};
        std::string created_by_hand{};
        std::optional<std::string> total{};
    };
    CHECK(text_of(event{1, "It's \"Q&A\" <b>ÄÖ</b>", "TITLE"}) ==
          R"({"root_cause":1,"created_by_hand":"It's \"Q&A\" <b>ÄÖ</b>","total":"TITLE"})");
}

template <class T> void check_refused(
    const T& v, const std::string& path, const std::string& expected, const std::string& found) {
    try {
        static_cast<void>(to_json(v));
        FAIL("this should have been refused");
    } catch (const yore::json_error& e) {
        CHECK(e.path() == path);
        CHECK(e.expected() == expected);
        CHECK(e.found() == found);
    }
}

TEST_CASE("text that is not UTF-8 is refused with its path", "[json]") {
    shelf::machine m{};
    m.location = "Floor \xFF";
    CHECK_THROWS_WITH(
        to_json(m), "yore: JSON of machine at \"/location\": expected text in UTF-8, found the byte 0xFF at offset 6");
    shelf::collection c{};
    c.nested = {{}, {"fine", "\xC0\x80"}};
    check_refused(c, "/nested/1/1", "text in UTF-8", "the byte 0xC0 at offset 0");
    c.nested.clear();
    c.readings["a/\xED\xA0\x80"] = 1;
    check_refused(c, "/readings/a~1\xED\xA0\x80", "text in UTF-8", "the byte 0xED at offset 2");
    shelf::volunteer v;
    v.password = "\xFF";
    CHECK_NOTHROW(to_json(v));
}

TEST_CASE("JSON that has no text is refused inside a value", "[json]") {
    shelf::document d{};
    d.body = {{"a", {1, std::numeric_limits<double>::quiet_NaN()}}};
    check_refused(d, "/body/a/1", "a finite number in JSON", "nan");
    d.body = {{"a", json::binary({1, 2})}};
    check_refused(d, "/body/a", "a value that JSON has", "bytes");
    d.body = {{"a", "\x80"}};
    check_refused(d, "/body/a", "text in UTF-8", "the byte 0x80 at offset 0");
}

TEST_CASE("values nested too deep are refused before the stack is exhausted", "[json]") {
    shelf::document d{};
    for (int i = 0; i != 1000; ++i) {
        shelf::document around{};
        around.children.push_back(std::move(d));
        d = std::move(around);
    }
    CHECK_THROWS_WITH(
        to_json(d), Catch::Matchers::EndsWith("expected values nested at most 500 deep, found one that is deeper"));
}

} // namespace
