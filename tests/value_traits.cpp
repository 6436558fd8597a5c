// SPDX-License-Identifier: BSL-1.0
#include <yore/merge.hpp>
#include <yore/value_traits.hpp>

#include "facts.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace valued {

/// Cannot be opened; its operator is stricter than its meaning.
class Money {
public:
    constexpr Money() = default;
    constexpr explicit Money(std::int64_t cents, int printed = 0) : cents_(cents), printed_(printed) {}
    [[nodiscard]] constexpr std::int64_t cents() const { return cents_; }
    friend constexpr bool operator==(const Money&, const Money&) = default;
    friend constexpr auto operator<=>(const Money&, const Money&) = default;

private:
    std::int64_t cents_ = 0;
    int printed_ = 0; // how often it was shown, which means nothing
};

/// An aggregate that is one value.
struct Colour {
    unsigned red, green, blue;
};

/// Compares by its operator, reads by its traits.
class Name {
public:
    Name(const char* text) : text_(text) {}
    [[nodiscard]] const std::string& text() const { return text_; }
    friend bool operator==(const Name&, const Name&) = default;
    friend auto operator<=>(const Name&, const Name&) = default;

private:
    std::string text_;
};

/// Cannot be opened and has no traits.
template <class V> class Closed {
public:
    explicit Closed(V value) : value_(value) {}
    friend bool operator==(const Closed&, const Closed&) = default;

private:
    V value_;
};

/// A text of lines that says which of them differ.
struct Poem {
    std::vector<std::string> lines;
};

template <class V> struct Box {
    V content;
    int weight = 0;
};

} // namespace valued

template <> struct yore::value_traits<valued::Money> {
    static constexpr bool equal(const valued::Money& a, const valued::Money& b) { return a.cents() == b.cents(); }
    static std::string to_text(const valued::Money& m) { return std::to_string(m.cents()) + " cents"; }
};

template <> struct yore::value_traits<valued::Colour> {
    static constexpr bool equal(const valued::Colour& a, const valued::Colour& b) {
        return a.red + a.green + a.blue == b.red + b.green + b.blue;
    }
};

template <> struct yore::value_traits<valued::Name> {
    static const char* to_text(const valued::Name& n) { return n.text().c_str(); }
};

template <> struct yore::value_traits<valued::Poem> {
    template <class Sink>
    static void walk_leaves(const std::string& path, const valued::Poem& a, const valued::Poem& b, Sink sink) {
        const std::size_t both = std::min(a.lines.size(), b.lines.size());
        for (std::size_t i = 0; i != both; ++i)
            if (a.lines[i] != b.lines[i]) sink.replaced(path + "/line" + std::to_string(i + 1), a.lines[i], b.lines[i]);
        if (a.lines.size() > both) sink.removed(path + "/rest", a.lines[both]);
        if (b.lines.size() > both) sink.inserted(path + "/rest", b.lines[both]);
        if (a.lines.front() == b.lines.back())
            sink.moved(path + "/first", path + "/last", a.lines.front(), b.lines.back());
    }
};

/// Of a box only the content counts.
template <class V> struct yore::value_traits<valued::Box<V>> {
    static bool equal(const valued::Box<V>& a, const valued::Box<V>& b) { return a.content == b.content; }
    static std::string to_text(const valued::Box<V>&) { return "a box"; }
};

namespace valued {

template <class V> struct Holding {
    int id;
    V value;
};

template <class V> constexpr bool same(V a, V b) {
    return yore::changed_fields(Holding<V>{1, std::move(a)}, Holding<V>{1, std::move(b)}).empty();
}

using lines = std::vector<std::string>;

template <class T> lines leaves_of(const yore::changes<T>& c) {
    constexpr std::array<const char*, 4> kinds{"inserted ", "removed ", "replaced ", "moved "};
    lines out;
    c.for_each_leaf([&](const yore::leaf& l) {
        const std::string from = l.from.empty() ? "" : " from " + l.from;
        out.push_back(kinds[static_cast<std::size_t>(l.kind)] + l.path + from + ": " + l.before + " > " + l.after);
    });
    return out;
}

template <class V> lines leaves(V before, V after) {
    return leaves_of(yore::diff(Holding<V>{1, std::move(before)}, Holding<V>{1, std::move(after)}));
}

TEST_CASE("equal of the traits decides, whatever the operator or the parts say") {
    FACT(!(Money{1, 0} == Money{1, 7}));
    FACT(same(Money{1, 0}, Money{1, 7}));
    FACT(!same(Money{1}, Money{2}));
    FACT(same(Colour{1, 2, 3}, Colour{3, 2, 1}));
    FACT(!same(Colour{1, 2, 3}, Colour{1, 2, 4}));
}

TEST_CASE("equal of the traits decides wherever the value stands") {
    const Money one{1}, shown{1, 7}, two{2};
    CHECK(same<std::optional<Money>>(one, shown));
    CHECK_FALSE(same<std::optional<Money>>(one, std::nullopt));
    CHECK(same<std::vector<Money>>({one, two}, {shown, two}));
    CHECK(same<std::map<Money, Money>>({{one, two}}, {{shown, two}}));
    CHECK(same<std::unordered_map<int, Money>>({{1, one}}, {{1, shown}}));
    CHECK(same<std::set<Money>>({one, two}, {shown, two}));
    CHECK(same<std::variant<int, Money>>(one, shown));
    CHECK(same(std::make_unique<Money>(one), std::make_unique<Money>(shown)));
    CHECK(same(std::pair{1, one}, std::pair{1, shown}));
    CHECK(same(Holding<Money>{1, one}, Holding<Money>{1, shown}));
    CHECK_FALSE(same(Holding<Money>{1, one}, Holding<Money>{1, two}));
}

TEST_CASE("without equal in its traits a value compares by its operator") {
    CHECK(same<Name>("a", "a"));
    CHECK_FALSE(same<Name>("a", "b"));
    CHECK(same(Closed{1}, Closed{1}));
    CHECK_FALSE(same(Closed{1}, Closed{2}));
}

TEST_CASE("a value with equal or to_text is one leaf, whatever it consists of") {
    CHECK(leaves(Money{1}, Money{2}) == lines{"replaced /value: 1 cents > 2 cents"});
    CHECK(leaves<Name>("a", "b") == lines{"replaced /value: a > b"});
    const lines colour = leaves(Colour{1, 2, 3}, Colour{1, 2, 4});
    REQUIRE(colour.size() == 1);
    CHECK(colour[0].starts_with("replaced /value:"));
}

TEST_CASE("a value that cannot be read is shown as the name of its type") {
    CHECK(leaves(Closed{1}, Closed{2}) == lines{"replaced /value: <Closed> > <Closed>"});
    CHECK(leaves<std::vector<Closed<int>>>({}, {Closed{1}}) == lines{"inserted /value/0:  > <Closed>"});
}

TEST_CASE("the elements of lists and sets are told apart by their traits") {
    const Money one{1}, shown{1, 7}, two{2}, three{3};
    CHECK(leaves<std::vector<Money>>({one, two}, {three, shown, two}) == lines{"inserted /value/0:  > 3 cents"});
    CHECK(leaves<std::vector<Money>>({one, two, three}, {three, shown, two}) ==
          lines{"moved /value/0 from /value/2: 3 cents > 3 cents"});
}

struct Till {
    std::vector<Money> coins;
    using audit_policy = yore::policy<yore::as_set<&Till::coins>>;
};

TEST_CASE("a list that is a set takes equal elements for one") {
    CHECK(yore::diff(Till{{Money{1, 1}, Money{1, 2}}}, Till{{Money{1, 3}}}).empty());
    CHECK(leaves_of(yore::diff(Till{{Money{1}}}, Till{{Money{2, 1}, Money{2, 2}, Money{1, 5}}})) ==
          lines{"inserted /coins/2 cents:  > 2 cents"});
}

TEST_CASE("the text of the traits stands in paths, escaped, and in the texts of what is around") {
    CHECK(leaves<std::map<Name, int>>({{"a/b", 1}}, {{"a/b", 2}}) == lines{"replaced /value/a~1b: 1 > 2"});
    CHECK(leaves<std::set<Name>>({}, {"~"}) == lines{"inserted /value/~0:  > ~"});
    CHECK(leaves<std::optional<Holding<Money>>>(std::nullopt, Holding<Money>{1, Money{5}}) ==
          lines{"inserted /value:  > {id: 1, value: 5 cents}"});
    CHECK(leaves<std::variant<int, Name>>(1, "a") == lines{"replaced /value: 1 > a"});
}

TEST_CASE("conflicts show the text of the traits") {
    using ware = Holding<Money>;
    ware target{1, Money{9}};
    const auto refused = yore::apply(yore::diff(ware{1, Money{1}}, ware{1, Money{2}}), target);
    REQUIRE(refused.conflicts.size() == 1);
    CHECK(refused.conflicts[0].expected == "1 cents");
    CHECK(refused.conflicts[0].found == "9 cents");

    const auto merged = yore::merge(ware{1, Money{1}}, ware{1, Money{2}}, ware{1, Money{3}});
    REQUIRE(merged.conflicts.size() == 1);
    CHECK(merged.conflicts[0].theirs == "3 cents");
}

TEST_CASE("what traits call equal is applied and merged as the same") {
    using ware = Holding<Money>;
    ware target{1, Money{1, 7}};
    const auto c = yore::diff(ware{1, Money{1}}, ware{1, Money{2}});
    CHECK(yore::apply(c, target));
    CHECK(target.value == Money{2});
    CHECK(yore::apply(c, target).already_applied.size() == 1);
    CHECK(yore::merge(ware{1, Money{1}}, ware{1, Money{2, 1}}, ware{1, Money{2, 2}}));
}

struct Salary {
    int id;
    Money amount;
    using audit_policy = yore::policy<yore::redact<&Salary::amount>>;
};

TEST_CASE("a redacted value does not show the text of its traits") {
    const auto c = yore::diff(Salary{1, Money{1}}, Salary{1, Money{2}});
    CHECK(leaves_of(c) == lines{"replaced /amount: [REDACTED] > [REDACTED]"});
    Salary target{1, Money{9}};
    CHECK(yore::apply(c, target).conflicts.at(0).found == "[REDACTED]");
}

TEST_CASE("walk_leaves of the traits says what differs inside") {
    CHECK(leaves(Poem{{"a", "b", "c"}}, Poem{{"a", "x"}}) ==
          lines{"replaced /value/line2: b > x", "removed /value/rest: c > "});
    CHECK(leaves(Poem{{"a"}}, Poem{{"a", "b"}}) == lines{"inserted /value/rest:  > b"});
    CHECK(leaves(Poem{{"a", "b"}}, Poem{{"b", "a"}}) == lines{"replaced /value/line1: a > b",
                                                            "replaced /value/line2: b > a",
                                                            "moved /value/last from /value/first: a > a"});
    CHECK(leaves(Poem{{"a"}}, Poem{{"a"}}).empty());
}

TEST_CASE("walk_leaves of the traits is asked wherever the value stands") {
    const Poem a{{"a"}}, b{{"b"}};
    CHECK(leaves<std::optional<Poem>>(a, b) == lines{"replaced /value/line1: a > b"});
    CHECK(leaves<std::vector<Poem>>({a, a}, {a, b}) == lines{"replaced /value/1/line1: a > b"});
    CHECK(leaves<std::map<int, Poem>>({{7, a}}, {{7, b}}) == lines{"replaced /value/7/line1: a > b"});
    CHECK(leaves(Holding<Poem>{1, a}, Holding<Poem>{1, b}) == lines{"replaced /value/value/line1: a > b"});
    CHECK(leaves<std::variant<Poem, int>>(a, b) == lines{"replaced /value/line1: a > b"});
}

TEST_CASE("traits can be written for all instances of a template") {
    CHECK(same(Box<std::string>{"a", 1}, Box<std::string>{"a", 2}));
    CHECK_FALSE(same(Box<int>{1, 1}, Box<int>{2, 1}));
    CHECK(leaves(Box<int>{1}, Box<int>{2}) == lines{"replaced /value: a box > a box"});
}

} // namespace valued
