// SPDX-License-Identifier: BSL-1.0
#include <thread>
#include <vector>

#include "models.hpp"
#include "outcome.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;

namespace {

/// A past with everything in it: shared commits, a partial revert, an undo, a new life, a version that changed nothing.
void fill(yore::history<Machine>& machines, yore::history<Volunteer>& people, yore::store_interface& store) {
    {
        const yore::scope who{{.actor = yore::actor{"igor", "Igor"},
            .reason = "bought",
            .correlation_id = "c-1",
            .entry_point = "http",
            .request = yore::request{.id = "r-1", .path = "/machines"},
            .extra = {{"floor", "1"}},
            .occurred_on = second(10)}};
        yore::transaction both{store};
        machines.record(machine(1, "one"));
        machines.record(machine(2, "two"));
        Volunteer v;
        v.id = 1;
        v.password = "secret";
        people.record(v);
        both.commit();
    }
    Machine m = machine(1, "one");
    m.status = Status::broken;
    m.location = "Floor 1";
    record_at(machines, second(20), m);
    m.location.reset();
    m.name = "uno";
    record_at(machines, second(30), m);
    during(second(40), [&] { return machines.revert<&Machine::location>(1, yore::to_version(2)); });
    during(second(50), [&] { return machines.undo(1, 2); });
    during(second(60), [&] { return machines.record(*machines.latest(1), {.record_unchanged = true}); });
    during(second(60), [&] { return machines.remove(1); });
    during(second(70), [&] { return machines.restore(1); });
    during(second(80), [&] { return machines.remove(2); });
    during(second(90), [&] { return machines.record(machine(2, "a new life")); });
    Volunteer v = *people.latest(1);
    v.password = "another";
    record_at(people, second(95), v);
    v.name = "Ann";
    record_at(people, second(96), v);
}

template <class T> bool same(const yore::version<T>& a, const yore::version<T>& b) {
    yore::commit x = a.commit, y = b.commit;
    x.id = y.id = 0; // some stores number for themselves
    bool four = true;
    if constexpr (std::is_same_v<T, Machine>)
        four = a.state.audit.created_on == b.state.audit.created_on &&
               a.state.audit.modified_on == b.state.audit.modified_on &&
               a.state.audit.created_by == b.state.audit.created_by &&
               a.state.audit.modified_by == b.state.audit.modified_by;
    return a.number == b.number && a.op == b.op && a.changed == b.changed && a.source == b.source && x == y && four &&
           yore::diff(a.state, b.state).empty();
}

template <class T> bool same(const std::vector<yore::version<T>>& a, const std::vector<yore::version<T>>& b) {
    bool out = a.size() == b.size();
    for (std::size_t i = 0; out && i != a.size(); ++i) {
        INFO(a[i].number);
        CHECK(same(a[i], b[i]));
        out = same(a[i], b[i]);
    }
    return out;
}

} // namespace

STORE_TEST("an adopted past is the past that it was, in every detail", "[adopt]") {
    TestType from, to;
    yore::history<Machine> machines{from.open()}, copies{to.open()};
    yore::history<Volunteer> people{from.open()}, copied_people{to.open()};
    fill(machines, people, from.open());

    const auto all = machines.find({.newest_first = false});
    const auto all_people = people.find({.newest_first = false});
    {
        yore::transaction both{to.open()};
        copies.adopt(all[0]);
        copies.adopt(all[1]);
        copied_people.adopt(all_people[0]);
        both.commit();
    }
    for (std::size_t i = 2; i != all.size(); ++i) CHECK(copies.adopt(all[i]).recorded());
    for (std::size_t i = 1; i != all_people.size(); ++i) copied_people.adopt(all_people[i]);

    const auto found = copies.find({.newest_first = false});
    CHECK(same(found, all));
    CHECK(same(copied_people.find({.newest_first = false}), all_people));
    CHECK(found[0].commit.id == found[1].commit.id);
    CHECK(copies.deleted() == machines.deleted());
    CHECK(copies.as_of(1, second(55))->name == machines.as_of(1, second(55))->name);
    // and it goes on
    during(second(100), [&] { return copies.remove(1); });
    CHECK(copies.versions(1).back().number == machines.versions(1).back().number + 1);
}

STORE_TEST("a past that was pruned is adopted from where it begins", "[adopt]") {
    TestType from, to;
    yore::history<Machine> machines{from.open()}, copies{to.open()};
    yore::history<Volunteer> people{from.open()};
    fill(machines, people, from.open());
    machines.prune({.older_than = second(65)});
    const auto all = machines.find({.newest_first = false});
    REQUIRE(machines.versions(1).front().number > 1);

    for (const auto& one : all) copies.adopt(one);

    CHECK(same(copies.find({.newest_first = false}), all));
    CHECK(call([&] { return copies.as_of(1, second(20)); }).end == outcome::pruned);
    CHECK(copies.blame(1).template of<&Machine::name>().or_earlier);
    const auto report = copies.prune({.older_than = second(200)});
    CHECK(report.versions == machines.prune({.older_than = second(200)}).versions);
    CHECK(same(copies.find({.newest_first = false}), machines.find({.newest_first = false})));
}

STORE_TEST("what is adopted late and rolled back leaves nothing behind", "[adopt]") {
    TestType from, to;
    yore::history<Machine> machines{from.open()}, copies{to.open()};
    record_at(machines, second(10), machine(1, "one"));
    record_at(machines, second(20), machine(1, "two"));
    {
        yore::transaction ended{to.open()};
        copies.adopt(machines.versions(1)[1]);
        CHECK(copies.latest(1)->name == "two");
    }
    CHECK(copies.versions(1).empty());
    CHECK(!copies.as_of(1, second(6)));
    CHECK(copies.as_of(second(6)).empty());
    CHECK(copies.between(second(6), second(30)).empty());
    record_at(copies, second(5), machine(1, "zero"));
    CHECK(copies.versions(1).front().number == 1);
    CHECK(copies.as_of(1, second(6))->name == "zero");
}

STORE_TEST("what is adopted late is not seen elsewhere before it is committed", "[adopt]") {
    if constexpr (!TestType::reads_wait) {
        TestType from, to;
        yore::history<Machine> machines{from.open()}, copies{to.open()};
        record_at(machines, second(10), machine(1, "one"));
        record_at(machines, second(20), machine(1, "two"));
        yore::transaction open{to.open()};
        copies.adopt(machines.versions(1)[1]);
        bool anything = true;
        std::thread([&] {
            anything = call([&] {
                return copies.as_of(1, second(6)) || !copies.as_of(second(6)).empty() ||
                       !copies.between(second(6), second(30)).empty();
            }).result.value_or(true);
        }).join();
        CHECK(!anything);
    }
}

STORE_TEST("a version that does not follow is not adopted", "[adopt]") {
    TestType from, to;
    yore::history<Machine> machines{from.open()}, copies{to.open()};
    record_at(machines, second(10), machine(1, "one"));
    record_at(machines, second(20), machine(1, "two"));
    record_at(machines, second(30), machine(1, "three"));
    const auto all = machines.versions(1);

    copies.adopt(all[0]);
    CHECK(call([&] { return copies.adopt(all[0]); }).end == outcome::conflict);
    CHECK(call([&] { return copies.adopt(all[2]); }).end == outcome::conflict);
    auto early = all[1];
    early.commit.occurred_on = second(1);
    CHECK(call([&] { return copies.adopt(early); }).end == outcome::out_of_order);
    auto twice = all[1];
    twice.op = yore::operation::created;
    CHECK(call([&] { return copies.adopt(twice); }).end == outcome::conflict);
    twice.op = yore::operation::restored;
    CHECK(call([&] { return copies.adopt(twice); }).end == outcome::conflict);
    CHECK(copies.versions(1).size() == 1);

    auto unborn = all[0];
    unborn.state.id = 2;
    unborn.op = yore::operation::updated;
    CHECK(call([&] { return copies.adopt(unborn); }).end == outcome::conflict);
    unborn.number = 0;
    CHECK(call([&] { return copies.adopt(unborn); }).end == outcome::conflict);
}

STORE_TEST("adopting is no event, and the context of the moment says nothing", "[adopt]") {
    TestType from, to;
    yore::history<Machine> machines{from.open()}, copies{to.open()};
    record_at(machines, second(10), machine(1, "one"));
    int told = 0;
    const auto before = copies.before_record([](const yore::version<Machine>&) { return false; });
    const auto after = copies.on_record([&](const yore::version<Machine>&) { ++told; });
    const yore::scope who{{.actor = "somebody", .reason = "importing", .occurred_on = second(99)}};

    copies.adopt(machines.versions(1).front());

    CHECK(told == 0);
    const auto v = copies.versions(1).front();
    CHECK(!v.commit.actor);
    CHECK(!v.commit.reason);
    CHECK(v.commit.occurred_on == second(10));
}
