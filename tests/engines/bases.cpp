// SPDX-License-Identifier: BSL-1.0
/// Bases, private members, and types that are no aggregates.
#include "engine.hpp"

#include <yore/audit_fields.hpp>
#include <yore/diff.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace engines {

struct Mixin {};
struct OtherMixin {};
#if defined(YORE_TEST_DESCRIBE)
BOOST_DESCRIBE_STRUCT(Mixin, (), ())
#endif

struct Mixed : Mixin, OtherMixin {
    int first;
    std::string second;
    LISTED(&Mixed::first, &Mixed::second)
};
DESCRIBED(Mixed, (Mixin, OtherMixin), (first, second))

struct OnlyBases : Mixin {
    LISTED()
};
DESCRIBED(OnlyBases, (Mixin), ())

template <class V> struct Measured {
    std::int64_t id;
    V value;
    LISTED(&Measured::id, &Measured::value)
    DESCRIBED_INSIDE(Measured, (), (id, value), (), ())
};

TEST_CASE("an empty base has no fields") {
    FACT(opens<Mixed>);
    FACT(yore::field_count<Mixed> == 2);
    FACT(yore::field_names<Mixed> == std::array<std::string_view, 2>{"first", "second"});
    FACT(yore::field_index<&Mixed::second> == 1);
    FACT(yore::field_count<OnlyBases> == 0);
    Mixed mixed{{}, {}, 4, "b"};
    yore::for_each_field(mixed, [&](auto field, auto& value) {
        if constexpr (field.index == 0) CHECK(&value == &mixed.first);
        else CHECK(&value == &mixed.second);
    });
}

TEST_CASE("each instance of a class template has its own fields") {
    FACT(opens<Measured<int>>);
    FACT(yore::field_names<Measured<std::string>> == std::array<std::string_view, 2>{"id", "value"});
    using types = yore::detail::reflected<Measured<double>>::types;
    FACT(std::is_same_v<types, yore::detail::types<std::int64_t, double>>);
    FACT(yore::field_index<&Measured<std::pair<int, int>>::value> == 1);
}

#if !defined(YORE_TEST_BINDINGS_ONLY)

struct Base {
    int first = 1;
    std::string second = "b";
    LISTED(&Base::first, &Base::second)
};
DESCRIBED(Base, (), (first, second))

struct Side {
    double side = 0.5;
    LISTED(&Side::side)
};
DESCRIBED(Side, (), (side))

struct Middle : Base {
    int third = 3;
    LISTED(&Middle::first, &Middle::second, &Middle::third)
};
DESCRIBED(Middle, (Base), (third))

struct Derived : Middle, Mixin, Side {
    std::int64_t id = 4;
    LISTED(&Derived::first, &Derived::second, &Derived::third, &Derived::side, &Derived::id)
};
DESCRIBED(Derived, (Middle, Mixin, Side), (id))

class Account {
public:
    Account() = default;
    explicit Account(std::int64_t i, int b) : id(i), balance_(b) {}
    [[nodiscard]] int balance() const { return balance_; }
    std::int64_t id = 0;

protected:
    std::string owner_ = "nobody";

private:
    int balance_ = 0;
    static inline int open_ = 0;

public:
    LISTED(&Account::id, &Account::owner_, &Account::balance_)

private:
    DESCRIBED_INSIDE(Account, (), (id), (owner_), (balance_))
};

class Savings : public Account {
    int interest_ = 2;

public:
    using Account::Account;
    [[nodiscard]] int interest() const { return interest_; }
    LISTED(&Savings::id, &Savings::owner_, &Savings::interest_)

private:
    DESCRIBED_INSIDE(Savings, (Account), (), (), (interest_))
};

struct Shape {
    virtual ~Shape() = default;
    Shape() = default;
    Shape(const Shape&) = default;
    Shape& operator=(const Shape&) = default;
    [[nodiscard]] virtual int corners() const { return 0; }
    std::int64_t id = 0;
    LISTED(&Shape::id)
};
DESCRIBED(Shape, (), (id))

struct Square : Shape {
    [[nodiscard]] int corners() const override { return 4; }
    double side = 1;
    LISTED(&Square::id, &Square::side)
};
DESCRIBED(Square, (Shape), (side))

struct Volunteer : yore::AuditModel {
    std::int64_t id{};
    std::string name{};
    LISTED(&Volunteer::created_on, &Volunteer::modified_on, &Volunteer::created_by, &Volunteer::modified_by,
        &Volunteer::id, &Volunteer::name)
};
DESCRIBED(Volunteer, (yore::AuditModel), (id, name))

TEST_CASE("the fields of bases come first, depth first, one by one") {
    FACT(opens<Derived>);
    FACT(yore::field_names<Derived> == std::array<std::string_view, 5>{"first", "second", "third", "side", "id"});
    FACT(yore::field_index<&Base::second, Derived> == 1);
    FACT(yore::field_index<&Derived::second, Derived> == 1);
    FACT(yore::field_index<&Derived::second> == 1); // of Base, where it points
    FACT(yore::field_index<&Side::side, Derived> == 3);
    FACT(yore::field_index<&Derived::id> == 4);
    FACT(yore::field_index<&Middle::third> == 2);

    Derived derived;
    yore::for_each_field(derived, [&](auto field, auto& value) {
        if constexpr (field.index == 0) CHECK(&value == &derived.first);
        if constexpr (field.index == 3) CHECK(&value == &derived.side);
        if constexpr (field.index == 4) CHECK(&value == &derived.id);
    });
}

TEST_CASE("fields of a base make a set of the base and of what derives from it") {
    constexpr auto some = yore::fields<&Base::second>;
    FACT(yore::field_set<Base>{some}.size() == 1);
    FACT(yore::field_set<Derived>{some}.contains<&Base::second>());
    FACT(!yore::field_set<Derived>{some}.contains<&Derived::id>());
}

TEST_CASE("private and protected members are fields") {
    FACT(opens<Account>);
    FACT(!std::is_aggregate_v<Account>);
    FACT(yore::field_names<Account> == std::array<std::string_view, 3>{"id", "owner_", "balance_"});
    const Account rich(1, 100), poor(1, 3);
    CHECK(yore::changed_fields(rich, poor).names() == std::vector<std::string_view>{"balance_"});

    Account target(1, 100);
    CHECK(yore::apply(yore::diff(rich, poor), target));
    CHECK(target.balance() == 3);
}

TEST_CASE("a list of a type that is no aggregate is believed") {
#if defined(YORE_TEST_MEMBERS)
    FACT(yore::field_names<Savings> == std::array<std::string_view, 3>{"id", "owner_", "interest_"});
#else
    FACT(yore::field_names<Savings> == std::array<std::string_view, 4>{"id", "owner_", "balance_", "interest_"});
#endif
    FACT(yore::detail::reflected<Savings>::count == yore::field_count<Savings>);
}

TEST_CASE("a type with virtual functions is opened") {
    FACT(opens<Square>);
    FACT(yore::field_names<Square> == std::array<std::string_view, 2>{"id", "side"});
    Square a, b;
    b.id = 7;
    CHECK(yore::changed_fields<Square>(a, b).names() == std::vector<std::string_view>{"id"});
}

TEST_CASE("the four fields of AuditModel count one by one and never as changes") {
    FACT(opens<Volunteer>);
    FACT(yore::field_names<Volunteer> ==
         std::array<std::string_view, 6>{"created_on", "modified_on", "created_by", "modified_by", "id", "name"});
    FACT(yore::field_index<&Volunteer::created_on, Volunteer> == 0);
    FACT(yore::field_index<&yore::AuditModel::modified_by, Volunteer> == 3);
    FACT(yore::detail::audit_fields_of<Volunteer>().size() == 4);
    Volunteer a, b;
    b.created_by = "maria";
    b.modified_on = yore::timestamp(std::chrono::microseconds(5));
    CHECK(yore::changed_fields(a, b).empty());
    CHECK(yore::diff(a, b).empty());
}

#endif

#if defined(YORE_TEST_STATIC_REFLECTION)

class Hidden {
    int a_ = 1;

protected:
    int b_ = 2;
};

class Heir : Hidden {
public:
    Heir() = default;
    int c = 3;
};

struct HasBase : Base {
    int own;
};

TEST_CASE("reflection reaches into private bases and bases that nobody described") {
    FACT(opens<Heir>);
    FACT(yore::field_names<Heir> == std::array<std::string_view, 3>{"a_", "b_", "c"});
    FACT(yore::field_names<HasBase> == std::array<std::string_view, 3>{"first", "second", "own"});
    Heir heir;
    int sum = 0;
    yore::for_each_field(heir, [&](auto, auto& value) { sum += value++; });
    CHECK(sum == 6);
    yore::for_each_field(std::as_const(heir), [&](auto, const auto& value) { sum += value; });
    CHECK(sum == 15);
}

#endif

struct Stamped {
    std::int64_t id;
    std::string name;
    yore::AuditFields audit;
    LISTED(&Stamped::id, &Stamped::name, &Stamped::audit)
};
DESCRIBED(Stamped, (), (id, name, audit))

TEST_CASE("a member AuditFields counts as one and never as a change") {
    FACT(opens<Stamped>);
    FACT(yore::field_names<Stamped> == std::array<std::string_view, 3>{"id", "name", "audit"});
    FACT(yore::detail::audit_fields_of<Stamped>() == yore::field_set<Stamped>{yore::fields<&Stamped::audit>});
    Stamped a{1, "a", {}}, b{1, "a", {}};
    b.audit.created_by = "maria";
    CHECK(yore::changed_fields(a, b).empty());
    b.name = "b";
    CHECK(yore::changed_fields(a, b).names() == std::vector<std::string_view>{"name"});
    FACT(yore::field_count<yore::AuditFields> == 4);
}

} // namespace engines
