// SPDX-License-Identifier: BSL-1.0
#include <yore/audit_fields.hpp>
#include <yore/merge.hpp>

#include <boost/describe.hpp>

#include "facts.hpp"

#include <array>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

namespace equality {

/// One value as a field.
template <class V> struct Holding {
    int id;
    V value;
};

template <class T> constexpr bool same_states(const T& a, const T& b) {
    const bool equal = yore::changed_fields(a, b).empty();
    const bool turned = yore::changed_fields(b, a).empty();
    const bool reflexive = yore::changed_fields(a, a).empty() && yore::changed_fields(b, b).empty();
    if (equal != turned || !reflexive) throw std::logic_error("equality is reflexive and symmetric");
    return equal;
}

template <class V> constexpr bool same(V a, V b) {
    return same_states(Holding<V>{1, std::move(a)}, Holding<V>{1, std::move(b)});
}

template <class V> constexpr V nan_of = std::numeric_limits<V>::quiet_NaN();
template <class V> constexpr V infinity_of = std::numeric_limits<V>::infinity();
constexpr double nan = nan_of<double>, infinity = infinity_of<double>, most = std::numeric_limits<double>::max();

// ---- values without parts

TEST_CASE("NaN equals NaN, whatever its sign and payload, and nothing else") {
    FACT(same(nan, -nan));
    FACT(same(nan, std::numeric_limits<double>::signaling_NaN()));
    FACT(same(nan, std::bit_cast<double>(std::uint64_t{0x7ff8'0000'0000'1234})));
    FACT(same(nan_of<float>, -nan_of<float>));
    FACT(same(nan_of<long double>, -nan_of<long double>));
    FACT(!same(nan, 0.0));
    FACT(!same(nan, infinity));
    FACT(!same(nan_of<float>, 1.0F));
}

TEST_CASE("minus zero equals zero") {
    FACT(same(-0.0, 0.0));
    FACT(same(-0.0F, 0.0F));
    FACT(!same(0.0, std::numeric_limits<double>::denorm_min()));
}

TEST_CASE("infinities and neighbouring numbers are told apart") {
    FACT(same(infinity, infinity));
    FACT(!same(infinity, -infinity));
    FACT(!same(infinity, most));
    FACT(!same(1.0, 1.0 + std::numeric_limits<double>::epsilon()));
}

enum class Grade : std::int8_t { a, b };

TEST_CASE("integers, characters, enumerations and texts compare by value") {
    FACT(same(std::numeric_limits<std::uint64_t>::max(), std::numeric_limits<std::uint64_t>::max()));
    FACT(!same(std::numeric_limits<std::uint64_t>::max(), std::numeric_limits<std::uint64_t>::max() - 1));
    FACT(!same('a', 'b'));
    FACT(!same(true, false));
    FACT(same(Grade::a, Grade::a));
    FACT(!same(Grade::a, static_cast<Grade>(-7)));
    FACT(same<std::string_view>("a", "a"));
    FACT(!same<std::string_view>("a", "A"));
    CHECK_FALSE(same(std::string("a"), std::string("a\0", 2)));
    CHECK_FALSE(same(std::string("e\u0301"), std::string("\u00e9"))); // no normalisation
}

TEST_CASE("durations and instants compare by what they say") {
    using namespace std::chrono_literals;
    using precise = std::chrono::duration<double>;
    FACT(same(60s, std::chrono::seconds{1min}));
    FACT(!same(60s, 61s));
    FACT(same(precise{nan}, precise{-nan}));
    FACT(!same(precise{nan}, precise{1}));
    FACT(same(*yore::from_rfc3339("2024-06-01T12:00:00Z"), *yore::from_rfc3339("2024-06-01T05:30:00-06:30")));
    FACT(!same(yore::timestamp{}, yore::timestamp{1us}));
    constexpr std::chrono::sys_days leap_day{std::chrono::days{19782}};
    FACT(same(std::chrono::year{2024} / 2 / 29, std::chrono::year_month_day{leap_day}));
    FACT(!same(std::chrono::year{2024} / 2 / 29, std::chrono::year{2023} / 2 / 29));
    FACT(!same(std::chrono::steady_clock::time_point{}, std::chrono::steady_clock::time_point{1ns}));
}

// ---- null, pointers, alternatives

TEST_CASE("null is neither empty nor zero, at any depth") {
    using once = std::optional<int>;
    using twice = std::optional<once>;
    FACT(!same(once{}, once{0}));
    FACT(same(once{}, once{}));
    FACT(!same(twice{}, twice{once{}}));
    FACT(!same(twice{once{}}, twice{once{0}}));
    FACT(same(twice{once{0}}, twice{once{0}}));
    CHECK_FALSE(same<std::optional<std::string>>(std::nullopt, ""));
    CHECK_FALSE(same<std::optional<std::vector<int>>>(std::nullopt, std::vector<int>{}));
}

TEST_CASE("owning pointers compare by what they own, at any depth") {
    using pointer = std::unique_ptr<double>;
    CHECK(same(std::make_unique<double>(nan), std::make_unique<double>(nan)));
    CHECK_FALSE(same(std::make_unique<double>(1), std::make_unique<double>(2)));
    CHECK_FALSE(same(pointer{}, std::make_unique<double>(0)));
    CHECK(same(pointer{}, pointer{}));
    CHECK(same(std::make_shared<const std::string>("a"), std::make_shared<const std::string>("a")));
    const auto around = [](pointer p) { return std::make_unique<pointer>(std::move(p)); };
    CHECK(same(around(std::make_unique<double>(1)), around(std::make_unique<double>(1))));
    CHECK_FALSE(same(around(nullptr), {}));
    CHECK(same<std::optional<std::shared_ptr<int>>>(std::make_shared<int>(1), std::make_shared<int>(1)));
    CHECK_FALSE(same<std::optional<std::shared_ptr<int>>>(std::nullopt, std::shared_ptr<int>{}));
}

struct ThrowsWhenCopied {
    int value = 0;
    ThrowsWhenCopied() = default;
    ThrowsWhenCopied(const ThrowsWhenCopied&) { throw 1; }
    ThrowsWhenCopied& operator=(const ThrowsWhenCopied&) = default;
    friend bool operator==(const ThrowsWhenCopied&, const ThrowsWhenCopied&) = default;
};

TEST_CASE("variants compare by alternative, then by value") {
    using either = std::variant<int, int, double, std::monostate>;
    const auto first = [](int n) { return either(std::in_place_index<0>, n); };
    const auto second = [](int n) { return either(std::in_place_index<1>, n); };
    CHECK(same(first(1), first(1)));
    CHECK_FALSE(same(first(1), first(2)));
    CHECK_FALSE(same(first(1), second(1)));
    CHECK(same(either(nan), either(nan)));
    CHECK(same(either(std::monostate{}), either(std::monostate{})));
    CHECK_FALSE(same(either(std::monostate{}), first(0)));
}

TEST_CASE("a variant without a value equals only another without one") {
    using either = std::variant<int, ThrowsWhenCopied>;
    Holding<either> valueless{1, 7};
    const ThrowsWhenCopied thrower;
    CHECK_THROWS(valueless.value.emplace<1>(thrower));
    REQUIRE(valueless.value.valueless_by_exception());
    CHECK(yore::changed_fields(valueless, valueless).empty());
    CHECK(yore::changed_fields(valueless, Holding<either>{1, 7}).size() == 1);
    CHECK(yore::changed_fields(Holding<either>{1, 7}, valueless).size() == 1);
}

// ---- containers

TEST_CASE("sequences compare with their order") {
    FACT(same(std::array<double, 3>{1, nan, 3}, std::array<double, 3>{1, nan, 3}));
    FACT(!same(std::array<int, 2>{1, 2}, std::array<int, 2>{2, 1}));
    CHECK_FALSE(same<std::vector<int>>({1, 2}, {2, 1}));
    CHECK_FALSE(same<std::vector<int>>({1, 2}, {1, 2, 2}));
    CHECK_FALSE(same<std::vector<int>>({}, {0}));
    CHECK(same<std::deque<std::string>>({"a"}, {"a"}));
    CHECK(same<std::list<double>>({nan}, {-nan}));
    CHECK(same<std::vector<bool>>({true, false}, {true, false}));
    CHECK_FALSE(same<std::vector<bool>>({true, false}, {true, true}));
    CHECK(same<std::vector<std::vector<double>>>({{}, {nan}}, {{}, {nan}}));
    CHECK_FALSE(same<std::vector<std::vector<double>>>({{}, {1}}, {{1}, {}}));
}

TEST_CASE("maps and sets compare without an order") {
    using hashed = std::unordered_map<int, double>;
    hashed forwards, backwards(1000);
    for (int i = 0; i != 100; ++i) {
        forwards.emplace(i, nan);
        backwards.emplace(99 - i, nan);
    }
    CHECK(same(forwards, backwards));
    backwards[50] = 1;
    CHECK_FALSE(same(forwards, backwards));
    CHECK_FALSE(same<hashed>({{1, 1}}, {{2, 1}}));
    CHECK(same<std::unordered_set<std::string>>({"a", "b"}, {"b", "a"}));
    CHECK_FALSE(same<std::unordered_set<std::string>>({"a", "b"}, {"a", "c"}));
    CHECK(same<std::map<std::string, double>>({{"a", nan}, {"b", -0.0}}, {{"b", 0.0}, {"a", nan}}));
    CHECK_FALSE(same<std::map<std::string, double>>({{"a", 1}}, {{"a", 2}}));
    CHECK(same<std::set<int, std::greater<>>>({1, 2}, {2, 1}));
    CHECK_FALSE(same<std::set<int>>({1, 2}, {1, 3}));
}

TEST_CASE("where a key can occur several times, it counts how often and with what, not in which order") {
    using map = std::multimap<int, std::string>;
    CHECK(same<map>({{1, "a"}, {1, "b"}, {2, "c"}}, {{1, "b"}, {2, "c"}, {1, "a"}}));
    CHECK_FALSE(same<map>({{1, "a"}, {1, "a"}, {1, "b"}}, {{1, "a"}, {1, "b"}, {1, "b"}}));
    CHECK_FALSE(same<map>({{1, "a"}, {2, "b"}}, {{1, "b"}, {2, "a"}}));
    CHECK(same<std::unordered_multimap<int, double>>({{1, nan}, {1, 2}}, {{1, 2}, {1, nan}}));
    CHECK_FALSE(same<std::multiset<int>>({1, 1, 2}, {1, 2, 2}));
    CHECK(same<std::unordered_multiset<int>>({1, 2, 1}, {2, 1, 1}));
}

TEST_CASE("pairs and tuples compare part by part") {
    FACT(same(std::pair{1, nan}, std::pair{1, nan}));
    FACT(!same(std::pair{1, 2}, std::pair{2, 1}));
    FACT(same(std::tuple<int, double, std::optional<int>>{1, -0.0, {}}, {1, 0.0, {}}));
    FACT(!same(std::tuple<int, double, std::optional<int>>{1, -0.0, {}}, {1, 0.0, 0}));
    FACT(same(std::tuple<>{}, std::tuple<>{}));
}

// ---- structs inside

struct Point {
    double x, y;
    friend bool operator==(const Point&, const Point&) = default;
};

/// A number with the places it was written with.
struct Decimal {
    std::int64_t digits;
    int places;
    [[nodiscard]] double value() const { return static_cast<double>(digits) * std::pow(10, -places); }
    friend bool operator==(const Decimal& a, const Decimal& b) { return a.value() == b.value(); }
};

struct Cached {
    int value;
    int cache;
    friend bool operator==(const Cached&, const Cached&) = default;
    using audit_policy = yore::policy<yore::ignore<&Cached::cache>>;
};

struct Plain {
    double number;
    std::optional<Point> point;
};

/// What the operator of a base or a conversion would leave out.
struct Numbered {
    int number{};
    friend bool operator==(const Numbered&, const Numbered&) = default;
};
struct Titled : Numbered {
    Titled() = default;
    Titled(int n, int t) : Numbered{n}, title(t) {}
    int title{};
};
BOOST_DESCRIBE_STRUCT(Numbered, (), (number))
BOOST_DESCRIBE_STRUCT(Titled, (Numbered), (title))
struct Switch {
    int wanted, found;
    operator bool() const { return wanted == found; }
};

template <class N> struct Rounded {
    N number;
    bool operator==(const Rounded& other) const { return static_cast<int>(number) == static_cast<int>(other.number); }
};
struct RoundedByValue {
    double number;
    friend bool operator==(RoundedByValue a, RoundedByValue b) {
        return static_cast<int>(a.number) == static_cast<int>(b.number);
    }
};

TEST_CASE("the operator of a base or of what a struct converts to does not decide") {
    CHECK(same(Titled{1, 1}, Titled{1, 1}));
    CHECK_FALSE(same(Titled{1, 1}, Titled{1, 2}));
    CHECK(same(Switch{1, 1}, Switch{1, 1}));
    CHECK_FALSE(same(Switch{1, 1}, Switch{2, 2}));
    FACT(!yore::detail::compares_itself<Titled>);
    FACT(!yore::detail::compares_itself<Switch>);
}

TEST_CASE("an operator of a struct's own decides, however it takes its operands") {
    CHECK(same(Rounded<double>{1.2}, Rounded<double>{1.3}));
    CHECK(same(RoundedByValue{1.2}, RoundedByValue{1.3}));
    FACT(yore::detail::compares_itself<Point>);
}

TEST_CASE("a struct inside compares field by field, by meaning, without an operator of its own") {
    FACT(same(Plain{nan, Point{1, -0.0}}, Plain{nan, Point{1, 0.0}}));
    FACT(!same(Plain{1, Point{1, 2}}, Plain{1, std::nullopt}));
    FACT(!same(Plain{1, Point{1, 2}}, Plain{1, Point{1, 3}}));
    struct Nothing {};
    FACT(same(Nothing{}, Nothing{}));
}

TEST_CASE("an operator of its own can call different fields equal") { // E2: 1.5 against 1.50
    const Decimal one{15, 1}, same_one{150, 2}, other{151, 2};
    CHECK(same(one, same_one));
    CHECK_FALSE(same(one, other));
    CHECK(same<std::vector<Decimal>>({one, other}, {same_one, other}));
    CHECK(same<std::map<int, Decimal>>({{1, one}}, {{1, same_one}}));
    CHECK(same<std::optional<Decimal>>(one, same_one));
    CHECK(same<std::variant<int, Decimal>>(one, same_one));
    CHECK(same(std::make_shared<Decimal>(one), std::make_shared<Decimal>(same_one)));
    CHECK(same(std::pair{1, one}, std::pair{1, same_one}));
}

TEST_CASE("an operator of its own cannot call equal fields different") {
    FACT(same(Point{nan, 1}, Point{nan, 1}));
    FACT(same(Cached{1, 2}, Cached{1, 3}));
    FACT(!same(Cached{1, 2}, Cached{2, 2}));
}

struct Audited {
    int value = 0;
    yore::AuditFields audit{};
};

struct Sets {
    std::vector<int> tags;
    double weight;
    using audit_policy = yore::policy<yore::as_set<&Sets::tags>, yore::tolerance<&Sets::weight, 0.5>>;
};

TEST_CASE("a struct inside keeps its own policy, in every container") {
    Audited one, two;
    two.audit.created_by = "maria";
    CHECK(same(one, two));
    const Sets sets{{1, 2}, 1}, same_sets{{2, 1, 2}, 1.5}, others{{1, 2}, 1.75};
    CHECK(same(sets, same_sets));
    CHECK_FALSE(same(sets, others));
    CHECK(same<std::vector<Sets>>({sets, others}, {same_sets, others}));
    CHECK(same<std::unordered_map<int, Sets>>({{1, sets}}, {{1, same_sets}}));
    CHECK(same<std::variant<Sets, int>>(sets, same_sets));
}

struct Tree {
    std::string name;
    std::vector<Tree> branches{};
};

TEST_CASE("a struct can contain others of its kind") {
    const Tree one{"root", {{"a", {{"leaf"}}}, {"b"}}}, other{"root", {{"a", {{"leaf"}, {"more"}}}, {"b"}}};
    CHECK(same(one, one));
    CHECK_FALSE(same(one, other));
    std::string path;
    const auto c = yore::diff(Holding<Tree>{1, one}, Holding<Tree>{1, other});
    c.for_each_leaf([&](const yore::leaf& l) { path += l.path; });
    CHECK(path == "/value/branches/0/branches/1");
}

struct Node {
    int value = 0;
    std::unique_ptr<Node> next{};
    std::shared_ptr<Node> other{};
    std::vector<std::unique_ptr<Node>> more{};
    std::optional<std::map<int, std::unique_ptr<Node>>> named{};
};

Node chain(int last) {
    Node first{.value = 1, .next = std::make_unique<Node>(Node{.value = 2, .other = std::make_shared<Node>()})};
    first.next->more.push_back(std::make_unique<Node>(Node{.value = 3}));
    first.next->more.front()->named.emplace().emplace(7, std::make_unique<Node>(Node{.value = last}));
    return first;
}

TEST_CASE("a struct can own others of its kind through pointers") {
    CHECK(same(chain(4), chain(4)));
    CHECK_FALSE(same(chain(4), chain(5)));
    const auto c = yore::diff(Holding<Node>{1, chain(4)}, Holding<Node>{1, chain(5)});
    std::string path;
    c.for_each_leaf([&](const yore::leaf& l) { path += l.path; });
    CHECK(path == "/value/next/more/0/named/7/value");

    const auto copy = c;
    const Node& kept = copy.find<1>()->after;
    CHECK(same(yore::detail::clone(kept), chain(5)));
    CHECK(kept.next != c.find<1>()->after.next);
}

/// A class that nobody can open.
class Closed {
public:
    explicit Closed(int number) : number_(number) {}
    friend constexpr bool operator==(const Closed& a, const Closed& b) { return a.number_ / 10 == b.number_ / 10; }

private:
    int number_;
};

TEST_CASE("a type that cannot be opened compares by its operator") {
    CHECK(same(Closed{11}, Closed{12}));
    CHECK_FALSE(same(Closed{11}, Closed{21}));
    CHECK(same<std::vector<Closed>>({Closed{1}}, {Closed{2}}));
}

// ---- rules of the policy

struct Measured {
    double number = 0;
    std::optional<double> maybe{};
    std::vector<double> list{};
    std::map<double, double> map{};
    std::array<float, 1> small{};
    std::shared_ptr<double> pointer{};
    std::chrono::duration<double> length{};
    std::vector<std::vector<std::optional<double>>> deep{};
    using audit_policy = yore::policy<yore::tolerance<&Measured::number, 0.5>, yore::tolerance<&Measured::maybe, 0.5>,
        yore::tolerance<&Measured::list, 0.5>, yore::tolerance<&Measured::map, 0.5>,
        yore::tolerance<&Measured::small, 0.5>, yore::tolerance<&Measured::pointer, 0.5>,
        yore::tolerance<&Measured::length, 0.5>, yore::tolerance<&Measured::deep, 0.5>>;
};

bool close(double a, double b) { return same_states(Measured{.number = a}, Measured{.number = b}); }

TEST_CASE("numbers are equal up to their tolerance and different beyond it") {
    CHECK(close(1, 1.5));
    CHECK_FALSE(close(1, std::nextafter(1.5, 2)));
    CHECK(close(-0.25, 0.25));
    CHECK_FALSE(close(-0.25, 0.25 + 1e-15));
    CHECK(close(1e300, 1e300));
    CHECK_FALSE(close(1e300, std::nextafter(1e300, 0)));
}

TEST_CASE("a tolerance does not reach infinity, and NaN is within no distance of a number") {
    CHECK(close(infinity, infinity));
    CHECK_FALSE(close(infinity, -infinity));
    CHECK_FALSE(close(infinity, most));
    CHECK_FALSE(close(most, -most));
    CHECK(close(nan, -nan));
    CHECK_FALSE(close(nan, 0));
    CHECK_FALSE(close(nan, infinity));
}

TEST_CASE("a tolerance holds inside optionals, lists, maps and pointers") {
    CHECK(same_states(Measured{.maybe = 1}, Measured{.maybe = 1.5}));
    CHECK_FALSE(same_states(Measured{.maybe = 1}, Measured{.maybe = 1.75}));
    CHECK_FALSE(same_states(Measured{.maybe = 0}, Measured{.maybe = {}}));
    CHECK(same_states(Measured{.list = {1, 2}}, Measured{.list = {1.5, 1.5}}));
    CHECK_FALSE(same_states(Measured{.list = {1, 2}}, Measured{.list = {2, 1}}));
    CHECK(same_states(Measured{.map = {{1, 1}}}, Measured{.map = {{1, 1.5}}}));
    CHECK_FALSE(same_states(Measured{.map = {{1, 1}}}, Measured{.map = {{1.5, 1}}})); // keys are exact
    CHECK(same_states(Measured{.small = {1}}, Measured{.small = {1.5F}}));
    CHECK_FALSE(same_states(Measured{.small = {1}}, Measured{.small = {std::nextafter(1.5F, 2.0F)}}));
    const auto at = [](double number) { return Measured{.pointer = std::make_shared<double>(number)}; };
    CHECK(same_states(at(1), at(1.5)));
    CHECK_FALSE(same_states(at(0), Measured{}));
    const auto lasting = [](double seconds) { return Measured{.length = std::chrono::duration<double>{seconds}}; };
    CHECK(same_states(lasting(1), lasting(1.5)));
    CHECK(same_states(Measured{.deep = {{1, std::nullopt}}}, Measured{.deep = {{1.5, std::nullopt}}}));
    CHECK_FALSE(same_states(Measured{.deep = {{1, std::nullopt}}}, Measured{.deep = {{1.5, 0}}}));
}

struct Exact {
    double number;
    using audit_policy = yore::policy<yore::tolerance<&Exact::number, 0>>;
};

struct Vague {
    float number;
    using audit_policy = yore::policy<yore::tolerance<&Vague::number, 1e300>>;
};

TEST_CASE("a tolerance of nothing asks for the same number") {
    FACT(same_states(Exact{0.0}, Exact{-0.0}));
    FACT(!same_states(Exact{0.0}, Exact{std::numeric_limits<double>::denorm_min()}));
    FACT(same_states(Exact{infinity}, Exact{infinity}));
}

TEST_CASE("a tolerance can be larger than the numbers of the field") {
    CHECK(same_states(Vague{0}, Vague{std::numeric_limits<float>::max()}));
    CHECK_FALSE(same_states(Vague{0}, Vague{infinity_of<float>}));
    CHECK_FALSE(same_states(Vague{0}, Vague{nan_of<float>}));
}

struct Bag {
    std::vector<double> numbers{};
    std::optional<std::list<Decimal>> decimals{};
    std::array<int, 3> three{};
    using audit_policy = yore::policy<yore::as_set<&Bag::numbers, &Bag::decimals, &Bag::three>>;
};

TEST_CASE("in a list that is a set neither order nor repetition counts") {
    CHECK(same_states(Bag{.numbers = {1, 2, nan}}, Bag{.numbers = {nan, 2, 1, 2, nan}}));
    CHECK_FALSE(same_states(Bag{.numbers = {1, 2}}, Bag{.numbers = {1, 2, 3}}));
    CHECK_FALSE(same_states(Bag{.numbers = {1, 2}}, Bag{.numbers = {1, 1}}));
    CHECK_FALSE(same_states(Bag{.numbers = {}}, Bag{.numbers = {0}}));
    CHECK(same_states(Bag{.decimals = {{{1, 0}, {2, 0}}}}, Bag{.decimals = {{{20, 1}, {10, 1}}}}));
    CHECK_FALSE(same_states(Bag{.decimals = {}}, Bag{.decimals = std::list<Decimal>{}}));
    CHECK(same_states(Bag{.three = {1, 2, 2}}, Bag{.three = {2, 1, 1}}));
}

struct Kit {
    std::vector<Cached> parts;
    using audit_policy = yore::policy<yore::keyed_by<&Kit::parts, &Cached::value>>;
};

TEST_CASE("elements that are paired by a key compare with their order, and by their own policy") {
    CHECK(same_states(Kit{{{1, 5}, {2, 6}}}, Kit{{{1, 7}, {2, 8}}}));
    CHECK_FALSE(same_states(Kit{{{1, 5}, {2, 6}}}, Kit{{{2, 6}, {1, 5}}}));
    CHECK_FALSE(same_states(Kit{{{1, 5}}}, Kit{{{1, 5}, {1, 5}}}));
}

// ---- copies

struct Inner {
    std::shared_ptr<int> pointer{};
};

/// A shared pointee in every place where one can be.
struct Owner {
    std::shared_ptr<int> direct{};
    std::optional<std::shared_ptr<int>> maybe{};
    std::array<std::shared_ptr<int>, 1> array{};
    std::tuple<int, std::shared_ptr<int>> tuple{};
    std::variant<int, std::shared_ptr<int>> either{};
    std::vector<std::shared_ptr<int>> list{};
    std::map<int, std::shared_ptr<int>> map{};
    Inner inner{};
    std::shared_ptr<std::shared_ptr<int>> twice{};
    std::vector<std::optional<Inner>> deep{};
};

Owner owner_of(const std::shared_ptr<int>& p) {
    return {p, p, {p}, {1, p}, p, {p}, {{1, p}}, {p}, std::make_shared<std::shared_ptr<int>>(p), {Inner{p}}};
}

TEST_CASE("a value that is kept shares no pointee, wherever it stands") {
    const auto shared = std::make_shared<int>(1);
    const Owner owner = owner_of(shared);
    const auto c = yore::diff(Owner{}, owner);
    REQUIRE(c.size() == 10);
    const auto copy = c;
    const Owner merged = yore::merge(Owner{}, Owner{}, owner).value;
    const auto uses = shared.use_count();
    CHECK(uses == 11);
    *shared = 7;

    const Owner expected = owner_of(std::make_shared<int>(1));
    CHECK(yore::changed_fields(merged, expected).empty());
    for (const yore::changes<Owner>& kept : {c, copy}) {
        Owner target;
        REQUIRE(yore::apply(kept, target));
        CHECK(yore::changed_fields(target, expected).empty());
    }
    CHECK(shared.use_count() == uses);
}

class WithMore {
public:
    WithMore() = default;
    explicit WithMore(int more) : more_(more) {}
    [[nodiscard]] int more() const { return more_; }
    std::shared_ptr<int> pointer{};

private:
    int more_ = 0;

public:
    using audit_members = yore::members<&WithMore::pointer>;
};

TEST_CASE("a copy keeps what is no field") {
    WithMore value(7);
    value.pointer = std::make_shared<int>(1);
    const auto c = yore::diff(Holding<WithMore>{1, {}}, Holding<WithMore>{1, value});
    REQUIRE(c.size() == 1);
    CHECK(c.find<1>()->after.more() == 7);
    CHECK(*c.find<1>()->after.pointer == 1);
    CHECK(c.find<1>()->after.pointer != value.pointer);
}

} // namespace equality

// ---- functions of the user

namespace greedy {

template <class... A> void equal(A&&...) = delete;
template <class... A> void clone(A&&...) = delete;
template <class... A> void to_text(A&&...) = delete;
template <class... A> void walk(A&&...) = delete;
template <class... A> void compare(A&&...) = delete;
template <class... A> void merge(A&&...) = delete;
template <class... A> void apply(A&&...) = delete;
template <class... A> void diff(A&&...) = delete;

struct Part {
    int number;
};
struct Whole {
    int id;
    Part part;
    std::vector<Part> list;
    std::map<int, Part> map;
    std::optional<Part> maybe;
};

TEST_CASE("functions of the user with the names of ours are left alone") {
    const Whole before{1, {1}, {{1}}, {{1, {1}}}, {}}, after{1, {2}, {{2}}, {{1, {2}}}, Part{1}};
    const auto c = yore::diff(before, after);
    std::size_t leaves = 0;
    c.for_each_leaf([&](const yore::leaf&) { ++leaves; });
    CHECK(leaves == 4);
    Whole target = before;
    CHECK(yore::apply(c, target));
    CHECK(yore::merge(before, before, after));
    CHECK(yore::compose(c, yore::inverse(c)).empty());
}

} // namespace greedy
