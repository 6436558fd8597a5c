// SPDX-License-Identifier: BSL-1.0
/// A disk that fails, at each operation of a small workload in turn: nothing that was recorded is lost, no commit is half, and
/// the store says what happened.
#include "faulty_file_system.hpp"
#include "sound.hpp"

#include <cstddef>
#include <functional>
#include <optional>

namespace sqlite_tests::crash {

/// Which operations fail, as a question to ask the file system.
struct plan {
    std::size_t failing = 0; // this one, counted from 0
    bool from_then_on = false;
    int code = SQLITE_OK; // else that of the operation
    bool only_writes = false;
    std::size_t seen = 0;
    std::optional<operation_of_files> failed{};

    int operator()(operation_of_files what) {
        if (only_writes && what != operation_of_files::write) return SQLITE_OK;
        const std::size_t now = seen++;
        if (now != failing && (now < failing || !from_then_on)) return SQLITE_OK;
        if (!failed) failed = what;
        return code != SQLITE_OK ? code : static_cast<int>(what);
    }
};

/// What came of a workload on a failing disk.
struct outcome {
    std::vector<receipt> told{};
    std::vector<int> codes{}; // of each store_error
    bool finished = false;    // no step failed
};

/// Runs a step. Returns: whether it succeeded. Everything but `store_error` fails the test.
template <class Step> bool tried(outcome& out, const Step& step) {
    try {
        step();
        return true;
    } catch (const yore::store_error& e) {
        REQUIRE(e.native_code() != SQLITE_OK);
        REQUIRE(std::string(e.what()).size() > 20);
        out.codes.push_back(e.native_code());
        return false;
    }
}

/// Records in every way, twice, and goes on when a step has failed, as a program would that only reports errors.
outcome work(const std::string& path) {
    outcome out;
    std::optional<yore::sqlite::store> db;
    std::optional<yore::history<Machine>> machines;
    std::optional<yore::history<Loan>> loans;
    const bool opened = tried(out, [&] {
        db.emplace(path, yore::sqlite::options{.busy_timeout = std::chrono::milliseconds{0}, .full_row_every = 4});
        machines.emplace(*db);
        loans.emplace(*db);
    });
    if (!opened) return out;
    std::int64_t value = 0;
    bool refuses = false; // since a sync failed
    out.finished = true;
    for (int n = 0; n != 2 * ways; ++n) {
        std::vector<receipt> told;
        const auto tell = [&](std::int64_t key, std::int64_t v, yore::version_number number) {
            told.push_back({key, v, number});
        };
        const bool well = tried(out, [&] { record(*db, *machines, *loans, n % ways, value, tell); });
        REQUIRE((!refuses || !well));
        out.finished = out.finished && well;
        if (well) out.told.insert(out.told.end(), told.begin(), told.end());
        else if (out.codes.back() == SQLITE_IOERR_FSYNC) refuses = true;
        tried(out, [&] { // what is read is right, or nothing is
            if (const auto latest = machines->latest(1); latest && !out.told.empty()) REQUIRE(latest->value != 0);
        });
    }
    return out;
}

/// Fails each operation of the workload in turn, until there are no more. Returns: how many there were.
std::size_t fail_each(
    faulty_file_system& disk, plan how, const std::function<void(const plan&, const outcome&)>& check) {
    for (std::size_t n = 0;; ++n) {
        const folder here;
        plan now = how;
        now.failing = n;
        disk.ask([&](operation_of_files what, const std::string&) { return now(what); });
        const outcome out = work(here / "museum.db");
        disk.mend();
        INFO("operation " << n << (now.failed ? ", code " + std::to_string(static_cast<int>(*now.failed)) : ""));
        is_sound(here / "museum.db", out.told);
        check(now, out);
        if (!now.failed) {
            REQUIRE(out.finished);
            return n;
        }
    }
}

TEST_CASE("any one operation on files can fail, and nothing that was recorded is lost", "[sqlite]") {
    faulty_file_system disk;
    std::size_t syncs = 0, unnoticed = 0;
    const std::size_t operations = fail_each(disk, {}, [&](const plan& now, const outcome& out) {
        syncs += now.failed == operation_of_files::sync && !out.finished;
        unnoticed += now.failed.has_value() && out.codes.empty();
    });
    CHECK(operations > 100);
    CHECK(syncs >= 8);                 // those of commits
    CHECK(unnoticed < operations / 2); // closing has nobody to tell
}

TEST_CASE("all operations on files can fail from any one on, and nothing that was recorded is lost", "[sqlite]") {
    faulty_file_system disk;
    fail_each(disk, {.from_then_on = true}, [](const plan&, const outcome&) {});
}

TEST_CASE("a write can fail in its middle, and nothing that was recorded is lost", "[sqlite]") {
    faulty_file_system disk;
    disk.write_half();
    const auto nothing = [](const plan&, const outcome&) {};
    CHECK(fail_each(disk, {.only_writes = true}, nothing) > 50);
    fail_each(disk, {.from_then_on = true, .only_writes = true}, nothing);
}

TEST_CASE("a full disk is a store_error that says so, and nothing is overwritten", "[sqlite]") {
    faulty_file_system disk;
    disk.write_half();
    fail_each(disk, {.from_then_on = true, .code = SQLITE_FULL, .only_writes = true},
        [](const plan& now, const outcome& out) {
            for (const int code : out.codes) REQUIRE((code & 0xff) == SQLITE_FULL);
            REQUIRE((!now.failed || out.finished == out.codes.empty()));
        });
}

TEST_CASE("recording goes on in the same store when there is room again", "[sqlite]") {
    faulty_file_system disk;
    for (std::size_t n = 0; n != 12; ++n) {
        const folder here;
        std::vector<receipt> told;
        const auto tell = [&](std::int64_t key, std::int64_t v, yore::version_number number) {
            told.push_back({key, v, number});
        };
        {
            yore::sqlite::store db{here / "museum.db"};
            yore::history<Machine> machines{db};
            yore::history<Loan> loans{db};
            std::int64_t value = 0;
            for (int way = 0; way != ways; ++way) record(db, machines, loans, way, value, tell);
            for (int way = 0; way != ways; ++way) {
                plan full{.failing = n, .from_then_on = true, .code = SQLITE_FULL, .only_writes = true};
                disk.ask([&](operation_of_files what, const std::string&) { return full(what); });
                bool refused = false;
                try {
                    record(db, machines, loans, way, value, tell);
                } catch (const yore::store_error& e) {
                    refused = true;
                    REQUIRE(e.native_code() == SQLITE_FULL);
                    REQUIRE(std::string(e.what()).find("make room on the disk") != std::string::npos);
                }
                REQUIRE(refused == full.failed.has_value());
                disk.mend();
                record(db, machines, loans, way, value, tell);
            }
        }
        is_sound(here / "museum.db", told);
    }
}

TEST_CASE("after a failed sync the store records nothing more until it is opened again", "[sqlite]") {
    faulty_file_system disk;
    const folder here;
    std::vector<receipt> told;
    const auto tell = [&](std::int64_t key, std::int64_t v, yore::version_number number) {
        told.push_back({key, v, number});
    };
    std::int64_t value = 0;
    {
        yore::sqlite::store db{here / "museum.db"};
        yore::history<Machine> machines{db};
        yore::history<Loan> loans{db};
        record(db, machines, loans, 0, value, tell);
        disk.ask([](operation_of_files what, const std::string&) {
            return what == operation_of_files::sync ? SQLITE_IOERR_FSYNC : SQLITE_OK;
        });
        try {
            record(db, machines, loans, 0, value, tell);
            FAIL("the sync did not fail");
        } catch (const yore::store_error& e) {
            CHECK(e.native_code() == SQLITE_IOERR_FSYNC);
            CHECK(std::string(e.what()).find("open the store again") != std::string::npos);
        }
        disk.mend();
        for (int way = 0; way != ways; ++way) {
            try {
                record(db, machines, loans, way, value, tell);
                FAIL("it went on");
            } catch (const yore::store_error& e) {
                CHECK(e.native_code() == SQLITE_IOERR_FSYNC);
                CHECK(std::string(e.what()).find("open the store again") != std::string::npos);
            }
        }
        CHECK_THROWS_AS(machines.remove(1), yore::store_error);
        CHECK(machines.prune({.keep_last = 1}).versions == 0); // there is nothing to write
        CHECK(machines.latest(1)->value == 1);
    }
    CHECK(told.size() == 1);
    is_sound(here / "museum.db", told);
}

TEST_CASE("pruning that fails has removed all or nothing", "[sqlite]") {
    faulty_file_system disk;
    for (std::size_t n = 0;; ++n) {
        const folder here;
        {
            yore::sqlite::store db{here / "museum.db", {.durability = durability::off, .full_row_every = 4}};
            yore::history<Machine> machines{db};
            yore::batch together{db, 1000};
            for (std::int64_t v = 1; v <= 60; ++v) machines.record(Machine{v % 6, v, std::string(200, 'x'), 1});
        }
        plan now{.failing = n};
        bool failed = false;
        disk.ask([&](operation_of_files what, const std::string&) { return now(what); });
        try {
            yore::sqlite::store db{here / "museum.db"};
            yore::history<Machine> machines{db};
            machines.prune({.keep_last = 2});
        } catch (const yore::store_error&) {
            failed = true;
        }
        disk.mend();
        INFO("operation " << n);
        REQUIRE(integrity(here / "museum.db") == "ok");
        yore::sqlite::store db{here / "museum.db", quick};
        yore::history<Machine> machines{db};
        const std::size_t left = machines.statistics().versions;
        REQUIRE((left == 12 || (failed && left == 60)));
        for (std::int64_t key = 0; key != 6; ++key) REQUIRE(machines.latest(key)->value == (key == 0 ? 60 : 54 + key));
        if (!now.failed) break;
    }
}

// ---- a file that may not grow

TEST_CASE("a database that may not grow refuses in words, and what was recorded stays", "[sqlite]") {
    const folder here;
    const database file(here / "business.db");
    file.run("PRAGMA synchronous = OFF; CREATE TABLE machine (id INTEGER PRIMARY KEY, name TEXT)");
    yore::sqlite::store db{file.get()};
    yore::history<Machine> machines{db};
    std::vector<receipt> told;
    machines.record(Machine{1, 1, "", 1});
    file.run("PRAGMA max_page_count = " + std::to_string(std::stoi(file.value("PRAGMA page_count")) + 6));
    const std::string large(3000, 'x');
    std::int64_t value = 1;
    int code = 0;
    while (code == 0) {
        try {
            const auto number = machines.record(Machine{1, ++value, large, 1}).number;
            told.push_back({1, value, number});
        } catch (const yore::store_error& e) {
            code = e.native_code();
        }
    }
    CHECK(code == SQLITE_FULL);
    CHECK(told.size() > 2);
    CHECK(sqlite3_get_autocommit(file.get()) == 1);
    CHECK(machines.latest(1)->value == told.back().value);
    CHECK(machines.versions(1).size() == told.size() + 1);
    {
        yore::transaction both{db}; // which SQLite itself takes back
        machines.record(Machine{2, 1, "", 1});
        CHECK_THROWS_AS(machines.record(Machine{3, 1, std::string(50'000, 'x'), 1}), yore::store_error);
        try {
            machines.record(Machine{4, 1, "", 1});
            both.commit();
        } catch (const yore::store_error&) {
        }
    }
    CHECK(sqlite3_get_autocommit(file.get()) == 1);
    CHECK(machines.latest(2).has_value() == machines.latest(4).has_value()); // both or none
    CHECK_FALSE(machines.latest(3).has_value());
    file.run("PRAGMA max_page_count = 1000000");
    CHECK(machines.record(Machine{1, ++value, large, 1}).number == told.size() + 2);
    CHECK(integrity(here / "business.db") == "ok");
}

} // namespace sqlite_tests::crash
