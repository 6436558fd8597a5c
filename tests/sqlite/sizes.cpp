// SPDX-License-Identifier: BSL-1.0
/// A large value, and many versions.
#include "support.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace sqlite_tests::sizes {

struct Letter {
    std::int32_t id{};
    std::string text{};
    std::optional<std::string> note{};
};

TEST_CASE("a text of 100 MB comes back", "[sqlite]") {
    const folder here;
    constexpr std::size_t size = 100'000'000;
    std::string text(size, 'a');
    for (std::size_t i = 0; i < size; i += 4099) text[i] = static_cast<char>(i);
    {
        yore::sqlite::store db{here / "large.db", quick};
        yore::history<Letter> letters{db};
        letters.record(Letter{1, text, {}});
        CHECK(letters.record(Letter{1, text, "small"}).changed == yore::fields<&Letter::note>);
    }
    yore::sqlite::store db{here / "large.db", quick};
    yore::history<Letter> letters{db};
    const std::optional<Letter> found = letters.latest(1);
    CHECK((found && found->text == text)); // not shown when it fails
    CHECK(found->note == "small");
}

struct Reading {
    std::int64_t id{};
    std::int64_t value{};
};

TEST_CASE("a million versions of one entity are recorded together and each is found", "[sqlite]") {
    const folder here;
    constexpr std::int64_t count = 1'000'000;
    {
        yore::sqlite::store db{here / "million.db", quick};
        yore::history<Reading> readings{db};
        yore::batch together{db, 100'000};
        for (std::int64_t n = 1; n <= count; ++n) record_at(readings, second(n), {1, n});
    }
    yore::sqlite::store db{here / "million.db", quick};
    yore::history<Reading> readings{db};
    CHECK(readings.latest(1)->value == count);
    CHECK_FALSE(readings.as_of(1, second(0)).has_value());
    for (const std::int64_t n :
        {1L, 2L, 63L, 64L, 65L, 4095L, 333'333L, 500'000L, 999'967L, 999'968L, 999'999L, 1'000'000L}) {
        CHECK(readings.as_of(1, second(n))->value == n);
        CHECK(readings.as_of(1, second(n) + std::chrono::microseconds{999'999})->value == n);
        CHECK(readings.at(1, static_cast<yore::version_number>(n))->commit.occurred_on == second(n));
    }
    CHECK(readings.diff(1, 10, 900'000).get<&Reading::value>()->after == 900'000);
    CHECK(readings.find({.from = second(700'000), .until = second(700'003)}).size() == 3);
    CHECK(readings.revert(1, yore::to_version(5)).number == count + 1);
    CHECK(readings.latest(1)->value == 5);
    CHECK(readings.statistics().versions == static_cast<std::size_t>(count) + 1);
}

} // namespace sqlite_tests::sizes
