// SPDX-License-Identifier: BSL-1.0
#include "models.hpp"
#include "outcome.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;

STORE_TEST("each field is blamed on the newest version that changed it", "[blame]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    {
        const yore::scope who{"ana", "new"};
        machines.record(machine(1, "one"));
    }
    {
        const yore::scope who{"bo", "it broke"};
        machines.record(machine(1, "one", Status::broken));
    }
    {
        const yore::scope who{"cy", "moved"};
        machines.record(machine(1, "one", Status::broken, "cellar"));
    }

    const auto blame = machines.blame(1);

    CHECK(blame.of<&Machine::name>().number == 1);
    CHECK(blame.of<&Machine::name>().commit.actor->id == "ana");
    CHECK(blame.of<&Machine::status>().number == 2);
    CHECK(blame.of<&Machine::status>().commit.actor->id == "bo");
    CHECK(blame.of<&Machine::status>().commit.reason == "it broke");
    CHECK(blame.of<&Machine::location>().number == 3);
    CHECK(blame.of<&Machine::location>().commit.actor->id == "cy");
    CHECK(blame.of<&Machine::id>().number == 1);
    CHECK_FALSE(blame.of<&Machine::status>().or_earlier);
}

STORE_TEST("a change to the same value again is no change and gets no blame", "[blame]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one", Status::broken));
    machines.record(machine(1, "two", Status::broken));

    CHECK(machines.blame(1).of<&Machine::status>().number == 1);
}

STORE_TEST("blame sees through a deletion that was taken back", "[blame]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.record(machine(1, "one", Status::broken));
    machines.remove(1);
    machines.restore(1);

    const auto blame = machines.blame(1);

    CHECK(blame.of<&Machine::name>().number == 1);
    CHECK(blame.of<&Machine::status>().number == 2);
    CHECK_FALSE(blame.of<&Machine::name>().or_earlier);
}

STORE_TEST("a re-creation is to blame for every field", "[blame]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.remove(1);
    machines.record(machine(1, "one"));

    const auto blame = machines.blame(1);

    CHECK(blame.of<&Machine::id>().number == 3);
    CHECK(blame.of<&Machine::name>().number == 3);
    CHECK(blame.of<&Machine::location>().number == 3);
}

STORE_TEST("a revert is to blame for what it changed", "[blame]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one", Status::working));
    machines.record(machine(1, "two", Status::working));
    machines.revert(1, yore::to_version(1));

    CHECK(machines.blame(1).of<&Machine::name>().number == 3);
    CHECK(machines.blame(1).of<&Machine::status>().number == 1);
}

STORE_TEST("blame answers for a deleted entity", "[blame]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.record(machine(1, "two"));
    machines.remove(1);

    CHECK(machines.blame(1).of<&Machine::name>().number == 2);
}

STORE_TEST("blame of an unknown key is not_found", "[blame]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};

    CHECK_THROWS_WITH(machines.blame(1), "yore: cannot blame Machine 1: nothing was ever recorded of it");
    CHECK(ending([&] { return machines.blame(1); }) == outcome::not_found);
}

STORE_TEST("an untracked field is blamed on the version that it was stored with", "[blame]") {
    TestType stores;
    yore::history<Task> tasks{stores.open()};
    tasks.record(Task{1, "one", 10});
    tasks.record(Task{1, "one", 11});
    tasks.record(Task{1, "two", 12});

    CHECK(tasks.blame(1).of<&Task::views>().number == 2);
}

STORE_TEST("a field set before the past that is kept is blamed on the oldest kept version or earlier", "[blame]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "one", Status::working));
    record_at(machines, second(20), machine(1, "two", Status::working));
    record_at(machines, second(30), machine(1, "two", Status::broken));
    record_at(machines, second(40), machine(1, "four", Status::broken));

    machines.prune({.older_than = second(30)});

    const auto blame = machines.blame(1);
    CHECK(blame.of<&Machine::id>().number == 3);
    CHECK(blame.of<&Machine::id>().or_earlier);
    CHECK(blame.of<&Machine::id>().commit.id == machines.at(1, 3)->commit.id);
    CHECK(blame.of<&Machine::location>().or_earlier);
    CHECK(blame.of<&Machine::status>().number == 3);
    CHECK_FALSE(blame.of<&Machine::status>().or_earlier);
    CHECK(blame.of<&Machine::name>().number == 4);
    CHECK_FALSE(blame.of<&Machine::name>().or_earlier);
}

STORE_TEST("a field behind a base class is blamed like any other", "[blame]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    volunteers.record(volunteer(1, "Maria"));
    auto changed = volunteer(1, "Maria");
    changed.email = "maria@example.net";
    volunteers.record(changed);

    CHECK(volunteers.blame(1).of<&Volunteer::email>().number == 2);
    CHECK(volunteers.blame(1).of<&Volunteer::name>().number == 1);
}
