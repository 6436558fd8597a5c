// SPDX-License-Identifier: BSL-1.0
#include "models.hpp"
#include "outcome.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;
using yore::operation;

STORE_TEST("undo of the last update takes it back and names the version before it as source", "[undo]") { // D76
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.record(machine(1, "two", Status::broken));

    const auto receipt = machines.undo(1, 2);

    CHECK(receipt.recorded());
    CHECK(receipt.number == 3);
    CHECK(receipt.op == operation::reverted);
    CHECK(receipt.changed == yore::fields<&Machine::name, &Machine::status>);
    CHECK(machines.at(1, 3)->source == version_number{1});
    CHECK(machines.latest(1)->name == "one");
    CHECK(machines.latest(1)->status == Status::working);
}

STORE_TEST("undo of an older change keeps the later ones", "[undo]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one", Status::working, "A"));
    machines.record(machine(1, "one", Status::broken, "A"));
    machines.record(machine(1, "three", Status::broken, "C"));

    const auto receipt = machines.undo(1, 2);

    CHECK(receipt.changed == yore::fields<&Machine::status>);
    CHECK(machines.latest(1)->status == Status::working);
    CHECK(machines.latest(1)->name == "three");
    CHECK(machines.latest(1)->location == "C");
}

STORE_TEST("undo is refused when a field was changed again, and then nothing is written", "[undo]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one", Status::working));
    machines.record(machine(1, "two", Status::broken));
    machines.record(machine(1, "three", Status::broken));

    CHECK(ending([&] { return machines.undo(1, 2); }) == outcome::undo_conflict);

    CHECK(machines.versions(1).size() == 3);
    CHECK(machines.latest(1)->status == Status::broken);
}

STORE_TEST("a refused undo names the fields that stand in its way", "[undo]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one", Status::working));
    machines.record(machine(1, "two", Status::broken));
    machines.record(machine(1, "three", Status::broken));

    std::vector<std::string> fields;
    try {
        machines.undo(1, 2);
    } catch (const yore::undo_conflict& refused) {
        fields = refused.fields();
    }

    CHECK(fields == std::vector<std::string>{"name"});
}

STORE_TEST("undo goes through when a field was changed and has the undone value again", "[undo]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.record(machine(1, "two"));
    machines.record(machine(1, "three"));
    machines.record(machine(1, "two"));

    CHECK(machines.undo(1, 2).recorded());
    CHECK(machines.latest(1)->name == "one");
}

STORE_TEST("undo of a creation removes the entity", "[undo]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));

    const auto receipt = machines.undo(1, 1);

    CHECK(receipt.op == operation::deleted);
    CHECK(receipt.number == 2);
    CHECK_FALSE(machines.latest(1).has_value());
}

STORE_TEST("undo of a deletion restores the entity", "[undo]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.remove(1);

    const auto receipt = machines.undo(1, 2);

    CHECK(receipt.op == operation::restored);
    CHECK(receipt.changed.empty());
    CHECK(machines.at(1, 3)->source == version_number{1});
    CHECK(machines.latest(1)->name == "one");
}

STORE_TEST("undo of a restore removes the entity again", "[undo]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.remove(1);
    machines.restore(1);

    CHECK(machines.undo(1, 3).op == operation::deleted);
    CHECK_FALSE(machines.latest(1).has_value());
}

STORE_TEST("undo of a re-creation removes the entity", "[undo]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.remove(1);
    machines.record(machine(1, "two"));

    CHECK(machines.undo(1, 3).op == operation::deleted);
}

STORE_TEST("undo of coming and going is refused when a later version exists", "[undo]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.record(machine(1, "two"));
    CHECK(ending([&] { return machines.undo(1, 1); }) == outcome::undo_conflict);
    machines.remove(1);
    machines.restore(1);
    machines.record(machine(1, "three"));

    CHECK(ending([&] { return machines.undo(1, 3); }) == outcome::undo_conflict);
    CHECK(ending([&] { return machines.undo(1, 4); }) == outcome::undo_conflict);
    CHECK(machines.versions(1).size() == 5);
}

STORE_TEST("undo of a revert brings the reverted values back", "[undo]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one", Status::working));
    machines.record(machine(1, "two", Status::broken));
    machines.revert<&Machine::name>(1, yore::to_version(1));

    const auto receipt = machines.undo(1, 3);

    CHECK(receipt.op == operation::reverted);
    CHECK(receipt.changed == yore::fields<&Machine::name>);
    CHECK(machines.latest(1)->name == "two");
    CHECK(machines.at(1, 4)->source == version_number{2});
}

STORE_TEST("undo can be undone", "[undo]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.record(machine(1, "two"));
    machines.undo(1, 2);

    machines.undo(1, 3);

    CHECK(machines.latest(1)->name == "two");
}

STORE_TEST("undo of a version that changed no field changes nothing", "[undo]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.record(machine(1, "two"));
    machines.record(machine(1, "two"), {.record_unchanged = true});

    CHECK_FALSE(machines.undo(1, 3).recorded());
    CHECK(machines.latest(1)->name == "two");
    CHECK(machines.versions(1).size() == 3);
}

STORE_TEST("undo of an unknown entity or version is not_found", "[undo]") { // D76
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));

    CHECK(ending([&] { return machines.undo(2, 1); }) == outcome::not_found);
    CHECK(ending([&] { return machines.undo(1, 0); }) == outcome::not_found);
    CHECK(ending([&] { return machines.undo(1, 2); }) == outcome::not_found);
}

STORE_TEST("undo of an update of a deleted entity is not_found", "[undo]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.record(machine(1, "two"));
    machines.remove(1);

    CHECK(ending([&] { return machines.undo(1, 2); }) == outcome::not_found);
}

STORE_TEST("undo leaves untracked fields as they are, whether they have moved on or not", "[undo]") {
    TestType stores;
    yore::history<Task> tasks{stores.open()};
    tasks.record(Task{1, "one", 10});
    tasks.record(Task{1, "two", 20});
    CHECK(tasks.undo(1, 2).changed == yore::fields<&Task::title>);
    CHECK(tasks.latest(1)->views == 20);
    tasks.record(Task{1, "three", 30});
    tasks.record(Task{1, "three", 40}, {.record_unchanged = true});

    CHECK(tasks.undo(1, 4).changed == yore::fields<&Task::title>);

    CHECK(tasks.latest(1)->title == "one");
    CHECK(tasks.latest(1)->views == 40);
    CHECK_FALSE(tasks.undo(1, 5).recorded());
    CHECK(tasks.revert(1, yore::to_version(1), {.record_unchanged = true}).recorded());
    CHECK(tasks.latest(1)->views == 10);
}

STORE_TEST("undo stamps and keeps its context like every record", "[undo]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "one"));
    record_at(machines, second(20), machine(1, "two"));
    const yore::scope who{yore::context{.actor = yore::actor{"ana"}, .reason = "oops", .occurred_on = second(30)}};

    machines.undo(1, 2);

    const auto version = machines.at(1, 3);
    CHECK(version->commit.actor->id == "ana");
    CHECK(version->commit.reason == "oops");
    CHECK(version->state.audit.modified_on == second(30));
    CHECK(version->state.audit.modified_by == "ana");
    CHECK(version->state.audit.created_on == second(10));
}
