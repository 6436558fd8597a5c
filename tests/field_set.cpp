// SPDX-License-Identifier: BSL-1.0
#include <yore/field_set.hpp>

#include "facts.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace {

struct Machine {
    std::int64_t id;
    std::string name;
    int status;
    double weight;
    using audit_policy = yore::policy<yore::label<&Machine::name, "Called">>;
};

struct Empty {};

using set = yore::field_set<Machine>;
constexpr set none;
constexpr set all = set::all();
constexpr set name_and_weight = yore::fields<&Machine::weight, &Machine::name>;
constexpr set id_and_name = yore::fields<&Machine::id, &Machine::name>;

TEST_CASE("a set of fields knows what it contains") {
    FACT(none.empty());
    FACT(none.size() == 0);
    FACT(!none.contains<&Machine::id>());
    FACT(all.size() == 4);
    FACT(!all.empty());
    FACT(all.contains<&Machine::weight>());
    FACT(name_and_weight.size() == 2);
    FACT(name_and_weight.contains<&Machine::name>());
    FACT(!name_and_weight.contains<&Machine::id>());
    FACT(name_and_weight.contains(3));
    FACT(!name_and_weight.contains(2));
}

TEST_CASE("the order in which fields are named does not matter") {
    FACT(name_and_weight == set{yore::fields<&Machine::name, &Machine::weight>});
    FACT(set{yore::fields<&Machine::name, &Machine::name>}.size() == 1);
    FACT(set{yore::fields<>} == none);
}

TEST_CASE("sets of fields make an algebra") {
    FACT((name_and_weight | id_and_name).size() == 3);
    FACT((name_and_weight & id_and_name) == set{yore::fields<&Machine::name>});
    FACT((name_and_weight - id_and_name) == set{yore::fields<&Machine::weight>});
    FACT((all - all) == none);
    FACT((all & name_and_weight) == name_and_weight);
    FACT((none | name_and_weight) == name_and_weight);
    FACT(name_and_weight != id_and_name);

    constexpr auto assigned = [] {
        set s = name_and_weight;
        s |= id_and_name;
        s &= all;
        s -= yore::fields<&Machine::name>;
        return s;
    };
    FACT(assigned() == set{yore::fields<&Machine::id, &Machine::weight>});
}

TEST_CASE("every pair of sets obeys the laws of sets") {
    const auto nth = [](unsigned bits) {
        set s;
        for (std::size_t i = 0; i != 4; ++i)
            if ((bits >> i & 1U) != 0) s.insert(i);
        return s;
    };
    for (unsigned a = 0; a != 16; ++a)
        for (unsigned b = 0; b != 16; ++b) {
            CHECK((nth(a) | nth(b)) == nth(a | b));
            CHECK((nth(a) & nth(b)) == nth(a & b));
            CHECK((nth(a) - nth(b)) == nth(a & ~b));
            CHECK((nth(a) == nth(b)) == (a == b));
            CHECK((nth(a) | nth(b)).size() + (nth(a) & nth(b)).size() == nth(a).size() + nth(b).size());
        }
}

TEST_CASE("fields go in and out by position") {
    constexpr auto made = [] {
        set s;
        s.insert(0).insert(2).insert(2).erase(0).erase(1);
        return s;
    };
    FACT(made() == set{yore::fields<&Machine::status>});
}

TEST_CASE("a walk over a set gives its fields in order, with name, index and label") {
    std::vector<yore::field> seen;
    for (yore::field f : name_and_weight) seen.push_back(f);
    REQUIRE(seen.size() == 2);
    CHECK(seen[0].name == "name");
    CHECK(seen[0].index == 1);
    CHECK(seen[0].label == "Called");
    CHECK(seen[1].name == "weight");
    CHECK(seen[1].label == "weight");
    FACT(none.begin() == none.end());
    FACT((*all.begin()).name == "id");
    FACT(std::input_iterator<set::iterator>);
    CHECK(std::distance(all.begin(), all.end()) == 4);

    auto at = all.begin();
    CHECK((*at++).name == "id");
    CHECK((*++at).name == "status");
}

TEST_CASE("a set names its fields") {
    CHECK(all.names() == std::vector<std::string_view>{"id", "name", "status", "weight"});
    CHECK(none.names().empty());
}

TEST_CASE("a set is a value of one word for each sixty-four fields") {
    FACT(sizeof(set) == sizeof(std::uint64_t));
    FACT(std::is_trivially_copyable_v<set>);
}

TEST_CASE("a type without fields has the empty set") {
    FACT(yore::field_set<Empty>::all().empty());
    FACT(yore::field_set<Empty>{}.begin() == yore::field_set<Empty>{}.end());
}

TEST_CASE("a set is made of fields of its own type only") {
    struct Other {
        int id;
    };
    FACT(std::is_convertible_v<decltype(yore::fields<&Other::id>), yore::field_set<Other>>);
    FACT(!std::is_convertible_v<set, yore::field_set<Other>>);
}

TEST_CASE("fields compare by what they are") {
    const yore::field name = *++all.begin(), again = *name_and_weight.begin();
    CHECK(name == again);
    CHECK(name != *all.begin());
}

} // namespace
