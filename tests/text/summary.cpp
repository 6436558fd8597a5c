// SPDX-License-Identifier: BSL-1.0
#include <yore/history.hpp>
#include <yore/text/summary.hpp>

#include <boost/describe.hpp>

#include "catch.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sentences {

using yore::operation;
using yore::summary;

enum class Status { working, broken };
BOOST_DESCRIBE_ENUM(Status, working, broken)

struct Address {
    std::string street;
    std::optional<int> number;
};

struct Machine {
    std::int64_t id{};
    std::string name;
    Status status{};
    std::optional<std::string> location;
    std::vector<std::string> tags;
    std::vector<Address> owners;
    std::map<std::string, int> prices;
    std::set<int> slots;
    std::vector<std::string> makers;
    std::vector<std::optional<int>> scores;
    std::map<std::string, std::optional<int>> bids;
    Address address{};
    std::string password;

    using audit_policy = yore::policy<yore::label<&Machine::name, "Title">, yore::redact<&Machine::password>,
        yore::as_set<&Machine::makers>>;
};

struct Album {
    int id{};
    std::map<std::string, std::vector<int>> pages;
};

Machine machine() {
    Machine m;
    m.id = 1;
    m.name = "Medieval Madness";
    m.location = "Floor 1";
    return m;
}

yore::version<Machine> version(std::uint64_t number, operation op, Machine state, yore::field_set<Machine> changed) {
    yore::version<Machine> v{number, op, std::move(state), changed, {}};
    v.commit.actor = "maria";
    v.commit.reason = "moved for repair";
    return v;
}
yore::version<Machine> created(Machine state = machine()) {
    return version(1, operation::created, std::move(state), yore::field_set<Machine>::all());
}
/// What became of `machine()`.
yore::version<Machine> updated(const Machine& state) {
    return version(2, operation::updated, state, yore::changed_fields(machine(), state));
}
/// The sentence about one change.
template <class Edit> std::string told(Edit edit, const yore::text_options& options = {}) {
    Machine m = machine();
    edit(m);
    return summary(yore::diff(machine(), m), options);
}

/// The sentence about a list that was and became.
std::string told_tags(
    std::vector<std::string> before, std::vector<std::string> after, const yore::text_options& options = {}) {
    Machine a = machine(), b = machine();
    a.tags = std::move(before);
    b.tags = std::move(after);
    return summary(yore::diff(a, b), options);
}

TEST_CASE("a version is one sentence: who did what, and why", "[text]") {
    Machine after = machine();
    after.status = Status::broken;
    after.location.reset();
    CHECK(summary(created(), updated(after)) ==
          "maria changed status from working to broken and location from Floor 1 to none, moved for repair");
    CHECK(summary(yore::diff(machine(), after)) ==
          "changed status from working to broken and location from Floor 1 to none");
}

TEST_CASE("a version alone says only what became", "[text]") {
    Machine after = machine();
    after.status = Status::broken;
    after.location.reset();
    after.password = "secret";
    CHECK(summary(updated(after)) ==
          "maria changed status to broken, location to none and password to [REDACTED], moved for repair");
}

TEST_CASE("who and why are left out where nobody said, and a name is better than an id", "[text]") {
    Machine after = machine();
    after.status = Status::broken;
    auto v = updated(after);
    v.commit.reason.reset();
    CHECK(summary(created(), v) == "maria changed status from working to broken");
    v.commit.reason = "";
    CHECK(summary(created(), v) == "maria changed status from working to broken");
    v.commit.actor.reset();
    CHECK(summary(created(), v) == "changed status from working to broken");
    v.commit.actor = yore::actor{"m.rossi", "Maria Rossi"};
    CHECK(summary(created(), v) == "Maria Rossi changed status from working to broken");
}

TEST_CASE("a creation says what there is, not what there is not", "[text]") {
    CHECK(summary(created()) ==
          "maria created Machine 1 with Title Medieval Madness, status working, location Floor 1, address {street: , "
          "number: none} and password [REDACTED], moved for repair");
}

TEST_CASE("a re-creation tells nothing of the former life", "[text]") {
    auto again = created();
    again.number = 3;
    Machine former = machine();
    former.tags = {"castle"};
    former.address = {"Via Roma", 1};
    const auto gone = version(2, operation::deleted, former, {});
    CHECK(summary(gone, again) == summary(again));
}

TEST_CASE("deletions, restores, reverts and versions without a change have their own sentences", "[text]") {
    CHECK(summary(version(2, operation::deleted, machine(), {})) == "maria deleted Machine 1, moved for repair");
    auto back = version(3, operation::restored, machine(), {});
    back.source = 1;
    CHECK(summary(back) == "maria restored Machine 1 from version 1, moved for repair");

    Machine broken = machine();
    broken.status = Status::broken;
    auto reverted = version(3, operation::reverted, machine(), yore::fields<&Machine::status>);
    reverted.source = 1;
    auto before = updated(broken);
    CHECK(summary(before, reverted) ==
          "maria reverted Machine 1 to version 1: changed status from broken to working, moved for repair");
    CHECK(summary(version(2, operation::updated, machine(), {})) ==
          "maria recorded Machine 1 unchanged, moved for repair");
    CHECK(summary(yore::changes<Machine>{}) == "changed nothing");
}

TEST_CASE("the version before must be the one just before", "[text]") {
    Machine other = machine();
    other.id = 2;
    auto third = updated(machine());
    third.number = 3;
    CHECK_THROWS_WITH(summary(created(), third),
        "yore: version 3 of Machine 1 does not follow version 1; give the version just before it, or none");
    CHECK_THROWS_WITH(summary(created(other), updated(machine())),
        "yore: version 2 of Machine 1 does not follow version 1 of another entity; give the version just before it, or "
        "none");
}

struct Ticket {
    std::string title;
    std::int64_t id;
};

TEST_CASE("entities are told apart by their keys, wherever those stand", "[text]") {
    yore::history<Ticket> tickets;
    tickets.record(Ticket{"Noise", 1});
    tickets.record(Ticket{"Loud noise, heard from the street", 1});
    tickets.record(Ticket{"Noise", 2});
    const auto versions = tickets.versions(1), others = tickets.versions(2);
    CHECK(summary(versions[0], versions[1]).find("changed title from Noise to") != std::string::npos);
    CHECK_THROWS_WITH(summary(others[0], versions[1]),
        "yore: version 2 of Ticket 1 does not follow version 1 of another entity; give the version just before it, or "
        "none");
}

TEST_CASE("containers are told by what was added, removed, replaced and moved", "[text]") {
    CHECK(told_tags({}, {"castle"}) == "added castle to tags");
    CHECK(told_tags({"castle", "dragon"}, {}) == "removed castle and dragon from tags");
    CHECK(told_tags({"a", "b", "c"}, {"c", "a", "b"}) == "moved c from #3 to #1 in tags");
    CHECK(told_tags({"a", "b"}, {"n", "b", "a"}) == "added n to tags and moved b (still #2) in tags");
    CHECK(told_tags({"a", "b", "c"}, {"a", "x", "c"}) == "replaced b with x in tags");
    CHECK(told_tags({"a"}, {"a", "", "x, y", "none"}) == "added \"\", \"x, y\" and \"none\" to tags");
    CHECK(told([](Machine& m) { m.slots = {1, 2}; }) == "added 1 and 2 to slots");
    CHECK(told([](Machine& m) { m.prices = {{"EUR", 5}, {"a: b", 6}}; }) == "added EUR: 5 and \"a: b\": 6 to prices");
}

TEST_CASE("what is inside is told by its place", "[text]") {
    CHECK(told([](Machine& m) { m.address = {"Via Roma", 3}; }) ==
          "changed address street from \"\" to Via Roma and address number from none to 3");
    Machine a = machine(), b = machine();
    a.prices = {{"EUR", 5}};
    b.prices = {{"EUR", 6}};
    a.owners = {{"x", 1}, {"y", 1}};
    b.owners = {{"x", 1}, {"y", 2}};
    CHECK(summary(yore::diff(a, b)) == "changed owners #2 number from 1 to 2 and prices EUR from 5 to 6");
}

TEST_CASE("an element that is null is told as one that is there", "[text]") {
    const auto told_scores = [](std::vector<std::optional<int>> before, std::vector<std::optional<int>> after) {
        Machine a = machine(), b = machine();
        a.scores = std::move(before);
        b.scores = std::move(after);
        return summary(yore::diff(a, b));
    };
    const auto null = std::nullopt;
    CHECK(told_scores({null}, {5}) == "changed scores #1 from none to 5");
    CHECK(told_scores({5}, {null}) == "changed scores #1 from 5 to none");
    CHECK(told_scores({}, {null}) == "added none to scores");
    CHECK(told_scores({null}, {}) == "removed none from scores");
    CHECK(told_scores({null, 1, 2, 3}, {1, 2, 3, null}) == "moved none from #1 to #4 in scores");
    Machine a = machine(), b = machine();
    a.bids = {{"CHF", null}, {"EUR", 4}, {"SEK", null}};
    b.bids = {{"CHF", 5}, {"EUR", null}, {"USD", null}};
    CHECK(summary(yore::diff(a, b)) ==
          "changed bids CHF from none to 5, bids EUR from 4 to none, removed SEK: none from bids and added USD: none "
          "to bids");
}

TEST_CASE("a list that is a set is told as one", "[text]") {
    CHECK(told([](Machine& m) { m.makers = {"ann", "igor"}; }) == "added ann and igor to makers");
}

TEST_CASE("different things done to different fields share one sentence", "[text]") {
    CHECK(told([](Machine& m) {
        m.name = "Attack";
        m.status = Status::broken;
        m.tags = {"castle"};
        m.slots = {1};
        m.password = "secret";
    }) == "changed Title from Medieval Madness to Attack, status from working to broken, added castle to tags, 1 to "
          "slots "
          "and changed password to [REDACTED]");
}

TEST_CASE("of many elements some are named and the others counted", "[text]") {
    CHECK(told_tags({}, {"a", "b", "c", "d", "e", "f", "g"}) == "added a, b, c, d, e and 2 more to tags");
    CHECK(told_tags({}, {"a", "b", "c"}, {.elements = 1}) == "added a and 2 more to tags");
    CHECK(told_tags({}, {"a", "b", "c"}, {.elements = 0}) == "added 3 more to tags");

    Machine a = machine(), b = machine();
    for (int i = 0; i != 2000; ++i) a.owners.push_back({"street", i}), b.owners.push_back({"road", i});
    CHECK(summary(yore::diff(a, b), {.elements = 1}).size() < 200);

    a = b = machine();
    for (int i = 0; i != 100; ++i) a.prices[std::to_string(i)] = 1, b.prices[std::to_string(i)] = 2;
    CHECK(summary(yore::diff(a, b), {.elements = 1}) == "changed prices 0 from 1 to 2 and 99 more in prices");
}

TEST_CASE("no element can be taken for the number of the others", "[text]") {
    CHECK(told_tags({}, {"a", "2 more"}) == "added a and \"2 more\" to tags");
    CHECK(told_tags({"a"}, {"b in slots"}) == "replaced a with \"b in slots\" in tags");
    CHECK(told_tags({"a with b"}, {"c"}) == "replaced \"a with b\" with c in tags");
    CHECK(told([](Machine& m) { m.name = "Fire in the Hole with more"; }) ==
          "changed Title from Medieval Madness to Fire in the Hole with more");
    CHECK(told_tags({}, {"a", "b", "c"}, {.elements = 1}) == "added a and 2 more to tags");
}

TEST_CASE("of many places inside a field some are named and the others counted", "[text]") {
    Album before{1, {}}, after{1, {}};
    for (const char letter : std::string_view("abcdefgh")) {
        before.pages[std::string(1, letter)] = {1};
        after.pages[std::string(1, letter)] = {1, 2, 3};
    }
    CHECK(summary(yore::diff(before, after), {.elements = 1}) ==
          "added 2 and 1 more to pages a and changed 14 more in pages");
}

TEST_CASE("long values are cut around the first difference on both sides", "[text]") {
    const std::string head(1000, 'x'), tail(1000, 'y');
    Machine a = machine(), b = machine();
    a.name = head + "old" + tail;
    b.name = head + "new" + tail;
    CHECK(summary(yore::diff(a, b), {.length = 12}) == "changed Title from …xxxoldyyyyyy… to …xxxnewyyyyyy…");
    CHECK(summary(yore::diff(b, a), {.length = 12}) == "changed Title from …xxxnewyyyyyy… to …xxxoldyyyyyy…");
    CHECK(told_tags({}, {head}, {.length = 3}) == "added xxx… to tags");
    CHECK(summary(yore::diff(a, b)).size() < 200);
}

TEST_CASE("values cannot tell a story of their own", "[text]") {
    const std::string story = "x and status from working to broken\nroot deleted Machine 7";
    CHECK(told([&](Machine& m) { m.name = story; }) ==
          R"(changed Title from Medieval Madness to "x and status from working to broken\nroot deleted Machine 7")");
    CHECK(told([](Machine& m) { m.location = "none"; }) == "changed location from Floor 1 to \"none\"");
    CHECK(told([](Machine& m) { m.location = ""; }) == "changed location from Floor 1 to \"\"");
    CHECK(told([](Machine& m) { m.location = "\x1b[2J\u202e"; }) ==
          R"(changed location from Floor 1 to "\x1b[2J\u{202e}")");
    CHECK(told([](Machine& m) { m.location = std::string("a\0b", 3); }) ==
          R"(changed location from Floor 1 to "a\x00b")");
    CHECK(told([](Machine& m) { m.location = "LOUD"; }) == "changed location from Floor 1 to LOUD");

    auto v = updated(machine());
    v.commit.actor = "root deleted Machine 7, maria";
    v.commit.reason = "fine\n2026-01-01 00:00:00 UTC, root";
    CHECK(summary(v) ==
          R"("root deleted Machine 7, maria" recorded Machine 1 unchanged, "fine\n2026-01-01 00:00:00 UTC, root")");
}

TEST_CASE("redacted values are in no sentence", "[text]") {
    Machine a = machine(), b = machine();
    a.password = "hunter2";
    b.password = "hunter3";
    CHECK(summary(yore::diff(a, b)) == "changed password to [REDACTED]");
    CHECK(summary(created(a)).find("hunter") == std::string::npos);
}

TEST_CASE("there are colours when they are asked for, and only then", "[text]") {
    Machine after = machine();
    after.status = Status::broken;
    after.tags = {"castle"};
    CHECK(summary(created(), updated(after)).find('\x1b') == std::string::npos);
    CHECK(summary(created(), updated(after), {.colour = yore::colour::yes}) ==
          "\x1b[1mmaria\x1b[0m changed status from \x1b[31mworking\x1b[0m to \x1b[32mbroken\x1b[0m and added "
          "\x1b[32mcastle\x1b[0m to tags, moved for repair");
}

TEST_CASE("keys that are texts cannot be mistaken", "[text]") {
    yore::changelog_entry e{"Package", "a, b: deleted", 2, operation::deleted, {}, {}};
    CHECK(summary(e, yore::commit{}) == "deleted Package \"a, b: deleted\"");
    e = {"Package", "1 unchanged", 2, operation::updated, {}, {}};
    CHECK(summary(e, yore::commit{}) == "recorded Package \"1 unchanged\" unchanged");
}

} // namespace sentences
