// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"
#include "models.hpp"

#include <yore/yore.hpp>

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using nlohmann::ordered_json;
using yore::to_json;

constexpr yore::timestamp monday = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};

/// A history of three versions whose times of recording do not matter.
struct recorded {
    yore::history<shelf::machine> machines;
    yore::receipt<shelf::machine> receipt;

    recorded() {
        shelf::machine m{1, "Medieval Madness", shelf::status::working, "Floor 1"};
        {
            yore::scope who{{.actor = yore::actor{"igor", "Igor"}, .occurred_on = monday}};
            machines.record(m);
        }
        yore::scope who{{.actor = "maria",
            .reason = "moved for repair",
            .correlation_id = "c-1",
            .entry_point = "http",
            .request = yore::request{.id = "r-1", .method = "PUT", .path = "/machines/1"},
            .extra = {{"ticket", "17"}},
            .occurred_on = monday + 36h + 1us}};
        m.status = shelf::status::broken;
        m.location.reset();
        receipt = machines.record(m);
    }
};

/// When it became durable is the clock's business.
ordered_json without_clock(ordered_json version) {
    version["commit"].erase("recorded_on");
    return version;
}

TEST_CASE("a version is its number, operation, state, changed fields, commit and source", "[json]") {
    recorded past;
    const auto versions = past.machines.versions(1);
    REQUIRE(versions.size() == 2);
    CHECK(
        without_clock(to_json<ordered_json>(versions[1])).dump() ==
        R"({"number":2,"operation":"updated","state":{"id":1,"name":"Medieval Madness","status":"broken","location":null,)"
        R"("created_on":"2026-03-02T00:00:00Z","modified_on":"2026-03-03T12:00:00.000001Z","created_by":"igor","modified_by":"maria"},)"
        R"("changed":["status","location"],"commit":{"id":2,"occurred_on":"2026-03-03T12:00:00.000001Z",)"
        R"("actor":{"id":"maria","name":null},"reason":"moved for repair","correlation_id":"c-1","entry_point":"http",)"
        R"("request":{"id":"r-1","method":"PUT","path":"/machines/1","route":null,"user_agent":null,"remote_address":null},)"
        R"("extra":{"ticket":"17"}},"source":null})");
    CHECK(to_json(versions[0])["commit"]["actor"] == json{{"id", "igor"}, {"name", "Igor"}});
    CHECK(to_json(versions[0])["commit"]["recorded_on"] == yore::to_rfc3339(versions[0].commit.recorded_on));
}

TEST_CASE("versions come back from their JSON, a line each", "[json]") {
    recorded past;
    past.machines.remove(1);
    past.machines.restore(1);
    past.machines.revert(1, yore::to_version(1));
    std::string lines;
    for (const auto& v : past.machines.versions(1)) lines += to_json(v).dump() + "\n";

    std::string again;
    std::size_t from = 0;
    std::vector<yore::operation> operations;
    for (std::size_t to = lines.find('\n'); to != std::string::npos; from = to + 1, to = lines.find('\n', from)) {
        const auto v = yore::from_json<yore::version<shelf::machine>>(std::string_view(lines).substr(from, to - from));
        operations.push_back(v.op);
        again += to_json(v).dump() + "\n";
    }
    CHECK(again == lines);
    using enum yore::operation;
    CHECK(operations == std::vector{created, updated, deleted, restored, reverted});
    CHECK_THROWS_WITH(yore::from_json<yore::operation>(R"("create")"),
        "yore: JSON of operation at \"\": expected \"none\", \"created\", \"updated\", \"deleted\", \"reverted\" or "
        "\"restored\", "
        "found \"create\"; did you mean \"created\"?");
}

TEST_CASE("a commit comes back equal, and its absent members are none", "[json]") {
    recorded past;
    const yore::commit wanted = past.machines.at(1, 2)->commit;
    CHECK(yore::from_json<yore::commit>(to_json(wanted)) == wanted);
    const auto read = yore::from_json<yore::commit>(
        R"({"id":5,"occurred_on":"2026-03-02T00:00:00Z","recorded_on":"2026-03-02T00:00:01Z","extra":{}})");
    CHECK(read == yore::commit{.id = 5, .occurred_on = monday, .recorded_on = monday + 1s});
}

TEST_CASE("a receipt says what was recorded", "[json]") {
    recorded past;
    CHECK(to_json<ordered_json>(past.receipt).dump() ==
          R"({"number":2,"operation":"updated","changed":["status","location"],"commit_id":2,"recorded":true})");
    CHECK(yore::from_json<yore::receipt<shelf::machine>>(to_json(past.receipt)).changed == past.receipt.changed);
    yore::muted nothing;
    CHECK(to_json<ordered_json>(past.machines.record(shelf::machine{9, "", {}, {}})).dump() ==
          R"({"number":0,"operation":"none","changed":[],"commit_id":0,"recorded":false})");
}

TEST_CASE("snapshots, their differences, blame and statistics are JSON", "[json]") {
    recorded past;
    const auto now = past.machines.as_of(monday + 48h);
    CHECK(to_json(now) == json::array({to_json(*past.machines.latest(1))}));

    const json between = to_json(past.machines.between(monday, monday + 48h));
    CHECK(between["created"] == json::array());
    CHECK(between["changed"][0]["changes"] == R"({"status":["working","broken"],"location":["Floor 1",null]})"_json);
    CHECK(between["changed"][0]["before"]["status"] == "working");

    const json blame = to_json(past.machines.blame(1));
    CHECK(blame["status"]["number"] == 2);
    CHECK(blame["name"]["commit"]["actor"]["id"] == "igor");
    CHECK(blame["name"]["or_earlier"] == false);
    CHECK_FALSE(blame.contains("audit"));

    const json stats = to_json(past.machines.statistics());
    CHECK(stats["versions"] == 2);
    CHECK(stats["entities"] == 1);
    CHECK(to_json(past.machines.prune({}))["versions"] == 0);
}

TEST_CASE("a JSON value in another spelling records nothing", "[json]") { // D28
    yore::history<shelf::document> documents;
    const auto document = [](const char* body) { return shelf::document{.id = 1, .body = json::parse(body)}; };
    documents.record(document(R"({"a":1,"b":[1,2.5]})"));
    CHECK_FALSE(documents.record(document(R"({ "b" : [1.0, 25e-1], "a" : 1 })")).recorded());
    CHECK(documents.record(document(R"({"a":1,"b":[2.5,1]})")).changed == yore::fields<&shelf::document::body>);
    CHECK(documents.record(document(R"({"a":null,"b":[2.5,1]})")).recorded());
    CHECK(documents.versions(1).size() == 3);
}

TEST_CASE("states from the past show no secret", "[json]") {
    yore::history<shelf::volunteer> volunteers;
    shelf::volunteer v;
    v.id = 1;
    v.password = "s3cret";
    v.token = "t0ken";
    v.pin = 1234;
    volunteers.record(v);
    v.password = "another s3cret";
    volunteers.record(v);
    std::string everything = to_json(volunteers.versions(1)).dump() +
                             to_json(volunteers.as_of(yore::timestamp::max())).dump() +
                             to_json(volunteers.diff(1, 1, 2)).dump() + to_json(volunteers.blame(1)).dump();
    for (const char* secret : {"s3cret", "t0ken", "1234"}) CHECK(everything.find(secret) == std::string::npos);
    CHECK(to_json(volunteers.diff(1, 1, 2)) == R"({"password":["[REDACTED]","[REDACTED]"]})"_json);

    // What was exported and is recorded again leaves the secret as it was.
    CHECK_FALSE(volunteers.record(yore::from_json<shelf::volunteer>(to_json(*volunteers.latest(1)))).recorded());
}

} // namespace
