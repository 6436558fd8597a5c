// SPDX-License-Identifier: BSL-1.0
#include <yore/audit_fields.hpp>
#include <yore/diff.hpp>

#include <boost/describe.hpp>

#include "allocations.hpp"
#include "facts.hpp"
#include "leaf_lines.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace differences {

using namespace leaf_lines;

enum class Status { working, broken };
BOOST_DESCRIBE_ENUM(Status, working, broken)
enum class Grade { a, b }; // nobody described it

struct Place {
    std::string building;
    int floor;
};

struct Machine {
    std::int64_t id;
    std::string name;
    Status status;
    std::optional<std::string> location;
    Place place;
    std::vector<std::string> tags;
    using audit_policy = yore::policy<yore::label<&Machine::name, "Called">>;
};

Machine medieval() { return {1, "Medieval Madness", Status::working, "Floor 1", {"Main", 1}, {"castle", "trolls"}}; }

Machine repaired() {
    Machine m = medieval();
    m.name = "Medieval Madness (remake)";
    m.location = std::nullopt;
    m.place.floor = 2;
    return m;
}

// ---- what is in the changes

TEST_CASE("equal states have no changes") {
    const auto c = yore::diff(medieval(), medieval());
    CHECK(c.empty());
    CHECK(c.size() == 0);
    CHECK(c.fields().empty());
    CHECK_FALSE(c.contains<&Machine::name>());
    CHECK(c.get<&Machine::name>() == nullptr);
    CHECK(leaves_of(c).empty());
    c.for_each([](auto, const auto&, const auto&) { FAIL("nothing differs"); });
    CHECK(yore::changes<Machine>{}.empty());
}

TEST_CASE("a mutable member is a field like any other") {
    struct Counted {
        std::int64_t id;
        mutable int looks;
    };
    const Counted before{1, 2}, after{1, 3};
    const auto c = yore::diff(before, after);
    REQUIRE(c.get<&Counted::looks>() != nullptr);
    CHECK(c.get<&Counted::looks>()->after == 3);
    CHECK(c.size() == 1);
}

TEST_CASE("fields of interest are chosen by sets, and leaving out wins over taking in") { // D23
    constexpr yore::field_set<Machine> wanted = yore::fields<&Machine::name, &Machine::location, &Machine::status>;
    constexpr yore::field_set<Machine> unwanted = yore::fields<&Machine::location, &Machine::tags>;
    constexpr yore::field_set<Machine> none{};
    const auto changed = yore::diff(medieval(), repaired()).fields();

    CHECK((changed & wanted) == yore::fields<&Machine::name, &Machine::location>);
    CHECK(changed - unwanted == yore::fields<&Machine::name, &Machine::place>);
    CHECK((changed & wanted) - unwanted == yore::fields<&Machine::name>);
    CHECK((changed & none).empty());
    CHECK(changed - none == changed);
}

TEST_CASE("the changes have the fields that differ and no others") { // D21, D22
    const auto c = yore::diff(medieval(), repaired());
    CHECK(c.fields() == yore::fields<&Machine::name, &Machine::location, &Machine::place>);
    CHECK(c.fields() == yore::changed_fields(medieval(), repaired()));
    CHECK(c.size() == 3);
    CHECK_FALSE(c.empty());
    CHECK(c.contains<&Machine::location>());
    CHECK_FALSE(c.contains<&Machine::status>());
}

TEST_CASE("a change is found by its member and by its position, as typed values") {
    const auto c = yore::diff(medieval(), repaired());
    REQUIRE(c.get<&Machine::location>() != nullptr);
    CHECK(c.get<&Machine::location>()->before == "Floor 1");
    CHECK(c.get<&Machine::location>()->after == std::nullopt);
    CHECK(c.get<&Machine::place>()->after.floor == 2);
    CHECK(c.get<&Machine::tags>() == nullptr);
    CHECK(c.find<1>()->after == "Medieval Madness (remake)");
    CHECK(c.find<1>() == c.get<&Machine::name>());
    CHECK(c.find<0>() == nullptr);
    FACT(std::is_same_v<decltype(c.get<&Machine::status>()), const yore::change<Status>*>);
    FACT(std::is_same_v<decltype(c.find<5>()), const yore::change<std::vector<std::string>>*>);
}

TEST_CASE("a walk over the changes goes in the order of the fields and knows each of them") {
    lines seen;
    yore::diff(medieval(), repaired()).for_each([&](auto field, const auto& before, const auto& after) {
        static_assert(std::is_same_v<decltype(before), decltype(after)>);
        static_assert(field.name == yore::field_names<Machine>[field.index]);
        if constexpr (field.index == 1) CHECK(after == "Medieval Madness (remake)");
        seen.push_back(std::string(field.name) + "/" + std::string(field.label));
    });
    CHECK(seen == lines{"name/Called", "location/location", "place/place"});
}

TEST_CASE("to get, to lose and to keep no value are told apart") { // D29
    using value = Holding<std::optional<std::string>>;
    CHECK(yore::changed_fields(value{1, std::nullopt}, value{1, std::nullopt}).empty());
    CHECK(yore::changed_fields(value{1, std::nullopt}, value{1, ""}).size() == 1);
    CHECK(yore::changed_fields(value{1, ""}, value{1, std::nullopt}).size() == 1);
    CHECK(leaves<std::optional<std::string>>(std::nullopt, "") == lines{"inserted /value +"});
}

TEST_CASE("an instant is the same in every time zone") { // D27
    using value = Holding<yore::timestamp>;
    const auto at = [](const char* text) { return value{1, *yore::from_rfc3339(text)}; };
    CHECK(yore::diff(at("2024-01-01T12:00:00Z"), at("2024-01-01T13:00:00+01:00")).empty());
    CHECK(yore::diff(at("2024-01-01T12:00:00Z"), at("2024-01-01T12:00:00+01:00")).size() == 1);
    CHECK(yore::diff(at("2024-01-01T12:00:00Z"), at("2024-01-01T12:00:00.000001Z")).size() == 1);
}

struct Ruled {
    std::int64_t id;
    std::string cache;
    int views;
    std::string secret;
    yore::AuditFields audit = {};
    using audit_policy =
        yore::policy<yore::ignore<&Ruled::cache>, yore::untracked<&Ruled::views>, yore::redact<&Ruled::secret>>;
};

struct Stamped : yore::AuditModel {
    std::int64_t id = 0;
    std::string name{};
};
BOOST_DESCRIBE_STRUCT(Stamped, (yore::AuditModel), (id, name))

TEST_CASE("ignored fields take no part, untracked ones do") {
    CHECK(yore::diff(Ruled{1, "one", 1, "s"}, Ruled{1, "two", 1, "s"}).empty());
    CHECK(yore::diff(Ruled{1, "one", 1, "s"}, Ruled{1, "two", 2, "s"}).fields() == yore::fields<&Ruled::views>);
}

TEST_CASE("the four audit fields take no part, as a member and as a base") {
    Ruled before{1, "", 1, "s"}, after = before;
    after.audit.created_on += std::chrono::seconds{1};
    after.audit.modified_by = "maria";
    CHECK(yore::diff(before, after).empty());

    Stamped one, two;
    two.created_on += std::chrono::seconds{1};
    two.modified_on += std::chrono::seconds{2};
    two.created_by = "igor";
    two.modified_by = "maria";
    CHECK(yore::changed_fields(one, two).empty());
    two.name = "named";
    CHECK(yore::changed_fields(one, two) == yore::fields<&Stamped::name>);
}

struct Titled : Stamped {
    std::string title{};
};
BOOST_DESCRIBE_STRUCT(Titled, (Stamped), (title))

TEST_CASE("fields of a base are reported like those of the type") {
    Titled before, after;
    after.name = "Ada";
    after.title = "Countess";
    const auto c = yore::diff(before, after);
    CHECK(c.fields() == yore::fields<&Titled::name, &Titled::title>);
    REQUIRE(c.get<&Titled::name>() != nullptr);
    CHECK(c.get<&Titled::name>()->after == "Ada");
    CHECK(leaves_of(c) == lines{"replaced /name - +Ada", "replaced /title - +Countess"});
}

TEST_CASE("a struct without fields never differs") {
    struct Nothing {};
    CHECK(yore::diff(Nothing{}, Nothing{}).empty());
}

struct Many {
    int m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22;
};

TEST_CASE("a change is found among many fields") {
    Many before{}, after{};
    after.m0 = after.m9 = after.m22 = 7;
    const auto c = yore::diff(before, after);
    CHECK(c.size() == 3);
    CHECK(c.get<&Many::m22>()->after == 7);
    CHECK(c.get<&Many::m21>() == nullptr);
    CHECK(c.find<9>()->before == 0);
}

// ---- cost, ownership

struct Literal {
    int id;
    double weight;
    std::optional<int> count;
    std::array<int, 2> pair;
    std::string_view text;
    std::chrono::seconds length;
    Grade grade;
};

TEST_CASE("changed fields are known in constant expressions") {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr Literal one{1, nan, 1, {1, 2}, "a", std::chrono::seconds{3}, Grade::a};
    constexpr Literal same{1, -nan, 1, {1, 2}, "a", std::chrono::seconds{3}, Grade::a};
    constexpr Literal other{1, 0, std::nullopt, {2, 1}, "b", std::chrono::seconds{4}, Grade::b};
    FACT(yore::changed_fields(one, same).empty());
    FACT(yore::changed_fields(one, other) ==
         yore::field_set<Literal>::all() - yore::field_set<Literal>{yore::fields<&Literal::id>});
    FACT(yore::changed_fields(same, other).contains<&Literal::grade>());
}

const std::string long_text(200, 'x'); // longer than any string keeps inside
const std::string other_text(200, 'y');

struct Heavy {
    std::int64_t id;
    std::string name;
    std::optional<std::string> note;
    std::vector<std::string> tags;
    std::map<std::string, int> counts;
    std::unordered_map<std::string, int> hashed;
    std::shared_ptr<std::string> shared;
    std::variant<int, std::set<std::string>> either; // with a string, libstdc++ 12 does not survive a copy that throws
};

Heavy heavy(const std::string& text) {
    return {1, text, text, {text, text}, {{text, 1}}, {{text, 1}}, std::make_shared<std::string>(text), std::set{text}};
}

TEST_CASE("to compare states allocates nothing, and neither does the diff of equal ones") {
    const Heavy one = heavy(long_text), same = heavy(long_text), other = heavy(other_text);
    yore::field_set<Heavy> differ;
    CHECK(allocations::made_by([&] { differ = yore::changed_fields(one, other); }).made == 0);
    CHECK(differ.size() == 7);
    CHECK(allocations::made_by([&] { differ = yore::changed_fields(one, same); }).made == 0);
    CHECK(differ.empty());
    CHECK(allocations::made_by([&] { (void)yore::diff(one, same); }).made == 0);
    CHECK(allocations::made_by([&] { (void)yore::diff(one, other); }).made > 0);
}

TEST_CASE("a call whose allocation fails leaves nothing behind") {
    const Heavy one = heavy(long_text), other = heavy(other_text);
    const auto there = yore::diff(one, other), back = yore::diff(other, one);
    const auto leaves_nothing = [](auto call) {
        for (long successes = 0;; ++successes) {
            bool survived = false;
            REQUIRE(allocations::made_by([&] { survived = allocations::survives(successes, call); }).alive == 0);
            if (survived) return;
        }
    };
    leaves_nothing([&] { (void)yore::diff(one, other); });
    leaves_nothing([&] { const auto copy = there; });
    leaves_nothing([&] { (void)yore::inverse(there); });
    leaves_nothing([&] { (void)yore::compose(there, back); });
    leaves_nothing([&] {
        Heavy target = one;
        (void)yore::apply(there, target);
    });
}

TEST_CASE("changes keep values of their own") {
    using value = Holding<std::shared_ptr<int>>;
    const value before{1, std::make_shared<int>(1)}, after{1, std::make_shared<int>(2)};
    const auto c = yore::diff(before, after);
    *before.value = 7;
    *after.value = 8;
    CHECK(*c.get<&value::value>()->before == 1);
    CHECK(*c.get<&value::value>()->after == 2);
}

TEST_CASE("copies of changes share nothing") {
    using value = Holding<std::shared_ptr<int>>;
    const auto original = yore::diff(value{1, std::make_shared<int>(1)}, value{1, std::make_shared<int>(2)});
    auto copy = original;
    *copy.get<&value::value>()->after = 7;
    CHECK(*original.get<&value::value>()->after == 2);
    copy = original;
    CHECK(*copy.get<&value::value>()->after == 2);
    CHECK(copy.get<&value::value>()->after != original.get<&value::value>()->after);
}

TEST_CASE("changes can be assigned, also to themselves, and moved") {
    auto c = yore::diff(medieval(), repaired());
    const auto& again = c;
    c = again;
    CHECK(c.size() == 3);
    const auto moved = std::move(c);
    CHECK(moved.size() == 3);
    CHECK(moved.get<&Machine::place>()->after.floor == 2);
    c = yore::diff(repaired(), medieval());
    CHECK(c.get<&Machine::place>()->after.floor == 1);
    c = {};
    CHECK(c.empty());
}

TEST_CASE("changes outlive the states") {
    std::optional<yore::changes<Heavy>> c;
    {
        const Heavy one = heavy(long_text), other = heavy(other_text);
        c = yore::diff(one, other);
    }
    CHECK(c->get<&Heavy::name>()->before == long_text);
    CHECK(*c->get<&Heavy::shared>()->after == other_text);
}

struct MoveOnly {
    int id = 0;
    std::unique_ptr<std::string> text{};
    std::unique_ptr<int> number{};
};

TEST_CASE("a model that can only be moved has changes, too") {
    MoveOnly before{1, std::make_unique<std::string>("a"), nullptr};
    const MoveOnly after{1, std::make_unique<std::string>("b"), std::make_unique<int>(1)};
    const auto c = yore::diff(before, after);
    const auto copy = c;
    CHECK(*copy.get<&MoveOnly::text>()->before == "a");
    CHECK(yore::apply(copy, before));
    CHECK(*before.text == "b");
    CHECK(*before.number == 1);
    CHECK(before.text != after.text);
    CHECK(yore::apply(yore::inverse(c), before));
    CHECK(before.number == nullptr);
}

struct Shelf {
    int id = 0;
    std::vector<std::unique_ptr<Place>> list{};
    std::map<int, std::unique_ptr<Place>> map{};
    std::unordered_map<int, std::unique_ptr<int>> hashed{};
};

TEST_CASE("lists and maps of owning pointers have changes, too") {
    const auto shelf = [](int floor) {
        Shelf s{.id = 1};
        s.list.push_back(std::make_unique<Place>(Place{"Main", floor}));
        s.map.emplace(7, std::make_unique<Place>(Place{"Main", floor}));
        s.hashed.emplace(1, std::make_unique<int>(1));
        return s;
    };
    CHECK(yore::diff(shelf(1), shelf(1)).empty());
    const auto c = yore::diff(shelf(1), shelf(2));
    CHECK(leaves_of(c) == lines{"replaced /list/0/floor -1 +2", "replaced /map/7/floor -1 +2"});
    Shelf target = shelf(1);
    CHECK(yore::apply(c, target));
    CHECK(yore::changed_fields(target, shelf(2)).empty());
    CHECK(c.get<&Shelf::list>()->after.front() != target.list.front());
}

TEST_CASE("changes can be made of named fields and one by one") {
    const yore::changes<Machine> chosen(yore::fields<&Machine::name, &Machine::status>, medieval(), repaired());
    CHECK(chosen.fields() == yore::fields<&Machine::name, &Machine::status>);
    CHECK(chosen.get<&Machine::status>()->after == Status::working);

    yore::changes<Machine> made;
    made.append(1, yore::change{std::string("a"), std::string("b")});
    made.append(2, yore::change{Status::working, Status::broken});
    CHECK(made.get<&Machine::name>()->after == "b");
    CHECK(leaves_of(made) == lines{"replaced /name -a +b", "replaced /status -working +broken"});
}

TEST_CASE("the typed values of a redacted field are the real ones") {
    const auto c = yore::diff(Ruled{1, "", 1, "old"}, Ruled{1, "", 1, "new"});
    CHECK(c.get<&Ruled::secret>()->before == "old");
    CHECK(c.get<&Ruled::secret>()->after == "new");
}

// ---- apply

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

struct Account {
    std::string login;
    std::string password;
    std::string cache;
    using audit_policy = yore::policy<yore::redact<&Account::password>, yore::ignore<&Account::cache>>;
};

TEST_CASE("applying changes sets their fields and leaves the others") {
    Machine target = medieval();
    target.tags = {"a tag of its own"};
    const auto c = yore::diff(medieval(), repaired());
    const auto done = yore::apply(c, target);
    CHECK(done);
    CHECK(done.applied == c.fields());
    CHECK(done.already_applied.empty());
    CHECK(done.conflicts.empty());
    CHECK(target.name == "Medieval Madness (remake)");
    CHECK(target.location == std::nullopt);
    CHECK(target.place.floor == 2);
    CHECK(target.tags == std::vector<std::string>{"a tag of its own"});
}

TEST_CASE("a field that has its new value already is left and reported") {
    Machine target = medieval();
    target.place.floor = 2;
    const auto c = yore::diff(medieval(), repaired());
    const auto once = yore::apply(c, target);
    CHECK(once);
    CHECK(once.applied == yore::fields<&Machine::name, &Machine::location>);
    CHECK(once.already_applied == yore::fields<&Machine::place>);

    const auto twice = yore::apply(c, target);
    CHECK(twice);
    CHECK(twice.applied.empty());
    CHECK(twice.already_applied == c.fields());
    CHECK(yore::changed_fields(target, repaired()).empty());
}

TEST_CASE("with any conflict nothing at all is written") {
    Machine target = medieval();
    target.location = "Workshop";
    const Machine untouched = target;
    const auto refused = yore::apply(yore::diff(medieval(), repaired()), target);
    CHECK_FALSE(refused);
    CHECK(refused.applied.empty());
    CHECK(refused.already_applied.empty());
    REQUIRE(refused.conflicts.size() == 1);
    CHECK(refused.conflicts[0].field == "location");
    CHECK(refused.conflicts[0].expected == "Floor 1");
    CHECK(refused.conflicts[0].found == "Workshop");
    CHECK(yore::changed_fields(target, untouched).empty());
}

TEST_CASE("all conflicts are named, in the order of the fields, as text") {
    Machine target = medieval();
    target.name = "Fathom";
    target.location = "";
    target.place = {"Side", 3};
    target.tags = {};
    const auto refused = yore::apply(yore::diff(medieval(), repaired()), target);
    REQUIRE(refused.conflicts.size() == 3);
    CHECK(refused.conflicts[0].field == "name");
    CHECK(refused.conflicts[1].found.empty());
    CHECK(refused.conflicts[2].expected == "{building: Main, floor: 1}");
    CHECK(refused.conflicts[2].found == "{building: Side, floor: 3}");

    Machine broken = medieval();
    broken.status = Status::broken;
    target = medieval();
    target.status = static_cast<Status>(5);
    CHECK(yore::apply(yore::diff(broken, medieval()), target).conflicts.empty() == false);
    CHECK(yore::apply(yore::diff(broken, medieval()), target).conflicts[0].expected == "broken");
    CHECK(yore::apply(yore::diff(broken, medieval()), target).conflicts[0].found == "5");
}

struct Vault {
    int id;
    std::optional<std::string> pin;
    std::vector<Account> accounts;
    using audit_policy = yore::policy<yore::redact<&Vault::pin>>;
};

TEST_CASE("a conflict never shows a redacted value") {
    Vault target{1, "found", {{"eve", "found", ""}}};
    const Vault before{1, std::nullopt, {{"ada", "was", ""}}}, after{1, "is", {}};
    const auto refused = yore::apply(yore::diff(before, after), target);
    REQUIRE(refused.conflicts.size() == 2);
    CHECK(refused.conflicts[0].field == "pin");
    CHECK(refused.conflicts[0].expected == "[REDACTED]");
    CHECK(refused.conflicts[0].found == "[REDACTED]");
    CHECK(refused.conflicts[1].expected == "[{login: ada, password: [REDACTED]}]");
    CHECK(refused.conflicts[1].found == "[{login: eve, password: [REDACTED]}]");
}

TEST_CASE("what is found compares by meaning with what is expected") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    Holding<double> number{1, -nan};
    CHECK(yore::apply(yore::diff(Holding<double>{1, nan}, Holding<double>{1, 0.0}), number));
    CHECK(number.value == 0.0);
    number.value = -0.0;
    CHECK(yore::apply(yore::diff(Holding<double>{1, 0.0}, Holding<double>{1, 5.0}), number).applied.size() == 1);

    Kit kit{1, {}, {{"b", "a", "b"}}, 1.25};
    const auto c = yore::diff(Kit{1, {}, {{"a", "b"}}, 1}, Kit{1, {}, {{"c"}}, 2});
    CHECK(yore::apply(c, kit).applied == yore::fields<&Kit::tags, &Kit::weight>);
    CHECK(kit.weight == 2);
    kit.weight = 2.5;
    CHECK(yore::apply(c, kit).already_applied == yore::fields<&Kit::tags, &Kit::weight>);
    CHECK(kit.weight == 2.5);
}

TEST_CASE("no changes apply to everything") {
    Machine target = repaired();
    const auto done = yore::apply(yore::changes<Machine>{}, target);
    CHECK(done);
    CHECK(done.applied.empty());
    CHECK(yore::diff(target, repaired()).empty());
}

TEST_CASE("what was applied shares nothing with the changes") {
    using value = Holding<std::shared_ptr<int>>;
    const auto c = yore::diff(value{1, nullptr}, value{1, std::make_shared<int>(1)});
    value one{1, nullptr}, two{1, nullptr};
    REQUIRE(yore::apply(c, one));
    REQUIRE(yore::apply(c, two));
    *one.value = 7;
    CHECK(*two.value == 1);
    CHECK(*c.get<&value::value>()->after == 1);
}

TEST_CASE("when applying runs out of memory, nothing is written") {
    const Heavy before = heavy(long_text);
    const auto c = yore::diff(before, heavy(other_text));
    for (long successes = 0;; ++successes) {
        Heavy target = before;
        if (allocations::survives(successes, [&] { (void)yore::apply(c, target); })) {
            CHECK(yore::changed_fields(target, before) == c.fields());
            break;
        }
        REQUIRE(yore::changed_fields(target, before).empty());
    }
}

TEST_CASE("ignored fields and audit fields of the target stay its own") {
    Ruled target{1, "its cache", 1, "s"};
    target.audit.created_by = "igor";
    Ruled after{1, "another", 2, "s"};
    after.audit.created_by = "maria";
    CHECK(yore::apply(yore::diff(Ruled{1, "", 1, "s"}, after), target));
    CHECK(target.views == 2);
    CHECK(target.cache == "its cache");
    CHECK(target.audit.created_by == "igor");
}

// ---- inverse, compose

TEST_CASE("the inverse goes back, and its inverse forth again") {
    const auto c = yore::diff(medieval(), repaired());
    const auto back = yore::inverse(c);
    CHECK(back.fields() == c.fields());
    CHECK(back.get<&Machine::name>()->before == c.get<&Machine::name>()->after);
    CHECK(back.get<&Machine::name>()->after == c.get<&Machine::name>()->before);
    Machine target = repaired();
    CHECK(yore::apply(back, target));
    CHECK(yore::diff(target, medieval()).empty());
    CHECK(yore::apply(yore::inverse(back), target));
    CHECK(yore::diff(target, repaired()).empty());
    CHECK(yore::inverse(yore::changes<Machine>{}).empty());
}

TEST_CASE("changes that follow each other make one, with the fields of both in order") {
    Machine last = repaired();
    last.name = "Fathom";
    last.tags = {"sea"};
    last.location = "Floor 1"; // as in the beginning
    const auto c = yore::compose(yore::diff(medieval(), repaired()), yore::diff(repaired(), last));
    CHECK(c.fields() == yore::fields<&Machine::name, &Machine::place, &Machine::tags>);
    CHECK(c.get<&Machine::name>()->before == "Medieval Madness");
    CHECK(c.get<&Machine::name>()->after == "Fathom");
    CHECK(leaves_of(c) == leaves_of(yore::diff(medieval(), last)));
}

TEST_CASE("no changes before or behind others make no difference") {
    const auto c = yore::diff(medieval(), repaired());
    CHECK(leaves_of(yore::compose(c, {})) == leaves_of(c));
    CHECK(leaves_of(yore::compose({}, c)) == leaves_of(c));
    CHECK(yore::compose(c, yore::inverse(c)).empty());
}

bool mentions(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

template <class F> std::string message_of(F&& f) {
    try {
        f();
    } catch (const yore::error& e) {
        return e.what();
    }
    return "nothing was thrown";
}

TEST_CASE("changes that do not follow each other are refused, naming the field and both values") {
    const auto c = yore::diff(medieval(), repaired());
    const std::string message = message_of([&] { (void)yore::compose(c, c); });
    CHECK(mentions(message, "Machine.name"));
    CHECK(mentions(message, "Medieval Madness (remake)"));
    CHECK_THROWS_AS((void)yore::compose(c, c), yore::error);
}

TEST_CASE("the refusal to compose never shows a redacted value") {
    const auto c = yore::diff(Ruled{1, "", 1, "s3cret"}, Ruled{1, "", 1, "hunter2"});
    const std::string message = message_of([&] { (void)yore::compose(c, c); });
    CHECK(mentions(message, "Ruled.secret"));
    CHECK(mentions(message, "[REDACTED]"));
    CHECK_FALSE(mentions(message, "s3cret"));
    CHECK_FALSE(mentions(message, "hunter2"));
}

} // namespace differences
