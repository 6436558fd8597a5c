// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"
#include "models.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using nlohmann::json;
using yore::json_patch;
using yore::merge_patch;
using yore::to_json;

struct row {
    std::int32_t id{};
    std::string name{};
    std::optional<std::string> place{};
    std::vector<std::int32_t> numbers{};
    std::vector<shelf::part> parts{};
    std::map<std::string, std::optional<std::int32_t>> readings{};
    shelf::address address{};
    std::optional<shelf::address> former{};
    json body{};
};

/// The patch between two rows that differ in one member.
template <auto Member, class V> json patch_of(V before, V after) {
    row a{}, b{};
    a.*Member = std::move(before);
    b.*Member = std::move(after);
    const json patch = json_patch(yore::diff(a, b));
    CHECK(to_json(a).patch(patch) == to_json(b));
    return patch;
}

template <auto Member, class V> json merge_patch_of(V before, V after) {
    row a{}, b{};
    a.*Member = std::move(before);
    b.*Member = std::move(after);
    const json patch = merge_patch(yore::diff(a, b));
    json merged = to_json(a);
    merged.merge_patch(patch);
    CHECK(yore::changed_fields(yore::from_json<row>(merged), b).empty());
    return patch;
}

using numbers = std::vector<std::int32_t>;
using parts = std::vector<shelf::part>;

TEST_CASE("without changes a patch is empty", "[json]") {
    CHECK(json_patch(yore::changes<row>{}) == json::array());
    CHECK(merge_patch(yore::changes<row>{}) == json::object());
}

TEST_CASE("a patch replaces a value, null included", "[json]") {
    CHECK(patch_of<&row::name>(std::string("a"), std::string("b")) ==
          R"([{"op":"replace","path":"/name","value":"b"}])"_json);
    CHECK(patch_of<&row::place>(std::optional<std::string>("a"), std::optional<std::string>()) ==
          R"([{"op":"replace","path":"/place","value":null}])"_json);
}

TEST_CASE("a patch changes a nested struct inside, and all of it where that is shorter", "[json]") {
    CHECK(patch_of<&row::address>(shelf::address{"Elm Street", 3}, shelf::address{"Elm Street", 4}) ==
          R"([{"op":"replace","path":"/address/number","value":4}])"_json);
    CHECK(patch_of<&row::address>(shelf::address{"a", 3}, shelf::address{"b", 4}) ==
          R"([{"op":"replace","path":"/address","value":{"street":"b","number":4}}])"_json);
    CHECK(patch_of<&row::former>(std::optional<shelf::address>(), std::optional<shelf::address>({"a", 3})) ==
          R"([{"op":"replace","path":"/former","value":{"street":"a","number":3}}])"_json);
}

TEST_CASE("a patch edits a sequence by element", "[json]") {
    CHECK(patch_of<&row::numbers>(numbers{1000, 2000, 3000, 4000}, numbers{1000, 3000, 4000}) ==
          R"([{"op":"remove","path":"/numbers/1"}])"_json);
    CHECK(patch_of<&row::numbers>(numbers{1000, 3000, 4000}, numbers{1000, 2000, 3000, 4000}) ==
          R"([{"op":"add","path":"/numbers/1","value":2000}])"_json);
    CHECK(patch_of<&row::numbers>(numbers{1000, 3000}, numbers{1000, 3000, 5000}) ==
          R"([{"op":"add","path":"/numbers/2","value":5000}])"_json);
    CHECK(patch_of<&row::numbers>(numbers{10, 20, 30, 40}, numbers{20, 30, 40, 10}) ==
          R"([{"op":"move","path":"/numbers/3","from":"/numbers/0"}])"_json);
    CHECK(patch_of<&row::numbers>(numbers{10, 20, 30, 40}, numbers{40, 10, 20, 30}) ==
          R"([{"op":"move","path":"/numbers/0","from":"/numbers/3"}])"_json);
    CHECK(
        patch_of<&row::parts>(parts{{1, "coin door"}, {2, "flipper"}}, parts{{1, "coin door"}, {2, "left flipper"}}) ==
        R"([{"op":"replace","path":"/parts/1/label","value":"left flipper"}])"_json);
}

TEST_CASE("operations on one sequence follow each other", "[json]") {
    const parts before{{1, "first"}, {2, "second"}, {3, "third"}, {4, "fourth"}, {5, "fifth"}, {6, "sixth"}};
    const parts after{{6, "sixth"}, {1, "first"}, {7, "seventh"}, {3, "third, changed"}, {4, "fourth"}, {5, "fifth"}};
    CHECK(patch_of<&row::parts>(before, after) == R"([
        {"op": "move", "from": "/parts/5", "path": "/parts/0"},
        {"op": "replace", "path": "/parts/2", "value": {"code": 7, "label": "seventh"}},
        {"op": "replace", "path": "/parts/3/label", "value": "third, changed"}
    ])"_json);
    const parts shorter{{6, "sixth"}, {1, "first"}, {3, "third"}, {4, "fourth"}, {5, "fifth"}, {8, "eighth"}};
    CHECK(patch_of<&row::parts>(before, shorter) == R"([
        {"op": "remove", "path": "/parts/1"},
        {"op": "move", "from": "/parts/4", "path": "/parts/0"},
        {"op": "add", "path": "/parts/5", "value": {"code": 8, "label": "eighth"}}
    ])"_json);
}

TEST_CASE("a member's name is escaped in a path", "[json]") {
    using readings = std::map<std::string, std::optional<std::int32_t>>;
    CHECK(patch_of<&row::readings>(
              readings{{"a/b~c", 1}, {"", 2}, {"kept", 3}}, readings{{"a/b~c", 5}, {"", 2}, {"kept", 3}}) ==
          R"([{"op":"replace","path":"/readings/a~1b~0c","value":5}])"_json);
    CHECK(patch_of<&row::body>(R"({"":1,"kept":1,"also":2})"_json, R"({"":2,"kept":1,"also":2})"_json) ==
          R"([{"op":"replace","path":"/body/","value":2}])"_json);
}

TEST_CASE("with tests a patch applies only to fields that are as they were", "[json]") {
    row before{.id = 1, .name = "a", .numbers = {1, 2, 3, 4}};
    row after{.id = 1, .name = "b", .numbers = {1, 2, 3, 4, 5}};
    const json patch = json_patch(yore::diff(before, after), yore::patch_tests::yes);
    CHECK(patch == R"([
        {"op": "test", "path": "/name", "value": "a"},
        {"op": "test", "path": "/numbers", "value": [1, 2, 3, 4]},
        {"op": "replace", "path": "/name", "value": "b"},
        {"op": "add", "path": "/numbers/4", "value": 5}
    ])"_json);
    CHECK(to_json(before).patch(patch) == to_json(after));

    row elsewhere = before;
    elsewhere.place = "changed in a field that the patch does not change";
    CHECK_NOTHROW(to_json(elsewhere).patch(patch));
    elsewhere.numbers.pop_back();
    CHECK_THROWS_AS(to_json(elsewhere).patch(patch), json::other_error);
}

TEST_CASE("a redacted field is in no patch", "[json]") {
    shelf::volunteer before{}, after{};
    before.password = "old secret";
    after.password = "new secret";
    after.pin = 1;
    CHECK(json_patch(yore::diff(before, after), yore::patch_tests::yes) == json::array());
    CHECK(merge_patch(yore::diff(before, after)) == json::object());
    after.name = "Ada";
    CHECK(json_patch(yore::diff(before, after)) == R"([{"op":"replace","path":"/name","value":"Ada"}])"_json);
    CHECK(merge_patch(yore::diff(before, after)) == R"({"name":"Ada"})"_json);
}

TEST_CASE("a patch of an ordered JSON keeps the order of the fields", "[json]") {
    const row before{}, after{.id = 1, .name = "b"};
    CHECK(merge_patch<nlohmann::ordered_json>(yore::diff(before, after)).dump() == R"({"id":1,"name":"b"})");
    CHECK(json_patch<nlohmann::ordered_json>(yore::diff(before, after)).dump() ==
          R"([{"op":"replace","path":"/id","value":1},{"op":"replace","path":"/name","value":"b"}])");
}

TEST_CASE("a merge patch sets what changed and removes what became null", "[json]") {
    CHECK(merge_patch_of<&row::name>(std::string("a"), std::string("b")) == R"({"name":"b"})"_json);
    CHECK(merge_patch_of<&row::place>(std::optional<std::string>("a"), std::optional<std::string>()) ==
          R"({"place":null})"_json);
    CHECK(merge_patch_of<&row::address>(shelf::address{"a", 3}, shelf::address{"a", {}}) ==
          R"({"address":{"number":null}})"_json);
    CHECK(merge_patch_of<&row::former>(std::optional<shelf::address>(), std::optional<shelf::address>({"a", {}})) ==
          R"({"former":{"street":"a"}})"_json);
    CHECK(merge_patch_of<&row::numbers>(numbers{1, 2}, numbers{1, 2, 3}) == R"({"numbers":[1,2,3]})"_json);
    CHECK(merge_patch_of<&row::body>(R"({"a":1,"b":[null]})"_json, R"({"b":[null,null]})"_json) ==
          R"({"body":{"a":null,"b":[null,null]}})"_json);
    CHECK(merge_patch_of<&row::body>(R"([1])"_json, json(nullptr)) == R"({"body":null})"_json);
    CHECK(merge_patch_of<&row::body>(json(1), json::object()) == R"({"body":{}})"_json);
}

TEST_CASE("a null that no merge patch can set is an error", "[json]") {
    row before{}, after{};
    before.readings = {{"a", 1}, {"b", std::nullopt}};
    after.readings = {{"a", 2}, {"b", std::nullopt}};
    CHECK(merge_patch(yore::diff(before, after)) == R"({"readings":{"a":2}})"_json);

    after.readings["a"].reset();
    CHECK_THROWS_WITH(merge_patch(yore::diff(before, after)),
        "yore: JSON of row at \"/readings/a\": expected a value that a merge patch can set (RFC 7396), found null "
        "inside an "
        "object; use json_patch");
    after = before;
    after.body = {{"deep", {{"er", nullptr}}}};
    CHECK_THROWS_WITH(merge_patch(yore::diff(before, after)),
        "yore: JSON of row at \"/body/deep/er\": expected a value that a merge patch can set (RFC 7396), found null "
        "inside an "
        "object; use json_patch");
}

} // namespace
