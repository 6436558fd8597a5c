// SPDX-License-Identifier: BSL-1.0
/// What happens when any one allocation of a call fails: nothing of the call stays, and the history goes on.
#include <cstdlib>
#include <new>

#include "models.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;

namespace {

/// How many allocations of this thread succeed until one fails; negative: none does.
thread_local long allocations_left = -1;
/// How many blocks this thread has more than it gave back.
thread_local long blocks = 0;

void* allocate(std::size_t size) {
    if (allocations_left >= 0 && allocations_left-- == 0) throw std::bad_alloc{};
    void* const memory = std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) throw std::bad_alloc{};
    ++blocks;
    return memory;
}
void give_back(void* memory) noexcept {
    blocks -= memory != nullptr;
    std::free(memory);
}

} // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return ++blocks, std::malloc(size == 0 ? 1 : size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return ++blocks, std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete[](void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t) noexcept { give_back(memory); }

namespace {

/// Runs `step` and lets the allocation after so many fail. Returns whether the step came to its end.
template <class Step> bool survives(long allocations, Step&& step) {
    allocations_left = allocations;
    try {
        step();
    } catch (const std::bad_alloc&) {
        allocations_left = -1;
        return false;
    } catch (...) {
        allocations_left = -1;
        throw;
    }
    allocations_left = -1;
    return true;
}

std::string text_of(const yore::version<Machine>& version) {
    const auto microseconds = [](timestamp when) { return std::to_string(when.time_since_epoch().count()); };
    std::string text = std::to_string(version.state.id) + '#' + std::to_string(version.number) + ' ';
    text += std::string(to_string(version.op)) + ' ' + version.state.name + ' ' + version.state.location.value_or("-");
    for (const yore::field field : version.changed) text += ' ' + std::string(field.name);
    text += ' ' + microseconds(version.commit.occurred_on) + ' ' + version.commit.reason.value_or("-");
    text += ' ' + microseconds(version.state.audit.modified_on) + ' ' + version.state.audit.modified_by.value_or("-");
    return text + ' ' + std::to_string(version.source.value_or(0)) + '\n';
}

/// All that can be asked about the machines, as text.
std::string text_of(const yore::history<Machine>& machines) {
    std::string text;
    for (const auto& version : machines.find({.newest_first = false})) text += text_of(version);
    for (std::int64_t id = 1; id <= 4; ++id)
        text += std::to_string(id) + (machines.latest(id) ? " " + machines.latest(id)->name : " gone") + '\n';
    for (const std::int64_t id : machines.deleted()) text += "deleted " + std::to_string(id) + '\n';
    text += std::to_string(machines.statistics().entities) + " entities, ";
    return text + std::to_string(machines.statistics().versions) + " versions\n";
}

const std::string long_name = "a name that is too long for the inside of a string: ";

/// Machine 1 with three versions, machine 2 deleted.
void record_some(yore::history<Machine>& machines) {
    record_at(machines, second(1), machine(1, long_name + "one", Status::working, long_name + "A"));
    record_at(machines, second(2), machine(1, long_name + "two", Status::working, long_name + "A"));
    record_at(machines, second(3), machine(1, long_name + "two", Status::broken, long_name + "B"));
    record_at(machines, second(4), machine(2, long_name + "other"));
    remove_at(machines, second(5), 2);
}

/// Lets the first, second, third … allocation of `call` fail, each time on a new store, until the call has no more of
/// them. After each failure the history is as it was, and the same call goes through.
template <class Fixture, class Call> void run_out_of_memory(Call&& call) {
    std::string expected;
    {
        Fixture stores;
        auto& db = stores.open();
        yore::history<Machine> machines{db};
        record_some(machines);
        const auto now = at(second(10));
        call(db, machines);
        expected = text_of(machines);
    }
    for (long allocations = 0;; ++allocations) {
        REQUIRE(allocations < 10'000);
        Fixture stores;
        auto& db = stores.open();
        yore::history<Machine> machines{db};
        record_some(machines);
        const std::string before = text_of(machines);
        const yore::scope who{yore::context{.occurred_on = second(10)}};
        const bool done = survives(allocations, [&] { call(db, machines); });
        if (!done) {
            REQUIRE(text_of(machines) == before);
            call(db, machines);
        }
        REQUIRE(text_of(machines) == expected);
        if (done) return;
    }
}

} // namespace

STORE_TEST("a history with memory of its own that runs out of memory gives back what it had", "[memory]") {
    for (long allocations = 0;; ++allocations) {
        REQUIRE(allocations < 10'000);
        const long before = blocks;
        const bool done = survives(allocations, [] { static_cast<void>(yore::history<Machine>{}); });
        const long left = blocks - before;
        REQUIRE(left == 0);
        if (done) return;
    }
}

STORE_TEST("a creation that runs out of memory leaves nothing behind", "[memory]") {
    run_out_of_memory<TestType>(
        [](auto&, yore::history<Machine>& machines) { machines.record(machine(3, long_name + "new")); });
}

STORE_TEST("a creation after one that was rolled back runs out of memory and leaves nothing behind", "[memory]") {
    run_out_of_memory<TestType>([](auto& db, yore::history<Machine>& machines) {
        {
            const yore::transaction rolled_back{db};
            machines.record(machine(3, "short"));
        }
        machines.record(machine(3, long_name + "new", Status::broken, long_name + "C"));
    });
}

STORE_TEST("an update that runs out of memory leaves nothing behind", "[memory]") {
    run_out_of_memory<TestType>([](auto&, yore::history<Machine>& machines) {
        machines.record(machine(1, long_name + "three", Status::retired, long_name + "C"));
    });
}

STORE_TEST("a removal and a restore that run out of memory leave nothing behind", "[memory]") {
    run_out_of_memory<TestType>([](auto&, yore::history<Machine>& machines) { machines.remove(1); });
    run_out_of_memory<TestType>([](auto&, yore::history<Machine>& machines) { machines.restore(2); });
    run_out_of_memory<TestType>(
        [](auto&, yore::history<Machine>& machines) { machines.record(machine(2, long_name + "again")); });
}

STORE_TEST("a revert and an undo that run out of memory leave nothing behind", "[memory]") {
    run_out_of_memory<TestType>(
        [](auto&, yore::history<Machine>& machines) { machines.revert(1, yore::to_version(1)); });
    run_out_of_memory<TestType>([](auto&, yore::history<Machine>& machines) { machines.undo(1, 2); });
}

STORE_TEST("a record_all that runs out of memory leaves nothing behind", "[memory]") {
    const std::vector<Machine> states{machine(3, long_name + "new"), machine(1, long_name + "three"),
        machine(3, long_name + "newer"), machine(4, long_name + "last")};
    run_out_of_memory<TestType>(
        [&](auto&, yore::history<Machine>& machines) { machines.record_all(std::span<const Machine>(states)); });
}

STORE_TEST("a transaction that runs out of memory leaves nothing behind", "[memory]") {
    run_out_of_memory<TestType>([](auto& db, yore::history<Machine>& machines) {
        yore::transaction all{db};
        machines.record(machine(3, long_name + "new"));
        machines.record(machine(1, long_name + "three"));
        machines.remove(1);
        all.commit();
    });
}

STORE_TEST("a record with callbacks that runs out of memory leaves nothing behind", "[memory]") {
    run_out_of_memory<TestType>([](auto&, yore::history<Machine>& machines) {
        const auto hook = machines.before_record([](const yore::version<Machine>&) { return true; });
        machines.record(machine(3, long_name + "new"));
    });
}

STORE_TEST("a context that is new to the store and runs out of memory leaves nothing behind", "[memory]") {
    run_out_of_memory<TestType>([](auto&, yore::history<Machine>& machines) {
        const yore::scope who{yore::context{.actor = yore::actor{long_name + "actor", long_name + "display"},
            .reason = long_name + "reason",
            .extra = {{long_name + "key", long_name + "value"}}}};
        machines.record(machine(1, long_name + "three"));
    });
}

STORE_TEST("a prune that runs out of memory leaves a history that answers", "[memory]") {
    for (long allocations = 0;; ++allocations) {
        REQUIRE(allocations < 10'000);
        TestType stores;
        yore::history<Machine> machines{stores.open()};
        record_some(machines);
        const std::string before = text_of(machines);

        const bool done = survives(allocations, [&] { machines.prune({.older_than = second(3)}); });

        if (!done) {
            REQUIRE(text_of(machines) == before);
            continue;
        }
        REQUIRE(numbers(machines.versions(1)) == number_list{3});
        REQUIRE(machines.latest(1)->name == long_name + "two");
        return;
    }
}

STORE_TEST("queries that run out of memory change nothing", "[memory]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    record_some(machines);
    const std::string before = text_of(machines);
    long allocations = 0;
    const auto ask_everything = [&] {
        static_cast<void>(machines.latest(1));
        static_cast<void>(machines.versions(1));
        static_cast<void>(machines.as_of(second(3)));
        static_cast<void>(machines.between(second(1), second(3)));
        static_cast<void>(machines.blame(1));
        static_cast<void>(machines.find({.actor = "nobody", .limit = 2}));
        static_cast<void>(machines.find({.limit = 2}));
        static_cast<void>(machines.deleted());
        static_cast<void>(machines.diff(1, 1, 3));
        static_cast<void>(machines.preview_revert(1, yore::to_version(1)));
    };
    while (!survives(allocations, ask_everything)) {
        REQUIRE(++allocations < 10'000);
        REQUIRE(text_of(machines) == before);
    }

    CHECK(allocations > 0);
}

STORE_TEST("a snapshot that runs out of memory is whole and in order the next time", "[memory]") {
    for (long allocations = 0;; ++allocations) {
        REQUIRE(allocations < 10'000);
        TestType stores;
        yore::history<Machine> machines{stores.open()};
        for (const std::int64_t id : {30, 10, 20}) record_at(machines, second(id), machine(id, long_name));
        const auto ids = [&] {
            std::vector<std::int64_t> out;
            for (const Machine& one : machines.as_of(second(100))) out.push_back(one.id);
            return out;
        };
        CHECK(ids() == std::vector<std::int64_t>{10, 20, 30});
        for (const std::int64_t id : {50, 5, 40}) record_at(machines, second(id), machine(id, long_name));
        const bool done = survives(allocations, [&] { static_cast<void>(machines.as_of(second(100))); });
        REQUIRE(ids() == std::vector<std::int64_t>{5, 10, 20, 30, 40, 50});
        if (done) return;
    }
}
