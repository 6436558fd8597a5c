// SPDX-License-Identifier: BSL-1.0
#include "support.hpp"

#include <yore/context.hpp>
#include <yore/store/sqlite.hpp>

#include <cstdlib>

using namespace managed;

namespace {

circumstances person(std::string types) {
    circumstances c;
    c.input = std::move(types);
    c.in_is = c.err_is = yore::terminal::yes;
    return c;
}

json latest(const museum& m, const std::string& model, const std::string& key) {
    return m({"show", model, key, "--json"}).result();
}

} // namespace

TEST_CASE("revert shows what it would record, asks, and records who did it and why", "[manage]") {
    const museum m;
    fill(m);
    const ran done =
        m({"revert", "Machine", "1", "--to", "3", "--reason", "it works", "--actor", "ann"}, person("y\n"));
    CHECK(done.code == exit_code::done);
    CHECK(done.err == "reverting Machine 1 to version 3 would record\n"
                      "  changed status from broken to working\n"
                      "  added bright to tags\n"
                      "Revert Machine 1? [y/N] ");
    CHECK(done.out == "reverted: version 5 of Machine 1\n");
    const json now = latest(m, "Machine", "1");
    CHECK(now["operation"] == "reverted");
    CHECK(now["source"] == 3);
    CHECK(now["state"]["status"] == "working");
    CHECK(now["commit"]["actor"]["id"] == "ann");
    CHECK(now["commit"]["reason"] == "it works");
    CHECK(now["commit"]["entry_point"] == "command");
}

TEST_CASE("any answer but yes writes nothing", "[manage]") {
    const museum m;
    fill(m);
    for (const char* answer : {"n\n", "\n", "", "yess\n", "no\n"}) {
        const ran r = m({"revert", "Machine", "1", "--to", "3"}, person(answer));
        CHECK(r.code == exit_code::declined);
        CHECK(says(r.err, "nothing was written"));
    }
    CHECK(latest(m, "Machine", "1")["number"] == 4);
    CHECK(m({"revert", "Machine", "1", "--to", "3"}, person("YES \n")).code == exit_code::done);
}

TEST_CASE("where there is no terminal nothing is written without --yes", "[manage]") {
    const museum m;
    fill(m);
    for (const std::vector<std::string>& args :
        std::vector<std::vector<std::string>>{{"revert", "Machine", "1", "--to", "3"}, {"undo", "Machine", "1"},
            {"restore", "Machine", "2"}, {"cleanup", "--keep", "1"}}) {
        const ran r = m(args, {"y\n"});
        CHECK(r.code == exit_code::declined);
        CHECK(says(r.err, "--yes"));
    }
    CHECK(m({"log", "--json"}).result().size() == 9);
    CHECK(m({"revert", "Machine", "1", "--to", "3", "--yes"}).code == exit_code::done);
    CHECK(m({"-y", "restore", "Machine", "2"}).code == exit_code::done);
}

TEST_CASE("revert takes a time, and only the fields that are named", "[manage]") {
    const museum m;
    fill(m);
    const ran only = m({"revert", "Machine", "1", "--to", "2026-03-02T10:00:00Z", "--field", "place", "--yes"});
    CHECK(says(only.out, "reverting Machine 1 to 2026-03-02T10:00:00Z would record\n"
                         "  changed location from none to Floor 1\nreverted: version 5"));
    CHECK(latest(m, "Machine", "1")["changed"] == json::parse(R"(["location"])"));
    CHECK(latest(m, "Machine", "1")["source"] == 1);
    CHECK(says(m({"revert", "Machine", "1", "--to", "yesterday", "--yes"}).out, "changed location"));
}

TEST_CASE("what is like that already is not recorded again", "[manage]") {
    const museum m;
    fill(m);
    const ran same = m({"revert", "Machine", "1", "--to", "2"});
    CHECK(same.code == exit_code::done);
    CHECK(same.out == "nothing to do: Machine 1 is like that already\n");
    CHECK(m({"restore", "Machine", "1"}).out == "nothing to do: Machine 1 is like that already\n");
    CHECK(m({"revert", "Machine", "1", "--to", "2", "--json"}).result()["recorded"] == false);
    CHECK(latest(m, "Machine", "1")["number"] == 4);
}

TEST_CASE("a dry run shows and writes nothing", "[manage]") {
    const museum m;
    fill(m);
    const std::string before = contents(m.path("museum.db"));
    CHECK(says(m({"revert", "Machine", "1", "--to", "1", "--dry-run"}).out, "location from none to Floor 1"));
    CHECK(says(m({"undo", "Machine", "1", "3", "--dry-run", "--field"}).err, "--field"));
    CHECK(says(m({"undo", "Machine", "1", "--dry-run"}).out, "undoing version 4 of Machine 1 would record\n"));
    CHECK(says(m({"undo", "Machine", "2", "--dry-run"}).out, "undoing version 2 of Machine 2 would restore it\n"));
    CHECK(says(m({"undo", "Loan", "\"a,b\",7", "--dry-run"}).out, "would delete it\n"));
    CHECK(says(m({"restore", "Machine", "2", "--dry-run"}).out, "title        \"Attack from Mars\""));
    CHECK(contents(m.path("museum.db")) == before);
    CHECK(m({"log", "--json"}).result().size() == 9);
}

TEST_CASE("undo takes the latest change back, or another that nothing stands on", "[manage]") {
    const museum m;
    fill(m);
    CHECK(m({"undo", "Machine", "1", "--yes"}).out == "undoing version 4 of Machine 1 would record\n"
                                                      "  changed status from broken to working\n"
                                                      "  added bright to tags\n"
                                                      "undone: version 5 of Machine 1\n");
    CHECK(says(m({"undo", "Machine", "1", "2", "--yes"}).err,
        "version 2 of Machine 1 cannot be undone: later versions have changed status; undo those first"));
    CHECK(m({"undo", "Machine", "1", "2", "--yes"}).code == exit_code::conflict);
    CHECK(m({"undo", "Machine", "1", "1", "--yes"}).code == exit_code::conflict);
    CHECK(m({"undo", "Machine", "1", "9", "--yes"}).code == exit_code::not_found);
    CHECK(m({"undo", "Machine", "2", "--yes"}).code == exit_code::done);
    CHECK(latest(m, "Machine", "2")["operation"] == "restored");
    CHECK(m({"undo", "Loan", "\"a,b\",7", "--yes"}).code == exit_code::done);
    CHECK(m({"deleted", "Loan", "--json"}).result().size() == 1);
}

TEST_CASE("restore brings back what is deleted", "[manage]") {
    const museum m;
    fill(m);
    const ran r = m({"restore", "Machine", "2", "--reason", "not sold"}, person("y\n"));
    CHECK(r.code == exit_code::done);
    CHECK(says(r.out, "restored: version 3 of Machine 2\n"));
    CHECK(latest(m, "Machine", "2")["commit"]["reason"] == "not sold");
    CHECK(m({"deleted", "Machine"}).out == "nothing is deleted\n");
}

TEST_CASE("what cannot be put back says why", "[manage]") {
    const museum m;
    fill(m);
    CHECK(
        m({"revert", "Machine", "2", "--to", "1", "--yes"}).code == exit_code::not_found); // deleted: restore it first
    CHECK(says(m({"revert", "Machine", "2", "--to", "1", "--yes"}).err, "it is deleted; restore it first"));
    CHECK(m({"revert", "Machine", "9", "--to", "1", "--yes"}).code == exit_code::not_found);
    CHECK(m({"revert", "Machine", "1", "--to", "8", "--yes"}).code == exit_code::not_found);
    CHECK(m({"revert", "Machine", "1", "--to", "2020-01-01", "--yes"}).code == exit_code::not_found);
    CHECK(m({"revert", "Machine", "1", "--to", "soon", "--yes"}).code == exit_code::usage);
    CHECK(m({"revert", "Machine", "1", "--to", "1", "--field", "colour", "--yes"}).code == exit_code::usage);
    CHECK(m({"revert", "Machine", "1", "--yes"}).code == exit_code::usage);
    const ran mute = m({"undo", "ProblemReport", "A", "--yes"});
    CHECK(mute.code == exit_code::usage);
    CHECK(says(mute.err, "ProblemReport is recorded only with a reason; say it with --reason"));
    CHECK(m({"undo", "ProblemReport", "A", "--yes", "--reason", "wrong one"}).code == exit_code::done);
}

TEST_CASE("a redacted value stays as it is, and is never shown", "[manage]") {
    const museum m;
    fill(m);
    {
        yore::sqlite::store db{m.path("museum.db")};
        yore::history<Machine> machines{db};
        Machine one = *machines.latest(1);
        one.door_code = "9999";
        one.name = "Medieval";
        machines.record(one);
    }
    const ran r = m({"revert", "Machine", "1", "--to", "4", "--yes"});
    CHECK(says(r.out, "changed title from Medieval to Medieval Madness\n"
                      "and leave door_code as it is: of what is redacted no old value is kept\n"));
    CHECK(m({"revert", "Machine", "1", "--to", "4"}).out ==
          "nothing to do: only door_code of Machine 1 changed since: of what is redacted no old value is kept\n");
    CHECK(says(m({"revert", "Machine", "1", "--to", "2026-03-06T10:00:00Z"}).out, "nothing to do: only door_code of"));
    CHECK(!says(m({"revert", "Machine", "1", "--to", "5", "--dry-run"}).out, "door_code")); // is as it was
    for (const char* other : {"door_code", "name"}) {
        const ran only = m({"revert", "Machine", "1", "--to", "4", "--field", "door_code", "--field", other, "--yes"});
        CHECK(only.code == exit_code::usage);
        CHECK(
            only.err == "museum: door_code of Machine cannot be put back: of what is redacted no old value is kept\n");
    }
    CHECK(says(m({"diff", "Machine", "1", "4", "5"}).out, "door_code to [REDACTED]"));
    CHECK(m({"diff", "Machine", "1", "4", "6", "--json"}).result()["changes"].dump() ==
          R"({"door_code":["[REDACTED]","[REDACTED]"]})");
}

TEST_CASE("what is asked about stands above the question, wherever the result goes", "[manage]") {
    const museum m;
    fill(m);
    circumstances here = person("n\n");
    for (const bool at_terminal : {false, true}) {
        here.out_is = at_terminal ? yore::terminal::yes : yore::terminal::no;
        const ran undo = m({"undo", "Machine", "1", "--color", "never"}, here),
                  cleanup = m({"cleanup", "--keep", "1"}, here);
        CHECK(says(at_terminal ? undo.out : undo.err, "changed status from broken to working\n"));
        CHECK(says(at_terminal ? cleanup.out : cleanup.err, "ProblemReport  2         1        1\n"));
        const ran as_json = m({"undo", "Machine", "1", "--json", "--color", "never"}, here);
        CHECK(says(as_json.err, "changed status from broken to working\n"));
        CHECK(as_json.out.empty());
    }
    CHECK(says(m({"cleanup", "--keep", "1", "--json"}, person("n\n")).err, "removed"));
    run_sql(m.path("museum.db"), "DROP VIEW machine_timeline");
    CHECK(says(m({"migrate", "--json"}, person("n\n")).err, "CREATE VIEW"));
}

TEST_CASE("undo previews what it would do, and nothing that it cannot", "[manage]") {
    const museum m;
    fill(m);
    {
        yore::sqlite::store db{m.path("museum.db")};
        yore::history<Machine> machines{db};
        Machine one = *machines.latest(1);
        one.door_code = "9999";
        machines.record(one);
        one.name = "gone";
        machines.record(one);
        machines.remove(1);
    }
    const ran gone = m({"undo", "Machine", "1", "6", "--dry-run"});
    CHECK(gone.code == exit_code::not_found);
    CHECK(says(gone.err, "it is deleted; restore it first"));
    CHECK(gone.out.empty());
    CHECK(m({"restore", "Machine", "1", "--yes"}).code == exit_code::done);
    CHECK(m({"undo", "Machine", "1", "5", "--dry-run"}).out ==
          "nothing to do: version 5 of Machine 1 changed only what is never put back\n");
    CHECK(m({"undo", "Machine", "1", "5", "--yes", "--json"}).result()["recorded"] == false);
    CHECK(m({"undo", "Machine", "1", "6", "--dry-run"}).out == "undoing version 6 of Machine 1 would record\n"
                                                               "  changed title from gone to Medieval Madness\n"
                                                               "nothing was written (--dry-run)\n");
}

TEST_CASE("keys do not steer a terminal", "[manage]") {
    const museum m;
    const std::string red = "\x1b[31mred";
    {
        yore::sqlite::store db{m.path("museum.db")};
        const yore::scope why{yore::context{.reason = "x"}};
        yore::history<ProblemReport> reports{db};
        ProblemReport r;
        r.id = red;
        reports.record(r);
        r.cost = 1;
        reports.record(r);
        r.id = "other";
        reports.record(r);
    }
    for (const std::vector<std::string>& args :
        std::vector<std::vector<std::string>>{{"diff", "ProblemReport", red, "1", "2"}, {"show", "ProblemReport", red},
            {"show", "ProblemReport", red, "--at", "1999-01-01"}, {"log"}, {"show", "ProblemReport", red + "x"},
            {"revert", "ProblemReport", red, "--to", "1", "--reason", "x", "--yes"},
            {"undo", "ProblemReport", red, "9", "--reason", "x"}, {red}, {"stats"},
            {"undo", "ProblemReport", red, "1", "--reason", "x"}}) {
        const ran r = m(args);
        CAPTURE(args, r.out, r.err);
        CHECK(!says(r.out + r.err, "\x1b"));
        CHECK(says(r.out + r.err, "\\x1b[31mred"));
    }
}

TEST_CASE("who did it is said by --actor, else by the program, else by the system", "[manage]") {
    const museum m;
    fill(m);
    setenv("USER", "somebody", 1);
    CHECK(m({"undo", "Machine", "1", "--yes"}).code == exit_code::done);
    CHECK(latest(m, "Machine", "1")["commit"]["actor"]["id"] == "somebody");
    {
        const yore::scope program{yore::actor{"cron"}, "nightly"};
        CHECK(m({"undo", "Machine", "1", "--yes"}).code == exit_code::done);
        CHECK(latest(m, "Machine", "1")["commit"]["actor"]["id"] == "cron");
        CHECK(latest(m, "Machine", "1")["commit"]["reason"] == "nightly");
        CHECK(m({"undo", "Machine", "1", "--yes", "--actor", "ann"}).code == exit_code::done);
    }
    CHECK(latest(m, "Machine", "1")["commit"]["actor"]["id"] == "ann");
    unsetenv("USER");
    unsetenv("LOGNAME");
    CHECK(m({"undo", "Machine", "1", "--yes"}).code == exit_code::done);
    CHECK(latest(m, "Machine", "1")["commit"]["actor"].is_null());
}

TEST_CASE("the result of what writes is JSON too", "[manage]") {
    const museum m;
    fill(m);
    const ran r = m({"revert", "Machine", "1", "--to", "1", "--yes", "--json"});
    CHECK(r.result() == json::parse(R"({"model": "Machine", "key": "1", "dry_run": false, "recorded": true, "number": 5,
        "operation": "reverted", "changed": ["status", "location"]})"));
    CHECK(m({"undo", "Machine", "1", "--dry-run", "--json"}).result() ==
          json::parse(R"({"model": "Machine", "key": "1", "dry_run": true, "recorded": false, "number": 6,
        "operation": "reverted", "changed": ["status", "location"]})"));
    CHECK(m({"restore", "Machine", "2", "--dry-run", "--json"}).result()["operation"] == "restored");
    CHECK(m({"restore", "Machine", "1", "--dry-run", "--json"}).result()["number"] == 5); // nothing to do
}

TEST_CASE("cleanup counts, asks, removes in batches, and goes on where it was interrupted", "[manage]") {
    const museum m;
    fill(m);
    const ran dry = m({"cleanup", "--days", "3", "--dry-run"}); // older than the 5th, noon
    CHECK(dry.code == exit_code::done);
    CHECK(dry.out == "model          versions  removed  of entities\n"
                     "Machine        6         3        2\n"
                     "ProblemReport  2         1        1\n"
                     "Loan           1         0        0\n"
                     "nothing was removed (--dry-run)\n");
    CHECK(m({"cleanup", "--days", "3", "--keep", "3", "--dry-run", "--json"}).result()["models"][0]["versions"] == 1);
    CHECK(m({"cleanup", "--days", "3"}, person("n\n")).code == exit_code::declined);
    const ran done = m({"cleanup", "--days", "3", "--batch", "1"}, person("y\n"));
    CHECK(done.code == exit_code::done);
    CHECK(says(done.err, "Remove 4 versions for good? [y/N] "));
    CHECK(says(done.err, "removing ["));
    CHECK(says(done.out, "removed 4 versions, "));
    CHECK(says(m({"cleanup", "--days", "3", "--yes"}).out, "nothing to remove"));
    CHECK(m({"log", "--json"}).result().size() == 5);
    CHECK(m({"show", "Machine", "1", "--version", "1"}).code == exit_code::not_found);
    const ran gone = m({"show", "Machine", "1", "--at", "2026-03-02T10:00:00Z"});
    CHECK(gone.code == exit_code::not_found);
    CHECK(says(gone.err, "that part of its past was pruned"));
    for (const std::vector<std::string>& args : std::vector<std::vector<std::string>>{
             {"show", "Machine", "1", "--version", "1"}, {"diff", "Machine", "1", "1", "4"},
             {"undo", "Machine", "1", "1", "--yes"}, {"revert", "Machine", "1", "--to", "1", "--yes"}}) {
        const ran pruned = m(args);
        CHECK(pruned.code == exit_code::not_found);
        CHECK(
            pruned.err == "museum: version 1 of Machine 1 was removed by cleanup (pruned); kept are versions 3 to 4\n");
    }
    CHECK(says(m({"show", "Machine", "2", "--version", "1"}).err, "(pruned); kept is only version 2\n"));
    CHECK(says(m({"show", "Machine", "1", "--version", "5"}).err, "has no version 5; there are versions 3 to 4\n"));
    CHECK(says(m({"blame", "Machine", "1"}).out, "3 or earlier"));
    CHECK(m({"diff", "Machine", "1", "1", "4"}).code == exit_code::not_found);
    CHECK(m({"undo", "Machine", "1", "3", "--yes"}).code == exit_code::conflict);
}

TEST_CASE("cleanup needs to know what may go, and of which models", "[manage]") {
    const museum m;
    fill(m);
    CHECK(m({"cleanup"}).code == exit_code::usage);
    CHECK(m({"cleanup", "--days", "-1"}).code == exit_code::usage);
    CHECK(m({"cleanup", "--keep", "1", "--model", "Machin"}).code == exit_code::usage);
    const json one = m({"cleanup", "--keep", "1", "--model", "Machine", "--yes", "--json"}).result();
    CHECK(one["removed"] == 4);
    CHECK(one["models"].size() == 1);
    CHECK(one["dry_run"] == false);
    CHECK(m({"log", "--json"}).result().size() == 5);
}

TEST_CASE("a number is decimal digits, and never nothing", "[manage]") {
    const museum m;
    fill(m);
    for (const std::vector<std::string>& args :
        std::vector<std::vector<std::string>>{{"cleanup", "--days", "", "--keep", "10", "--yes"},
            {"cleanup", "--days", "3", "--keep", "", "--yes"}, {"cleanup", "--days", "3", "--keep=-1", "--yes"},
            {"cleanup", "--days", "0x1", "--yes"}, {"cleanup", "--days", " 1", "--yes"},
            {"cleanup", "--days", "1.5", "--yes"}, {"cleanup", "--days", "4294967296", "--yes"},
            {"cleanup", "--keep", "1", "--model", "", "--yes"}, {"cleanup", "--days", "3", "--batch", "", "--yes"},
            {"undo", "Machine", "1", "", "--yes"}, {"undo", "Machine", "1", "4x", "--yes"},
            {"diff", "Machine", "1", "", "2"}, {"diff", "Machine", "1", "1", "18446744073709551617"},
            {"show", "Machine", "1", "--version", ""}, {"show", "Machine", "1", "--at", ""}, {"log", "--limit", ""},
            {"log", "--since", ""}, {"log", "Machine", ""}, {"page", "Machine", ""}, {"stats", "--top", ""}}) {
        const ran r = m(args);
        CAPTURE(args, r.err);
        CHECK(r.code == exit_code::usage);
        CHECK(r.out.empty());
    }
    CHECK(says(m({"cleanup", "--days", "", "--yes"}).err, "museum: --days: \"\" is no number; write it as 7\n"));
    CHECK(m({"log", "--json"}).result().size() == 9);
    CHECK(
        says(m({"cleanup", "--days", "0365", "--dry-run", "--json"}).out, "\"older_than\": \"2025-03-08T")); // decimal
    CHECK(m({"log", "--reason", "", "--json"}).result().empty()); // exactly this reason
}

TEST_CASE("validate finds nothing wrong with what the program has made", "[manage]") {
    const museum m;
    fill(m);
    const ran r = m({"validate"});
    CHECK(r.code == exit_code::done);
    CHECK(r.out == "3 tables match their structs\n");
    run_sql(m.path("museum.db"), "CREATE TABLE loan (SHELF TEXT, Slot INTEGER, borrower TEXT)"); // SQL does not care
    CHECK(m({"validate"}).out == "4 tables match their structs\n");
    CHECK(says(m({"validate", "--detailed", "--table", "machine_history"}).out,
        "machine_history of Machine\n  yore_id INTEGER\n"));
    const json found = m({"validate", "--json"}).result();
    CHECK(found["valid"] == true);
    CHECK(found["findings"].empty());
    CHECK(found["tables"][0]["columns"]["created_on"] == "INTEGER");
    CHECK(m({"validate", "--table", "machines"}).code == exit_code::usage);
}

TEST_CASE("validate names what is missing, wrong, or called wrongly", "[manage]") {
    const museum m;
    fill(m);
    run_sql(m.path("museum.db"),
        "ALTER TABLE machine_history RENAME COLUMN created_on TO created_at;"
        "ALTER TABLE machine_history ADD COLUMN colour TEXT; ALTER TABLE machine_history ADD COLUMN updated_at TEXT;"
        "DROP VIEW loan_timeline; DROP VIEW problem_report_timeline; ALTER TABLE loan_history DROP COLUMN borrower;"
        "CREATE TABLE machine (id INTEGER, name TEXT, status INTEGER, location TEXT, tags TEXT, door_code TEXT,"
        "updated_at TEXT, created_on INTEGER, created_by TEXT, modified_by TEXT, repaired_at TEXT, bought_At TEXT);"
        "CREATE TABLE loan (shelf TEXT, slot INTEGER, borrower TEXT, createdAt TEXT, Updated_At TEXT)");
    const ran r = m({"validate"});
    CAPTURE(r.out);
    CHECK(r.code == exit_code::differs);
    CHECK(says(r.out, "wrong: machine_history.created_at has a wrong name: call it created_on\n"));
    CHECK(!says(r.out, "machine_history.created_on")); // said once
    CHECK(says(r.out, "wrong: loan_history.borrower (TEXT) is not there: migrate adds it"));
    CHECK(says(r.out, "note: machine_history.colour: no field has it any more"));
    CHECK(says(r.out, "note: machine_history.updated_at: no field has it any more")); // modified_on is there
    CHECK(says(r.out, "wrong: loan_timeline is not there: migrate makes it\n"));
    CHECK(says(r.out, "wrong: machine.updated_at has a wrong name: call it modified_on\n"));
    CHECK(says(r.out, "note: machine.repaired_at has a wrong name: times end in _on: call it repaired_on\n"));
    CHECK(says(r.out, "note: machine.bought_At has a wrong name: times end in _on: call it bought_on\n"));
    CHECK(says(r.out, "wrong: loan.createdAt has a wrong name: call it created_on\n"));
    CHECK(says(r.out, "wrong: loan.Updated_At has a wrong name: call it modified_on\n"));
    CHECK(says(r.out, "machine.status is INTEGER, its field asks for TEXT"));
    CHECK(!says(r.out, "match"));
    const json found = m({"validate", "--table", "problem_report", "--json"}).result();
    CHECK(found["valid"] == false);
    REQUIRE(found["findings"].size() == 1);
    CHECK(found["findings"][0]["kind"] == "missing_view");
    CHECK(found["findings"][0]["severity"] == "error");
    CHECK(found["findings"][0]["column"].is_null());
}

TEST_CASE("validate and migrate agree about a table of the program's own", "[manage]") {
    const museum m;
    fill(m);
    run_sql(m.path("museum.db"), "CREATE TABLE loan (shelf TEXT, slot INTEGER)");
    const ran r = m({"validate"});
    CHECK(r.code == exit_code::differs);
    CHECK(r.out == "wrong: loan.borrower (TEXT) is not there: the struct has this field\n"
                   "note: loan: the program's own table, which migrate does not touch\n");
    CHECK(m({"migrate"}).out == "nothing to do: the history tables have all that the structs have\n");
    const json own = m({"validate", "--json"}).result()["findings"][1];
    CHECK(own["kind"] == "own_table");
    CHECK(own["severity"] == "note");
}

TEST_CASE("migrate adds columns and views", "[manage]") {
    const museum m;
    fill(m);
    run_sql(m.path("museum.db"), "DROP VIEW machine_timeline; ALTER TABLE machine_history DROP COLUMN tags");
    const ran dry = m({"migrate", "--dry-run"});
    CHECK(dry.code == exit_code::differs);
    CHECK(says(dry.out, "ALTER TABLE \"machine_history\" ADD COLUMN \"tags\" TEXT;\n"));
    CHECK(says(dry.out, "CREATE VIEW"));
    CHECK(says(dry.out, "nothing was changed (--dry-run)"));
    CHECK(m({"migrate"}).code == exit_code::declined);
    CHECK(m({"migrate"}, person("n\n")).code == exit_code::declined);
    CHECK(m({"validate"}).code == exit_code::differs);
    CHECK(says(m({"undo", "Machine", "1", "--yes"}).err, "no column for tags of Machine; run museum migrate\n"));
    const ran done = m({"migrate"}, person("y\n"));
    CHECK(done.code == exit_code::done);
    CHECK(says(done.err, "Run 2 statements? [y/N]"));
    CHECK(m({"validate"}).code == exit_code::done);
    CHECK(m({"migrate", "--json", "--dry-run"}).result()["statements"].empty());
}

TEST_CASE("migrate makes a database with all tables where there is none", "[manage]") {
    const museum m;
    const ran dry = m({"migrate", "--dry-run"});
    CHECK(dry.code == exit_code::differs);
    CHECK(says(dry.out, "there is no such database yet"));
    CHECK(contents(m.path("museum.db")).empty());
    CHECK(m({"migrate", "--yes", "--json"}).result()["new_database"] == true);
    CHECK(m({"validate"}).out == "3 tables match their structs\n");
}
