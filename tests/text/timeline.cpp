// SPDX-License-Identifier: BSL-1.0
#include <yore/text/timeline.hpp>

#include "allocations.hpp"
#include "catch.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace read_timelines {

using namespace std::chrono_literals;
using yore::timestamp;

struct Machine {
    std::int64_t id{};
};

constexpr timestamp monday = std::chrono::sys_days{std::chrono::March / 7 / 2016};
constexpr int days = 1000;

/// A machine of each day.
struct museum {
    museum() {
        for (int i = 0; i != days; ++i) {
            const yore::scope then{{.occurred_on = monday + i * 24h}};
            machines.record(Machine{i});
        }
    }
    /// How much memory it takes to read a page, as a measure of how much is read.
    [[nodiscard]] std::size_t cost(const yore::timeline_filter& f) {
        return allocations::made_by([&] { static_cast<void>(yore::timeline<Machine>(store, f)); }).bytes;
    }

    yore::memory::store store{};
    yore::history<Machine> machines{store};
};

TEST_CASE("a page of a timeline reads what is near its end, wherever that is", "[text]") {
    museum m;
    const timestamp last = monday + days * 24h;
    const std::size_t all = m.cost({});
    CHECK(m.cost({.until = last, .limit = 5}) < all / 10);
    CHECK(m.cost({.from = monday, .until = last, .limit = 5}) < all / 10);
    CHECK(m.cost({.until = monday + 500 * 24h, .limit = 5}) < all / 10);
}

TEST_CASE("a page of a timeline reads nothing twice", "[text]") {
    museum m;
    const timestamp long_after = monday + 3000 * 24h;
    const std::size_t all = m.cost({});
    for (const std::size_t limit : {1U, 999U, 1000U, 1001U}) {
        CHECK(m.cost({.until = long_after, .limit = limit}) < all + all / 5);
        CHECK(m.cost({.from = monday, .until = long_after, .limit = limit}) < all + all / 5);
    }
}

TEST_CASE("a page of a timeline that ends in the future reads what is near now", "[text]") {
    museum m;
    m.machines.record(Machine{-1});
    CHECK(m.cost({.until = timestamp::max(), .limit = 1}) < m.cost({}) / 10);
}

TEST_CASE("a page of a timeline has what the filter allows, whatever stretches are read", "[text]") {
    museum m;
    for (const int from : {0, 3, 400, 990})
        for (const int until : {1, 5, 500, 999, 5000})
            for (const std::size_t limit : {1U, 7U, 600U}) {
                const yore::timeline_filter f{
                    .from = monday + from * 24h, .until = monday + until * 24h, .limit = limit};
                const auto page = yore::timeline<Machine>(m.store, f);
                const int end = until < days ? until : days;
                const std::size_t expected = end < from ? 0 : static_cast<std::size_t>(end - from);
                REQUIRE(page.size() == (expected < limit ? expected : limit));
                for (std::size_t i = 0; i != page.size(); ++i)
                    CHECK(page[i].commit.occurred_on == monday + (end - 1 - static_cast<int>(i)) * 24h);
            }
}

} // namespace read_timelines
