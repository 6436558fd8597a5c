// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"
#include "models.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace theirs {

/// Functions beside the type.
struct point {
    int x{}, y{};
    friend bool operator==(const point&, const point&) = default;
};
void to_json(nlohmann::json& j, const point& p) { j = std::to_string(p.x) + ":" + std::to_string(p.y); }
void from_json(const nlohmann::json& j, point& p) {
    const auto text = j.get<std::string>();
    const auto colon = text.find(':');
    p = {std::stoi(text.substr(0, colon)), std::stoi(text.substr(colon + 1))};
}

/// Function templates beside the type.
struct size {
    int width{};
    friend bool operator==(const size&, const size&) = default;
};
template <class J> void to_json(J& j, const size& s) { j = {{"w", s.width}}; }
template <class J> void from_json(const J& j, size& s) { s.width = j.at("w").template get<int>(); }

/// The macro, inside the class, private members and all.
class money {
public:
    money() = default;
    explicit money(std::int64_t cents) : cents_(cents) {}
    friend bool operator==(const money&, const money&) = default;

private:
    std::int64_t cents_{};
    NLOHMANN_DEFINE_TYPE_INTRUSIVE(money, cents_)
};

/// The macro beside the type.
struct span {
    int from{}, to{};
    friend bool operator==(const span&, const span&) = default;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(span, from, to)

/// An enumeration with words of its own, although it is described too.
enum class level { low, high };
BOOST_DESCRIBE_ENUM(level, low, high)
NLOHMANN_JSON_SERIALIZE_ENUM(level, {{level::low, "LOW"}, {level::high, "HIGH"}})

/// A container with a form of its own.
struct tags : std::vector<std::string> {
    using vector::vector;
};
void to_json(nlohmann::json& j, const tags& t) {
    std::string joined;
    for (const auto& one : t) joined += one + ",";
    j = joined;
}
void from_json(const nlohmann::json& j, tags& t) {
    std::string one;
    for (const char c : j.get<std::string>()) {
        if (c != ',') one += c;
        else t.push_back(std::exchange(one, ""));
    }
}

/// A type that cannot be made empty.
class code {
public:
    explicit code(int value) : value_(value) {}
    [[nodiscard]] int value() const { return value_; }
    friend bool operator==(const code&, const code&) = default;

private:
    int value_;
};

/// A type that is null itself.
struct nothing {
    friend bool operator==(const nothing&, const nothing&) = default;
};
void to_json(nlohmann::json& j, const nothing&) { j = nullptr; }
void from_json(const nlohmann::json&, nothing&) {}

/// One that value_traits know.
struct decimal {
    std::int64_t tenths{};
    friend bool operator==(const decimal&, const decimal&) = default;
};

/// Nobody wrote anything for this one.
struct plain {
    int value{};
};

} // namespace theirs

template <> struct nlohmann::adl_serializer<theirs::code> {
    static void to_json(json& j, const theirs::code& c) { j = "#" + std::to_string(c.value()); }
    static theirs::code from_json(const json& j) { return theirs::code(std::stoi(j.get<std::string>().substr(1))); }
};

/// The recipe that programs have for optionals; it must neither be needed nor in the way.
template <class T> struct nlohmann::adl_serializer<std::optional<T>> {
    template <class J> static void to_json(J& j, const std::optional<T>& o) {
        if (o) j = *o;
        else j = nullptr;
    }
    template <class J> static void from_json(const J& j, std::optional<T>& o) {
        if (j.is_null()) o.reset();
        else o = j.template get<T>();
    }
};

/// A form of their own for a type of the standard library.
template <class... T> struct nlohmann::adl_serializer<std::variant<T...>> {
    template <class J> static void to_json(J& j, const std::variant<T...>& v) {
        j["index"] = v.index();
        std::visit([&](const auto& one) { j["is"] = one; }, v);
    }
    template <class J> static void from_json(const J& j, std::variant<T...>& v) {
        read(j, v, j.at("index").template get<std::size_t>(), std::make_index_sequence<sizeof...(T)>{});
    }
    template <class J, std::size_t... I>
    static void read(const J& j, std::variant<T...>& v, std::size_t index, std::index_sequence<I...>) {
        ((I == index ? void(v.template emplace<I>(j.at("is").template get<T>())) : void()), ...);
    }
};

template <class D> struct nlohmann::adl_serializer<std::chrono::time_point<std::chrono::steady_clock, D>> {
    using time = std::chrono::time_point<std::chrono::steady_clock, D>;
    static void to_json(json& j, const time& t) { j = t.time_since_epoch().count(); }
    static void from_json(const json& j, time& t) { t = time(D(j.get<typename D::rep>())); }
};

template <> struct yore::value_traits<theirs::decimal> {
    static std::string to_text(const theirs::decimal& d) {
        return std::to_string(d.tenths / 10) + "." + std::to_string(d.tenths % 10);
    }
    static std::optional<theirs::decimal> from_text(std::string_view text) {
        if (text.size() < 3 || text[text.size() - 2] != '.') return {};
        return theirs::decimal{std::stoll(std::string(text.substr(0, text.size() - 2))) * 10 + (text.back() - '0')};
    }
};

namespace {

using nlohmann::json;

struct model {
    std::int32_t id{};
    theirs::point point{};
    theirs::size size{};
    theirs::money money{};
    theirs::span span{};
    theirs::level level{};
    theirs::tags tags{};
    std::optional<theirs::code> code{};
    theirs::decimal price{};
    std::optional<theirs::point> maybe{};
    std::optional<shelf::address> address{};
    std::optional<std::int8_t> small{};
    std::vector<theirs::code> codes{};
    std::map<std::string, theirs::level> levels{};
    std::map<theirs::level, int> by_level{};
    std::map<theirs::decimal, int, decltype([](const auto& a, const auto& b) { return a.tenths < b.tenths; })>
        by_price{};
    std::variant<int, std::string> either{};
    std::variant<shelf::address, shelf::part> ours{};
    std::chrono::steady_clock::time_point ticks{};
};

model example() {
    model m{};
    m.id = 1;
    m.point = {1, 2};
    m.size = {3};
    m.money = theirs::money(4);
    m.span = {5, 6};
    m.level = theirs::level::high;
    m.tags = {"a", "b"};
    m.code = theirs::code(7);
    m.price = {85};
    m.maybe = theirs::point{9, 10};
    m.address = shelf::address{"Elm Street", 4};
    m.small = std::int8_t{-5};
    m.codes = {theirs::code(8)};
    m.levels = {{"x", theirs::level::high}};
    m.by_level = {{theirs::level::high, 1}};
    m.by_price = {{theirs::decimal{15}, 1}};
    m.either = "five";
    m.ours = shelf::part{1, "coin door"};
    m.ticks = std::chrono::steady_clock::time_point(std::chrono::nanoseconds(11));
    return m;
}

const json written = json::parse(R"({
    "id": 1, "point": "1:2", "size": {"w": 3}, "money": {"cents_": 4}, "span": {"from": 5, "to": 6}, "level": "HIGH", "tags": "a,b,",
    "code": "#7", "price": "8.5", "maybe": "9:10", "address": {"street": "Elm Street", "number": 4}, "small": -5, "codes": ["#8"],
    "levels": {"x": "HIGH"}, "by_level": [["HIGH", 1]], "by_price": {"1.5": 1}, "either": {"index": 1, "is": "five"},
    "ours": {"type": "part", "value": {"code": 1, "label": "coin door"}}, "ticks": 11
})");

TEST_CASE("what a user wrote for nlohmann wins, nested too", "[json]") {
    CHECK(yore::to_json(example()) == written);
    CHECK(yore::to_json(theirs::point{1, 2}) == json("1:2"));
    CHECK(json::parse(yore::to_json<nlohmann::ordered_json>(example()).dump()) == written);
}

TEST_CASE("what a user wrote reads back", "[json]") {
    const auto check = [](const model& m) {
        CHECK(yore::to_json(m) == written);
        CHECK(m.code->value() == 7);
        CHECK(m.maybe == theirs::point{9, 10});
    };
    check(yore::from_json<model>(written));
    check(yore::from_json<model>(nlohmann::ordered_json::parse(written.dump())));
}

TEST_CASE("what a user's function throws for JSON is an error with a path", "[json]") {
    json wrong = written;
    wrong["maybe"] = 5;
    try {
        static_cast<void>(yore::from_json<model>(wrong));
        FAIL("this should have been refused");
    } catch (const yore::json_error& e) {
        CHECK(e.path() == "/maybe");
        CHECK(e.expected() == "a point");
        CHECK(e.found() == "5");
    }
    wrong = written;
    wrong["small"] = 300; // their recipe for optionals would read 44
    CHECK_THROWS_WITH(yore::from_json<model>(wrong),
        "yore: JSON of model at \"/small\": expected an integer from -128 to 127, found 300");
    wrong = written;
    wrong["price"] = "cheap";
    CHECK_THROWS_WITH(
        yore::from_json<model>(wrong), "yore: JSON of model at \"/price\": expected a decimal, found \"cheap\"");
}

TEST_CASE("an optional of what a user writes as null is refused where null would be none", "[json]") {
    CHECK(yore::to_json(theirs::nothing{}) == nullptr);
    CHECK(yore::to_json(std::optional<theirs::nothing>()) == nullptr);
    CHECK_THROWS_WITH(yore::to_json(std::optional<theirs::nothing>(theirs::nothing{})),
        "yore: JSON of optional at \"\": expected a value that differs from none, found null from the to_json of "
        "nothing");
}

TEST_CASE("nothing is taken over: what nlohmann cannot write stays so", "[json]") {
    static_assert(!std::is_constructible_v<json, theirs::plain>);
    static_assert(!std::is_constructible_v<json, shelf::machine>);
    static_assert(!std::is_constructible_v<json, shelf::volunteer>); // its base is yore's
    static_assert(!std::is_constructible_v<json, yore::AuditFields>);
    static_assert(!std::is_constructible_v<json, yore::commit>);
    static_assert(!std::is_constructible_v<json, yore::changes<shelf::machine>>);
    CHECK(json(theirs::level::high) == "HIGH");
    CHECK(json(shelf::status::broken) == 1);
}

} // namespace
