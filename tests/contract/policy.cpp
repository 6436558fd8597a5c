// SPDX-License-Identifier: BSL-1.0
#include <array>
#include <cmath>

#include "models.hpp"
#include "outcome.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;

// ignore

STORE_TEST("a change of an ignored field makes no version", "[policy][ignore]") { // D14, D15
    TestType stores;
    yore::history<Task> tasks{stores.open()};
    tasks.record(Task{1, "one", 0, "cached"});

    CHECK_FALSE(tasks.record(Task{1, "one", 0, "cached anew"}).recorded());
    CHECK(tasks.versions(1).size() == 1);
}

STORE_TEST(
    "an ignored field is in no set of changed fields and has its default value in the past", "[policy][ignore]") {
    TestType stores; // D72
    yore::history<Task> tasks{stores.open()};
    const auto created = tasks.record(Task{1, "one", 0, "cached"});
    const auto updated = tasks.record(Task{1, "two", 0, "cached anew"});

    CHECK_FALSE(created.changed.contains<&Task::cache>());
    CHECK(updated.changed == yore::fields<&Task::title>);
    CHECK(tasks.latest(1)->cache.empty());
    CHECK(tasks.at(1, 1)->state.cache.empty());
    CHECK(tasks.as_of(1, future(0))->cache.empty());
    CHECK(tasks.find({}).front().state.cache.empty());
    CHECK(tasks.diff(1, 1, 2).fields() == yore::fields<&Task::title>);
}

namespace {

struct Measured {
    std::int32_t value{};
    std::string cache{"none"};

    using audit_policy = yore::policy<yore::ignore<&Measured::cache>>;
};

/// A struct with an ignored field wherever one can be.
struct Station {
    std::int32_t id{};
    Measured direct{};
    std::optional<Measured> last{};
    std::vector<Measured> all{};
    std::map<std::string, Measured> named{};
    std::variant<std::int32_t, Measured> either{};
    std::tuple<std::int32_t, Measured> pair{};
    std::array<Measured, 2> two{};
    std::unique_ptr<Measured> owned{};
    std::shared_ptr<const Measured> shared{};
};

Station station(const Measured& m) {
    return {
        1, m, m, {m, m}, {{"x", m}}, m, {1, m}, {m, m}, std::make_unique<Measured>(m), std::make_shared<Measured>(m)};
}

bool all_are(const Station& s, std::int32_t value, std::string_view cache) {
    const auto is = [&](const Measured& m) { return m.value == value && m.cache == cache; };
    return is(s.direct) && is(s.last.value()) && is(s.all.at(1)) && is(s.named.at("x")) && is(std::get<1>(s.either)) &&
           is(std::get<1>(s.pair)) && is(s.two[1]) && is(*s.owned) && is(*s.shared);
}

} // namespace

STORE_TEST("what a struct inside ignores is not kept either", "[policy][ignore]") {
    TestType stores;
    yore::history<Station> stations{stores.open()};
    const Station first = station({1, "secret"});
    stations.record(first);

    CHECK_FALSE(stations.record(station({1, "another"})).recorded());
    CHECK(stations.record(station({2, "secret"})).recorded());
    CHECK(all_are(stations.latest(1).value(), 2, "none"));
    CHECK(all_are(stations.at(1, 1)->state, 1, "none"));
    CHECK(all_are(first, 1, "secret"));
}

STORE_TEST("an ignored field of the caller's object is left as it is", "[policy][ignore]") {
    TestType stores;
    yore::history<Task> tasks{stores.open()};
    Task t{1, "one", 0, "cached"};

    tasks.record(t);

    CHECK(t.cache == "cached");
}

// untracked

STORE_TEST("a change of an untracked field alone makes no version", "[policy][untracked]") {
    TestType stores;
    yore::history<Task> tasks{stores.open()};
    tasks.record(Task{1, "one", 1});

    const auto receipt = tasks.record(Task{1, "one", 2});

    CHECK_FALSE(receipt.recorded());
    CHECK(tasks.latest(1)->views == 1);
}

STORE_TEST("an untracked field is stored with the next version and is part of its changes", "[policy][untracked]") {
    TestType stores;
    yore::history<Task> tasks{stores.open()};
    const auto created = tasks.record(Task{1, "one", 1});
    tasks.record(Task{1, "one", 2});

    const auto receipt = tasks.record(Task{1, "two", 3});

    CHECK(created.changed.contains<&Task::views>());
    CHECK(receipt.changed == yore::fields<&Task::title, &Task::views>);
    CHECK(tasks.at(1, 1)->state.views == 1);
    CHECK(tasks.at(1, 2)->state.views == 3);
}

STORE_TEST("an untracked field that did not change is not among the changes", "[policy][untracked]") {
    TestType stores;
    yore::history<Task> tasks{stores.open()};
    tasks.record(Task{1, "one", 1});

    CHECK(tasks.record(Task{1, "two", 1}).changed == yore::fields<&Task::title>);
}

STORE_TEST("record_unchanged stores an untracked change", "[policy][untracked]") {
    TestType stores;
    yore::history<Task> tasks{stores.open()};
    tasks.record(Task{1, "one", 1});

    const auto receipt = tasks.record(Task{1, "one", 2}, {.record_unchanged = true});

    CHECK(receipt.changed == yore::fields<&Task::views>);
    CHECK(tasks.latest(1)->views == 2);
}

STORE_TEST("a revert whose only difference is untracked changes nothing", "[policy][untracked]") {
    TestType stores;
    yore::history<Task> tasks{stores.open()};
    tasks.record(Task{1, "one", 1});
    tasks.record(Task{1, "two", 2});
    tasks.record(Task{1, "one", 3});

    CHECK_FALSE(tasks.revert(1, yore::to_version(1)).recorded());
    tasks.revert(1, yore::to_version(2));
    CHECK(tasks.latest(1)->views == 2);
}

// require_reason

STORE_TEST("recording without a reason throws where the policy wants one", "[policy][reason]") { // D54
    TestType stores;
    yore::history<Ticket> tickets{stores.open()};
    CHECK_THROWS_AS(tickets.record(ticket(1, "leak")), yore::reason_required);
    CHECK(tickets.versions(1).empty());
    {
        const yore::scope why{"ana", "reported by phone"};
        CHECK(tickets.record(ticket(1, "leak")).recorded());
    }

    CHECK_THROWS_AS(tickets.record(ticket(1, "burst")), yore::reason_required);
    CHECK_THROWS_AS(tickets.remove(1), yore::reason_required);
    CHECK_THROWS_AS(tickets.undo(1, 1), yore::reason_required);
    CHECK_THROWS_AS(tickets.record_all(std::vector<Ticket>{ticket(2, "x")}), yore::reason_required);
    CHECK(tickets.find({}).size() == 1);
}

STORE_TEST("no reason is required where nothing is recorded", "[policy][reason]") { // D54
    TestType stores;
    yore::history<Ticket> tickets{stores.open()};
    {
        const yore::scope why{"ana", "reported by phone"};
        tickets.record(Ticket{1, "leak", 0, 1, "cached"});
    }

    CHECK_FALSE(tickets.record(Ticket{1, "leak", 0, 1, "cached"}).recorded());
    CHECK_FALSE(tickets.record(Ticket{1, "leak", 0, 9, "ignored and untracked changes only"}).recorded());
    CHECK_FALSE(tickets.restore(1).recorded());
    const yore::muted silence;
    CHECK_FALSE(tickets.record(ticket(1, "burst")).recorded());
}

STORE_TEST("a restore needs a reason where the policy wants one", "[policy][reason]") {
    TestType stores;
    yore::history<Ticket> tickets{stores.open()};
    {
        const yore::scope why{"ana", "by mistake"};
        tickets.record(ticket(1, "leak"));
        tickets.remove(1);
    }

    CHECK_THROWS_AS(tickets.restore(1), yore::reason_required);
    CHECK_FALSE(tickets.latest(1).has_value());
}

// How members compare

STORE_TEST("a list that is a set changes only with its elements", "[policy][compare]") { // D63
    TestType stores;
    yore::history<Exhibit> exhibits{stores.open()};
    Exhibit e;
    e.id = 1;
    e.tags = {"old", "rare"};
    exhibits.record(e);

    e.tags = {"rare", "old"};
    CHECK_FALSE(exhibits.record(e).recorded());
    e.tags = {"rare", "old", "rare"};
    CHECK_FALSE(exhibits.record(e).recorded());
    e.tags = {"rare"};
    CHECK(exhibits.record(e).changed == yore::fields<&Exhibit::tags>);
}

STORE_TEST("a plain list changes with its order", "[policy][compare]") {
    TestType stores;
    yore::history<Exhibit> exhibits{stores.open()};
    Exhibit e;
    e.id = 1;
    e.scores = {1, 2};
    exhibits.record(e);

    e.scores = {2, 1};

    CHECK(exhibits.record(e).changed == yore::fields<&Exhibit::scores>);
}

STORE_TEST(
    "a number within its tolerance is no change, and drift is measured from the stored value", "[policy][compare]") {
    TestType stores;
    yore::history<Exhibit> exhibits{stores.open()};
    Exhibit e;
    e.id = 1;
    e.weight = 10.0;
    exhibits.record(e);

    e.weight = 10.5;
    CHECK_FALSE(exhibits.record(e).recorded());
    CHECK(exhibits.latest(1)->weight == 10.0);
    e.weight = 10.75;
    CHECK(exhibits.record(e).changed == yore::fields<&Exhibit::weight>);
    CHECK(exhibits.latest(1)->weight == 10.75);
}

STORE_TEST("a re-creation takes no value from the former life", "[policy][compare]") {
    TestType stores;
    yore::history<Exhibit> exhibits{stores.open()};
    Exhibit e;
    e.id = 1;
    e.weight = 10.0;
    e.price = 0.0;
    e.tags = {"old", "rare"};
    exhibits.record(e);
    exhibits.remove(1);
    e.weight = 10.25;
    e.price = -0.0;
    e.tags = {"rare", "old"};

    exhibits.record(e);

    CHECK(exhibits.latest(1)->weight == 10.25);
    CHECK(std::signbit(exhibits.latest(1)->price));
    CHECK(exhibits.latest(1)->tags == std::vector<std::string>{"rare", "old"});
    CHECK(exhibits.at(1, 1)->state.weight == 10.0);
}

STORE_TEST("pointers and alternatives compare by what they hold", "[policy][compare]") {
    TestType stores;
    yore::history<Exhibit> exhibits{stores.open()};
    Exhibit e;
    e.id = 1;
    e.note = std::make_unique<Note>(Note{"text", 1});
    e.shared = std::make_shared<Note>(Note{"text", 1});
    e.value = std::int64_t{5};
    exhibits.record(e);

    e.note = std::make_unique<Note>(Note{"text", 1});
    e.shared = std::make_shared<Note>(Note{"text", 1});
    CHECK_FALSE(exhibits.record(e).recorded());
    e.note->stars = 2;
    CHECK(exhibits.record(e).changed == yore::fields<&Exhibit::note>);
    e.shared = nullptr;
    CHECK(exhibits.record(e).changed == yore::fields<&Exhibit::shared>);
    e.value = std::string("5");
    CHECK(exhibits.record(e).changed == yore::fields<&Exhibit::value>);
}

STORE_TEST("elements paired by a key change with their values", "[policy][compare]") {
    TestType stores;
    yore::history<Exhibit> exhibits{stores.open()};
    Exhibit e;
    e.id = 1;
    e.parts = {{1, "spring", 2}, {2, "coil", 1}};
    exhibits.record(e);

    CHECK_FALSE(exhibits.record(e).recorded());
    e.parts[1].count = 3;
    CHECK(exhibits.record(e).changed == yore::fields<&Exhibit::parts>);
    CHECK(exhibits.at(1, 1)->state.parts[1].count == 1);
    CHECK(exhibits.at(1, 2)->state.parts[1].count == 3);
}

// key

STORE_TEST("a key may be empty text, zero or negative", "[policy][key]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Package> packages{db};
    yore::history<Machine> machines{db};
    packages.record(Package{"", "nameless"});
    machines.record(machine(0, "zero"));
    machines.record(machine(-7, "negative"));

    CHECK(packages.latest("")->version == "nameless");
    CHECK(machines.latest(0)->name == "zero");
    CHECK(machines.latest(-7)->name == "negative");
    CHECK(machines.as_of(future(0)).begin()->id == -7);
}
