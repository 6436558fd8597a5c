// SPDX-License-Identifier: BSL-1.0
/// A store that forwards to another one is a store, and both show one past.
#include "models.hpp"
#include "outcome.hpp"
#include "stores.hpp"
#include "support.hpp"

#include <utility>

using namespace contract;

namespace {

/// Counts what it forwards.
template <class Inner> class counting_store final : public yore::store_interface {
public:
    explicit counting_store(Inner& inner) : inner_(inner) {}

    template <class T> auto open() -> decltype(std::declval<Inner&>().template open<T>()) {
        return inner_.template open<T>();
    }

    void begin() override {
        inner_.begin();
        ++begun;
    }
    void commit() override {
        inner_.commit();
        ++committed;
    }
    void roll_back() noexcept override {
        inner_.roll_back();
        ++taken_back;
    }
    void begin_batch(std::size_t commits) override {
        inner_.begin_batch(commits);
        ++batches;
    }
    void flush_batch() override { inner_.flush_batch(); }
    void end_batch() override {
        inner_.end_batch();
        --batches;
    }

    int begun = 0, committed = 0, taken_back = 0, batches = 0;

private:
    Inner& inner_;
};

static_assert(yore::store<counting_store<yore::memory::store>>);
static_assert(yore::store<counting_store<counting_store<yore::memory::store>>>);

} // namespace

STORE_TEST("a store that wraps another one shows and records the same past", "[decorator]") {
    TestType stores;
    auto& inner = stores.open();
    counting_store db{inner};
    yore::history<Machine> machines{db}, directly{inner};
    yore::history<Task> tasks{db};
    std::vector<std::int64_t> told;
    const auto hook = directly.on_record([&](const yore::version<Machine>& made) { told.push_back(made.state.id); });

    machines.record(machine(1, "one"));
    directly.record(machine(1, "two"));
    CHECK(machines.versions(1).size() == 2);
    {
        yore::transaction all{db};
        machines.record(machine(2, "two"));
        tasks.record(task(2, "clean"));
        {
            yore::transaction inside{db};
            directly.record(machine(3, "three"));
        }
        CHECK(told == std::vector<std::int64_t>{1, 1});
        all.commit();
    }
    {
        yore::transaction dropped{db};
        machines.remove(1);
    }
    {
        yore::batch import{db};
        CHECK(db.batches == 1);
        machines.record_all(std::vector<Machine>{machine(4, "four"), machine(5, "five")});
        import.flush();
    }

    CHECK(machines.at(2, 1)->commit.id == tasks.at(2, 1)->commit.id);
    CHECK(machines.latest(1)->name == "two");
    CHECK_FALSE(machines.latest(3).has_value());
    CHECK(told == std::vector<std::int64_t>{1, 1, 2, 4, 5});
    CHECK(db.begun == 3);
    CHECK(db.committed == 1);
    CHECK(db.taken_back == 2);
    CHECK(db.batches == 0);
}
