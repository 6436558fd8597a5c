// SPDX-License-Identifier: BSL-1.0
#include <yore/diff.hpp>

#include <boost/describe.hpp>

#include "catch.hpp"
#include "leaf_lines.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <limits>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

namespace inside {

using namespace leaf_lines;

enum class Status { working, broken };
BOOST_DESCRIBE_ENUM(Status, working, broken)
enum class Grade { a, b }; // nobody described it; only reflection knows the names

struct Place {
    std::string building;
    int floor;
};

TEST_CASE("a value without parts is one leaf with its texts") {
    using namespace std::chrono_literals;
    CHECK(leaves(true, false) == lines{"replaced /value -true +false"});
    CHECK(leaves('a', 'b') == lines{"replaced /value -a +b"});
    CHECK(leaves(std::int8_t{-1}, std::int8_t{65}) == lines{"replaced /value --1 +65"});
    CHECK(leaves(std::numeric_limits<std::uint64_t>::max(), std::uint64_t{0}) ==
          lines{"replaced /value -18446744073709551615 +0"});
    CHECK(leaves(0.1, -0.0) == lines{"replaced /value -0.1 +0"});
    CHECK(leaves(-std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()) ==
          lines{"replaced /value -nan +inf"});
    CHECK(leaves(Status::working, Status::broken) == lines{"replaced /value -working +broken"});
    CHECK(leaves(Status::working, static_cast<Status>(7)) == lines{"replaced /value -working +7"});
#if YORE_STATIC_REFLECTION
    CHECK(leaves(Grade::a, Grade::b) == lines{"replaced /value -a +b"});
#else
    CHECK(leaves(Grade::a, Grade::b) == lines{"replaced /value -0 +1"});
#endif
    CHECK(leaves<std::string>("a", "b") == lines{"replaced /value -a +b"});
    CHECK(leaves(90s, 91s) == lines{"replaced /value -90s +91s"});
    CHECK(leaves(yore::timestamp{}, yore::timestamp{1500ms}) ==
          lines{"replaced /value -1970-01-01T00:00:00Z +1970-01-01T00:00:01.500000Z"});
    CHECK(leaves(std::chrono::year{2024} / 2 / 29, std::chrono::year{987} / 1 / 1) ==
          lines{"replaced /value -2024-02-29 +0987-01-01"});
}

TEST_CASE("texts and names are shown as they are, in full") { // E4: lost letters, words and cases
    struct Ticket {
        int id;
        std::string root_cause, title, total, owner;
    };
    CHECK(leaves_of(yore::diff(Ticket{1, "Root \"A\"", "T", "t", "O"}, Ticket{1, "root['A']", "t", "", "o"})) ==
          lines{"replaced /root_cause -Root \"A\" +root['A']", "replaced /title -T +t", "replaced /total -t +",
              "replaced /owner -O +o"});
    const std::string long_text(200, 'x'), other_text(200, 'y');
    CHECK(leaves(long_text, other_text) == lines{"replaced /value -" + long_text + " +" + other_text});
    CHECK(leaves(std::string("a\0b", 3), std::string("a")) == lines{std::string("replaced /value -a\0b +a", 23)});
}

TEST_CASE("an optional or pointer that gets or loses its value is inserted or removed") {
    CHECK(leaves<std::optional<int>>(std::nullopt, 0) == lines{"inserted /value +0"});
    CHECK(leaves<std::optional<int>>(0, std::nullopt) == lines{"removed /value -0"});
    CHECK(leaves<std::optional<int>>(0, 1) == lines{"replaced /value -0 +1"});
    CHECK(leaves<std::unique_ptr<int>>(nullptr, std::make_unique<int>(0)) == lines{"inserted /value +0"});
    CHECK(leaves<std::shared_ptr<int>>(std::make_shared<int>(0), nullptr) == lines{"removed /value -0"});
}

TEST_CASE("a struct has a leaf for each part that differs, also behind an optional or pointer") {
    CHECK(leaves(Place{"Main", 1}, Place{"Main", 2}) == lines{"replaced /value/floor -1 +2"});
    CHECK(leaves(Place{"Main", 1}, Place{"Side", 2}) ==
          lines{"replaced /value/building -Main +Side", "replaced /value/floor -1 +2"});
    CHECK(leaves<std::optional<Place>>(Place{"Main", 1}, Place{"Main", 2}) == lines{"replaced /value/floor -1 +2"});
    CHECK(leaves(std::make_unique<Place>(Place{"Main", 1}), std::make_unique<Place>(Place{"Main", 2})) ==
          lines{"replaced /value/floor -1 +2"});
    CHECK(leaves<std::optional<Place>>(std::nullopt, Place{"Main", 2}) ==
          lines{"inserted /value +{building: Main, floor: 2}"});
    CHECK(leaves(Holding<Holding<Place>>{1, {1, {"Main", 1}}}, Holding<Holding<Place>>{2, {1, {"Main", 2}}}) ==
          lines{"replaced /value/id -1 +2", "replaced /value/value/value/floor -1 +2"});
}

TEST_CASE("a variant shows what differs in its alternative, or the change of the alternative") {
    using either = std::variant<std::monostate, int, std::string, Place>;
    CHECK(leaves<either>(1, 2) == lines{"replaced /value -1 +2"});
    CHECK(leaves<either>(1, "1") == lines{"replaced /value -1 +1"});
    CHECK(leaves<either>(Place{"Main", 1}, Place{"Main", 2}) == lines{"replaced /value/floor -1 +2"});
    CHECK(leaves<either>(Place{"Main", 1}, "Main") == lines{"replaced /value -{building: Main, floor: 1} +Main"});
    CHECK(leaves<either>(1, std::monostate{}).size() == 1);
}

TEST_CASE("a map has a leaf for each key that came, went or has another value") {
    using map = std::map<std::string, int>;
    const lines expected{"removed /value/a -1", "replaced /value/b -2 +3", "inserted /value/c +4"};
    CHECK(leaves<map>({{"a", 1}, {"b", 2}, {"d", 5}}, {{"b", 3}, {"c", 4}, {"d", 5}}) == expected);
    CHECK(leaves<std::unordered_map<std::string, int>>({{"a", 1}, {"b", 2}}, {{"b", 2}, {"a", 7}}) ==
          lines{"replaced /value/a -1 +7"});
    CHECK(leaves<std::map<int, Place>>({{-7, {"Main", 1}}}, {{-7, {"Main", 2}}}) ==
          lines{"replaced /value/-7/floor -1 +2"});
    CHECK(leaves<std::map<int, std::vector<int>>>({{1, {1, 2}}}, {{1, {2}}, {2, {}}}) ==
          lines{"removed /value/1/0 -1", "inserted /value/2 +[]"});
}

TEST_CASE("keys in a path are escaped as RFC 6901 says") {
    using map = std::map<std::string, std::map<std::string, int>>;
    CHECK(leaves<map>({{"a/b~c", {{"", 1}}}}, {{"a/b~c", {{"", 2}}}}) == lines{"replaced /value/a~1b~0c/ -1 +2"});
    CHECK(leaves<std::map<std::string, int>>({}, {{"~1", 1}}) == lines{"inserted /value/~01 +1"});
    CHECK(leaves<std::set<std::string>>({}, {"/"}) == lines{"inserted /value/~1 +/"});
}

TEST_CASE("a set has a leaf for each element that came or went") {
    CHECK(
        leaves<std::set<std::string>>({"a", "b"}, {"b", "c"}) == lines{"removed /value/a -a", "inserted /value/c +c"});
    CHECK(leaves<std::unordered_set<int>>({1, 2}, {2, 1, 3}) == lines{"inserted /value/3 +3"});
    CHECK(leaves<std::multiset<int>>({1, 1, 2}, {1, 2, 2}) == lines{"removed /value/1 -1", "inserted /value/2 +2"});
}

/// An order that takes different texts for equivalent.
struct ignoring_case {
    static char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
    bool operator()(const std::string& a, const std::string& b) const {
        return std::lexicographical_compare(
            a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return small(x) < small(y); });
    }
};
struct by_first {
    bool operator()(const std::pair<int, int>& a, const std::pair<int, int>& b) const { return a.first < b.first; }
};

TEST_CASE("what an order only calls equivalent is another key, another element") {
    using texts = std::set<std::string, ignoring_case>;
    CHECK(leaves<texts>({"A"}, {"a"}) == lines{"removed /value/A -A", "inserted /value/a +a"});
    CHECK(leaves<texts>({"A", "b"}, {"A", "b"}).empty());
    using map = std::map<std::string, int, ignoring_case>;
    CHECK(leaves<map>({{"A", 1}}, {{"a", 1}}) == lines{"removed /value/A -1", "inserted /value/a +1"});
    using pairs = std::multiset<std::pair<int, int>, by_first>;
    CHECK(leaves<pairs>({{1, 1}, {1, 2}, {1, 1}}, {{1, 1}, {1, 2}}) == lines{"removed /value/(1, 1) -(1, 1)"});
    CHECK(leaves<pairs>({{1, 2}}, {{1, 1}, {1, 2}, {1, 1}}).size() == 2);
}

TEST_CASE("what comes into a list or goes does not touch its other elements") { // E4
    using list = std::vector<int>;
    CHECK(leaves<list>({1, 2, 3}, {0, 1, 2, 3}) == lines{"inserted /value/0 +0"});
    CHECK(leaves<list>({1, 2, 3}, {2, 3}) == lines{"removed /value/0 -1"});
    CHECK(leaves<list>({1, 2, 3, 4}, {1, 3, 9, 4}) == lines{"removed /value/1 -2", "inserted /value/2 +9"});
    CHECK(leaves<list>({1, 1}, {1}).size() == 1);
    CHECK(leaves<std::deque<int>>({1, 2}, {1, 7}) == lines{"replaced /value/1 -2 +7"});
    CHECK(leaves<std::list<int>>({1, 2}, {1, 7, 2}) == lines{"inserted /value/1 +7"});
    CHECK(leaves<std::array<int, 3>>({1, 2, 3}, {1, 7, 3}) == lines{"replaced /value/1 -2 +7"});
    CHECK(leaves<std::vector<bool>>({true, false}, {true, true}) == lines{"replaced /value/1 -false +true"});
}

TEST_CASE("an element that went to another place is moved") {
    using list = std::vector<std::string>;
    CHECK(leaves<list>({"a", "b", "c"}, {"c", "a", "b"}) == lines{"moved /value/0 from /value/2 -c +c"});
    CHECK(leaves<list>({"a", "b", "c", "d"}, {"b", "c", "a", "x"}) ==
          lines{"moved /value/2 from /value/0 -a +a", "replaced /value/3 -d +x"});
}

TEST_CASE("an element that was replaced shows what differs inside") {
    CHECK(leaves<std::vector<Place>>({{"Main", 1}, {"Main", 2}}, {{"Main", 1}, {"Main", 3}}) ==
          lines{"replaced /value/1/floor -2 +3"});
    CHECK(leaves<std::vector<std::vector<int>>>({{1, 2}, {3}}, {{1, 2}, {3, 4}}) == lines{"inserted /value/1/1 +4"});
    CHECK(leaves<std::vector<std::optional<int>>>({1}, {std::nullopt}) == lines{"removed /value/0 -1"});
}

// ---- rules of the policy

struct Part {
    int code;
    std::string label;
};

struct Kit {
    int id;
    std::vector<Part> parts;
    std::optional<std::vector<std::string>> tags;
    double weight;
    using audit_policy = yore::policy<yore::keyed_by<&Kit::parts, &Part::code>, yore::as_set<&Kit::tags>,
        yore::tolerance<&Kit::weight, 0.5>>;
};

lines parts_leaves(std::vector<Part> before, std::vector<Part> after) {
    return leaves_of(yore::diff(Kit{1, std::move(before), {}, 0}, Kit{1, std::move(after), {}, 0}));
}

TEST_CASE("elements that are paired by a key differ inside") {
    CHECK(parts_leaves({{1, "a"}, {2, "b"}}, {{1, "a"}, {2, "c"}}) == lines{"replaced /parts/1/label -b +c"});
    CHECK(parts_leaves({{2, "b"}}, {{1, "a"}, {2, "c"}}) ==
          lines{"inserted /parts/0 +{code: 1, label: a}", "replaced /parts/1/label -b +c"});
    CHECK(parts_leaves({{1, "a"}, {2, "b"}}, {{2, "b"}}) == lines{"removed /parts/0 -{code: 1, label: a}"});
}

TEST_CASE("another key is another element, never a change of one") {
    CHECK(parts_leaves({{1, "a"}}, {{2, "a"}}) ==
          lines{"removed /parts/0 -{code: 1, label: a}", "inserted /parts/0 +{code: 2, label: a}"});
}

TEST_CASE("a paired element can be moved and differ inside at once") {
    CHECK(parts_leaves({{1, "a"}, {2, "b"}, {3, "c"}}, {{3, "z"}, {1, "a"}, {2, "b"}}) ==
          lines{"moved /parts/0 from /parts/2 -{code: 3, label: c} +{code: 3, label: z}",
              "replaced /parts/0/label -c +z"});
}

TEST_CASE("a list that is a set has a leaf for each element that came or went, once") {
    const auto tags = [](std::vector<std::string> before, std::vector<std::string> after) {
        return leaves_of(yore::diff(Kit{1, {}, std::move(before), 0}, Kit{1, {}, std::move(after), 0}));
    };
    CHECK(tags({"a", "b", "b"}, {"b", "a"}).empty());
    CHECK(tags({"a", "b", "b"}, {"c", "a", "c"}) == lines{"removed /tags/b -b", "inserted /tags/c +c"});
    CHECK(leaves_of(yore::diff(Kit{1, {}, std::nullopt, 0}, Kit{1, {}, {{"a"}}, 0})) == lines{"inserted /tags +[a]"});
}

TEST_CASE("a difference within the tolerance is none") {
    CHECK(yore::diff(Kit{1, {}, {}, 1.0}, Kit{1, {}, {}, 1.5}).empty());
    CHECK(leaves_of(yore::diff(Kit{1, {}, {}, 1.0}, Kit{1, {}, {}, 2.0})) == lines{"replaced /weight -1 +2"});
}

struct Account {
    std::string login;
    std::string password;
    std::string cache;
    using audit_policy = yore::policy<yore::redact<&Account::password>, yore::ignore<&Account::cache>>;
};

TEST_CASE("a nested struct keeps its own policy") {
    CHECK(leaves(Account{"ada", "1", "x"}, Account{"ada", "1", "y"}).empty());
    CHECK(leaves(Account{"ada", "1", "x"}, Account{"ada", "2", "y"}) ==
          lines{"replaced /value/password -[REDACTED] +[REDACTED]"});
}

TEST_CASE("no leaf shows a redacted value, wherever it stands") {
    const Account one{"ada", "s3cret", ""}, two{"bob", "s3cret", ""};
    const lines text{"inserted /value/0 +{login: ada, password: [REDACTED]}"};
    CHECK(leaves<std::vector<Account>>({}, {one}) == text);
    CHECK(leaves<std::optional<Account>>(std::nullopt, one) ==
          lines{"inserted /value +{login: ada, password: [REDACTED]}"});
    CHECK(leaves<std::map<int, Account>>({{1, one}}, {}) ==
          lines{"removed /value/1 -{login: ada, password: [REDACTED]}"});
    CHECK(
        leaves<std::variant<int, Account>>(one, 1) == lines{"replaced /value -{login: ada, password: [REDACTED]} +1"});
    CHECK(leaves<std::vector<Account>>({one, two}, {two, one}).front().find("s3cret") == std::string::npos);
    CHECK(leaves_of(yore::diff(one, Account{"ada", "", ""})) == lines{"replaced /password -[REDACTED] +[REDACTED]"});
}

} // namespace inside
