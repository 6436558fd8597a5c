// SPDX-License-Identifier: BSL-1.0
#include <stdexcept>
#include <type_traits>

#include "models.hpp"
#include "outcome.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;

static_assert(!std::is_copy_constructible_v<yore::scope>);
static_assert(!std::is_copy_constructible_v<yore::muted>);
static_assert(std::is_copy_constructible_v<yore::context>);

namespace {

/// The commit of the only version of machine 1, recorded on a store of its own under the scopes that are open.
yore::commit recorded_commit() {
    yore::history<Machine> machines;
    machines.record(machine(1, "Fathom"));
    return machines.versions(1).front().commit;
}

timestamp clock_now() { return std::chrono::time_point_cast<timestamp::duration>(std::chrono::system_clock::now()); }

} // namespace

STORE_TEST("everything that a context says is kept in the commit", "[context]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    {
        const yore::scope here{yore::context{
            .actor = yore::actor{"maria", "Maria Mitchell"},
            .reason = "moved for repair",
            .correlation_id = "c-17",
            .entry_point = "http",
            .request = yore::request{.id = "r-1",
                .method = "POST",
                .path = "/machines/1",
                .route = "/machines/{id}",
                .user_agent = "curl",
                .remote_address = "2001:db8::1"},
            .extra = {{"ticket", "42"}},
            .occurred_on = second(5),
        }};
        machines.record(machine(1, "Fathom"));
    }

    const auto commit = machines.at(1, 1)->commit;

    REQUIRE(commit.actor.has_value());
    CHECK(commit.actor->id == "maria");
    CHECK(commit.actor->name == "Maria Mitchell");
    CHECK(commit.reason == "moved for repair");
    CHECK(commit.correlation_id == "c-17");
    CHECK(commit.entry_point == "http");
    REQUIRE(commit.request.has_value());
    CHECK(commit.request->id == "r-1");
    CHECK(commit.request->method == "POST");
    CHECK(commit.request->path == "/machines/1");
    CHECK(commit.request->route == "/machines/{id}");
    CHECK(commit.request->user_agent == "curl");
    CHECK(commit.request->remote_address == "2001:db8::1");
    CHECK(commit.extra == std::map<std::string, std::string>{{"ticket", "42"}});
    CHECK(commit.occurred_on == second(5));
}

STORE_TEST("without a scope a commit says nothing but when", "[context]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Fathom"));

    const auto commit = machines.at(1, 1)->commit;

    CHECK_FALSE(commit.actor.has_value());
    CHECK_FALSE(commit.reason.has_value());
    CHECK_FALSE(commit.correlation_id.has_value());
    CHECK_FALSE(commit.entry_point.has_value());
    CHECK_FALSE(commit.request.has_value());
    CHECK(commit.extra.empty());
}

STORE_TEST("removals, restores and reverts keep their context too", "[context]") { // D3
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Fathom"));
    {
        const yore::scope who{"ana", "sold"};
        machines.remove(1);
    }
    {
        const yore::scope who{"bo", "bought back"};
        machines.restore(1);
    }
    machines.record(machine(1, "Centaur"));
    {
        const yore::scope who{"cy", "wrong name"};
        machines.revert(1, yore::to_version(1));
    }

    CHECK(machines.at(1, 2)->commit.actor->id == "ana");
    CHECK(machines.at(1, 2)->commit.reason == "sold");
    CHECK(machines.at(1, 3)->commit.actor->id == "bo");
    CHECK(machines.at(1, 3)->commit.reason == "bought back");
    CHECK_FALSE(machines.at(1, 4)->commit.actor.has_value());
    CHECK(machines.at(1, 5)->commit.actor->id == "cy");
    CHECK(machines.at(1, 5)->commit.reason == "wrong name");
}

TEST_CASE("a scope can be opened from braces with designated members", "[context]") {
    const yore::scope who{{.actor = "maria", .reason = "moved"}};

    const auto commit = recorded_commit();

    CHECK(commit.actor->id == "maria");
    CHECK_FALSE(commit.actor->name.has_value());
    CHECK(commit.reason == "moved");
}

TEST_CASE("an inner scope overrides only what it sets", "[context]") {
    const yore::scope outer{yore::context{.actor = yore::actor{"ana"},
        .reason = "outer",
        .correlation_id = "c1",
        .entry_point = "http",
        .occurred_on = second(1)}};
    const yore::scope inner{yore::context{.reason = "inner", .entry_point = "task"}};

    const auto commit = recorded_commit();

    CHECK(commit.actor->id == "ana");
    CHECK(commit.reason == "inner");
    CHECK(commit.correlation_id == "c1");
    CHECK(commit.entry_point == "task");
    CHECK(commit.occurred_on == second(1));
}

TEST_CASE("an inner request overrides only the parts that it sets", "[context]") {
    const yore::scope outer{yore::context{.request = yore::request{.id = "r1", .path = "/machines"}}};
    const yore::scope inner{yore::context{.request = yore::request{.path = "/machines/7", .route = "/machines/{id}"}}};

    const auto request = recorded_commit().request;

    REQUIRE(request.has_value());
    CHECK(request->id == "r1");
    CHECK(request->path == "/machines/7");
    CHECK(request->route == "/machines/{id}");
}

TEST_CASE("when an inner scope ends the outer one is in force again", "[context]") { // E2: the outer actor was lost
    const yore::scope outer{"ana", "outer"};
    {
        const yore::scope inner{"bo", "inner"};
        CHECK(recorded_commit().actor->id == "bo");
        {
            const yore::scope innermost{"cy", "innermost"};
            CHECK(recorded_commit().actor->id == "cy");
        }
        CHECK(recorded_commit().actor->id == "bo");
    }

    CHECK(recorded_commit().actor->id == "ana");
    CHECK(recorded_commit().reason == "outer");
}

TEST_CASE("an actor without a reason leaves the outer reason in force", "[context]") {
    const yore::scope outer{"ana", "spring cleaning"};
    const yore::scope inner{"bo"};

    CHECK(recorded_commit().actor->id == "bo");
    CHECK(recorded_commit().reason == "spring cleaning");
}

TEST_CASE("extra is merged key by key, the inner value winning", "[context]") {
    const yore::scope outer{yore::context{.extra = {{"a", "outer"}, {"b", "outer"}}}};
    {
        const yore::scope inner{yore::context{.extra = {{"b", "inner"}, {"c", "inner"}}}};

        CHECK(recorded_commit().extra ==
              std::map<std::string, std::string>{{"a", "outer"}, {"b", "inner"}, {"c", "inner"}});
    }

    CHECK(recorded_commit().extra == std::map<std::string, std::string>{{"a", "outer"}, {"b", "outer"}});
}

TEST_CASE("an exception restores the outer scope", "[context]") { // D50
    const yore::scope outer{"ana", "outer"};
    try {
        const yore::scope inner{"bo", "inner"};
        const yore::muted silence;
        throw std::runtime_error("out of the inner scope");
    } catch (const std::runtime_error&) {
    }

    CHECK(recorded_commit().actor->id == "ana");
    CHECK(recorded_commit().reason == "outer");
}

TEST_CASE("the current context is what all open scopes say together", "[context]") { // D49
    CHECK_FALSE(yore::current_context().actor.has_value());
    {
        const yore::scope outer{"ana", "outer"};
        const yore::scope inner{yore::context{.correlation_id = "c1", .extra = {{"k", "v"}}}};
        const auto now = yore::current_context();
        CHECK(now.actor->id == "ana");
        CHECK(now.reason == "outer");
        CHECK(now.correlation_id == "c1");
        CHECK(now.extra.at("k") == "v");
        CHECK_FALSE(now.occurred_on.has_value());
    }

    CHECK_FALSE(yore::current_context().actor.has_value());
    CHECK_FALSE(yore::current_context().reason.has_value());
    CHECK(yore::current_context().extra.empty());
}

TEST_CASE("a captured context opens a scope of its own elsewhere", "[context]") { // C20: freeze before queueing
    yore::context frozen;
    {
        const yore::scope who{"ana", "queued"};
        const auto now = at(second(7));
        frozen = yore::current_context();
    }

    const yore::scope resumed{frozen};

    CHECK(recorded_commit().actor->id == "ana");
    CHECK(recorded_commit().reason == "queued");
    CHECK(recorded_commit().occurred_on == second(7));
}

STORE_TEST("an explicit time is kept as given, long past or far ahead", "[context]") { // D48
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    const timestamp long_ago{std::chrono::sys_days{std::chrono::year{1931} / 5 / 17}};
    record_at(machines, long_ago, machine(1, "Baffle Ball"));
    record_at(machines, future(3), machine(1, "Baffle Ball", Status::retired));

    CHECK(machines.at(1, 1)->commit.occurred_on == long_ago);
    CHECK(machines.at(1, 2)->commit.occurred_on == future(3));
    CHECK(machines.at(1, 1)->commit.recorded_on > machines.at(1, 1)->commit.occurred_on);
    CHECK(machines.at(1, 2)->commit.recorded_on < machines.at(1, 2)->commit.occurred_on);
}

STORE_TEST("the first and the last instant that there are can be given", "[context]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, timestamp::min(), machine(1, "first"));
    record_at(machines, timestamp::max(), machine(1, "last"));

    CHECK(machines.at(1, 1)->commit.occurred_on == timestamp::min());
    CHECK(machines.at(1, 1)->commit.recorded_on > second(0));
    CHECK(machines.at(1, 2)->commit.recorded_on < future(0));
    CHECK(machines.as_of(1, timestamp::min())->name == "first");
    CHECK(machines.as_of(timestamp::max()).size() == 1);
}

STORE_TEST("without an explicit time the clock is read when record is called", "[context]") { // D68
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    const auto from = clock_now();
    machines.record(machine(1, "Fathom"));
    const auto until = clock_now();

    const auto commit = machines.at(1, 1)->commit;
    CHECK(commit.occurred_on >= from);
    CHECK(commit.occurred_on <= until);
    CHECK(commit.recorded_on >= commit.occurred_on);
}

STORE_TEST("all versions of one commit became durable at the same instant", "[context]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record_all(std::vector<Machine>{machine(1, "Fathom"), machine(2, "Centaur")});

    CHECK(machines.at(1, 1)->commit.recorded_on == machines.at(2, 1)->commit.recorded_on);
    CHECK(machines.at(1, 1)->commit.occurred_on == machines.at(2, 1)->commit.occurred_on);
}

STORE_TEST("a clock behind the entity is clamped to its last instant", "[context][clock]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, future(10), machine(1, "Fathom"));

    machines.record(machine(1, "Centaur"));
    machines.remove(1);
    machines.restore(1);
    machines.revert(1, yore::to_version(1));

    REQUIRE(machines.versions(1).size() == 5);
    for (const auto& version : machines.versions(1)) CHECK(version.commit.occurred_on == future(10));
    CHECK(machines.as_of(1, future(10))->name == "Fathom");
    CHECK_FALSE(machines.as_of(1, future(10) - tick).has_value());
}

STORE_TEST("a clamped version does not move the others of its commit", "[context][clock]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, future(10), machine(1, "Fathom"));
    const auto until = clock_now() + std::chrono::hours{24};

    machines.record_all(std::vector<Machine>{machine(1, "Centaur"), machine(2, "Gorgar")});

    const auto clamped = machines.at(1, 2)->commit;
    const auto other = machines.at(2, 1)->commit;
    CHECK(clamped.id == other.id);
    CHECK(clamped.occurred_on == future(10));
    CHECK(other.occurred_on < until);
}

STORE_TEST("an explicit time before the entity's last one is out_of_order", "[context][clock]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "Fathom"));
    {
        const auto early = at(second(10) - tick);
        CHECK_THROWS_AS(machines.record(machine(1, "Centaur")), yore::out_of_order);
        CHECK_THROWS_AS(machines.remove(1), yore::out_of_order);
        CHECK_NOTHROW(machines.record(machine(2, "Gorgar")));
    }

    CHECK(machines.versions(1).size() == 1);
    CHECK(record_at(machines, second(10), machine(1, "Centaur")).number == 2);
}

// muted

STORE_TEST("nothing is recorded while muted", "[context][muted]") { // D6, D8
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "Fathom"));
    {
        const yore::muted silence;
        const auto receipt = machines.record(machine(1, "Centaur"));
        CHECK_FALSE(receipt.recorded());
        CHECK(receipt.number == 1);
        CHECK(receipt.op == yore::operation::created);
        CHECK(receipt.changed.empty());
        CHECK_FALSE(machines.remove(1).recorded());
        CHECK_FALSE(machines.revert(1, yore::to_version(1)).recorded());
        CHECK_FALSE(machines.undo(1, 1).recorded());
        CHECK_FALSE(machines.restore(1).recorded());
        const auto receipts = machines.record_all(std::vector<Machine>{machine(1, "Gorgar"), machine(3, "new")});
        REQUIRE(receipts.size() == 2);
        CHECK_FALSE(receipts[0].recorded());
        CHECK(receipts[1].number == 0);
    }

    CHECK(machines.versions(1).size() == 1);
    CHECK(machines.versions(3).empty());
    CHECK(machines.record(machine(1, "Centaur")).number == 2);
}

STORE_TEST("muted is checked before everything else", "[context][muted][checks]") {
    TestType stores;
    yore::history<Ticket> tickets{stores.open()};
    const yore::muted silence;

    const auto receipt = tickets.record(ticket(1, "leak"), {.expected_version = 7});

    CHECK_FALSE(receipt.recorded());
    CHECK(receipt.number == 0);
    CHECK(ending([&] { return tickets.remove(1, {.expected_version = 7}); }) == outcome::done);
    CHECK(ending([&] { return tickets.revert(9, yore::to_version(4)); }) == outcome::done);
    CHECK(ending([&] { return tickets.undo(9, 4); }) == outcome::done);
}

STORE_TEST("muted scopes nest", "[context][muted]") { // D53
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    const yore::muted outer;
    {
        const yore::muted inner;
    }

    CHECK_FALSE(machines.record(machine(1, "Fathom")).recorded());
}

STORE_TEST("one model can be muted while the others are recorded", "[context][muted]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::history<Task> tasks{db};
    {
        const yore::muted_for<Machine> silence;
        CHECK_FALSE(machines.record(machine(1, "Fathom")).recorded());
        CHECK(tasks.record(task(1, "clean")).recorded());
        {
            const yore::muted_for<Machine> again;
        }
        CHECK_FALSE(machines.record(machine(1, "Fathom")).recorded());
    }

    CHECK(machines.record(machine(1, "Fathom")).number == 1);
}

STORE_TEST("deletions of a model that is muted are not recorded either", "[context][muted]") { // D17
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::history<Task> tasks{db};
    machines.record(machine(1, "Fathom"));
    machines.record(machine(2, "Taxi"));
    machines.remove(2);
    tasks.record(task(1, "clean"));
    {
        const yore::muted_for<Machine> silence;
        CHECK_FALSE(machines.remove(1).recorded());
        CHECK_FALSE(machines.restore(2).recorded());
        CHECK_FALSE(machines.remove(3).recorded());
        CHECK(tasks.remove(1).recorded());
    }

    CHECK(machines.latest(1).has_value());
    CHECK(machines.deleted() == std::vector<std::int64_t>{2});
    CHECK(machines.find({}).size() == 3);
    CHECK(machines.remove(1).number == 2);
}

STORE_TEST("an exception ends the silence", "[context][muted]") { // D7, D53
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    try {
        const yore::muted silence;
        const yore::muted_for<Machine> more;
        throw std::runtime_error("out of the silence");
    } catch (const std::runtime_error&) {
    }

    CHECK(machines.record(machine(1, "Fathom")).recorded());
}
