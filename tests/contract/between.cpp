// SPDX-License-Identifier: BSL-1.0
#include <tuple>

#include "models.hpp"
#include "outcome.hpp"
#include "random.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;

namespace {

std::vector<std::int64_t> ids_of(const std::vector<Machine>& states) {
    std::vector<std::int64_t> ids;
    for (const Machine& state : states) ids.push_back(state.id);
    return ids;
}

} // namespace

STORE_TEST("between tells what was created, deleted and changed from one instant to another", "[between]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "stays", Status::working));
    record_at(machines, second(10), machine(2, "goes"));
    record_at(machines, second(10), machine(4, "same"));
    record_at(machines, second(20), machine(1, "stays", Status::broken));
    remove_at(machines, second(21), 2);
    record_at(machines, second(22), machine(3, "comes"));

    const auto difference = machines.between(second(15), second(25));

    REQUIRE(ids_of(difference.created) == std::vector<std::int64_t>{3});
    CHECK(difference.created[0].name == "comes");
    REQUIRE(ids_of(difference.deleted) == std::vector<std::int64_t>{2});
    CHECK(difference.deleted[0].name == "goes");
    REQUIRE(difference.changed.size() == 1);
    CHECK(difference.changed[0].before.status == Status::working);
    CHECK(difference.changed[0].after.status == Status::broken);
    CHECK(difference.changed[0].changes.fields() == yore::fields<&Machine::status>);
    CHECK(difference.changed[0].after.audit.modified_on == second(20));
}

STORE_TEST("between compares the states in force at both instants, the instants included", "[between]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "one"));
    record_at(machines, second(20), machine(1, "two"));

    CHECK(machines.between(second(10), second(20)).changed.size() == 1);
    CHECK(machines.between(second(10), second(20) - tick).changed.empty());
    CHECK(machines.between(second(20), second(30)).changed.empty());
    CHECK(ids_of(machines.between(second(10) - tick, second(10)).created) == std::vector<std::int64_t>{1});
    CHECK(machines.between(second(20), second(20)).changed.empty());
}

STORE_TEST("what was changed and changed back is no difference", "[between]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "one"));
    record_at(machines, second(20), machine(1, "two"));
    record_at(machines, second(30), machine(1, "one"));

    const auto difference = machines.between(second(10), second(30));

    CHECK(difference.created.empty());
    CHECK(difference.deleted.empty());
    CHECK(difference.changed.empty());
}

STORE_TEST("a deletion and a re-creation inside are a change or nothing", "[between]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "one"));
    record_at(machines, second(10), machine(2, "two"));
    remove_at(machines, second(20), 1);
    remove_at(machines, second(20), 2);
    record_at(machines, second(30), machine(1, "uno"));
    record_at(machines, second(30), machine(2, "two"));

    const auto difference = machines.between(second(10), second(30));

    CHECK(difference.created.empty());
    CHECK(difference.deleted.empty());
    REQUIRE(difference.changed.size() == 1);
    CHECK(difference.changed[0].after.name == "uno");
}

STORE_TEST("what came and went inside is no difference", "[between]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(20), machine(1, "one"));
    remove_at(machines, second(30), 1);

    const auto difference = machines.between(second(10), second(40));

    CHECK(difference.created.empty());
    CHECK(difference.deleted.empty());
    CHECK(difference.changed.empty());
    CHECK(ids_of(machines.between(second(20), second(40)).deleted) == std::vector<std::int64_t>{1});
}

// diff of two versions

STORE_TEST("diff of two versions has exactly the changed fields with both values", "[diff]") { // D21, D22
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one", Status::working, "A"));
    machines.record(machine(1, "two", Status::working, "A"));
    machines.record(machine(1, "two", Status::broken, std::nullopt));

    const auto changes = machines.diff(1, 1, 3);

    CHECK(changes.fields() == yore::fields<&Machine::name, &Machine::status, &Machine::location>);
    CHECK(changes.size() == 3);
    REQUIRE(changes.get<&Machine::name>() != nullptr);
    CHECK(changes.get<&Machine::name>()->before == "one");
    CHECK(changes.get<&Machine::name>()->after == "two");
    CHECK(changes.get<&Machine::location>()->before == "A");
    CHECK_FALSE(changes.get<&Machine::location>()->after.has_value());
    CHECK(changes.get<&Machine::id>() == nullptr);
    CHECK(machines.diff(1, 1, 2).fields() == yore::fields<&Machine::name>);
}

STORE_TEST("diff of versions works backwards and of a version with itself is empty", "[diff]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.record(machine(1, "two"));

    CHECK(machines.diff(1, 2, 1).get<&Machine::name>()->before == "two");
    CHECK(machines.diff(1, 2, 1).get<&Machine::name>()->after == "one");
    CHECK(machines.diff(1, 2, 2).empty());
}

STORE_TEST("diff with a deletion compares with the last state", "[diff]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.record(machine(1, "two"));
    machines.remove(1);

    CHECK(machines.diff(1, 2, 3).empty());
    CHECK(machines.diff(1, 1, 3).fields() == yore::fields<&Machine::name>);
}

STORE_TEST("diff of an unknown key or version is not_found", "[diff]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));

    CHECK(ending([&] { return machines.diff(2, 1, 1); }) == outcome::not_found);
    CHECK(ending([&] { return machines.diff(1, 0, 1); }) == outcome::not_found);
    CHECK(ending([&] { return machines.diff(1, 1, 2); }) == outcome::not_found);
}

STORE_TEST("between agrees with the two sets, however much or little changed", "[between]") {
    TestType stores;
    decltype(auto) db = stores.open();
    yore::history<Machine> machines{db};
    random_source random{17};
    constexpr std::int64_t end = 1200;
    {
        yore::batch import{db};
        for (std::int64_t i = 0; i != end; ++i) {
            const auto id = static_cast<std::int64_t>(random.below(i < end / 2 ? 40 : 50));
            if (!machines.latest(id) || random.chance(85)) record_at(machines, second(i), machine(id, random.word()));
            else remove_at(machines, second(i), id);
        }
    }
    const auto expect = [&](std::int64_t from, std::int64_t to) {
        std::vector<std::int64_t> created, deleted, changed;
        const auto first = machines.as_of(second(from)), last = machines.as_of(second(to));
        for (const Machine& m : last)
            if (const Machine* const before = first.find(m.id); before == nullptr) created.push_back(m.id);
            else if (!yore::diff(*before, m).empty()) changed.push_back(m.id);
        for (const Machine& m : first)
            if (last.find(m.id) == nullptr) deleted.push_back(m.id);
        return std::tuple(created, deleted, changed);
    };
    const auto told = [&](std::int64_t from, std::int64_t to) {
        const auto difference = machines.between(second(from), second(to));
        std::vector<std::int64_t> changed;
        for (const auto& one : difference.changed) changed.push_back(one.after.id);
        return std::tuple(ids_of(difference.created), ids_of(difference.deleted), changed);
    };
    const auto check_some = [&](std::int64_t first) {
        for (int i = 0; i != 60; ++i) {
            const auto from = first + static_cast<std::int64_t>(random.below(static_cast<std::size_t>(end - first)));
            const std::int64_t to = random.chance(80) ? from + static_cast<std::int64_t>(random.below(30))
                                                      : static_cast<std::int64_t>(random.below(end));
            if (to < first) continue;
            INFO(from << " to " << to);
            CHECK(told(from, to) == expect(from, to));
            CHECK(told(to, from) == expect(to, from));
        }
    };

    check_some(0);
    machines.prune({.older_than = second(end / 2)});
    check_some(end / 2);
    for (std::int64_t from = 0; from < end / 2; from += 20) { // whose past is gone need not be who changed
        INFO(from);
        const outcome sets = ending([&] { return machines.as_of(second(from)); });
        CHECK(ending([&] { return machines.between(second(from), second(from + 5)); }) == sets);
    }
}
