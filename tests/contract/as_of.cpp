// SPDX-License-Identifier: BSL-1.0
#include "models.hpp"
#include "outcome.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;

STORE_TEST("the past can be asked for by the clock of the system", "[as_of]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "one"));
    record_at(machines, second(20), machine(1, "two"));
    const std::chrono::sys_time<std::chrono::nanoseconds> fine = second(20) - std::chrono::nanoseconds{1};
    const std::chrono::sys_seconds coarse = std::chrono::floor<std::chrono::seconds>(second(20));

    CHECK(machines.as_of(1, fine)->name == "one");
    CHECK(machines.as_of(1, coarse)->name == "two");
    CHECK(machines.as_of(1, std::chrono::system_clock::now())->name == "two");
    CHECK(machines.as_of(std::chrono::system_clock::now() - std::chrono::hours{24}).size() == 1);
    CHECK(machines.between(fine, std::chrono::system_clock::now()).changed.size() == 1);
    CHECK(machines.between(fine, second(20)).changed.size() == 1);
    CHECK(machines.preview_revert(1, yore::to_time(fine)).name == "one");
}

STORE_TEST("as_of at the very instant of a version gives that version", "[as_of]") { // D38
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "one"));
    record_at(machines, second(20), machine(1, "two"));
    record_at(machines, second(30), machine(1, "three"));

    CHECK(machines.as_of(1, second(10))->name == "one");
    CHECK(machines.as_of(1, second(20) - tick)->name == "one");
    CHECK(machines.as_of(1, second(20))->name == "two");
    CHECK(machines.as_of(1, second(29))->name == "two");
    CHECK(machines.as_of(1, second(30))->name == "three");
    CHECK(machines.as_of(1, future(0))->name == "three");
}

STORE_TEST("as_of gives nothing before the creation", "[as_of]") { // D46
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "one"));

    CHECK_FALSE(machines.as_of(1, second(10) - tick).has_value());
    CHECK_FALSE(machines.as_of(1, timestamp::min()).has_value());
    CHECK(machines.as_of(1, timestamp::max()).has_value());
}

STORE_TEST("as_of gives nothing while the entity was deleted", "[as_of]") { // D39
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "one"));
    remove_at(machines, second(20), 1);
    record_at(machines, second(30), machine(1, "two"));

    CHECK(machines.as_of(1, second(19))->name == "one");
    CHECK_FALSE(machines.as_of(1, second(20)).has_value());
    CHECK_FALSE(machines.as_of(1, second(30) - tick).has_value());
    CHECK(machines.as_of(1, second(30))->name == "two");
}

STORE_TEST("of versions with the same instant as_of gives the highest", "[as_of]") { // D35; E1: ties hid or doubled
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "one"));
    record_at(machines, second(10), machine(1, "two"));
    record_at(machines, second(10), machine(1, "three"));

    CHECK(machines.as_of(1, second(10))->name == "three");
    CHECK(machines.as_of(second(10)).size() == 1);
    CHECK(machines.as_of(second(10)).find(1)->name == "three");
    CHECK_FALSE(machines.as_of(1, second(10) - tick).has_value());
    CHECK(numbers(machines.versions(1)) == number_list{1, 2, 3});
}

STORE_TEST("a creation and a deletion at the same instant leave nothing at that instant", "[as_of]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "one"));
    remove_at(machines, second(10), 1);

    CHECK_FALSE(machines.as_of(1, second(10)).has_value());
    CHECK(machines.as_of(second(10)).size() == 0);
}

STORE_TEST("a snapshot holds each entity that was live, once, in the order of the keys", "[as_of][snapshot]") { // D40
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(5, "changed later"));
    record_at(machines, second(11), machine(-3, "deleted before"));
    remove_at(machines, second(12), -3);
    record_at(machines, second(13), machine(2, "deleted after"));
    record_at(machines, second(30), machine(5, "changed"));
    remove_at(machines, second(31), 2);
    record_at(machines, second(32), machine(1, "created after"));

    const auto snapshot = machines.as_of(second(20));

    CHECK(snapshot.size() == 2);
    std::vector<std::int64_t> keys;
    for (const Machine& each : snapshot) keys.push_back(each.id);
    CHECK(keys == std::vector<std::int64_t>{2, 5});
    REQUIRE(snapshot.find(5) != nullptr);
    CHECK(snapshot.find(5)->name == "changed later");
    REQUIRE(snapshot.find(2) != nullptr);
    CHECK(snapshot.find(2)->name == "deleted after");
    CHECK(snapshot.find(-3) == nullptr);
    CHECK(snapshot.find(1) == nullptr);
}

STORE_TEST("a snapshot before the first version is empty", "[as_of][snapshot]") { // D41
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    CHECK(machines.as_of(future(0)).size() == 0);
    record_at(machines, second(10), machine(1, "one"));

    const auto snapshot = machines.as_of(second(9));

    CHECK(snapshot.size() == 0);
    CHECK(snapshot.begin() == snapshot.end());
    CHECK(snapshot.find(1) == nullptr);
}

STORE_TEST("a snapshot owns its states", "[as_of][snapshot]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "one"));

    const auto snapshot = machines.as_of(second(10));
    record_at(machines, second(10), machine(1, "two"));
    remove_at(machines, second(10), 1);
    machines.prune({.keep_last = 1});

    REQUIRE(snapshot.find(1) != nullptr);
    CHECK(snapshot.find(1)->name == "one");
}

STORE_TEST("a snapshot outlives the history and its store", "[as_of][snapshot]") {
    const auto snapshot = [] {
        TestType stores;
        yore::history<Machine> machines{stores.open()};
        record_at(machines, second(10), machine(1, "one"));
        return machines.as_of(second(10));
    }();

    REQUIRE(snapshot.size() == 1);
    CHECK(snapshot.begin()->name == "one");
}

STORE_TEST("a snapshot of entities with several key fields is ordered by all of them", "[as_of][snapshot]") {
    TestType stores;
    yore::history<Loan> loans{stores.open()};
    const auto now = at(second(10));
    loans.record(loan("B", 1, "third"));
    loans.record(loan("A", 10, "second"));
    loans.record(loan("A", 9, "first"));

    std::vector<std::string> titles;
    for (const Loan& each : loans.as_of(second(10))) titles.push_back(each.title);

    CHECK(titles == std::vector<std::string>{"first", "second", "third"});
    CHECK(loans.as_of(second(10)).find({"A", 10})->title == "second");
}

STORE_TEST("as_of answers for the past whatever is recorded later", "[as_of]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    for (std::int64_t each = 0; each < 200; ++each)
        record_at(machines, second(10 * each), machine(1, "name " + std::to_string(each)));

    for (std::int64_t each = 0; each < 200; ++each) {
        const auto state = machines.as_of(1, second(10 * each + 9));
        REQUIRE(state.has_value());
        REQUIRE(state->name == "name " + std::to_string(each));
    }
}

STORE_TEST("most recent means the last recorded state and not the caller's unsaved object", "[as_of]") { // D37
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    auto m = machine(1, "saved");
    machines.record(m);

    m.name = "unsaved";

    CHECK(machines.latest(1)->name == "saved");
    CHECK(machines.as_of(1, future(0))->name == "saved");
}

STORE_TEST("reverted and restored states are in force like any other", "[as_of]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "one"));
    record_at(machines, second(20), machine(1, "two"));
    during(second(30), [&] { machines.revert(1, yore::to_version(1)); });
    remove_at(machines, second(40), 1);
    restore_at(machines, second(50), 1);

    CHECK(machines.as_of(1, second(29))->name == "two");
    CHECK(machines.as_of(1, second(30))->name == "one");
    CHECK_FALSE(machines.as_of(1, second(49)).has_value());
    CHECK(machines.as_of(1, second(50))->name == "one");
}
