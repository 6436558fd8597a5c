// SPDX-License-Identifier: BSL-1.0
#include <array>
#include <cmath>
#include <limits>
#include <list>
#include <ranges>
#include <span>
#include <type_traits>

#include "models.hpp"
#include "outcome.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;
using yore::operation;

static_assert(std::is_move_constructible_v<yore::history<Machine>>);
static_assert(!std::is_copy_constructible_v<yore::history<Machine>>);
static_assert(std::is_same_v<yore::history<Machine>::key_type, std::int64_t>);
static_assert(std::is_same_v<yore::history<Loan>::key_type, std::tuple<std::string, std::int32_t>>);
static_assert(std::is_same_v<yore::history<Package>::key_type, std::string>);

STORE_TEST("the first record of a key creates version 1 with every field changed", "[record]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};

    const auto receipt = machines.record(machine(1, "Eight Ball"));

    CHECK(receipt.recorded());
    CHECK(receipt.number == 1);
    CHECK(receipt.op == operation::created);
    CHECK(receipt.changed == yore::fields<&Machine::id, &Machine::name, &Machine::status, &Machine::location>);
    const auto versions = machines.versions(1);
    REQUIRE(versions.size() == 1);
    CHECK(versions[0].number == 1);
    CHECK(versions[0].op == operation::created);
    CHECK(versions[0].changed == receipt.changed);
    CHECK(versions[0].commit.id == receipt.commit_id);
    CHECK(versions[0].state.name == "Eight Ball");
    CHECK_FALSE(versions[0].source.has_value());
}

STORE_TEST("a changed state becomes the next version and names exactly the fields that changed", "[record]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    auto m = machine(1, "Eight Ball");
    machines.record(m);

    m.status = Status::broken;
    m.location = "Floor 1";
    const auto receipt = machines.record(m);

    CHECK(receipt.recorded());
    CHECK(receipt.number == 2);
    CHECK(receipt.op == operation::updated);
    CHECK(receipt.changed == yore::fields<&Machine::status, &Machine::location>);
    const auto latest = machines.latest(1);
    REQUIRE(latest.has_value());
    CHECK(latest->status == Status::broken);
    CHECK(latest->location == "Floor 1");
    CHECK(latest->name == "Eight Ball");
}

STORE_TEST("older versions keep their states when newer ones are recorded", "[record]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one", Status::working, "A"));
    machines.record(machine(1, "two", Status::working, std::nullopt));
    machines.record(machine(1, "two", Status::retired, "C"));

    const auto versions = machines.versions(1);

    REQUIRE(versions.size() == 3);
    CHECK(versions[0].state.name == "one");
    CHECK(versions[0].state.location == "A");
    CHECK(versions[1].state.name == "two");
    CHECK_FALSE(versions[1].state.location.has_value());
    CHECK(versions[1].state.status == Status::working);
    CHECK(versions[2].state.location == "C");
    CHECK(versions[2].state.status == Status::retired);
}

STORE_TEST("a state in which nothing changed is not recorded and the receipt tells of the latest version", "[record]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Centaur"));
    const auto second_receipt = machines.record(machine(1, "Centaur", Status::broken));

    const auto receipt = machines.record(machine(1, "Centaur", Status::broken));

    CHECK_FALSE(receipt.recorded());
    CHECK(receipt.number == 2);
    CHECK(receipt.op == operation::updated);
    CHECK(receipt.changed.empty());
    CHECK(receipt.commit_id == second_receipt.commit_id);
    CHECK(machines.versions(1).size() == 2);
}

STORE_TEST("nothing is known of a key that was never recorded", "[record]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Centaur"));

    CHECK_FALSE(machines.latest(2).has_value());
    CHECK_FALSE(machines.at(2, 1).has_value());
    CHECK_FALSE(machines.as_of(2, future(0)).has_value());
    CHECK(machines.versions(2).empty());
}

STORE_TEST("at gives one version and nothing for a number that is not there", "[record]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.record(machine(1, "two"));

    REQUIRE(machines.at(1, 1).has_value());
    CHECK(machines.at(1, 1)->state.name == "one");
    REQUIRE(machines.at(1, 2).has_value());
    CHECK(machines.at(1, 2)->state.name == "two");
    CHECK(machines.at(1, 2)->changed == yore::fields<&Machine::name>);
    CHECK_FALSE(machines.at(1, 0).has_value());
    CHECK_FALSE(machines.at(1, 3).has_value());
}

STORE_TEST("a removal is a version with the last state and no changed field", "[record]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Gorgar", Status::broken, "Floor 2"));

    const auto receipt = machines.remove(1);

    CHECK(receipt.recorded());
    CHECK(receipt.number == 2);
    CHECK(receipt.op == operation::deleted);
    CHECK(receipt.changed.empty());
    CHECK_FALSE(machines.latest(1).has_value());
    const auto version = machines.at(1, 2);
    REQUIRE(version.has_value());
    CHECK(version->op == operation::deleted);
    CHECK(version->changed.empty());
    CHECK(version->state.name == "Gorgar");
    CHECK(version->state.status == Status::broken);
    CHECK(version->state.location == "Floor 2");
}

STORE_TEST("removing what is unknown or already deleted is not_found", "[record]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    CHECK(ending([&] { return machines.remove(1); }) == outcome::not_found);

    machines.record(machine(1, "Gorgar"));
    machines.remove(1);

    CHECK(ending([&] { return machines.remove(1); }) == outcome::not_found);
    CHECK(machines.versions(1).size() == 2);
}

STORE_TEST("recording a deleted key again is created and its numbers continue", "[record]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Gorgar"));
    machines.remove(1);

    const auto receipt = machines.record(machine(1, "Gorgar"));

    CHECK(receipt.number == 3);
    CHECK(receipt.op == operation::created);
    CHECK(receipt.changed == yore::fields<&Machine::id, &Machine::name, &Machine::status, &Machine::location>);
    CHECK(
        operations(machines.versions(1)) == operation_list{operation::created, operation::deleted, operation::created});
    CHECK(machines.latest(1).has_value());
}

STORE_TEST("restore brings a deleted entity back from the last version before the deletion", "[record]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Gorgar"));
    machines.record(machine(1, "Gorgar", Status::broken));
    machines.remove(1);

    const auto receipt = machines.restore(1);

    CHECK(receipt.recorded());
    CHECK(receipt.number == 4);
    CHECK(receipt.op == operation::restored);
    CHECK(receipt.changed.empty());
    REQUIRE(machines.latest(1).has_value());
    CHECK(machines.latest(1)->status == Status::broken);
    const auto version = machines.at(1, 4);
    REQUIRE(version.has_value());
    CHECK(version->op == operation::restored);
    CHECK(version->source == version_number{2});
    CHECK(version->changed.empty());
}

STORE_TEST("restore of a live entity changes nothing, of an unknown one it is not_found", "[record]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Gorgar"));

    const auto receipt = machines.restore(1);

    CHECK_FALSE(receipt.recorded());
    CHECK(receipt.number == 1);
    CHECK(receipt.op == operation::created);
    CHECK(machines.versions(1).size() == 1);
    CHECK(ending([&] { return machines.restore(2); }) == outcome::not_found);
}

STORE_TEST("the past comes from the store and never from an object of the caller", "[record]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::history<Machine> elsewhere{db};
    auto mine = machine(1, "Fathom");
    machines.record(mine);
    auto theirs = machine(1, "Fathom", Status::broken);
    elsewhere.record(theirs);

    // `mine` is stale: it still says that the machine works, and so recording it takes the other change back.
    mine.location = "Floor 3";
    const auto receipt = machines.record(mine);

    CHECK(receipt.number == 3);
    CHECK(receipt.changed == yore::fields<&Machine::status, &Machine::location>);
}

STORE_TEST("an object that the caller changes after recording it does not change the past", "[record]") {
    TestType stores;
    yore::history<Exhibit> exhibits{stores.open()};
    Exhibit e;
    e.id = 1;
    e.shared = std::make_shared<Note>(Note{"first", 1});
    e.note = std::make_unique<Note>(Note{"mine", 1});
    exhibits.record(e);

    e.shared->text = "changed through the caller's pointer";
    e.note->text = "changed as well";

    REQUIRE(exhibits.latest(1).has_value());
    CHECK(exhibits.latest(1)->shared->text == "first");
    CHECK(exhibits.latest(1)->note->text == "mine");
    const auto receipt = exhibits.record(e);
    CHECK(receipt.changed == yore::fields<&Exhibit::note, &Exhibit::shared>);
    CHECK(exhibits.at(1, 1)->state.shared->text == "first");
}

STORE_TEST("a state that a query returned does not share its pointees with the past", "[record]") {
    TestType stores;
    yore::history<Exhibit> exhibits{stores.open()};
    Exhibit e;
    e.id = 1;
    e.shared = std::make_shared<Note>(Note{"first", 1});
    exhibits.record(e);

    exhibits.latest(1)->shared->text = "scribble";
    exhibits.versions(1).front().state.shared->text = "scribble";
    exhibits.as_of(1, future(0))->shared->text = "scribble";

    CHECK(exhibits.latest(1)->shared->text == "first");
}

STORE_TEST("record_unchanged records a version without changed fields", "[record]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Fathom"));

    const auto receipt = machines.record(machine(1, "Fathom"), {.record_unchanged = true});

    CHECK(receipt.recorded());
    CHECK(receipt.number == 2);
    CHECK(receipt.op == operation::updated);
    CHECK(receipt.changed.empty());
    CHECK(machines.at(1, 2)->changed.empty());
    CHECK(machines.at(1, 2)->state.name == "Fathom");
}

STORE_TEST("values that are equal by meaning make no version", "[record]") { // D18
    TestType stores;
    yore::history<Package> packages{stores.open()};
    packages.record(Package{"bash", "5.2", 1, std::numeric_limits<double>::quiet_NaN()});
    CHECK_FALSE(packages.record(Package{"bash", "5.2", 1, -std::numeric_limits<double>::quiet_NaN()}).recorded());

    packages.record(Package{"zsh", "5.9", 1, 0.0});
    CHECK_FALSE(packages.record(Package{"zsh", "5.9", 1, -0.0}).recorded());
}

STORE_TEST("nothing and empty text are different values", "[record]") { // D29
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Fathom", Status::working, std::nullopt));

    CHECK_FALSE(machines.record(machine(1, "Fathom", Status::working, std::nullopt)).recorded());
    CHECK(machines.record(machine(1, "Fathom", Status::working, "")).changed == yore::fields<&Machine::location>);
    CHECK(machines.latest(1)->location == "");
    CHECK(machines.record(machine(1, "Fathom", Status::working, std::nullopt)).changed ==
          yore::fields<&Machine::location>);
    CHECK_FALSE(machines.latest(1)->location.has_value());
}

STORE_TEST("text with zero bytes, integers at their ends and special doubles come back as they were", "[record]") {
    TestType stores;
    yore::history<Package> packages{stores.open()};
    const std::string name("a\0b", 3);
    packages.record(Package{name, std::string("\0", 1), std::numeric_limits<std::uint64_t>::max(),
        std::numeric_limits<double>::denorm_min()});

    const auto latest = packages.latest(name);

    REQUIRE(latest.has_value());
    CHECK(latest->name == name);
    CHECK(latest->version == std::string("\0", 1));
    CHECK(latest->size == std::numeric_limits<std::uint64_t>::max());
    CHECK(latest->popularity == std::numeric_limits<double>::denorm_min());
    CHECK_FALSE(packages.latest("a").has_value());
    packages.record(Package{"zero", "", 0, -0.0});
    CHECK(std::signbit(packages.latest("zero")->popularity));
}

STORE_TEST("every part of a composite key tells entities apart", "[record]") {
    TestType stores;
    yore::history<Loan> loans{stores.open()};
    loans.record(loan("A", 1, "first"));
    loans.record(loan("A", 2, "second"));
    loans.record(loan("B", 1, "third"));
    loans.record(loan("A", 2, "changed"));

    CHECK(loans.latest({"A", 1})->title == "first");
    CHECK(loans.latest({"A", 2})->title == "changed");
    CHECK(loans.latest({"B", 1})->title == "third");
    CHECK_FALSE(loans.latest({"B", 2}).has_value());
    CHECK(loans.versions({"A", 2}).size() == 2);
}

STORE_TEST("two models in one store do not meet, though their keys are the same", "[record]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::history<Task> tasks{db};
    machines.record(machine(1, "Fathom"));

    CHECK_FALSE(tasks.latest(1).has_value());
    CHECK(tasks.record(task(1, "clean")).number == 1);
    tasks.remove(1);
    CHECK(machines.latest(1).has_value());
    CHECK(machines.versions(1).size() == 1);
    CHECK(machines.statistics().versions == 1);
}

STORE_TEST("two handles on one store see one past", "[record]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> one{db};
    yore::history<Machine> other{db};

    one.record(machine(1, "Fathom"));

    REQUIRE(other.latest(1).has_value());
    CHECK(other.record(machine(1, "Fathom", Status::broken)).number == 2);
    CHECK(one.latest(1)->status == Status::broken);
}

STORE_TEST("a moved handle goes on with the same past", "[record]") {
    TestType stores;
    yore::history<Machine> first{stores.open()};
    first.record(machine(1, "Fathom"));

    yore::history<Machine> second_handle = std::move(first);

    CHECK(second_handle.record(machine(1, "Fathom", Status::broken)).number == 2);
}

TEST_CASE("a history without a store has a memory of its own", "[record]") {
    yore::history<Machine> one;
    yore::history<Machine> other;
    one.record(machine(1, "Fathom"));

    CHECK(one.latest(1).has_value());
    CHECK_FALSE(other.latest(1).has_value());
    yore::history<Machine> moved = std::move(one);
    CHECK(moved.record(machine(1, "Fathom", Status::broken)).number == 2);
}

// record_all

STORE_TEST("record_all records every state in one commit", "[record][bulk]") { // D58
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(2, "Centaur"));
    std::vector<Machine> states{machine(1, "Fathom"), machine(2, "Centaur", Status::broken), machine(3, "Gorgar")};

    const auto receipts = machines.record_all(std::span<Machine>(states));

    REQUIRE(receipts.size() == 3);
    CHECK(receipts[0].op == operation::created);
    CHECK(receipts[1].op == operation::updated);
    CHECK(receipts[1].number == 2);
    CHECK(receipts[1].changed == yore::fields<&Machine::status>);
    CHECK(receipts[2].op == operation::created);
    CHECK(receipts[0].commit_id == receipts[1].commit_id);
    CHECK(receipts[1].commit_id == receipts[2].commit_id);
    CHECK(machines.at(1, 1)->commit.id == machines.at(3, 1)->commit.id);
    CHECK(machines.at(2, 1)->commit.id != machines.at(2, 2)->commit.id);
}

STORE_TEST("record_all takes a range of constant states", "[record][bulk]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    const std::vector<Machine> states{machine(1, "Fathom"), machine(2, "Centaur")};

    const auto receipts = machines.record_all(states);

    REQUIRE(receipts.size() == 2);
    CHECK(machines.latest(2)->name == "Centaur");
}

STORE_TEST("record_all takes any range of states and stamps those that the caller keeps", "[record][bulk]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    const auto now = at(second(50));
    std::vector<Machine> in_vector{machine(1, "a"), machine(2, "b")};
    std::array<Machine, 1> in_array{machine(3, "c")};
    Machine in_c_array[] = {machine(4, "d")};
    std::list<Machine> in_list{machine(5, "e")};
    const std::vector<Machine> constant{machine(6, "f")};
    auto later = in_vector | std::views::filter([](const Machine& m) { return m.id == 2; });
    std::vector<Machine*> elsewhere{&in_list.front()};
    auto through = elsewhere | std::views::transform([](Machine* m) -> Machine& { return *m; });
    auto made = std::views::iota(7, 9) | std::views::transform([](int id) { return machine(id, "made"); });

    CHECK(machines.record_all(in_vector).size() == 2);
    CHECK(machines.record_all(in_array, {.expected_version = 0}).size() == 1);
    CHECK(machines.record_all(in_c_array).size() == 1);
    CHECK(machines.record_all(through).front().recorded());
    CHECK(machines.record_all(in_list).front().number == 1);
    CHECK(machines.record_all(constant).size() == 1);
    CHECK(machines.record_all(std::span<const Machine>(constant)).size() == 1);
    CHECK(machines.record_all(later, {.record_unchanged = true}).front().number == 2);
    CHECK(machines.record_all(made).size() == 2);

    CHECK(machines.as_of(second(50)).size() == 8);
    for (const Machine& one : in_vector) CHECK(one.audit.created_on == second(50));
    CHECK(in_array[0].audit.created_on == second(50));
    CHECK(in_c_array[0].audit.created_on == second(50));
    CHECK(in_list.front().audit.created_on == second(50));
}

STORE_TEST("one key twice in record_all makes two versions of one commit", "[record][bulk]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    const std::vector<Machine> states{machine(1, "Fathom"), machine(1, "Fathom", Status::broken)};

    const auto receipts = machines.record_all(states);

    REQUIRE(receipts.size() == 2);
    CHECK(receipts[0].number == 1);
    CHECK(receipts[0].op == operation::created);
    CHECK(receipts[1].number == 2);
    CHECK(receipts[1].op == operation::updated);
    CHECK(receipts[1].changed == yore::fields<&Machine::status>);
    CHECK(machines.at(1, 1)->commit.id == machines.at(1, 2)->commit.id);
}

STORE_TEST("record_all leaves out states in which nothing changed", "[record][bulk]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Fathom"));
    const std::vector<Machine> states{machine(1, "Fathom"), machine(2, "Centaur")};

    const auto receipts = machines.record_all(states);

    REQUIRE(receipts.size() == 2);
    CHECK_FALSE(receipts[0].recorded());
    CHECK(receipts[0].number == 1);
    CHECK(receipts[1].recorded());
    CHECK(machines.versions(1).size() == 1);
}

STORE_TEST("record_all of nothing records nothing", "[record][bulk]") { // D11
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    std::vector<Machine> none;

    CHECK(machines.record_all(std::span<Machine>(none)).empty());
    CHECK(machines.statistics().versions == 0);
}

STORE_TEST("one failure in record_all leaves nothing of it behind", "[record][bulk]") { // D59
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(100), machine(2, "Centaur"));
    std::vector<Machine> states{machine(1, "Fathom"), machine(2, "Centaur", Status::broken), machine(3, "Gorgar")};
    const auto now = at(second(50));

    CHECK_THROWS_AS(machines.record_all(std::span<Machine>(states)), yore::out_of_order);

    CHECK(machines.versions(1).empty());
    CHECK(machines.versions(2).size() == 1);
    CHECK(machines.versions(3).empty());
    CHECK(machines.statistics().entities == 1);
    CHECK(states[0].audit.created_on == timestamp{});
}

STORE_TEST("record_all stamps the states of the caller", "[record][bulk]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    std::vector<Machine> states{machine(1, "Fathom"), machine(2, "Centaur")};
    const auto now = at(second(50));

    machines.record_all(std::span<Machine>(states));

    CHECK(states[0].audit.created_on == second(50));
    CHECK(states[1].audit.modified_on == second(50));
}

STORE_TEST("record_all checks the expected version of each state", "[record][bulk]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Fathom"));
    const std::vector<Machine> states{machine(2, "Centaur"), machine(1, "Fathom", Status::broken)};

    CHECK_THROWS_AS(machines.record_all(states, {.expected_version = 0}), yore::conflict);
    CHECK(machines.versions(2).empty());
    CHECK_NOTHROW(machines.record_all(
        std::vector<Machine>{machine(2, "Centaur"), machine(3, "Gorgar")}, {.expected_version = 0}));
}

// expected_version

STORE_TEST("a record with the expected version goes through, with another it is a conflict", "[record][expected]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    CHECK(machines.record(machine(1, "Fathom"), {.expected_version = 0}).number == 1);

    CHECK_THROWS_AS(machines.record(machine(1, "Centaur"), {.expected_version = 0}), yore::conflict);
    CHECK_THROWS_AS(machines.record(machine(1, "Centaur"), {.expected_version = 2}), yore::conflict);
    CHECK(machines.versions(1).size() == 1);
    CHECK(machines.record(machine(1, "Centaur"), {.expected_version = 1}).number == 2);
}

STORE_TEST("the expected version of a deleted entity is that of its deletion", "[record][expected]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Fathom"));
    machines.remove(1, {.expected_version = 1});

    CHECK_THROWS_AS(machines.record(machine(1, "Fathom"), {.expected_version = 0}), yore::conflict);
    CHECK_THROWS_AS(machines.restore(1, {.expected_version = 1}), yore::conflict);
    CHECK(machines.restore(1, {.expected_version = 2}).number == 3);
}

STORE_TEST("every call that records checks the expected version", "[record][expected]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Fathom"));
    machines.record(machine(1, "Centaur"));
    const yore::record_options wrong{.expected_version = 1};

    CHECK_THROWS_AS(machines.remove(1, wrong), yore::conflict);
    CHECK_THROWS_AS(machines.revert(1, yore::to_version(1), wrong), yore::conflict);
    CHECK_THROWS_AS(machines.revert<&Machine::name>(1, yore::to_version(1), wrong), yore::conflict);
    CHECK_THROWS_AS(machines.undo(1, 2, wrong), yore::conflict);
    CHECK(machines.versions(1).size() == 2);
}

// The order of the checks

STORE_TEST("a conflict is found before not_found and before nothing changed", "[record][checks]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Fathom"));

    CHECK(ending([&] { return machines.remove(2, {.expected_version = 7}); }) == outcome::conflict);
    CHECK(
        ending([&] { return machines.revert(2, yore::to_version(1), {.expected_version = 7}); }) == outcome::conflict);
    CHECK(ending([&] { return machines.record(machine(1, "Fathom"), {.expected_version = 7}); }) == outcome::conflict);
}

STORE_TEST("nothing changed comes before a missing reason, a wrong time and a veto", "[record][checks]") { // D54
    TestType stores;
    yore::history<Ticket> tickets{stores.open()};
    {
        const yore::scope who{yore::context{.reason = "new", .occurred_on = second(100)}};
        tickets.record(ticket(1, "leak"));
    }
    const auto hook = tickets.before_record([](const yore::version<Ticket>&) { return false; });
    const auto early = at(second(50));

    CHECK_FALSE(tickets.record(ticket(1, "leak")).recorded());
}

STORE_TEST("not_found comes before a missing reason", "[record][checks]") {
    TestType stores;
    yore::history<Ticket> tickets{stores.open()};

    CHECK(ending([&] { return tickets.remove(1); }) == outcome::not_found);
}

STORE_TEST("a missing reason comes before a wrong time, and that before a veto", "[record][checks]") {
    TestType stores;
    yore::history<Ticket> tickets{stores.open()};
    {
        const yore::scope who{yore::context{.reason = "new", .occurred_on = second(100)}};
        tickets.record(ticket(1, "leak"));
    }
    int asked = 0;
    const auto hook = tickets.before_record([&](const yore::version<Ticket>&) {
        ++asked;
        return false;
    });
    const auto early = at(second(50));

    CHECK(ending([&] { return tickets.record(ticket(1, "burst")); }) == outcome::reason_required);
    const yore::scope why{yore::context{.reason = "seen"}};
    CHECK(ending([&] { return tickets.record(ticket(1, "burst")); }) == outcome::out_of_order);
    CHECK(asked == 0);
    const auto later = at(second(101));
    CHECK(ending([&] { return tickets.record(ticket(1, "burst")); }) == outcome::vetoed);
    CHECK(asked == 1);
}

// What failed leaves nothing behind

STORE_TEST("a failed record leaves no trace in any query", "[record]") { // E2: an aborted save left an entry
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(100), machine(1, "Fathom"));
    const auto bytes = machines.statistics().bytes;
    {
        const auto early = at(second(50));
        auto wrong = machine(1, "Centaur");
        CHECK_THROWS_AS(machines.record(wrong), yore::out_of_order);
        CHECK(wrong.audit.modified_on == timestamp{});
    }

    CHECK(machines.versions(1).size() == 1);
    CHECK(machines.latest(1)->name == "Fathom");
    CHECK(machines.find({}).size() == 1);
    CHECK(machines.statistics().versions == 1);
    CHECK(machines.statistics().bytes == bytes);
    CHECK(record_at(machines, second(100), machine(1, "Gorgar")).number == 2);
}

// What there is

STORE_TEST("deleted lists the deleted keys, the most recent one first", "[record]") { // D80
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    CHECK(machines.deleted().empty());
    for (std::int64_t id = 1; id <= 4; ++id) record_at(machines, second(id), machine(id, "machine"));
    remove_at(machines, second(10), 3);
    CHECK(machines.deleted() == std::vector<std::int64_t>{3});
    remove_at(machines, second(11), 1);
    remove_at(machines, second(12), 4);
    CHECK(machines.deleted() == std::vector<std::int64_t>{4, 1, 3});

    restore_at(machines, second(13), 1);
    record_at(machines, second(14), machine(4, "machine"));
    CHECK(machines.deleted() == std::vector<std::int64_t>{3});
    remove_at(machines, second(15), 1);
    CHECK(machines.deleted() == std::vector<std::int64_t>{1, 3});
}

STORE_TEST("statistics count entities and versions, deleted ones included", "[record]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    CHECK(machines.statistics().entities == 0);
    CHECK(machines.statistics().versions == 0);
    machines.record(machine(1, "Fathom"));
    machines.record(machine(1, "Fathom", Status::broken));
    machines.record(machine(1, "Fathom", Status::broken));
    machines.record(machine(2, "Centaur"));
    machines.remove(2);

    const auto statistics = machines.statistics();

    CHECK(statistics.entities == 2);
    CHECK(statistics.versions == 4);
    CHECK(statistics.bytes > 0);
    const auto by_version = static_cast<double>(statistics.bytes) / static_cast<double>(statistics.versions);
    CHECK(std::fabs(static_cast<double>(statistics.bytes_per_version) - by_version) <= 1.0);
}
