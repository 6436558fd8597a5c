// SPDX-License-Identifier: BSL-1.0
/// Own and borrowed connections, several stores, threads and processes on one file, and waiting for them in vain.
#include "processes.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <map>
#include <optional>
#include <set>

namespace sqlite_tests::handle {

struct Machine {
    std::int64_t id{};
    std::string name{};
    std::optional<std::string> location{};
    yore::AuditFields audit{};
};
struct Loan {
    std::int64_t id{};
    std::int64_t machine{};
};

/// Requires that the versions of an entity are 1 to `count`, none twice and none missing, each a commit of its own.
template <class T> void is_gapless(const yore::history<T>& all, std::int64_t key, std::size_t count) {
    const auto found = all.versions(key);
    REQUIRE(found.size() == count);
    std::set<std::uint64_t> commits;
    for (std::size_t i = 0; i != found.size(); ++i) {
        REQUIRE(found[i].number == i + 1);
        REQUIRE((i == 0 || found[i].commit.occurred_on >= found[i - 1].commit.occurred_on));
        commits.insert(found[i].commit.id);
    }
    REQUIRE(commits.size() == count);
}

// ---- the key of redacted values

struct Volunteer {
    int id{};
    std::string password{};
    using audit_policy = yore::policy<yore::key<&Volunteer::id>, yore::redact<&Volunteer::password>>;
};

TEST_CASE("a file whose key of redacted values came from outside is recorded with that key alone", "[sqlite]") {
    const folder here;
    const std::string path = here / "volunteers.db";
    const auto with = [](yore::redaction_key key) {
        yore::sqlite::options out = quick;
        out.redaction_key = key;
        return out;
    };
    const Volunteer ada{1, "secret"};
    {
        yore::sqlite::store db{path, with({1, 2})};
        yore::history<Volunteer> all{db};
        CHECK(all.record(ada).recorded());
    }
    {
        yore::sqlite::store db{path, with({1, 2})};
        yore::history<Volunteer> all{db};
        CHECK_FALSE(all.record(ada).recorded()); // by its digest
    }
    CHECK_THROWS_WITH(yore::sqlite::store(path, with({1, 3})),
        "yore: the redacted values of the file have another key; open it with the options::redaction_key that it was "
        "made with");
    yore::sqlite::store db{path, quick};
    yore::history<Volunteer> all{db};
    CHECK(all.latest(1)->password == "[REDACTED]");
    CHECK_THROWS_WITH(all.record(ada),
        "yore: the redacted values of the file have a key from outside; open it with that options::redaction_key to "
        "record them");
    CHECK(all.versions(1).size() == 1);

    {
        yore::sqlite::store with_its_own{here / "own.db", quick};
    }
    CHECK_THROWS_AS(yore::sqlite::store(here / "own.db", with({1, 2})), yore::store_error);
}

// ---- the caller's handle

/// A business database with a table of its own, and a handle to it.
struct business {
    folder here{};
    database file{here / "business.db"};

    business() { file.run("PRAGMA synchronous = OFF; CREATE TABLE machine (id INTEGER PRIMARY KEY, name TEXT)"); }
    [[nodiscard]] std::string rows() const {
        return database(here / "business.db").value("SELECT count(*) FROM machine");
    }
    [[nodiscard]] std::string versions() const {
        return database(here / "business.db").value("SELECT count(*) FROM machine_history");
    }
};

TEST_CASE("a row of the caller and its history become durable together", "[sqlite]") {
    const business shop;
    yore::sqlite::store db{shop.file.get()};
    yore::history<Machine> machines{db};
    shop.file.run("BEGIN; INSERT INTO machine VALUES (1, 'Taxi')");
    CHECK(machines.record(Machine{1, "Taxi", {}, {}}).number == 1);
    CHECK(machines.latest(1)->name == "Taxi");
    CHECK(sqlite3_get_autocommit(shop.file.get()) == 0);
    CHECK(shop.rows() == "0");
    CHECK(shop.versions() == "0");
    shop.file.run("COMMIT");
    CHECK(shop.rows() == "1");
    CHECK(shop.versions() == "1");
    CHECK(machines.latest(1)->name == "Taxi");
}

TEST_CASE("a row of the caller and its history vanish together", "[sqlite]") {
    const business shop;
    yore::sqlite::store db{shop.file.get()};
    yore::history<Machine> machines{db};
    machines.record(Machine{1, "Taxi", {}, {}});
    shop.file.run("BEGIN; INSERT INTO machine VALUES (1, 'Xenon')");
    CHECK(machines.record(Machine{1, "Xenon", {}, {}}).number == 2);
    CHECK(machines.record(Machine{2, "Firepower", {}, {}}).number == 1);
    CHECK(machines.remove(2).number == 2);
    shop.file.run("ROLLBACK");
    CHECK(shop.rows() == "0");
    CHECK(shop.versions() == "1");
    CHECK(machines.latest(1)->name == "Taxi");
    CHECK(machines.find({}).size() == 1);
    CHECK(machines.record(Machine{1, "Xenon", {}, {}}).number == 2); // what was taken back is not taken for recorded
    CHECK(machines.record(Machine{2, "Firepower", {}, {}}).number == 1);
}

TEST_CASE("callbacks are told of what the caller has committed, and of nothing else", "[sqlite]") {
    const business shop;
    yore::sqlite::store db{shop.file.get()};
    yore::history<Machine> machines{db};
    std::vector<std::string> told;
    const auto listening = machines.on_record([&](const yore::version<Machine>& v) { told.push_back(v.state.name); });
    const auto record = [&](const char* name) { static_cast<void>(machines.record(Machine{1, name, {}, {}})); };

    shop.file.run("BEGIN");
    record("first");
    record("second");
    CHECK(machines.latest(1)->name == "second");
    CHECK(told.empty());
    shop.file.run("COMMIT");
    CHECK(machines.latest(1)->name == "second"); // any question shows that it is over
    CHECK(told == std::vector<std::string>{"first", "second"});

    shop.file.run("BEGIN");
    record("dropped");
    shop.file.run("ROLLBACK; BEGIN");
    record("kept");
    shop.file.run("SAVEPOINT here");
    record("taken back");
    shop.file.run("ROLLBACK TO here; COMMIT");
    CHECK(told.size() == 2);
    shop.file.run("BEGIN");
    record("next");
    CHECK(told == std::vector<std::string>{"first", "second", "kept"});
    shop.file.run("COMMIT");
    record("alone"); // without a transaction of the caller: told at once
    CHECK(told == std::vector<std::string>{"first", "second", "kept", "next", "alone"});
    CHECK(machines.versions(1).size() == 5);
}

TEST_CASE("what is said alike in many transactions of the caller stands once", "[sqlite]") {
    const business shop;
    yore::sqlite::store db{shop.file.get()};
    yore::history<Machine> machines{db};
    const yore::scope who{"maria", "moved"};
    const auto step = [&](int i, const char* end) {
        shop.file.run("BEGIN");
        static_cast<void>(machines.record(Machine{1, std::to_string(i), {}, {}}));
        shop.file.run(end);
    };
    step(0, "ROLLBACK"); // and its row of who and why with it
    for (int i = 1; i != 20; ++i) step(i, "COMMIT");
    CHECK(shop.file.value("SELECT count(*) FROM yore_commit") == "1");
    CHECK(shop.file.value("SELECT count(*) FROM yore_activity") == "1");
    shop.file.run("UPDATE yore_commit SET reason = 'mended by hand'");
    step(20, "COMMIT"); // says something else now
    CHECK(machines.versions(1).back().commit.reason == "moved");
    CHECK(machines.versions(1).front().commit.reason == "mended by hand");
}

TEST_CASE("a version whose time was moved on says when it was recorded", "[sqlite]") {
    yore::sqlite::store db{":memory:"};
    yore::history<Machine> machines{db};
    const timestamp begin = yore::detail::clock_now(), later = begin + std::chrono::hours{24};
    record_at(machines, later, Machine{1, "a", {}, {}});
    static_cast<void>(machines.record(Machine{1, "b", {}, {}}));
    {
        yore::transaction t{db};
        static_cast<void>(machines.record(Machine{1, "c", {}, {}}));
        t.commit();
    }
    for (const auto& v : machines.versions(1)) {
        CHECK(v.commit.occurred_on == later);
        CHECK(v.commit.recorded_on >= begin);
        CHECK(v.commit.recorded_on < begin + std::chrono::hours{1});
    }
}

TEST_CASE("a savepoint of the caller takes back what was recorded since", "[sqlite]") {
    const business shop;
    yore::sqlite::store db{shop.file.get()};
    yore::history<Machine> machines{db};
    shop.file.run("BEGIN");
    machines.record(Machine{1, "one", {}, {}});
    shop.file.run("SAVEPOINT here");
    CHECK(machines.record(Machine{1, "two", {}, {}}).number == 2);
    shop.file.run("ROLLBACK TO here");
    CHECK(machines.latest(1)->name == "one");
    CHECK(machines.record(Machine{1, "three", {}, {}}).number == 2);
    shop.file.run("RELEASE here; COMMIT");
    CHECK(machines.at(1, 2)->state.name == "three");
    is_gapless(machines, 1, 2);
}

TEST_CASE("a transaction of the store inside that of the caller is taken back alone", "[sqlite]") {
    const business shop;
    yore::sqlite::store db{shop.file.get()};
    yore::history<Machine> machines{db};
    yore::history<Loan> loans{db};
    shop.file.run("BEGIN; INSERT INTO machine VALUES (1, 'Taxi')");
    machines.record(Machine{1, "Taxi", {}, {}});
    {
        const yore::transaction dropped{db};
        machines.record(Machine{1, "dropped", {}, {}});
        loans.record(Loan{1, 1});
    }
    CHECK(sqlite3_get_autocommit(shop.file.get()) == 0);
    {
        yore::transaction kept{db};
        machines.record(Machine{1, "kept", {}, {}});
        loans.record(Loan{2, 1});
        kept.commit();
    }
    CHECK(sqlite3_get_autocommit(shop.file.get()) == 0);
    shop.file.run("COMMIT");
    CHECK(shop.rows() == "1");
    CHECK(machines.versions(1).size() == 2);
    CHECK(machines.latest(1)->name == "kept");
    CHECK(loans.as_of(timestamp::max()).size() == 1);
    CHECK(machines.at(1, 2)->commit.id == loans.at(2, 1)->commit.id);
}

TEST_CASE("a store that is first used in a transaction that is taken back works afterwards", "[sqlite]") {
    const business shop;
    shop.file.run("BEGIN; INSERT INTO machine VALUES (1, 'Taxi')");
    yore::sqlite::store db{shop.file.get()};
    yore::history<Machine> machines{db};
    CHECK(machines.record(Machine{1, "Taxi", {}, {}}).number == 1);
    shop.file.run("ROLLBACK");
    CHECK(shop.rows() == "0");
    CHECK_FALSE(machines.latest(1).has_value());
    CHECK(machines.record(Machine{1, "Taxi", {}, {}}).number == 1);
    CHECK(machines.versions(1).size() == 1);
    CHECK(shop.versions() == "1");
}

TEST_CASE("a history that is first used in a transaction that is dropped works afterwards", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{here / "museum.db", quick};
    std::optional<yore::history<Machine>> machines;
    {
        const yore::transaction dropped{db};
        machines.emplace(db);
        machines->record(Machine{1, "Taxi", {}, {}});
    }
    CHECK_FALSE(machines->latest(1).has_value());
    CHECK(machines->record(Machine{1, "Taxi", {}, {}}).number == 1);
    CHECK(machines->versions(1).size() == 1);
}

TEST_CASE("what cannot be recorded leaves the transaction of the caller as it was", "[sqlite]") {
    const business shop;
    yore::sqlite::store db{shop.file.get()};
    yore::history<Machine> machines{db};
    machines.record(Machine{1, "Taxi", {}, {}});
    shop.file.run("CREATE TRIGGER refuse BEFORE INSERT ON machine_history WHEN new.name = 'refused' "
                  "BEGIN SELECT raise(ABORT, 'refused by a trigger'); END");
    const std::string before = shop.file.value("SELECT count(*) FROM yore_commit");
    shop.file.run("BEGIN; INSERT INTO machine VALUES (1, 'Taxi')");
    const yore::scope who{"maria", "another reason"};
    CHECK_THROWS_AS(machines.record(Machine{1, "conflict", {}, {}}, {.expected_version = 7}), yore::conflict);
    CHECK_THROWS_AS(machines.remove(2), yore::not_found);
    CHECK_THROWS_AS(machines.record(Machine{1, "refused", {}, {}}), yore::store_error);
    CHECK(sqlite3_get_autocommit(shop.file.get()) == 0);
    CHECK(shop.file.value("SELECT count(*) FROM yore_commit") == before);
    shop.file.run("COMMIT");
    CHECK(shop.rows() == "1");
    CHECK(machines.versions(1).size() == 1);
    CHECK(machines.record(Machine{1, "accepted", {}, {}}).number == 2);
    CHECK(machines.latest(1)->audit.modified_by == "maria");
    CHECK(integrity(shop.here / "business.db") == "ok");
}

TEST_CASE("without a transaction of the caller every record is one, and none stays open", "[sqlite]") {
    const business shop;
    yore::sqlite::store db{shop.file.get()};
    yore::history<Machine> machines{db};
    machines.record(Machine{1, "Taxi", {}, {}});
    CHECK(sqlite3_get_autocommit(shop.file.get()) == 1);
    CHECK(shop.versions() == "1");
    {
        yore::transaction both{db};
        machines.record(Machine{1, "Xenon", {}, {}});
        CHECK(sqlite3_get_autocommit(shop.file.get()) == 0);
        CHECK(shop.versions() == "1");
        both.commit();
    }
    CHECK(sqlite3_get_autocommit(shop.file.get()) == 1);
    CHECK(shop.versions() == "2");
    {
        const yore::transaction dropped{db};
        machines.record(Machine{1, "dropped", {}, {}});
    }
    CHECK(sqlite3_get_autocommit(shop.file.get()) == 1);
    CHECK_THROWS_AS(machines.remove(9), yore::not_found);
    CHECK(sqlite3_get_autocommit(shop.file.get()) == 1);
}

TEST_CASE("a borrowed handle keeps its settings and can be closed when the store is gone", "[sqlite]") {
    const folder here;
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open((here / "business.db").c_str(), &raw) == SQLITE_OK);
    const auto settings = [&] {
        std::string out;
        for (const char* each :
            {"journal_mode", "synchronous", "foreign_keys", "busy_timeout", "cache_size", "locking_mode", "encoding"}) {
            sqlite3_stmt* s = nullptr;
            REQUIRE(sqlite3_prepare_v2(raw, ("PRAGMA " + std::string(each)).c_str(), -1, &s, nullptr) == SQLITE_OK);
            REQUIRE(sqlite3_step(s) == SQLITE_ROW);
            out += std::string(each) + ' ' + reinterpret_cast<const char*>(sqlite3_column_text(s, 0)) + '\n';
            sqlite3_finalize(s);
        }
        return out;
    };
    const std::string before = settings();
    {
        yore::sqlite::store db{raw};
        yore::history<Machine> machines{db};
        machines.record(Machine{1, "Taxi", {}, {}});
        CHECK(machines.as_of(timestamp::max()).size() == 1);
        CHECK(machines.find({.actor = "maria"}).empty());
    }
    CHECK(settings() == before);
    CHECK(sqlite3_close(raw) == SQLITE_OK); // busy where a statement was left
}

TEST_CASE("a store that is gone leaves the transaction of the caller open", "[sqlite]") {
    const business shop;
    shop.file.run("BEGIN");
    {
        yore::sqlite::store db{shop.file.get()};
        yore::history<Machine>{db}.record(Machine{1, "Taxi", {}, {}});
    }
    CHECK(sqlite3_get_autocommit(shop.file.get()) == 0);
    shop.file.run("COMMIT");
    CHECK(shop.versions() == "1");
}

TEST_CASE("a caller in the middle of a question can record", "[sqlite]") {
    const business shop;
    shop.file.run("INSERT INTO machine VALUES (1, 'Taxi'), (2, 'Xenon'), (3, 'Firepower')");
    yore::sqlite::store db{shop.file.get()};
    yore::history<Machine> machines{db};
    sqlite3_stmt* all = nullptr;
    REQUIRE(sqlite3_prepare_v2(shop.file.get(), "SELECT id, name FROM machine", -1, &all, nullptr) == SQLITE_OK);
    while (sqlite3_step(all) == SQLITE_ROW)
        machines.record(
            Machine{sqlite3_column_int64(all, 0), reinterpret_cast<const char*>(sqlite3_column_text(all, 1)), {}, {}});
    sqlite3_finalize(all);
    CHECK(machines.as_of(timestamp::max()).size() == 3);
    CHECK(shop.versions() == "3");
}

TEST_CASE("a handle that is null or only reads is refused where it must write", "[sqlite]") {
    CHECK_THROWS_AS(yore::sqlite::store(static_cast<sqlite3*>(nullptr)), yore::error);
    const folder here;
    {
        yore::sqlite::store db{here / "museum.db", quick};
        yore::history<Machine>{db}.record(Machine{1, "Taxi", {}, {}});
        database(here / "empty.db").run("CREATE TABLE t (x)");
    }
    const database file(here / "museum.db", SQLITE_OPEN_READONLY), empty(here / "empty.db", SQLITE_OPEN_READONLY);
    yore::sqlite::store db{file.get(), {.access = yore::sqlite::access::read_only}};
    yore::history<Machine> machines{db};
    CHECK(machines.latest(1)->name == "Taxi");
    CHECK_THROWS_AS(machines.record(Machine{1, "Xenon", {}, {}}), yore::store_error);
    CHECK_THROWS_AS(yore::sqlite::store(empty.get()), yore::store_error);
}

TEST_CASE("a business database with another text encoding holds a history too", "[sqlite]") {
    const folder here;
    const database file(here / "business.db");
    file.run("PRAGMA encoding = 'UTF-16le'; CREATE TABLE machine (id INTEGER PRIMARY KEY)");
    yore::sqlite::store db{file.get()};
    yore::history<Machine> machines{db};
    const yore::scope who{"Zoë", "日本語"};
    machines.record(Machine{1, "Zürich 😀", "", {}});
    machines.record(Machine{1, "Zürich 😀", {}, {}});
    CHECK(machines.latest(1)->name == "Zürich 😀");
    CHECK(machines.at(1, 1)->state.location == "");
    CHECK(machines.find({.actor = "Zoë", .reason = "日本語"}).size() == 2);
}

// ---- a file beside

TEST_CASE("a history in a file beside a business database has a life of its own", "[sqlite]") {
    const business shop;
    yore::sqlite::store audit{shop.here / "audit.db", quick};
    yore::history<Machine> machines{audit};
    shop.file.run("BEGIN; INSERT INTO machine VALUES (1, 'Taxi')");
    machines.record(Machine{1, "Taxi", {}, {}});
    shop.file.run("ROLLBACK");
    CHECK(shop.rows() == "0");
    CHECK(machines.latest(1)->name == "Taxi");
    CHECK(shop.file.value("SELECT count(*) FROM sqlite_master WHERE name LIKE 'yore%'") == "0");
    CHECK(database(shop.here / "audit.db").value("SELECT count(*) FROM sqlite_master WHERE name = 'machine'") == "0");
}

// ---- only reading

TEST_CASE("a file that is opened for reading answers and refuses to record", "[sqlite]") {
    const folder here;
    {
        yore::sqlite::store db{here / "museum.db", quick};
        yore::history<Machine> machines{db};
        machines.record(Machine{1, "Taxi", {}, {}});
        machines.record(Machine{1, "Xenon", {}, {}});
        machines.record(Machine{2, "Firepower", {}, {}});
        machines.remove(2);
    }
    const std::string before = bytes_of(here / "museum.db");
    {
        yore::sqlite::store db{here / "museum.db", {.access = yore::sqlite::access::read_only}};
        yore::history<Machine> machines{db};
        yore::history<Loan> loans{db}; // which the file has never seen
        CHECK(machines.latest(1)->name == "Xenon");
        CHECK(machines.versions(1).size() == 2);
        CHECK(machines.as_of(timestamp::max()).size() == 1);
        CHECK(machines.deleted() == std::vector<std::int64_t>{2});
        CHECK(machines.blame(1).of<&Machine::name>().number == 2);
        CHECK(machines.statistics().versions == 4);
        CHECK(machines.find({.operations = {yore::operation::created}}).size() == 2);
        CHECK(machines.preview_revert(1, yore::to_version(1)).name == "Taxi");
        CHECK(machines.prune({.keep_last = 1}, yore::dry_run::yes).versions == 2);
        CHECK(db.drift<Machine>().size() == 1); // the table of loans is not there
        CHECK_FALSE(loans.latest(1).has_value());
        CHECK(loans.find({}).empty());
        const auto refused = [](const auto& step) {
            try {
                step();
            } catch (const yore::store_error& e) {
                return (e.native_code() & 0xff) == SQLITE_READONLY &&
                       std::string(e.what()).find("read-only") != std::string::npos;
            }
            return false;
        };
        CHECK(refused([&] { machines.record(Machine{1, "no", {}, {}}); }));
        CHECK(refused([&] { machines.remove(1); }));
        CHECK(refused([&] { machines.restore(2); }));
        CHECK(refused([&] { machines.revert(1, yore::to_version(1)); }));
        CHECK(refused([&] { machines.undo(1, 2); }));
        CHECK(refused([&] { machines.prune({.keep_last = 1}); }));
        CHECK(refused([&] { loans.record(Loan{1, 1}); }));
        CHECK(refused([&] { const yore::transaction none{db}; }));
        CHECK(refused([&] { db.migrate(); }));
        CHECK(machines.latest(1)->name == "Xenon");
    }
    CHECK(bytes_of(here / "museum.db") == before);
}

TEST_CASE("who only reads sees what another store records", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{here / "museum.db", quick};
    yore::history<Machine> machines{db};
    machines.record(Machine{1, "Taxi", {}, {}});
    yore::sqlite::store read{here / "museum.db", {.access = yore::sqlite::access::read_only}};
    const yore::history<Machine> seen{read};
    CHECK(seen.latest(1)->name == "Taxi");
    machines.record(Machine{1, "Xenon", {}, {}});
    CHECK(seen.latest(1)->name == "Xenon");
}

TEST_CASE("reading makes no file where there is none", "[sqlite]") {
    const folder here;
    try {
        const yore::sqlite::store db{here / "none.db", {.access = yore::sqlite::access::read_only}};
        FAIL("it was opened");
    } catch (const yore::store_error& e) {
        CHECK((e.native_code() & 0xff) == SQLITE_CANTOPEN);
    }
    CHECK_FALSE(std::filesystem::exists(here / "none.db"));
    CHECK_THROWS_AS(yore::sqlite::store(here / "no such folder/museum.db"), yore::store_error);
}

// ---- several stores

TEST_CASE("each store in memory is a world of its own", "[sqlite]") {
    yore::sqlite::store one{":memory:"}, other{":memory:"};
    yore::history<Machine> here{one}, there{other};
    here.record(Machine{1, "Taxi", {}, {}});
    CHECK(here.latest(1)->name == "Taxi");
    CHECK_FALSE(there.latest(1).has_value());
    CHECK(there.record(Machine{1, "Xenon", {}, {}}).number == 1);
    CHECK(here.latest(1)->name == "Taxi");
    CHECK_FALSE(std::filesystem::exists(":memory:"));
}

TEST_CASE("two stores on one file see and continue what the other records", "[sqlite]") {
    const folder here;
    yore::sqlite::store one{here / "museum.db", quick}, other{here / "museum.db", quick};
    yore::history<Machine> first{one}, second{other};
    for (int n = 0; n != 20; n += 2) {
        CHECK(first.record(Machine{1, "first " + std::to_string(n), {}, {}}).number ==
              static_cast<yore::version_number>(n) + 1);
        CHECK(second.latest(1)->name == "first " + std::to_string(n));
        CHECK(second.record(Machine{1, "second " + std::to_string(n), {}, {}}).number ==
              static_cast<yore::version_number>(n) + 2);
        CHECK(first.latest(1)->name == "second " + std::to_string(n));
    }
    CHECK_FALSE(first.record(Machine{1, "second 18", {}, {}})
            .recorded()); // it is not compared with what this store recorded last
    is_gapless(first, 1, 20);
    first.remove(1);
    CHECK_THROWS_AS(second.remove(1), yore::not_found);
    CHECK(second.restore(1).number == 22);
    second.prune({.keep_last = 1});
    CHECK(first.versions(1).size() == 1);
    CHECK(first.record(Machine{1, "on", {}, {}}).number == 23);
    CHECK(integrity(here / "museum.db") == "ok");
}

TEST_CASE("an expected version that another store has passed is a conflict", "[sqlite]") {
    const folder here;
    yore::sqlite::store one{here / "museum.db", quick}, other{here / "museum.db", quick};
    yore::history<Machine> first{one}, second{other};
    first.record(Machine{1, "Taxi", {}, {}}, {.expected_version = 0});
    CHECK_THROWS_AS(second.record(Machine{1, "Xenon", {}, {}}, {.expected_version = 0}), yore::conflict);
    second.record(Machine{1, "Xenon", {}, {}}, {.expected_version = 1});
    CHECK_THROWS_AS(first.record(Machine{1, "Firepower", {}, {}}, {.expected_version = 1}), yore::conflict);
    CHECK_THROWS_AS(first.remove(1, {.expected_version = 1}), yore::conflict);
    CHECK(first.latest(1)->name == "Xenon");
    CHECK(first.record(Machine{1, "Firepower", {}, {}}, {.expected_version = 2}).number == 3);
}

TEST_CASE("a transaction of one store shows the other nothing and does not keep it from reading", "[sqlite]") {
    const folder here;
    yore::sqlite::store one{here / "museum.db", quick}, other{here / "museum.db", quick};
    yore::history<Machine> first{one}, second{other};
    first.record(Machine{1, "Taxi", {}, {}});
    yore::transaction open{one};
    first.record(Machine{1, "Xenon", {}, {}});
    CHECK(second.latest(1)->name == "Taxi");
    CHECK(second.as_of(timestamp::max()).size() == 1);
    CHECK(second.find({}).size() == 1);
    open.commit();
    CHECK(second.latest(1)->name == "Xenon");
}

// ---- threads

TEST_CASE("threads that append to one entity leave no gap", "[sqlite]") {
    const folder here;
    constexpr std::size_t threads = 8, each = 40;
    yore::sqlite::store db{here / "museum.db", {.durability = durability::normal}};
    yore::history<Machine> machines{db};
    std::vector<std::vector<yore::version_number>> numbers(threads);
    in_threads(threads, [&](std::size_t thread) {
        const yore::scope who{yore::context{.actor = "thread " + std::to_string(thread)}};
        for (std::size_t n = 0; n != each; ++n) {
            numbers[thread].push_back(
                machines.record(Machine{1, std::to_string(thread) + "/" + std::to_string(n), {}, {}}).number);
            machines.record(Machine{static_cast<std::int64_t>(thread) + 2, std::to_string(n), {}, {}});
        }
    });
    is_gapless(machines, 1, threads * each);
    const auto versions = machines.versions(1);
    for (std::size_t thread = 0; thread != threads; ++thread) {
        is_gapless(machines, static_cast<std::int64_t>(thread) + 2, each);
        CHECK(std::is_sorted(numbers[thread].begin(), numbers[thread].end()));
        for (std::size_t n = 0; n != each; ++n) { // a receipt is of the thread's own version
            const auto& mine = versions[numbers[thread][n] - 1];
            REQUIRE(mine.state.name == std::to_string(thread) + "/" + std::to_string(n));
            REQUIRE(mine.commit.actor->id == "thread " + std::to_string(thread));
        }
    }
    CHECK(integrity(here / "museum.db") == "ok");
}

TEST_CASE("of threads that expect the same version one records and the others conflict", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{here / "museum.db", quick};
    yore::history<Machine> machines{db};
    for (yore::version_number round = 0; round != 25; ++round) {
        std::atomic<int> recorded{0}, conflicts{0};
        in_threads(6, [&](std::size_t thread) {
            try {
                machines.record(Machine{1, std::to_string(round) + "/" + std::to_string(thread), {}, {}},
                    {.expected_version = round});
                ++recorded;
            } catch (const yore::conflict&) {
                ++conflicts;
            }
        });
        REQUIRE(recorded == 1);
        REQUIRE(conflicts == 5);
    }
    is_gapless(machines, 1, 25);
}

TEST_CASE("what one thread cannot record does not keep others, who share its commit, from recording", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{here / "museum.db", quick};
    yore::history<Machine> machines{db};
    yore::history<Loan> loans{db};
    database(here / "museum.db")
        .run("CREATE TRIGGER refuse BEFORE INSERT ON loan_history BEGIN SELECT raise(ABORT, 'refused by a trigger'); "
             "END");
    constexpr std::size_t threads = 6, each = 30;
    std::atomic<std::size_t> refused{0};
    in_threads(threads, [&](std::size_t thread) {
        for (std::size_t n = 0; n != each; ++n) {
            if (thread % 2 == 0) machines.record(Machine{static_cast<std::int64_t>(thread), std::to_string(n), {}, {}});
            else try {
                    loans.record(Loan{static_cast<std::int64_t>(thread), static_cast<std::int64_t>(n)});
                } catch (const yore::store_error& e) {
                    if ((e.native_code() & 0xff) == SQLITE_CONSTRAINT) ++refused;
                }
        }
    });
    CHECK(refused == threads / 2 * each);
    CHECK(loans.find({}).empty());
    for (std::int64_t thread = 0; thread != threads; thread += 2) is_gapless(machines, thread, each);
    CHECK(integrity(here / "museum.db") == "ok");
}

// ---- processes

TEST_CASE("processes that begin on a file that is not there make it together", "[sqlite]") {
    for (int round = 0; round != 5; ++round) {
        const folder here;
        constexpr std::size_t processes = 6;
        CHECK(in_processes(processes, [&](std::size_t process) {
            yore::sqlite::store db{here / "museum.db", quick};
            yore::history<Machine> machines{db};
            yore::history<Loan> loans{db};
            machines.record(Machine{1, std::to_string(process), {}, {}});
            loans.record(Loan{static_cast<std::int64_t>(process), 1});
        }) == processes);
        yore::sqlite::store db{here / "museum.db", quick};
        const yore::history<Machine> machines{db};
        const yore::history<Loan> loans{db};
        is_gapless(machines, 1, processes);
        CHECK(loans.as_of(timestamp::max()).size() == processes);
        CHECK(integrity(here / "museum.db") == "ok");
    }
}

TEST_CASE("processes that append to one entity leave no gap and lose nothing", "[sqlite]") {
    const folder here;
    constexpr std::size_t processes = 5, each = 60;
    {
        yore::sqlite::store db{here / "museum.db", quick};
        const yore::history<Machine> machines{db};
    }
    CHECK(in_processes(processes, [&](std::size_t process) {
        yore::sqlite::store db{here / "museum.db",
            {.durability = durability::off, .busy_timeout = std::chrono::minutes{1}, .full_row_every = 5}};
        yore::history<Machine> machines{db};
        yore::history<Loan> loans{db};
        const yore::scope who{yore::context{.actor = "process " + std::to_string(process)}};
        for (std::size_t n = 0; n != each; ++n) {
            const std::string name = std::to_string(process) + "/" + std::to_string(n);
            if (n % 3 == 2) { // two of one commit
                yore::transaction both{db};
                machines.record(Machine{1, name, {}, {}});
                loans.record(Loan{static_cast<std::int64_t>(process), static_cast<std::int64_t>(n)});
                both.commit();
            } else machines.record(Machine{1, name, {}, {}});
            if (!machines.latest(1)) throw std::runtime_error("it is gone");
        }
    }) == processes);
    yore::sqlite::store db{here / "museum.db", quick};
    const yore::history<Machine> machines{db};
    const yore::history<Loan> loans{db};
    is_gapless(machines, 1, processes * each);
    std::map<std::string, std::size_t> next;
    for (const auto& version : machines.versions(1)) { // of each process all, in its order
        const std::string process = version.state.name.substr(0, 1);
        REQUIRE(version.state.name == process + "/" + std::to_string(next[process]++));
        REQUIRE(version.commit.actor->id == "process " + process);
        REQUIRE(version.state.audit.modified_by == "process " + process);
    }
    for (std::size_t process = 0; process != processes; ++process) {
        const auto mine = loans.versions(static_cast<std::int64_t>(process));
        REQUIRE(mine.size() == each / 3);
        for (const auto& version : mine) {
            const auto shared = machines.find({.actor = version.commit.actor->id});
            REQUIRE(std::count_if(shared.begin(), shared.end(),
                        [&](const auto& one) { return one.commit.id == version.commit.id; }) == 1);
        }
    }
    CHECK(integrity(here / "museum.db") == "ok");
}

// ---- waiting in vain

TEST_CASE("a file that another program holds beyond the timeout is a store_error, and nothing is lost", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{
        here / "museum.db", {.durability = durability::off, .busy_timeout = std::chrono::milliseconds{20}}};
    yore::history<Machine> machines{db};
    machines.record(Machine{1, "Taxi", {}, {}});
    const auto is_busy = [](const auto& step) {
        try {
            step();
        } catch (const yore::store_error& e) {
            return (e.native_code() & 0xff) == SQLITE_BUSY &&
                   std::string(e.what()).find("busy_timeout") != std::string::npos;
        }
        return false;
    };
    {
        const database other(here / "museum.db");
        other.run("BEGIN IMMEDIATE");
        CHECK(is_busy([&] { machines.record(Machine{1, "Xenon", {}, {}}); }));
        CHECK(is_busy([&] { machines.record_all(std::vector<Machine>{{2, "a", {}, {}}, {3, "b", {}, {}}}); }));
        CHECK(is_busy([&] { machines.remove(1); }));
        CHECK(is_busy([&] { const yore::transaction none{db}; }));
        CHECK(is_busy([&] { machines.prune({.keep_last = 1}); }));
        CHECK(machines.latest(1)->name == "Taxi"); // who reads does not wait
        CHECK(machines.versions(1).size() == 1);
        other.run("ROLLBACK");
    }
    CHECK(machines.record(Machine{1, "Xenon", {}, {}}).number == 2);
    CHECK(machines.remove(1).number == 3);
    is_gapless(machines, 1, 3);
}

TEST_CASE("a writer waits for another program as long as the timeout allows", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{
        here / "museum.db", {.durability = durability::off, .busy_timeout = std::chrono::minutes{1}}};
    yore::history<Machine> machines{db};
    machines.record(Machine{1, "Taxi", {}, {}});
    std::atomic<bool> held{false}, waiting{false};
    in_threads(2, [&](std::size_t thread) {
        if (thread == 0) {
            const database other(here / "museum.db");
            other.run("BEGIN IMMEDIATE");
            held = true;
            while (!waiting) std::this_thread::yield();
            other.run("COMMIT");
        } else {
            while (!held) std::this_thread::yield();
            waiting = true;
            machines.record(Machine{1, "Xenon", {}, {}});
        }
    });
    CHECK(machines.latest(1)->name == "Xenon");
}

TEST_CASE("what a batch has made durable stays when its next commit finds the file held", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{
        here / "museum.db", {.durability = durability::off, .busy_timeout = std::chrono::milliseconds{20}}};
    yore::history<Machine> machines{db};
    yore::batch together{db, 10};
    for (int n = 1; n <= 10; ++n) machines.record(Machine{1, std::to_string(n), {}, {}});
    const database other(here / "museum.db");
    other.run("BEGIN IMMEDIATE");
    CHECK_THROWS_AS(machines.record(Machine{1, "11", {}, {}}), yore::store_error);
    other.run("ROLLBACK");
    CHECK(machines.record(Machine{1, "11", {}, {}}).number == 11);
    together.flush();
    is_gapless(machines, 1, 11);
    CHECK(other.value("SELECT count(*) FROM machine_history") == "11");
}

TEST_CASE("what a batch records is told once it is durable, and not before", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{here / "museum.db", quick};
    yore::history<Machine> machines{db};
    std::vector<std::int64_t> told;
    const auto listening = machines.on_record([&](const yore::version<Machine>& v) {
        const database other(here / "museum.db");
        CHECK(other.value("SELECT count(*) FROM machine_history WHERE id = " + std::to_string(v.state.id)) == "1");
        told.push_back(v.state.id);
    });
    using list = std::vector<std::int64_t>;
    {
        yore::batch together{db, 2};
        machines.record(Machine{1, "Taxi", {}, {}});
        CHECK(told.empty());
        machines.record(Machine{2, "Xenon", {}, {}});
        CHECK(told == list{1, 2});
        machines.record(Machine{3, "Fathom", {}, {}});
        CHECK(told == list{1, 2});
        together.flush();
        CHECK(told == list{1, 2, 3});
        together.flush();
        machines.record(Machine{4, "Firepower", {}, {}});
    }
    CHECK(told == list{1, 2, 3, 4});
}

TEST_CASE("of what callbacks throw in a batch, the first is rethrown where it becomes durable", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{here / "museum.db", quick};
    yore::history<Machine> machines{db};
    int told = 0;
    const auto first = machines.on_record([&](const yore::version<Machine>& v) {
        ++told;
        throw std::runtime_error("first of " + v.state.name);
    });
    const auto second = machines.on_record([&](const yore::version<Machine>&) {
        ++told;
        throw std::runtime_error("lost");
    });
    {
        yore::batch together{db, 2};
        machines.record(Machine{1, "Taxi", {}, {}});
        CHECK_THROWS_WITH(machines.record(Machine{2, "Xenon", {}, {}}), "first of Taxi");
        CHECK(told == 4);
        machines.record(Machine{3, "Fathom", {}, {}});
        CHECK_THROWS_WITH(together.flush(), "first of Fathom");
        CHECK(told == 6);
        together.flush();
        machines.record(Machine{4, "Firepower", {}, {}});
    } // the destructor can tell nobody
    CHECK(told == 8);
    CHECK(database(here / "museum.db").value("SELECT count(*) FROM machine_history") == "4");
}

TEST_CASE("what is recorded elsewhere than the caller's rows is there alone, deletions too", "[sqlite]") { // D65
    const business shop;
    {
        yore::sqlite::store db{shop.here / "history.db", quick};
        yore::history<Machine> machines{db};
        shop.file.run("BEGIN; INSERT INTO machine VALUES (1, 'Taxi')");
        machines.record(Machine{1, "Taxi", {}, {}});
        shop.file.run("COMMIT; BEGIN; DELETE FROM machine");
        CHECK(machines.remove(1).number == 2);
        shop.file.run("COMMIT");
    }
    CHECK(shop.file.value("SELECT group_concat(name) FROM sqlite_master") == "machine");
    const database history(shop.here / "history.db");
    CHECK(history.value("SELECT count(*) FROM machine_history") == "2");
    CHECK(history.value("SELECT count(*) FROM sqlite_master WHERE name = 'machine'") == "0");
}

TEST_CASE("a deletion in a transaction of the caller stands or falls with it", "[sqlite]") { // D65
    const business shop;
    yore::sqlite::store db{shop.file.get()};
    yore::history<Machine> machines{db};
    machines.record(Machine{1, "Taxi", {}, {}});
    for (const char* end : {"ROLLBACK", "COMMIT"}) {
        shop.file.run("BEGIN");
        CHECK(machines.remove(1).number == 2);
        CHECK_FALSE(machines.latest(1).has_value());
        shop.file.run(end);
    }
    CHECK_FALSE(machines.latest(1).has_value());
    CHECK(machines.versions(1).size() == 2);
    CHECK(shop.versions() == "2");
}

TEST_CASE("a caller whose transaction has seen an older file is told so, and nothing of it is recorded", "[sqlite]") {
    const folder here;
    const database file(here / "business.db");
    file.run("PRAGMA journal_mode = WAL; CREATE TABLE t (x)");
    yore::sqlite::store db{file.get()};
    yore::history<Machine> machines{db};
    machines.record(Machine{1, "Taxi", {}, {}});
    file.run("BEGIN; SELECT count(*) FROM t");
    database(here / "business.db").run("INSERT INTO t VALUES (1)");
    CHECK_THROWS_AS(machines.record(Machine{1, "Xenon", {}, {}}), yore::store_error);
    file.run("ROLLBACK");
    CHECK(machines.record(Machine{1, "Xenon", {}, {}}).number == 2);
    is_gapless(machines, 1, 2);
}

} // namespace sqlite_tests::handle
