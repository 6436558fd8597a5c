// SPDX-License-Identifier: BSL-1.0
#include <atomic>

#include "../models.hpp"
#include "../stores.hpp"
#include "../support.hpp"
#include "threads.hpp"

using namespace contract;

STORE_TEST("a scope is in force in its own thread only", "[concurrency][context]") { // C14: leaked actors
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    const yore::scope mine{"ana", "mine"};

    elsewhere([&] { return machines.record(machine(1, "recorded by nobody")); });
    machines.record(machine(2, "recorded by ana"));

    CHECK_FALSE(machines.at(1, 1)->commit.actor.has_value());
    CHECK_FALSE(machines.at(1, 1)->commit.reason.has_value());
    CHECK(machines.at(2, 1)->commit.actor->id == "ana");
}

STORE_TEST("threads with scopes of their own never mix them up", "[concurrency][context]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};

    together(4, [&](std::size_t thread) {
        const auto me = std::to_string(thread);
        const yore::scope outer{yore::actor{"thread " + me}, "outer " + me};
        for (std::int64_t round = 0; round < 50; ++round) {
            const yore::scope inner{yore::context{.reason = "round " + std::to_string(round), .extra = {{"me", me}}}};
            machines.record(machine(static_cast<std::int64_t>(thread), std::to_string(round)));
        }
    });

    for (std::int64_t thread = 0; thread < 4; ++thread) {
        const auto me = std::to_string(thread);
        const auto versions = machines.versions(thread);
        REQUIRE(versions.size() == 50);
        for (std::size_t each = 0; each < versions.size(); ++each) {
            REQUIRE(versions[each].commit.actor->id == "thread " + me);
            REQUIRE(versions[each].commit.reason == "round " + std::to_string(each));
            REQUIRE(versions[each].commit.extra.at("me") == me);
            REQUIRE(versions[each].state.audit.modified_by == "thread " + me);
        }
    }
}

STORE_TEST("a context captured here can be put in force in another thread", "[concurrency][context]") { // C20
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    const yore::scope mine{yore::context{
        .actor = yore::actor{"ana", "Ana"}, .reason = "queued", .extra = {{"k", "v"}}, .occurred_on = second(10)}};

    elsewhere([&, frozen = yore::current_context()] {
        const yore::scope resumed{frozen};
        return machines.record(machine(1, "one"));
    });

    const auto commit = machines.at(1, 1)->commit;
    CHECK(commit.actor->name == "Ana");
    CHECK(commit.reason == "queued");
    CHECK(commit.extra.at("k") == "v");
    CHECK(commit.occurred_on == second(10));
}

STORE_TEST("muted is muted in its own thread only", "[concurrency][context]") { // D53
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    const yore::muted silence;
    const yore::muted_for<Machine> more_silence;

    const bool recorded_there = elsewhere([&] { return machines.record(machine(1, "one")).recorded(); });

    CHECK(recorded_there);
    CHECK_FALSE(machines.record(machine(1, "two")).recorded());
    CHECK(machines.versions(1).size() == 1);
}
