// SPDX-License-Identifier: BSL-1.0
/// Which stretches of rows a search reads is written down when the next stretch begins.
#include "support.hpp"

#include <cstddef>
#include <cstdint>

namespace sqlite_tests::stretches {

struct Reading {
    std::int64_t id{};
    std::int64_t value{};
};
struct Remark {
    std::int64_t id{};
    std::int64_t value{};
};

constexpr std::int64_t early = 1'100, count = 2'200; // the second stretch of 1,024 rows begins among the early ones

/// What happened in one second is found, and is what differs from the second before.
template <class T> void check_all(const yore::history<T>& history, std::int64_t end) {
    for (std::int64_t n = 1; n < end; n += 7) {
        CAPTURE(n);
        const auto found = history.find({.from = second(n), .until = second(n + 1)});
        REQUIRE(found.size() == 1);
        CHECK(found.front().state.value == n);
        const auto difference = history.between(second(n - 1), second(n));
        REQUIRE(difference.created.size() + difference.changed.size() == 1);
        CHECK((difference.changed.empty() ? difference.created.front() : difference.changed.front().after).value == n);
    }
}

TEST_CASE("what one program records is found although another one began the next stretch", "[sqlite][find]") {
    const folder here;
    yore::sqlite::store one{here / "two.db", quick}, other{here / "two.db", quick};
    yore::history<Reading> readings{one};
    yore::history<Remark> remarks{other};

    for (std::int64_t n = 0; n != count; ++n) {
        record_at(readings, second(n), {n % 400, n});
        if (n < early) record_at(remarks, second(n), {n % 400, n});
    }

    check_all(readings, count);
    check_all(remarks, early);
}

TEST_CASE("what a program recorded is found although it ended before the next stretch", "[sqlite][find]") {
    const folder here;
    for (std::int64_t n = 0; n != count;) {
        yore::sqlite::store db{here / "anew.db", quick};
        yore::history<Reading> readings{db};
        for (const std::int64_t end = n < early ? n + 1 : count; n != end; ++n)
            record_at(readings, second(n), {n % 400, n});
    }

    yore::sqlite::store db{here / "anew.db", quick};
    check_all(yore::history<Reading>{db}, count);
}

} // namespace sqlite_tests::stretches
