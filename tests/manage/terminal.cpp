// SPDX-License-Identifier: BSL-1.0
#include "person.hpp"
#include "support.hpp"

#include <yore/store/sqlite.hpp>

using namespace managed;

namespace {

const std::string program = YORE_MANAGE_PROGRAM;

person at_terminal(const museum& m, std::vector<std::string> args) {
    args.insert(args.begin(), {"env", "TERM=xterm", program, "--database", m.url()});
    return person(args);
}

/// In a shell, so that only some streams are the terminal's.
person in_shell(const museum& m, const std::string& line) {
    return person({"env", "TERM=xterm", "YORE_DATABASE=" + m.url(), "MUSEUM=" + program, "bash", "--norc", "-c", line});
}

} // namespace

TEST_CASE("a person is asked, and yes is recorded", "[manage]") {
    const museum m;
    fill(m);
    person p = at_terminal(m, {"revert", "Machine", "1", "--to", "3", "--reason", "it works"});
    REQUIRE(p.sees("Revert Machine 1? [y/N] "));
    CHECK(says(p.screen(), "changed status from \x1b[31mbroken\x1b[0m to \x1b[32mworking\x1b[0m"));
    p.types("y\n");
    CHECK(p.sees("reverted: version 5 of Machine 1"));
    CHECK(p.leaves() == 0);
    CHECK(m({"show", "Machine", "1", "--json"}).result()["number"] == 5);
}

TEST_CASE("a person who says no, or closes the terminal's input, has changed nothing", "[manage]") {
    const museum m;
    fill(m);
    for (const char* answer : {"n\n", "\n", "\x04"}) { // the last is Ctrl-D
        person p = at_terminal(m, {"undo", "Machine", "1"});
        REQUIRE(p.sees("Undo version 4? [y/N] "));
        p.types(answer);
        CHECK(p.sees("nothing was written"));
        CHECK(p.leaves() == static_cast<int>(exit_code::declined));
    }
    CHECK(m({"show", "Machine", "1", "--json"}).result()["number"] == 4);
}

TEST_CASE("Ctrl-C at the question ends the program, and nothing was written", "[manage]") {
    const museum m;
    fill(m);
    person p = at_terminal(m, {"restore", "Machine", "2"});
    REQUIRE(p.sees("Restore Machine 2? [y/N] "));
    p.types("\x03");
    CHECK(p.leaves() == -1);
    CHECK(m({"deleted", "Machine", "--json"}).result().size() == 1);
}

TEST_CASE("nobody is asked where the input comes from elsewhere", "[manage]") {
    const museum m;
    fill(m);
    person p = in_shell(m, "echo y | \"$MUSEUM\" restore Machine 2");
    CHECK(p.sees("add --yes when you mean it"));
    CHECK(p.leaves() == static_cast<int>(exit_code::declined));
    person quiet = in_shell(m, "\"$MUSEUM\" restore Machine 2 2>" + m.path("err"));
    CHECK(quiet.leaves() == static_cast<int>(exit_code::declined)); // a question that nobody sees is none
    CHECK(says(contents(m.path("err")), "--yes"));
}

TEST_CASE("colours are for terminals, not for pipes", "[manage]") {
    const museum m;
    fill(m);
    person here = at_terminal(m, {"log"});
    CHECK(here.leaves() == 0);
    CHECK(says(here.screen(), "\x1b[1m2026-03-06 09:00:00 UTC, igor\x1b[0m"));
    person piped = in_shell(m, "\"$MUSEUM\" log | cat");
    CHECK(piped.leaves() == 0);
    CHECK(says(piped.screen(), "2026-03-06 09:00:00 UTC, igor"));
    CHECK(!says(piped.screen(), "\x1b"));
    person asked = in_shell(m, "\"$MUSEUM\" log --color always | cat");
    CHECK(asked.leaves() == 0);
    CHECK(says(asked.screen(), "\x1b[1m"));
}

TEST_CASE("progress is shown while versions are removed, and is away at the end", "[manage]") {
    const museum m;
    fill(m);
    person p = at_terminal(m, {"cleanup", "--keep", "1", "--batch", "1"});
    REQUIRE(p.sees("Remove 5 versions for good? [y/N] "));
    p.types("yes\n");
    CHECK(p.sees("removing ["));
    CHECK(p.sees("removed 5 versions"));
    CHECK(p.leaves() == 0);
    CHECK(says(p.screen(), "\r\x1b[Kremoved 5 versions"));
    person quiet = in_shell(m, "\"$MUSEUM\" export -o " + m.path("all.ndjson") + " 2>" + m.path("err"));
    CHECK(quiet.leaves() == 0);
    CHECK(contents(m.path("err")).empty());
}

TEST_CASE("a reader that goes away ends the program without a word", "[manage]") {
    const museum m;
    fill(m);
    person p = in_shell(m, "for i in 1 2 3; do \"$MUSEUM\" export; done | head -n 1; echo done");
    CHECK(p.sees("done"));
    CHECK(p.leaves() == 0);
}

TEST_CASE("files may be pipes", "[manage]") {
    const museum m;
    fill(m);
    person p = in_shell(
        m, "\"$MUSEUM\" import <(\"$MUSEUM\" export) -d " + m.url("copy.db") + "; \"$MUSEUM\" export -o >(wc -l)");
    CHECK(p.sees("imported 9 versions"));
    CHECK(p.sees("exported 9 versions"));
    p.leaves();
    CHECK(m({"export", "-d", m.url("copy.db")}).out == m({"export"}).out);
}

TEST_CASE("bash completes commands, models, fields and options", "[manage]") {
    const museum m;
    const auto completed = [&](const std::string& words, int at) {
        person p = in_shell(m, "source <(\"$MUSEUM\" completion bash); COMP_WORDS=(museum " + words + "); COMP_CWORD=" +
                                   std::to_string(at) + "; _yore_yore_manage_program; echo \"<${COMPREPLY[*]}>\"");
        p.leaves();
        const std::size_t begin = p.screen().find('<'), end = p.screen().find('>');
        if (begin == std::string::npos || end == std::string::npos) return "nothing: " + p.screen();
        return p.screen().substr(begin + 1, end - begin - 1);
    };
    CHECK(completed("re", 1) == "revert restore");
    CHECK(completed("show M", 2) == "Machine");
    CHECK(completed("show ''", 2) == "Machine ProblemReport Loan");
    CHECK(completed("--database sqlite : museum.db sh", 5) == "show"); // bash takes URLs apart
    CHECK(completed("log Machine --field d", 4) == "door_code");
    CHECK(completed("revert loan 7 --to 3 --field b", 7) == "borrower");
    CHECK(completed("log --op", 2) == "--operation");
    CHECK(completed("log --operation re", 3) == "reverted restored");
    CHECK(completed("cleanup --model P", 3) == "ProblemReport");
    CHECK(completed("log --color a", 3) == "auto always");
    CHECK(completed("export Loan M", 3) == "Machine");
    CHECK(completed("show Machine ''", 3).empty());
    CHECK(completed("completion b", 2) == "bash");
    person unknown = in_shell(m, "\"$MUSEUM\" completion fish");
    CHECK(unknown.leaves() == static_cast<int>(exit_code::usage));
}

TEST_CASE("what somebody else records before the answer is not overwritten", "[manage]") {
    const museum m;
    fill(m);
    person p = at_terminal(m, {"revert", "Machine", "1", "--to", "3"});
    REQUIRE(p.sees("Revert Machine 1? [y/N] "));
    {
        yore::sqlite::store db{m.path("museum.db")};
        yore::history<Machine> machines{db};
        Machine one = *machines.latest(1);
        one.name = "Monster Bash";
        machines.record(one);
    }
    p.types("y\n");
    CHECK(p.sees("expected version 4 of Machine 1, found 5"));
    CHECK(p.leaves() == static_cast<int>(exit_code::conflict));
    CHECK(m({"show", "Machine", "1", "--json"}).result()["number"] == 5);
}

TEST_CASE("who wants no colours gets none", "[manage]") {
    const museum m;
    fill(m);
    person p = in_shell(m, "NO_COLOR=1 \"$MUSEUM\" log; TERM=dumb \"$MUSEUM\" log");
    CHECK(p.leaves() == 0);
    CHECK(!says(p.screen(), "\x1b"));
}
