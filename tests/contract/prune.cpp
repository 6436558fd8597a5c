// SPDX-License-Identifier: BSL-1.0
#include <type_traits>

#include "models.hpp"
#include "outcome.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;

static_assert(std::is_base_of_v<yore::not_found, yore::pruned>);

namespace {

/// Versions 1 to 5 of machine 1, at 10, 20, 30, 40 and 50 seconds.
void record_five(yore::history<Machine>& machines) {
    for (std::int64_t each = 1; each <= 5; ++each)
        record_at(machines, second(10 * each), machine(1, "name " + std::to_string(each)));
}

} // namespace

STORE_TEST("prune keeps the version that was in force at the horizon", "[prune]") { // E1: the only record was removed
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_five(machines);

    const auto report = machines.prune({.older_than = second(35)});

    CHECK(report.entities == 1);
    CHECK(report.versions == 2);
    CHECK(numbers(machines.versions(1)) == number_list{3, 4, 5});
    CHECK(machines.as_of(1, second(35))->name == "name 3");
    CHECK(machines.as_of(1, second(30))->name == "name 3");
    CHECK(machines.as_of(1, second(45))->name == "name 4");
    CHECK(machines.as_of(second(35)).find(1)->name == "name 3");
}

STORE_TEST("a version at the very horizon is in force there", "[prune]") { // D84
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_five(machines);

    machines.prune({.older_than = second(30)});

    CHECK(numbers(machines.versions(1)) == number_list{3, 4, 5});
}

STORE_TEST("versions at the very horizon are not older than it and stay", "[prune]") { // D84
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "one"));
    record_at(machines, second(20), machine(1, "two"));
    record_at(machines, second(20), machine(1, "three"));
    record_at(machines, second(20), machine(1, "four"));

    const auto report = machines.prune({.older_than = second(20)});

    CHECK(report.versions == 1);
    CHECK(numbers(machines.versions(1)) == number_list{2, 3, 4});
}

STORE_TEST("prune renumbers nothing and numbers go on", "[prune]") { // D86
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_five(machines);

    machines.prune({.older_than = second(50)});

    CHECK(numbers(machines.versions(1)) == number_list{5});
    CHECK(record_at(machines, second(60), machine(1, "name 6")).number == 6);
    CHECK(machines.at(1, 6)->changed == yore::fields<&Machine::name>);
    CHECK_FALSE(machines.at(1, 4).has_value());
}

STORE_TEST("prune never removes the latest version, a deletion included", "[prune]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_five(machines);
    remove_at(machines, second(60), 1);

    machines.prune({.older_than = future(0)});

    const auto versions = machines.versions(1);
    REQUIRE(numbers(versions) == number_list{6});
    CHECK(versions[0].op == yore::operation::deleted);
    CHECK(versions[0].state.name == "name 5");
    CHECK(machines.deleted() == std::vector<std::int64_t>{1});
}

STORE_TEST("a deletion that is all that is left can still be restored", "[prune]") { // D78
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_five(machines);
    remove_at(machines, second(60), 1);
    machines.prune({.older_than = future(0)});

    const auto receipt = restore_at(machines, second(70), 1);

    CHECK(receipt.number == 7);
    CHECK(receipt.op == yore::operation::restored);
    CHECK(machines.latest(1)->name == "name 5");
    CHECK(machines.at(1, 7)->source == version_number{5});
    CHECK(machines.latest(1)->audit.created_on == second(10));
}

STORE_TEST("an empty retention removes nothing", "[prune]") { // E6: a clean-up without arguments removed everything
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_five(machines);

    const auto report = machines.prune({});

    CHECK(report.entities == 0);
    CHECK(report.versions == 0);
    CHECK(report.bytes == 0);
    CHECK(machines.versions(1).size() == 5);
}

STORE_TEST("keep_last keeps so many versions of each entity", "[prune]") { // D85
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_five(machines);
    record_at(machines, second(1), machine(2, "only one"));

    const auto report = machines.prune({.keep_last = 2});

    CHECK(report.entities == 1);
    CHECK(report.versions == 3);
    CHECK(numbers(machines.versions(1)) == number_list{4, 5});
    CHECK(numbers(machines.versions(2)) == number_list{1});
    machines.prune({.keep_last = 0});
    CHECK(numbers(machines.versions(1)) == number_list{5});
    CHECK(numbers(machines.versions(2)) == number_list{1});
}

STORE_TEST("keep_last alone has its horizon now, so the version in force now stays", "[prune]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "past"));
    record_at(machines, second(20), machine(1, "present"));
    record_at(machines, future(10), machine(1, "planned"));
    record_at(machines, future(20), machine(1, "planned later"));

    machines.prune({.keep_last = 1});

    CHECK(numbers(machines.versions(1)) == number_list{2, 3, 4});
    CHECK(machines.as_of(1, future(0))->name == "present");
}

STORE_TEST("of two limits both must allow a removal", "[prune]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_five(machines);

    machines.prune({.older_than = second(50), .keep_last = 3});
    CHECK(numbers(machines.versions(1)) == number_list{3, 4, 5});
    machines.prune({.older_than = second(40), .keep_last = 1});
    CHECK(numbers(machines.versions(1)) == number_list{4, 5});
}

STORE_TEST("a horizon before the creation removes nothing", "[prune]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_five(machines);

    CHECK(machines.prune({.older_than = second(9)}).versions == 0);
    CHECK(machines.versions(1).size() == 5);
}

STORE_TEST("a dry run reports what would go and removes nothing", "[prune]") { // D83
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_five(machines);

    const auto planned = machines.prune({.older_than = second(40)}, yore::dry_run::yes);
    CHECK(planned.entities == 1);
    CHECK(planned.versions == 3);
    CHECK(machines.versions(1).size() == 5);
    CHECK(machines.as_of(1, second(10))->name == "name 1");

    const auto done = machines.prune({.older_than = second(40)});
    CHECK(done.entities == planned.entities);
    CHECK(done.versions == planned.versions);
    CHECK(machines.versions(1).size() == 2);
}

STORE_TEST("prune twice removes nothing the second time", "[prune]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_five(machines);
    machines.prune({.older_than = second(40)});

    CHECK(machines.prune({.older_than = second(40)}).versions == 0);
}

STORE_TEST("every entity keeps its own version at the horizon", "[prune]") { // D85
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_five(machines);
    record_at(machines, second(12), machine(2, "a"));
    record_at(machines, second(90), machine(2, "b"));
    record_at(machines, second(95), machine(3, "new"));

    const auto report = machines.prune({.older_than = second(80)});

    CHECK(report.entities == 1);
    CHECK(report.versions == 4);
    CHECK(numbers(machines.versions(1)) == number_list{5});
    CHECK(numbers(machines.versions(2)) == number_list{1, 2});
    CHECK(numbers(machines.versions(3)) == number_list{1});
}

STORE_TEST("where the past is gone, questions about it throw pruned", "[prune]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_five(machines);
    machines.prune({.older_than = second(30)});

    CHECK(ending([&] { return machines.as_of(1, second(30) - tick); }) == outcome::pruned);
    CHECK(ending([&] { return machines.as_of(1, second(1)); }) == outcome::pruned);
    CHECK(ending([&] { return machines.as_of(second(25)); }) == outcome::pruned);
    CHECK(ending([&] { return machines.between(second(25), second(60)); }) == outcome::pruned);
    CHECK(ending([&] { return machines.revert(1, yore::to_version(2)); }) == outcome::pruned);
    CHECK(ending([&] { return machines.revert(1, yore::to_time(second(25))); }) == outcome::pruned);
    CHECK(ending([&] { return machines.revert<&Machine::name>(1, yore::to_version(1)); }) == outcome::pruned);
    CHECK(ending([&] { return machines.preview_revert(1, yore::to_version(2)); }) == outcome::pruned);
    CHECK(ending([&] { return machines.undo(1, 2); }) == outcome::pruned);
    CHECK(ending([&] { return machines.diff(1, 2, 4); }) == outcome::pruned);
    CHECK(ending([&] { return machines.diff(1, 4, 1); }) == outcome::pruned);
    CHECK(ending([&] { return machines.diff(1, 4, 9); }) == outcome::not_found);
    CHECK_FALSE(machines.at(1, 2).has_value());
}

STORE_TEST("undo of the oldest kept change throws pruned, since what was before is gone", "[prune]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "one", Status::working));
    record_at(machines, second(20), machine(1, "one", Status::broken));
    record_at(machines, second(30), machine(1, "two", Status::broken));
    machines.prune({.older_than = second(20)});

    CHECK(ending([&] { return machines.undo(1, 2); }) == outcome::pruned);
    CHECK(ending([&] { return machines.undo(1, 3); }) == outcome::done);
}

STORE_TEST("what is kept after pruning is all there", "[prune]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_five(machines);
    const auto before = machines.versions(1);
    machines.prune({.older_than = second(30)});

    const auto after = machines.versions(1);

    REQUIRE(after.size() == 3);
    for (std::size_t each = 0; each < 3; ++each) {
        CHECK(after[each].state.name == before[each + 2].state.name);
        CHECK(after[each].changed == before[each + 2].changed);
        CHECK(after[each].commit.id == before[each + 2].commit.id);
        CHECK(after[each].commit.occurred_on == before[each + 2].commit.occurred_on);
        CHECK(after[each].state.audit.created_on == second(10));
    }
    CHECK(machines.diff(1, 3, 5).fields() == yore::fields<&Machine::name>);
    CHECK(machines.undo(1, 5).recorded());
    CHECK(machines.latest(1)->name == "name 4");
}

STORE_TEST("a deleted entity can be pruned in the midst of its lives", "[prune]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "first life"));
    remove_at(machines, second(20), 1);
    record_at(machines, second(30), machine(1, "second life"));

    machines.prune({.older_than = second(25)});

    CHECK(numbers(machines.versions(1)) == number_list{2, 3});
    CHECK_FALSE(machines.as_of(1, second(25)).has_value());
    CHECK(ending([&] { return machines.as_of(1, second(15)); }) == outcome::pruned);
    CHECK(machines.as_of(1, second(30))->name == "second life");
}

STORE_TEST("pruned versions are gone from find and from the statistics", "[prune]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_five(machines);
    machines.prune({.older_than = second(50)});

    CHECK(numbers(machines.find({})) == number_list{5});
    CHECK(machines.statistics().entities == 1);
    CHECK(machines.statistics().versions == 1);
}

STORE_TEST("pruning gives room back", "[prune]") { // C3, C4
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    for (std::int64_t each = 1; each <= 2'000; ++each)
        record_at(machines, second(each), machine(1, std::string(100, 'x') + std::to_string(each)));
    const auto before = machines.statistics().bytes;

    const auto report = machines.prune({.keep_last = 1});

    CHECK(report.versions == 1'999);
    CHECK(report.bytes > 0);
    CHECK(machines.statistics().bytes < before / 2);
}

STORE_TEST("a page goes on after its version was pruned", "[prune][paging]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_five(machines);
    const auto first_page = machines.find({.limit = 2, .newest_first = false});

    machines.prune({.older_than = second(30)});

    const yore::cursor<Machine> after{first_page.back()};
    CHECK(numbers(machines.find({.newest_first = false, .after = after})) == number_list{3, 4, 5});
}

STORE_TEST("a page that ended within a commit skips nothing of it after a prune", "[prune][paging]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(9, "before"));
    machines.record_all(std::vector<Machine>{machine(1, "a"), machine(2, "a"), machine(3, "a"), machine(4, "a")});
    const auto ids_after = [&](const yore::version<Machine>& last, bool newest_first) {
        std::vector<std::int64_t> ids;
        for (const auto& one : machines.find({.newest_first = newest_first, .after = yore::cursor<Machine>{last}}))
            ids.push_back(one.state.id);
        return ids;
    };
    const auto oldest = machines.find({.limit = 2, .newest_first = false}).back(); // machine 1
    const auto newest = machines.find({.limit = 1}).back();                        // machine 4

    machines.record(machine(1, "b"));
    machines.record(machine(4, "b"));
    machines.prune({.keep_last = 1});

    CHECK(ids_after(oldest, false) == std::vector<std::int64_t>{2, 3, 1, 4});
    CHECK(ids_after(newest, true) == std::vector<std::int64_t>{3, 2, 9});
}

STORE_TEST("prune of one model leaves the others alone", "[prune]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::history<Task> tasks{db};
    record_five(machines);
    record_at(tasks, second(10), task(1, "one"));
    record_at(tasks, second(20), task(1, "two"));

    machines.prune({.keep_last = 1});

    CHECK(tasks.versions(1).size() == 2);
}

STORE_TEST("prune takes so many versions at a time, and comes to the same end", "[prune]") {
    TestType stores, others;
    yore::history<Machine> machines{stores.open()}, at_once{others.open()};
    for (std::int64_t each = 1; each <= 5; ++each)
        for (std::int64_t id = 1; id <= 4; ++id) {
            record_at(machines, second(10 * each), machine(id, "name " + std::to_string(each)));
            record_at(at_once, second(10 * each), machine(id, "name " + std::to_string(each)));
        }
    yore::retention few{.older_than = second(35), .at_most = 3}; // two versions of each may go
    CHECK(machines.prune(few, yore::dry_run::yes).versions == 4);

    const auto first = machines.prune(few);
    CHECK(first.versions == 4); // of whole entities
    CHECK(first.entities == 2);
    CHECK(machines.statistics().versions == 16);
    CHECK(machines.prune(few).versions == 4);
    CHECK(machines.prune(few).versions == 0);

    at_once.prune({.older_than = second(35)});
    for (std::int64_t id = 1; id <= 4; ++id) CHECK(numbers(machines.versions(id)) == numbers(at_once.versions(id)));
}
