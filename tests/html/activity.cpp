// SPDX-License-Identifier: BSL-1.0
#include <yore/detail/html/activity.hpp>

#include "catch.hpp"
#include "read_page.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace plotted_activity {

using namespace std::chrono_literals;
using yore::timestamp;
using yore::detail::pages::activity;
using yore::detail::pages::day_at;
using yore::detail::pages::day_text;

std::string plot(const std::vector<std::int64_t>& days) {
    std::string out;
    activity(days).append_to(out);
    return out;
}
std::string words(const std::vector<std::int64_t>& days) {
    return read_page::between(plot(days), "<figcaption>", "</figcaption>");
}
std::size_t bars(const std::vector<std::int64_t>& days) { return read_page::all(plot(days), "rect").size(); }

TEST_CASE("the day is that of a clock with the offset", "[html]") {
    CHECK(day_at(timestamp{}, 0min) == 0);
    CHECK(day_at(timestamp{-1us}, 0min) == -1);
    CHECK(day_at(timestamp{23h}, 1h) == 1);
    CHECK(day_at(timestamp{23h}, 59min) == 0);
    CHECK(day_at(timestamp{}, -1min) == -1);
    CHECK(day_text(day_at(timestamp::max(), 23h)) == "294247-01-11");
    CHECK(day_text(day_at(timestamp::min(), -23h)) == "-290308-12-20");
    CHECK(day_text(0) == "1970-01-01");
}

TEST_CASE("an activity is counted per day, or per longer stretch where there would be too many", "[html]") {
    CHECK(words({0}) == "Changes per day: 1970-01-01, at most 1");
    CHECK(words({2, 0, 2}) == "Changes per day from 1970-01-01 to 1970-01-03, at most 2");
    CHECK(words({0, 59}) == "Changes per day from 1970-01-01 to 1970-03-01, at most 1");
    CHECK(words({0, 6, 60}) == "Changes per week from 1970-01-01 to 1970-03-02, at most 2");
    CHECK(words({0, 7 * 60}) == "Changes per 4 weeks from 1970-01-01 to 1971-02-25, at most 1");
    CHECK(words({0, 28 * 60 + 20}) == "Changes per 52 weeks from 1970-01-01 to 1974-08-28, at most 1");
    CHECK(words({0, 28 * 60}) == "Changes per 52 weeks from 1970-01-01 to 1974-08-08, at most 1");
    CHECK(words({day_at(timestamp::min(), 0min), day_at(timestamp::max(), 0min)}).ends_with("at most 1"));
}

TEST_CASE("a bar is as high as its count, and says it", "[html]") {
    const std::string picture = plot({0, 0, 0, 0, 2});
    CHECK(read_page::all(picture, "rect") ==
          read_page::lines{"<title>1970-01-01: 4</title>", "<title>1970-01-03: 1</title>"});
    CHECK(picture.find("y=\"0\" width=\"22\" height=\"64\"") != std::string::npos);
    CHECK(picture.find("y=\"47\" width=\"22\" height=\"17\"") != std::string::npos);
    CHECK(read_page::rows(picture) == read_page::lines{"Day | Changes", "1970-01-01 | 4", "1970-01-03 | 1"});
    CHECK(picture.find("role=\"img\" aria-label=\"Changes per day from 1970-01-01 to 1970-01-03, at most 4\"") !=
          std::string::npos);
}

TEST_CASE("the picture stays small whatever the times are", "[html]") {
    std::vector<std::int64_t> days;
    for (std::int64_t i = 0; i != 20'000; ++i) days.push_back(i * i * 7 % 1'000'003);
    CHECK(bars(days) <= activity::most_stretches);
    CHECK(bars({-100'000'000, 0, 100'000'000}) == 3);
}

} // namespace plotted_activity
