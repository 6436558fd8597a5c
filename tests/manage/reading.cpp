// SPDX-License-Identifier: BSL-1.0
#include "support.hpp"

#include <yore/json.hpp>
#include <yore/store/sqlite.hpp>
#include <yore/text.hpp>

#include <chrono>
#include <cstdint>
#include <set>

using namespace managed;

TEST_CASE("show tells the state of now, who made it so and when", "[manage]") {
    const museum m;
    fill(m);
    const ran now = m({"show", "Machine", "1"});
    CHECK(now.code == exit_code::done);
    CHECK(now.err.empty());
    CHECK(now.out == "Machine 1, version 4, reverted to version 2 on 2026-03-06 09:00:00 UTC by igor: still broken\n"
                     "field        value\n"
                     "id           1\n"
                     "title        Medieval Madness\n"
                     "status       broken\n"
                     "location     none\n"
                     "tags         [castle]\n"
                     "door_code    [REDACTED]\n"
                     "created_on   2026-03-02T09:00:00Z\n"
                     "modified_on  2026-03-06T09:00:00Z\n"
                     "created_by   igor\n"
                     "modified_by  igor\n");
}

TEST_CASE("show tells all times that the history has made with the offset", "[manage]") {
    const museum m;
    fill(m);
    const ran now = m({"show", "Machine", "1", "--offset", "+05:30"});
    CHECK(says(now.out, "reverted to version 2 on 2026-03-06 14:30:00 +05:30 by igor"));
    CHECK(says(now.out, "\ncreated_on   2026-03-02 14:30:00 +05:30\nmodified_on  2026-03-06 14:30:00 +05:30\n"));
    CHECK(m({"show", "Machine", "1", "--offset", "+05:30", "--json"}).out == m({"show", "Machine", "1", "--json"}).out);
}

TEST_CASE("show goes back to a time or a version", "[manage]") {
    const museum m;
    fill(m);
    CHECK(says(m({"show", "Machine", "1", "--at", "2026-03-03T08:59:59Z"}).out, "version 1, created"));
    CHECK(says(m({"show", "Machine", "1", "--at", "2026-03-03T09:00:00Z"}).out, "version 2, updated"));
    CHECK(says(m({"show", "Machine", "1", "--at", "3 days ago"}).out, "version 3, updated")); // now is the 8th, noon
    CHECK(says(m({"show", "machine", "1", "--version", "3"}).out, "[castle, bright]"));
    CHECK(says(m({"show", "problem_report", "A", "--version", "1"}).out, "ball stuck"));
    const ran both = m({"show", "Machine", "1", "--version", "3", "--at", "now"});
    CHECK(both.code == exit_code::usage);
}

TEST_CASE("show as JSON is the JSON of a version, with model and key before it", "[manage]") {
    const museum m;
    fill(m);
    const json shown = m({"show", "Machine", "1", "--version", "2", "--json"}).result();
    yore::sqlite::store db{m.path("museum.db")};
    json expected = yore::to_json<json>(*yore::history<Machine>{db}.at(1, 2));
    CHECK(shown["model"] == "Machine");
    CHECK(shown["key"] == "1");
    json rest = shown;
    rest.erase("model");
    rest.erase("key");
    CHECK(rest.dump() == expected.dump()); // the order of the members too
    CHECK(shown["state"]["door_code"] == "[REDACTED]");
}

TEST_CASE("a key of several fields is written with commas, and can be copied from a log", "[manage]") {
    const museum m;
    fill(m);
    const ran shown = m({"show", "Loan", "\"a,b\",7"});
    CHECK(shown.code == exit_code::done);
    CHECK(says(shown.out, "Loan \"a,b\",7, version 1"));
    CHECK(m({"show", "Loan", "(\"a,b\", 7)"}).code == exit_code::done);
    CHECK(m({"show", "Loan", "\"a,b\",7", "--json"}).result()["key"] == "\"a,b\",7");
    {
        yore::sqlite::store db{m.path("museum.db")};
        yore::history<Loan>{db}.record(Loan{"19\" rack\\", 7, {}});
    }
    CHECK(m({"show", "Loan", R"("19\" rack\\",7)", "--json"}).result()["state"]["shelf"] == "19\" rack\\");
    const ran wrong = m({"show", "Loan", "a,b,7"});
    CHECK(wrong.code == exit_code::usage);
    CHECK(says(wrong.err, "no key of a Loan, which is shelf,slot"));
    CHECK(m({"show", "Loan", "\"a,b"}).code == exit_code::usage);
    CHECK(m({"show", "Loan", "a,x"}).code == exit_code::usage);
}

TEST_CASE("show of what is deleted shows the last of it and says so", "[manage]") {
    const museum m;
    fill(m);
    const ran gone = m({"show", "Machine", "2"});
    CHECK(gone.code == exit_code::not_found);
    CHECK(says(gone.out, "\"Attack from Mars\""));
    CHECK(says(gone.err, "museum: Machine 2 is deleted; what you see is the last that was known of it\n"));
    CHECK(m({"show", "Machine", "2", "--at", "2026-03-03"}).code == exit_code::done);
    CHECK(m({"show", "Machine", "2", "--version", "1"}).code == exit_code::done);
    CHECK(m({"restore", "Machine", "2", "--yes"}).code == exit_code::done);
    const ran then = m({"show", "Machine", "2", "--at", "2026-03-06"}),
              second = m({"show", "Machine", "2", "--version", "2"});
    CHECK(then.code == exit_code::not_found);
    CHECK(then.err == "museum: Machine 2 was deleted then; what you see is the last that was known of it\n");
    CHECK(second.code == exit_code::not_found);
    CHECK(second.out == then.out);
    CHECK(
        second.err == "museum: Machine 2 was deleted in this version; what you see is the last that was known of it\n");
}

TEST_CASE("what is not there is answered by what is", "[manage]") {
    const museum m;
    fill(m);
    const auto asked = [&](std::vector<std::string> args, exit_code code, const std::string& sentence) {
        const ran r = m(args);
        CAPTURE(r.err);
        CHECK(r.code == code);
        CHECK(says(r.err, sentence));
        CHECK(r.out.empty());
    };
    asked({"show", "Machin", "1"}, exit_code::usage,
        "there is no model \"Machin\"; did you mean \"Machine\"? The models are: Machine, ProblemReport, Loan");
    asked({"log", "Pinball"}, exit_code::usage, "there is no model \"Pinball\"; the models are: Machine");
    asked({"show", "Machine", "9"}, exit_code::not_found,
        "nothing was ever recorded of Machine 9; recorded lately were: 1, 2");
    asked({"show", "Machine", "one"}, exit_code::usage, "\"one\" is no key of a Machine, which is id");
    asked({"show", "ProblemReport", "a"}, exit_code::not_found, "did you mean \"A\"?");
    asked({"show", "Machine", "1", "--version", "9"}, exit_code::not_found,
        "Machine 1 has no version 9; there are versions 1 to 4");
    asked({"show", "Machine", "1", "--version", "0"}, exit_code::not_found, "no version 0");
    asked({"show", "Loan", "\"a,b\",7", "--version", "2"}, exit_code::not_found, "there is only version 1");
    asked({"diff", "Machine", "1", "1", "7"}, exit_code::not_found, "no version 7");
    asked({"show", "Machine", "1", "--at", "2026-03-01"}, exit_code::not_found,
        "Machine 1 was not there yet on 2026-03-01 00:00:00 UTC; it begins with version 1, created on 2026-03-02");
    asked({"show", "Machine", "1", "--at", "2 dys ago"}, exit_code::usage,
        "--at: \"2 dys ago\" is no time; did you mean \"2 days ago\"?");
    asked({"log", "--since", "week"}, exit_code::usage, "\"week\" is no time; did you mean \"1 week ago\"? Write it");
    asked({"log", "Machine", "--since", "2026-02-30"}, exit_code::usage, "--since: \"2026-02-30\" is no time. Write");
    asked({"log", "Machine", "--field", "stats"}, exit_code::usage,
        "Machine has no field \"stats\"; did you mean \"status\"? Its fields are: id, name, status, location");
    asked({"log", "Machine", "--field", "audit"}, exit_code::usage, "no field \"audit\"");
    asked({"log", "--field", "status"}, exit_code::usage, "--field needs to know of which model");
    asked({"log", "--operation", "update"}, exit_code::usage, "did you mean \"updated\"?");
    asked({"shwo", "Machine", "1"}, exit_code::usage, "there is no command \"shwo\"; did you mean \"show\"?");
    asked({"log", "--limt", "1"}, exit_code::usage, "there is no option \"--limt\"; did you mean \"--limit\"?");
    for (const std::vector<std::string>& args :
        std::vector<std::vector<std::string>>{{"--strange"}, {"log", "--strange"}}) {
        const std::string line = m(args).err.substr(0, m(args).err.find('\n'));
        CAPTURE(line);
        for (const char* option : {"--help", "--database"}) {
            CHECK(says(line, option));
            CHECK(line.find(option) == line.rfind(option)); // named once
        }
    }
    asked({"show", "Machine"}, exit_code::usage, "KEY is required");
    asked({"show", "Machine", "1", "2"}, exit_code::usage, "too much on the command line: 2");
    asked({"diff", "Machine", "1", "x", "2"}, exit_code::usage, "x");
    asked({"log", "--color", "blue"}, exit_code::usage, "blue");
}

TEST_CASE("the database is named by a URL whose mistakes are explained", "[manage]") {
    const museum m;
    fill(m);
    unsetenv("YORE_DATABASE");
    const auto asked = [&](const std::string& url, exit_code code, const std::string& sentence) {
        const ran r = run({"log", "--database", url});
        CAPTURE(r.err);
        CHECK(r.code == code);
        CHECK(says(r.err, sentence));
    };
    CHECK(run({"log"}).code == exit_code::usage);
    CHECK(says(run({"log"}).err, "which database? Name it with --database sqlite:museum.db"));
    asked("museum.db", exit_code::usage, "has no scheme; write \"sqlite:museum.db\"");
    asked("sqlte:museum.db", exit_code::usage, "did you mean \"sqlite\"?");
    asked("sqlite:", exit_code::usage, "names no file");
    asked(m.url("nothing.db"), exit_code::failed, "there is no file");
    write(m.path("text.db"), std::string(2000, 'x'));
    asked(m.url("text.db"), exit_code::failed, "not an SQLite database");
    CHECK(run({"-d", m.url(), "log"}).code == exit_code::done);
    CHECK(run({"log", "-d", "sqlite://" + m.path("museum.db")}).code == exit_code::done);
    setenv("YORE_DATABASE", m.url().c_str(), 1);
    CHECK(run({"log"}).code == exit_code::done);
    unsetenv("YORE_DATABASE");
}

TEST_CASE("a reading command leaves no trace", "[manage]") {
    const museum m;
    run_sql(m.path("museum.db"), "CREATE TABLE other (x)");
    const std::string before = contents(m.path("museum.db"));
    for (const char* command : {"log", "stats", "validate"}) static_cast<void>(m({command}));
    CHECK(m({"deleted", "Machine"}).out == "nothing is deleted\n");
    CHECK(contents(m.path("museum.db")) == before);
}

TEST_CASE("log tells all models by time, one model, or one entity", "[manage]") {
    const museum m;
    fill(m);
    const ran all = m({"log"});
    CHECK(all.code == exit_code::done);
    CHECK(all.out.starts_with(
        "2026-03-06 09:00:00 UTC, igor: still broken\n  Machine 1, version 4: reverted to version 2"));
    CHECK(says(all.out,
        "2026-03-03 09:00:00 UTC, maria: ball stuck\n"
        "  Machine 1, version 2: changed status from working to broken and location from Floor 1 to none\n"
        "  ProblemReport A, version 1: created"));
    CHECK(says(m({"log", "Machine", "2"}).out, "deleted"));
    CHECK(!says(m({"log", "Machine", "2"}).out, "Machine 1"));
    CHECK(!says(m({"log", "Machine"}).out, "ProblemReport"));
    CHECK(m({"log", "--limit", "1"}).out.starts_with("2026-03-06"));
    CHECK(!says(m({"log", "--limit", "1"}).out, "2026-03-05"));
    CHECK(m({"log", "--oldest-first", "--limit", "1"}).out.starts_with("2026-03-02"));
    CHECK(m({"log", "Machine", "9"}).code == exit_code::not_found);
}

TEST_CASE("log is filtered by who, when, what, why and which field", "[manage]") {
    const museum m;
    fill(m);
    const auto versions = [&](std::vector<std::string> args) {
        std::string out;
        args.insert(args.begin(), "log");
        args.push_back("--json");
        for (const json& one : m(args).result())
            out += one["key"].get<std::string>() + "." + std::to_string(one["number"].get<int>()) + " ";
        return out;
    };
    CHECK(versions({"Machine"}) == "1.4 2.2 1.3 1.2 2.1 1.1 ");
    CHECK(versions({"Machine", "--actor", "maria"}) == "1.3 1.2 ");
    CHECK(versions({"Machine", "--since", "2026-03-04", "--until", "2026-03-06"}) == "2.2 1.3 ");
    CHECK(versions({"Machine", "--field", "location"}) == "1.2 2.1 1.1 ");
    CHECK(versions({"Machine", "--field", "place"}) == "1.2 2.1 1.1 "); // an earlier name
    CHECK(versions({"Machine", "--field", "title"}) == "2.1 1.1 ");     // a label
    CHECK(versions({"Machine", "--field", "location", "--field", "tags", "1"}) == "1.4 1.3 1.2 1.1 ");
    CHECK(versions({"Machine", "--operation", "deleted", "--operation", "reverted"}) == "1.4 2.2 ");
    CHECK(versions({"Machine", "--reason", "repaired"}) == "1.3 ");
    CHECK(versions({"Machine", "--limit", "2", "--oldest-first"}) == "1.1 2.1 ");
    CHECK(versions({"--reason", "ball stuck"}) == "1.2 A.1 ");
    CHECK(versions({"--limit", "2"}) == "1.4 \"a,b\",7.1 ");
    CHECK(versions({"--actor", "nobody"}).empty());
    const json everything = m({"log", "--json"}).result();
    CHECK(everything.size() == 9);
    CHECK(everything.back()["model"] == "Machine");
}

TEST_CASE("log says where it finds nothing, and who has the name that was taken for an id", "[manage]") {
    const museum m;
    fill(m);
    {
        yore::sqlite::store db{m.path("museum.db")};
        yore::context c;
        c.actor = yore::actor{"ml", "Maria Lopez"};
        const yore::scope who{c};
        yore::history<Machine>{db}.remove(1);
    }
    for (const std::vector<std::string>& args :
        std::vector<std::vector<std::string>>{{"log", "--actor", "nobody"}, {"log", "Loan", "--actor", "ml"},
            {"log", "Machine", "--reason", "none"}, {"log", "Machine", "1", "--until", "2026-01-01"}}) {
        const ran none = m(args);
        CHECK(none.code == exit_code::done);
        CHECK(none.out.empty());
        CHECK(none.err == "museum: nothing found\n");
    }
    for (const char* model : {"Machine", "Loan"})
        CHECK(m({"log", model, "--actor", "Maria Lopez"}).err ==
              "museum: nothing found; the id of Maria Lopez is ml, which --actor asks for\n");
    CHECK(says(m({"log", "--actor", "maria lopez"}).err, " is ml, "));
    const ran as_json = m({"log", "--actor", "Maria Lopez", "--json"});
    CHECK(as_json.out == "[]\n");
    CHECK(as_json.err.empty());
    CHECK(m({"log", "--actor", "ml"}).err.empty());
    CHECK(says(m({"deleted", "Machine"}).out, "  Maria Lopez (ml)\n"));
}

TEST_CASE("blame names people with their ids", "[manage]") {
    const museum m;
    {
        yore::sqlite::store db{m.path("museum.db")};
        const yore::scope who{{.actor = yore::actor{"ml", "Maria Lopez"}, .reason = "new"}};
        yore::history<Loan>{db}.record(Loan{"a", 1, {}});
    }
    CHECK(says(m({"blame", "Loan", "a,1"}).out, "  Maria Lopez (ml)  new\n"));
}

TEST_CASE("diff compares two versions of one thing in either direction", "[manage]") {
    const museum m;
    fill(m);
    CHECK(m({"diff", "Machine", "1", "1", "3"}).out ==
          "Machine 1\n"
          "  from version 1, created on 2026-03-02 09:00:00 UTC by igor: bought\n"
          "  to   version 3, updated on 2026-03-04 09:00:00 UTC by maria: repaired\n"
          "  changed location from Floor 1 to none\n"
          "  added bright to tags\n");
    CHECK(says(m({"diff", "Machine", "1", "3", "1"}).out, "removed bright from tags"));
    CHECK(says(m({"diff", "Machine", "1", "2", "4"}).out, "nothing differs"));
    const json found = m({"diff", "Machine", "1", "1", "2", "--json"}).result();
    CHECK(found["changes"] == json::parse(R"({"status": ["working", "broken"], "location": ["Floor 1", null]})"));
    CHECK(found["from"] == 1);
    CHECK(found["key"] == "1");
}

TEST_CASE("diff says what was deleted and what came back", "[manage]") {
    const museum m;
    fill(m);
    CHECK(m({"restore", "Machine", "2", "--yes"}).code == exit_code::done);
    {
        yore::sqlite::store db{m.path("museum.db")};
        yore::history<Machine> machines{db};
        machines.remove(2);
        machines.record(Machine{2, "Attack", Status::working, {}, {}, "1234"}); // created again
    }
    const auto last_lines = [&](const char* from, const char* to) {
        const std::string out = m({"diff", "Machine", "2", from, to}).out;
        return out.substr(out.find('\n', out.find("\n  to ") + 1) + 1);
    };
    CHECK(last_lines("1", "2") == "  deleted\n");
    CHECK(last_lines("2", "3") == "  came back\n");
    CHECK(last_lines("2", "1") == "  not deleted yet\n");
    CHECK(last_lines("4", "5") == "  came back\n  changed title from \"Attack from Mars\" to Attack\n");
    CHECK(last_lines("1", "3") == "nothing differs\n");
    CHECK(last_lines("2", "4") == "nothing differs\n");
    const auto as_json = [&](const char* from, const char* to) {
        return m({"diff", "Machine", "2", from, to, "--json"}).result()["deleted"].dump();
    };
    CHECK(as_json("1", "2") == "[false,true]");
    CHECK(as_json("2", "3") == "[true,false]");
    CHECK(as_json("1", "3") == "[false,false]");
}

TEST_CASE("blame names for each field the version, the time, the person and the reason", "[manage]") {
    const museum m;
    fill(m);
    const ran blamed = m({"blame", "Machine", "1"});
    CHECK(says(blamed.out, "field      value             version  on                       by     reason\n"));
    CHECK(says(blamed.out, "location   none              2        2026-03-03 09:00:00 UTC  maria  ball stuck\n"));
    const json found = m({"blame", "Machine", "1", "--json"}).result();
    CHECK(found["fields"]["status"]["number"] == 4);
    CHECK(found["fields"]["name"]["commit"]["actor"]["id"] == "igor");
    CHECK(!found["fields"].contains("audit"));
    CHECK(m({"blame", "Machine", "7"}).code == exit_code::not_found);
}

TEST_CASE("deleted lists what is gone, with who and why", "[manage]") {
    const museum m;
    fill(m);
    CHECK(m({"deleted", "Machine"}).out == "key  version  deleted on               by    reason\n"
                                           "2    2        2026-03-05 09:00:00 UTC  igor  sold\n");
    CHECK(m({"deleted", "Loan"}).out == "nothing is deleted\n");
    const json found = m({"deleted", "Machine", "--json"}).result();
    CHECK(found.size() == 1);
    CHECK(found[0]["operation"] == "deleted");
    CHECK(m({"deleted", "Loan", "--json"}).result() == json::array());
}

TEST_CASE("between compares a whole model at two times", "[manage]") {
    const museum m;
    fill(m);
    CHECK(m({"between", "Machine", "2026-03-03", "now"}).out ==
          "Machine 1: changed status from working to broken and location from Floor 1 to none\n"
          "Machine 2: deleted\n"
          "0 created, 1 deleted, 1 changed\n");
    CHECK(says(m({"between", "Machine", "2026-03-01", "2026-03-03"}).out, "2 created, 0 deleted, 0 changed"));
    const json found = m({"between", "Machine", "2026-03-03", "2026-03-04", "--json"}).result();
    CHECK(found["changed"].size() == 1);
    CHECK(found["changed"][0]["changes"]["location"] == json::parse(R"(["Floor 1", null])"));
    CHECK(found["from"] == "2026-03-03T00:00:00Z");
    CHECK(m({"between", "Machine", "then", "now"}).code == exit_code::usage);
}

TEST_CASE("stats tell how much there is, how it grows and who makes it grow", "[manage]") {
    const museum m;
    fill(m);
    const ran told = m({"stats"});
    CHECK(says(told.out, "Machine: 6 versions of 2 entities, "));
    CHECK(says(told.out, "  actors: igor (4), maria (2)\n"));
    CHECK(says(told.out, "  2026-03 ######################################## 6\n"));
    CHECK(says(told.out, "  actors: nobody named (1)\n"));
    CHECK(says(told.out, "all: 9 versions of 4 entities, "));
    const json found = m({"stats", "Machine", "--top", "1", "--json"}).result();
    REQUIRE(found["models"].size() == 1);
    const json& machines = found["models"][0];
    CHECK(machines["versions"] == 6);
    CHECK(machines["months"] == json::parse(R"({"2026-03": 6})"));
    CHECK(machines["busiest"] == json::parse(R"([{"key": "1", "versions": 4}])"));
    CHECK(machines["actors"] == json::parse(R"([{"actor": "igor", "versions": 4}])"));
    CHECK(machines["operations"]["updated"] == 2);
    CHECK(machines["first_on"] == "2026-03-02T09:00:00Z");
    CHECK(m({"stats", "Loan", "--json"}).result()["models"][0]["actors"][0]["actor"].is_null());
}

TEST_CASE("values that would steer a terminal are made visible", "[manage]") {
    const museum m;
    {
        yore::sqlite::store db{m.path("museum.db")};
        const yore::scope who{{.actor = "x\x1b[2J", .reason = "a\nb"}};
        yore::history<Machine>{db}.record(
            Machine{1, "evil\x1b[31m\nMachine 2, version 1", Status::working, "\t", {}, {}});
        yore::history<Loan>{db}.record(Loan{"\x1b[2J", 1, {}});
    }
    for (const std::vector<std::string>& args : std::vector<std::vector<std::string>>{{"show", "Machine", "1"}, {"log"},
             {"blame", "Machine", "1"}, {"stats"}, {"between", "Loan", "2020-01-01", "now"}, {"show", "Loan", "x,1"}}) {
        const ran r = m(args);
        CAPTURE(args);
        CHECK(!says(r.out + r.err, "\x1b"));
        CHECK(!says(r.out, "\nMachine 2"));
    }
    CHECK(says(m({"show", "Machine", "1", "--json"}).out, "\\u001b[31m\\n"));
}

TEST_CASE("colours are used on a terminal or where they are asked for", "[manage]") {
    const museum m;
    fill(m);
    circumstances at_terminal;
    at_terminal.out_is = yore::terminal::yes;
    CHECK(says(m({"log"}, at_terminal).out, "\x1b[1m"));
    CHECK(!says(m({"log"}).out, "\x1b"));
    CHECK(says(m({"log", "--color", "always"}).out, "\x1b[32m"));
    CHECK(!says(m({"log", "--color", "never"}, at_terminal).out, "\x1b"));
    CHECK(!says(m({"log", "--json"}, at_terminal).out, "\x1b"));
}

TEST_CASE("help teaches with examples that name the program's own models", "[manage]") {
    const ran all = run({"--help"});
    CHECK(all.code == exit_code::done);
    CHECK(says(all.out, "The past of Machine, ProblemReport and Loan."));
    CHECK(says(all.out, "Exit codes: 0 done"));
    for (const char* command : {"show", "log", "diff", "blame", "deleted", "between", "revert", "undo", "restore",
             "cleanup", "validate", "migrate", "populate", "export", "import", "stats", "page", "completion"}) {
        CAPTURE(command);
        CHECK(says(all.out, std::string("\n  ") + command + " "));
        const ran one = run({command, "--help"});
        CHECK(one.code == exit_code::done);
        CHECK(says(one.out, std::string("Examples:\n  ")));
        CHECK(says(one.out, std::string("museum ") + command));
    }
    CHECK(says(run({"revert", "--help"}).out, "museum revert Machine 7 --to \"2 days ago\" --field name"));
    const ran none = run({});
    CHECK(none.code == exit_code::usage);
    CHECK(says(none.out, "Commands:"));
    CHECK(run({"--version"}).out == "museum 1.0\n");
}

TEST_CASE("a long log is written page by page, and is the same as one", "[manage]") {
    const museum m;
    std::vector<std::string> keys;
    {
        yore::sqlite::store db{m.path("museum.db"), {.durability = yore::sqlite::durability::off}};
        yore::history<Loan> loans{db};
        yore::history<Machine> machines{db};
        const yore::batch many{db};
        yore::timestamp when = std::chrono::sys_days{std::chrono::March / 1 / 2020};
        for (int commit = 0; commit != 700; ++commit) { // of 1 to 3 versions, over years
            const yore::scope at{{.occurred_on = when += std::chrono::hours{40}}};
            yore::transaction one{db};
            for (int i = 0; i <= commit % 3; ++i) loans.record(Loan{"s", i, std::to_string(commit)});
            if (commit % 5 == 0) machines.record(Machine{1, std::to_string(commit), Status::working, {}, {}, {}});
            one.commit();
        }
    }
    yore::sqlite::store db{m.path("museum.db")};
    const yore::history<Loan> loans{db};
    for (const bool newest_first : {true, false}) {
        const std::vector<std::string> order =
            newest_first ? std::vector<std::string>{} : std::vector<std::string>{"--oldest-first"};
        const auto with = [&](std::vector<std::string> args) {
            args.insert(args.end(), order.begin(), order.end());
            return m(args);
        };
        const auto text_of = [](const std::vector<yore::changelog_commit>& log) {
            std::string out;
            yore::write_text(out, log);
            return out;
        };
        CHECK(with({"log", "Loan"}).out == text_of(yore::changelog(loans, {.newest_first = newest_first})));
        CHECK(with({"log", "Loan", "--limit", "777"}).out ==
              text_of(yore::changelog(loans, {.limit = 777, .newest_first = newest_first})));
        CHECK(with({"log"}).out == text_of(yore::timeline<Machine, Loan>(db, {.newest_first = newest_first})));
        CHECK(with({"log", "--since", "2021-01-01", "--limit", "600"}).out ==
              text_of(yore::timeline<Machine, Loan>(db,
                  {.from = yore::from_rfc3339("2021-01-01T00:00:00Z"), .limit = 600, .newest_first = newest_first})));
        const ran all = with({"log", "--json"});
        CHECK(all.result().size() == 1399 + 140);
        CHECK(all.out == all.result().dump(2) + "\n");
        const json limited = with({"log", "--json", "--limit", "600"}).result();
        std::set<std::uint64_t> commits;
        for (const json& one : limited) commits.insert(one["commit"]["id"].get<std::uint64_t>());
        CHECK(commits.size() == 600);
    }
    CHECK(m({"log", "Machine", "--reason", "none", "--json"}).out == "[]\n");
}
