// SPDX-License-Identifier: BSL-1.0
/// Notes on members and types do what the rules of a policy do, one test for each.
#include "engine.hpp"

#if YORE_STATIC_REFLECTION && defined(YORE_TEST_STATIC_REFLECTION)
#include <yore/yore.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

namespace engines::noted {

struct Part {
    std::int32_t code{};
    std::int32_t count{};
};

struct YORE_NOTE(table("exhibits")) YORE_NOTE(full_rows) Exhibit {
    YORE_NOTE(key)
    std::string hall{};
    YORE_NOTE(key)
    YORE_NOTE(label("Place in the hall"))
    std::int32_t place{};
    YORE_NOTE(label("Title"))
    YORE_NOTE(was("name", "called"))
    std::string title{};
    YORE_NOTE(ignore)
    std::string cache{};
    YORE_NOTE(untracked)
    std::int32_t views{};
    YORE_NOTE(redact)
    std::string code{};
    YORE_NOTE(as_set)
    std::vector<std::string> tags{};
    YORE_NOTE(tolerance(0.5))
    double weight{};
    YORE_NOTE(keyed_by(&Part::code))
    std::vector<Part> parts{};
};

struct YORE_NOTE(require_reason) Ticket {
    std::int64_t id{};
};

const std::tuple<std::string, std::int32_t> here{"red", 7};

Exhibit exhibit() {
    Exhibit out;
    out.hall = "red";
    out.place = 7;
    out.title = "Fathom";
    out.tags = {"tall", "loud"};
    out.weight = 110;
    out.parts = {{1, 1}, {2, 1}};
    return out;
}

/// What is in `changed` after recording `next` over `exhibit()`; nothing where no version was made.
yore::field_set<Exhibit> changed_by(const Exhibit& next) {
    yore::history<Exhibit> exhibits;
    exhibits.record(exhibit());
    return exhibits.record(next).changed;
}

TEST_CASE("the members with a note key are the key, in their order") {
    FACT(std::is_same_v<yore::key_of<Exhibit>, std::tuple<std::string, std::int32_t>>);
    yore::history<Exhibit> exhibits;
    exhibits.record(exhibit());
    CHECK(exhibits.latest(here)->title == "Fathom");
}

TEST_CASE("a note ignore leaves a field out") {
    Exhibit next = exhibit();
    next.cache = "full";
    CHECK(changed_by(next).empty());
    next.title = "Taxi";
    CHECK(changed_by(next) == yore::fields<&Exhibit::title>);
    yore::history<Exhibit> exhibits;
    exhibits.record(next);
    CHECK(exhibits.latest(here)->cache == "");
}

TEST_CASE("a note untracked lets a field wait for the next version") {
    Exhibit next = exhibit();
    next.views = 5;
    CHECK(changed_by(next).empty());
    next.title = "Taxi";
    CHECK(changed_by(next) == yore::fields<&Exhibit::title, &Exhibit::views>);
}

TEST_CASE("a note redact hides a value") {
    Exhibit next = exhibit();
    next.code = "1234";
    CHECK(changed_by(next) == yore::fields<&Exhibit::code>);
    yore::history<Exhibit> exhibits;
    exhibits.record(next);
    CHECK(exhibits.latest(here)->code == "[REDACTED]");
}

TEST_CASE("a note as_set takes the order from a list") {
    Exhibit next = exhibit();
    next.tags = {"loud", "tall", "loud"};
    CHECK(changed_by(next).empty());
    next.tags = {"loud"};
    CHECK(changed_by(next) == yore::fields<&Exhibit::tags>);
}

TEST_CASE("a note tolerance says when numbers are equal") {
    Exhibit next = exhibit();
    next.weight = 110.5;
    CHECK(changed_by(next).empty());
    next.weight = 110.6;
    CHECK(changed_by(next) == yore::fields<&Exhibit::weight>);
}

TEST_CASE("a note keyed_by pairs elements") {
    Exhibit next = exhibit();
    next.parts = {{2, 1}, {1, 3}};
    std::vector<std::string> paths;
    yore::diff(exhibit(), next).for_each_leaf([&](const yore::leaf& each) { paths.push_back(each.path); });
    CHECK(std::find(paths.begin(), paths.end(), "/parts/1/count") != paths.end());
    CHECK(std::find(paths.begin(), paths.end(), "/parts/2/count") == paths.end());
}

TEST_CASE("a note label is the name that people read") {
    FACT(yore::field_names<Exhibit>[2] == "title");
    std::vector<std::string> labels;
    yore::for_each_field(exhibit(), [&](auto field, const auto&) { labels.emplace_back(field.label); });
    REQUIRE(labels.size() == 9);
    CHECK(labels[0] == "hall");
    CHECK(labels[1] == "Place in the hall");
    CHECK(labels[2] == "Title");
}

TEST_CASE("a note was has all earlier names") {
    FACT(yore::detail::was_named<Exhibit>(2, "name"));
    FACT(yore::detail::was_named<Exhibit>(2, "called"));
    FACT(!yore::detail::was_named<Exhibit>(2, "title"));
    FACT(!yore::detail::was_named<Exhibit>(1, "name"));
}

TEST_CASE("a note table names the table") { CHECK(yore::detail::model_of<Exhibit>.table == "exhibits"); }

TEST_CASE("a note full_rows asks for full rows") {
    FACT(yore::detail::wants_full_rows<Exhibit>);
    FACT(!yore::detail::wants_full_rows<Ticket>);
}

TEST_CASE("a note require_reason wants a reason") {
    yore::history<Ticket> tickets;
    CHECK_THROWS_AS(tickets.record(Ticket{1}), yore::reason_required);
    const yore::scope why{"ana", "reported"};
    CHECK(tickets.record(Ticket{1}).recorded());
}

} // namespace engines::noted
#endif
