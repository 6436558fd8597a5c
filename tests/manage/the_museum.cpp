// SPDX-License-Identifier: BSL-1.0
/// The museum of the examples, as somebody at a terminal meets it.
#include "person.hpp"
#include "support.hpp"

#include <string>
#include <vector>

using namespace managed;

namespace {

/// A month of the museum in a file of its own.
struct month {
    museum folder;

    month() {
        person p({YORE_MUSEUM_MONTH, folder.path("museum.db")});
        REQUIRE(p.sees("18 reports, 17 entries in the log"));
        REQUIRE(p.leaves() == 0);
    }
    [[nodiscard]] person operator()(std::vector<std::string> args) const {
        args.insert(args.begin(), {"env", "TERM=xterm", "USER=ann", YORE_MUSEUM, "--database", folder.url()});
        return person(args);
    }
    /// What a command answers in the end, without colours.
    [[nodiscard]] std::string answer(std::vector<std::string> args) const {
        args.insert(args.begin(), {"--color", "never"});
        person p = (*this)(args);
        REQUIRE(p.leaves() == 0);
        return p.screen();
    }
};

} // namespace

TEST_CASE("the museum: what was deleted comes back when the person says yes, and not before", "[manage]") {
    const month m;
    person careful = m({"restore", "LogEntry", "4"});
    REQUIRE(careful.sees("Restore LogEntry 4? [y/N] "));
    CHECK(says(careful.screen(), "New spring in the ball lock"));
    careful.types("n\n");
    CHECK(careful.leaves() == static_cast<int>(exit_code::declined));
    CHECK(says(m.answer({"deleted", "LogEntry"}), "tidying up"));

    person sure = m({"restore", "LogEntry", "4", "--reason", "it is what we know of the lock"});
    REQUIRE(sure.sees("Restore LogEntry 4? [y/N] "));
    sure.types("y\n");
    CHECK(sure.sees("restored: version 5 of LogEntry 4"));
    CHECK(sure.leaves() == 0);
    CHECK(says(m.answer({"deleted", "LogEntry"}), "nothing is deleted"));
    CHECK(says(m.answer({"log", "LogEntry", "4", "--limit", "1"}), ", ann: it is what we know of the lock"));
}

TEST_CASE("the museum: one field goes back, the others stay", "[manage]") {
    const month m;
    person p = m({"revert", "MachineInstance", "2", "--to", "2026-03-31T20:00:00Z", "--field", "serial number"});
    REQUIRE(p.sees("Revert MachineInstance 2? [y/N] "));
    CHECK(says(p.screen(), "changed serial number from \x1b[31mnone\x1b[0m to \x1b[32mAFM-1190\x1b[0m"));
    p.types("yes\n");
    CHECK(p.sees("reverted: version 9 of MachineInstance 2"));
    CHECK(p.leaves() == 0);
    const std::string now = m.answer({"show", "MachineInstance", "2"});
    CHECK(says(now, "AFM-1190"));
    CHECK(says(now, "Floor 2"));
}

TEST_CASE("the museum: Ctrl-C at the question leaves a mistake as it is", "[manage]") {
    const month m;
    person p = m({"undo", "MachineModel", "1"});
    REQUIRE(p.sees("Undo version 2? [y/N] "));
    p.types("\x03");
    CHECK(p.leaves() == -1);
    CHECK(says(m.answer({"show", "MachineModel", "1"}), "A castle."));
}

TEST_CASE("the museum: its past is shortened with a bar to look at", "[manage]") {
    const month m;
    person p = m({"cleanup", "--keep", "1", "--batch", "10"});
    REQUIRE(p.sees("for good? [y/N] "));
    p.types("y\n");
    CHECK(p.sees("removing ["));
    CHECK(p.leaves() == 0);
    CHECK(says(p.screen(), "\r\x1b[Kremoved "));
    CHECK(says(m.answer({"validate"}), "5 tables match their structs"));
    CHECK(says(m.answer({"blame", "MachineInstance", "1"}), "or earlier"));
}

TEST_CASE("the museum: its machines' life is told in colours", "[manage]") {
    const month m;
    person p = m({"log", "--actor", "tom", "--limit", "1"});
    CHECK(p.leaves() == 0);
    CHECK(says(p.screen(), "\x1b[1m2026-03-31 20:15:00 UTC, Tom Brandt (tom)\x1b[0m: tidying up"));
}
