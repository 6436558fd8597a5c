// SPDX-License-Identifier: BSL-1.0
#include <yore/audit_fields.hpp>
#include <yore/text/field_change.hpp>

#include <boost/describe.hpp>

#include "catch.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace described_changes {

using yore::edit_kind;
using yore::field_change;
using yore::part_change;
using yore::place_kind;
using yore::value_state;
using yore::value_text;

enum class Status { working, broken };
BOOST_DESCRIBE_ENUM(Status, working, broken)

struct Shelf {
    std::string room;
    int number{};
    std::string code;
    using audit_policy = yore::policy<yore::label<&Shelf::number, "shelf">, yore::redact<&Shelf::code>>;
};

struct Part {
    int id{};
    std::optional<int> count;
};

struct Wish {
    std::optional<int> count;
};

/// A value that says itself what differs inside it.
struct Tree {
    std::string leaf;
};

struct Exhibit {
    std::int64_t id{};
    std::string name;
    Status status{};
    std::optional<std::string> location;
    Shelf shelf{};
    std::optional<Shelf> spare;
    std::vector<std::string> tags;
    std::vector<Part> parts;
    std::map<std::string, Part> prices;
    std::set<std::string> awards;
    std::variant<int, Shelf, Part> value;
    std::variant<std::vector<int>, std::map<std::string, int>> notes;
    std::vector<std::variant<Wish, Part>> wishes;
    std::vector<std::optional<int>> counts;
    std::map<std::string, std::unique_ptr<int>> amounts;
    std::vector<std::string> makers;
    std::optional<std::vector<std::string>> owners;
    std::unique_ptr<Shelf> owned;
    Tree tree{};
    std::string password;
    std::optional<std::string> token;
    std::string cache;
    yore::AuditFields audit{};

    using audit_policy = yore::policy<yore::label<&Exhibit::name, "Name of it">, yore::ignore<&Exhibit::cache>,
        yore::redact<&Exhibit::password, &Exhibit::token>, yore::keyed_by<&Exhibit::parts, &Part::id>,
        yore::as_set<&Exhibit::makers, &Exhibit::owners>>;
};

Exhibit exhibit() {
    Exhibit e;
    e.id = 1;
    e.name = "Medieval Madness";
    e.shelf = {"north", 1, "c0de"};
    return e;
}

/// The one change between two states of which nothing else differs.
field_change only(const Exhibit& before, const Exhibit& after) {
    const auto all = yore::field_changes(yore::diff(before, after));
    REQUIRE(all.size() == 1);
    return all.front();
}

/// `kind place: before -> after`, places as labels, keys in quotes and `#0`.
std::string line(const part_change& part) {
    std::string out = std::string(to_string(part.kind));
    for (const auto& step : part.place)
        out += step.kind == place_kind::position  ? " #" + std::to_string(step.index)
               : step.kind == place_kind::key     ? " '" + step.text + "'"
               : step.kind == place_kind::element ? " *" + step.text
                                                  : " " + step.text;
    return out + ": " + part.before.text + " -> " + part.after.text;
}
std::vector<std::string> lines(const field_change& change) {
    std::vector<std::string> out;
    for (const part_change& part : change.parts) out.push_back(line(part));
    return out;
}
using text_list = std::vector<std::string>;

const value_text redacted{value_state::redacted, "[REDACTED]"};
const value_text none{value_state::none, "none"};
value_text known(std::string text) { return {value_state::known, std::move(text)}; }

} // namespace described_changes

namespace yore {
template <> struct value_traits<described_changes::Tree> {
    static bool equal(const described_changes::Tree& a, const described_changes::Tree& b) { return a.leaf == b.leaf; }
    static std::string to_text(const described_changes::Tree& t) { return t.leaf; }
    template <class Sink>
    static void walk_leaves(
        const std::string& path, const described_changes::Tree& a, const described_changes::Tree& b, Sink sink) {
        sink.replaced(path + "/branch~1one/2", a.leaf, b.leaf);
    }
};
} // namespace yore

namespace described_changes {

TEST_CASE("a change of a plain field has the label and both texts", "[text]") {
    Exhibit after = exhibit();
    after.name = "a < b \"&\" UPPER\n";
    const field_change change = only(exhibit(), after);

    CHECK(change.name == "name");
    CHECK(change.label == "Name of it");
    CHECK_FALSE(change.is_key);
    CHECK(change.before == known("Medieval Madness"));
    CHECK(change.after == known("a < b \"&\" UPPER\n")); // as it is: the writer escapes
    CHECK(change.parts.empty());
}

TEST_CASE("nothing, an empty text and the word none are three things in a description", "[text]") {
    Exhibit nothing = exhibit(), empty = exhibit(), word = exhibit();
    empty.location = "";
    word.location = "none";

    CHECK(only(nothing, empty).before == none);
    CHECK(only(nothing, empty).after == value_text{value_state::empty, ""});
    CHECK(only(word, nothing).before == known("none"));
    CHECK(only(word, nothing).after == none);
}

TEST_CASE("enumerators are described by name, also those without one by number", "[text]") {
    Exhibit after = exhibit();
    after.status = Status::broken;
    CHECK(only(exhibit(), after).before == known("working"));
    CHECK(only(exhibit(), after).after == known("broken"));
    after.status = static_cast<Status>(7);
    CHECK(only(exhibit(), after).after == known("7"));
}

TEST_CASE("a redacted field is described without its values, present or not", "[text]") {
    Exhibit before = exhibit(), after = exhibit();
    before.password = "old secret";
    after.password = "new secret";
    CHECK(only(before, after).before == redacted);
    CHECK(only(before, after).after == redacted);

    Exhibit with_token = exhibit();
    with_token.token = "t0ken";
    CHECK(only(exhibit(), with_token).before == redacted);
    CHECK(only(with_token, exhibit()).after == redacted);
    for (const auto& change : yore::field_changes(with_token, yore::field_set<Exhibit>::all()))
        if (change.name == "token" || change.name == "password") CHECK(change.after == redacted);
}

TEST_CASE("members of nested structs are described by their own labels, what they redact stays hidden", "[text]") {
    Exhibit after = exhibit();
    after.shelf = {"south", 2, "s3cret"};
    const field_change change = only(exhibit(), after);

    CHECK(lines(change) == text_list{"replaced room: north -> south", "replaced shelf: 1 -> 2",
                               "replaced code: [REDACTED] -> [REDACTED]"});
    CHECK(change.parts.back().before == redacted);
    CHECK(change.parts.back().after == redacted);
    CHECK(change.before.state == value_state::unknown);
    CHECK(change.after.state == value_state::unknown);
}

TEST_CASE("a text that says [REDACTED] is a value when it changes", "[text]") {
    Exhibit after = exhibit();
    after.shelf.room = "[REDACTED]";
    CHECK(only(exhibit(), after).parts.front().after == known("[REDACTED]"));
}

TEST_CASE("an optional struct that comes is one value, one that changes has parts", "[text]") {
    Exhibit with = exhibit(), changed = exhibit();
    with.spare = Shelf{"attic", 3, "c0de"};
    changed.spare = Shelf{"attic", 4, "c0de"};

    CHECK(only(exhibit(), with).before == none);
    CHECK(only(exhibit(), with).after == known("{room: attic, number: 3, code: [REDACTED]}"));
    CHECK(lines(only(with, changed)) == text_list{"replaced shelf: 3 -> 4"});

    Exhibit owner = exhibit(), other = exhibit();
    owner.owned = std::make_unique<Shelf>(Shelf{"attic", 3, ""});
    other.owned = std::make_unique<Shelf>(Shelf{"attic", 5, ""});
    CHECK(lines(only(owner, other)) == text_list{"replaced shelf: 3 -> 5"});
}

TEST_CASE("lists are described by what came, went and moved", "[text]") {
    Exhibit before = exhibit(), after = exhibit();
    before.tags = {"a", "b", "c", "d"};
    after.tags = {"d", "a", "x", "c", "y"};
    CHECK(lines(only(before, after)) == text_list{"moved #0: d -> d", "replaced #2: b -> x", "inserted #4: none -> y"});
    CHECK(only(before, after).parts.front().from == 3);

    before.tags = {"a", "b"};
    after.tags = {"b"};
    const part_change gone = only(before, after).parts.front();
    CHECK(line(gone) == "removed #0: a -> none");
    CHECK(gone.after == none);
}

TEST_CASE("an empty text in a list is described as empty", "[text]") {
    Exhibit after = exhibit();
    after.tags = {""};
    CHECK(only(exhibit(), after).parts.front().after.state == value_state::empty);
}

TEST_CASE("elements with a key of their own are described inside, wherever they moved", "[text]") {
    Exhibit before = exhibit(), after = exhibit();
    before.parts = {{1, 10}, {2, 20}};
    after.parts = {{1, 11}, {2, std::nullopt}};
    CHECK(lines(only(before, after)) == text_list{"replaced '1' count: 10 -> 11", "replaced '2' count: 20 -> none"});

    after.parts = {{2, 21}, {1, 10}};
    const field_change moved = only(before, after);
    CHECK(moved.parts.back().place.front().text == "2");
}

TEST_CASE("maps and sets are described by key and by element", "[text]") {
    Exhibit before = exhibit(), after = exhibit();
    before.prices = {{"a/b", {1, 1}}, {"gone~", {2, 2}}};
    after.prices = {{"a/b", {1, 5}}, {"new", {3, 3}}};
    CHECK(lines(only(before, after)) == text_list{"replaced 'a/b' count: 1 -> 5",
                                            "removed 'gone~': {id: 2, count: 2} -> none",
                                            "inserted 'new': none -> {id: 3, count: 3}"});

    Exhibit first = exhibit(), second = exhibit();
    first.awards = {"one"};
    second.awards = {"two / three"};
    CHECK(lines(only(first, second)) ==
          text_list{"removed *one: one -> none", "inserted *two / three: none -> two / three"});
}

TEST_CASE("alternatives are described inside where both are the same, else as wholes", "[text]") {
    Exhibit before = exhibit(), after = exhibit();
    before.value = Part{1, 2};
    after.value = Part{1, 3};
    CHECK(lines(only(before, after)) == text_list{"replaced count: 2 -> 3"});

    after.value = 7;
    CHECK(only(before, after).parts.empty());
    CHECK(only(before, after).before == known("{id: 1, count: 2}"));
    CHECK(only(before, after).after == known("7"));
}

TEST_CASE("what is inside an alternative is described as what that alternative is", "[text]") {
    Exhibit before = exhibit(), after = exhibit();
    before.notes = std::map<std::string, int>{{"EUR", 5}, {"0", 1}};
    after.notes = std::map<std::string, int>{{"EUR", 6}, {"0", 2}};
    CHECK(lines(only(before, after)) == text_list{"replaced '0': 1 -> 2", "replaced 'EUR': 5 -> 6"});

    before = exhibit(), after = exhibit();
    before.wishes = {Part{1, 2}, Wish{2}};
    after.wishes = {Part{1, 3}, Wish{5}};
    CHECK(lines(only(before, after)) == text_list{"replaced #0 count: 2 -> 3", "replaced #1 count: 2 -> 5"});
}

TEST_CASE("the elements of a list that is a set have no positions", "[text]") {
    Exhibit before = exhibit(), after = exhibit();
    before.makers = {"maria", "igor"};
    after.makers = {"ann", "igor"};
    CHECK(lines(only(before, after)) == text_list{"removed *maria: maria -> none", "inserted *ann: none -> ann"});

    before = exhibit(), after = exhibit();
    before.owners = {"0"};
    after.owners = {"0", "1"};
    CHECK(lines(only(before, after)) == text_list{"inserted *1: none -> 1"});
}

TEST_CASE("a null is described as one, where it came and went with its place or stayed in it", "[text]") {
    const auto counts = [](std::vector<std::optional<int>> a, std::vector<std::optional<int>> b) {
        Exhibit before = exhibit(), after = exhibit();
        before.counts = std::move(a);
        after.counts = std::move(b);
        return only(before, after).parts;
    };
    const auto null = std::nullopt;
    CHECK(line(counts({null}, {5}).front()) == "replaced #0: none -> 5");
    CHECK(line(counts({5}, {null}).front()) == "replaced #0: 5 -> none");
    CHECK(line(counts({}, {null}).front()) == "inserted #0: none -> none");
    CHECK(counts({}, {null}).front().after == none);
    CHECK(counts({null}, {}).front().before == none);
    CHECK(counts({null, 1, 2, 3}, {1, 2, 3, null}).front().after == none);

    Exhibit before = exhibit(), after = exhibit();
    before.amounts["CHF"], before.amounts["EUR"] = std::make_unique<int>(4);
    after.amounts["CHF"] = std::make_unique<int>(5), after.amounts["EUR"], after.amounts["USD"];
    const field_change change = only(before, after);
    CHECK(lines(change) ==
          text_list{"replaced 'CHF': none -> 5", "replaced 'EUR': 4 -> none", "inserted 'USD': none -> none"});
    CHECK(change.parts.back().after == none);
}

TEST_CASE("a value that walks its own leaves is described by its own paths", "[text]") {
    Exhibit before = exhibit(), after = exhibit();
    before.tree.leaf = "green";
    after.tree.leaf = "red";
    CHECK(lines(only(before, after)) == text_list{"replaced 'branch/one' '2': green -> red"});
}

TEST_CASE("the last state alone is described without what was before", "[text]") {
    const auto all = yore::field_changes(exhibit(), yore::fields<&Exhibit::id, &Exhibit::name, &Exhibit::tags>);
    REQUIRE(all.size() == 3);
    CHECK(all[0].is_key);
    CHECK(all[1].before == value_text{});
    CHECK(all[1].after == known("Medieval Madness"));
    CHECK(all[2].after == value_text{value_state::empty, "[]"});
}

TEST_CASE("neither ignored nor audit fields are described", "[text]") {
    Exhibit after = exhibit();
    after.cache = "warm";
    after.audit.created_by = "maria";
    CHECK(yore::field_changes(yore::diff(exhibit(), after)).empty());
}

} // namespace described_changes
