// SPDX-License-Identifier: BSL-1.0
#include <yore/audit_fields.hpp>
#include <yore/merge.hpp>

#include <boost/describe.hpp>

#include "allocations.hpp"
#include "catch.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace merging {

enum class Status { working, broken, retired };
BOOST_DESCRIBE_ENUM(Status, working, broken, retired)

struct Place {
    std::string building;
    int floor;
};

struct Machine {
    std::int64_t id;
    std::string name;
    Status status;
    std::optional<std::string> location;
    Place place;
    std::vector<std::string> tags;
    std::map<std::string, int> counts;
};

Machine base() { return {1, "Medieval Madness", Status::working, "Floor 1", {"Main", 1}, {"castle"}, {{"balls", 4}}}; }

template <class F> Machine changed(F&& change) {
    Machine m = base();
    change(m);
    return m;
}

template <class T> bool same(const T& a, const T& b) { return yore::changed_fields(a, b).empty(); }

std::string text_of(const yore::merge_conflict& c) {
    return c.field + ": " + c.base + " | " + c.ours + " | " + c.theirs;
}

template <class T> std::vector<std::string> conflicts_of(const yore::merge_result<T>& merged) {
    std::vector<std::string> out;
    for (const yore::merge_conflict& c : merged.conflicts) out.push_back(text_of(c));
    return out;
}

using lines = std::vector<std::string>;

TEST_CASE("states that nobody changed merge to themselves") {
    const auto merged = yore::merge(base(), base(), base());
    CHECK(merged);
    CHECK(merged.conflicts.empty());
    CHECK(same(merged.value, base()));
}

TEST_CASE("what one side changed is taken from that side") {
    const Machine ours = changed([](Machine& m) { m.status = Status::broken; });
    const Machine theirs = changed([](Machine& m) {
        m.location = std::nullopt;
        m.tags = {};
    });
    CHECK(same(yore::merge(base(), ours, base()).value, ours));
    CHECK(same(yore::merge(base(), base(), theirs).value, theirs));

    const auto merged = yore::merge(base(), ours, theirs);
    CHECK(merged);
    CHECK(merged.value.status == Status::broken);
    CHECK(merged.value.location == std::nullopt);
    CHECK(merged.value.tags.empty());
    CHECK(merged.value.name == base().name);
}

TEST_CASE("what both sides changed alike is taken") {
    const Machine both = changed([](Machine& m) { m.place = {"Side", 2}; });
    const auto merged = yore::merge(base(), both, both);
    CHECK(merged);
    CHECK(same(merged.value, both));
}

TEST_CASE("what both changed differently is a conflict with all three texts, and ours is kept") {
    const Machine ours = changed([](Machine& m) { m.status = Status::broken; });
    const Machine theirs = changed([](Machine& m) { m.status = static_cast<Status>(7); });
    const auto merged = yore::merge(base(), ours, theirs);
    CHECK_FALSE(merged);
    CHECK(conflicts_of(merged) == lines{"status: working | broken | 7"});
    CHECK(merged.value.status == Status::broken);
}

TEST_CASE("conflicts come in the order of the fields and do not hinder other fields") {
    const Machine ours = changed([](Machine& m) {
        m.name = "ours";
        m.location = "";
        m.place.floor = 2;
    });
    const Machine theirs = changed([](Machine& m) {
        m.name = "theirs";
        m.status = Status::retired;
        m.location = std::nullopt;
        m.place.floor = 3;
    });
    const auto merged = yore::merge(base(), ours, theirs);
    CHECK(conflicts_of(merged) == lines{"name: Medieval Madness | ours | theirs", "location: Floor 1 |  | none",
                                      "place: {building: Main, floor: 1} | {building: Main, floor: 2} | "
                                      "{building: Main, floor: 3}"});
    CHECK(merged.value.name == "ours");
    CHECK(merged.value.status == Status::retired);
    CHECK(merged.value.location == "");
    CHECK(merged.value.place.floor == 2);
}

TEST_CASE("a field is one unit, even where the two sides changed different parts of it") {
    const Machine ours = changed([](Machine& m) {
        m.place.building = "Side";
        m.tags = {"castle", "ours"};
        m.counts["ours"] = 1;
    });
    const Machine theirs = changed([](Machine& m) {
        m.place.floor = 2;
        m.tags = {"theirs", "castle"};
        m.counts["theirs"] = 2;
    });
    const auto merged = yore::merge(base(), ours, theirs);
    CHECK(conflicts_of(merged) == lines{"place: {building: Main, floor: 1} | {building: Side, floor: 1} | "
                                        "{building: Main, floor: 2}",
                                      "tags: [castle] | [castle, ours] | [theirs, castle]",
                                      "counts: {balls: 4} | {balls: 4, ours: 1} | {balls: 4, theirs: 2}"});
    CHECK(same(merged.value, ours));
}

TEST_CASE("the states that were merged are left as they were") {
    const Machine before = base();
    const Machine ours = changed([](Machine& m) { m.name = "ours"; });
    const Machine theirs = changed([](Machine& m) { m.status = Status::broken; });
    (void)yore::merge(before, ours, theirs);
    CHECK(same(before, base()));
    CHECK(ours.name == "ours");
    CHECK(theirs.status == Status::broken);
    CHECK(theirs.name == base().name);
}

// ---- by meaning

struct Measured {
    int id = 1;
    double weight = 0;
    double exact = 0;
    std::vector<std::string> tags{};
    std::set<int> numbers{};
    using audit_policy = yore::policy<yore::tolerance<&Measured::weight, 0.5>, yore::as_set<&Measured::tags>>;
};

TEST_CASE("changes that mean the same are no conflict, and ours is kept") {
    const Measured before{.weight = 1, .exact = 1, .tags = {"a"}};
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const Measured ours{.weight = 5, .exact = nan, .tags = {"b", "c"}};
    const Measured theirs{.weight = 5.25, .exact = -nan, .tags = {"c", "b", "b"}};
    const auto merged = yore::merge(before, ours, theirs);
    CHECK(merged);
    CHECK(merged.value.weight == 5);
    CHECK(merged.value.tags == std::vector<std::string>{"b", "c"});
}

TEST_CASE("a difference within the tolerance is no change of their side") {
    const auto merged = yore::merge(Measured{.weight = 1}, Measured{.weight = 9}, Measured{.weight = 1.25});
    CHECK(merged);
    CHECK(merged.value.weight == 9);
    CHECK(yore::merge(Measured{.weight = 1}, Measured{.weight = 1.25}, Measured{.weight = 9}).value.weight == 9);
}

TEST_CASE("minus zero is no change of zero") {
    CHECK(yore::merge(Measured{.exact = 0.0}, Measured{.exact = 3}, Measured{.exact = -0.0}));
    CHECK(yore::merge(Measured{.exact = 0.0}, Measured{.exact = -0.0}, Measured{.exact = 3}).value.exact == 3);
}

// ---- rules

struct Ruled {
    std::int64_t id = 1;
    std::string cache{};
    int views = 0;
    std::string secret{};
    std::optional<std::string> token{};
    yore::AuditFields audit{};
    using audit_policy = yore::policy<yore::ignore<&Ruled::cache>, yore::untracked<&Ruled::views>,
        yore::redact<&Ruled::secret, &Ruled::token>>;
};

struct Stamped : yore::AuditModel {
    std::int64_t id = 1;
    std::string name{};
};
BOOST_DESCRIBE_STRUCT(Stamped, (yore::AuditModel), (id, name))

TEST_CASE("audit fields and ignored fields are ours and never a conflict") {
    Ruled ours{.cache = "ours"}, theirs{.cache = "theirs", .views = 1};
    ours.audit.modified_by = "igor";
    theirs.audit.modified_by = "maria";
    theirs.audit.modified_on += std::chrono::seconds{1};
    const auto merged = yore::merge(Ruled{}, ours, theirs);
    CHECK(merged);
    CHECK(merged.value.cache == "ours");
    CHECK(merged.value.audit.modified_by == "igor");
    CHECK(merged.value.audit.modified_on == yore::timestamp{});
    CHECK(merged.value.views == 1);
}

TEST_CASE("audit fields of a base are ours, its other fields are merged") {
    Stamped ours, theirs;
    ours.created_by = "igor";
    theirs.created_by = "maria";
    theirs.name = "theirs";
    const auto merged = yore::merge(Stamped{}, ours, theirs);
    CHECK(merged);
    CHECK(merged.value.created_by == "igor");
    CHECK(merged.value.name == "theirs");
}

TEST_CASE("redacted fields are merged with their real values") {
    const Ruled before{.secret = "old"}, theirs{.secret = "new", .token = "t"};
    const auto merged = yore::merge(before, before, theirs);
    CHECK(merged);
    CHECK(merged.value.secret == "new");
    CHECK(merged.value.token == "t");
}

TEST_CASE("a conflict never shows a redacted value, not even that there is none") {
    const auto merged = yore::merge(Ruled{.secret = "was", .token = {}}, Ruled{.secret = "", .token = "ours"},
        Ruled{.secret = "theirs", .token = "theirs"});
    CHECK(conflicts_of(merged) ==
          lines{"secret: [REDACTED] | [REDACTED] | [REDACTED]", "token: [REDACTED] | [REDACTED] | [REDACTED]"});
    CHECK(merged.value.secret.empty());
}

struct Group {
    int id;
    std::vector<Ruled> members;
};

TEST_CASE("a conflict never shows a redacted value of a struct inside") {
    const auto with = [](std::string secret) { return Group{1, {Ruled{.secret = std::move(secret)}}}; };
    const auto merged = yore::merge(with("s3cret"), with("hunter2"), with("pa55"));
    REQUIRE(merged.conflicts.size() == 1);
    const std::string text = text_of(merged.conflicts[0]);
    CHECK(text.find("[REDACTED]") != std::string::npos);
    for (const char* secret : {"s3cret", "hunter2", "pa55"}) CHECK(text.find(secret) == std::string::npos);
}

// ---- ownership

struct Owner {
    int id = 1;
    std::unique_ptr<int> number{};
    std::shared_ptr<std::string> text{};
};

Owner owner(int number, const char* text) {
    return {1, std::make_unique<int>(number), std::make_shared<std::string>(text)};
}

TEST_CASE("a model that can only be moved is merged by what it owns, and nothing is shared") {
    const Owner before = owner(1, "a"), ours = owner(2, "a"), theirs = owner(1, "b");
    const auto merged = yore::merge(before, ours, theirs);
    REQUIRE(merged);
    CHECK(*merged.value.number == 2);
    CHECK(*merged.value.text == "b");
    CHECK(merged.value.text != theirs.text);
    *theirs.text = "changed later";
    CHECK(*merged.value.text == "b");
    CHECK(yore::merge(before, ours, ours).value.text != ours.text);
}

TEST_CASE("a pointee that came or went is merged like any value") {
    const Owner none{1, nullptr, nullptr};
    CHECK(yore::merge(owner(1, "a"), owner(1, "a"), none).value.number == nullptr);
    CHECK(*yore::merge(none, none, owner(1, "a")).value.number == 1);
    CHECK(conflicts_of(yore::merge(none, owner(1, "a"), owner(2, "a"))) == lines{"number: none | 1 | 2"});
}

TEST_CASE("a merge whose allocation fails leaves nothing behind") {
    const std::string text(100, 'x');
    const Machine ours = changed([&](Machine& m) { m.name = m.location.emplace(text); });
    const Machine theirs = changed([&](Machine& m) {
        m.name = text + "y";
        m.tags = {text, text};
    });
    const Machine before = base();
    for (long successes = 0;; ++successes) {
        bool survived = false;
        const auto used = allocations::made_by(
            [&] { survived = allocations::survives(successes, [&] { (void)yore::merge(before, ours, theirs); }); });
        REQUIRE(used.alive == 0);
        if (survived) break;
    }
}

} // namespace merging
