// SPDX-License-Identifier: BSL-1.0
#include <yore/text.hpp>

#include <random>

#include "models.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;
using yore::changelog_commit;
using yore::operation;

namespace {

std::string text_of(const std::vector<changelog_commit>& log, const yore::text_options& options = {}) {
    std::string out;
    yore::write_text(out, log, options);
    return out;
}

yore::context by(std::string actor, std::string reason, timestamp when) {
    return {.actor = std::move(actor), .reason = std::move(reason), .occurred_on = when};
}

/// A machine, a ticket of the same commit, and what became of both.
template <class Store> void record_a_day(Store& db) {
    yore::history<Machine> machines{db};
    yore::history<Ticket> tickets{db};
    {
        const yore::scope who{by("ana", "bought", second(0))};
        yore::transaction both{db};
        machines.record(machine(1, "one", Status::working, "Floor 1"));
        tickets.record(ticket(5, "set up"));
        both.commit();
    }
    {
        const yore::scope who{by("bo", "repair", second(60))};
        machines.record(machine(1, "one", Status::broken));
    }
    {
        const yore::scope who{by("ana", "done", second(30))}; // recorded later, occurred earlier
        tickets.remove(5);
    }
}

} // namespace

STORE_TEST("a changelog of one entity tells every version with what was before", "[text]") {
    TestType stores;
    auto& db = stores.open();
    record_a_day(db);
    const yore::history<Machine> machines{db};

    CHECK(text_of(changelog(machines, 1)) ==
          "2024-01-01 00:01:00 UTC, bo: repair\n"
          "  Machine 1, version 2: changed status from working to broken and location from Floor 1 to none\n"
          "2024-01-01 00:00:00 UTC, ana: bought\n"
          "  Machine 1, version 1: created with name one, status working and location Floor 1\n");
    CHECK(changelog(machines, 2).empty());
}

STORE_TEST("a version and the one before it are a sentence whatever the store", "[text]") {
    TestType stores;
    auto& db = stores.open();
    record_a_day(db);
    const auto versions = yore::history<Machine>{db}.versions(1);

    CHECK(summary(versions[0], versions[1]) ==
          "bo changed status from working to broken and location from Floor 1 to none, repair");
}

STORE_TEST("a timeline tells several models by time, grouped by commit", "[text]") {
    TestType stores;
    auto& db = stores.open();
    record_a_day(db);

    CHECK(text_of(yore::timeline<Machine, Ticket>(db)) ==
          "2024-01-01 00:01:00 UTC, bo: repair\n"
          "  Machine 1, version 2: changed status from working to broken and location from Floor 1 to none\n"
          "2024-01-01 00:00:30 UTC, ana: done\n"
          "  Ticket 5, version 2: deleted\n"
          "2024-01-01 00:00:00 UTC, ana: bought\n"
          "  Machine 1, version 1: created with name one, status working and location Floor 1\n"
          "  Ticket 5, version 1: created with title set up, priority 0 and views 0\n");
    CHECK(text_of(yore::timeline<Ticket>(db, {.newest_first = false}), {.offset = std::chrono::hours{2}}) ==
          "2024-01-01 02:00:00 +02:00, ana: bought\n"
          "  Ticket 5, version 1: created with title set up, priority 0 and views 0\n"
          "2024-01-01 02:00:30 +02:00, ana: done\n"
          "  Ticket 5, version 2: deleted\n");
}

STORE_TEST("a timeline of a store in which nothing happened is empty", "[text]") {
    TestType stores;
    auto& db = stores.open();
    CHECK(yore::timeline<Machine, Ticket>(db).empty());
    CHECK(yore::timeline<Machine>(db, {.limit = 3}).empty());
    CHECK(changelog(yore::history<Machine>{db}).empty());
}

STORE_TEST("a timeline tells only what satisfies its filter", "[text]") {
    TestType stores;
    auto& db = stores.open();
    record_a_day(db);
    const auto count = [&](const yore::timeline_filter& f) { return yore::timeline<Machine, Ticket>(db, f).size(); };

    CHECK(count({.actor = "ana"}) == 2);
    CHECK(count({.reason = "repair"}) == 1);
    CHECK(count({.correlation_id = "none"}) == 0);
    CHECK(count({.from = second(30), .until = second(60)}) == 1);
    CHECK(count({.from = second(30)}) == 2);
    CHECK(count({.operations = {operation::deleted}}) == 1);
    CHECK(count({.limit = 2}) == 2);

    // What is filtered away is still what was before.
    const auto repair = yore::timeline<Machine>(db, {.actor = "bo"});
    CHECK(repair.front().entries.front().fields.front().before.text == "working");
}

STORE_TEST("pages of a timeline are the whole of it, in either direction", "[text]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::history<Loan> loans{db};
    std::mt19937 random(7);
    for (int i = 0; i != 60; ++i) { // entities of their own, so that any order of times is allowed
        const auto when =
            second(static_cast<std::int64_t>(random() % 4) * 86'400 * static_cast<std::int64_t>(random() % 300));
        const yore::scope who{by("ana", "import", when)};
        yore::transaction one{db};
        machines.record(machine(i, "m"));
        if (i % 3 == 0) loans.record(loan("s", i, "l"));
        one.commit();
    }

    for (const bool newest_first : {true, false}) {
        const auto all = yore::timeline<Machine, Loan>(db, {.newest_first = newest_first});
        REQUIRE(all.size() == 60);
        for (std::size_t i = 1; i != all.size(); ++i) {
            const yore::timeline_cursor a{all[i - 1]}, b{all[i]};
            CHECK((newest_first ? b < a : a < b));
        }
        std::vector<changelog_commit> paged;
        yore::timeline_filter f{.limit = 7, .newest_first = newest_first};
        for (auto page = yore::timeline<Machine, Loan>(db, f); !page.empty();
            page = yore::timeline<Machine, Loan>(db, f)) {
            CHECK(page.size() == (paged.size() < 56 ? 7 : 4));
            paged.insert(paged.end(), page.begin(), page.end());
            f.after = page.back();
        }
        CHECK(paged == all);
    }
}

STORE_TEST("a page of a timeline has whole commits", "[text]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    const std::vector<Machine> three{machine(1, "a"), machine(2, "b"), machine(3, "c")};
    machines.record_all(three);
    machines.record(machine(1, "z"));

    const auto first = yore::timeline<Machine>(db, {.limit = 1});
    REQUIRE(first.size() == 1);
    CHECK(first.front().entries.size() == 1);
    const auto second_page = yore::timeline<Machine>(db, {.limit = 1, .after = first.back()});
    REQUIRE(second_page.size() == 1);
    CHECK(second_page.front().entries.size() == 3);
    CHECK(second_page.front().entries.front().key == "1");
}

STORE_TEST("one key twice in a commit is two entries of it", "[text]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    const std::vector<Machine> twice{machine(1, "a"), machine(1, "b")};
    machines.record_all(twice);

    const auto log = changelog(machines, {.newest_first = false});
    REQUIRE(log.size() == 1);
    REQUIRE(log.front().entries.size() == 2);
    CHECK(log.front().entries[1].fields.front().before.text == "a");
}

STORE_TEST("where the version before is pruned, a changelog says what became", "[text]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    for (int i = 0; i != 3; ++i) record_at(machines, second(i), machine(1, std::string(1, static_cast<char>('a' + i))));
    machines.prune({.keep_last = 2});

    CHECK(text_of(changelog(machines, 1)) == "2024-01-01 00:00:02 UTC\n"
                                             "  Machine 1, version 3: changed name from b to c\n"
                                             "2024-01-01 00:00:01 UTC\n"
                                             "  Machine 1, version 2: changed name to b\n");
}

STORE_TEST("a changelog of some versions tells what they have of each other", "[text]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    for (int i = 0; i != 4; ++i) record_at(machines, second(i), machine(1, std::string(1, static_cast<char>('a' + i))));
    auto versions = machines.versions(1);
    versions.erase(versions.begin() + 1);

    const auto log = yore::changelog(versions);
    REQUIRE(log.size() == 3);
    CHECK(log[1].entries.front().fields.front().before.state == yore::value_state::unknown);
    CHECK(log[2].entries.front().fields.front().before.text == "c");
}

STORE_TEST("no secret is in a changelog", "[text]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    record_at(volunteers, second(0), volunteer(1, "Ada", "hunter2"));
    record_at(volunteers, second(1), volunteer(1, "Ada", "hunter3"));

    const std::string text = text_of(changelog(volunteers, 1));
    CHECK(text == "2024-01-01 00:00:01 UTC\n"
                  "  Volunteer 1, version 2: changed password to [REDACTED]\n"
                  "2024-01-01 00:00:00 UTC\n"
                  "  Volunteer 1, version 1: created with name Ada, E-mail Ada@example.org, password [REDACTED], token "
                  "[REDACTED] and pin [REDACTED]\n");
}

STORE_TEST("hostile values stay on their line whatever the store", "[text]") {
    TestType stores;
    yore::history<Loan> loans{stores.open()};
    const std::string shelf("a\0\n\x1b[2J", 7);
    record_at(loans, second(0), loan(shelf, 1, "\u202eevil\r"));
    const std::string condition = YORE_STATIC_REFLECTION ? "a" : "0"; // nobody described it
    CHECK(text_of(changelog(loans, {shelf, 1})) ==
          "2024-01-01 00:00:00 UTC\n"
          R"x(  Loan "(a\x00\n\x1b[2J, 1)", version 1: created with title "\u{202e}evil\r", condition )x" +
              condition + " and overdue false\n");
}

STORE_TEST("lists inside are told by element whatever the store", "[text]") {
    TestType stores;
    yore::history<Exhibit> exhibits{stores.open()};
    for (int i = 0; i != 2; ++i) {
        Exhibit e;
        e.id = 1;
        e.tags = i == 0 ? std::vector<std::string>{"a"} : std::vector<std::string>{"b", "a"};
        e.parts = {{1, "bolt", 1}, {2, "nut", 5 + i}};
        e.readings = {{"volt", i}};
        record_at(exhibits, second(i), e);
    }
    const std::string text = text_of(changelog(exhibits, {.limit = 1}));
    CHECK(
        text ==
        "2024-01-01 00:00:01 UTC\n"
        "  Exhibit 1, version 2: added b to tags, changed parts 2 count from 5 to 6 and readings volt from 0 to 1\n");
}
