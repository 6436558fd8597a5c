// SPDX-License-Identifier: BSL-1.0
/// What stands on reflection works the same with every engine: policy, key, text, diff, patch and merge.
#include "engine.hpp"

#include <yore/diff.hpp>
#include <yore/merge.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace engines {

struct Address {
    std::string street;
    std::optional<int> number;
    LISTED(&Address::street, &Address::number)
};
DESCRIBED(Address, (), (street, number))

struct Exhibit {
    std::int64_t id;
    std::string title;
    Address address;
    std::vector<Address> former;
    std::string secret;
    std::string cache;
    double weight;

    LISTED(&Exhibit::id, &Exhibit::title, &Exhibit::address, &Exhibit::former, &Exhibit::secret, &Exhibit::cache,
        &Exhibit::weight)
    using audit_policy = yore::policy<yore::redact<&Exhibit::secret>, yore::ignore<&Exhibit::cache>,
        yore::tolerance<&Exhibit::weight, 0.5>, yore::was<&Exhibit::title, "name">>;
};
DESCRIBED(Exhibit, (), (id, title, address, former, secret, cache, weight))

struct Loan {
    std::string shelf;
    int slot;
    std::string title;
    LISTED(&Loan::shelf, &Loan::slot, &Loan::title)
    using audit_policy = yore::policy<yore::key<&Loan::shelf, &Loan::slot>>;
};
DESCRIBED(Loan, (), (shelf, slot, title))

const Exhibit before{1, "Taxi", {"Main", 1}, {}, "s1", "c1", 10.0};
const Exhibit after{1, "Taxi 2", {"Main", 2}, {{"Old", {}}}, "s2", "c2", 10.25};

TEST_CASE("the key is the field named id, or what the policy says") {
    FACT(std::is_same_v<yore::key_of<Exhibit>, std::int64_t>);
    FACT(std::is_same_v<yore::key_of<Loan>, std::tuple<std::string, int>>);
    FACT(yore::detail::key_fields<Exhibit> == yore::field_set<Exhibit>{yore::fields<&Exhibit::id>});
    CHECK(&yore::detail::key_from(before) == &before.id);
    CHECK(yore::detail::key_from(Loan{"A", 3, "t"}) == std::tuple<std::string, int>{"A", 3});
}

TEST_CASE("the rules find their fields") {
    FACT(yore::detail::fields_under<Exhibit, yore::redact> == yore::field_set<Exhibit>{yore::fields<&Exhibit::secret>});
    FACT(yore::detail::was_named<Exhibit>(1, "name"));
    FACT(!yore::detail::was_named<Exhibit>(0, "name"));
}

TEST_CASE("fields that differ by meaning are changed") {
    CHECK(yore::changed_fields(before, after).names() ==
          std::vector<std::string_view>{"title", "address", "former", "secret"});
    CHECK(yore::changed_fields(before, before).empty());
}

TEST_CASE("leaves have paths into nested structs and lists") {
    std::vector<std::string> seen;
    yore::diff(before, after).for_each_leaf([&](const yore::leaf& l) {
        seen.push_back(l.path + ": " + l.before + " -> " + l.after);
    });
    CHECK(seen == std::vector<std::string>{"/title: Taxi -> Taxi 2", "/address/number: 1 -> 2",
                      "/former/0:  -> {street: Old, number: none}", "/secret: [REDACTED] -> [REDACTED]"});
}

TEST_CASE("a patch applies, inverts and composes") {
    Exhibit target = before;
    const auto c = yore::diff(before, after);
    CHECK(yore::apply(c, target));
    CHECK(yore::changed_fields(target, after).empty());
    CHECK(target.cache == "c1");
    CHECK(yore::apply(yore::inverse(c), target));
    CHECK(yore::changed_fields(target, before).empty());
    CHECK(yore::compose(c, yore::inverse(c)).empty());
}

TEST_CASE("two states merge field by field") {
    Exhibit ours = before, theirs = before;
    ours.title = "Ours";
    theirs.address.street = "Theirs";
    const auto merged = yore::merge(before, ours, theirs);
    CHECK(merged);
    CHECK(merged.value.title == "Ours");
    CHECK(merged.value.address.street == "Theirs");
    theirs.title = "Theirs";
    CHECK(yore::merge(before, ours, theirs).conflicts.front().field == "title");
}

} // namespace engines
