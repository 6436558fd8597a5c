// SPDX-License-Identifier: BSL-1.0
/// Files that earlier programs have written, as SQL, with what must be read from them: see fixtures/README.md.
#include "support.hpp"

#include <boost/describe.hpp>
#include <nlohmann/json.hpp>

#include <cstddef>
#include <limits>
#include <map>
#include <optional>

namespace sqlite_tests::fixtures {

enum class Status : std::uint8_t { working, broken, retired };
BOOST_DESCRIBE_ENUM(Status, working, broken, retired)
enum class Grade { a, b, c };

/// Scalars of every kind, in changed rows and full ones.
struct Machine {
    std::int64_t id{};
    std::string name{};
    Status status{};
    Grade grade{};
    std::optional<std::string> location{};
    double weight{};
    std::optional<float> height{};
    std::uint64_t serial{};
    bool lent{};
    timestamp seen{};
    std::optional<std::chrono::sys_days> bought{};
    std::chrono::milliseconds played{};
    std::vector<std::byte> photo{};
    yore::AuditFields audit{};
};

/// Secrets, the audit fields as a base, an ignored and an untracked field.
struct Volunteer : yore::AuditModel {
    std::string name{};
    std::string password{};
    std::optional<std::string> token{};
    std::uint32_t visits{};
    std::string cache{};

    using audit_policy =
        yore::policy<yore::key<&Volunteer::name>, yore::redact<&Volunteer::password, &Volunteer::token>,
            yore::untracked<&Volunteer::visits>, yore::ignore<&Volunteer::cache>, yore::table<"helper">>;
};
BOOST_DESCRIBE_STRUCT(Volunteer, (yore::AuditModel), (name, password, token, visits, cache))

struct Place {
    std::string building{};
    std::int32_t floor{};
};

/// A key of two fields, whatever is JSON, and names that the store has to tell apart.
struct Loan {
    std::string shelf{};
    std::uint64_t slot{};
    Place place{};
    std::vector<std::string> tags{};
    std::map<std::string, std::int64_t> readings{};
    std::chrono::year_month_day due{};
    std::optional<Place> former{};
    int order{};
    int Order{};
    std::string yore_id{};

    using audit_policy = yore::policy<yore::key<&Loan::shelf, &Loan::slot>>;
};

/// Everything in one file, always the same but for the times of recording and the key of the digests.
void write_museum(const std::string& path) {
    yore::sqlite::store db{path, {.durability = durability::off, .full_row_every = 4}};
    yore::history<Machine> machines{db};
    yore::history<Volunteer> volunteers{db};
    yore::history<Loan> loans{db};
    std::int64_t now = 0;
    const auto during = [&](yore::context who, const auto& step) {
        const std::chrono::microseconds fraction{now};
        who.occurred_on = second(++now) + fraction;
        const yore::scope inside{std::move(who)};
        step();
    };
    const yore::context nobody{}, tom{.actor = "tom"},
        maria{.actor = yore::actor{"maria", "María"},
            .reason = "it's \"so\"",
            .correlation_id = "c-1",
            .entry_point = "http",
            .request = yore::request{.id = "r-1", .method = "PUT", .path = "/machines/1", .user_agent = "x"},
            .extra = {{"ticket", "T-7"}}};

    Machine m{.id = 1,
        .name = "Medieval Madness",
        .location = "Floor 1",
        .weight = 110.1,
        .height = 1.9F,
        .serial = ~std::uint64_t{0},
        .lent = true,
        .seen = timestamp{std::chrono::microseconds{-1}},
        .bought = std::chrono::floor<std::chrono::days>(second(0)),
        .played = std::chrono::milliseconds{-5},
        .photo = {std::byte{0}, std::byte{255}}};
    during(maria, [&] { machines.record(m); });
    during(tom, [&] {
        m.status = Status::broken;
        machines.record(m);
    });
    during(nobody, [&] {
        m.location = {};
        m.height = {};
        m.weight = -0.0;
        machines.record(m);
    });
    during(tom, [&] {
        m.weight = std::numeric_limits<double>::quiet_NaN();
        m.grade = Grade::c;
        machines.record(m);
    });
    during(maria, [&] { // a full row
        m.name = "日本 😀";
        m.location = "";
        machines.record(m);
    });
    during(maria, [&] {
        machines.record(Machine{.id = -7, .status = Status{77}, .weight = std::numeric_limits<double>::denorm_min()});
    });
    during(tom, [&] { machines.revert(1, yore::to_version(2)); });
    during(tom, [&] { machines.undo(1, 6); });
    during(maria, [&] { machines.remove(1); });
    during(maria, [&] { machines.restore(1); });
    during(tom, [&] { machines.remove(-7); });
    during(tom, [&] { machines.record(Machine{.id = -7, .name = "another one"}); });
    during(maria, [&] {
        machines.record_all(
            std::vector<Machine>{{.id = 2, .name = "a"}, {.id = 3, .name = "b"}, {.id = 2, .name = "c"}});
    });

    Volunteer v;
    v.name = "Zoë";
    v.password = "secret";
    v.cache = "not stored";
    during(maria, [&] { volunteers.record(v); });
    during(maria, [&] {
        v.password = "another";
        v.token = "t";
        ++v.visits;
        volunteers.record(v);
    });
    during(tom, [&] {
        v.token = {};
        volunteers.record(v, {.record_unchanged = true});
    });

    Loan l{
        "A", ~std::uint64_t{0}, {"Main", 1}, {"x", ""}, {{"k", -1}}, std::chrono::year{2024} / 2 / 29, {}, 1, 2, "own"};
    during(maria, [&] {
        yore::transaction both{db};
        loans.record(l);
        machines.record(Machine{.id = 3, .name = "lent", .lent = true});
        both.commit();
    });
    during(nobody, [&] {
        l.former = l.place;
        l.place = {"Annex", -1};
        l.tags.clear();
        l.Order = 3;
        loans.record(l);
    });
    during(nobody, [&] {
        l.former = {};
        l.order = 0;
        loans.record(l);
    });
    for (const char* more : {"It came from a bar that closed, in three parts, and the glass of the back box was new.",
             " Paid.", " Lent once."})
        during(tom, [&] { // a long text, and what became of it
            l.yore_id += more;
            loans.record(l);
        });
    during(tom, [&] { machines.prune({.older_than = second(3)}); });
}

/// All that can be read of one model.
template <class T> nlohmann::json all_of(const yore::history<T>& all) {
    nlohmann::json out;
    out["versions"] = yore::to_json(all.find({.newest_first = false}));
    for (const T& state : all.as_of(second(10))) out["as_of"].push_back(yore::to_json(state));
    out["deleted"] = yore::to_json(all.deleted());
    return out;
}
nlohmann::json contents(const std::string& path) {
    yore::sqlite::store db{path, quick};
    const yore::history<Machine> machines{db};
    const yore::history<Volunteer> volunteers{db};
    const yore::history<Loan> loans{db};
    nlohmann::json out{{"machines", all_of(machines)}, {"volunteers", all_of(volunteers)}, {"loans", all_of(loans)}};
    for (const row& one : database(path).rows("SELECT occurred_on, id, version, operation, actor, reason, changed, "
                                              "name, seen, bought, created_on, created_by "
                                              "FROM machine_timeline ORDER BY occurred_on, id, version"))
        out["timeline"].push_back(one);
    return out;
}

std::filesystem::path fixtures() { return YORE_SQLITE_FIXTURES; }

/// A file as the statements that make it.
std::string dump(const std::string& path) {
    const database file(path);
    std::string tables, rows, rest;
    for (const row& one :
        file.rows("SELECT name, sql, type FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")) {
        (one[2] == "table" ? tables : rest) += one[1] + ";\n";
        if (one[2] != "table") continue;
        std::string quoted;
        for (const row& column : file.rows("SELECT name FROM pragma_table_info('" + one[0] + "')"))
            quoted += (quoted.empty() ? "" : " || ', ' || ") + ("quote(\"" + column[0] + "\")");
        for (const row& values : file.rows("SELECT " + quoted + " FROM \"" + one[0] + "\""))
            rows += "INSERT INTO \"" + one[0] + "\" VALUES (" + values[0] + ");\n";
    }
    return tables + rows + rest;
}

TEST_CASE("write the fixture of today's format", "[.][write_fixture]") {
    const folder here;
    write_museum(here / "museum.db");
    const std::string name = "format_" + std::to_string(yore::detail::sqlite::format_version);
    std::ofstream(fixtures() / (name + ".sql")) << dump(here / "museum.db");
    std::ofstream(fixtures() / (name + ".json")) << contents(here / "museum.db").dump(1) << '\n';
}

TEST_CASE("files of every format that there was are read as they were written, and recording goes on", "[sqlite]") {
    std::size_t formats = 0;
    for (const auto& each : std::filesystem::directory_iterator(fixtures())) {
        if (each.path().extension() != ".sql") continue;
        INFO(each.path());
        ++formats;
        const folder here;
        const std::string path = here / "museum.db";
        database(path).run("PRAGMA synchronous = OFF; BEGIN; " + bytes_of(each.path().string()) + "; COMMIT");
        auto expected = each.path();
        const auto wanted = nlohmann::json::parse(bytes_of(expected.replace_extension(".json").string()));
        const auto found = contents(path);
        for (const auto& [model, part] : wanted.items()) {
            INFO(model << ": " << nlohmann::json::diff(part, found[model]).dump());
            CHECK((part == found[model]));
        }

        yore::sqlite::store db{path, quick};
        yore::history<Machine> machines{db};
        yore::history<Volunteer> volunteers{db};
        yore::history<Loan> loans{db};
        CHECK(db.drift().empty());
        const auto latest = machines.versions(3).back();
        Machine m = latest.state;
        m.status = Status::retired;
        CHECK(machines.record(m).number == latest.number + 1);
        Volunteer v = volunteers.latest("Zoë").value();
        v.password = "another"; // the same as before, by its digest
        CHECK_FALSE(volunteers.record(v).recorded());
        CHECK(loans.remove({"A", ~std::uint64_t{0}}).number == 7);
        CHECK(integrity(path) == "ok");
    }
    CHECK(formats >= 1);
}

TEST_CASE("what is written today reads as the stored file of today's format does", "[sqlite]") {
    const folder here;
    write_museum(here / "museum.db");
    const std::string name = "format_" + std::to_string(yore::detail::sqlite::format_version) + ".json";
    auto wanted = nlohmann::json::parse(bytes_of((fixtures() / name).string())), found = contents(here / "museum.db");
    for (auto* const all : {&wanted, &found})
        for (auto& part : *all)
            if (part.contains("versions"))
                for (auto& version : part["versions"]) version["commit"].erase("recorded_on"); // the clock's
    INFO(nlohmann::json::diff(wanted, found).dump(1));
    REQUIRE((wanted == found));
}

} // namespace sqlite_tests::fixtures
