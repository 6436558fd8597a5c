// SPDX-License-Identifier: BSL-1.0
#include <yore/text/changelog.hpp>

#include "catch.hpp"

#include <chrono>
#include <cstdint>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace written_changelogs {

using yore::timestamp;
using namespace std::chrono_literals;

constexpr timestamp friday = std::chrono::sys_days{std::chrono::March / 6 / 2026} + 9h + 1us;

yore::changelog_commit deletion(timestamp when = friday) {
    yore::changelog_commit c;
    c.commit.occurred_on = when;
    c.commit.actor = "maria";
    c.commit.reason = "sold";
    c.entries.push_back({"Machine", "7", 2, yore::operation::deleted, {}, {}});
    return c;
}

std::string heading_at(timestamp when, std::chrono::minutes offset) {
    auto c = deletion(when);
    c.commit.actor.reset();
    c.commit.reason.reset();
    const std::string text = to_text(c, {.offset = offset});
    return text.substr(0, text.find('\n'));
}

struct full_disk {};

TEST_CASE("a commit is a line of when, who and why, and a line for each entry", "[text]") {
    auto c = deletion();
    c.entries.push_back({"Ticket", "a, b", 9, yore::operation::restored, 8, {}});
    CHECK(to_text(c) == "2026-03-06 09:00:00 UTC, maria: sold\n"
                        "  Machine 7, version 2: deleted\n"
                        "  Ticket \"a, b\", version 9: restored from version 8\n");
}

TEST_CASE("people are written with name and id, and nobody is left out", "[text]") {
    auto c = deletion();
    c.commit.actor = yore::actor{"m.rossi", "Maria Rossi"};
    CHECK(to_text(c).starts_with("2026-03-06 09:00:00 UTC, Maria Rossi (m.rossi): sold\n"));
    c.commit.actor.reset();
    CHECK(to_text(c).starts_with("2026-03-06 09:00:00 UTC: sold\n"));
    c.commit.reason.reset();
    CHECK(to_text(c).starts_with("2026-03-06 09:00:00 UTC\n"));
}

TEST_CASE("nobody's id can be read as the name and id of another", "[text]") {
    auto c = deletion();
    c.commit.actor = "Maria Rossi (m.rossi)";
    CHECK(to_text(c).starts_with("2026-03-06 09:00:00 UTC, \"Maria Rossi (m.rossi)\": sold\n"));
    c.commit.actor = yore::actor{"x) (m.rossi", "Maria (Rossi)"};
    CHECK(to_text(c).starts_with("2026-03-06 09:00:00 UTC, \"Maria (Rossi)\" (\"x) (m.rossi\"): sold\n"));
}

TEST_CASE("no actor, reason or key can begin a line of its own", "[text]") {
    auto c = deletion();
    c.commit.actor = yore::actor{"x\n", "y\u2028\x1b[A"};
    c.commit.reason = "fine\r\n  Machine 8, version 3: deleted\x85";
    c.entries.front().key = "7\n";
    CHECK(to_text(c) == R"(2026-03-06 09:00:00 UTC, "y\u{2028}\x1b[A" ("x\n"): )"
                        R"("fine\r\n  Machine 8, version 3: deleted\x85")"
                        "\n"
                        R"(  Machine "7\n", version 2: deleted)"
                        "\n");
}

TEST_CASE("times are in UTC, or with the offset that is given", "[text]") {
    CHECK(heading_at(friday, 0min) == "2026-03-06 09:00:00 UTC");
    CHECK(heading_at(friday, 1h) == "2026-03-06 10:00:00 +01:00");
    CHECK(heading_at(friday, 5h + 45min) == "2026-03-06 14:45:00 +05:45");
    CHECK(heading_at(friday, -9h - 30min) == "2026-03-05 23:30:00 -09:30");
    CHECK(heading_at(friday, 23h + 59min) == "2026-03-07 08:59:00 +23:59");
    CHECK(heading_at(timestamp{-1us}, 0min) == "1969-12-31 23:59:59 UTC");
    CHECK(heading_at(timestamp::max(), 1h) == "+294247-01-10 04:00:54 UTC"); // an hour later there is no instant
    CHECK(heading_at(timestamp::min(), -1h) == "-290308-12-21 19:59:05 UTC");
}

TEST_CASE("an offset of a day is refused", "[text]") {
    CHECK_THROWS_WITH(heading_at(friday, 24h),
        "yore: 1440 minutes are no offset from UTC; give one of less than a day, as std::chrono::hours{2}");
    CHECK_THROWS_AS(heading_at(friday, -24h), yore::error);
    CHECK_THROWS_AS(heading_at(friday, std::chrono::minutes::min()), yore::error);
}

TEST_CASE("a changelog goes to strings, streams and functions", "[text]") {
    const std::vector<yore::changelog_commit> log{deletion(), deletion(friday + 1s)};
    const std::string expected = to_text(log[0]) + to_text(log[1]);

    std::string text;
    yore::write_text(text, log);
    CHECK(text == expected);

    std::ostringstream stream;
    yore::write_text(stream, log);
    CHECK(stream.str() == expected);

    std::vector<std::string> parts;
    yore::write_text([&](std::string_view part) { parts.emplace_back(part); }, log);
    CHECK(parts == std::vector<std::string>{to_text(log[0]), to_text(log[1])});
}

TEST_CASE("what a sink throws passes through", "[text]") {
    const std::vector<yore::changelog_commit> log{deletion()};
    CHECK_THROWS_AS(yore::write_text([](std::string_view) { throw full_disk{}; }, log), full_disk);
}

TEST_CASE("a changelog has colours when they are asked for, and only then", "[text]") {
    CHECK(to_text(deletion()).find('\x1b') == std::string::npos);
    CHECK(to_text(deletion(), {.colour = yore::colour::yes}) ==
          "\x1b[1m2026-03-06 09:00:00 UTC, maria\x1b[0m: sold\n  Machine 7, version 2: deleted\n");
}

} // namespace written_changelogs
