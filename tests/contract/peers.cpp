// SPDX-License-Identifier: BSL-1.0
/// Cases that other audit libraries test, and bugs that their users met, as far as no other file here has them.
#include "models.hpp"
#include "outcome.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;
using yore::operation;

namespace contract {

/// Field names that have confused programs which work on names as text.
struct Report {
    std::int64_t id{};
    std::string title{};
    std::string total{};
    std::string owner{};
    std::string root_cause{};
    std::string created_by{};
    std::string context{};
    std::string description{};
    std::string version{};
    std::string number{};
    std::string state{};
    std::string select{};
};

/// A machine that stands on a floor: a reference to another model by its key.
struct Floor {
    std::int64_t id{};
    std::string name{};
};

struct Placement {
    std::int64_t id{};
    std::int64_t floor_id{};
};

/// Times, among them one that may be absent.
struct Booking {
    std::int64_t id{};
    timestamp starts_on{};
    std::optional<timestamp> ends_on{};
};

/// A decimal number: what it counts in units of 10 to the power of minus `places`.
struct Decimal {
    std::int64_t units{};
    std::int32_t places{};
};

struct Price {
    std::int64_t id{};
    Decimal price{};
    std::optional<Decimal> discount{};
};

} // namespace contract

template <> struct yore::value_traits<contract::Decimal> {
    static contract::Decimal shortest(contract::Decimal d) {
        while (d.places > 0 && d.units % 10 == 0) d = {d.units / 10, d.places - 1};
        return d;
    }
    static bool equal(const contract::Decimal& a, const contract::Decimal& b) { return to_text(a) == to_text(b); }
    static std::string to_text(const contract::Decimal& d) {
        const contract::Decimal s = shortest(d);
        return std::to_string(s.units) + "e-" + std::to_string(s.places);
    }
    static std::optional<contract::Decimal> from_text(std::string_view text) {
        const std::size_t e = text.find("e-");
        if (e == text.npos) return std::nullopt;
        return contract::Decimal{
            std::stoll(std::string(text.substr(0, e))), std::stoi(std::string(text.substr(e + 2)))};
    }
};

STORE_TEST("a life of creation, change and removal is told step by step", "[peers]") { // D1, D2, D3, D89
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Fathom", Status::working, "A"));
    machines.record(machine(1, "Fathom", Status::broken, "A"));
    machines.record(machine(1, "Fathom", Status::broken, "the flipper is stuck"));
    {
        const yore::scope why{"ana", "beyond repair"};
        machines.remove(1);
    }

    const auto versions = machines.versions(1);

    CHECK(operations(versions) ==
          operation_list{operation::created, operation::updated, operation::updated, operation::deleted});
    CHECK(versions[0].state.status == Status::working);
    CHECK(versions[1].state.status == Status::broken);
    CHECK(versions[1].state.location == "A");
    CHECK(versions[2].state.location == "the flipper is stuck");
    CHECK(versions[3].state.location == "the flipper is stuck");
    CHECK(versions[3].commit.reason == "beyond repair");
}

STORE_TEST("a deletion has all values, though the caller names nothing but the key", "[peers]") { // D4, D67, D78
    TestType stores;
    yore::history<Exhibit> exhibits{stores.open()};
    Exhibit e;
    e.id = 1;
    e.awards = {"best in show"};
    e.readings = {{"volt", 50}};
    exhibits.record(e);
    exhibits.remove(1);

    const auto versions = exhibits.versions(1);
    REQUIRE(versions.size() == 2);
    const auto& deletion = versions.back();

    CHECK(deletion.op == operation::deleted);
    CHECK(deletion.state.awards == std::set<std::string>{"best in show"});
    CHECK(deletion.state.readings.at("volt") == 50);
}

STORE_TEST("the history of a deleted entity stays", "[peers]") { // D5
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.record(machine(1, "two"));
    machines.remove(1);

    CHECK(machines.versions(1).size() == 3);
    CHECK(machines.at(1, 1)->state.name == "one");
    CHECK(machines.diff(1, 1, 2).fields() == yore::fields<&Machine::name>);
}

STORE_TEST("a record that failed can be repeated once the cause is gone", "[peers]") { // D7
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    auto m = machine(1, "one");
    {
        const auto hook =
            machines.before_record([](const yore::version<Machine>&) -> bool { throw callback_failure{}; });
        CHECK_THROWS_AS(machines.record(m), callback_failure);
    }

    machines.record(m);

    CHECK(numbers(machines.versions(1)) == number_list{1});
}

STORE_TEST("creating, deleting and restoring with equal values keeps the evidence of the deletion", "[peers]") {
    TestType stores; // D82; E1: the deletion was cleaned away as a duplicate
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.remove(1);
    machines.restore(1);
    machines.remove(1);
    machines.record(machine(1, "one"));

    CHECK(operations(machines.versions(1)) == operation_list{operation::created, operation::deleted,
                                                  operation::restored, operation::deleted, operation::created});
}

STORE_TEST("the same instant in another precision is no change, another instant is", "[peers]") { // D27
    TestType stores;
    yore::history<Booking> bookings{stores.open()};
    const std::chrono::sys_time<std::chrono::hours> noon{
        std::chrono::sys_days{std::chrono::year{2024} / 6 / 1} + std::chrono::hours{12}};
    bookings.record(Booking{1, noon, std::nullopt});

    CHECK_FALSE(bookings.record(Booking{1, noon + std::chrono::microseconds{0}, std::nullopt}).recorded());
    CHECK(bookings.record(Booking{1, noon + tick, std::nullopt}).changed == yore::fields<&Booking::starts_on>);
    CHECK(bookings.record(Booking{1, noon + tick, timestamp{}}).changed == yore::fields<&Booking::ends_on>);
    CHECK(bookings.latest(1)->ends_on == timestamp{});
    CHECK(bookings.at(1, 2)->state.starts_on == noon + tick);
    CHECK_FALSE(bookings.at(1, 2)->state.ends_on.has_value());
}

STORE_TEST("a reference changes with its key and not with what it refers to", "[peers]") { // D30, D62
    TestType stores;
    auto& db = stores.open();
    yore::history<Floor> floors{db};
    yore::history<Placement> placements{db};
    record_at(floors, second(10), Floor{1, "ground"});
    record_at(floors, second(10), Floor{2, "ground"});
    record_at(placements, second(10), Placement{7, 1});

    record_at(floors, second(20), Floor{1, "cellar"});
    CHECK_FALSE(record_at(placements, second(20), Placement{7, 1}).recorded());
    CHECK(record_at(placements, second(30), Placement{7, 2}).changed == yore::fields<&Placement::floor_id>);
    remove_at(floors, second(40), 2);
    CHECK(placements.latest(7)->floor_id == 2);
    CHECK(placements.versions(7).size() == 2);
}

STORE_TEST("a reference can be followed at the same instant in both directions", "[peers]") { // D45
    TestType stores;
    auto& db = stores.open();
    yore::history<Floor> floors{db};
    yore::history<Placement> placements{db};
    record_at(floors, second(10), Floor{1, "ground"});
    record_at(placements, second(10), Placement{7, 1});
    record_at(floors, second(20), Floor{1, "cellar"});
    record_at(placements, second(30), Placement{8, 1});

    const auto floor_of = [&](std::int64_t id, timestamp when) {
        return floors.as_of(placements.as_of(id, when)->floor_id, when)->name;
    };
    const auto count_on = [&](std::int64_t floor, timestamp when) {
        std::size_t count = 0;
        for (const Placement& each : placements.as_of(when)) count += each.floor_id == floor ? 1U : 0U;
        return count;
    };

    CHECK(floor_of(7, second(15)) == "ground");
    CHECK(floor_of(7, second(25)) == "cellar");
    CHECK(count_on(1, second(25)) == 1);
    CHECK(count_on(1, second(30)) == 2);
}

STORE_TEST("neighbours of a version are found by number, whatever their instants", "[peers]") { // D36; E1: none at ties
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    for (const char* name : {"one", "two", "three"}) record_at(machines, second(10), machine(1, name));

    const auto middle = *machines.at(1, 2);

    CHECK(machines.at(1, middle.number - 1)->state.name == "one");
    CHECK(machines.at(1, middle.number + 1)->state.name == "three");
    CHECK_FALSE(machines.at(1, middle.number + 2).has_value());
    CHECK_FALSE(machines.at(1, middle.number - 2).has_value());
}

STORE_TEST("the actor is kept by value and survives whoever they were", "[peers]") { // D47, C15
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    {
        auto person = std::make_unique<yore::actor>(yore::actor{"maria", "Maria Mitchell"});
        const yore::scope who{*person};
        person->id = "somebody else";
        person.reset();
        machines.record(machine(1, "one"));
    }

    CHECK(machines.at(1, 1)->commit.actor->id == "maria");
    CHECK(machines.at(1, 1)->commit.actor->name == "Maria Mitchell");
}

STORE_TEST("adding to a set, removing from it and clearing it are one version each with the whole set", "[peers]") {
    TestType stores; // D61, D63
    yore::history<Exhibit> exhibits{stores.open()};
    Exhibit e;
    e.id = 1;
    exhibits.record(e);
    e.awards.insert("first");
    exhibits.record(e);
    e.awards.insert({"second", "third"});
    exhibits.record(e);
    e.awards.insert("third");
    CHECK_FALSE(exhibits.record(e).recorded());
    e.awards.erase("first");
    exhibits.record(e);
    e.awards.clear();
    exhibits.record(e);

    const auto versions = exhibits.versions(1);

    REQUIRE(versions.size() == 5);
    CHECK(versions[0].state.awards.empty());
    CHECK(versions[1].state.awards == std::set<std::string>{"first"});
    CHECK(versions[2].state.awards == std::set<std::string>{"first", "second", "third"});
    CHECK(versions[3].state.awards == std::set<std::string>{"second", "third"});
    CHECK(versions[4].state.awards.empty());
    for (std::size_t each = 1; each < versions.size(); ++each)
        CHECK(versions[each].changed == yore::fields<&Exhibit::awards>);
}

STORE_TEST("several entities and models go back together or not at all", "[peers]") { // D75
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::history<Task> tasks{db};
    record_at(machines, second(10), machine(1, "one"));
    record_at(tasks, second(10), task(1, "clean"));
    record_at(machines, second(20), machine(1, "broken one"));
    record_at(tasks, second(20), task(1, "repair"));
    record_at(machines, second(20), machine(2, "added later"));
    const auto go_back = [&](std::int32_t wanted_task) {
        yore::transaction all{db};
        machines.revert(1, yore::to_time(second(10)));
        machines.remove(2);
        tasks.revert(wanted_task, yore::to_time(second(10)));
        all.commit();
    };

    CHECK_THROWS_AS(go_back(99), yore::not_found);
    CHECK(machines.latest(1)->name == "broken one");
    CHECK(machines.latest(2).has_value());

    go_back(1);
    CHECK(machines.latest(1)->name == "one");
    CHECK_FALSE(machines.latest(2).has_value());
    CHECK(tasks.latest(1)->title == "clean");
    CHECK(machines.versions(1).back().commit.id == tasks.versions(1).back().commit.id);
}

STORE_TEST("existing data can be taken in again and again, and only what is new or changed is recorded", "[peers]") {
    TestType stores; // D81, E1: populate skipped a whole model
    yore::history<Machine> machines{stores.open()};
    std::vector<Machine> data;
    for (std::int64_t id = 1; id <= 50; ++id) data.push_back(machine(id, "machine " + std::to_string(id)));
    machines.record(data[10]);

    std::size_t first_time = 0;
    for (const auto& receipt : machines.record_all(std::as_const(data))) first_time += receipt.recorded() ? 1U : 0U;
    CHECK(first_time == 49);

    data[3].status = Status::broken;
    std::size_t second_time = 0;
    for (const auto& receipt : machines.record_all(std::as_const(data))) second_time += receipt.recorded() ? 1U : 0U;
    CHECK(second_time == 1);
    CHECK(machines.versions(11).size() == 1);
    CHECK(machines.versions(4).size() == 2);
}

STORE_TEST("field names and values of any spelling are kept exactly", "[peers]") { // E4: names and values were mangled
    TestType stores;
    yore::history<Report> reports{stores.open()};
    reports.record(Report{.id = 1});
    const Report full{1, "r title", "o total", "t owner", "root['x']", "Root", "\"quoted\"", "'; DROP TABLE report; --",
        "1.0", "\xC3\x84rger", "a\nb", "root"};

    const auto receipt = reports.record(full);

    CHECK(receipt.changed.size() == 11);
    CHECK_FALSE(receipt.changed.contains<&Report::id>());
    const auto latest = reports.latest(1);
    CHECK(latest->title == "r title");
    CHECK(latest->total == "o total");
    CHECK(latest->owner == "t owner");
    CHECK(latest->root_cause == "root['x']");
    CHECK(latest->created_by == "Root");
    CHECK(latest->context == "\"quoted\"");
    CHECK(latest->description == "'; DROP TABLE report; --");
    CHECK(latest->version == "1.0");
    CHECK(latest->number == "\xC3\x84rger");
    CHECK(latest->state == "a\nb");
    CHECK(latest->select == "root");
    std::vector<std::string> names;
    for (const yore::field field : receipt.changed) names.emplace_back(field.name);
    CHECK(names == std::vector<std::string>{"title", "total", "owner", "root_cause", "created_by", "context",
                       "description", "version", "number", "state", "select"});
}

STORE_TEST("a field called created_by outside the audit fields is a field like any other", "[peers]") {
    TestType stores;
    yore::history<Report> reports{stores.open()};
    reports.record(Report{.id = 1, .created_by = "the author"});
    const yore::scope who{"ana", "transcribed"};

    CHECK(reports.record(Report{.id = 1, .created_by = "another author"}).changed == yore::fields<&Report::created_by>);
    CHECK(reports.latest(1)->created_by == "another author");
}

STORE_TEST("a list keeps order, repetition and where it was changed", "[peers]") { // E4: reorders were invisible
    TestType stores;
    yore::history<Exhibit> exhibits{stores.open()};
    Exhibit e;
    e.id = 1;
    e.scores = {1, 2, 2};
    exhibits.record(e);
    e.scores = {2, 1, 2};
    CHECK(exhibits.record(e).recorded());
    e.scores = {2, 1};
    CHECK(exhibits.record(e).recorded());

    CHECK(exhibits.at(1, 1)->state.scores == std::vector<std::int32_t>{1, 2, 2});
    CHECK(exhibits.at(1, 2)->state.scores == std::vector<std::int32_t>{2, 1, 2});
    CHECK(exhibits.at(1, 3)->state.scores == std::vector<std::int32_t>{2, 1});
    CHECK(exhibits.diff(1, 2, 3).get<&Exhibit::scores>()->before.size() == 3);
}

STORE_TEST("an empty container and an absent value are kept apart from each other and from full ones", "[peers]") {
    TestType stores; // E4: empty objects were dropped
    yore::history<Exhibit> exhibits{stores.open()};
    Exhibit e;
    e.id = 1;
    exhibits.record(e);
    e.former = Address{};
    CHECK(exhibits.record(e).changed == yore::fields<&Exhibit::former>);
    e.readings[""] = 0;
    CHECK(exhibits.record(e).changed == yore::fields<&Exhibit::readings>);
    e.note = std::make_unique<Note>();
    CHECK(exhibits.record(e).changed == yore::fields<&Exhibit::note>);

    CHECK_FALSE(exhibits.at(1, 1)->state.former.has_value());
    CHECK(exhibits.at(1, 2)->state.former.has_value());
    CHECK(exhibits.at(1, 2)->state.readings.empty());
    CHECK(exhibits.at(1, 3)->state.readings.size() == 1);
    CHECK(exhibits.at(1, 3)->state.note == nullptr);
    CHECK(exhibits.at(1, 4)->state.note != nullptr);
}

STORE_TEST("every step of a long history can be read, compared and taken back", "[peers]") { // E1: 32-bit ids, C21
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    constexpr std::int64_t big = 9'000'000'000'000'000'000;
    for (std::int64_t each = 1; each <= 1'000; ++each)
        record_at(machines, second(each / 10), machine(big, std::to_string(each)));

    CHECK(machines.versions(big).size() == 1'000);
    CHECK(machines.at(big, 777)->state.name == "777");
    CHECK(machines.as_of(big, second(50))->name == "509");
    CHECK(machines.diff(big, 1, 1'000).get<&Machine::name>()->before == "1");
    CHECK(machines.undo(big, 1'000).recorded());
    CHECK(machines.latest(big)->name == "999");
}

STORE_TEST("the newest version of each entity is the state in force now", "[peers]") { // D42, D44; E1: stale states
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    for (std::int64_t id = 1; id <= 3; ++id) {
        record_at(machines, second(10), machine(id, "broken", Status::broken));
        record_at(machines, second(20), machine(id, "broken", id == 2 ? Status::working : Status::broken));
    }
    remove_at(machines, second(30), 3);

    std::vector<std::int64_t> broken;
    for (const Machine& each : machines.as_of(second(40)))
        if (each.status == Status::broken) broken.push_back(each.id);

    CHECK(broken == std::vector<std::int64_t>{1});
}

STORE_TEST("a decimal number in another scale is the same number", "[peers]") { // E2: 1.5 against 1.50
    TestType stores;
    yore::history<Price> prices{stores.open()};
    prices.record(Price{1, {15, 1}, {}});

    CHECK_FALSE(prices.record(Price{1, {150, 2}, {}}).recorded());
    CHECK(prices.record(Price{1, {1500, 3}, Decimal{5, 1}}).changed == yore::fields<&Price::discount>);
    CHECK_FALSE(prices.record(Price{1, {15, 1}, Decimal{50, 2}}).recorded());
    CHECK(prices.record(Price{1, {151, 2}, Decimal{50, 2}}).changed == yore::fields<&Price::price>);
    CHECK_FALSE(prices.revert<&Price::discount>(1, yore::to_version(2)).recorded());
    CHECK(prices.versions(1).size() == 3);
}

STORE_TEST("what depends on a parent is removed with it, in one commit, and each removal is recorded", "[peers]") {
    TestType stores; // D19
    auto& db = stores.open();
    yore::history<Floor> floors{db};
    yore::history<Placement> placements{db};
    floors.record(Floor{1, "ground"});
    for (std::int64_t id = 1; id <= 3; ++id) placements.record(Placement{id, id == 2 ? 9 : 1});
    const auto remove_floor = [&](std::int64_t floor) {
        yore::transaction all{db};
        for (const Placement& each : placements.as_of(future(0)))
            if (each.floor_id == floor) placements.remove(each.id);
        floors.remove(floor);
        all.commit();
    };

    CHECK_THROWS_AS(remove_floor(9), yore::not_found); // and then its dependents stay too
    CHECK(placements.latest(2).has_value());

    remove_floor(1);
    CHECK(placements.as_of(future(0)).size() == 1);
    const auto removal = floors.versions(1).back();
    CHECK(removal.op == operation::deleted);
    for (const std::int64_t id : {1, 3}) {
        const auto versions = placements.versions(id);
        CHECK(versions.back().op == operation::deleted);
        CHECK(versions.back().state.floor_id == 1);
        CHECK(versions.back().commit.id == removal.commit.id);
    }
}

STORE_TEST("a reference to what is gone is kept, and following it finds nothing", "[peers]") { // D71
    TestType stores;
    auto& db = stores.open();
    yore::history<Floor> floors{db};
    yore::history<Placement> placements{db};
    record_at(floors, second(10), Floor{1, "ground"});
    record_at(placements, second(10), Placement{7, 1});
    remove_at(floors, second(20), 1);
    record_at(placements, second(30), Placement{8, 1});

    for (const std::int64_t id : {7, 8}) {
        const auto kept = *placements.latest(id);
        CHECK(kept.floor_id == 1);
        CHECK_FALSE(floors.latest(kept.floor_id).has_value());
        CHECK_FALSE(floors.as_of(kept.floor_id, second(30)).has_value());
    }
    CHECK(floors.as_of(placements.as_of(7, second(15))->floor_id, second(15))->name == "ground");
}

STORE_TEST("a restore brings sets, lists and maps back", "[peers]") { // E1: a deletion held no links
    TestType stores;
    yore::history<Exhibit> exhibits{stores.open()};
    Exhibit e;
    e.id = 1;
    e.tags = {"tall", "loud"};
    e.awards = {"best in show", "public's choice"};
    e.readings = {{"volt", 50}};
    e.parts = {{1, "bumper", 3}};
    exhibits.record(e);
    exhibits.remove(1);
    CHECK(exhibits.versions(1).back().state.awards == e.awards);

    CHECK(exhibits.restore(1).recorded());

    const auto back = *exhibits.latest(1);
    CHECK(back.tags == e.tags);
    CHECK(back.awards == e.awards);
    CHECK(back.readings == e.readings);
    CHECK(back.parts.size() == 1);
    CHECK_FALSE(exhibits.record(e).recorded());
}

STORE_TEST("work that is taken back leaves no entry of any kind", "[peers]") { // E3: entries for rolled-back work
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    int told = 0;
    const auto hook = machines.on_record([&](const yore::version<Machine>&) { ++told; });
    {
        yore::transaction all{db};
        machines.record(machine(1, "one"));
    }

    CHECK(told == 0);
    CHECK(machines.find({}).empty());
    CHECK(machines.deleted().empty());
    CHECK(machines.statistics().entities == 0);
    CHECK(ending([&] { return machines.blame(1); }) == outcome::not_found);
}
