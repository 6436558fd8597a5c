// SPDX-License-Identifier: BSL-1.0
#include <optional>
#include <stdexcept>
#include <type_traits>

#include "models.hpp"
#include "outcome.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;
using yore::operation;

static_assert(!std::is_copy_constructible_v<yore::connection>);

STORE_TEST("before_record sees the whole version that is about to be written", "[hooks]") { // D52
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_at(machines, second(10), machine(1, "one"));
    int asked = 0;
    const auto hook = machines.before_record([&](const yore::version<Machine>& next) {
        ++asked;
        CHECK(next.number == 2);
        CHECK(next.op == operation::updated);
        CHECK(next.state.name == "two");
        CHECK(next.state.audit.modified_on == second(20));
        CHECK(next.changed == yore::fields<&Machine::name>);
        CHECK(next.commit.actor->id == "ana");
        CHECK(next.commit.reason == "renamed");
        CHECK(next.commit.occurred_on == second(20));
        return true;
    });
    const yore::scope who{yore::context{.actor = yore::actor{"ana"}, .reason = "renamed", .occurred_on = second(20)}};

    machines.record(machine(1, "two"));

    CHECK(asked == 1);
    CHECK(machines.latest(1)->name == "two");
}

STORE_TEST("a veto throws vetoed and leaves nothing behind", "[hooks]") { // D52; E2: an aborted save left an entry
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    {
        const auto hook = machines.before_record([](const yore::version<Machine>&) { return false; });
        CHECK_THROWS_AS(machines.record(machine(1, "two")), yore::vetoed);
        CHECK_THROWS_AS(machines.record(machine(2, "new")), yore::vetoed);
        CHECK_THROWS_AS(machines.remove(1), yore::vetoed);
        CHECK_THROWS_AS(machines.undo(1, 1), yore::vetoed);
        CHECK_THROWS_AS(machines.record_all(std::vector<Machine>{machine(3, "new")}), yore::vetoed);
    }

    CHECK(machines.find({}).size() == 1);
    CHECK(machines.statistics().entities == 1);
    CHECK(machines.record(machine(1, "two")).number == 2);
}

STORE_TEST("a veto against one state of record_all is a veto against all", "[hooks]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    const auto hook = machines.before_record([](const yore::version<Machine>& v) { return v.state.name != "bad"; });

    CHECK_THROWS_AS(
        machines.record_all(std::vector<Machine>{machine(1, "good"), machine(2, "bad"), machine(3, "good")}),
        yore::vetoed);

    CHECK(machines.find({}).empty());
}

STORE_TEST("restore and revert ask before_record as well", "[hooks]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    machines.record(machine(1, "two"));
    operation_list asked;
    std::vector<std::optional<version_number>> sources;
    const auto hook = machines.before_record([&](const yore::version<Machine>& next) {
        asked.push_back(next.op);
        sources.push_back(next.source);
        return true;
    });
    machines.revert(1, yore::to_version(1));
    machines.remove(1);
    machines.restore(1);

    CHECK(asked == operation_list{operation::reverted, operation::deleted, operation::restored});
    CHECK(sources == std::vector<std::optional<version_number>>{1, std::nullopt, 3});
}

STORE_TEST("an exception of before_record passes through and nothing is recorded", "[hooks]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    {
        const auto hook =
            machines.before_record([](const yore::version<Machine>&) -> bool { throw callback_failure{}; });
        CHECK_THROWS_AS(machines.record(machine(1, "one")), callback_failure);
    }

    CHECK(machines.versions(1).empty());
    CHECK(machines.record(machine(1, "one")).number == 1);
}

STORE_TEST("what before_record records joins the commit that asked, and cannot make it another actor's", "[hooks]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::history<Task> tasks{db};
    bool as_robot = false;
    const auto c = machines.before_record([&](const yore::version<Machine>& asked) {
        std::optional<yore::scope> other;
        if (as_robot) other.emplace("robot");
        tasks.record(task(static_cast<std::int32_t>(asked.state.id), "check it"));
        return true;
    });
    const yore::scope who{"maria", "moved"};

    machines.record(machine(1, "one"));
    CHECK(machines.at(1, 1)->commit.actor->id == "maria");
    CHECK(tasks.at(1, 1)->commit.id == machines.at(1, 1)->commit.id);
    CHECK(tasks.at(1, 1)->commit.reason == "moved");
    as_robot = true;
    CHECK(ending([&] { return machines.record(machine(2, "two")); }) == outcome::other_error);

    CHECK(machines.versions(2).empty());
    CHECK(tasks.versions(2).empty());
}

STORE_TEST("a veto takes back what before_record itself recorded, in a transaction too", "[hooks][transaction]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::history<Task> tasks{db};
    const auto c = machines.before_record([&](const yore::version<Machine>& asked) {
        tasks.record(task(static_cast<std::int32_t>(asked.state.id), "check it"));
        return asked.state.name != "bad";
    });

    CHECK_THROWS_AS(machines.record(machine(1, "bad")), yore::vetoed);
    yore::transaction all{db};
    {
        const yore::scope who{"bo"};
        CHECK_THROWS_AS(machines.record(machine(2, "bad")), yore::vetoed);
    }
    const yore::scope who{"ana"};
    machines.record(machine(3, "good"));
    CHECK_THROWS_AS(machines.record(machine(4, "bad")), yore::vetoed);
    all.commit();

    CHECK(tasks.find({}).size() == 1);
    CHECK(tasks.at(3, 1)->commit.actor->id == "ana");
    CHECK(machines.at(3, 1)->commit.id == tasks.at(3, 1)->commit.id);
}

STORE_TEST("any one of several before_record callbacks can veto", "[hooks]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    const auto one = machines.before_record([](const yore::version<Machine>&) { return true; });
    {
        const auto other = machines.before_record([](const yore::version<Machine>&) { return false; });
        CHECK_THROWS_AS(machines.record(machine(1, "one")), yore::vetoed);
    }

    CHECK(machines.record(machine(1, "one")).recorded());
}

STORE_TEST("nothing is asked when nothing is recorded", "[hooks]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    machines.record(machine(1, "one"));
    int called_back = 0;
    const auto before = machines.before_record([&](const yore::version<Machine>&) {
        ++called_back;
        return true;
    });
    const auto after = machines.on_record([&](const yore::version<Machine>&) { ++called_back; });

    machines.record(machine(1, "one"));
    machines.restore(1);
    machines.revert(1, yore::to_version(1));
    {
        const yore::muted silence;
        machines.record(machine(1, "two"));
    }

    CHECK(called_back == 0);
}

STORE_TEST("on_record is told of each version after it is there", "[hooks]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    number_list told;
    const auto hook = machines.on_record([&](const yore::version<Machine>& made) {
        told.push_back(made.number);
        const auto stored = machines.at(made.state.id, made.number);
        REQUIRE(stored.has_value());
        CHECK(stored->commit.id == made.commit.id);
        CHECK(stored->commit.recorded_on == made.commit.recorded_on);
        CHECK(stored->state.name == made.state.name);
        CHECK(stored->changed == made.changed);
        CHECK(stored->op == made.op);
    });

    machines.record(machine(1, "one"));
    machines.record(machine(1, "two"));
    machines.remove(1);

    CHECK(told == number_list{1, 2, 3});
}

STORE_TEST("on_record is called once for each version of record_all, after all of them", "[hooks]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    std::vector<std::int64_t> told;
    const auto hook = machines.on_record([&](const yore::version<Machine>& made) {
        told.push_back(made.state.id);
        CHECK(machines.find({}).size() == 3);
    });

    machines.record_all(std::vector<Machine>{machine(1, "one"), machine(2, "two"), machine(3, "three")});

    CHECK(told == std::vector<std::int64_t>{1, 2, 3});
}

STORE_TEST("on_record may record", "[hooks]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::history<Task> tasks{db};
    const auto hook = machines.on_record([&](const yore::version<Machine>& made) {
        if (made.state.status == Status::broken) tasks.record(task(static_cast<std::int32_t>(made.state.id), "repair"));
        if (made.number < 3) machines.record(machine(made.state.id, made.state.name + "!", Status::broken));
    });

    machines.record(machine(1, "one"));

    CHECK(machines.latest(1)->name == "one!!");
    CHECK(machines.versions(1).size() == 3);
    CHECK(tasks.latest(1)->title == "repair");
    CHECK(machines.at(1, 1)->commit.id != machines.at(1, 2)->commit.id);
}

STORE_TEST("all on_record callbacks run, then the first exception is rethrown, and the commit stands", "[hooks]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    int ran = 0;
    const auto first = machines.on_record([&](const yore::version<Machine>&) {
        ++ran;
        throw callback_failure{};
    });
    const auto other = machines.on_record([&](const yore::version<Machine>&) {
        ++ran;
        throw std::runtime_error("the second exception is lost");
    });
    const auto last = machines.on_record([&](const yore::version<Machine>&) { ++ran; });

    CHECK_THROWS_AS(machines.record_all(std::vector<Machine>{machine(1, "one"), machine(2, "two")}), callback_failure);

    CHECK(ran == 6);
    CHECK(machines.latest(1).has_value());
    CHECK(machines.latest(2).has_value());
}

STORE_TEST("on_record is not told of what a veto stopped", "[hooks]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    int told = 0;
    const auto after = machines.on_record([&](const yore::version<Machine>&) { ++told; });
    const auto before = machines.before_record([](const yore::version<Machine>&) { return false; });

    CHECK_THROWS_AS(machines.record(machine(1, "one")), yore::vetoed);

    CHECK(told == 0);
}

STORE_TEST("in a transaction before_record is asked at once and on_record told after the commit", "[hooks]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    int asked = 0;
    std::vector<std::int64_t> told;
    const auto before = machines.before_record([&](const yore::version<Machine>&) {
        ++asked;
        return true;
    });
    const auto after = machines.on_record([&](const yore::version<Machine>& made) { told.push_back(made.state.id); });
    {
        yore::transaction all{db};
        machines.record(machine(1, "one"));
        CHECK(asked == 1);
        {
            yore::transaction inner{db};
            machines.record(machine(2, "two"));
        }
        {
            yore::transaction inner{db};
            machines.record(machine(3, "three"));
            inner.commit();
        }
        CHECK(told.empty());
        all.commit();
        CHECK(told == std::vector<std::int64_t>{1, 3});
    }
    {
        yore::transaction all{db};
        machines.record(machine(4, "four"));
    }

    CHECK(told == std::vector<std::int64_t>{1, 3});
}

STORE_TEST(
    "before_record is shown the commit that will be stored, in a transaction that of its first record", "[hooks]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    std::vector<yore::commit> shown;
    const auto hook = machines.before_record([&](const yore::version<Machine>& next) {
        shown.push_back(next.commit);
        return true;
    });
    {
        yore::transaction all{db};
        for (const char* reason : {"first", "second"}) {
            const yore::scope who{yore::context{.actor = yore::actor{"ana"}, .reason = reason}};
            machines.record(machine(1, reason));
        }
        all.commit();
    }

    REQUIRE(shown.size() == 2);
    for (std::size_t each = 0; each < 2; ++each) {
        const auto stored = machines.at(1, each + 1)->commit;
        CHECK(shown[each].id == stored.id);
        CHECK(shown[each].actor == stored.actor);
        CHECK(shown[each].reason == stored.reason);
        CHECK(shown[each].occurred_on == stored.occurred_on);
    }
}

STORE_TEST("in a batch every version is told once, and callbacks may record", "[hooks][batch]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::history<Task> tasks{db}; // of which nobody is told
    std::vector<std::int64_t> told;
    const auto hook = machines.on_record([&](const yore::version<Machine>& made) {
        told.push_back(made.state.id);
        tasks.record(task(static_cast<std::int32_t>(made.state.id), "inspect"));
    });
    {
        yore::batch import{db, 2};
        machines.record(machine(1, "one"));
        tasks.record(task(100, "unpack")); // makes both durable
        CHECK(told == std::vector<std::int64_t>{1});
        machines.record(machine(2, "two"));
        import.flush();
        CHECK(told == std::vector<std::int64_t>{1, 2});
        import.flush();
        machines.record(machine(3, "three"));
    }

    CHECK(told == std::vector<std::int64_t>{1, 2, 3});
    CHECK(tasks.as_of(future(0)).size() == 4);
}

STORE_TEST("a connection that ended is not called any more", "[hooks]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    int told = 0;
    {
        const auto hook = machines.on_record([&](const yore::version<Machine>&) { ++told; });
        machines.record(machine(1, "one"));
    }
    machines.record(machine(1, "two"));

    CHECK(told == 1);
}

STORE_TEST("a connection can be moved and ends with the one that holds it", "[hooks]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    int told = 0;
    {
        yore::connection kept = machines.on_record([&](const yore::version<Machine>&) { ++told; });
        {
            const yore::connection moved = std::move(kept);
            machines.record(machine(1, "one"));
        }
        machines.record(machine(1, "two"));
    }

    CHECK(told == 1);
}

STORE_TEST("a callback may end its own connection", "[hooks]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    int told = 0;
    std::optional<yore::connection> once;
    once.emplace(machines.on_record([&](const yore::version<Machine>&) {
        ++told;
        once.reset();
    }));

    machines.record(machine(1, "one"));
    machines.record(machine(1, "two"));

    CHECK(told == 1);
}

STORE_TEST("callbacks never see a secret", "[hooks][redaction]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    std::vector<std::string> seen;
    const auto before = volunteers.before_record([&](const yore::version<Volunteer>& next) {
        seen.push_back(next.state.password);
        return true;
    });
    const auto after =
        volunteers.on_record([&](const yore::version<Volunteer>& made) { seen.push_back(made.state.password); });

    volunteers.record(volunteer(1, "Maria", "secret"));

    CHECK(seen == std::vector<std::string>{"[REDACTED]", "[REDACTED]"});
}
