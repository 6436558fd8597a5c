// SPDX-License-Identifier: BSL-1.0
#include <atomic>
#include <set>

#include "../stores.hpp"
#include "../support.hpp"
#include "threads.hpp"

using namespace contract;

namespace {

constexpr std::size_t writer_count = 4;
constexpr std::int64_t rounds = 150;

std::int64_t number_of(std::size_t thread, std::int64_t round) {
    return static_cast<std::int64_t>(thread) * 1'000'000 + round + 1;
}

/// Whether every answer that a reader can get about one entity is whole and in order.
bool reads_well(const yore::history<Sample>& samples, std::int64_t id) {
    const auto versions = samples.versions(id);
    for (std::size_t each = 0; each < versions.size(); ++each)
        if (versions[each].number != each + 1 || !is_whole(versions[each].state)) return false;
    if (const auto latest = samples.latest(id); latest && !is_whole(*latest)) return false;
    if (const auto then = samples.as_of(id, future(0)); then && !is_whole(*then)) return false;
    for (const Sample& state : samples.as_of(future(0)))
        if (!is_whole(state)) return false;
    for (const auto& version : samples.find({.key = id, .limit = 5}))
        if (!is_whole(version.state)) return false;
    if (versions.empty()) return true;
    const auto last = versions.back().number;
    return samples.blame(id).of<&Sample::value>().number >= last && samples.at(id, last).has_value() &&
           !samples.diff(id, 1, last).contains<&Sample::id>() && samples.statistics().versions >= last;
}

} // namespace

STORE_TEST("several writers of one entity make versions without gaps, and readers see nothing torn", "[concurrency]") {
    TestType stores;
    yore::history<Sample> samples{stores.open()};
    std::atomic<std::size_t> writing{writer_count};
    std::atomic<std::size_t> recorded{0};
    std::atomic<bool> all_well{true};

    together(writer_count + 2, [&](std::size_t thread) {
        if (thread >= writer_count) {
            do {
                if (!reads_well(samples, 1)) all_well = false;
            } while (writing > 0);
            return;
        }
        for (std::int64_t round = 0; round < rounds; ++round)
            recorded += samples.record(sample(1, number_of(thread, round))).recorded() ? 1U : 0U;
        --writing;
    });

    CHECK(all_well);
    CHECK(recorded == writer_count * static_cast<std::size_t>(rounds));
    const auto versions = samples.versions(1);
    REQUIRE(versions.size() == recorded);
    std::set<std::int64_t> values;
    std::set<std::uint64_t> commits;
    for (std::size_t each = 0; each < versions.size(); ++each) {
        REQUIRE(versions[each].number == each + 1);
        REQUIRE(is_whole(versions[each].state));
        values.insert(versions[each].state.value);
        commits.insert(versions[each].commit.id);
        if (each > 0) REQUIRE(versions[each].commit.occurred_on >= versions[each - 1].commit.occurred_on);
    }
    CHECK(values.size() == versions.size());
    CHECK(commits.size() == versions.size());
}

STORE_TEST("each thread gets the receipt of its own version", "[concurrency]") { // E4: the version race
    TestType stores;
    yore::history<Sample> samples{stores.open()};
    std::atomic<bool> all_well{true};

    together(writer_count, [&](std::size_t thread) {
        for (std::int64_t round = 0; round < rounds; ++round) {
            const auto receipt = samples.record(sample(1, number_of(thread, round)));
            const auto version = samples.at(1, receipt.number);
            if (!version || version->state.value != number_of(thread, round) || version->commit.id != receipt.commit_id)
                all_well = false;
        }
    });

    CHECK(all_well);
}

STORE_TEST("writers of different entities do not disturb each other", "[concurrency]") {
    TestType stores;
    auto& db = stores.open();

    together(writer_count, [&](std::size_t thread) {
        yore::history<Sample> samples{db};
        for (std::int64_t round = 0; round < rounds; ++round)
            samples.record(sample(static_cast<std::int64_t>(thread), round + 1));
    });

    yore::history<Sample> samples{db};
    for (std::size_t thread = 0; thread < writer_count; ++thread) {
        const auto versions = samples.versions(static_cast<std::int64_t>(thread));
        REQUIRE(versions.size() == static_cast<std::size_t>(rounds));
        for (std::size_t each = 0; each < versions.size(); ++each)
            REQUIRE(versions[each].state.value == static_cast<std::int64_t>(each) + 1);
    }
}

STORE_TEST("no update is lost when everybody expects a version and tries again", "[concurrency]") {
    TestType stores;
    yore::history<Sample> samples{stores.open()};
    samples.record(sample(1, 0));

    together(writer_count, [&](std::size_t) {
        for (std::int64_t done = 0; done < rounds;) {
            const auto versions = samples.find({.key = 1, .limit = 1});
            try {
                samples.record(
                    sample(1, versions.front().state.value + 1), {.expected_version = versions.front().number});
                ++done;
            } catch (const yore::conflict&) {
            }
        }
    });

    CHECK(samples.latest(1)->value == static_cast<std::int64_t>(writer_count) * rounds);
    CHECK(samples.versions(1).size() == writer_count * static_cast<std::size_t>(rounds) + 1);
}

STORE_TEST("record_all of several threads stays all or nothing for every reader", "[concurrency]") {
    TestType stores;
    yore::history<Sample> samples{stores.open()};
    std::atomic<std::size_t> writing{writer_count};
    std::atomic<bool> all_well{true};

    together(writer_count + 1, [&](std::size_t thread) {
        if (thread == writer_count) {
            do {
                const auto snapshot = samples.as_of(future(0));
                if (snapshot.size() != 0 &&
                    (snapshot.size() != 2 || snapshot.find(1)->value != snapshot.find(2)->value))
                    all_well = false;
            } while (writing > 0);
            return;
        }
        for (std::int64_t round = 0; round < rounds; ++round) {
            const auto value = number_of(thread, round);
            samples.record_all(std::vector<Sample>{sample(1, value), sample(2, value)});
        }
        --writing;
    });

    CHECK(all_well);
    const auto first = samples.versions(1);
    const auto other = samples.versions(2);
    REQUIRE(first.size() == other.size());
    for (std::size_t each = 0; each < first.size(); ++each) REQUIRE(first[each].commit.id == other[each].commit.id);
}

STORE_TEST("all kinds of calls at once leave a history in order", "[concurrency]") {
    TestType stores;
    yore::history<Sample> samples{stores.open()};
    std::atomic<std::size_t> working{writer_count};
    std::atomic<bool> all_well{true};

    together(writer_count + 1, [&](std::size_t thread) {
        if (thread == writer_count) {
            do {
                samples.prune({.keep_last = 20});
                for (const auto& version : samples.find({.limit = 20}))
                    if (!is_whole(version.state)) all_well = false;
            } while (working > 0);
            return;
        }
        for (std::int64_t round = 0; round < rounds; ++round) {
            try {
                const auto id = 1 + round % 3;
                const auto number = samples.record(sample(id, number_of(thread, round))).number;
                if (round % 4 == 1) samples.revert(id, yore::to_version(number - 1));
                if (round % 4 == 2) samples.undo(id, number);
                if (round % 4 == 3) samples.remove(id);
                samples.restore(id);
            } catch (const yore::not_found&) {
            } catch (const yore::undo_conflict&) {
            }
        }
        --working;
    });

    CHECK(all_well);
    for (std::int64_t id = 1; id <= 3; ++id) {
        const auto versions = samples.versions(id);
        REQUIRE_FALSE(versions.empty());
        for (std::size_t each = 1; each < versions.size(); ++each) {
            REQUIRE(versions[each].number == versions[each - 1].number + 1);
            REQUIRE(is_whole(versions[each].state));
        }
    }
}

STORE_TEST("callbacks can come and go while others record", "[concurrency][hooks]") {
    TestType stores;
    yore::history<Sample> samples{stores.open()};
    std::atomic<std::size_t> working{writer_count};
    std::atomic<std::size_t> told{0};
    const auto always = samples.on_record([&](const yore::version<Sample>&) { ++told; });

    together(writer_count + 1, [&](std::size_t thread) {
        if (thread == writer_count) {
            do {
                const auto before = samples.before_record([](const yore::version<Sample>&) { return true; });
                const auto after = samples.on_record([](const yore::version<Sample>&) {});
            } while (working > 0);
            return;
        }
        for (std::int64_t round = 0; round < rounds; ++round) samples.record(sample(1, number_of(thread, round)));
        --working;
    });

    CHECK(told == writer_count * static_cast<std::size_t>(rounds));
}

STORE_TEST("a callback may record from several threads at once", "[concurrency][hooks]") {
    TestType stores;
    yore::history<Sample> samples{stores.open()};
    const auto hook = samples.on_record([&](const yore::version<Sample>& made) {
        if (made.state.id == 1) samples.record(sample(2, made.state.value));
    });

    together(writer_count, [&](std::size_t thread) {
        for (std::int64_t round = 0; round < rounds; ++round) samples.record(sample(1, number_of(thread, round)));
    });

    CHECK(samples.versions(2).size() == writer_count * static_cast<std::size_t>(rounds));
}
