// SPDX-License-Identifier: BSL-1.0
#include "support.hpp"

#include <yore/detail/manage/csv.hpp>
#include <yore/store/sqlite.hpp>

#include <chrono>
#include <filesystem>
#include <istream>
#include <limits>
#include <stdexcept>
#include <streambuf>
#include <utility>

#include <sys/wait.h>
#include <unistd.h>

using namespace managed;

TEST_CASE("what was exported and imported is exported again byte by byte", "[manage]") {
    const museum m;
    fill(m);
    CHECK(m({"cleanup", "--days", "4", "--yes"}).code == exit_code::done); // a past that begins late
    CHECK(m({"export", "-o", m.path("all.ndjson")}).out == "exported 6 versions\n");
    const ran in = m({"import", m.path("all.ndjson"), "-d", m.url("copy.db")});
    CHECK(in.err.empty());
    CHECK(in.out == "imported 6 versions\n");
    CHECK(m({"export", "-d", m.url("copy.db")}).out == contents(m.path("all.ndjson")));
    for (const char* command : {"log", "stats"}) {
        const ran here = m({command, "--json"}), there = m({command, "--json", "-d", m.url("copy.db")});
        if (std::string(command) == "log") CHECK(here.out == there.out);
    }
    CHECK(m({"validate", "-d", m.url("copy.db")}).code == exit_code::done);
}

TEST_CASE("an export has one line for each version, commit by commit, and nothing redacted", "[manage]") {
    const museum m;
    fill(m);
    const ran all = m({"export"});
    CHECK(std::count(all.out.begin(), all.out.end(), '\n') == 9);
    CHECK(!says(all.out, "4711"));
    const json first = json::parse(all.out.substr(0, all.out.find('\n')));
    CHECK(first["model"] == "Machine");
    CHECK(first["number"] == 1);
    CHECK(first["commit"]["reason"] == "bought");
    const ran some = m({"export", "Loan", "ProblemReport"});
    CHECK(std::count(some.out.begin(), some.out.end(), '\n') == 3);
    CHECK(m({"export", "Nothing"}).code == exit_code::usage);
    CHECK(m({"export", "-o", m.path("no/folder.ndjson")}).code == exit_code::failed);
}

TEST_CASE("commits of several versions stay one, and go on after an import", "[manage]") {
    const museum m;
    fill(m);
    static_cast<void>(m({"export", "-o", m.path("all.ndjson")}));
    static_cast<void>(m({"import", m.path("all.ndjson"), "-d", m.url("copy.db")}));
    yore::sqlite::store db{m.path("copy.db")};
    yore::history<Machine> machines{db};
    yore::history<ProblemReport> reports{db};
    CHECK(machines.at(1, 2)->commit.id == reports.at("A", 1)->commit.id);
    Machine one = *machines.latest(1);
    one.name = "another";
    const auto next = machines.record(one);
    CHECK(next.number == 5);
    CHECK(next.commit_id > machines.at(1, 4)->commit.id);
    CHECK(*machines.latest(1)->audit.created_by == "igor");
}

TEST_CASE("an import that was interrupted goes on, and what is there is skipped", "[manage]") {
    const museum m;
    fill(m);
    const std::string all = m({"export"}).out;
    std::size_t half = 0;
    for (int i = 0; i != 4; ++i) half = all.find('\n', half) + 1;
    write(m.path("half.ndjson"), all.substr(0, half));
    write(m.path("all.ndjson"), all);
    CHECK(m({"import", m.path("half.ndjson"), "-d", m.url("copy.db")}).out == "imported 4 versions\n");
    CHECK(m({"import", m.path("all.ndjson"), "-d", m.url("copy.db")}).out ==
          "imported 5 versions; skipped 4, which are there already\n");
    CHECK(m({"export", "-d", m.url("copy.db")}).out == all);
    circumstances piped;
    piped.input = all;
    CHECK(m({"import", "-", "-d", m.url("copy.db"), "--json"}, piped).result() ==
          json::parse(R"({"imported": 0, "skipped": 9})"));
}

TEST_CASE("a past is the same again where less is said of it, or some of it was removed", "[manage]") {
    const museum m;
    fill(m);
    const std::string all = m({"export"}).out;
    std::string less;
    for (std::size_t at = 0, end = 0; at != all.size(); at = end) {
        end = all.find('\n', at) + 1;
        json line = json::parse(all.substr(at, end - at));
        line.erase("changed");
        if (line["model"] == "Loan") line["state"].erase("borrower"); // as before the struct had it
        less += line.dump() + "\n";
    }
    write(m.path("less.ndjson"), less);
    const std::vector<std::string> import{"import", m.path("less.ndjson"), "-d", m.url("copy.db")};
    CHECK(m(import).out == "imported 9 versions\n");
    CHECK(m(import).out == "imported 0 versions; skipped 9, which are there already\n");
    run_sql(m.path("copy.db"), "DROP VIEW loan_timeline; ALTER TABLE loan_history DROP COLUMN borrower");
    CHECK(m({"migrate", "--yes", "-d", m.url("copy.db")}).code == exit_code::done);
    CHECK(m(import).out == "imported 0 versions; skipped 9, which are there already\n");
    CHECK(m({"cleanup", "--keep", "1", "--yes", "-d", m.url("copy.db")}).code == exit_code::done);
    const ran again = m(import);
    CHECK(again.err.empty());
    CHECK(again.out == "imported 0 versions; skipped 9, which are there already\n");
    write(m.path("all.ndjson"), all);
    CHECK(says(m({"import", m.path("all.ndjson"), "-d", m.url("copy.db")}).err, "another past")); // it had a borrower
}

TEST_CASE("different commits of one number stay two, as files put together have them", "[manage]") {
    const museum m;
    const auto line = [](int slot, const std::string& reason) {
        return R"({"model": "Loan", "number": 1, "operation": "created", "state": {"shelf": "a", "slot": )" +
               std::to_string(slot) + R"(}, "commit": {"id": 1, "occurred_on": "2026-03-02T09:00:00Z", )" +
               R"("recorded_on": "2026-03-02T09:00:00Z", "extra": {}, "reason": ")" + reason + "\"}}\n";
    };
    circumstances piped;
    piped.input = line(1, "one") + line(2, "one") + line(3, "another");
    const ran in = m({"import", "-"}, piped);
    CAPTURE(in.err);
    CHECK(in.out == "imported 3 versions\n");
    const json log = m({"log", "Loan", "--oldest-first", "--json"}).result();
    REQUIRE(log.size() == 3);
    CHECK(log[0]["commit"]["id"] == log[1]["commit"]["id"]);
    CHECK(log[1]["commit"]["id"] != log[2]["commit"]["id"]);
    CHECK(log[1]["commit"]["reason"] == "one");
    CHECK(log[2]["commit"]["reason"] == "another");
}

TEST_CASE("an import that contradicts what is there is refused with its line", "[manage]") {
    const museum m;
    fill(m);
    const std::string all = m({"export"}).out;
    {
        yore::sqlite::store db{m.path("copy.db")};
        yore::history<Machine>{db}.record(Machine{2, "another machine", Status::broken, {}, {}, {}});
    }
    write(m.path("all.ndjson"), all);
    const ran r = m({"import", m.path("all.ndjson"), "-d", m.url("copy.db")});
    CHECK(r.code == exit_code::conflict);
    CHECK(says(r.err, "all.ndjson, line 2: version 1 of Machine 2, created, cannot be adopted"));
    CHECK(says(r.err, "the database has another past of it"));
    CHECK(m({"log", "Machine", "-d", m.url("copy.db"), "--json"}).result().size() == 2); // the first line is there
}

TEST_CASE("what is no export is refused with its line", "[manage]") {
    const museum m;
    fill(m);
    const auto refused = [&](const std::string& text, const std::string& sentence, exit_code code = exit_code::failed) {
        circumstances piped;
        piped.input = text;
        const ran r = m({"import", "-", "-d", m.url("copy.db")}, piped);
        CAPTURE(r.err);
        CHECK(r.code == code);
        CHECK(says(r.err, sentence));
    };
    refused("hello\n", "standard input, line 1: this is no JSON object: hello");
    refused("\n\n[1]\n", "line 3: this is no JSON object");
    refused("{\"model\": \"Machin\", \"state\": {}}\n", "line 1: there is no model \"Machin\"; did you mean",
        exit_code::usage);
    refused("{\"id\": 1}\n", "there are no members model and state");
    refused("{\"model\": \"Machine\", \"state\": {\"id\": \"x\"}}\n", "JSON of Machine at");
    std::string line = m({"export"}).out;
    line.resize(line.find('\n') + 1);
    const auto with = [&](const std::string& path, const json& value) {
        json j = json::parse(line);
        j[json::json_pointer(path)] = value;
        return j.dump() + "\n";
    };
    refused(with("/number", -1), "the number is -1");
    refused(with("/number", 0), "the database has another past", exit_code::conflict);
    refused(with("/operation", "made"), "there is no operation \"made\"");
    refused(with("/commit", 1), "JSON of commit");
    refused("{\"model\": \"Machine\", \"state\": {\"id\": 1, \"name\": \"\", \"status\": \"working\", \"tags\": [], "
            "\"door_code\": \"\"}}\n",
        "there is no member \"number\"; is this an export?");
    CHECK(m({"import", m.path("nothing.ndjson")}).code == exit_code::failed);
    CHECK(m({"import", m.path("")}).code == exit_code::failed); // a folder
}

TEST_CASE("a table has one model and everything, and is the same after a round trip", "[manage]") {
    const museum m;
    fill(m);
    {
        yore::sqlite::store db{m.path("museum.db")};
        yore::history<Loan> loans{db};
        const yore::scope who{{.actor = yore::actor{"42", "A, \"B\"\nC"},
            .reason = "",
            .entry_point = "http",
            .request = yore::request{.path = "/loans"},
            .extra = {{"a", "b"}}}};
        loans.record(Loan{"", -1, ""});
        loans.record(Loan{"null", 1, "7"});
        loans.record(Loan{"\"q\"\r\n", 1, {}});
    }
    for (const char* model : {"Machine", "ProblemReport", "Loan"}) {
        const std::string csv = m.path(std::string(model) + ".csv"), copy = std::string(model) + ".db";
        CHECK(m({"export", model, "-o", csv}).code == exit_code::done);
        const ran in = m({"import", csv, "--model", model, "-d", m.url(copy)});
        CAPTURE(in.err);
        CHECK(in.code == exit_code::done);
        CHECK(m({"export", model, "--format", "csv", "-d", m.url(copy)}).out == contents(csv));
        CHECK(m({"export", model, "-d", m.url(copy)}).out == m({"export", model}).out);
    }
    CHECK(contents(m.path("Machine.csv"))
            .starts_with("yore_number,yore_operation,yore_source,yore_changed,yore_commit_id,"));
    CHECK(m({"export", "--format", "csv"}).code == exit_code::usage);
    CHECK(m({"import", m.path("Loan.csv")}).code == exit_code::usage);
}

TEST_CASE("values of every kind survive an export", "[manage]") {
    const museum m;
    {
        yore::sqlite::store db{m.path("museum.db")};
        yore::history<ProblemReport> reports{db};
        const yore::scope why{{.reason = "x"}};
        const double numbers[] = {0.1, -0.0, 1e300, 5e-324, std::numeric_limits<double>::infinity(),
            std::numeric_limits<double>::quiet_NaN(), 1.0 / 3};
        for (const double each : numbers) {
            ProblemReport r;
            r.id = "r" + std::to_string(&each - numbers);
            r.text = std::string("nul \0 and \xF0\x9F\x8E\xAF", 14);
            r.cost = each;
            r.votes = {{"", -1}, {"a/b~c", 2147483647}};
            reports.record(r);
        }
        yore::history<Machine> machines{db};
        machines.record(Machine{std::numeric_limits<std::int64_t>::max(), "", Status::working, "", {"", "x,\"y"}, {}});
        machines.record(Machine{std::numeric_limits<std::int64_t>::min(), "", static_cast<Status>(7), {}, {}, {}});
    }
    const std::string all = m({"export"}).out;
    write(m.path("all.ndjson"), all);
    CHECK(m({"import", m.path("all.ndjson"), "-d", m.url("copy.db")}).code == exit_code::done);
    CHECK(m({"export", "-d", m.url("copy.db")}).out == all);
    CHECK(m({"show", "Machine", "9223372036854775807"}).code == exit_code::done);
    CHECK(m({"show", "Machine", "--", "-9223372036854775808"}).code == exit_code::done);
    CHECK(m({"show", "Machine", "9223372036854775808"}).code == exit_code::usage);
}

TEST_CASE("text that JSON cannot hold is named, not altered", "[manage]") {
    const museum m;
    {
        yore::sqlite::store db{m.path("museum.db")};
        yore::history<Machine>{db}.record(Machine{1, "\xFF", Status::working, {}, {}, {}});
    }
    const ran r = m({"export"});
    CHECK(r.code == exit_code::failed);
    CHECK(says(r.err, "version 1 of Machine 1 cannot be written as JSON"));
    CHECK(says(r.err, "at \"/name\": expected text in UTF-8"));
    CHECK(says(m({"show", "Machine", "1"}).out, "\"\\xff\""));
}

TEST_CASE("populate records what has no history, and skips the rest", "[manage]") {
    const museum m;
    fill(m);
    write(m.path("machines.ndjson"),
        R"({"id": 1, "name": "Medieval", "status": "working", "tags": [], "door_code": ""}
{"id": 2, "name": "Attack", "status": "working", "tags": [], "door_code": ""}
{"id": 3, "name": "Twilight Zone", "status": "broken", "location": "Floor 2", "tags": ["new"], "door_code": "1"}
)");
    const std::vector<std::string> args{"populate", m.path("machines.ndjson"), "--model", "Machine", "--at",
        "2026-01-01", "--reason", "inventory", "--actor", "ann"};
    CHECK(m(args).out == "recorded 1 version; skipped 2, which have a history\n"); // a deleted one has one too
    const json made = m({"show", "Machine", "3", "--json"}).result();
    CHECK(made["operation"] == "created");
    CHECK(made["state"]["location"] == "Floor 2");
    CHECK(made["state"]["created_on"] == "2026-01-01T00:00:00Z");
    CHECK(made["commit"]["reason"] == "inventory");
    CHECK(made["commit"]["actor"]["id"] == "ann");
    CHECK(m(args).out == "recorded 0 versions; skipped 3, which have a history\n");
    CHECK(m({"show", "Machine", "1", "--json"}).result()["number"] == 4);
}

TEST_CASE("populate takes tables, and lines that name their model, also into a new database", "[manage]") {
    const museum m;
    write(m.path("loans.csv"), "\xEF\xBB\xBFshelf,slot,borrower\r\n\"a,b\",7,Ann\r\nc,8,\r\nd,9,\"\"\r\n");
    const ran r = m({"populate", m.path("loans.csv"), "--model", "loan"});
    CAPTURE(r.err);
    CHECK(r.out == "recorded 3 versions\n");
    CHECK(m({"show", "Loan", "c,8", "--json"}).result()["state"]["borrower"].is_null());
    CHECK(m({"show", "Loan", "d,9", "--json"}).result()["state"]["borrower"] == "");
    circumstances piped;
    piped.input =
        R"({"model": "Loan", "state": {"shelf": "z", "slot": 1}})"
        "\n"
        R"({"model": "Machine", "state": {"id": 1, "name": "m", "status": "working", "tags": [], "door_code": ""}})";
    CHECK(m({"populate", "-"}, piped).out == "recorded 2 versions\n");
    write(m.path("mixed.csv"), "id,name,place,status,tags,door_code\n5,7,Floor 1,broken,\"[\"\"a\"\"]\",\n");
    const ran none = m({"populate", m.path("mixed.csv"), "--model", "Machine"});
    CHECK(none.code == exit_code::failed); // door_code cannot be null
    CHECK(says(none.err, "mixed.csv, line 2: JSON of Machine at \"/door_code\""));
    write(m.path("mixed.csv"), "id,name,place,status,tags,door_code\n5,7,8,broken,\"[\"\"a\"\"]\",\"\"\n");
    CHECK(m({"populate", m.path("mixed.csv"), "--model", "Machine"}).code == exit_code::done);
    const json five = m({"show", "Machine", "5", "--json"}).result()["state"];
    CHECK(five["name"] == "7");
    CHECK(five["location"] == "8"); // a text, by its earlier name
    CHECK(five["tags"] == json::parse(R"(["a"])"));
}

TEST_CASE("populate refuses members that the struct has not", "[manage]") {
    const museum m;
    circumstances piped;
    piped.input = R"({"shelf": "a", "slot": 1, "borower": "Ann"})";
    const ran r = m({"populate", "-", "--model", "Loan"}, piped);
    CHECK(r.code == exit_code::failed);
    CHECK(says(r.err, "line 1: JSON of Loan at \"/borower\""));
    CHECK(says(r.err, "did you mean \"borrower\"?"));
}

TEST_CASE("populate names all that a row must have and has not", "[manage]") {
    const museum m;
    const auto populate = [&](const std::string& name, const std::string& text) {
        write(m.path(name), text);
        const ran r = m({"populate", m.path(name), "--model", "Machine"});
        CHECK(r.code == exit_code::failed);
        return r.err.substr(r.err.find(name) + name.size());
    };
    CHECK(populate("few.csv", "id,name,status\n1,Medieval,working\n") ==
          ", line 2: there is no column tags and door_code, which every Machine must have\n");
    CHECK(populate("few.ndjson", R"({"id": 1, "name": "Medieval", "status": "working", "door_code": ""})") ==
          ", line 1: there is no member tags, which every Machine must have\n");
    CHECK(says(populate("name.ndjson", R"({"id": 1, "naem": "Medieval"})"), "did you mean \"name\"?\n"));
    CHECK(says(populate("null.csv", "id,name,status,tags,door_code\n1,Medieval,working,,\"\"\n"),
        "JSON of Machine at \"/tags\": expected an array, found null\n"));
}

TEST_CASE("populate says that something was recorded where something was", "[manage]") {
    const std::string good = R"({"shelf": "a", "slot": 1})";
    const std::string recorded = "What stands above is recorded\n";
    for (const std::string bad : {"no object", R"({"model": 7})", R"({"model": "Lone", "state": {}})",
             R"({"shelf": "b", "slot": "two"})", R"({"shelf": "b", "slot": 2, "borower": "Ann"})",
             R"({"model": "ProblemReport", "state": {"id": "A", "text": "", "cost": 1, "votes": {}}})"}) {
        CAPTURE(bad);
        const museum m;
        circumstances piped;
        piped.input = bad;
        const ran alone = m({"populate", "-", "--model", "Loan"}, piped);
        CHECK(alone.code != exit_code::done);
        CHECK(!says(alone.err, recorded));
        piped.input = good + "\n" + bad;
        const ran second = m({"populate", "-", "--model", "Loan"}, piped);
        CAPTURE(second.err);
        CHECK(second.code == alone.code);
        CHECK(says(second.err, "line 2: "));
        CHECK(says(second.err, recorded));
        CHECK(!says(second.err, "?."));
        CHECK(m({"log", "--json"}).result().size() == 1);
        CHECK(!says(m({"populate", "-", "--model", "Loan"}, piped).err, recorded)); // it was there
    }
}

TEST_CASE("populate stops at a line that is wrong, and goes on from there when it is corrected", "[manage]") {
    const museum m;
    const auto populate = [&](const std::string& text) {
        write(m.path("loans.csv"), text);
        return m({"populate", m.path("loans.csv"), "--model", "Loan"});
    };
    const ran bad = populate("shelf,slot,borrower\na,1,x\nb,two,y\nc,3,z\n");
    CHECK(bad.code == exit_code::failed);
    CHECK(says(bad.err, "loans.csv, line 3: JSON of Loan at \"/slot\""));
    CHECK(says(bad.err, "What stands above is recorded"));
    CHECK(populate("shelf,slot,borrower\na,1,x\nb,2,y\nc,3,z\n").out ==
          "recorded 2 versions; skipped 1, which have a history\n");
    CHECK(says(populate("shelf,slot,borower\na,1,x\n").err,
        "line 1: Loan has no field \"borower\"; did you mean \"borrower\"?"));
    CHECK(says(populate("shelf,slot\na,1,x\n").err, "line 2: there are 3 cells under 2 columns"));
    CHECK(says(populate("shelf,slot\n\"a,1\n").err, "line 2: a quotation mark has no end"));
    CHECK(says(populate("shelf,slot\n\"a\"b,1\n").err, "line 2: text behind a quotation mark"));
    CHECK(says(populate("").err, "line 1: there is no heading"));
    circumstances piped;
    piped.input = R"({"model": "ProblemReport", "state": {"id": "A", "text": "", "cost": 1, "votes": {}}})";
    const ran mute = m({"populate", "-"}, piped);
    CHECK(mute.code == exit_code::usage);
    CHECK(says(mute.err, "--reason"));
}

TEST_CASE("many versions are exported page by page and imported in batches", "[manage]") {
    const museum m;
    {
        yore::sqlite::store db{m.path("museum.db"), {.durability = yore::sqlite::durability::off}};
        yore::history<Loan> loans{db};
        yore::history<Machine> machines{db};
        const yore::batch many{db};
        for (int i = 0; i != 1300; ++i) {
            loans.record(Loan{"s", i % 7, std::to_string(i)});
            if (i % 3 == 0) machines.record(Machine{i % 5, std::to_string(i), Status::working, {}, {}, {}});
        }
    }
    static_cast<void>(m({"export", "-o", m.path("all.ndjson")}));
    circumstances watched;
    watched.err_is = yore::terminal::yes;
    const ran in = m({"import", m.path("all.ndjson"), "-d", m.url("copy.db")}, watched);
    CHECK(in.out == "imported 1,734 versions\n");
    CHECK(says(in.err, "\rimporting [####"));
    CHECK(in.err.ends_with("\r\x1b[K")); // the bar is away again
    CHECK(m({"export", "-d", m.url("copy.db")}).out == contents(m.path("all.ndjson")));
}

TEST_CASE("an export beside a cleanup is of one moment, and can be imported", "[manage]") {
    const museum m;
    {
        yore::sqlite::store db{m.path("museum.db"), {.durability = yore::sqlite::durability::off}};
        yore::history<Loan> loans{db};
        const yore::batch many{db};
        for (int i = 0; i != 1200; ++i) loans.record(Loan{"s", i % 300, std::to_string(i)});
    }
    const std::string before = m({"export"}).out;
    struct cleaner : std::streambuf { // cleans up when the first lines come
        const museum& m;
        std::string text{};
        bool done = false;
        explicit cleaner(const museum& of) : m(of) {}
        int_type overflow(int_type c) override {
            text += static_cast<char>(c);
            if (!std::exchange(done, true)) CHECK(m({"cleanup", "--keep", "1", "--yes"}).code == exit_code::done);
            return c;
        }
    } slow(m);
    std::ostream out(&slow);
    circumstances watched;
    watched.output = &out;
    const ran r = m({"export"}, watched);
    CHECK(r.err.empty());
    CHECK(slow.text == before);
    CHECK(m({"log", "--json"}).result().size() == 300);
}

TEST_CASE("what may not be written can be read", "[manage]") {
    const museum m;
    fill(m);
    namespace files = std::filesystem;
    files::permissions(m.path(""), static_cast<files::perms>(0555));
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        if (geteuid() == 0 && setuid(65534) != 0) _exit(77);
        bool all = true;
        for (const std::vector<std::string>& args :
            std::vector<std::vector<std::string>>{{"show", "Machine", "1"}, {"log"}, {"log", "--json"}, {"export"},
                {"validate"}, {"stats"}, {"cleanup", "--keep", "1", "--dry-run"}}) {
            const ran r = m(args);
            all = all && r.code == exit_code::done && r.err.empty() && !r.out.empty();
        }
        const ran refused = m({"undo", "Machine", "1", "--yes"});
        _exit(all && refused.code == exit_code::failed ? 0 : 1);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    files::permissions(m.path(""), files::perms::owner_all);
}

TEST_CASE("an export that fails leaves the last one as it was", "[manage]") {
    const museum m;
    fill(m);
    CHECK(m({"export", "-o", m.path("all.ndjson")}).code == exit_code::done);
    const std::string all = contents(m.path("all.ndjson"));
    std::filesystem::permissions(
        m.path("all.ndjson"), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    std::filesystem::create_symlink(m.path("all.ndjson"), m.path("link.ndjson"));
    {
        yore::sqlite::store db{m.path("museum.db")};
        yore::history<Machine>{db}.record(Machine{7, "\xFF", Status::working, {}, {}, {}});
    }
    for (const char* name : {"all.ndjson", "link.ndjson"}) {
        CHECK(m({"export", "-o", m.path(name)}).code == exit_code::failed); // not in UTF-8
        CHECK(contents(m.path("all.ndjson")) == all);
        CHECK(!std::filesystem::exists(m.path("all.ndjson.part")));
    }
    CHECK(m({"export", "Loan", "-o", m.path("link.ndjson")}).code == exit_code::done);
    CHECK(std::filesystem::is_symlink(m.path("link.ndjson")));
    CHECK(contents(m.path("all.ndjson")) == m({"export", "Loan"}).out);
    CHECK(std::filesystem::status(m.path("all.ndjson")).permissions() ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    CHECK(!std::filesystem::exists(m.path("all.ndjson.part")));
    CHECK(m({"export", "Loan", "-o", "/dev/null"}).code == exit_code::done);
    CHECK(says(m({"export", "Loan", "-o", "/dev/full"}).err, "is the disk full?"));
    CHECK(std::filesystem::is_character_file("/dev/null"));
}

TEST_CASE("what cannot be read to its end is no end", "[manage]") {
    struct broken_off : std::streambuf {
        explicit broken_off(std::string text) : text_(std::move(text)) {
            setg(text_.data(), text_.data(), text_.data() + text_.size());
        }
        int_type underflow() override { throw std::runtime_error("the disk is gone"); }
        std::string text_;
    } file("a,b\n1,2");
    std::istream in(&file);
    yore::detail::managing::csv_reader table(in);
    std::vector<yore::detail::managing::csv_cell> row;
    CHECK(table.read(row));
    CHECK(!table.read(row));
    CHECK(table.mistake() == "it cannot be read any further");
    CHECK(table.line() == 2);
    const museum m;
    for (const char* command : {"populate", "import"}) {
        const ran r = m({command, "/proc/self/mem", "--model", "Loan"}); // opens, and has nothing where it begins
        CHECK(r.code == exit_code::failed);
        CHECK(says(r.err, "/proc/self/mem, line 1: it cannot be read any further"));
    }
}

TEST_CASE("a table may begin with the mark of UTF-8, or with a letter like it", "[manage]") {
    const museum m;
    write(m.path("loans.csv"), "\xEF\xBB\xBF\"shelf\",slot\na,1\n");
    CHECK(m({"populate", m.path("loans.csv"), "--model", "Loan"}).out == "recorded 1 version\n");
    write(m.path("loans.csv"), "\xEF\xBB\xBE,slot\na,1\n");
    CHECK(says(m({"populate", m.path("loans.csv"), "--model", "Loan"}).err, "no field \"\xEF\xBB\xBE\""));
    write(m.path("loans.csv"), "\xEF\xBB\xBF");
    CHECK(says(m({"populate", m.path("loans.csv"), "--model", "Loan"}).err, "line 1: there is no heading"));
}

TEST_CASE("page writes HTML about one thing, one model, or everything", "[manage]") {
    const museum m;
    fill(m);
    CHECK(m({"page", "Machine", "1", "-o", m.path("one.html")}).code == exit_code::done);
    const std::string one = contents(m.path("one.html"));
    CHECK(one.starts_with("<!DOCTYPE html>"));
    CHECK(says(one, "<title>Machine 1</title>"));
    CHECK(!says(one, "4711"));
    const ran of_model = m({"page", "Machine", "--title", "Our <machines>"});
    CHECK(says(of_model.out, "<title>Our &lt;machines&gt;</title>"));
    CHECK(says(m({"page"}).out, "ball was stuck"));
    CHECK(says(m({"page", "Machine", "1", "--offset", "+02:00"}).out, "2026-03-06 11:00:00 +02:00"));
    CHECK(m({"page", "Machine", "9", "-o", m.path("nine.html")}).code == exit_code::not_found);
    CHECK(contents(m.path("nine.html")).empty());
    CHECK(m({"page", "Machine", "1", "-o", m.path("no/folder.html")}).code == exit_code::failed);
}

TEST_CASE("times are shown with the offset that is asked for", "[manage]") {
    const museum m;
    fill(m);
    CHECK(says(m({"log", "--offset", "-05:30"}).out, "2026-03-06 03:30:00 -05:30, igor"));
    CHECK(says(m({"show", "Machine", "1", "--offset", "+02:00"}).out, "on 2026-03-06 11:00:00 +02:00 by igor"));
    CHECK(m({"log", "--offset", "CET"}).code == exit_code::usage);
    CHECK(m({"log", "--offset", "+25:00"}).code == exit_code::usage);
}
