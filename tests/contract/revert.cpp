// SPDX-License-Identifier: BSL-1.0
#include "models.hpp"
#include "outcome.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;
using yore::operation;
using yore::to_time;
using yore::to_version;

namespace {

/// Three versions of machine 1, at 10, 20 and 30 seconds.
void record_three(yore::history<Machine>& machines) {
    record_at(machines, second(10), machine(1, "one", Status::working, "A"));
    record_at(machines, second(20), machine(1, "two", Status::broken, "A"));
    record_at(machines, second(30), machine(1, "three", Status::broken, std::nullopt));
}

} // namespace

STORE_TEST("a revert writes the old state as a new version that names its source", "[revert]") { // D77
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_three(machines);

    const auto receipt = machines.revert(1, to_version(1));

    CHECK(receipt.recorded());
    CHECK(receipt.number == 4);
    CHECK(receipt.op == operation::reverted);
    CHECK(receipt.changed == yore::fields<&Machine::name, &Machine::status, &Machine::location>);
    const auto version = machines.at(1, 4);
    CHECK(version->op == operation::reverted);
    CHECK(version->source == version_number{1});
    CHECK(version->changed == receipt.changed);
    CHECK(version->state.name == "one");
    CHECK(version->state.status == Status::working);
    CHECK(version->state.location == "A");
    CHECK(machines.at(1, 3)->state.name == "three");
}

STORE_TEST("changed of a revert is against the version before it and not against its source", "[revert]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_three(machines);

    CHECK(machines.revert(1, to_version(2)).changed == yore::fields<&Machine::name, &Machine::location>);
}

STORE_TEST("a revert to a time takes the version in force then, and names it", "[revert]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_three(machines);

    const auto receipt = machines.revert(1, to_time(second(25)));

    CHECK(receipt.op == operation::reverted);
    CHECK(machines.at(1, 4)->source == version_number{2});
    CHECK(machines.latest(1)->name == "two");
    machines.revert(1, to_time(second(10)));
    CHECK(machines.at(1, 5)->source == version_number{1});
}

STORE_TEST("a revert to what already is changes nothing", "[revert]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_three(machines);

    const auto receipt = machines.revert(1, to_version(3));

    CHECK_FALSE(receipt.recorded());
    CHECK(receipt.number == 3);
    machines.revert(1, to_version(1));
    CHECK_FALSE(machines.revert(1, to_version(1)).recorded());
    CHECK(machines.versions(1).size() == 4);
}

STORE_TEST("a revert of some fields leaves the others as they are", "[revert]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_three(machines);

    const auto receipt = machines.revert<&Machine::status, &Machine::location>(1, to_version(1));

    CHECK(receipt.op == operation::reverted);
    CHECK(receipt.changed == yore::fields<&Machine::status, &Machine::location>);
    CHECK(machines.at(1, 4)->source == version_number{1});
    CHECK(machines.latest(1)->name == "three");
    CHECK(machines.latest(1)->status == Status::working);
    CHECK(machines.latest(1)->location == "A");
}

STORE_TEST("a revert of fields that already have the old value changes nothing", "[revert]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_three(machines);

    CHECK_FALSE(machines.revert<&Machine::status>(1, to_version(2)).recorded());
    CHECK(machines.versions(1).size() == 3);
}

STORE_TEST("a revert of some fields to a time works like one to a version", "[revert]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_three(machines);

    const auto receipt = machines.revert<&Machine::name>(1, to_time(second(20)));

    CHECK(receipt.changed == yore::fields<&Machine::name>);
    CHECK(machines.at(1, 4)->source == version_number{2});
    CHECK(machines.latest(1)->name == "two");
}

STORE_TEST("a revert can be reverted", "[revert]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_three(machines);
    machines.revert(1, to_version(1));

    machines.revert(1, to_version(3));

    CHECK(machines.latest(1)->name == "three");
    CHECK(machines.at(1, 5)->source == version_number{3});
}

STORE_TEST("a revert of a deleted or unknown entity is not_found", "[revert]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_three(machines);
    machines.remove(1);

    CHECK(ending([&] { return machines.revert(1, to_version(1)); }) == outcome::not_found);
    CHECK(ending([&] { return machines.revert(2, to_version(1)); }) == outcome::not_found);
    CHECK(ending([&] { return machines.preview_revert(1, to_version(1)); }) == outcome::not_found);
    CHECK(machines.versions(1).size() == 4);
}

STORE_TEST("a revert to where the entity was deleted or unknown is not_found", "[revert]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_three(machines);
    remove_at(machines, second(40), 1);
    restore_at(machines, second(50), 1);

    CHECK(ending([&] { return machines.revert(1, to_version(4)); }) == outcome::not_found);
    CHECK(ending([&] { return machines.revert(1, to_time(second(45))); }) == outcome::not_found);
    CHECK(ending([&] { return machines.revert(1, to_time(second(9))); }) == outcome::not_found);
    CHECK(ending([&] { return machines.revert(1, to_version(0)); }) == outcome::not_found);
    CHECK(ending([&] { return machines.revert(1, to_version(6)); }) == outcome::not_found);
    CHECK(ending([&] { return machines.revert<&Machine::name>(1, to_version(6)); }) == outcome::not_found);
    CHECK(machines.versions(1).size() == 5);
}

STORE_TEST("a revert reaches back before a deletion of the entity's earlier life", "[revert]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "first life"));
    remove_at(machines, second(20), 1);
    record_at(machines, second(30), machine(1, "second life"));

    machines.revert(1, to_version(1));

    CHECK(machines.latest(1)->name == "first life");
    CHECK(machines.at(1, 4)->source == version_number{1});
    CHECK(machines.latest(1)->audit.created_on == second(30));
}

STORE_TEST("a preview shows what a revert would record and records nothing", "[revert]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_three(machines);

    const Machine preview = machines.preview_revert(1, to_version(1));

    CHECK(preview.name == "one");
    CHECK(preview.status == Status::working);
    CHECK(preview.location == "A");
    CHECK(preview.audit.created_on == second(10));
    CHECK(machines.versions(1).size() == 3);
    CHECK(machines.preview_revert(1, to_time(second(20))).name == "two");
    CHECK(ending([&] { return machines.preview_revert(1, to_version(9)); }) == outcome::not_found);
    CHECK(ending([&] { return machines.preview_revert(2, to_version(1)); }) == outcome::not_found);
}

STORE_TEST("a revert can be vetoed and needs a reason where one is required", "[revert]") {
    TestType stores;
    yore::history<Ticket> tickets{stores.open()};
    {
        const yore::scope why{"ana", "reported"};
        tickets.record(ticket(1, "leak"));
        tickets.record(ticket(1, "burst"));
    }

    CHECK_THROWS_AS(tickets.revert(1, to_version(1)), yore::reason_required);
    const yore::scope why{"bo", "it is only a leak"};
    const auto hook = tickets.before_record([](const yore::version<Ticket>& next) {
        return next.op != operation::reverted || next.source != version_number{1};
    });
    CHECK_THROWS_AS(tickets.revert(1, to_version(1)), yore::vetoed);
    CHECK(tickets.versions(1).size() == 2);
}

STORE_TEST("a revert brings nested values and containers back", "[revert]") { // E1, E7.7: sets were left out
    TestType stores;
    yore::history<Exhibit> exhibits{stores.open()};
    Exhibit e;
    e.id = 1;
    e.address = {"Main Street", 7};
    e.tags = {"old", "rare"};
    e.parts = {{1, "spring", 2}};
    e.readings = {{"volt", 50}};
    e.awards = {"best in show"};
    e.value = std::string("priceless");
    e.note = std::make_unique<Note>(Note{"handle with care", 5});
    exhibits.record(e);
    Exhibit bare;
    bare.id = 1;
    exhibits.record(bare);
    exhibits.remove(1);
    exhibits.restore(1);

    exhibits.revert(1, to_version(1));

    const auto latest = exhibits.latest(1);
    CHECK(latest->address.street == "Main Street");
    CHECK(latest->address.number == 7);
    CHECK(latest->tags == std::vector<std::string>{"old", "rare"});
    REQUIRE(latest->parts.size() == 1);
    CHECK(latest->parts[0].label == "spring");
    CHECK(latest->readings == std::map<std::string, std::int64_t>{{"volt", 50}});
    CHECK(latest->awards == std::set<std::string>{"best in show"});
    CHECK(latest->value == std::variant<std::int64_t, std::string>{"priceless"});
    REQUIRE(latest->note != nullptr);
    CHECK(latest->note->text == "handle with care");
}
