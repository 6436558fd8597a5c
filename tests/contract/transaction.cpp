// SPDX-License-Identifier: BSL-1.0
#include <stdexcept>

#include "models.hpp"
#include "outcome.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;
using yore::operation;

STORE_TEST("several histories in a transaction are one commit", "[transaction]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::history<Task> tasks{db};
    {
        const yore::scope who{"ana", "new machine"};
        yore::transaction all{db};
        machines.record(machine(1, "one"));
        tasks.record(task(1, "set up"));
        machines.record(machine(1, "one", Status::broken));
        all.commit();
    }

    const auto commit = machines.at(1, 1)->commit;
    CHECK(tasks.at(1, 1)->commit.id == commit.id);
    CHECK(machines.at(1, 2)->commit.id == commit.id);
    CHECK(tasks.at(1, 1)->commit.occurred_on == commit.occurred_on);
    CHECK(tasks.at(1, 1)->commit.recorded_on == commit.recorded_on);
    CHECK(tasks.at(1, 1)->commit.actor->id == "ana");
    CHECK(tasks.at(1, 1)->commit.reason == "new machine");
}

STORE_TEST("a transaction destroyed without commit rolls everything back", "[transaction]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::history<Task> tasks{db};
    machines.record(machine(1, "one"));
    machines.record(machine(3, "gone"));
    machines.remove(3);
    {
        yore::transaction all{db};
        machines.record(machine(1, "changed"));
        machines.record(machine(2, "new"));
        machines.restore(3);
        tasks.record(task(1, "set up"));
        machines.remove(1);
    }

    CHECK(machines.versions(1).size() == 1);
    CHECK(machines.latest(1)->name == "one");
    CHECK(machines.versions(2).empty());
    CHECK(machines.deleted() == std::vector<std::int64_t>{3});
    CHECK(tasks.versions(1).empty());
    CHECK(machines.find({}).size() == 3);
    CHECK(machines.statistics().entities == 2);
    CHECK(machines.statistics().versions == 3);
    CHECK(tasks.statistics().entities == 0);
}

STORE_TEST("an exception rolls a transaction back", "[transaction]") { // D79
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    try {
        yore::transaction all{db};
        machines.record(machine(1, "one"));
        throw std::runtime_error("half way");
    } catch (const std::runtime_error&) {
    }

    CHECK(machines.versions(1).empty());
    CHECK(machines.record(machine(1, "one")).number == 1);
}

STORE_TEST("numbers go on without a gap after a rollback", "[transaction]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    machines.record(machine(1, "one"));
    {
        yore::transaction all{db};
        CHECK(machines.record(machine(1, "two")).number == 2);
        CHECK(machines.record(machine(1, "three")).number == 3);
    }

    CHECK(machines.record(machine(1, "other")).number == 2);
    CHECK(numbers(machines.versions(1)) == number_list{1, 2});
    CHECK(machines.at(1, 2)->changed == yore::fields<&Machine::name>);
}

STORE_TEST("inside a transaction every query sees its records", "[transaction]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    record_at(machines, second(10), machine(1, "one"));
    record_at(machines, second(10), machine(2, "two"));
    const auto now = at(second(20));
    yore::transaction all{db};
    machines.record(machine(1, "changed"));
    machines.record(machine(3, "new"));
    machines.remove(2);

    CHECK(machines.latest(1)->name == "changed");
    CHECK(machines.versions(1).size() == 2);
    CHECK(machines.at(3, 1)->state.name == "new");
    CHECK(machines.as_of(1, second(20))->name == "changed");
    CHECK(machines.as_of(1, second(10))->name == "one");
    CHECK(machines.as_of(second(20)).size() == 2);
    CHECK(machines.between(second(10), second(20)).created.size() == 1);
    CHECK(machines.diff(1, 1, 2).size() == 1);
    CHECK(machines.blame(1).of<&Machine::name>().number == 2);
    CHECK(machines.find({}).size() == 5);
    CHECK(machines.deleted() == std::vector<std::int64_t>{2});
    CHECK(machines.statistics().versions == 5);
}

STORE_TEST("what a receipt says inside a transaction is true after it", "[transaction]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::transaction all{db};
    const auto one = machines.record(machine(1, "one"));
    const auto two = machines.record(machine(2, "two"));
    all.commit();

    CHECK(one.commit_id == two.commit_id);
    CHECK(machines.at(1, 1)->commit.id == one.commit_id);
}

STORE_TEST("the context of a transaction is that of its first record", "[transaction][context]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::transaction all{db};
    {
        const yore::scope who{yore::context{
            .actor = yore::actor{"ana"}, .reason = "first", .correlation_id = "c1", .occurred_on = second(10)}};
        machines.record(machine(1, "one"));
    }
    {
        const yore::scope who{
            yore::context{.actor = yore::actor{"ana"}, .reason = "second", .occurred_on = second(10)}};
        machines.record(machine(2, "two"));
    }
    all.commit();

    const auto commit = machines.at(2, 1)->commit;
    CHECK(commit.actor->id == "ana");
    CHECK(commit.reason == "first");
    CHECK(commit.correlation_id == "c1");
    CHECK(commit.occurred_on == second(10));
}

STORE_TEST(
    "a reason that is required is the commit's, whatever the scope of a later record says", "[transaction][context]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::history<Ticket> tickets{db};
    {
        yore::transaction without{db};
        machines.record(machine(1, "one"));
        const yore::scope why{yore::context{.reason = "too late"}};
        CHECK_THROWS_AS(tickets.record(ticket(1, "leak")), yore::reason_required);
        without.commit();
    }
    {
        yore::transaction with{db};
        {
            const yore::scope why{yore::context{.reason = "reported"}};
            machines.record(machine(2, "two"));
        }
        CHECK(tickets.record(ticket(2, "noise")).recorded());
        with.commit();
    }

    CHECK(tickets.versions(1).empty());
    CHECK(tickets.at(2, 1)->commit.reason == "reported");
    CHECK(tickets.at(2, 1)->commit.id == machines.at(2, 1)->commit.id);
}

STORE_TEST("audit fields name the actor of the commit", "[transaction][context][audit]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::history<Tour> tours{db};
    yore::transaction all{db};
    {
        const yore::scope who{yore::actor{"ana", "Ana"}};
        machines.record(machine(1, "one"));
    }
    machines.record(machine(2, "two"));
    const yore::scope who{yore::actor{"ana", "Another Name"}};
    tours.record(Tour{1, "by night"});
    all.commit();

    CHECK(machines.latest(2)->audit.created_by == "ana");
    CHECK(tours.latest(1)->audit.modified_by->name == "Ana");
    CHECK(tours.at(1, 1)->commit.actor->name == "Ana");
}

STORE_TEST("another actor inside a transaction is an error, and the transaction can go on", "[transaction][context]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::transaction all{db};
    const yore::scope who{"ana"};
    machines.record(machine(1, "one"));
    {
        const yore::scope other{"bo"};
        CHECK(ending([&] { return machines.record(machine(2, "two")); }) == outcome::other_error);
        CHECK_FALSE(machines.latest(2).has_value());
    }
    machines.record(machine(3, "three"));
    all.commit();

    CHECK(machines.versions(2).empty());
    CHECK(machines.at(1, 1)->commit.id == machines.at(3, 1)->commit.id);
}

STORE_TEST("another explicit time inside a transaction is an error", "[transaction][context]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::transaction all{db};
    record_at(machines, second(10), machine(1, "one"));

    CHECK(ending([&] { return record_at(machines, second(11), machine(2, "two")); }) == outcome::other_error);
    CHECK(ending([&] { return record_at(machines, second(10), machine(3, "three")); }) == outcome::done);
    all.commit();

    CHECK(machines.versions(2).empty());
    CHECK(machines.versions(3).size() == 1);
}

STORE_TEST("a record that failed does not decide the context of a transaction", "[transaction][context]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    record_at(machines, second(10), machine(1, "one"));
    yore::transaction all{db};
    {
        const yore::scope who{yore::context{.actor = yore::actor{"ana"}, .occurred_on = second(5)}};
        CHECK_THROWS_AS(machines.record(machine(1, "early")), yore::out_of_order);
    }
    const yore::scope who{yore::context{.actor = yore::actor{"bo"}, .occurred_on = second(20)}};
    machines.record(machine(1, "two"));
    all.commit();

    CHECK(machines.at(1, 2)->commit.actor->id == "bo");
    CHECK(machines.at(1, 2)->commit.occurred_on == second(20));
}

STORE_TEST("an entity ahead of the clock is clamped alone in a transaction", "[transaction][clock]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    record_at(machines, future(10), machine(1, "one"));
    yore::transaction all{db};
    machines.record(machine(2, "two"));
    machines.record(machine(1, "changed"));
    machines.record(machine(3, "three"));
    all.commit();

    CHECK(machines.at(1, 2)->commit.occurred_on == future(10));
    CHECK(machines.at(2, 1)->commit.occurred_on < future(0));
    CHECK(machines.at(2, 1)->commit.occurred_on == machines.at(3, 1)->commit.occurred_on);
    CHECK(machines.at(1, 2)->commit.id == machines.at(3, 1)->commit.id);
}

STORE_TEST("a transaction can be empty and can be committed after failures only", "[transaction]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    {
        yore::transaction all{db};
        all.commit();
    }
    {
        yore::transaction all{db};
        CHECK_THROWS_AS(machines.remove(1), yore::not_found);
        all.commit();
    }

    CHECK(machines.find({}).empty());
    CHECK(machines.record(machine(1, "one")).number == 1);
}

STORE_TEST("a failed record inside a transaction leaves the records before it", "[transaction]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    const auto hook = machines.before_record([](const yore::version<Machine>& v) { return v.state.id != 2; });
    yore::transaction all{db};
    machines.record(machine(1, "one"));
    CHECK_THROWS_AS(machines.record(machine(2, "two")), yore::vetoed);
    CHECK_THROWS_AS(machines.record_all(std::vector<Machine>{machine(3, "three"), machine(2, "two")}), yore::vetoed);
    all.commit();

    CHECK(machines.latest(1).has_value());
    CHECK(machines.versions(2).empty());
    CHECK(machines.versions(3).empty());
}

// Savepoints

STORE_TEST("a nested transaction that commits becomes part of the outer one", "[transaction][nested]") { // D79
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    {
        yore::transaction outer{db};
        machines.record(machine(1, "one"));
        {
            yore::transaction inner{db};
            machines.record(machine(2, "two"));
            inner.commit();
        }
        outer.commit();
    }

    CHECK(machines.at(1, 1)->commit.id == machines.at(2, 1)->commit.id);
}

STORE_TEST("a nested transaction that is left takes only its own records back", "[transaction][nested]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    {
        yore::transaction outer{db};
        machines.record(machine(1, "one"));
        {
            yore::transaction inner{db};
            machines.record(machine(1, "changed inside"));
            machines.record(machine(2, "two"));
            CHECK(machines.latest(1)->name == "changed inside");
        }
        CHECK(machines.latest(1)->name == "one");
        CHECK_FALSE(machines.latest(2).has_value());
        CHECK(machines.record(machine(1, "changed")).number == 2);
        outer.commit();
    }

    CHECK(numbers(machines.versions(1)) == number_list{1, 2});
    CHECK(machines.latest(1)->name == "changed");
    CHECK(machines.versions(2).empty());
}

STORE_TEST("leaving the outer transaction takes back what an inner one committed", "[transaction][nested]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    {
        yore::transaction outer{db};
        {
            yore::transaction inner{db};
            machines.record(machine(1, "one"));
            inner.commit();
        }
        CHECK(machines.latest(1).has_value());
    }

    CHECK(machines.versions(1).empty());
}

STORE_TEST("transactions nest three deep", "[transaction][nested]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    {
        yore::transaction first{db};
        machines.record(machine(1, "one"));
        {
            yore::transaction second_level{db};
            machines.record(machine(2, "two"));
            {
                yore::transaction third{db};
                machines.record(machine(3, "three"));
                third.commit();
            }
            CHECK(machines.latest(3).has_value());
        }
        CHECK_FALSE(machines.latest(3).has_value());
        CHECK_FALSE(machines.latest(2).has_value());
        first.commit();
    }

    CHECK(machines.latest(1).has_value());
    CHECK(machines.find({}).size() == 1);
}

STORE_TEST("a store can open the next transaction after the last one ended", "[transaction]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    for (std::int64_t each = 1; each <= 4; ++each) {
        yore::transaction all{db};
        machines.record(machine(each, "machine"));
        if (each % 2 == 0) all.commit();
    }

    CHECK(machines.find({}).size() == 2);
    CHECK(machines.at(2, 1)->commit.id != machines.at(4, 1)->commit.id);
}

STORE_TEST("a transaction on one store leaves another store alone", "[transaction]") {
    TestType stores;
    TestType others;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::history<Machine> elsewhere{others.open()};
    {
        yore::transaction all{db};
        machines.record(machine(1, "one"));
        elsewhere.record(machine(1, "one"));
    }

    CHECK_FALSE(machines.latest(1).has_value());
    CHECK(elsewhere.latest(1).has_value());
}

STORE_TEST("a reason is required inside a transaction too", "[transaction]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Ticket> tickets{db};
    yore::transaction all{db};

    CHECK_THROWS_AS(tickets.record(ticket(1, "leak")), yore::reason_required);
    const yore::scope why{"ana", "reported"};
    CHECK(tickets.record(ticket(1, "leak")).recorded());
}

STORE_TEST("what is created and deleted in one transaction has both versions", "[transaction]") { // E6
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    {
        const auto now = at(second(10));
        yore::transaction all{db};
        machines.record(machine(1, "here and gone"));
        machines.remove(1);
        all.commit();
    }

    const auto versions = machines.versions(1);
    CHECK(operations(versions) == operation_list{yore::operation::created, yore::operation::deleted});
    CHECK(versions[0].commit.id == versions[1].commit.id);
    CHECK(versions[1].state.name == "here and gone");
    CHECK_FALSE(machines.as_of(1, second(10)).has_value());
    CHECK(machines.restore(1).recorded());
    CHECK(machines.latest(1)->name == "here and gone");
}

STORE_TEST("prune inside a transaction is an error, and the transaction can go on", "[transaction][prune]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    machines.record(machine(1, "one"));
    machines.record(machine(1, "two"));
    {
        yore::transaction all{db};
        machines.record(machine(1, "three"));
        CHECK(ending([&] { return machines.prune({.keep_last = 1}); }) == outcome::other_error);
        CHECK(ending([&] { return machines.prune({.keep_last = 1}, yore::dry_run::yes); }) == outcome::other_error);
        machines.record(machine(2, "another"));
        all.commit();
    }

    CHECK(machines.versions(1).size() == 3);
    CHECK(machines.latest(2).has_value());
    CHECK(machines.prune({.keep_last = 1}).versions == 2);
}

// Batches

STORE_TEST("each commit of a batch stays a commit of its own", "[transaction][batch]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    {
        yore::batch import{db, 3};
        for (std::int64_t each = 1; each <= 8; ++each) {
            const yore::scope who{
                yore::context{.actor = yore::actor{"clerk " + std::to_string(each)}, .occurred_on = second(each)}};
            machines.record(machine(each, "machine"));
            CHECK(machines.latest(each).has_value());
        }
    }

    const auto versions = machines.find({.newest_first = false});
    REQUIRE(versions.size() == 8);
    for (std::size_t each = 0; each < 8; ++each) {
        CHECK(versions[each].commit.actor->id == "clerk " + std::to_string(each + 1));
        CHECK(versions[each].commit.occurred_on == second(static_cast<std::int64_t>(each) + 1));
        if (each > 0) CHECK(versions[each].commit.id != versions[each - 1].commit.id);
    }
}

STORE_TEST("a batch can be flushed in between, and a failure inside takes only itself back", "[transaction][batch]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    {
        yore::batch import{db};
        machines.record(machine(1, "one"));
        import.flush();
        CHECK_THROWS_AS(machines.remove(2), yore::not_found);
        machines.record(machine(2, "two"));
        import.flush();
        import.flush();
        machines.record(machine(3, "three"));
    }

    CHECK(machines.find({}).size() == 3);
}

STORE_TEST("a transaction inside a batch is one commit of it", "[transaction][batch]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    {
        yore::batch import{db, 2};
        {
            yore::transaction all{db};
            machines.record(machine(1, "one"));
            machines.record(machine(2, "two"));
            all.commit();
        }
        {
            yore::transaction all{db};
            machines.record(machine(3, "three"));
        }
        machines.record(machine(4, "four"));
    }

    CHECK(machines.at(1, 1)->commit.id == machines.at(2, 1)->commit.id);
    CHECK(machines.versions(3).empty());
    CHECK(machines.at(4, 1)->commit.id != machines.at(1, 1)->commit.id);
}
