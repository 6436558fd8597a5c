// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"
#include "models.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace {

using nlohmann::json;
using nlohmann::ordered_json;
using yore::diff;
using yore::to_json;

/// Names and values that other tools have mangled.
struct incident {
    std::int32_t id{};
    std::string root_cause{};
    std::optional<std::string> title{};
    std::optional<std::string> owner{};
    std::optional<double> total{};
    std::vector<std::string> tags{};
    std::vector<shelf::part> parts{};
    json details{};
};

incident before() {
    return {
        1, "FUSE", "Lamp", std::nullopt, 1.5, {"a", "b", "a"}, {{1, "Coin Door"}}, R"({"a":{},"n":1,"it's":"x"})"_json};
}

template <class F> std::string after(F&& change) {
    incident changed = before();
    change(changed);
    return to_json<ordered_json>(diff(before(), changed)).dump();
}

TEST_CASE("changes are pairs of before and after, in the order of the fields", "[json]") {
    CHECK(to_json(yore::changes<incident>{}) == json::object());
    CHECK(
        after([](incident& i) { i.root_cause = "Lamp", i.id = 2; }) == R"({"id":[1,2],"root_cause":["FUSE","Lamp"]})");
}

TEST_CASE("what comes or goes keeps its name and its value", "[json]") {
    CHECK(after([](incident& i) { i.title.reset(), i.owner = "Ada", i.total.reset(); }) ==
          R"({"title":["Lamp",null],"owner":[null,"Ada"],"total":[1.5,null]})");
    CHECK(after([](incident& i) { i.title = ""; }) == R"({"title":["Lamp",""]})");
}

TEST_CASE("removal, order and multiplicity in a list are changes", "[json]") {
    CHECK(after([](incident& i) { i.tags = {"a", "b"}; }) == R"({"tags":[["a","b","a"],["a","b"]]})");
    CHECK(after([](incident& i) { i.tags = {"b", "a", "a"}; }) == R"({"tags":[["a","b","a"],["b","a","a"]]})");
    CHECK(
        after([](incident& i) { i.parts.push_back({2, "Flipper"}); }) ==
        R"({"parts":[[{"code":1,"label":"Coin Door"}],[{"code":1,"label":"Coin Door"},{"code":2,"label":"Flipper"}]]})");
    CHECK(after([](incident& i) { i.parts.clear(); }) == R"({"parts":[[{"code":1,"label":"Coin Door"}],[]]})");
}

TEST_CASE("values are shown as they are, and 1 is 1.0", "[json]") {
    CHECK(after([](incident& i) { i.root_cause = "fuse"; }) == R"({"root_cause":["FUSE","fuse"]})");
    CHECK(after([](incident& i) { i.details["n"] = 1.0; }) == "{}");
    CHECK(after([](incident& i) { i.details["it's"] = nullptr, i.details["root"] = json::object(); }) ==
          R"({"details":[{"a":{},"it's":"x","n":1},{"a":{},"it's":null,"n":1,"root":{}}]})");
}

TEST_CASE("what is absent from JSON was not removed: it is refused, or keeps its default", "[json]") {
    CHECK_THROWS_WITH(yore::from_json<incident>(R"({"id":1,"title":"Lamp"})"),
        "yore: JSON of incident at \"/root_cause\": expected text, found nothing");
}

TEST_CASE("changes of a secret show none of its sides", "[json]") {
    shelf::volunteer a, b;
    a.password = "old s3cret";
    b.password = "new s3cret";
    b.token = "t0ken";
    b.pin = 1234;
    b.name = "Ada";
    const std::string text = to_json<ordered_json>(diff(a, b)).dump();
    CHECK(text == R"({"name":["","Ada"],"password":["[REDACTED]","[REDACTED]"],"token":["[REDACTED]","[REDACTED]"],)"
                  R"("pin":["[REDACTED]","[REDACTED]"]})");
    CHECK(yore::from_json<yore::changes<shelf::volunteer>>(text).fields() == diff(a, b).fields());
}

TEST_CASE("changes are read, by earlier names too, and apply", "[json]") {
    const auto c = yore::from_json<yore::changes<shelf::ticket>>(R"({"weight":[5,6],"subject":["old","new"]})");
    shelf::ticket t{.id = 1, .title = "old"};
    CHECK(yore::apply(c, t));
    CHECK(t.title == "new");
    CHECK(t.weight == 6);
    CHECK_THROWS_WITH(yore::from_json<yore::changes<shelf::ticket>>(R"({"weight":[5]})"),
        "yore: JSON of changes of ticket at \"/weight\": expected an array of before and after, found an array of 1 "
        "element");
    CHECK_THROWS_WITH(yore::from_json<yore::changes<shelf::ticket>>(R"({"weight":[5,"6"]})"),
        "yore: JSON of changes of ticket at \"/weight/1\": expected an integer from -2147483648 to 2147483647, found "
        "\"6\"");
    CHECK_THROWS_WITH(yore::from_json<yore::changes<shelf::ticket>>(
                          R"({"wieght":[5,6]})", {.unknown_members = yore::unknown_members::refuse}),
        "yore: JSON of changes of ticket at \"/wieght\": expected no member of this name, found one; did you mean "
        "\"weight\"?");
}

TEST_CASE("a set of fields is the array of their names", "[json]") {
    using set = yore::field_set<shelf::ticket>;
    const set some = yore::fields<&shelf::ticket::weight, &shelf::ticket::title>;
    CHECK(to_json(some).dump() == R"(["title","weight"])");
    CHECK(yore::from_json<set>(to_json(some)) == some);
    CHECK(yore::from_json<set>(R"(["headline","weight"])") == some);
    CHECK(yore::from_json<set>(R"(["gone","weight","title"])") == some);
    CHECK_THROWS_WITH(yore::from_json<set>(R"(["titel"])", {.unknown_members = yore::unknown_members::refuse}),
        "yore: JSON of field_set of ticket at \"/0\": expected the name of a field of ticket, found \"titel\"; did you "
        "mean \"title\"?");
    CHECK_THROWS_WITH(yore::from_json<set>("[1]"),
        "yore: JSON of field_set of ticket at \"/0\": expected the name of a field, found 1");
}

TEST_CASE("leaves, conflicts and merges are JSON too", "[json]") {
    incident changed = before();
    changed.tags = {"a", "b"};
    std::vector<yore::leaf> leaves;
    diff(before(), changed).for_each_leaf([&](const yore::leaf& l) { leaves.push_back(l); });
    CHECK(to_json<ordered_json>(leaves).dump() ==
          R"([{"path":"/tags/2","kind":"removed","before":"a","after":"","from":""}])");

    incident target = before();
    target.tags.clear();
    CHECK(
        to_json(yore::apply(diff(before(), changed), target)) ==
        R"({"applied":[],"already_applied":[],"conflicts":[{"field":"tags","expected":"[a, b, a]","found":"[]"}]})"_json);
    CHECK(to_json(yore::merge(before(), changed, target))["conflicts"] ==
          R"([{"field":"tags","base":"[a, b, a]","ours":"[a, b]","theirs":"[]"}])"_json);
}

} // namespace
