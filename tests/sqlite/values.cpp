// SPDX-License-Identifier: BSL-1.0
/// What is recorded comes back from the file exactly, whatever the value.
#include "kept.hpp"

#include "json/generate.hpp"
#include "json/models.hpp"

#include <array>
#include <bit>
#include <boost/describe.hpp>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>

namespace sqlite_tests::values {

// ---- numbers

struct Integers {
    std::int32_t id{};
    bool flag{};
    char letter{};
    signed char s8{};
    unsigned char u8{};
    std::int16_t i16{};
    std::uint16_t u16{};
    std::int32_t i32{};
    std::uint32_t u32{};
    std::int64_t i64{};
    std::uint64_t u64{};
    long long wide{};
    unsigned long long unsigned_wide{};
    char16_t unit{};
    char32_t point{};
    std::optional<std::int64_t> maybe{};
    std::optional<std::uint64_t> unsigned_maybe{};
};

template <template <class> class Of> Integers integers() {
    Integers out;
    out.id = 1;
    yore::for_each_field(out, [&](auto field, auto& value) {
        using type = std::remove_cvref_t<decltype(value)>;
        if constexpr (yore::detail::is_optional<type>) value = Of<typename type::value_type>::value();
        else if (field.name != "id") value = Of<type>::value();
    });
    return out;
}
template <class N> struct least {
    static constexpr N value() { return std::numeric_limits<N>::min(); }
};
template <class N> struct most {
    static constexpr N value() { return std::numeric_limits<N>::max(); }
};
template <class N> struct one {
    static constexpr N value() { return N(1); }
};
template <class N> struct minus_one {
    static constexpr N value() { return static_cast<N>(-1); }
};
template <class N> struct two {
    static constexpr N value() { return static_cast<N>(2); }
};

TEST_CASE("integers of every width come back at their limits", "[sqlite]") {
    comes_back(integers<most>(), integers<least>());
    comes_back(integers<least>(), integers<most>());
    comes_back(integers<two>(), integers<minus_one>());
    comes_back(Integers{.id = 1, .flag = true}, Integers{.id = 1, .letter = 'x'});
}

TEST_CASE("unsigned integers around the largest that SQLite knows come back", "[sqlite]") {
    constexpr auto border = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    for (const std::uint64_t n : {border - 1, border, border + 1, border + 2, std::uint64_t{9999999999999999999U},
             std::uint64_t{10000000000000000000U}, ~std::uint64_t{0} - 1, ~std::uint64_t{0}})
        comes_back(Integers{.id = 1}, Integers{.id = 1, .u64 = n, .unsigned_maybe = n});
}

struct Counter {
    std::uint64_t id{};
    int value{};
};
struct Offset {
    std::int64_t id{};
    int value{};
};

TEST_CASE("keys at the limits of their type are found, told apart and put in order", "[sqlite]") {
    const folder here;
    constexpr auto border = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    const std::vector<std::uint64_t> unsigned_keys{0, 1, border, border + 1, border + 2, ~std::uint64_t{0}};
    const std::vector<std::int64_t> signed_keys{
        std::numeric_limits<std::int64_t>::min(), -1, 0, 1, std::numeric_limits<std::int64_t>::max()};
    {
        yore::sqlite::store db{here / "keys.db", quick};
        yore::history<Counter> counters{db};
        yore::history<Offset> offsets{db};
        for (int round = 1; round <= 2; ++round) {
            for (std::size_t i = unsigned_keys.size(); i-- != 0;)
                record_at(counters, second(round), {unsigned_keys[i], round * 10 + static_cast<int>(i)});
            for (std::size_t i = signed_keys.size(); i-- != 0;)
                record_at(offsets, second(round), {signed_keys[i], round * 10 + static_cast<int>(i)});
        }
    }
    yore::sqlite::store db{here / "keys.db", quick};
    yore::history<Counter> counters{db};
    yore::history<Offset> offsets{db};
    std::vector<std::uint64_t> counted;
    for (const Counter& each : counters.as_of(second(1))) counted.push_back(each.id);
    CHECK(counted == unsigned_keys);
    std::vector<std::int64_t> measured;
    for (const Offset& each : offsets.as_of(second(1))) measured.push_back(each.id);
    CHECK(measured == signed_keys);
    for (std::size_t i = 0; i != unsigned_keys.size(); ++i) {
        CHECK(counters.latest(unsigned_keys[i])->value == 20 + static_cast<int>(i));
        CHECK(counters.record(Counter{unsigned_keys[i], 0}).number == 3);
    }
    for (std::size_t i = 0; i != signed_keys.size(); ++i) {
        CHECK(offsets.latest(signed_keys[i])->value == 20 + static_cast<int>(i));
        CHECK(offsets.record(Offset{signed_keys[i], 0}).number == 3);
    }
}

struct Reals {
    std::int32_t id{};
    float f{};
    double d{};
    long double ld{};
    std::optional<double> maybe{};
    std::chrono::duration<double> lap{};
};
Reals reals(double v) { return {1, static_cast<float>(v), v, v, v, std::chrono::duration<double>(v)}; }

TEST_CASE("floating-point numbers come back bit for bit", "[sqlite]") {
    using limits = std::numeric_limits<double>;
    for (const double v :
        {0.0, -0.0, 1.0, -1.0, 0.1, 1.0 / 3, 1e15, 1e16, 9007199254740993.0, 1e300, 1e-300, limits::min(),
            -limits::min(), limits::max(), limits::lowest(), limits::denorm_min(), -limits::denorm_min(),
            limits::epsilon(), limits::infinity(), -limits::infinity(), std::nextafter(1.0, 2.0), 123456789.123456789,
            4611686018427387904.0, -9223372036854775808.0, 18446744073709551616.0}) {
        if (std::abs(v) > 1e38 && std::abs(v) < limits::infinity())
            comes_back(Reals{.id = 1, .d = 2.5}, Reals{.id = 1, .d = v});
        else comes_back(reals(2.5), reals(v));
    }
}

TEST_CASE("floats come back bit for bit", "[sqlite]") {
    using limits = std::numeric_limits<float>;
    for (const float v : {-0.0F, 0.1F, 1.0F / 3, limits::min(), limits::max(), limits::lowest(), limits::denorm_min(),
             limits::epsilon(), limits::infinity(), -limits::infinity(), std::nextafter(1.0F, 2.0F), 16777217.0F})
        comes_back(Reals{.id = 1, .f = 2.5F}, Reals{.id = 1, .f = v});
    for (const std::uint32_t bits : {0x7fc00000U, 0xffc00000U, 0x7fc12345U, 0x7fffffffU})
        comes_back(Reals{.id = 1, .f = 2.5F}, Reals{.id = 1, .f = std::bit_cast<float>(bits)});
}

TEST_CASE("a NaN comes back with its sign and payload", "[sqlite]") {
    for (const std::uint64_t bits :
        {0x7ff8000000000000U, 0xfff8000000000000U, 0x7ff8000000012345U, 0x7fffffffffffffffU}) {
        const auto v = std::bit_cast<double>(bits);
        comes_back(Reals{.id = 1, .d = 2.5, .maybe = 0}, Reals{.id = 1, .d = v, .maybe = v});
    }
}

TEST_CASE("a long double keeps the bits that a double has not", "[sqlite]") {
    using limits = std::numeric_limits<long double>;
    for (const long double v : {1.0L + limits::epsilon(), 0.1L, limits::max(), limits::min(), limits::denorm_min(),
             -0.0L, 18446744073709551615.0L})
        comes_back(Reals{.id = 1, .ld = 2.5}, Reals{.id = 1, .ld = v});
}

// ---- text, bytes, names

struct Texts {
    std::int32_t id{};
    std::string text{};
    std::optional<std::string> maybe{};
};

TEST_CASE("text of any bytes comes back", "[sqlite]") {
    const folder here;
    const auto& all = hostile_texts();
    {
        yore::sqlite::store db{here / "texts.db", quick};
        yore::history<Texts> texts{db};
        int id = 0;
        for (const std::string& text : all) {
            texts.record(Texts{++id, text, text});
            texts.record(Texts{++id, "before", {}});
            texts.record(Texts{id, text, text});
        }
    }
    CHECK(integrity(here / "texts.db") == "ok");
    yore::sqlite::store db{here / "texts.db", quick};
    yore::history<Texts> texts{db};
    int id = 0;
    for (const std::string& text : all) {
        INFO(text);
        CHECK(texts.latest(++id)->text == text);
        CHECK(texts.latest(id)->maybe == text);
        CHECK(texts.latest(++id)->text == text);
        CHECK(texts.latest(id)->maybe == text);
    }
}

TEST_CASE("empty text is not null", "[sqlite]") {
    comes_back(Texts{1, "a", "a"}, Texts{1, "", ""});
    comes_back(Texts{1, "a", "a"}, Texts{1, "", {}});
    comes_back(Texts{1, "", {}}, Texts{1, "a", ""});
    const folder here;
    yore::sqlite::store db{here / "texts.db", quick};
    yore::history<Texts> texts{db};
    texts.record(Texts{1, "", {}});
    CHECK(texts.record(Texts{1, "", ""}).changed == yore::fields<&Texts::maybe>);
    CHECK(texts.record(Texts{1, "", {}}).changed == yore::fields<&Texts::maybe>);
    CHECK(texts.at(1, 2)->state.maybe == "");
    CHECK_FALSE(texts.at(1, 3)->state.maybe.has_value());
    CHECK(texts.blame(1).of<&Texts::maybe>().number == 3);
}

struct Named {
    std::string name{};
    int value{};
    using audit_policy = yore::policy<yore::key<&Named::name>>;
};

TEST_CASE("a key can be any text", "[sqlite]") {
    const folder here;
    std::vector<std::string> all = hostile_texts();
    all.emplace_back();
    all.emplace_back("case");
    all.emplace_back("CASE");
    all.emplace_back("trailing ");
    all.emplace_back("trailing");
    {
        yore::sqlite::store db{here / "names.db", quick};
        yore::history<Named> names{db};
        for (std::size_t i = 0; i != all.size(); ++i)
            CHECK(names.record(Named{all[i], static_cast<int>(i)}).number == 1);
    }
    yore::sqlite::store db{here / "names.db", quick};
    yore::history<Named> names{db};
    CHECK(names.statistics().entities == all.size());
    for (std::size_t i = 0; i != all.size(); ++i) {
        CHECK(names.latest(all[i]).value().value == static_cast<int>(i));
        CHECK(names.find({.key = all[i]}).size() == 1);
        CHECK(names.remove(all[i]).number == 2);
    }
    CHECK(names.deleted().size() == all.size());
}

struct Bytes {
    std::int32_t id{};
    std::vector<std::byte> bytes{};
    std::optional<std::vector<std::byte>> maybe{};
    std::array<std::byte, 4> four{};
    std::vector<std::uint8_t> numbers{};
};

std::vector<std::byte> every_byte() {
    std::vector<std::byte> out;
    for (int i = 0; i != 1024; ++i) out.push_back(static_cast<std::byte>(i));
    return out;
}

TEST_CASE("bytes come back, and none of them are not null", "[sqlite]") {
    const std::vector<std::byte> none, zero(1), all = every_byte();
    comes_back(Bytes{1, all, all, {}, {}}, Bytes{1, none, none, {std::byte{1}}, {0, 255}});
    comes_back(Bytes{1, all, none, {}, {}}, Bytes{1, none, {}, {std::byte{1}}, {0, 255}});
    comes_back(Bytes{1, none, {}, {}, {1}}, Bytes{1, zero, zero, {std::byte{0}, std::byte{255}}, {}});
    comes_back(Bytes{1, none, {}, {}, {1}}, Bytes{1, all, all, {std::byte{0}, std::byte{255}}, {}});
    const folder here;
    yore::sqlite::store db{here / "bytes.db", quick};
    yore::history<Bytes>{db}.record(Bytes{1, all, none, {}, {}});
    CHECK(database(here / "bytes.db")
              .rows("SELECT typeof(bytes), length(bytes), typeof(maybe), length(maybe) FROM bytes_history") ==
          std::vector<row>{{"blob", "1024", "blob", "0"}});
}

enum class Status : std::uint8_t { working, broken, retired };
BOOST_DESCRIBE_ENUM(Status, working, broken, retired)
enum class Grade : std::int16_t { good = -3, bad = 300 };
enum class Mask : std::uint64_t { all = ~std::uint64_t{0} };

struct Enumerations {
    std::int32_t id{};
    Status status{};
    std::optional<Status> maybe{};
    Grade grade{};
    Mask mask{};
};

TEST_CASE("described enumerations are their names, others their numbers", "[sqlite]") {
    comes_back(
        Enumerations{1, {}, {}, {}, {}}, Enumerations{1, Status::retired, Status::working, Grade::good, Mask::all});
    comes_back(Enumerations{1, Status::broken, Status::broken, {}, {}},
        Enumerations{1, Status::working, {}, Grade::bad, Mask{}});
    comes_back(Enumerations{1, {}, {}, {}, {}},
        Enumerations{1, Status{200}, Status{201}, Grade{7}, Mask{1}}); // values without a name
    const folder here;
    yore::sqlite::store db{here / "enumerations.db", quick};
    yore::history<Enumerations>{db}.record(Enumerations{1, Status::broken, Status::retired, Grade::good, Mask::all});
    CHECK(database(here / "enumerations.db").rows("SELECT status, maybe, grade, mask FROM enumerations_history") ==
          std::vector<row>{{"broken", "retired", "-3", "18446744073709551615"}});
}

struct State {
    Status status{};
    int value{};
    using audit_policy = yore::policy<yore::key<&State::status>>;
};

TEST_CASE("an enumeration can be a key, also a value without a name", "[sqlite]") {
    const folder here;
    {
        yore::sqlite::store db{here / "states.db", quick};
        yore::history<State> states{db};
        states.record(State{Status::broken, 1});
        states.record(State{Status{77}, 2});
    }
    yore::sqlite::store db{here / "states.db", quick};
    yore::history<State> states{db};
    CHECK(states.latest(Status::broken)->value == 1);
    CHECK(states.latest(Status{77})->value == 2);
    CHECK(states.record(State{Status{77}, 3}).number == 2);
    CHECK_FALSE(states.latest(Status::working).has_value());
}

// ---- times

struct Times {
    std::int32_t id{};
    timestamp when{};
    std::chrono::sys_seconds seconds{};
    std::chrono::sys_days day{};
    std::chrono::sys_time<std::chrono::nanoseconds> exact{};
    std::chrono::sys_time<std::chrono::minutes> minute{};
    std::chrono::milliseconds length{};
    std::chrono::hours hours{};
    std::chrono::year_month_day date{};
    std::optional<timestamp> maybe{};
};

TEST_CASE("times come back, before 1970 and at the ends of what can be counted", "[sqlite]") {
    using namespace std::chrono;
    const Times unlike{1, timestamp{5us}, sys_seconds{5s}, sys_days{days{5}}, sys_time<nanoseconds>{5ns},
        sys_time<minutes>{5min}, 5ms, 5h, year{2000} / 2 / 29, timestamp{5us}};
    comes_back(unlike, Times{1, timestamp{-1us}, sys_seconds{-1s}, sys_days{days{-1}}, sys_time<nanoseconds>{-1ns},
                           sys_time<minutes>{-1min}, -1ms, -1h, year{1969} / 12 / 31, timestamp{-1us}});
    comes_back(unlike,
        Times{1, timestamp::min(), sys_seconds::min(), sys_days::min(), sys_time<nanoseconds>::min(),
            sys_time<minutes>::min(), milliseconds::min(), hours::min(), year{-32767} / 1 / 1, timestamp::min()});
    comes_back(unlike,
        Times{1, timestamp::max(), sys_seconds::max(), sys_days::max(), sys_time<nanoseconds>::max(),
            sys_time<minutes>::max(), milliseconds::max(), hours::max(), year{32767} / 12 / 31, timestamp::max()});
    comes_back(unlike, Times{1, timestamp{}, sys_seconds{}, sys_days{}, sys_time<nanoseconds>{}, sys_time<minutes>{},
                           0ms, 0h, year{0} / 1 / 1, timestamp{}});
    comes_back(unlike, Times{.id = 1, .date = year{2023} / 2 / 31, .maybe = {}}); // no day at all
    comes_back(unlike, Times{.id = 1, .date = year{12345} / 6 / 7, .maybe = {}});
    comes_back(unlike, Times{.id = 1, .date = year{-44} / 3 / 15, .maybe = {}});
}

TEST_CASE("what happened long ago or far ahead is found there", "[sqlite]") {
    using namespace std::chrono_literals;
    const folder here;
    const timestamp early = timestamp::min() + 1us, late = timestamp::max() - 1us;
    const std::vector<timestamp> instants{early, second(-3'000'000'000), timestamp{-1us}, timestamp{}, second(0), late};
    {
        yore::sqlite::store db{here / "texts.db", quick};
        yore::history<Texts> texts{db};
        for (std::size_t i = 0; i != instants.size(); ++i)
            record_at(texts, instants[i], Texts{1, std::to_string(i), {}});
    }
    yore::sqlite::store db{here / "texts.db", quick};
    yore::history<Texts> texts{db};
    CHECK_FALSE(texts.as_of(1, timestamp::min()).has_value());
    for (std::size_t i = 0; i != instants.size(); ++i) {
        CHECK(texts.as_of(1, instants[i])->text == std::to_string(i));
        CHECK(texts.as_of(instants[i]).find(1)->text == std::to_string(i));
        CHECK(texts.at(1, i + 1)->commit.occurred_on == instants[i]);
        CHECK(texts.find({.from = instants[i], .until = instants[i] + 1us}).size() == 1);
    }
    CHECK(texts.as_of(1, timestamp::max())->text == "5");
}

// ---- everything else is JSON

TEMPLATE_TEST_CASE("nested structs and containers come back, whatever they hold", "[sqlite]", shelf::machine,
    shelf::ticket, shelf::account, shelf::collection, shelf::exhibit, shelf::document) {
    const folder here;
    constexpr int seeds = 60;
    std::vector<std::vector<TestType>> recorded(seeds);
    {
        yore::sqlite::store db{here / "random.db", {.durability = durability::off, .full_row_every = 3}};
        yore::history<TestType> all{db};
        yore::batch together{db, 1'000'000};
        for (int seed = 0; seed != seeds; ++seed) {
            generate::random_values random(static_cast<std::uint64_t>(seed));
            TestType state{};
            generate::fill(state, random);
            for (int change = 0; change != 6; ++change) {
                if constexpr (requires { state.id = seed; }) state.id = seed;
                else state = TestType(seed);
                if (all.record(state).recorded()) {
                    TestType stored = yore::detail::clone(state);
                    yore::detail::make_storable(stored);
                    recorded[static_cast<std::size_t>(seed)].push_back(std::move(stored));
                }
                generate::change_some(state, random);
            }
        }
    }
    yore::sqlite::store db{here / "random.db", quick};
    yore::history<TestType> all{db};
    for (int seed = 0; seed != seeds; ++seed) {
        const auto& wanted = recorded[static_cast<std::size_t>(seed)];
        const auto found = all.versions(seed);
        REQUIRE(found.size() == wanted.size());
        for (std::size_t i = 0; i != wanted.size(); ++i) {
            INFO(yore::to_json(wanted[i]).dump() << '\n' << yore::to_json(found[i].state).dump());
            REQUIRE(yore::changed_fields(found[i].state, wanted[i]).empty());
        }
    }
}

TEST_CASE("a JSON value in another spelling records nothing, in a file that was opened again too", "[sqlite]") { // D28
    const folder here;
    const auto document = [](const char* body) {
        return shelf::document{.id = 1, .body = nlohmann::json::parse(body)};
    };
    {
        yore::sqlite::store db{here / "documents.db", quick};
        yore::history<shelf::document> documents{db};
        documents.record(document(R"({"a":1,"b":[1,2.5]})"));
        CHECK_FALSE(documents.record(document(R"({ "b" : [1.0, 25e-1], "a" : 1 })")).recorded());
    }
    yore::sqlite::store db{here / "documents.db", quick};
    yore::history<shelf::document> documents{db};
    CHECK_FALSE(documents.record(document(R"({ "b" : [1.0, 25e-1], "a" : 1.0 })")).recorded());
    CHECK(documents.record(document(R"({"a":1,"b":[2.5,1]})")).changed == yore::fields<&shelf::document::body>);
    CHECK(documents.versions(1).size() == 2);
}

TEST_CASE("nothing, empty, zero and false are four things in an optional field", "[sqlite]") {
    struct Optional {
        std::int32_t id{};
        std::optional<std::int64_t> number{};
        std::optional<bool> flag{};
        std::optional<double> real{};
        std::optional<std::vector<std::string>> list{};
        std::optional<shelf::address> address{};
        std::optional<std::optional<int>> twice{};
    };
    const std::vector<Optional> all{
        {1, {}, {}, {}, {}, {}, {}},
        {1, 0, false, 0.0, std::vector<std::string>{}, shelf::address{}, std::optional<int>{}},
        {1, {}, true, {}, std::vector<std::string>{""}, {}, std::optional<int>{0}},
        {1, 1, {}, -0.0, {}, shelf::address{"", 0}, {}},
    };
    for (const Optional& a : all)
        for (const Optional& b : all) {
            if (&a == &b) continue;
            for (const Optional& found : kept(a, b)) CHECK(yore::changed_fields(found, b).empty());
        }
}

} // namespace sqlite_tests::values
