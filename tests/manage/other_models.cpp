// SPDX-License-Identifier: BSL-1.0
// Models with keys and fields of other types, and tables that others have made.
#include "support.hpp"

#include <yore/manage.hpp>
#include <yore/store/sqlite.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <sstream>
#include <variant>

namespace other_models {

enum class Floor { cellar, ground };
BOOST_DESCRIBE_ENUM(Floor, cellar, ground)

struct Account {
    std::int64_t number = 0;
    bool operator==(const Account&) const = default;
    auto operator<=>(const Account&) const = default;
};

struct Part {
    std::string name{};
    std::optional<double> width{};
};

/// Keys that are no text and no number, and fields of every kind.
struct Inspection {
    Floor floor{};
    std::chrono::year_month_day day{};
    std::int8_t round = 0;
    std::vector<Part> parts{};
    std::variant<std::monostate, std::int64_t, std::string> verdict{};
    std::unique_ptr<Part> worst{};
    std::vector<std::byte> photo{};
    nlohmann::json notes{};
    std::chrono::seconds took{};
    std::optional<yore::timestamp> seen_on{};
    yore::BasicAuditFields<Account> audit{};

    using audit_policy =
        yore::policy<yore::key<&Inspection::floor, &Inspection::day, &Inspection::round>, yore::table<"checks">>;
};

/// What stands in tables as it is, though it could be read as a number.
struct Shelf {
    std::int32_t id = 0;
    char letter = 'a';
    std::optional<char> second{};
    yore::AuditFields audit{};
};

/// With fields that are called as the members of a line of an export.
struct Device {
    std::int32_t id = 0;
    std::string model{};
    std::string state{};
};

/// With a key whose parts have other texts than people write.
struct Parcel {
    std::array<std::byte, 16> id{};
    std::chrono::sys_time<std::chrono::nanoseconds> sent{};
    std::optional<std::int32_t> floor{};
    std::string to{};

    using audit_policy =
        yore::policy<yore::key<&Parcel::id, &Parcel::sent, &Parcel::floor>, yore::table<"parcel_history">>;
};

/// With names that other libraries use.
struct Visitor {
    std::uint64_t id = 0;
    std::string created_at{};
    std::string last_modified{};
    std::string seen_at{};
    std::string cache{};

    using audit_policy = yore::policy<yore::ignore<&Visitor::cache>>;
};

} // namespace other_models

template <> struct yore::value_traits<other_models::Account> {
    static std::string to_text(const other_models::Account& a) { return "#" + std::to_string(a.number); }
    static std::optional<other_models::Account> from_text(std::string_view text) {
        if (!text.starts_with('#')) return {};
        return other_models::Account{std::stoll(std::string(text.substr(1)))};
    }
};

namespace {

using namespace other_models;
using managed::exit_code;
using managed::json;
using managed::museum;
using managed::ran;
using managed::says;

ran run(const museum& m, std::vector<std::string> args, const std::string& file = "museum.db") {
    std::istringstream in;
    std::ostringstream out, err;
    std::vector<const char*> words{"museum"};
    for (const std::string& one : args) words.push_back(one.c_str());
    const int code = yore::manage<Inspection, Visitor, Shelf, Parcel, Device>(
        static_cast<int>(words.size()), words.data(), yore::manage_streams{in, out, err}, {.database = m.url(file)});
    return {static_cast<exit_code>(code), out.str(), err.str()};
}

Inspection inspection() {
    Inspection i;
    i.floor = Floor::ground;
    i.day = std::chrono::March / 2 / 2026;
    i.round = -1;
    i.parts = {{"flipper", 7.5}, {"bumper", {}}};
    i.verdict = std::string("7");
    i.worst = std::make_unique<Part>(Part{"bumper", 1});
    i.photo = {std::byte{0}, std::byte{255}};
    i.notes = {{"a", {1, "1"}}};
    i.took = std::chrono::seconds{90};
    return i;
}

} // namespace

TEST_CASE("keys of other types are their texts", "[manage]") {
    const museum m;
    {
        yore::sqlite::store db{m.path("museum.db")};
        const yore::scope who{yore::actor{"#42"}};
        yore::history<Inspection>{db}.record(inspection());
    }
    const ran shown = run(m, {"show", "checks", "ground,2026-03-02,-1"});
    CAPTURE(shown.err);
    CHECK(shown.code == exit_code::done);
    CHECK(says(shown.out, "created_by   #42\n"));
    CHECK(says(shown.out, "Inspection ground,2026-03-02,-1, version 1, created"));
    CHECK(
        run(m, {"show", "Inspection", "(ground, 2026-03-02, -1)", "--json"}).result()["key"] == "ground,2026-03-02,-1");
    CHECK(run(m, {"show", "Inspection", "roof,2026-03-02,-1"}).code == exit_code::usage);
    CHECK(run(m, {"show", "Inspection", "ground,2026-03-02,300"}).code == exit_code::usage);
    CHECK(says(run(m, {"show", "Inspection", "ground"}).err, "which is floor,day,round"));
    CHECK(run(m, {"log", "Inspection", "--field", "notes", "--json"}).result().size() == 1);
}

TEST_CASE("fields of every kind survive an export, as lines and as a table", "[manage]") {
    const museum m;
    {
        yore::sqlite::store db{m.path("museum.db")};
        yore::history<Inspection> checks{db};
        const yore::scope who{yore::actor{"#42"}};
        Inspection one = inspection();
        checks.record(one);
        one.verdict = std::int64_t{7};
        one.worst.reset();
        one.notes = "7";
        one.photo.clear();
        checks.record(one);
        one.verdict = std::monostate{};
        one.notes = nullptr;
        one.seen_on = yore::from_rfc3339("2026-03-02T10:00:00.5Z");
        checks.record(one);
        yore::history<Visitor>{db}.record(Visitor{18446744073709551615U, "", "x", "", "not kept"});
    }
    const std::string all = run(m, {"export"}).out;
    CHECK(!says(all, "not kept"));
    managed::write(m.path("all.ndjson"), all);
    const ran in = run(m, {"import", m.path("all.ndjson")}, "copy.db");
    CAPTURE(in.err);
    CHECK(in.code == exit_code::done);
    CHECK(run(m, {"export"}, "copy.db").out == all);
    CHECK(run(m, {"show", "Visitor", "18446744073709551615"}, "copy.db").code == exit_code::done);
    for (const char* model : {"Inspection", "Visitor"}) {
        const std::string csv = m.path("table.csv"), copy = std::string(model) + ".db";
        CHECK(run(m, {"export", model, "-o", csv}).code == exit_code::done);
        const ran read = run(m, {"import", csv, "--model", model}, copy);
        CAPTURE(read.err);
        CHECK(read.code == exit_code::done);
        CHECK(run(m, {"export", model}, copy).out == run(m, {"export", model}).out);
    }
}

TEST_CASE("every key is written as it can be read", "[manage]") {
    const museum m;
    Parcel p;
    p.id[15] = std::byte{255};
    p.sent += std::chrono::nanoseconds{1'700'000'000'000'000'001};
    p.to = "Ann";
    {
        yore::sqlite::store db{m.path("museum.db")};
        yore::history<Parcel> parcels{db};
        parcels.record(p);
        p.floor = 3;
        parcels.record(p);
        parcels.remove({p.id, p.sent, p.floor});
        p.floor.reset();
        parcels.remove({p.id, p.sent, p.floor});
    }
    const ran gone = run(m, {"deleted", "Parcel", "--json"});
    CAPTURE(gone.err, gone.out);
    REQUIRE(gone.code == exit_code::done);
    REQUIRE(gone.result().size() == 2);
    for (const json& one : gone.result()) {
        const std::string key = one["key"];
        const ran shown = run(m, {"restore", "Parcel", key, "--yes"});
        CAPTURE(key, shown.err);
        CHECK(shown.code == exit_code::done);
        CHECK(run(m, {"show", "Parcel", key, "--json"}).result()["state"]["floor"] == one["state"]["floor"]);
    }
}

TEST_CASE("a program that is called without even its name tells how", "[manage]") {
    std::istringstream in;
    std::ostringstream out, err;
    CHECK(yore::manage<Inspection, Visitor, Shelf, Parcel, Device>(0, nullptr, yore::manage_streams{in, out, err}) ==
          static_cast<int>(exit_code::usage));
    CHECK(says(out.str(), "The past of Inspection, Visitor, Shelf"));
}

TEST_CASE("a struct may have a model and a state of its own", "[manage]") {
    const museum m;
    managed::write(m.path("devices.ndjson"), R"({"id": 1, "model": "WPC-95", "state": "on"})");
    const ran r = run(m, {"populate", m.path("devices.ndjson"), "--model", "Device"});
    CAPTURE(r.err);
    CHECK(r.out == "recorded 1 version\n");
    CHECK(run(m, {"show", "Device", "1", "--json"}).result()["state"]["state"] == "on");
}

TEST_CASE("letters and users are texts in tables", "[manage]") {
    const museum m;
    managed::write(
        m.path("shelves.csv"), "id,letter,second,created_by,modified_by\n1,7,,42,true\n2,\"\"\"\",8,x,null\n");
    const ran r = run(m, {"populate", m.path("shelves.csv"), "--model", "Shelf", "--actor", "42"});
    CAPTURE(r.err);
    CHECK(r.out == "recorded 2 versions\n");
    const json state = run(m, {"show", "Shelf", "1", "--json"}).result()["state"];
    CHECK(state["letter"] == "7");
    CHECK(state["second"].is_null());
    CHECK(run(m, {"show", "Shelf", "2", "--json"}).result()["state"]["letter"] == "\"");
    CHECK(says(run(m, {"export", "Shelf", "--format", "csv"}).out, ",1,7,,2"));
    CHECK(says(run(m, {"export", "Shelf", "--format", "csv"}).out, ",42,42\n"));
    {
        yore::sqlite::store db{m.path("museum.db")};
        yore::history<Shelf>{db}.record(Shelf{3, static_cast<char>(-5), '\0', {}});
    }
    const std::string csv = m.path("again.csv");
    CHECK(run(m, {"export", "Shelf", "-o", csv}).code == exit_code::done);
    const ran read = run(m, {"import", csv, "--model", "Shelf"}, "copy.db");
    CHECK(read.err.empty());
    CHECK(run(m, {"export", "Shelf"}, "copy.db").out == run(m, {"export", "Shelf"}).out);
}

TEST_CASE("validate names fields of structs that are called wrongly", "[manage]") {
    const museum m;
    CHECK(run(m, {"migrate", "--yes"}).code == exit_code::done);
    const ran r = run(m, {"validate"});
    CHECK(r.code == exit_code::differs);
    CHECK(says(r.out, "wrong: Visitor.created_at has a wrong name: call it created_on\n"));
    CHECK(says(r.out, "wrong: Visitor.last_modified has a wrong name: call it modified_on\n"));
    CHECK(says(r.out, "note: Visitor.seen_at has a wrong name: times end in _on: call it seen_on\n"));
    CHECK(run(m, {"validate", "--table", "checks"}).code == exit_code::done);
    for (const char* name : {"Parcel", "parcel_history", "parcel_history_history", "parcel_history_latest"})
        CHECK(run(m, {"validate", "--table", name}).code == exit_code::done);
}
