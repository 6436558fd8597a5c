// SPDX-License-Identifier: BSL-1.0
/// Fields, tables and people can be called anything.
#include "kept.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sqlite_tests::names {

// ---- fields and tables

// Ten members with the beginning of their names in common, and what lists them.
#define TEN(Type, name)                                                                                                \
    Type name##0 {}, name##1 {}, name##2 {}, name##3 {}, name##4 {}, name##5 {}, name##6 {}, name##7 {}, name##8 {},   \
        name##9 {};
#define TEN_POINTERS(T, name)                                                                                          \
    &T::name##0, &T::name##1, &T::name##2, &T::name##3, &T::name##4, &T::name##5, &T::name##6, &T::name##7,            \
        &T::name##8, &T::name##9

struct TwoHundred {
    TwoHundred() = default;
    TEN(int, a)
    TEN(int, b)
    TEN(double, c)
    TEN(std::string, d)
    TEN(std::optional<int>, e)
    TEN(int, f)
    TEN(int, g)
    TEN(std::optional<std::string>, h)
    TEN(std::uint64_t, i)
    TEN(int, j)
    TEN(int, k)
    TEN(int, l)
    TEN(int, m)
    TEN(bool, n)
    TEN(int, o)
    TEN(int, p)
    TEN(int, q)
    TEN(int, r)
    TEN(int, s)
    TEN(std::string, t)
    using audit_members = yore::members<TEN_POINTERS(TwoHundred, a), TEN_POINTERS(TwoHundred, b),
        TEN_POINTERS(TwoHundred, c), TEN_POINTERS(TwoHundred, d), TEN_POINTERS(TwoHundred, e),
        TEN_POINTERS(TwoHundred, f), TEN_POINTERS(TwoHundred, g), TEN_POINTERS(TwoHundred, h),
        TEN_POINTERS(TwoHundred, i), TEN_POINTERS(TwoHundred, j), TEN_POINTERS(TwoHundred, k),
        TEN_POINTERS(TwoHundred, l), TEN_POINTERS(TwoHundred, m), TEN_POINTERS(TwoHundred, n),
        TEN_POINTERS(TwoHundred, o), TEN_POINTERS(TwoHundred, p), TEN_POINTERS(TwoHundred, q),
        TEN_POINTERS(TwoHundred, r), TEN_POINTERS(TwoHundred, s), TEN_POINTERS(TwoHundred, t)>;
    using audit_policy = yore::policy<yore::key<&TwoHundred::a0>>;
};

TEST_CASE("two hundred fields change one by one and all at once", "[sqlite]") {
    const folder here;
    TwoHundred state;
    state.a0 = 1;
    {
        yore::sqlite::store db{here / "many.db", quick};
        yore::history<TwoHundred> all{db};
        record_at(all, second(0), state);
        state.t9 = "last";
        CHECK(record_at(all, second(1), state).changed == yore::fields<&TwoHundred::t9>);
        state.e3 = 0;
        record_at(all, second(2), state);
        state.e3 = {};
        CHECK(record_at(all, second(3), state).changed == yore::fields<&TwoHundred::e3>);
        yore::for_each_field(state, [](auto field, auto& value) {
            if (field.name == "a0") return;
            if constexpr (requires { value == "x"; }) value = "changed";
            else value = 1;
        });
        CHECK(record_at(all, second(4), state).changed.size() == 199);
    }
    yore::sqlite::store db{here / "many.db", quick};
    yore::history<TwoHundred> all{db};
    CHECK(fields_of(*all.latest(1)) == fields_of(state));
    CHECK(all.as_of(1, second(0))->t9.empty());
    CHECK(all.as_of(1, second(1))->t9 == "last");
    CHECK(all.as_of(1, second(2))->e3 == 0);
    CHECK_FALSE(all.as_of(1, second(3))->e3.has_value());
    CHECK(all.blame(1).of<&TwoHundred::q5>().number == 5);
    CHECK(all.find({.changed = yore::fields<&TwoHundred::e3>, .newest_first = false}).size() == 4);
    CHECK(database(here / "many.db").value("SELECT changed FROM two_hundred_timeline WHERE version = 2") == "t9");
}

/// Names that mean something to SQL, to SQLite or to the store.
struct Keywords {
    std::int32_t id{};
    int order{};
    std::string group{};
    int select{};
    int from{};
    int where{};
    int table{};
    int index{};
    int primary{};
    int values{};
    int check{};
    int rowid{};
    int oid{};
    int _rowid_{};
    int yore_id{};
    int yore_version{};
    std::string yore_changed{};
    std::optional<int> yore_operation{};
    int h{};
    int c{};
    int version{};
    std::string operation{};
    std::string actor{};
    std::string reason{};
    int changed{};
    timestamp yore_occurred_on{};
    timestamp occurred_on{};
    yore::AuditFields audit{};
};

TEST_CASE("fields can have names that mean something to SQL, to SQLite and to the store", "[sqlite]") {
    const folder here;
    Keywords state;
    state.id = 1;
    {
        yore::sqlite::store db{here / "keywords.db", quick};
        yore::history<Keywords> all{db};
        record_at(all, second(0), state);
        const yore::scope who{"maria", "why"};
        for (int round = 1; round != 4; ++round) {
            yore::for_each_field(state, [&](auto field, auto& value) {
                if constexpr (requires { value.created_on; }) return;
                else if constexpr (requires { value == "x"; }) value = std::string(field.name) + std::to_string(round);
                else if constexpr (requires { value = second(0); })
                    value = second(round + static_cast<int>(field.index));
                else if (field.name != "id") value = round * 100 + static_cast<int>(field.index);
            });
            record_at(all, second(round), state);
            state.yore_operation = {};
            CHECK(record_at(all, second(round), state).changed == yore::fields<&Keywords::yore_operation>);
        }
        state.rowid = 0;
        CHECK(record_at(all, second(4), state).changed == yore::fields<&Keywords::rowid>);
    }
    yore::sqlite::store db{here / "keywords.db", quick};
    yore::history<Keywords> all{db};
    const Keywords found = all.latest(1).value();
    CHECK(yore::changed_fields(found, state).empty());
    CHECK(found.audit.modified_by == "maria");
    CHECK(all.as_of(second(0)).size() == 1);
    CHECK(all.at(1, 2)->state.yore_id == 100 + static_cast<int>(yore::field_index<&Keywords::yore_id>));
    CHECK(all.blame(1).of<&Keywords::yore_operation>().number == 7);
    CHECK(all.versions(1).size() == 8);
    CHECK(db.drift<Keywords>().empty());
    CHECK(database(here / "keywords.db").value("SELECT count(*) FROM keywords_timeline") == "8");
}

/// SQLite does not tell these apart.
struct Cases {
    std::int32_t id{};
    int a_3{};
    int a_2{};
    int a{};
    int A{};
    std::string name{};
    std::string Name{};
    std::string NAME{};
    std::optional<timestamp> seen{};
    std::optional<timestamp> Seen{};
    std::int32_t ID{};
};

TEST_CASE("fields whose names differ by case alone are kept apart", "[sqlite]") {
    comes_back(Cases{1, 9, 9, 9, 9, "", "", "", second(9), second(9), 9},
        Cases{1, 3, 2, 0, 1, "name", "Name", "NAME", second(1), second(2), 2});
    const folder here;
    {
        yore::sqlite::store db{here / "cases.db", quick};
        yore::history<Cases> all{db};
        all.record(Cases{1, 3, 2, 0, 1, "name", "Name", "NAME", second(1), second(2), 2});
        CHECK(all.record(Cases{1, 3, 2, 0, 1, "name", "Name!", "NAME", second(1), second(2), 2}).changed ==
              yore::fields<&Cases::Name>);
        CHECK(all.record(Cases{1, 3, 2, 0, 1, "name", "Name!", "NAME", second(1), {}, 2}).changed ==
              yore::fields<&Cases::Seen>);
        CHECK(db.drift<Cases>().empty());
    }
    const database file(here / "cases.db");
    CHECK(
        file.rows("SELECT version, Seen, Seen_2, name, Name_2, NAME_3, changed FROM cases_timeline ORDER BY version") ==
        std::vector<row>{
            {"1", "2024-01-01T00:00:01.000000Z", "2024-01-01T00:00:02.000000Z", "name", "Name", "NAME", "NULL"},
            {"2", "NULL", "NULL", "NULL", "Name!", "NULL", "Name_2"},
            {"3", "NULL", "NULL", "NULL", "NULL", "NULL", "Seen_2"}});
}

/// Names of which the first that the store would make up are taken, the very first field included.
struct TakenNames {
    int a_3{};
    int a_2{};
    int a{};
    int A{};
    std::int32_t id{};
};

TEST_CASE("a name that the store makes up is not that of a field", "[sqlite]") {
    comes_back(TakenNames{9, 9, 9, 9, 1}, TakenNames{3, 2, 0, 1, 1});
}

struct Quoted {
    std::int32_t id{};
    int value{};
    timestamp seen{};
    using audit_policy = yore::policy<yore::table<"we\"ird'; DROP TABLE yore_commit; -- [%s] \xE2\x82\xAC">>;
};
struct Ordered {
    std::int32_t id{};
    int value{};
    using audit_policy = yore::policy<yore::table<"order">>;
};
struct Spaced {
    std::int32_t id{};
    int value{};
    using audit_policy = yore::policy<yore::table<" ">>;
};

TEMPLATE_TEST_CASE("a table can have any name", "[sqlite]", Quoted, Ordered, Spaced) {
    const folder here;
    const std::string name(yore::detail::table_name<TestType>);
    {
        yore::sqlite::store db{here / "tables.db", quick};
        yore::history<TestType> all{db};
        const auto recorded = [&](std::int64_t when, int value) {
            TestType state{};
            state.id = 1;
            state.value = value;
            record_at(all, second(when), state);
        };
        recorded(1, 1);
        recorded(2, 2);
        CHECK(all.remove(1).number == 3);
        CHECK(all.restore(1).number == 4);
        CHECK(db.drift<TestType>().empty());
    }
    yore::sqlite::store db{here / "tables.db", quick};
    yore::history<TestType> all{db};
    CHECK(all.latest(1)->value == 2);
    CHECK(all.as_of(second(1)).find(1)->value == 1);
    CHECK(all.find({.changed = yore::fields<&TestType::value>}).size() == 2);
    CHECK(all.statistics().versions == 4);
    CHECK(all.statistics().bytes > 0);
    CHECK(all.prune({.older_than = second(2)}).versions == 1);
    const database file(here / "tables.db");
    CHECK(file.value("SELECT count(*) FROM " + yore::detail::sqlite::sql_name(name + "_timeline")) == "3");
    CHECK(file.rows("SELECT history FROM yore_model") == std::vector<row>{{name + "_history"}});
    CHECK(integrity(here / "tables.db") == "ok");
}

struct Upper {
    std::int32_t id{};
    using audit_policy = yore::policy<yore::table<"SAME">>;
};
struct Lower {
    std::int32_t id{};
    using audit_policy = yore::policy<yore::table<"same">>;
};

TEST_CASE("two models whose tables SQLite takes for one are refused", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{here / "tables.db", quick};
    yore::history<Upper> upper{db};
    upper.record(Upper{1});
    CHECK_THROWS_AS(yore::history<Lower>{db}, yore::error);
    CHECK(upper.latest(1).has_value());
}

// ---- who and why

struct Letter {
    std::int32_t id{};
    std::string text{};
};

TEST_CASE("actors, reasons and all that a context says come back, whatever their text", "[sqlite]") {
    const folder here;
    const auto& all = hostile_texts();
    const auto context_of = [](const std::string& text) {
        yore::context out;
        out.actor = yore::actor{text, text};
        out.reason = text;
        out.correlation_id = text;
        out.entry_point = text;
        if (yore::detail::find_invalid_utf8(text) == std::string_view::npos) {
            out.request = yore::request{text, text, text, text, text, text};
            out.extra = {{text, text}, {"", ""}};
        }
        return out;
    };
    {
        yore::sqlite::store db{here / "commits.db", quick};
        yore::history<Letter> letters{db};
        int id = 0;
        for (const std::string& text : all) {
            const yore::scope now{context_of(text)};
            letters.record(Letter{++id, text});
        }
    }
    CHECK(integrity(here / "commits.db") == "ok");
    yore::sqlite::store db{here / "commits.db", quick};
    yore::history<Letter> letters{db};
    int id = 0;
    for (const std::string& text : all) {
        INFO(text);
        const yore::context wanted = context_of(text);
        const yore::commit found = letters.at(++id, 1).value().commit;
        CHECK(found.actor == wanted.actor);
        CHECK(found.reason == wanted.reason);
        CHECK(found.correlation_id == wanted.correlation_id);
        CHECK(found.entry_point == wanted.entry_point);
        CHECK(found.request == wanted.request);
        CHECK(found.extra == wanted.extra);
        CHECK(letters.find({.actor = text}).size() == 1);
        CHECK(letters.find({.reason = text}).size() == 1);
        CHECK(letters.find({.correlation_id = text}).size() == 1);
    }
}

TEST_CASE("an empty actor and reason are not none", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{here / "commits.db", quick};
    yore::history<Letter> letters{db};
    letters.record(Letter{1, "nobody"});
    {
        const yore::scope now{yore::context{.actor = yore::actor{"", ""}, .reason = "", .request = yore::request{}}};
        letters.record(Letter{2, "somebody"});
    }
    CHECK_FALSE(letters.at(1, 1)->commit.actor.has_value());
    CHECK_FALSE(letters.at(1, 1)->commit.reason.has_value());
    CHECK_FALSE(letters.at(1, 1)->commit.request.has_value());
    CHECK(letters.at(2, 1)->commit.actor == yore::actor{"", ""});
    CHECK(letters.at(2, 1)->commit.reason == "");
    CHECK(letters.at(2, 1)->commit.request == yore::request{});
    CHECK(letters.find({.actor = ""}).size() == 1);
}

TEST_CASE("what of a context is no UTF-8 is refused where it would be JSON, and nothing is recorded", "[sqlite]") {
    const folder here;
    yore::sqlite::store db{here / "commits.db", quick};
    yore::history<Letter> letters{db};
    {
        const yore::scope now{yore::context{.extra = {{"key", "\xFF"}}}};
        CHECK_THROWS_AS(letters.record(Letter{1, "a"}), yore::error);
    }
    {
        const yore::scope now{yore::context{.request = yore::request{.path = "\xFF"}}};
        CHECK_THROWS_AS(letters.record(Letter{1, "a"}), yore::error);
    }
    CHECK(letters.versions(1).empty());
    CHECK(letters.record(Letter{1, "a"}).number == 1);
}

} // namespace sqlite_tests::names
