// SPDX-License-Identifier: BSL-1.0
/// What is in the file: tables, statements, the view for people, plans of questions, full rows, sizes.
#include "support.hpp"

#include "facts.hpp"

#include <boost/describe.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>

namespace sqlite_tests::shape {

enum class Status : std::uint8_t { working, broken };
BOOST_DESCRIBE_ENUM(Status, working, broken)

struct Machine {
    std::int64_t id{};
    std::string name{};
    Status status{};
    std::optional<double> weight{};
    std::vector<std::string> tags{};
};

/// Every rule that decides about a column.
struct Loan {
    std::string shelf{};
    std::uint64_t slot{};
    bool overdue{};
    std::string secret{};
    int cache{};
    std::vector<std::byte> scan{};
    std::chrono::year_month_day due{};
    std::chrono::sys_days day{};
    std::optional<timestamp> seen{};
    std::chrono::sys_seconds shown{};
    std::chrono::milliseconds length{};
    yore::AuditFields audit{};

    using audit_policy = yore::policy<yore::key<&Loan::shelf, &Loan::slot>, yore::redact<&Loan::secret>,
        yore::ignore<&Loan::cache>, yore::untracked<&Loan::length>, yore::table<"lent">>;
};

// ---- the texts, made when the program is compiled

TEST_CASE("the table of a struct is a text known to the compiler", "[sqlite]") {
    FACT(yore::sqlite::create_table<Machine> == R"(CREATE TABLE IF NOT EXISTS "machine_history" (
  yore_id INTEGER PRIMARY KEY,
  yore_version INTEGER NOT NULL,
  yore_back INTEGER,
  yore_occurred_on INTEGER NOT NULL,
  yore_commit INTEGER NOT NULL REFERENCES yore_commit(id),
  yore_operation TEXT,
  "id" INTEGER,
  "name" TEXT,
  "status" TEXT,
  "weight" REAL,
  "tags" TEXT
))");
    FACT(
        yore::sqlite::create_latest<Machine> ==
        R"(CREATE TABLE IF NOT EXISTS "machine_latest" ("id" INTEGER, yore_id INTEGER NOT NULL, PRIMARY KEY ("id")) WITHOUT ROWID)");
}

TEST_CASE("what records a version of a struct and what reads it are texts known to the compiler", "[sqlite]") {
    FACT(yore::sqlite::insert_version<Machine> ==
         "INSERT INTO \"machine_history\" (yore_id, yore_version, yore_back, yore_occurred_on, yore_commit, "
         "yore_operation, "
         "\"id\", \"name\", \"status\", \"weight\", \"tags\") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    FACT(yore::sqlite::select_versions<Machine> ==
         "SELECT yore_id, yore_version, yore_back, yore_occurred_on, yore_commit, yore_operation, \"id\", \"name\", "
         "\"status\", \"weight\", \"tags\" FROM \"machine_history\"");
    FACT(yore::sqlite::create_view<Machine>.starts_with("CREATE VIEW IF NOT EXISTS \"machine_timeline\" AS SELECT "));
}

TEST_CASE("the file has the table whose text the compiler knew", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{here / "museum.db", quick};
    const yore::history<Machine> machines{db};
    const auto without = [](std::string_view text, std::string_view part) {
        std::string out(text);
        out.erase(out.find(part), part.size());
        return out;
    };
    const database file(here / "museum.db");
    CHECK(file.value("SELECT sql FROM sqlite_master WHERE name = 'machine_history'") ==
          without(yore::sqlite::create_table<Machine>, "IF NOT EXISTS "));
    CHECK(file.value("SELECT sql FROM sqlite_master WHERE name = 'machine_timeline'") ==
          without(yore::sqlite::create_view<Machine>, "IF NOT EXISTS "));
    CHECK(file.value("SELECT history FROM yore_model") == "machine_history");
}

TEST_CASE("a column has the type of its field, an ignored field has none", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{here / "museum.db", quick};
    const yore::history<Loan> loans{db};
    CHECK(
        database(here / "museum.db")
            .rows("SELECT name, type FROM pragma_table_info('lent_history') WHERE name NOT LIKE 'yore%'") ==
        std::vector<row>{{"shelf", "TEXT"}, {"slot", ""}, // converts nothing, so that large integers keep their digits
            {"overdue", "BOOLEAN"}, {"secret", "BLOB"}, {"scan", "BLOB"}, {"due", "TEXT"}, {"day", "INTEGER"},
            {"seen", "INTEGER"}, {"shown", "INTEGER"}, {"length", "INTEGER"}, {"created_on", "INTEGER"},
            {"modified_on", "INTEGER"}, {"created_by", "TEXT"}, {"modified_by", "TEXT"}});
}

TEST_CASE("an own file is opened with a write-ahead log, and all that refers to something finds it", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{here / "museum.db", quick};
    yore::history<Machine> machines{db};
    const yore::scope who{"maria", "why"};
    machines.record(Machine{.id = 1});
    machines.record_all(std::vector<Machine>{{.id = 2}, {.id = 3}});
    const database file(here / "museum.db");
    CHECK(file.value("PRAGMA journal_mode") == "wal");
    CHECK(file.rows("PRAGMA foreign_key_check").empty());
    CHECK(file.value("PRAGMA integrity_check") == "ok");
}

// ---- rows

TEST_CASE("a row holds what has changed and nothing else", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{here / "museum.db", quick};
    yore::history<Machine> machines{db};
    Machine m{1, "Medieval Madness", Status::working, 110.5, {"a"}};
    record_at(machines, second(1), m);
    m.status = Status::broken;
    record_at(machines, second(2), m);
    m.weight = {};
    m.tags = {"a", "b"};
    record_at(machines, second(3), m);
    machines.revert(1, yore::to_version(1));
    machines.remove(1);
    CHECK(database(here / "museum.db")
              .rows("SELECT yore_version, yore_back, yore_operation, id, name, status, weight, tags FROM "
                    "machine_history") ==
          std::vector<row>{{"1", "NULL", "created", "1", "Medieval Madness", "working", "110.5", "[\"a\"]"},
              {"2", "1", "NULL", "1", "NULL", "broken", "NULL", "NULL"},
              {"3", "1", "updated:weight,tags", "1", "NULL", "NULL", "NULL", "[\"a\",\"b\"]"},
              {"4", "1", "reverted 1", "1", "NULL", "working", "110.5", "[\"a\"]"},
              {"5", "1", "deleted", "1", "NULL", "NULL", "NULL", "NULL"}});
}

TEST_CASE("so many rows after a full one comes another", "[sqlite]") {
    const auto full_rows = [](std::size_t every) {
        const folder here;
        {
            yore::sqlite::store db{here / "museum.db", {.durability = durability::off, .full_row_every = every}};
            yore::history<Machine> machines{db};
            for (int n = 1; n <= 30; ++n) {
                machines.record(Machine{.id = 1, .name = std::to_string(n)});
                machines.record(
                    Machine{.id = 2, .name = "same", .weight = n % 2 == 0 ? std::optional<double>(n) : std::nullopt});
            }
            CHECK(machines.at(1, 17)->changed == yore::fields<&Machine::name>);
            CHECK(machines.at(2, 17)->changed == yore::fields<&Machine::weight>);
        }
        std::string out;
        const database file(here / "museum.db");
        for (const row& one : file.rows("SELECT yore_version FROM machine_history WHERE id = 1 AND status IS NOT NULL"))
            out += one[0] + ' ';
        CHECK(file.value("SELECT count(*) FROM machine_history WHERE yore_operation LIKE '%:*%' AND status IS NULL") ==
              "0");
        CHECK(file.value("SELECT count(*) FROM machine_history WHERE yore_operation = 'updated:*,name' AND id = 1") ==
              file.value("SELECT count(*) FROM machine_history WHERE id = 1 AND status IS NOT NULL AND yore_operation "
                         "<> 'created'"));
        return out;
    };
    CHECK(full_rows(7) == "1 8 15 22 29 ");
    CHECK(full_rows(64) == "1 ");
    CHECK(full_rows(2) == "1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 ");
    CHECK(full_rows(1) == "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 ");
}

struct Certificate {
    std::int64_t id{};
    std::string name{}, text{};
    using audit_policy = yore::policy<yore::full_rows>;
};

TEST_CASE("a policy can ask for all columns in every row", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{here / "museum.db", quick};
    yore::history<Certificate> certificates{db};
    certificates.record(Certificate{1, "CE", "valid"});
    certificates.record(Certificate{1, "CE", "expired"});
    certificates.remove(1);
    CHECK(database(here / "museum.db").rows("SELECT yore_operation, name, text FROM certificate_history") ==
          std::vector<row>{
              {"created", "CE", "valid"}, {"updated:*,text", "CE", "expired"}, {"deleted:*", "CE", "expired"}});
    CHECK(certificates.at(1, 2)->changed == yore::fields<&Certificate::text>);
    CHECK(certificates.at(1, 3)->changed.empty());
}

TEST_CASE("another program goes on counting to the next full row", "[sqlite]") {
    const folder here;
    for (int n = 1; n <= 20; ++n) {
        yore::sqlite::store db{here / "museum.db", {.durability = durability::off, .full_row_every = 7}};
        yore::history<Machine>{db}.record(Machine{.id = 1, .name = std::to_string(n)});
    }
    CHECK(database(here / "museum.db").rows("SELECT yore_version FROM machine_history WHERE status IS NOT NULL") ==
          std::vector<row>{{"1"}, {"8"}, {"15"}});
}

TEST_CASE("commits of one version that say the same share a row, one of several has a row of its own", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{here / "museum.db", quick};
    yore::history<Machine> machines{db};
    std::set<std::uint64_t> commits;
    {
        const yore::scope who{yore::actor{"maria", "Maria"}, "why"};
        for (int id = 1; id <= 5; ++id) commits.insert(machines.record(Machine{.id = id}).commit_id);
        const auto together = machines.record_all(std::vector<Machine>{{.id = 6}, {.id = 7}});
        CHECK(together[0].commit_id == together[1].commit_id);
        commits.insert(together[0].commit_id);
    }
    CHECK(commits.size() == 6);
    const database file(here / "museum.db");
    CHECK(file.rows("SELECT actor, actor_name, reason, recorded_on IS NULL FROM yore_commit") ==
          std::vector<row>{{"maria", "Maria", "why", "1"}, {"maria", "Maria", "why", "0"}});
}

// ---- the view for people

TEST_CASE("the timeline says when, what, who, why and which fields, in words", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{here / "museum.db", quick};
    yore::history<Machine> machines{db};
    const auto during = [](std::int64_t when, const char* actor, const char* reason, const auto& step) {
        yore::context now{.occurred_on = second(when) + std::chrono::microseconds{when}};
        if (actor != nullptr) now.actor = actor;
        if (reason != nullptr) now.reason = reason;
        const yore::scope inside{now};
        step();
    };
    Machine m{1, "Taxi", Status::working, 90, {}};
    during(1, "maria", "bought", [&] { machines.record(m); });
    m.status = Status::broken;
    m.weight = {};
    during(2, "tom", nullptr, [&] { machines.record(m); });
    during(3, nullptr, nullptr, [&] { machines.revert(1, yore::to_version(1)); });
    during(4, "maria", "sold", [&] { machines.remove(1); });
    during(5, "maria", "not sold", [&] { machines.restore(1); });
    m.tags = {"a"};
    during(6, "maria", "", [&] { machines.record(m); });
    CHECK(database(here / "museum.db")
              .rows("SELECT occurred_on, id, version, operation, actor, reason, changed FROM machine_timeline") ==
          std::vector<row>{{"2024-01-01T00:00:01.000001Z", "1", "1", "created", "maria", "bought", "NULL"},
              {"2024-01-01T00:00:02.000002Z", "1", "2", "updated", "tom", "NULL", "status,weight"},
              {"2024-01-01T00:00:03.000003Z", "1", "3", "reverted", "NULL", "NULL", "status,weight"},
              {"2024-01-01T00:00:04.000004Z", "1", "4", "deleted", "maria", "sold", "NULL"},
              {"2024-01-01T00:00:05.000005Z", "1", "5", "restored", "maria", "not sold", "NULL"},
              {"2024-01-01T00:00:06.000006Z", "1", "6", "updated", "maria", "", "status,weight,tags"}});
}

TEST_CASE("the timeline says the same of rows with all columns", "[sqlite]") {
    const auto timeline = [](std::size_t full_row_every) {
        const folder here;
        yore::sqlite::store db{here / "museum.db", {.durability = durability::off, .full_row_every = full_row_every}};
        yore::history<Machine> machines{db};
        Machine m{1, "Taxi", Status::working, 90, {}};
        record_at(machines, second(1), m);
        m.status = Status::broken;
        m.weight = {};
        record_at(machines, second(2), m);
        machines.revert(1, yore::to_version(1));
        machines.remove(1);
        machines.restore(1);
        machines.record(m, {.record_unchanged = true});
        machines.record(m, {.record_unchanged = true});
        machines.remove(1);
        machines.record(m);
        return database(here / "museum.db").rows("SELECT version, operation, changed FROM machine_timeline ORDER BY 1");
    };
    CHECK(timeline(64) == std::vector<row>{{"1", "created", "NULL"}, {"2", "updated", "status,weight"},
                              {"3", "reverted", "status,weight"}, {"4", "deleted", "NULL"}, {"5", "restored", "NULL"},
                              {"6", "updated", "status,weight"}, {"7", "updated", ""}, {"8", "deleted", "NULL"},
                              {"9", "created", "NULL"}});
    CHECK(timeline(1) == timeline(64));
    CHECK(timeline(2) == timeline(64));
}

TEST_CASE("the timeline shows times as text, before 1970 too, and no digest of what is secret", "[sqlite]") {
    using namespace std::chrono_literals;
    const folder here;
    yore::sqlite::store db{here / "museum.db", quick};
    yore::history<Loan> loans{db};
    Loan loan{.shelf = "A",
        .slot = ~std::uint64_t{0},
        .overdue = true,
        .secret = "s",
        .due = std::chrono::year{2024} / 2 / 29,
        .day = std::chrono::sys_days{std::chrono::year{1912} / 6 / 23},
        .seen = timestamp{-1us},
        .shown = std::chrono::sys_seconds{-1s},
        .length = -5ms};
    {
        const yore::scope who{yore::context{.actor = "maria", .occurred_on = second(-3'000'000'000)}};
        loans.record(loan);
    }
    loan.secret = "t";
    record_at(loans, second(0), loan);
    const database file(here / "museum.db");
    CHECK(file.rows("SELECT occurred_on, shelf, slot, overdue, due, day, seen, shown, length, created_on, created_by "
                    "FROM lent_timeline "
                    "WHERE version = 1") ==
          std::vector<row>{{"1928-12-07T18:40:00.000000Z", "A", "18446744073709551615", "1", "2024-02-29", "1912-06-23",
              "1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59Z", "-5", "1928-12-07T18:40:00.000000Z", "maria"}});
    CHECK(file.rows("SELECT changed, secret FROM lent_timeline") ==
          std::vector<row>{{"NULL", "[REDACTED]"}, {"secret", "[REDACTED]"}});
    CHECK(file.value("SELECT count(*) FROM lent_timeline WHERE julianday(occurred_on) < julianday(seen)") == "1");
}

// ---- questions and how SQLite answers them

using counters = std::map<std::string, int>;

/// The statements that a step runs on a connection, each with a counter of SQLite about it.
template <class Step> counters traced(sqlite3* db, int counter, const Step& step) {
    struct {
        counters found;
        int counter;
    } seen{{}, counter};
    const auto see = [](unsigned, void* to, void* statement, void*) {
        auto& all = *static_cast<decltype(seen)*>(to);
        auto* const s = static_cast<sqlite3_stmt*>(statement);
        all.found[sqlite3_sql(s)] += sqlite3_stmt_status(s, all.counter, 1);
        return 0;
    };
    for (sqlite3_stmt* s = nullptr; (s = sqlite3_next_stmt(db, s)) != nullptr;) // what they did before does not count
        sqlite3_stmt_status(s, counter, 1);
    sqlite3_trace_v2(db, SQLITE_TRACE_PROFILE, see, &seen);
    step();
    sqlite3_trace_v2(db, 0, nullptr, nullptr);
    return seen.found;
}

/// The plan of a statement, a line for each step.
std::string plan_of(const database& file, const std::string& sql) {
    std::string out;
    for (const row& one : file.rows("EXPLAIN QUERY PLAN " + sql)) out += one[3] + '\n';
    return out;
}

struct Visit {
    std::int64_t id{};
    std::int64_t value{};
    std::string note{};
};

TEST_CASE("questions about one entity, an actor, a reason, a time or a field use an index", "[sqlite]") {
    const folder here;
    const database file(here / "museum.db");
    yore::sqlite::store db{file.get(), quick};
    yore::history<Visit> visits{db};
    {
        yore::batch together{db, 100'000};
        for (int n = 0; n != 6000; ++n) {
            const yore::scope now{yore::context{.actor = "a" + std::to_string(n / 1000),
                .reason = "r" + std::to_string(n % 7),
                .correlation_id = "c" + std::to_string(n / 500),
                .occurred_on = second(n)}};
            visits.record(Visit{n % 500, n, n % 1000 == 0 ? "note" + std::to_string(n) : ""});
        }
    }
    visits.remove(3);
    file.run("ANALYZE");

    const auto asked = [&](const std::string& what, std::size_t expected, const auto& question) {
        INFO(what);
        const counters statements =
            traced(file.get(), SQLITE_STMTSTATUS_FULLSCAN_STEP, [&] { CHECK(question().size() == expected); });
        bool used_history = false;
        for (const auto& [sql, rows_without_index] : statements) {
            INFO(sql);
            const std::string plan = plan_of(file, sql);
            INFO(plan);
            CHECK(rows_without_index == 0);
            CHECK(plan.find("SCAN") == std::string::npos);
            CHECK(plan.find("TEMP B-TREE") == std::string::npos); // nothing is sorted
            used_history = used_history || plan.find("SEARCH visit_history USING") != std::string::npos;
        }
        CHECK(used_history);
    };
    using filter = yore::filter<Visit>;
    asked("actor", 1000, [&] { return visits.find({.actor = "a2"}); });
    asked("actor, oldest first", 1000, [&] { return visits.find({.actor = "a2", .newest_first = false}); });
    asked("reason", 857, [&] { return visits.find({.reason = "r3"}); });
    asked("correlation", 500, [&] { return visits.find({.correlation_id = "c3"}); });
    asked("times", 10, [&] { return visits.find({.from = second(100), .until = second(110)}); });
    asked("from", 11, [&] { return visits.find({.from = second(5990)}); });
    asked("changed", 500 + 11, [&] { return visits.find(filter{.changed = yore::fields<&Visit::note>}); });
    asked("the newest", 5, [&] { return visits.find({.limit = 5}); });
    asked("key", 13, [&] { return visits.find({.key = 3}); });
    asked("versions", 12, [&] { return visits.versions(4); });
    asked("at", 1, [&] { return std::vector{visits.at(4, 7).value()}; });
    asked("as_of", 1, [&] { return std::vector{visits.as_of(4, second(3000)).value()}; });
    asked("latest", 1, [&] { return std::vector{visits.latest(4).value()}; });
    asked("blame", 1, [&] { return std::vector{visits.blame(4)}; });
    asked("diff", 1, [&] { return std::vector{visits.diff(4, 2, 9)}; });
}

TEST_CASE("one version of many is found by an index, not by going through all", "[sqlite]") {
    const folder here;
    const database file(here / "museum.db");
    yore::sqlite::store db{file.get(), {.durability = durability::off, .full_row_every = 8}};
    yore::history<Visit> visits{db};
    {
        yore::batch together{db, 100'000};
        for (int n = 0; n != 30'000; ++n) record_at(visits, second(n), Visit{n % 3, n, ""});
    }
    const auto steps = [&](const auto& question) {
        std::int64_t total = 0;
        for (const auto& [sql, count] : traced(file.get(), SQLITE_STMTSTATUS_VM_STEP, question)) {
            INFO(sql);
            INFO(plan_of(file, sql));
            CHECK(plan_of(file, sql).find("SCAN") == std::string::npos);
            total += count;
        }
        return total;
    };
    // 10,000 versions of each; a step is not more than a part of a row
    CHECK(steps([&] { CHECK(visits.latest(1)->value == 29'998); }) < 2000);
    CHECK(steps([&] { CHECK(visits.as_of(1, second(15'000))->value == 14'998); }) < 10'000);
    CHECK(steps([&] { CHECK(visits.at(1, 5000)->state.value == 14'998); }) < 10'000);
    CHECK(steps([&] { CHECK(visits.at(1, 2)->state.value == 4); }) < 10'000);
    CHECK(steps([&] { CHECK(visits.diff(1, 2, 9000).size() == 1); }) < 20'000);
    CHECK(steps([&] { CHECK_FALSE(visits.as_of(1, second(0)).has_value()); }) < 10'000);
}

TEST_CASE("a question about an actor or a time looks only at the part of the table where it can be", "[sqlite]") {
    const folder here;
    const database file(here / "museum.db");
    yore::sqlite::store db{file.get(), quick};
    yore::history<Visit> visits{db};
    {
        yore::batch together{db, 100'000};
        for (int n = 0; n != 20'000; ++n) {
            const yore::scope now{yore::context{.actor = "a" + std::to_string(n / 1000), .occurred_on = second(n)}};
            visits.record(Visit{n, n, ""});
        }
    }
    const auto steps = [&](const yore::filter<Visit>& f) {
        std::int64_t total = 0;
        for (const auto& [sql, count] :
            traced(file.get(), SQLITE_STMTSTATUS_VM_STEP, [&] { static_cast<void>(visits.find(f)); }))
            total += count;
        return total;
    };
    const std::int64_t all = steps({.operations = {yore::operation::deleted}}); // looks at every version
    CHECK(all > 20'000);
    CHECK(steps({.actor = "nobody"}) < all / 100);
    CHECK(steps({.actor = "a7", .operations = {yore::operation::deleted}}) < all / 5);
    CHECK(steps({.from = second(12'345), .until = second(12'346), .operations = {yore::operation::deleted}}) < all / 5);
    CHECK(steps({.until = second(0)}) < all / 5);
}

TEST_CASE("a question about a field looks only at the part of the table where it changed", "[sqlite]") {
    const folder here;
    const database file(here / "museum.db");
    yore::sqlite::store db{file.get(), quick};
    yore::history<Visit> visits{db};
    {
        yore::batch together{db, 100'000};
        for (int n = 0; n != 20'000; ++n) visits.record(Visit{n % 500, n, n / 500 == 20 && n % 500 == 7 ? "note" : ""});
    }
    std::int64_t looked_at = 0;
    for (const auto& [sql, count] : traced(file.get(), SQLITE_STMTSTATUS_VM_STEP, [&] {
             const auto found =
                 visits.find({.operations = {yore::operation::updated}, .changed = yore::fields<&Visit::note>});
             REQUIRE(found.size() == 2); // written and taken away
             CHECK(found.back().number == 21);
         }))
        looked_at += count;
    CHECK(looked_at < 20'000 * 5);
}

TEST_CASE("the list of what is deleted is an index", "[sqlite]") {
    const folder here;
    const database file(here / "museum.db");
    yore::sqlite::store db{file.get(), quick};
    yore::history<Visit> visits{db};
    {
        yore::batch together{db, 100'000};
        for (int n = 0; n != 1000; ++n) visits.record(Visit{n, n, ""});
        for (int n = 0; n < 1000; n += 100) visits.remove(n);
        visits.restore(500);
    }
    const counters statements = traced(file.get(), SQLITE_STMTSTATUS_FULLSCAN_STEP,
        [&] { CHECK(visits.deleted() == std::vector<std::int64_t>{900, 800, 700, 600, 400, 300, 200, 100, 0}); });
    REQUIRE(statements.size() == 1);
    const auto& [sql, rows] = *statements.begin();
    CHECK(rows <= 10); // of the index, which has no others
    CHECK(plan_of(file, sql).find("visit_history_deleted") != std::string::npos);
}

// ---- how many statements

/// How often statements run that begin, end, read or write something; `SELECT ?` asks how a value would be kept.
template <class Step> int statements_of(const database& file, const Step& step) {
    int total = 0;
    for (const auto& [sql, count] : traced(file.get(), SQLITE_STMTSTATUS_RUN, step))
        if (sql != "SELECT ?") total += count;
    return total;
}

struct Exhibit {
    std::int64_t id{};
    std::string name{};
    std::set<std::int64_t> links{};
};

TEST_CASE("a record is a handful of statements, however many links it has", "[sqlite]") { // D64; E1: 3, E2: 4, E3: 5
    const folder here;
    const database file(here / "museum.db");
    yore::sqlite::store db{file.get(), {.durability = durability::off, .full_row_every = 100}};
    yore::history<Exhibit> exhibits{db};
    exhibits.record(Exhibit{.id = 1});
    exhibits.record(Exhibit{.id = 1, .name = "one", .links = {1}});
    Exhibit many{.id = 1, .name = "one", .links = {}};
    for (std::int64_t n = 0; n != 1000; ++n) many.links.insert(n);
    const auto record = [&](const Exhibit& state) { return statements_of(file, [&] { exhibits.record(state); }); };

    // two are BEGIN and COMMIT, one writes the version, one which is the latest
    CHECK(record(Exhibit{.id = 1, .name = "two", .links = {1}}) == 4);
    CHECK(record(many) == 4);
    CHECK(record(Exhibit{.id = 1, .name = "one"}) == 4);
    CHECK(record(Exhibit{.id = 2, .name = "new"}) == 5); // one asks whether it is new
    CHECK(statements_of(file, [&] { exhibits.remove(2); }) == 4);
}

TEST_CASE("record_all takes so many statements for each state and no more", "[sqlite]") { // D58
    const folder here;
    const database file(here / "museum.db");
    yore::sqlite::store db{file.get(), quick};
    yore::history<Visit> visits{db};
    const auto record = [&](std::int64_t from, std::int64_t count, std::int64_t value) {
        std::vector<Visit> all;
        for (std::int64_t n = 0; n != count; ++n) all.push_back(Visit{from + n, value, ""});
        return statements_of(file, [&] { visits.record_all(all); });
    };
    record(0, 1, 1);
    const int ten = record(100, 10, 1), hundred = record(200, 100, 1);
    CHECK(hundred - ten == 3 * 90);
    const int ten_again = record(100, 10, 2), hundred_again = record(200, 100, 2);
    CHECK(hundred_again - ten_again == 2 * 90);
    CHECK(hundred <= 3 * 100 + 12);
}

TEST_CASE("a snapshot is one question, however many entities there are", "[sqlite]") { // D42
    const folder here;
    const database file(here / "museum.db");
    yore::sqlite::store db{file.get(), quick};
    yore::history<Visit> visits{db};
    const auto run = [&](std::size_t expected) {
        return statements_of(file, [&] { CHECK(visits.as_of(second(1'000'000'000)).size() == expected); });
    };
    for (std::int64_t id = 1; id <= 2; ++id) visits.record(Visit{id, id, ""});
    const int of_two = run(2);
    {
        yore::batch together{db};
        for (std::int64_t id = 1; id <= 500; ++id) visits.record(Visit{id, id + 1, ""});
    }
    CHECK(run(500) == of_two);
    CHECK(of_two <= 4);
}

TEST_CASE("ids go on beyond 32 bits", "[sqlite]") { // E1
    const folder here;
    constexpr std::int64_t large = 7'000'000'000;
    yore::history<Visit> source;
    record_at(source, second(1), Visit{1, 1, "here"});
    {
        yore::sqlite::store db{here / "museum.db", quick};
        yore::history<Visit> visits{db};
        yore::version<Visit> first = *source.at(1, 1);
        first.commit.id = static_cast<std::uint64_t>(large);
        visits.adopt(first);
    }
    database(here / "museum.db").run("INSERT INTO yore_commit (id, actor) VALUES (9000000000, 'nobody')");
    {
        yore::sqlite::store db{here / "museum.db", quick};
        yore::history<Visit> visits{db};
        const yore::scope who{"ana", "moved"};
        CHECK(visits.record(Visit{1, 2, "here"}).commit_id == large + 1);
        CHECK(visits.record_all(std::vector<Visit>{{1, 3, "there"}, {2, 1, ""}}).back().commit_id == large + 2);
        visits.remove(2);
    }
    yore::sqlite::store db{here / "museum.db", quick};
    yore::history<Visit> visits{db};
    CHECK(visits.versions(1).size() == 3);
    CHECK(visits.versions(1)[2].commit.reason == "moved");
    CHECK(visits.at(1, 1)->commit.id == static_cast<std::uint64_t>(large));
    CHECK(visits.find({.actor = "ana"}).size() == 4);
    CHECK(visits.find({.from = second(0), .until = second(2)}).size() == 1);
    CHECK(visits.blame(1).of<&Visit::note>().commit.id == static_cast<std::uint64_t>(large) + 2);
    CHECK(visits.deleted() == std::vector<std::int64_t>{2});
    CHECK(
        database(here / "museum.db").value("SELECT min(id) > 4294967296 FROM yore_commit WHERE actor = 'ana'") == "1");
    CHECK(integrity(here / "museum.db") == "ok");
}

// ---- sizes

TEST_CASE("statistics count entities, versions and the bytes of their pages", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{here / "museum.db", quick};
    yore::history<Machine> machines{db};
    yore::history<Visit> visits{db};
    CHECK(machines.statistics().versions == 0);
    CHECK(machines.statistics().entities == 0);
    CHECK(machines.statistics().bytes_per_version == 0);
    {
        yore::batch together{db, 100'000};
        for (int n = 0; n != 3000; ++n) machines.record(Machine{.id = n % 100, .name = "machine " + std::to_string(n)});
        for (int n = 0; n != 1000; ++n) visits.record(Visit{n, n, ""});
    }
    const yore::stats machine_stats = machines.statistics(), visit_stats = visits.statistics();
    CHECK(machine_stats.versions == 3000);
    CHECK(machine_stats.entities == 100);
    CHECK(visit_stats.versions == 1000);
    CHECK(visit_stats.entities == 1000);
    CHECK(machine_stats.bytes_per_version == Approx(static_cast<double>(machine_stats.bytes) / 3000));
    const auto all = static_cast<std::uint64_t>(std::stoll(
        database(here / "museum.db").value("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")));
    CHECK(machine_stats.bytes + visit_stats.bytes <= all);
    CHECK(machine_stats.bytes + visit_stats.bytes > all * 3 / 4); // but for the schema
    CHECK(machine_stats.bytes > visit_stats.bytes);
}

TEST_CASE("rows of what has changed take less than full rows", "[sqlite]") {
    struct Wide {
        std::int64_t id{};
        std::string a{}, b{}, c{}, d{}, e{}, f{}, g{}, h{};
        int value{};
    };
    const auto bytes_per_version = [](std::size_t every) {
        const folder here;
        yore::sqlite::store db{here / "wide.db", {.durability = durability::off, .full_row_every = every}};
        yore::history<Wide> all{db};
        yore::batch together{db, 100'000};
        const std::string text(20, 'x');
        for (int n = 0; n != 2000; ++n) all.record(Wide{n % 20, text, text, text, text, text, text, text, text, n});
        together.flush();
        return all.statistics().bytes_per_version;
    };
    const double changes = bytes_per_version(64), full = bytes_per_version(1);
    CHECK(changes < 110);
    CHECK(changes < 0.35 * full);
}

} // namespace sqlite_tests::shape
