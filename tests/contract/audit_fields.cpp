// SPDX-License-Identifier: BSL-1.0
#include <utility>

#include "models.hpp"
#include "outcome.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;

namespace {

/// Puts values into the four that only a careless or dishonest caller would put there.
template <class Audit> void scribble(Audit& audit) {
    audit.created_on = second(-1);
    audit.modified_on = second(-2);
    audit.created_by = "nobody you know";
    audit.modified_by = "nobody you know";
}

yore::scope by(const char* actor, timestamp instant) {
    return yore::scope{yore::context{.actor = yore::actor{actor}, .occurred_on = instant}};
}

} // namespace

STORE_TEST("creation stamps both times with the instant and both people with the actor", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    auto m = machine(1, "Fathom");
    {
        const auto who = by("ana", second(10));
        machines.record(m);
    }

    CHECK(m.audit.created_on == second(10));
    CHECK(m.audit.modified_on == second(10));
    CHECK(m.audit.created_by == "ana");
    CHECK(m.audit.modified_by == "ana");
    const auto stored = machines.latest(1);
    CHECK(stored->audit.created_on == second(10));
    CHECK(stored->audit.modified_on == second(10));
    CHECK(stored->audit.created_by == "ana");
    CHECK(stored->audit.modified_by == "ana");
}

STORE_TEST("creation without an actor names nobody, whatever the caller put there", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    auto m = machine(1, "Fathom");
    scribble(m.audit);
    const auto now = at(second(10));

    machines.record(m);

    CHECK(m.audit.created_on == second(10));
    CHECK(m.audit.modified_on == second(10));
    CHECK_FALSE(m.audit.created_by.has_value());
    CHECK_FALSE(m.audit.modified_by.has_value());
    CHECK_FALSE(machines.latest(1)->audit.created_by.has_value());
}

STORE_TEST("an update stamps the modification and keeps the creation", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    auto m = machine(1, "Fathom");
    {
        const auto who = by("ana", second(10));
        machines.record(m);
    }
    const auto who = by("bo", second(20));
    m.status = Status::broken;

    machines.record(m);

    CHECK(m.audit.created_on == second(10));
    CHECK(m.audit.created_by == "ana");
    CHECK(m.audit.modified_on == second(20));
    CHECK(m.audit.modified_by == "bo");
}

STORE_TEST("an update without an actor keeps who modified before and moves the time", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    auto m = machine(1, "Fathom");
    {
        const auto who = by("ana", second(10));
        machines.record(m);
    }
    {
        const auto who = by("bo", second(20));
        m.name = "Centaur";
        machines.record(m);
    }
    const auto now = at(second(30));
    m.name = "Gorgar";
    m.audit.modified_by = "forged";

    machines.record(m);

    CHECK(m.audit.modified_on == second(30));
    CHECK(m.audit.modified_by == "bo");
}

STORE_TEST("what the caller puts into the four is overwritten by the stored past", "[audit]") { // E7.13
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    {
        const auto who = by("ana", second(10));
        machines.record(machine(1, "Fathom"));
    }
    const auto who = by("bo", second(20));
    auto m = machine(1, "Centaur");
    scribble(m.audit);

    machines.record(m);

    CHECK(m.audit.created_on == second(10));
    CHECK(m.audit.created_by == "ana");
    CHECK(m.audit.modified_on == second(20));
    CHECK(m.audit.modified_by == "bo");
    CHECK(machines.latest(1)->audit.created_by == "ana");
}

STORE_TEST("a constant state is stamped in the store as well", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    auto m = machine(1, "Fathom");
    scribble(m.audit);
    const auto who = by("ana", second(10));

    machines.record(std::as_const(m));

    CHECK(m.audit.created_by == "nobody you know");
    CHECK(machines.latest(1)->audit.created_by == "ana");
    CHECK(machines.latest(1)->audit.created_on == second(10));
}

STORE_TEST("nothing changed means nothing stamped, and the caller is given the stored four", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    {
        const auto who = by("ana", second(10));
        machines.record(machine(1, "Fathom"));
    }
    const auto who = by("bo", second(20));
    auto m = machine(1, "Fathom");
    scribble(m.audit);

    CHECK_FALSE(machines.record(m).recorded());

    CHECK(m.audit.created_on == second(10));
    CHECK(m.audit.modified_on == second(10));
    CHECK(m.audit.created_by == "ana");
    CHECK(m.audit.modified_by == "ana");
    CHECK(machines.latest(1)->audit.modified_on == second(10));
}

STORE_TEST("the four are never a change and in no set of changed fields", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    const auto created = machines.record(machine(1, "Fathom"));
    auto m = machine(1, "Fathom");
    scribble(m.audit);

    CHECK_FALSE(created.changed.contains<&Machine::audit>());
    CHECK_FALSE(machines.record(std::as_const(m)).recorded());
    m.name = "Centaur";
    CHECK(machines.record(m).changed == yore::fields<&Machine::name>);
    CHECK(machines.diff(1, 1, 2).fields() == yore::fields<&Machine::name>);
}

STORE_TEST("the four as a base class are never a change either", "[audit]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    const auto created = volunteers.record(volunteer(1, "Maria"));
    auto v = volunteer(1, "Maria");
    scribble(v);

    CHECK(created.changed == yore::fields<&Volunteer::id, &Volunteer::name, &Volunteer::email, &Volunteer::password,
                                 &Volunteer::token, &Volunteer::pin>);
    CHECK_FALSE(volunteers.record(std::as_const(v)).recorded());
    v.name = "Mary";
    CHECK(volunteers.record(v).changed == yore::fields<&Volunteer::name>);
    CHECK(v.created_by == std::nullopt);
}

STORE_TEST("the audit base class is stamped like the member", "[audit]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    auto v = volunteer(1, "Maria");
    {
        const auto who = by("ana", second(10));
        volunteers.record(v);
    }
    const auto who = by("bo", second(20));
    v.name = "Mary";
    volunteers.record(v);

    CHECK(v.created_on == second(10));
    CHECK(v.created_by == "ana");
    CHECK(v.modified_on == second(20));
    CHECK(v.modified_by == "bo");
    CHECK(volunteers.at(1, 1)->state.modified_by == "ana");
    CHECK(volunteers.at(1, 2)->state.modified_by == "bo");
}

STORE_TEST("the four are part of each version's state", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    {
        const auto who = by("ana", second(10));
        machines.record(machine(1, "Fathom"));
    }
    {
        const auto who = by("bo", second(20));
        machines.record(machine(1, "Centaur"));
    }

    CHECK(machines.at(1, 1)->state.audit.modified_on == second(10));
    CHECK(machines.at(1, 1)->state.audit.modified_by == "ana");
    CHECK(machines.at(1, 2)->state.audit.modified_on == second(20));
    CHECK(machines.at(1, 2)->state.audit.created_by == "ana");
    CHECK(machines.as_of(1, second(15))->audit.modified_on == second(10));
    CHECK(machines.as_of(second(25)).find(1)->audit.modified_by == "bo");
}

STORE_TEST("creation is decided by what the history holds and never by whether the key is empty", "[audit]") { // D13
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    auto m = machine(0, "Fathom");
    {
        const auto now = at(second(10));
        CHECK(machines.record(m).op == yore::operation::created);
    }
    const auto now = at(second(20));
    m.name = "Centaur";

    CHECK(machines.record(m).op == yore::operation::updated);
    CHECK(m.audit.created_on == second(10));
    m.id = 5;
    CHECK(machines.record(m).op == yore::operation::created);
    CHECK(m.audit.created_on == second(20));
}

STORE_TEST("stamping in record_all works as it does for one", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    {
        const auto who = by("ana", second(10));
        machines.record(machine(1, "Fathom"));
        machines.record(machine(3, "same"));
    }
    std::vector<Machine> states{machine(1, "Centaur"), machine(2, "Gorgar"), machine(3, "same")};
    for (auto& state : states) scribble(state.audit);
    const auto who = by("bo", second(20));

    machines.record_all(std::span<Machine>(states));

    CHECK(states[0].audit.created_by == "ana");
    CHECK(states[0].audit.modified_by == "bo");
    CHECK(states[0].audit.modified_on == second(20));
    CHECK(states[1].audit.created_by == "bo");
    CHECK(states[1].audit.created_on == second(20));
    CHECK(states[2].audit.modified_by == "ana");
    CHECK(states[2].audit.modified_on == second(10));
    CHECK(machines.latest(1)->audit.created_on == second(10));
}

STORE_TEST("a revert stamps the modification and does not take it from the past", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    {
        const auto who = by("ana", second(10));
        machines.record(machine(1, "Fathom"));
    }
    {
        const auto who = by("bo", second(20));
        machines.record(machine(1, "Centaur"));
    }
    const auto who = by("cy", second(30));

    machines.revert(1, yore::to_version(1));

    const auto audit = machines.latest(1)->audit;
    CHECK(audit.created_on == second(10));
    CHECK(audit.created_by == "ana");
    CHECK(audit.modified_on == second(30));
    CHECK(audit.modified_by == "cy");
}

STORE_TEST("restore keeps the creation and stamps the modification", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    {
        const auto who = by("ana", second(10));
        machines.record(machine(1, "Fathom"));
    }
    remove_at(machines, second(20), 1);
    const auto who = by("cy", second(30));

    machines.restore(1);

    const auto audit = machines.latest(1)->audit;
    CHECK(audit.created_on == second(10));
    CHECK(audit.created_by == "ana");
    CHECK(audit.modified_on == second(30));
    CHECK(audit.modified_by == "cy");
}

STORE_TEST("a re-creation sets the creation anew", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    {
        const auto who = by("ana", second(10));
        machines.record(machine(1, "Fathom"));
    }
    remove_at(machines, second(20), 1);
    const auto now = at(second(30));
    auto m = machine(1, "Fathom");

    machines.record(m);

    CHECK(m.audit.created_on == second(30));
    CHECK(m.audit.modified_on == second(30));
    CHECK_FALSE(m.audit.created_by.has_value());
    CHECK_FALSE(m.audit.modified_by.has_value());
}

STORE_TEST("a deletion keeps the four of the last state", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    {
        const auto who = by("ana", second(10));
        machines.record(machine(1, "Fathom"));
    }
    {
        const auto who = by("bo", second(20));
        machines.remove(1);
    }

    const auto deletion = machines.at(1, 2);

    CHECK(deletion->state.audit.modified_on == second(10));
    CHECK(deletion->state.audit.modified_by == "ana");
    CHECK(deletion->commit.actor->id == "bo");
}

STORE_TEST("record_unchanged stamps", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    auto m = machine(1, "Fathom");
    {
        const auto who = by("ana", second(10));
        machines.record(m);
    }
    const auto who = by("bo", second(20));

    machines.record(m, {.record_unchanged = true});

    CHECK(m.audit.modified_on == second(20));
    CHECK(m.audit.modified_by == "bo");
    CHECK(machines.latest(1)->audit.modified_on == second(20));
}

STORE_TEST("a muted record leaves the caller's object alone", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Fathom"));
    auto m = machine(1, "Fathom");
    scribble(m.audit);
    const yore::muted silence;

    machines.record(m);

    CHECK(m.audit.created_on == second(-1));
    CHECK(m.audit.modified_by == "nobody you know");
}

STORE_TEST("a record that throws leaves the caller's object alone", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "Fathom"));
    auto m = machine(1, "Centaur");
    scribble(m.audit);
    const auto hook = machines.before_record([](const yore::version<Machine>&) { return false; });
    const auto now = at(second(20));

    CHECK_THROWS_AS(machines.record(m), yore::vetoed);
    CHECK_THROWS_AS(machines.record(m, {.expected_version = 9}), yore::conflict);

    CHECK(m.audit.created_on == second(-1));
    CHECK(m.audit.modified_on == second(-2));
    CHECK(m.audit.created_by == "nobody you know");
}

STORE_TEST("a rollback does not reach back into the caller's object", "[audit]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    auto m = machine(1, "Fathom");
    {
        yore::transaction all{db};
        const auto who = by("ana", second(10));
        machines.record(m);
    }

    CHECK_FALSE(machines.latest(1).has_value());
    CHECK(m.audit.created_on == second(10));
    CHECK(m.audit.created_by == "ana");
}

STORE_TEST("prune does not alter the four", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    {
        const auto who = by("ana", second(10));
        machines.record(machine(1, "Fathom"));
    }
    for (std::int64_t each = 20; each < 25; ++each) {
        const auto who = by("bo", second(each));
        machines.record(machine(1, "name " + std::to_string(each)));
    }

    machines.prune({.keep_last = 1});

    CHECK(machines.versions(1).size() == 1);
    CHECK(machines.latest(1)->audit.created_on == second(10));
    CHECK(machines.latest(1)->audit.created_by == "ana");
    CHECK(machines.latest(1)->audit.modified_on == second(24));
}

STORE_TEST("a clamped version stamps the instant that it was clamped to", "[audit]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, future(10), machine(1, "Fathom"));
    auto m = machine(1, "Centaur");

    machines.record(m);

    CHECK(m.audit.modified_on == future(10));
    CHECK(machines.at(1, 2)->commit.occurred_on == future(10));
}

STORE_TEST("people can be kept as whole actors", "[audit]") {
    TestType stores;
    yore::history<Tour> tours{stores.open()};
    Tour t{1, "Pinball in the dark"};
    {
        const yore::scope who{yore::actor{"ana", "Ana Lovelace"}};
        tours.record(t);
    }
    const yore::scope who{yore::actor{"bo"}};
    t.title = "Pinball by candle light";
    tours.record(t);

    REQUIRE(t.audit.created_by.has_value());
    CHECK(t.audit.created_by->id == "ana");
    CHECK(t.audit.created_by->name == "Ana Lovelace");
    CHECK(t.audit.modified_by->id == "bo");
    CHECK_FALSE(t.audit.modified_by->name.has_value());
    CHECK(tours.latest(1)->audit.created_by->name == "Ana Lovelace");
}

STORE_TEST("people can be kept as numbers made from the actor's id", "[audit]") {
    TestType stores;
    yore::history<Visit> visits{stores.open()};
    Visit v{1, "school class"};
    const yore::scope who{yore::actor{"4711"}};

    visits.record(v);

    REQUIRE(v.audit.created_by.has_value());
    CHECK(v.audit.created_by->number == 4711);
    CHECK(visits.latest(1)->audit.modified_by->number == 4711);
}

STORE_TEST("an actor whose id does not convert throws before anything is written", "[audit]") {
    TestType stores;
    yore::history<Visit> visits{stores.open()};
    Visit v{1, "school class"};
    const yore::scope who{yore::actor{"ana"}};

    CHECK_THROWS_AS(visits.record(v), yore::error);

    CHECK(visits.versions(1).empty());
    CHECK_FALSE(v.audit.created_by.has_value());
    CHECK(visits.statistics().versions == 0);
}
