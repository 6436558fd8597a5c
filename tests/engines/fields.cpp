// SPDX-License-Identifier: BSL-1.0
/// What every engine must find in a type that it opens.
#include "models.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace engines {

TEST_CASE("the engine under test is the one that opens the types") {
    FACT(opens<Machine>);
    FACT(opens<Point>);
    FACT(opens<Nothing>);
    FACT(opens<One>);
    FACT(opens<Shapes>);
    FACT(opens<HoldsImmovable>);
    FACT(opens<HoldsNotDefault>);
    FACT(opens<HoldsAny>);
    FACT(opens<Packed>);
    FACT(opens<Decorated>);
}

TEST_CASE("an engine counts the fields") {
    FACT(yore::field_count<Machine> == 4);
    FACT(yore::field_count<Nothing> == 0);
    FACT(yore::field_count<One> == 1);
    FACT(yore::field_count<Shapes> == 27);
    FACT(yore::field_count<HoldsImmovable> == 2);
    FACT(yore::field_count<HoldsNotDefault> == 3);
    FACT(yore::field_count<HoldsAny> == 2);
    FACT(yore::field_count<Packed> == 4);
    FACT(yore::field_count<Decorated> == 4);
}

TEST_CASE("an engine names the fields in their order") {
    FACT(yore::field_names<Machine> == std::array<std::string_view, 4>{"id", "name", "status", "location"});
    FACT(yore::field_names<Shapes>[0] == "flag");
    FACT(yore::field_names<Shapes>[13] == "map");
    FACT(yore::field_names<Shapes>[26] == "member");
    FACT(yore::field_names<HoldsImmovable>[1] == "second");
    FACT(yore::field_names<HoldsNotDefault>[2] == "third");
    FACT(yore::field_names<Packed> == std::array<std::string_view, 4>{"tag", "first", "other", "second"});
    FACT(yore::field_names<Decorated> == std::array<std::string_view, 4>{"first", "cached", "inner", "kind"});
}

TEST_CASE("a pointer to a member finds its field") {
    FACT(yore::field_index<&Machine::id> == 0);
    FACT(yore::field_index<&Machine::status> == 2);
    FACT(yore::field_index<&Machine::location, Machine> == 3);
    FACT(yore::field_index<&One::only> == 0);
    FACT(yore::field_index<&Shapes::nested_maybe> == 23);
    FACT(yore::field_index<&Packed::tag> == 0);
    FACT(yore::field_index<&Packed::first> == 1);
    FACT(yore::field_index<&Packed::other> == 2);
    FACT(yore::field_index<&Packed::second> == 3);
    FACT(yore::field_index<&HoldsImmovable::second> == 1);
}

TEST_CASE("an engine gives the exact types") {
    using found = yore::detail::reflected<Machine>::types;
    FACT(std::is_same_v<found, yore::detail::types<std::int64_t, std::string, Status, std::optional<std::string>>>);
    using shapes = yore::detail::reflected<Shapes>::types;
    FACT(std::is_same_v<yore::detail::type_at_t<10, shapes>, std::vector<bool>>);
    FACT(std::is_same_v<yore::detail::type_at_t<12, shapes>, std::array<std::array<int, 2>, 2>>);
    FACT(std::is_same_v<yore::detail::type_at_t<26, shapes>, int Point::*>);
}

TEST_CASE("every field is visited once, in order, with its name, index and label") {
    const Machine machine{7, "Taxi", Status::broken, "Floor 1"};
    std::vector<std::string> names, labels;
    std::vector<std::size_t> indices;
    yore::for_each_field(machine, [&](auto field, const auto& value) {
        names.emplace_back(field.name);
        labels.emplace_back(field.label);
        indices.push_back(field.index);
        if constexpr (field.index == 1) CHECK(&value == &machine.name);
        if constexpr (field.index == 3) CHECK(&value == &machine.location);
        static_assert(std::is_const_v<std::remove_reference_t<decltype(value)>>);
    });
    CHECK(names == std::vector<std::string>{"id", "name", "status", "location"});
    CHECK(labels == std::vector<std::string>{"id", "Called", "status", "location"});
    CHECK(indices == std::vector<std::size_t>{0, 1, 2, 3});
}

TEST_CASE("a visitor may change the fields") {
    constexpr auto doubled = [] {
        Point p{3, 4};
        yore::for_each_field(p, [](auto, auto& value) { value *= 2; });
        return p;
    };
    FACT(doubled().x == 6);
    FACT(doubled().y == 8);
}

TEST_CASE("a visitor may be called on a temporary and on a type that cannot be copied") {
    int sum = 0;
    yore::for_each_field(
        Point{3, 4}, [&](auto field, auto& value) { sum += static_cast<int>(value) + static_cast<int>(field.index); });
    CHECK(sum == 8);

    HoldsImmovable held{{}, 5};
    yore::for_each_field(held, [&](auto field, auto& value) {
        if constexpr (field.index == 0) value.value = 9;
        else value = 10;
    });
    CHECK(held.first.value == 9);
    CHECK(held.second == 10);
}

TEST_CASE("a struct without members has no fields") {
    Nothing nothing;
    yore::for_each_field(nothing, [](auto, auto&) { FAIL("there is no field"); });
    FACT(yore::field_names<Nothing>.empty());
    FACT(yore::field_set<Nothing>::all().empty());
}

TEST_CASE("a const type is as auditable as the type itself") {
    FACT(yore::auditable<const Machine>);
    FACT(!yore::auditable<int>);
    FACT(!yore::auditable<Status>);
    FACT(!yore::auditable<Machine&>);
    FACT(!yore::auditable<Machine*>);
}

TEST_CASE("the fields of a type make sets") {
    constexpr yore::field_set<Machine> some = yore::fields<&Machine::location, &Machine::id>;
    FACT(some.size() == 2);
    FACT(some.contains<&Machine::id>());
    FACT(!some.contains<&Machine::name>());
    CHECK(some.names() == std::vector<std::string_view>{"id", "location"});
    FACT((*some.begin()).label == "id");
    FACT((yore::field_set<Machine>::all() - some) ==
         yore::field_set<Machine>{yore::fields<&Machine::name, &Machine::status>});
}

} // namespace engines
