// SPDX-License-Identifier: BSL-1.0
#include <yore/timestamp.hpp>

#include "catch.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace {

using yore::from_rfc3339;
using yore::timestamp;
using yore::to_rfc3339;
using limits = std::numeric_limits<std::int64_t>;

constexpr timestamp at(std::int64_t microseconds) { return timestamp{std::chrono::microseconds{microseconds}}; }
constexpr timestamp at_second(std::int64_t seconds) { return at(seconds * 1'000'000); }

constexpr bool writes(std::int64_t microseconds, std::string_view text) {
    return yore::detail::rfc3339_text{microseconds}.view() == text;
}

/// An instant and the one text that to_rfc3339 gives it.
struct example {
    std::int64_t microseconds;
    std::string_view text;
};

// The seconds are those of `date -u -d TEXT +%s`.
constexpr example examples[] = {
    {0, "1970-01-01T00:00:00Z"},
    {-1, "1969-12-31T23:59:59.999999Z"},
    {1, "1970-01-01T00:00:00.000001Z"},
    {500'000, "1970-01-01T00:00:00.500000Z"},
    {1'709'209'800'000'000, "2024-02-29T12:30:00Z"},
    {951'782'400'000'000, "2000-02-29T00:00:00Z"},
    {-2'203'891'200'000'000, "1900-03-01T00:00:00Z"},
    {4'107'542'399'000'000, "2100-02-28T23:59:59Z"},
    {-62'135'596'800'000'000, "0001-01-01T00:00:00Z"},
    {-62'167'219'200'000'000, "0000-01-01T00:00:00Z"},
    {-62'167'219'200'000'001, "-000001-12-31T23:59:59.999999Z"},
    {253'402'300'799'999'999, "9999-12-31T23:59:59.999999Z"},
    {253'402'300'800'000'000, "+010000-01-01T00:00:00Z"},
    {limits::max(), "+294247-01-10T04:00:54.775807Z"},
    {limits::min(), "-290308-12-21T19:59:05.224192Z"},
};

constexpr bool examples_are_written() {
    for (const example& each : examples)
        if (!writes(each.microseconds, each.text)) return false;
    return true;
}

constexpr bool examples_are_read() {
    for (const example& each : examples)
        if (from_rfc3339(each.text) != at(each.microseconds)) return false;
    return true;
}

static_assert(examples_are_written());
static_assert(examples_are_read());
static_assert(from_rfc3339("1996-12-19T16:39:57-08:00") == at_second(851'042'397));
static_assert(!from_rfc3339("2023-02-29T00:00:00Z"));

/// The day after a day, by the rules of the calendar alone.
constexpr yore::detail::civil_day day_after(yore::detail::civil_day date) {
    if (date.day != yore::detail::days_in_month(date.year, date.month)) return {date.year, date.month, date.day + 1};
    if (date.month != 12) return {date.year, date.month + 1, 1};
    return {date.year + 1, 1, 1};
}

} // namespace

TEST_CASE("an instant is written in UTC and read back", "[timestamp]") {
    for (const example& each : examples) {
        CHECK(to_rfc3339(at(each.microseconds)) == each.text);
        CHECK(from_rfc3339(each.text) == at(each.microseconds));
    }
}

TEST_CASE("days follow each other without a gap", "[timestamp]") {
    for (const std::int64_t year : {-290000, -400, -1, 0, 4, 1900, 1970, 2000, 2024, 2100, 9999, 10000, 294000}) {
        const std::int64_t first = yore::detail::days_of({year, 1, 1});
        yore::detail::civil_day expected{year, 1, 1};
        for (std::int64_t day = first; day != first + 1500; ++day, expected = day_after(expected)) {
            const yore::detail::civil_day date = yore::detail::day_of(day);
            REQUIRE(date.year == expected.year);
            REQUIRE(date.month == expected.month);
            REQUIRE(date.day == expected.day);
            REQUIRE(yore::detail::days_of(date) == day);
        }
    }
}

TEST_CASE("every instant survives the way through text", "[timestamp]") {
    std::uint64_t bits = 1;
    for (int i = 0; i != 20000; ++i) {
        bits = bits * 6364136223846793005U + 1442695040888963407U; // Knuth's MMIX generator
        const timestamp instant = at(static_cast<std::int64_t>(bits) >> (i % 50));
        CHECK(from_rfc3339(to_rfc3339(instant)) == instant);
    }
}

TEST_CASE("an offset is converted to UTC", "[timestamp]") {
    const auto noon = from_rfc3339("2024-06-01T12:00:00Z");
    REQUIRE(noon);
    for (const char* text : {"2024-06-01T14:00:00+02:00", "2024-06-01T06:30:00-05:30", "2024-06-02T11:59:00+23:59",
             "2024-06-01T12:00:00-00:00", "2024-06-01T12:00:00+00:00"})
        CHECK(from_rfc3339(text) == noon);
    CHECK(from_rfc3339("0000-01-01T00:00:00+00:01") == from_rfc3339("-000001-12-31T23:59:00Z"));
}

TEST_CASE("the letters may be small and a space may stand for the T", "[timestamp]") {
    const auto instant = from_rfc3339("2024-06-01T12:00:00Z");
    REQUIRE(instant);
    for (const char* text : {"2024-06-01t12:00:00z", "2024-06-01 12:00:00Z", "2024-06-01 12:00:00+00:00"})
        CHECK(from_rfc3339(text) == instant);
}

TEST_CASE("digits of the second beyond microseconds are dropped", "[timestamp]") {
    const auto read = [](const char* fraction) {
        return from_rfc3339("1970-01-01T00:00:00." + std::string{fraction} + "Z");
    };
    CHECK(read("5") == at(500'000));
    CHECK(read("000001") == at(1));
    CHECK(read("1234569") == at(123'456));
    CHECK(read("0000009") == at(0));
    CHECK(read(std::string(1000, '9').c_str()) == at(999'999));
    CHECK(from_rfc3339("1969-12-31T23:59:59.9999999Z") == at(-1));
    CHECK_FALSE(read(""));
    CHECK_FALSE(from_rfc3339("1970-01-01T00:00:00,5Z"));
}

TEST_CASE("a leap second is the first second of the next month", "[timestamp]") {
    CHECK(from_rfc3339("1990-12-31T23:59:60Z") == from_rfc3339("1991-01-01T00:00:00Z"));
    CHECK(from_rfc3339("1990-12-31T15:59:60-08:00") == from_rfc3339("1991-01-01T00:00:00Z"));
    CHECK(from_rfc3339("2016-12-31T23:59:60.25Z") == from_rfc3339("2017-01-01T00:00:00.25Z"));
    CHECK(from_rfc3339("1969-12-31T23:59:60Z") == at(0));
    CHECK_FALSE(from_rfc3339("1990-12-31T23:58:60Z"));
    CHECK_FALSE(from_rfc3339("1990-12-30T23:59:60Z"));
    CHECK_FALSE(from_rfc3339("1990-12-31T23:59:60-08:00"));
    CHECK_FALSE(from_rfc3339("1990-12-31T23:59:61Z"));
}

TEST_CASE("years of six digits carry a sign", "[timestamp]") {
    CHECK(from_rfc3339("+002024-02-29T12:30:00Z") == from_rfc3339("2024-02-29T12:30:00Z"));
    CHECK_FALSE(from_rfc3339("-000000-01-01T00:00:00Z"));
    CHECK_FALSE(from_rfc3339("12345-01-01T00:00:00Z"));
    CHECK_FALSE(from_rfc3339("+12345-01-01T00:00:00Z"));
    CHECK_FALSE(from_rfc3339("-0001-01-01T00:00:00Z"));
}

TEST_CASE("an instant beyond 64 bits is refused", "[timestamp]") {
    CHECK_FALSE(from_rfc3339("+294247-01-10T04:00:54.775808Z"));
    CHECK_FALSE(from_rfc3339("+294247-01-10T04:00:55Z"));
    CHECK_FALSE(from_rfc3339("-290308-12-21T19:59:05.224191Z"));
    CHECK_FALSE(from_rfc3339("-290308-12-21T19:59:04.999999Z"));
    CHECK_FALSE(from_rfc3339("+999999-12-31T23:59:59-23:59"));
    CHECK_FALSE(from_rfc3339("-999999-01-01T00:00:00+23:59"));
    CHECK(from_rfc3339("-290308-12-21T20:59:05.224192+01:00") == at(limits::min()));
}

TEST_CASE("a text that is not RFC 3339 is refused", "[timestamp]") {
    for (const char* text : {"", "Z", "2024", "2024-06-01", "2024-06-01T12:00:00", "2024-06-01T12:00Z",
             "2024-06-01T12:00:00ZZ", " 2024-06-01T12:00:00Z", "2024-06-01T12:00:00Z ", "2024-6-1T12:00:00Z",
             "2024/06/01T12:00:00Z", "2024-06-01_12:00:00Z", "20240601T120000Z", "2024-06-01T12:00:00+0200",
             "2024-06-01T12:00:00+02", "2024-06-01T12:00:00+24:00", "2024-06-01T12:00:00+01:60",
             "2024-06-01T12:00:00.Z", "2024-06-01T1 :00:00Z"}) {
        INFO(text);
        CHECK_FALSE(from_rfc3339(text));
    }
}

TEST_CASE("a day or a time that does not exist is refused", "[timestamp]") {
    for (const char* text : {"2024-00-01T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-00T00:00:00Z",
             "2024-01-32T00:00:00Z", "2024-04-31T00:00:00Z", "2024-02-30T00:00:00Z", "2023-02-29T00:00:00Z",
             "1900-02-29T00:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01T00:00:61Z"}) {
        INFO(text);
        CHECK_FALSE(from_rfc3339(text));
    }
    CHECK(from_rfc3339("2000-02-29T00:00:00Z"));
}

TEST_CASE("no prefix of a text is a text", "[timestamp]") {
    const std::string_view text = "2024-06-01T12:00:00.123456+02:00";
    REQUIRE(from_rfc3339(text));
    for (std::size_t size = 0; size != text.size(); ++size) CHECK_FALSE(from_rfc3339(text.substr(0, size)));
}
