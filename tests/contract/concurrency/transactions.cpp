// SPDX-License-Identifier: BSL-1.0
#include <atomic>

#include "../models.hpp"
#include "../stores.hpp"
#include "../support.hpp"
#include "threads.hpp"

using namespace contract;

namespace {

constexpr std::size_t writer_count = 4;
constexpr std::int64_t rounds = 100;

} // namespace

STORE_TEST("other threads do not see a transaction until it commits, and their reads do not wait",
    "[concurrency][transaction]") {
    if constexpr (TestType::reads_wait) return;
    TestType stores;
    auto& db = stores.open();
    yore::history<Sample> samples{db};
    record_at(samples, second(10), sample(1, 1));
    yore::transaction all{db};
    const auto now = at(second(20));
    samples.record(sample(1, 2));
    samples.record(sample(2, 1));

    // The transaction stays open while the other thread reads to the end: a read that waited would never end.
    const bool sees_nothing = elsewhere([&] {
        return samples.latest(1)->value == 1 && samples.versions(1).size() == 1 && !samples.at(1, 2).has_value() &&
               samples.as_of(1, future(0))->value == 1 && samples.as_of(future(0)).size() == 1 &&
               samples.find({}).size() == 1 && samples.statistics().versions == 1 &&
               samples.statistics().entities == 1 && samples.deleted().empty() &&
               samples.blame(1).of<&Sample::value>().number == 1 && !samples.latest(2).has_value() &&
               samples.between(second(0), future(0)).created.size() == 1;
    });
    all.commit();
    const bool sees_it = elsewhere([&] {
        return samples.latest(1)->value == 2 && samples.versions(1).size() == 2 && samples.latest(2).has_value() &&
               samples.find({}).size() == 3;
    });

    CHECK(sees_nothing);
    CHECK(sees_it);
}

STORE_TEST("other threads never see what is rolled back", "[concurrency][transaction]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Sample> samples{db};
    samples.record(sample(1, 1));
    std::atomic<std::size_t> writing{writer_count};
    std::atomic<bool> all_well{true};

    together(writer_count + 1, [&](std::size_t thread) {
        if (thread == writer_count) {
            do {
                for (const auto& version : samples.versions(1))
                    if (version.state.value < 0 || !is_whole(version.state)) all_well = false;
                if (samples.latest(2).has_value() || samples.find({.key = 2}).size() != 0) all_well = false;
            } while (writing > 0);
            return;
        }
        for (std::int64_t round = 1; round <= rounds; ++round) {
            {
                yore::transaction dropped{db};
                samples.record(sample(1, -round * 5));
                samples.record(sample(2, 1));
            }
            yore::transaction kept{db};
            samples.record(sample(1, static_cast<std::int64_t>(thread) * 1'000 + round + 1));
            kept.commit();
        }
        --writing;
    });

    CHECK(all_well);
    const auto versions = samples.versions(1);
    CHECK(versions.size() == writer_count * static_cast<std::size_t>(rounds) + 1);
    for (std::size_t each = 0; each < versions.size(); ++each) REQUIRE(versions[each].number == each + 1);
}

STORE_TEST("a write of another thread waits for the transaction to end", "[concurrency][transaction]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Sample> samples{db};
    std::atomic<bool> began{false};
    std::atomic<bool> about_to_write{false};
    std::atomic<bool> ended{false};
    bool waited = false;

    together(2, [&](std::size_t thread) {
        if (thread == 0) {
            yore::transaction all{db};
            samples.record(sample(1, 1));
            began = true;
            began.notify_one();
            about_to_write.wait(false);
            for (std::int64_t value = 2; value <= 500; ++value) samples.record(sample(1, value));
            ended = true;
            all.commit();
            return;
        }
        began.wait(false);
        about_to_write = true;
        about_to_write.notify_one();
        samples.record(sample(2, 1));
        waited = ended;
    });

    CHECK(waited);
    CHECK(samples.versions(1).size() == 500);
    CHECK(samples.versions(2).size() == 1);
}

STORE_TEST("a call that waits for a transaction happened when it was made", "[concurrency][transaction][clock]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Sample> samples{db};
    std::int64_t id = 1;
    // Now and then a thread is stopped between the signal and its call, which then is made after the transaction.
    const auto is_early_at_last = [&](auto&& call) {
        for (int attempt = 0; attempt != 100; ++attempt) {
            ++id;
            std::atomic<bool> began{false};
            std::atomic<bool> about_to_write{false};
            timestamp ended;
            together(2, [&](std::size_t thread) {
                if (thread == 0) {
                    yore::transaction all{db};
                    samples.record(sample(1, id));
                    began = true;
                    began.notify_one();
                    about_to_write.wait(false);
                    for (std::int64_t value = 2; value <= 100; ++value) samples.record(sample(1, value));
                    ended = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
                    all.commit();
                    return;
                }
                began.wait(false);
                about_to_write = true;
                about_to_write.notify_one();
                call();
            });
            if (samples.at(id, 1)->commit.occurred_on < ended) return true;
        }
        return false;
    };

    CHECK(is_early_at_last([&] { samples.record(sample(id, 1)); }));
    CHECK(is_early_at_last([&] { samples.record_all(std::vector<Sample>{sample(id, 1)}); }));
    const auto told = samples.on_record([](const yore::version<Sample>&) {});
    CHECK(is_early_at_last([&] { samples.record(sample(id, 1)); }));
    const auto asked = samples.before_record([](const yore::version<Sample>&) { return true; });
    CHECK(is_early_at_last([&] { samples.record(sample(id, 1)); }));
}

STORE_TEST("a transaction holds for its own thread only", "[concurrency][transaction]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Sample> samples{db};

    together(writer_count, [&](std::size_t thread) {
        const yore::scope who{yore::actor{"thread " + std::to_string(thread)}};
        for (std::int64_t round = 0; round < rounds; ++round) {
            yore::transaction all{db};
            for (std::int64_t id = 1; id <= 3; ++id)
                samples.record(sample(id, static_cast<std::int64_t>(thread) * 1'000 + round + 1));
            all.commit();
        }
    });

    for (const auto& version : samples.versions(1)) {
        const auto other = samples.at(3, version.number);
        REQUIRE(other.has_value());
        REQUIRE(other->commit.id == version.commit.id);
        REQUIRE(other->state.value == version.state.value);
        REQUIRE(version.commit.actor->id == "thread " + std::to_string(version.state.value / 1'000));
    }
    CHECK(samples.versions(1).size() == writer_count * static_cast<std::size_t>(rounds));
}

STORE_TEST("a transaction over two models is never half visible once it is committed", "[concurrency][transaction]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Sample> samples{db};
    yore::history<Machine> machines{db};
    std::atomic<std::size_t> writing{writer_count};
    std::atomic<bool> all_well{true};

    together(writer_count + 1, [&](std::size_t thread) {
        if (thread == writer_count) {
            do {
                // What is visible in the model that is read first must be visible in the one that is read after it.
                const auto first = samples.versions(1).size();
                if (machines.versions(1).size() < first) all_well = false;
            } while (writing > 0);
            return;
        }
        for (std::int64_t round = 0; round < rounds; ++round) {
            const auto value = static_cast<std::int64_t>(thread) * 1'000 + round + 1;
            yore::transaction all{db};
            machines.record(machine(1, std::to_string(value)));
            samples.record(sample(1, value));
            all.commit();
        }
        --writing;
    });

    CHECK(all_well);
    CHECK(samples.versions(1).size() == machines.versions(1).size());
}

STORE_TEST(
    "each thread is told of what it recorded, though another one made it durable", "[concurrency][batch][hooks]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Sample> samples{db};
    std::vector<std::pair<std::int64_t, std::thread::id>> told; // one thread after the other
    std::vector<std::string> actors;
    const auto hook = samples.on_record([&](const yore::version<Sample>& made) {
        told.emplace_back(made.state.id, std::this_thread::get_id());
        actors.push_back(yore::current_context().actor->id);
        if (made.state.id < 3) throw std::runtime_error("told of " + std::to_string(made.state.id));
    });
    const yore::scope who{"ana"};
    const auto message_of = [](const auto& step) -> std::string {
        try {
            step();
        } catch (const std::runtime_error& e) {
            return e.what();
        }
        return "nothing";
    };
    std::thread::id other;
    std::string heard, heard_there;
    {
        yore::batch import{db, 1000};
        heard = message_of([&] { samples.record(sample(1, 1)); }); // at once, where nothing is to be waited for
        heard_there = elsewhere([&] {
            const yore::scope who_there{"bo"};
            other = std::this_thread::get_id();
            return message_of([&] { samples.record(sample(2, 1)); });
        });
        const std::string heard_then = message_of([&] { samples.record(sample(3, 1)); });
        if (heard == "nothing") heard = heard_then;
        import.flush();
    }

    CHECK(heard == "told of 1");
    CHECK(heard_there == "told of 2");
    REQUIRE(told.size() == 3);
    for (std::size_t each = 0; each != 3; ++each) {
        CHECK(told[each].second == (told[each].first == 2 ? other : std::this_thread::get_id()));
        CHECK(actors[each] == (told[each].first == 2 ? "bo" : "ana"));
    }
    CHECK(samples.statistics().versions == 3);
}

STORE_TEST("batches of several threads keep every commit", "[concurrency][batch]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Sample> samples{db};

    together(writer_count, [&](std::size_t thread) {
        yore::batch import{db, 7};
        for (std::int64_t round = 0; round < rounds; ++round)
            samples.record(sample(static_cast<std::int64_t>(thread), round + 1));
    });

    CHECK(samples.statistics().versions == writer_count * static_cast<std::size_t>(rounds));
}
