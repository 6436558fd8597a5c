// SPDX-License-Identifier: BSL-1.0
#include <yore/detail/manage/time.hpp>

#include "catch.hpp"

#include <chrono>
#include <string>

namespace {

std::string read(std::string_view text) {
    const auto now = *yore::from_rfc3339("2026-03-31T12:30:00.5Z");
    const auto found = yore::detail::managing::read_time(text, now);
    return found ? yore::to_rfc3339(*found) : "none";
}

} // namespace

TEST_CASE("times are read as people write them", "[manage]") {
    CHECK(read("2026-03-02T10:00:00+01:00") == "2026-03-02T09:00:00Z");
    CHECK(read("2026-03-02") == "2026-03-02T00:00:00Z");
    CHECK(read("2026-03") == "2026-03-01T00:00:00Z");
    CHECK(read("2026-03-02 10:15") == "2026-03-02T10:15:00Z");
    CHECK(read("2026-03-02T10:15") == "2026-03-02T10:15:00Z");
    CHECK(read("2026-03-02 10:15:30") == "2026-03-02T10:15:30Z");
    CHECK(read("2026-03-02 10:15:30.25") == "2026-03-02T10:15:30.250000Z");
    CHECK(read("2026-03-02 10:15:30 UTC") == "2026-03-02T10:15:30Z"); // as changelogs show it
    CHECK(read("2026-03-02 10:15:30 +02:00") == "2026-03-02T08:15:30Z");
    CHECK(read("now") == "2026-03-31T12:30:00.500000Z");
    CHECK(read("today") == "2026-03-31T00:00:00Z");
    CHECK(read("yesterday") == "2026-03-30T00:00:00Z");
}

TEST_CASE("times count back from now, months and years by the calendar", "[manage]") {
    CHECK(read("2 days ago") == "2026-03-29T12:30:00.500000Z");
    CHECK(read("1 day ago") == "2026-03-30T12:30:00.500000Z");
    CHECK(read("a week ago") == "2026-03-24T12:30:00.500000Z");
    CHECK(read("an hour ago") == "2026-03-31T11:30:00.500000Z");
    CHECK(read("90 seconds ago") == "2026-03-31T12:28:30.500000Z");
    CHECK(read("0 minutes ago") == "2026-03-31T12:30:00.500000Z");
    CHECK(read("1 month ago") == "2026-02-28T12:30:00.500000Z"); // there is no 31st
    CHECK(read("3 months ago") == "2025-12-31T12:30:00.500000Z");
    CHECK(read("2 years ago") == "2024-03-31T12:30:00.500000Z");
    CHECK(read("27 months ago") == "2023-12-31T12:30:00.500000Z");
}

TEST_CASE("what is suggested for what is no time is one", "[manage]") {
    const auto now = *yore::from_rfc3339("2026-03-31T12:30:00Z");
    const auto instead = [&](std::string_view text) {
        const std::string near = yore::detail::managing::time_instead(text, now);
        if (!near.empty()) CHECK(yore::detail::managing::read_time(near, now));
        return near;
    };
    CHECK(instead("week") == "1 week ago");
    CHECK(instead("last week") == "1 week ago");
    CHECK(instead("days") == "1 day ago");
    CHECK(instead("2 dys ago") == "2 days ago");
    CHECK(instead("2 days") == "2 days ago");
    CHECK(instead("1 mounth ago") == "1 month ago");
    CHECK(instead("1 day ago ") == "1 day ago");
    CHECK(instead("yesterdy") == "yesterday");
    CHECK(instead("tody") == "today");
    for (const char* text : {"", " ", "then", "two days ago", "next week", "2026-02-30", "2 fortnights ago",
             "99999999999999999999 days ago", "2026-03-02 10:15:30 CET"})
        CHECK(instead(text).empty());
}

TEST_CASE("what is no time is none", "[manage]") {
    for (const char* text : {"", " ", "soon", "2 days", "days ago", "two days ago", "-2 days ago", "2 fortnights ago",
             "2026", "2026-02-30", "2026-03-02T25:00", "2026-03-02T10", "99999999999999999999 days ago",
             "1000000000 years ago", "2026-03-02 10:15:30 CET", "1 day ago "})
        CHECK(read(text) == "none");
}
