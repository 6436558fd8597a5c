// SPDX-License-Identifier: BSL-1.0
/// Programs of different age on one file, and files that are not ours.
#include "support.hpp"

#include <boost/describe.hpp>

#include <cmath>
#include <cstddef>
#include <optional>

namespace sqlite_tests::schema {

using yore::sqlite::difference;
using what = difference::what;

/// The schema of a file, as text.
std::string schema_of(const std::string& path) {
    std::string out;
    for (const row& one : database(path).rows("SELECT sql FROM sqlite_master ORDER BY name")) out += one[0] + '\n';
    return out;
}

// ---- one model over the years, each a program of its own

namespace first {
struct Machine {
    std::int64_t id{};
    std::string name{};
    std::optional<std::string> location{};
};
} // namespace first

namespace added { // weight and tags are new
struct Machine {
    std::int64_t id{};
    std::string name{};
    std::optional<std::string> location{};
    double weight{7};
    std::optional<std::vector<std::string>> tags{};
    timestamp seen{};
};
} // namespace added

namespace noted { // there are notes
struct Machine {
    std::int64_t id{};
    std::string name{};
    std::optional<std::string> location{};
    std::string notes{};
    double weight{7};
};
} // namespace noted

namespace renamed { // name is now title, location is now place, and they changed places
struct Machine {
    std::optional<std::string> place{};
    std::string title{};
    std::int64_t number{};
    using audit_policy = yore::policy<yore::key<&Machine::number>, yore::was<&Machine::number, "id">,
        yore::was<&Machine::title, "name">, yore::was<&Machine::place, "room", "location">>;
};
} // namespace renamed

namespace removed { // nobody asks for the location any more
struct Machine {
    std::int64_t id{};
    std::string name{};
};
} // namespace removed

namespace exchanged { // name became title, and there is another name
struct Machine {
    std::int64_t id{};
    std::string title{};
    std::string name{};
    using audit_policy = yore::policy<yore::was<&Machine::title, "name">>;
};
} // namespace exchanged

/// Three versions of machine 1, by the first program.
template <class T = first::Machine> void record_first(const std::string& path) {
    yore::sqlite::store db{path, quick};
    yore::history<T> machines{db};
    record_at(machines, second(1), T{1, "Taxi", "Floor 1"});
    record_at(machines, second(2), T{1, "Taxi", {}});
    record_at(machines, second(3), T{1, "Xenon", {}});
}

TEST_CASE("a new field needs a column, and only migrate makes it", "[sqlite]") {
    using added::Machine;
    const folder here;
    const std::string path = here / "museum.db";
    record_first(path);
    const std::string before = schema_of(path);
    yore::sqlite::store db{path, quick};
    yore::history<Machine> machines{db};

    CHECK(
        db.drift<Machine>() == std::vector<difference>{{what::missing_column, "machine_history", "weight", "REAL", ""},
                                   {what::missing_column, "machine_history", "tags", "TEXT", ""},
                                   {what::missing_column, "machine_history", "seen", "INTEGER", ""}});
    CHECK(machines.latest(1)->name == "Xenon"); // reading goes on
    CHECK(machines.latest(1)->weight == 7);     // as in a Machine{}
    CHECK(machines.versions(1).size() == 3);
    CHECK(machines.as_of(second(1)).find(1)->location == "Floor 1");
    CHECK(machines.find({.changed = yore::fields<&Machine::name>}).size() == 2);
    CHECK(machines.find({.changed = yore::fields<&Machine::weight>}).size() == 1); // created has changed everything
    CHECK(machines.blame(1).of<&Machine::weight>().number == 1);

    try {
        machines.record(Machine{2, "Firepower", {}, 90, {}, {}});
        FAIL("it was recorded");
    } catch (const yore::store_error& e) {
        CHECK(e.native_code() == SQLITE_SCHEMA);
        const std::string text = e.what();
        CHECK(text.find("weight, tags") != std::string::npos);
        CHECK(text.find("migrate()") != std::string::npos);
    }
    CHECK_THROWS_AS(machines.remove(1), yore::store_error);
    CHECK(schema_of(path) == before);

    const std::vector<std::string> planned = db.migrate<Machine>(yore::dry_run::yes);
    REQUIRE(planned.size() == 5);
    CHECK(planned[0] == "ALTER TABLE \"machine_history\" ADD COLUMN \"weight\" REAL");
    CHECK(planned[1] == "ALTER TABLE \"machine_history\" ADD COLUMN \"tags\" TEXT");
    CHECK(planned[2] == "ALTER TABLE \"machine_history\" ADD COLUMN \"seen\" INTEGER");
    CHECK(planned[3] == "DROP VIEW \"machine_timeline\"");
    CHECK(planned[4] == yore::sqlite::create_view<Machine>);
    CHECK(schema_of(path) == before);
    CHECK(db.migrate() == planned); // of all that are open
    CHECK(schema_of(path) != before);
    CHECK(db.drift<Machine>().empty());
    CHECK(db.migrate<Machine>().empty());

    Machine m = machines.latest(1).value();
    m.weight = 110.5;
    m.seen = second(9);
    CHECK(record_at(machines, second(4), m).changed == yore::fields<&Machine::weight, &Machine::seen>);
    CHECK(machines.latest(1)->weight == 110.5);
    CHECK(machines.at(1, 3)->state.weight == 7);
    CHECK(machines.as_of(second(3)).find(1)->weight == 7);
    CHECK(machines.as_of(second(4)).find(1)->weight == 110.5);
    CHECK(machines.revert(1, yore::to_version(1)).number == 5);
    CHECK(machines.latest(1)->weight == 7);
    CHECK(machines.latest(1)->location == "Floor 1");
    CHECK(database(path).rows("SELECT version, changed, weight, seen FROM machine_timeline WHERE version > 2") ==
          std::vector<row>{{"3", "name", "NULL", "NULL"}, {"4", "weight,seen", "110.5", "2024-01-01T00:00:09.000000Z"},
              {"5", "name,location,weight,seen", "7.0", "1970-01-01T00:00:00.000000Z"}});
    CHECK(integrity(path) == "ok");
}

TEST_CASE("an old program reads and records in the file of a newer one, and spoils nothing", "[sqlite]") {
    for (const std::size_t full_row_every : {std::size_t{1}, std::size_t{3}, std::size_t{64}}) {
        const folder here;
        const std::string path = here / "museum.db";
        const yore::sqlite::options o{.durability = durability::off, .full_row_every = full_row_every};
        {
            yore::sqlite::store db{path, quick};
            yore::history<added::Machine> machines{db};
            record_at(machines, second(1), {1, "Taxi", "Floor 1", 110.5, std::vector<std::string>{"a"}, second(5)});
            record_at(machines, second(1), {2, "Xenon", {}, 90, {}, {}});
        }
        {
            yore::sqlite::store db{path, o};
            yore::history<first::Machine> machines{db};
            CHECK(db.drift<first::Machine>() ==
                  std::vector<difference>{{what::unknown_column, "machine_history", "seen", "", "INTEGER"},
                      {what::unknown_column, "machine_history", "tags", "", "TEXT"},
                      {what::unknown_column, "machine_history", "weight", "", "REAL"}});
            CHECK(db.migrate<first::Machine>().empty()); // nothing is dropped
            CHECK(machines.latest(1)->name == "Taxi");
            for (int n = 2; n != 9; ++n) record_at(machines, second(n), {1, std::to_string(n), {}});
            CHECK(machines.remove(2).number == 2);
            CHECK(machines.restore(2).number == 3);
            CHECK(machines.record(first::Machine{3, "Firepower", {}}).number == 1);
            CHECK(machines.revert(1, yore::to_version(2)).number == 9);
        }
        yore::sqlite::store db{path, o};
        const yore::history<added::Machine> machines{db};
        CHECK(db.drift<added::Machine>().empty());
        for (const auto& version : machines.versions(1)) {
            CHECK(version.state.weight == 110.5);
            CHECK(version.state.tags == std::vector<std::string>{"a"});
        }
        CHECK(machines.latest(1)->name == "2");
        CHECK(machines.latest(1)->seen == second(5));
        CHECK(machines.as_of(second(5)).find(1)->weight == 110.5);
        CHECK(machines.latest(2)->weight == 90);
        CHECK(machines.latest(3)->weight == 7);
    }
}

TEST_CASE("an old program that runs while the file gets new columns spoils nothing", "[sqlite]") {
    for (const std::size_t full_row_every : {std::size_t{1}, std::size_t{3}, std::size_t{64}}) {
        const folder here;
        const std::string path = here / "museum.db";
        yore::sqlite::store old{path, {.durability = durability::off, .full_row_every = full_row_every}};
        yore::history<first::Machine> before{old};
        before.record(first::Machine{1, "1", {}});
        yore::sqlite::store db{path, quick};
        yore::history<added::Machine> machines{db};
        db.migrate<added::Machine>();
        machines.record(added::Machine{1, "2", {}, 110.5, {}, {}});
        for (int n = 3; n != 9; ++n) before.record(first::Machine{1, std::to_string(n), {}});
        CHECK(machines.latest(1)->name == "8");
        CHECK(machines.latest(1)->weight == 110.5);
        CHECK(machines.versions(1).back().state.weight == 110.5);
        CHECK_FALSE(old.drift<first::Machine>().empty());
    }
}

TEST_CASE("what a program does not know stays where it prunes", "[sqlite]") {
    const folder here;
    const std::string path = here / "museum.db";
    {
        yore::sqlite::store db{path, quick};
        yore::history<added::Machine> machines{db};
        for (int n = 1; n != 5; ++n) machines.record(added::Machine{1, std::to_string(n), {}, 110.5, {}, {}});
        for (double weight : {1.0, 2.0, 3.0}) machines.record(added::Machine{2, "Xenon", {}, weight, {}, {}});
    }
    {
        yore::sqlite::store db{path, quick};
        yore::history<first::Machine> machines{db};
        CHECK(machines.prune({.keep_last = 1}, yore::dry_run::yes).versions == 5);
        CHECK(machines.prune({.keep_last = 1}).versions == 5);
        CHECK(machines.latest(1)->name == "4");
    }
    yore::sqlite::store db{path, quick};
    yore::history<added::Machine> machines{db};
    CHECK(machines.latest(1)->weight == 110.5);
    CHECK(machines.latest(2)->weight == 3);
    const auto kept = machines.versions(2);
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].changed == yore::fields<&added::Machine::weight>);
    CHECK(machines.record(added::Machine{2, "Xenon", {}, 4, {}, {}}).number == 4);
}

TEST_CASE("what a program does not know is in the full rows that it writes", "[sqlite]") {
    using noted::Machine;
    const folder here;
    const std::string path = here / "museum.db", notes(300, 'x');
    yore::sqlite::options often = quick;
    often.full_row_every = 4;
    {
        yore::sqlite::store db{path, often};
        yore::history<Machine> machines{db};
        machines.record(Machine{1, "Xenon", {}, notes, 110.5});
        machines.record(Machine{1, "Xenon", {}, notes + "y", 120}); // the notes as what became of them
    }
    {
        yore::sqlite::store db{path, often};
        yore::history<first::Machine> machines{db};
        for (int n = 0; n != 9; ++n) machines.record(first::Machine{1, std::to_string(n), {}});
    }
    yore::sqlite::store db{path, often};
    yore::history<Machine> machines{db};
    CHECK(machines.latest(1)->name == "8");
    const auto all = machines.versions(1);
    REQUIRE(all.size() == 11);
    for (const auto& one : all) {
        CHECK(one.state.weight == (one.number == 1 ? 110.5 : 120));
        CHECK(one.state.notes == (one.number == 1 ? notes : notes + "y"));
    }
    const auto full = database(path).rows("SELECT weight, length(notes) FROM machine_history WHERE "
                                          "instr(yore_operation, '*')");
    CHECK(full == std::vector<row>(2, {"120.0", "301"}));
}

TEST_CASE("a second program that waits for columns finds those that the first has made", "[sqlite]") {
    const folder here;
    const std::string path = here / "museum.db";
    record_first(path);
    yore::sqlite::store one{path, quick}, other{path, quick};
    yore::history<added::Machine> first{one}, second{other};
    CHECK(one.migrate<added::Machine>().size() == 5);
    CHECK(second.latest(1)->name == "Xenon");
    CHECK(first.record(added::Machine{2, "a", {}, 1, {}, {}}).number == 1);
    CHECK(other.migrate<added::Machine>().empty()); // nothing is left to do
    CHECK(second.record(added::Machine{2, "b", {}, 2, {}, {}}).number == 2);
    CHECK(first.latest(2)->weight == 2);
}

TEST_CASE("fields that have other names and another order keep their columns", "[sqlite]") {
    using renamed::Machine;
    const folder here;
    const std::string path = here / "museum.db";
    record_first(path);
    const std::string before = schema_of(path);
    {
        yore::sqlite::store db{path, {.durability = durability::off, .full_row_every = 2}};
        yore::history<Machine> machines{db};
        CHECK(db.drift<Machine>().empty());
        CHECK(db.migrate<Machine>().empty());
        CHECK(machines.latest(1)->title == "Xenon");
        CHECK(machines.at(1, 1)->state.place == "Floor 1");
        CHECK(machines.at(1, 2)->changed == yore::fields<&Machine::place>);
        CHECK(machines.blame(1).of<&Machine::title>().number == 3);
        CHECK(machines.record(Machine{"Floor 2", "Xenon", 1}).changed == yore::fields<&Machine::place>);
        CHECK(machines.record(Machine{{}, "Firepower", 1}).changed == yore::fields<&Machine::place, &Machine::title>);
        CHECK(machines.record(Machine{{}, "Twice", 1}).changed == yore::fields<&Machine::title>);
        CHECK(machines.record(Machine{{}, "New", 2}).number == 1);
        CHECK(machines.find({.changed = yore::fields<&Machine::place>}).size() == 5);
        CHECK(machines.revert(1, yore::to_version(1)).changed == yore::fields<&Machine::place, &Machine::title>);
    }
    CHECK(schema_of(path) == before);
    {
        yore::sqlite::store db{path, quick}; // and the first program goes on
        yore::history<first::Machine> machines{db};
        CHECK(machines.latest(1)->location == "Floor 1");
        CHECK(machines.at(1, 6)->state.name == "Twice");
        CHECK(machines.at(1, 5)->changed == yore::fields<&first::Machine::name, &first::Machine::location>);
        CHECK(machines.latest(2)->name == "New");
        CHECK(machines.record(first::Machine{2, "Old", {}}).number == 2);
    }
    yore::sqlite::store db{path, quick};
    const yore::history<Machine> machines{db};
    CHECK(machines.latest(2)->title == "Old");
    CHECK(machines.versions(1).size() == 7);
    CHECK(database(path).rows("SELECT version, changed FROM machine_timeline WHERE id = 1 AND version > 3") ==
          std::vector<row>{{"4", "location"}, {"5", "location,name"}, {"6", "name"}, {"7", "name,location"}});
}

TEST_CASE("a view is made again for columns of other names", "[sqlite]") {
    using renamed::Machine;
    const folder here;
    const std::string path = here / "museum.db";
    record_first(path);
    database(path).run("DROP VIEW machine_timeline");
    yore::sqlite::store db{path, quick};
    const yore::history<Machine> machines{db};
    CHECK(db.drift<Machine>() == std::vector<difference>{{what::missing_view, "machine_timeline", "", "", ""}});
    CHECK(db.migrate<Machine>().size() == 1);
    CHECK(db.drift<Machine>().empty());
    CHECK(database(path).rows("SELECT id, version, changed, name FROM machine_timeline") ==
          std::vector<row>{{"1", "1", "NULL", "Taxi"}, {"1", "2", "location", "NULL"}, {"1", "3", "name", "Xenon"}});
}

TEST_CASE("a removed field keeps its column and what is in it", "[sqlite]") {
    const folder here;
    const std::string path = here / "museum.db";
    record_first(path);
    {
        yore::sqlite::store db{path, quick};
        yore::history<removed::Machine> machines{db};
        CHECK(db.drift<removed::Machine>() ==
              std::vector<difference>{{what::unknown_column, "machine_history", "location", "", "TEXT"}});
        CHECK(db.migrate<removed::Machine>().empty());
        CHECK(machines.versions(1).size() == 3);
        CHECK(machines.at(1, 2)->changed.empty()); // the location alone had changed
        CHECK_FALSE(machines.record(removed::Machine{1, "Xenon"}).recorded());
        CHECK(machines.revert(1, yore::to_version(1)).number == 4);
    }
    yore::sqlite::store db{path, quick};
    const yore::history<first::Machine> machines{db};
    CHECK(machines.at(1, 1)->state.location == "Floor 1");
    CHECK(machines.latest(1)->name == "Taxi");
    CHECK_FALSE(machines.latest(1)->location.has_value());
}

TEST_CASE("a name that a field has left belongs to the field that has it now", "[sqlite]") {
    using exchanged::Machine;
    const folder here;
    const std::string path = here / "museum.db";
    record_first(path);
    yore::sqlite::store db{path, quick};
    yore::history<Machine> machines{db};
    CHECK(db.migrate<Machine>().front() == "ALTER TABLE \"machine_history\" ADD COLUMN \"title\" TEXT");
    CHECK(machines.record(Machine{1, "a title", "a name"}).number == 4);
    CHECK(machines.latest(1)->title == "a title");
    CHECK(machines.latest(1)->name == "a name");
    CHECK(machines.at(1, 1)->state.name == "Taxi");
}

namespace stranger {
struct Machine {
    std::int64_t number{};
    std::string name{};
    using audit_policy = yore::policy<yore::key<&Machine::number>>;
};
} // namespace stranger

TEST_CASE("a key that the file does not have is refused in words", "[sqlite]") {
    const folder here;
    const std::string path = here / "museum.db";
    record_first(path);
    yore::sqlite::store db{path, quick};
    const std::string text = message_of<yore::store_error>([&] { yore::history<stranger::Machine>{db}; });
    CHECK(text.find("number") != std::string::npos);
    CHECK(text.find("yore::was") != std::string::npos);
}

// ---- fields of another type

enum class Status : std::uint8_t { working, broken };
BOOST_DESCRIBE_ENUM(Status, working, broken)
enum class More : std::uint8_t { working, broken, retired };
BOOST_DESCRIBE_ENUM(More, working, broken, retired)
enum class Plain : std::uint8_t { working, broken };

/// A field of any type, always in the same table.
template <class V> struct Holder {
    std::int32_t id{};
    V value{};
    int other{};
    using audit_policy = yore::policy<yore::table<"holder">>;
};

/// Records values of one type, then reads them and records others as another type; all is read again.
template <class Old, class New>
void becomes(const std::vector<std::pair<Old, New>>& kept, const std::vector<New>& more, const Old& before = {}) {
    for (const std::size_t full_row_every : {std::size_t{1}, std::size_t{64}}) {
        const folder here;
        const std::string path = here / "holder.db";
        {
            yore::sqlite::store db{path, quick};
            yore::history<Holder<Old>> holders{db};
            for (std::size_t i = 0; i != kept.size(); ++i) {
                holders.record(Holder<Old>{static_cast<std::int32_t>(i), before, 0});
                holders.record(Holder<Old>{static_cast<std::int32_t>(i), kept[i].first, 1});
            }
        }
        {
            yore::sqlite::store db{path, {.durability = durability::off, .full_row_every = full_row_every}};
            yore::history<Holder<New>> holders{db};
            CHECK(db.migrate<Holder<New>>().empty());
            for (std::size_t i = 0; i != more.size(); ++i) {
                holders.record(Holder<New>{1000 + static_cast<std::int32_t>(i), {}, 0});
                holders.record(Holder<New>{1000 + static_cast<std::int32_t>(i), more[i], 1});
                CHECK(holders.latest(1000 + static_cast<std::int32_t>(i))->value == more[i]);
            }
            for (std::size_t i = 0; i != kept.size(); ++i)
                holders.record(Holder<New>{static_cast<std::int32_t>(i), kept[i].second, 2});
        }
        yore::sqlite::store db{path, quick};
        const yore::history<Holder<New>> holders{db};
        for (std::size_t i = 0; i != kept.size(); ++i) {
            const auto found = holders.versions(static_cast<std::int32_t>(i));
            REQUIRE(found.size() == 3);
            CHECK(found[1].state.value == kept[i].second);
            CHECK(found[2].state.value == kept[i].second);
            CHECK(found[2].changed == yore::fields<&Holder<New>::other>);
            CHECK(holders.latest(static_cast<std::int32_t>(i))->value == kept[i].second);
        }
        for (std::size_t i = 0; i != more.size(); ++i) {
            const auto found = holders.versions(1000 + static_cast<std::int32_t>(i));
            REQUIRE(found.size() == 2);
            CHECK(found[1].state.value == more[i]);
            CHECK(holders.latest(1000 + static_cast<std::int32_t>(i))->value == more[i]);
        }
    }
}

TEST_CASE("a number that got a wider type keeps what it was and holds what it can", "[sqlite]") {
    using i32 = std::int32_t;
    using i64 = std::int64_t;
    using u64 = std::uint64_t;
    using text = std::string;
    constexpr i64 border = std::numeric_limits<i64>::max();
    becomes<i32, i64>({{5, 5}, {-7, -7}}, {border, std::numeric_limits<i64>::min()});
    becomes<std::uint32_t, u64>({{5, 5}, {~0U, ~0U}}, {1, u64{border} + 1, ~u64{0}, 10'000'000'000'000'000'000U});
    becomes<i64, u64>({{5, 5}, {border, u64{border}}}, {1, u64{border} + 1, ~u64{0}});
    becomes<bool, int>({{true, 1}}, {7, -7});
    becomes<float, double>({{2.5F, 2.5}, {0.1F, double{0.1F}}}, {0.1, 1e300, 5e-324, 0.1 + 0.2});
    becomes<i32, double>({{5, 5.0}, {-7, -7.0}}, {0.1 + 0.2, 1e300, 3.0, 9007199254740993.0, 18446744073709551616.0});
    becomes<i64, text>({{5, "5"}, {border, "9223372036854775807"}},
        {"007", " 5", "1e5", "5.0", "0x10", "text", "", "18446744073709551615"});
    becomes<double, text>({{2.5, "2.5"}}, {"007", "1.50", "5", "text"});
    becomes<bool, text>({{true, "1"}}, {"01", "true", "1.0"});
}

TEST_CASE("a number that got a narrower type is read where it fits", "[sqlite]") {
    using i64 = std::int64_t;
    becomes<i64, std::int8_t>({{5, std::int8_t{5}}, {-128, std::int8_t{-128}}}, {std::int8_t{127}});
    becomes<double, i64>(
        {{5.0, 5}, {-7.0, -7}}, {9007199254740993, std::numeric_limits<i64>::max(), std::numeric_limits<i64>::min()});
    becomes<double, float>({{2.5, 2.5F}}, {0.1F});
    becomes<std::string, i64>({{"5", 5}, {"-7", -7}}, {9007199254740993, std::numeric_limits<i64>::max()}, "0");
    becomes<std::string, double>({{"5", 5.0}, {"-2.5", -2.5}}, {0.1 + 0.2, 3.0}, "0");
    becomes<std::uint64_t, i64>({{5, 5}}, {-1, std::numeric_limits<i64>::min()});
}

TEST_CASE("a double keeps its bits also in a column that was made for text or bytes", "[sqlite]") {
    becomes<std::optional<std::string>, double>({}, {0.1 + 0.2, 1e300, 5e-324, 123456789.123456789, 3.0});
    becomes<std::vector<std::byte>, double>({}, {0.1 + 0.2, 3.0});
    becomes<std::vector<std::byte>, std::string>({}, {"007", "text", ""});
    becomes<std::string, std::vector<std::byte>>({{"ab", {std::byte{'a'}, std::byte{'b'}}}}, {{}, {std::byte{'7'}}});
}

TEST_CASE("a field that became optional, or no longer is, keeps what it was", "[sqlite]") {
    becomes<int, std::optional<int>>({{5, 5}}, {std::nullopt, 0, 7});
    becomes<std::string, std::optional<std::string>>({{"a", "a"}}, {std::nullopt, "", "b"});
    becomes<std::optional<int>, int>({{5, 5}, {0, 0}}, {0, 7});
    const folder here;
    const std::string path = here / "holder.db";
    {
        yore::sqlite::store db{path, quick};
        yore::history<Holder<std::optional<int>>> holders{db};
        holders.record(Holder<std::optional<int>>{1, 5, 0});
        holders.record(Holder<std::optional<int>>{1, {}, 0});
        holders.record(Holder<std::optional<int>>{1, {}, 1});
    }
    yore::sqlite::store db{path, quick};
    const yore::history<Holder<int>> holders{db};
    CHECK(holders.latest(1)->value == 0); // nothing there: as in a Holder{}
    CHECK(holders.at(1, 2)->state.value == 0);
    CHECK(holders.versions(1)[1].state.value == 0);
    CHECK(holders.versions(1)[2].state.value == 0);
    CHECK(holders.as_of(timestamp::max()).find(1)->value == 0);
}

TEST_CASE("an enumeration that got enumerators, names or numbers keeps what it was", "[sqlite]") {
    becomes<Status, More>({{Status::broken, More::broken}}, {More::retired, More{77}});
    becomes<Plain, Status>({{Plain::broken, Status::broken}}, {Status::broken, Status{77}});
    becomes<Status, std::string>({{Status::broken, "broken"}}, {"anything", "1"});
    becomes<std::string, Status>({{"broken", Status::broken}}, {Status::broken}, "working");
    becomes<int, More>({{2, More::retired}}, {More::broken, More{77}});
}

TEST_CASE("a value that a field cannot hold says where it stands", "[sqlite]") {
    const folder here;
    const std::string path = here / "holder.db";
    {
        yore::sqlite::store db{path, quick};
        yore::history<Holder<std::int64_t>> holders{db};
        holders.record(Holder<std::int64_t>{1, 5, 0});
        holders.record(Holder<std::int64_t>{2, 5'000'000'000, 0});
        holders.record(Holder<std::int64_t>{2, 6, 0});
    }
    yore::sqlite::store db{path, quick};
    yore::history<Holder<std::int16_t>> holders{db};
    CHECK(holders.latest(1)->value == 5);
    CHECK(holders.latest(2)->value == 6);
    try {
        static_cast<void>(holders.at(2, 1));
        FAIL("it was read");
    } catch (const yore::store_error& e) {
        CHECK(e.native_code() == SQLITE_MISMATCH);
        const std::string text = e.what();
        CHECK(text.find("5000000000") != std::string::npos);
        CHECK(text.find("value") != std::string::npos);
        CHECK(text.find("holder_history") != std::string::npos);
    }
    CHECK_THROWS_AS(holders.versions(2), yore::store_error);
    CHECK(holders.record(Holder<std::int16_t>{1, 7, 0}).number == 2); // others are not affected

    yore::sqlite::store again{path, quick};
    yore::history<Holder<Status>> statuses{again};
    CHECK_THROWS_AS(yore::history<Holder<std::vector<int>>>{again}, yore::error); // one model a table
}

TEST_CASE("drift says which columns have another type than the struct asks for", "[sqlite]") {
    const folder here;
    const std::string path = here / "holder.db";
    {
        yore::sqlite::store db{path, quick};
        const yore::history<Holder<std::int64_t>> holders{db};
        CHECK(db.drift().empty());
    }
    yore::sqlite::store db{path, quick};
    CHECK(db.drift<Holder<std::string>>() ==
          std::vector<difference>{{what::other_type, "holder_history", "value", "TEXT", "INTEGER"}});
    CHECK(db.migrate().empty()); // no column is narrowed or widened
}

template <class Key> struct Keyed {
    Key id{};
    int value{};
    using audit_policy = yore::policy<yore::table<"keyed">>;
};

TEST_CASE("a key whose column would change it is not recorded", "[sqlite]") {
    const folder here;
    const std::string path = here / "keyed.db";
    {
        yore::sqlite::store db{path, quick};
        yore::history<Keyed<std::int32_t>> all{db};
        all.record(Keyed<std::int32_t>{7, 1});
    }
    {
        yore::sqlite::store db{path, quick};
        yore::history<Keyed<std::int64_t>> all{db};
        CHECK(all.latest(7)->value == 1);
        CHECK(all.record(Keyed<std::int64_t>{7, 2}).number == 2);
    }
    yore::sqlite::store db{path, quick};
    yore::history<Keyed<std::string>> all{db};
    CHECK(all.latest("7")->value == 2);
    CHECK_THROWS_AS(all.record(Keyed<std::string>{"007", 1}), yore::store_error);
}

// ---- files that are not ours

/// Requires that a file is refused, with a code of SQLite, and not changed.
std::string refused(const std::string& path, int code) {
    const std::string before = bytes_of(path);
    std::string text;
    for (const auto access :
        {yore::sqlite::access::read_only, yore::sqlite::access::read_write}) { // the first leaves an empty log
        try {
            yore::sqlite::store db{path, {.access = access}};
            const yore::history<first::Machine> machines{db};
            static_cast<void>(machines.latest(1));
            static_cast<void>(machines.find({}));
            FAIL("it was opened");
        } catch (const yore::store_error& e) {
            CHECK((e.native_code() & 0xff) == code);
            text = e.what();
        }
        CHECK(bytes_of(path) == before);
        CHECK(bytes_of(path + "-wal").empty());
        CHECK_FALSE(std::filesystem::exists(path + "-journal"));
    }
    return text;
}

void write_file(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

TEST_CASE("a file that is no database is refused and not changed", "[sqlite]") {
    const folder here;
    const std::string path = here / "museum.db";
    write_file(path, "a diary of many words, not a database at all");
    CHECK(refused(path, SQLITE_NOTADB).find("choose another") != std::string::npos);
    write_file(path, std::string(10'000, '\x5a'));
    refused(path, SQLITE_NOTADB);
    write_file(path, "ab");
    refused(path, SQLITE_NOTADB);
    CHECK_THROWS_AS(yore::sqlite::store(here / "."), yore::store_error);
}

TEST_CASE("an empty file is one that nobody has written to yet", "[sqlite]") {
    const folder here;
    write_file(here / "museum.db", "");
    {
        yore::sqlite::store read{here / "museum.db", {.access = yore::sqlite::access::read_only}};
        const yore::history<first::Machine> machines{read};
        CHECK_FALSE(machines.latest(1).has_value());
        CHECK(read.drift<first::Machine>() ==
              std::vector<difference>{{what::missing_table, "machine_history", "", "", ""}});
    }
    CHECK(bytes_of(here / "museum.db").empty());
    record_first(here / "museum.db");
    CHECK(integrity(here / "museum.db") == "ok");
}

TEST_CASE("a damaged file is refused and not changed", "[sqlite]") {
    const folder here;
    const std::string path = here / "museum.db";
    {
        yore::sqlite::store db{path, quick};
        yore::history<first::Machine> machines{db};
        yore::batch together{db, 10'000};
        for (int n = 0; n != 2000; ++n) machines.record(first::Machine{n % 50, "machine " + std::to_string(n), {}});
    }
    const std::string whole = bytes_of(path);
    REQUIRE(whole.size() > 20 * 4096);

    write_file(path, whole.substr(0, whole.size() / 2)); // cut off
    CHECK(refused(path, SQLITE_CORRUPT).find("restore it from a copy") != std::string::npos);
    write_file(path, whole.substr(0, 100)); // the header alone
    refused(path, SQLITE_CORRUPT);
    write_file(path, whole.substr(0, 50)); // less than the header
    refused(path, SQLITE_CORRUPT);

    std::string damaged = whole;
    damaged.replace(4096, damaged.size() - 4096, damaged.size() - 4096, '\xff'); // all but the schema
    write_file(path, damaged);
    refused(path, SQLITE_CORRUPT);
    damaged = whole;
    damaged.replace(100, 3996, 3996, '\xff'); // the schema
    write_file(path, damaged);
    refused(path, SQLITE_CORRUPT);
}

TEST_CASE("a row that contradicts itself is a store_error where it is read", "[sqlite]") {
    const folder here;
    const std::string path = here / "museum.db";
    const auto answer = [&](const std::string& damage) {
        std::filesystem::remove(path);
        record_first(path);
        database(path).run("PRAGMA foreign_keys = OFF; " + damage);
        yore::sqlite::store db{path, quick};
        const yore::history<first::Machine> machines{db};
        return message_of<yore::store_error>([&] {
            static_cast<void>(machines.latest(1));
            static_cast<void>(machines.find({}));
        });
    };
    CHECK(answer("SELECT 1").empty());
    CHECK(answer("DELETE FROM yore_commit").find("damaged") != std::string::npos);
    CHECK(answer("DELETE FROM machine_history WHERE yore_version = 1").find("incomplete row") != std::string::npos);
    CHECK(answer("UPDATE machine_history SET name = x'00' WHERE yore_version = 9").empty());
    CHECK(answer("UPDATE yore_commit SET extra = 'no JSON'") != "");
    CHECK(answer("UPDATE yore_commit SET request = '{'") != "");
}

TEST_CASE("a file of a later format is refused and not changed", "[sqlite]") {
    for (const char* mode : {"WAL", "DELETE"}) {
        const folder here;
        const std::string path = here / "museum.db";
        record_first(path);
        database(path).run(
            "UPDATE yore_meta SET value = 2 WHERE name = 'format'; PRAGMA journal_mode = " + std::string(mode));
        const std::string text = refused(path, SQLITE_ERROR);
        CHECK(text.find("format 2") != std::string::npos);
        CHECK(text.find("use a newer yore") != std::string::npos);
        const database borrowed(path);
        CHECK_THROWS_AS(yore::sqlite::store(borrowed.get()), yore::store_error);
    }
}

TEST_CASE("a database of somebody else who uses our names is refused and not changed", "[sqlite]") {
    const folder here;
    const std::string path = here / "other.db";
    database(path).run("CREATE TABLE yore_meta (a, b, c); INSERT INTO yore_meta VALUES (1, 2, 3)");
    refused(path, SQLITE_ERROR);
    std::filesystem::remove(path);
    database(path).run("CREATE TABLE yore_meta (name, value); INSERT INTO yore_meta VALUES ('version', 3)");
    CHECK(refused(path, SQLITE_ERROR).find("yore_meta") != std::string::npos);
}

TEST_CASE("a table of somebody else that has the name of ours is left alone", "[sqlite]") {
    const folder here;
    const std::string path = here / "other.db";
    database(path).run(
        "CREATE TABLE machine_history (id INTEGER, what TEXT); INSERT INTO machine_history VALUES (1, 'sold')");
    yore::sqlite::store db{path, quick};
    const std::string text = message_of<yore::store_error>([&] { yore::history<first::Machine>{db}; });
    CHECK(text.find("machine_history") != std::string::npos);
    CHECK(text.find("yore::table") != std::string::npos);
    CHECK(database(path).rows("SELECT * FROM machine_history") == std::vector<row>{{"1", "sold"}});
    CHECK(database(path).value("SELECT sql FROM sqlite_master WHERE name = 'machine_history'") ==
          "CREATE TABLE machine_history (id INTEGER, what TEXT)");
}

TEST_CASE("a table or view of somebody else that has a name beside ours is left alone", "[sqlite]") {
    for (const std::string foreign : {"TABLE Machine_latest (id, note)", "VIEW machine_timeline AS SELECT 1"}) {
        INFO(foreign);
        const folder here;
        const std::string path = here / "museum.db";
        database(path).run("CREATE " + foreign);
        yore::sqlite::store db{path, quick};
        const std::string all = schema_of(path);
        const std::string text = message_of<yore::store_error>([&] { yore::history<first::Machine>{db}; });
        CHECK(text.find("yore::table") != std::string::npos);
        CHECK(schema_of(path) == all);
    }
}

TEST_CASE("a history can stand in the database of a business, beside its tables", "[sqlite]") {
    const folder here;
    const std::string path = here / "business.db";
    database(path).run(
        "CREATE TABLE machine (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO machine VALUES (1, 'Taxi')");
    record_first(path);
    CHECK(database(path).rows("SELECT * FROM machine") == std::vector<row>{{"1", "Taxi"}});
    CHECK(integrity(path) == "ok");
}

} // namespace sqlite_tests::schema
