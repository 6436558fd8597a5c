// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <initializer_list>

#include "models.hpp"
#include "outcome.hpp"
#include "random.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;
using yore::operation;

namespace {

using found = std::vector<std::pair<std::int64_t, version_number>>;

/// The key and the number of each version.
found places(const std::vector<yore::version<Machine>>& versions) {
    found all;
    for (const auto& version : versions) all.emplace_back(version.state.id, version.number);
    return all;
}

/// Six versions of three machines: created, created, updated, created, deleted, restored.
void record_six(yore::history<Machine>& machines) {
    {
        const yore::scope who{yore::context{.actor = yore::actor{"ana"}, .reason = "new", .occurred_on = second(10)}};
        machines.record(machine(1, "one"));
        machines.record(machine(2, "two"));
    }
    {
        const yore::scope who{yore::context{
            .actor = yore::actor{"bo", "Bo"}, .reason = "repair", .correlation_id = "c1", .occurred_on = second(20)}};
        machines.record(machine(1, "one", Status::broken, "A"));
    }
    record_at(machines, second(5), machine(3, "three"));
    {
        const yore::scope who{yore::context{.actor = yore::actor{"bo"}, .occurred_on = second(30)}};
        machines.remove(2);
    }
    restore_at(machines, second(40), 2);
}

} // namespace

STORE_TEST("find without a filter finds everything", "[find]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.record(machine(2, "two"));

    CHECK(machines.find().size() == 2);
    CHECK(machines.find().front().state.id == 2);
}

STORE_TEST("find without a wish gives every version, the newest first", "[find]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    CHECK(machines.find({}).empty());
    record_six(machines);

    CHECK(places(machines.find({})) == found{{2, 3}, {2, 2}, {3, 1}, {1, 2}, {2, 1}, {1, 1}});
}

STORE_TEST("find orders by recording and not by time", "[find]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_six(machines);

    CHECK(places(machines.find({.newest_first = false})) == found{{1, 1}, {2, 1}, {1, 2}, {3, 1}, {2, 2}, {2, 3}});
}

STORE_TEST("find orders the versions of one commit by their place in it", "[find]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record_all(std::vector<Machine>{machine(3, "a"), machine(1, "b"), machine(3, "c"), machine(2, "d")});

    CHECK(places(machines.find({.newest_first = false})) == found{{3, 1}, {1, 1}, {3, 2}, {2, 1}});
    CHECK(places(machines.find({})) == found{{2, 1}, {3, 2}, {1, 1}, {3, 1}});
}

STORE_TEST("find by key gives the versions of one entity", "[find]") { // D43
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_six(machines);

    CHECK(places(machines.find({.key = 2})) == found{{2, 3}, {2, 2}, {2, 1}});
    CHECK(machines.find({.key = 9}).empty());
}

STORE_TEST("find by actor matches the id", "[find]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_six(machines);

    CHECK(places(machines.find({.actor = "bo"})) == found{{2, 2}, {1, 2}});
    CHECK(places(machines.find({.actor = "ana"})) == found{{2, 1}, {1, 1}});
    CHECK(machines.find({.actor = "Bo"}).empty());
    CHECK(machines.find({.actor = ""}).empty());
}

STORE_TEST("an empty text in a commit is found as such and is not an absent one", "[find]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "nobody and no reason"));
    {
        const yore::scope who{yore::context{.actor = yore::actor{""}, .reason = "", .correlation_id = ""}};
        machines.record(machine(2, "empty"));
    }

    CHECK(places(machines.find({.actor = ""})) == found{{2, 1}});
    CHECK(places(machines.find({.reason = ""})) == found{{2, 1}});
    CHECK(places(machines.find({.correlation_id = ""})) == found{{2, 1}});
    CHECK_FALSE(machines.at(1, 1)->commit.reason.has_value());
    CHECK(machines.at(2, 1)->commit.reason == "");
    CHECK(machines.at(2, 1)->commit.actor->id == "");
}

STORE_TEST("find by reason and by correlation id", "[find]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_six(machines);

    CHECK(places(machines.find({.reason = "repair"})) == found{{1, 2}});
    CHECK(places(machines.find({.correlation_id = "c1"})) == found{{1, 2}});
    CHECK(machines.find({.reason = "c1"}).empty());
}

STORE_TEST("find by time takes the first instant in and leaves the last one out", "[find]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_six(machines);

    CHECK(places(machines.find({.from = second(10), .until = second(30)})) == found{{1, 2}, {2, 1}, {1, 1}});
    CHECK(places(machines.find({.from = second(30)})) == found{{2, 3}, {2, 2}});
    CHECK(places(machines.find({.until = second(10)})) == found{{3, 1}});
    CHECK(machines.find({.from = second(20), .until = second(20)}).empty());
}

STORE_TEST("find by operations gives versions of any of them", "[find]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_six(machines);

    CHECK(places(machines.find({.operations = {operation::deleted}})) == found{{2, 2}});
    CHECK(places(machines.find({.operations = {operation::updated, operation::restored}})) == found{{2, 3}, {1, 2}});
    CHECK(machines.find({.operations = {operation::reverted}}).empty());
}

STORE_TEST("find by changed fields gives versions that changed any of them", "[find]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_six(machines);
    record_at(machines, second(50), machine(1, "one", Status::broken, "B"));
    record_at(machines, second(60), machine(1, "uno", Status::broken, "B"));

    CHECK(places(machines.find({.key = 1, .changed = yore::fields<&Machine::status>})) == found{{1, 2}, {1, 1}});
    CHECK(places(machines.find({.key = 1, .changed = yore::fields<&Machine::status, &Machine::name>})) ==
          found{{1, 4}, {1, 2}, {1, 1}});
    CHECK(places(machines.find({.key = 2, .changed = yore::fields<&Machine::status>})) == found{{2, 1}});
}

STORE_TEST("a version must satisfy everything that a filter sets", "[find]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_six(machines);

    CHECK(places(machines.find({.key = 1, .actor = "bo", .from = second(20), .operations = {operation::updated}})) ==
          found{{1, 2}});
    CHECK(machines.find({.key = 1, .actor = "bo", .until = second(20)}).empty());
    CHECK(machines.find({.key = 2, .actor = "bo", .changed = yore::fields<&Machine::name>}).empty());
}

STORE_TEST("what find gives is the whole version", "[find]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_six(machines);

    const auto version = machines.find({.key = 1, .limit = 1}).front();

    CHECK(version.number == 2);
    CHECK(version.op == operation::updated);
    CHECK(version.state.location == "A");
    CHECK(version.state.audit.modified_by == "bo");
    CHECK(version.changed == yore::fields<&Machine::status, &Machine::location>);
    CHECK(version.commit.reason == "repair");
    CHECK(version.commit.actor->name == "Bo");
    CHECK(machines.find({.key = 2, .operations = {operation::restored}}).front().source == version_number{1});
}

STORE_TEST("pages follow each other without gap or overlap, in both directions", "[find][paging]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_six(machines);

    for (const bool newest_first : {true, false}) {
        const auto all = places(machines.find({.newest_first = newest_first}));
        for (std::size_t limit = 1; limit <= 7; ++limit) {
            yore::filter<Machine> page{.limit = limit, .newest_first = newest_first};
            found seen;
            while (true) {
                const auto versions = machines.find(page);
                if (versions.empty()) break;
                REQUIRE(versions.size() <= limit);
                for (const auto& place : places(versions)) seen.push_back(place);
                page.after = yore::cursor<Machine>{versions.back()};
            }
            CHECK(seen == all);
        }
    }
}

STORE_TEST("a limit of zero is no limit", "[find][paging]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_six(machines);

    CHECK(machines.find({.limit = 0}).size() == 6);
    CHECK(machines.find({.limit = 100}).size() == 6);
    CHECK(places(machines.find({.limit = 2})) == found{{2, 3}, {2, 2}});
}

STORE_TEST("what a limit leaves is the beginning of what there is, and pages are all of it", "[find][paging]") {
    TestType stores;
    decltype(auto) db = stores.open();
    yore::history<Machine> machines{db};
    random_source random{5};
    {
        yore::batch import{db};
        for (int i = 0; i != 400; ++i) {
            const yore::scope who{yore::context{.actor = yore::actor{random.pick({"ana", "bo"})}}};
            const auto id = static_cast<std::int64_t>(random.below(i < 300 ? 30 : 3)); // some have more than others
            machines.record(machine(id, random.word(), random.pick({Status::working, Status::broken})));
        }
    }

    for (const bool newest_first : {true, false})
        for (yore::filter<Machine> f :
            {yore::filter<Machine>{}, {.actor = "ana"}, {.changed = yore::fields<&Machine::status>}}) {
            f.newest_first = newest_first;
            f.limit = 0;
            const found all = places(machines.find(f));
            for (const std::size_t limit : std::initializer_list<std::size_t>{7, 40, 399}) {
                f.limit = limit;
                f.after.reset();
                found paged;
                for (auto page = machines.find(f); !page.empty(); page = machines.find(f)) {
                    CHECK(page.size() == std::min(limit, all.size() - paged.size()));
                    for (const auto& place : places(page)) paged.push_back(place);
                    f.after = yore::cursor<Machine>{page.back()};
                }
                CHECK(paged == all);
            }
        }
}

STORE_TEST("versions recorded between two pages do not shift the second one", "[find][paging]") { // C24
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_six(machines);
    const auto first_page = machines.find({.limit = 3});

    machines.record(machine(7, "late"));

    CHECK(places(machines.find({.limit = 3, .after = yore::cursor<Machine>{first_page.back()}})) ==
          found{{1, 2}, {2, 1}, {1, 1}});
}

STORE_TEST("a page can begin within a commit", "[find][paging]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record_all(std::vector<Machine>{machine(3, "a"), machine(1, "b"), machine(3, "c"), machine(2, "d")});
    const auto first_page = machines.find({.limit = 2, .newest_first = false});

    const auto second_page = machines.find({.newest_first = false, .after = yore::cursor<Machine>{first_page.back()}});

    CHECK(places(second_page) == found{{3, 2}, {2, 1}});
}

STORE_TEST("find by a key of several fields", "[find]") {
    TestType stores;
    yore::history<Loan> loans{stores.open()};
    loans.record(loan("A", 1, "first"));
    loans.record(loan("A", 2, "second"));

    const auto versions = loans.find({.key = std::tuple<std::string, std::int32_t>{"A", 2}});

    REQUIRE(versions.size() == 1);
    CHECK(versions[0].state.title == "second");
}
