// SPDX-License-Identifier: BSL-1.0
/// Aggregates that every engine must open.
#ifndef YORE_TESTS_ENGINES_MODELS_HPP
#define YORE_TESTS_ENGINES_MODELS_HPP

#include <any>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "engine.hpp"

namespace engines {

enum class Status { working, broken };

struct Machine {
    std::int64_t id;
    std::string name;
    Status status;
    std::optional<std::string> location;

    LISTED(&Machine::id, &Machine::name, &Machine::status, &Machine::location)
    using audit_policy = yore::policy<yore::label<&Machine::name, "Called">>;
};
DESCRIBED(Machine, (), (id, name, status, location))

struct Point {
    int x = 1;
    double y = 2;

    LISTED(&Point::x, &Point::y)
};
DESCRIBED(Point, (), (x, y))

struct Nothing {
    LISTED()
};
DESCRIBED(Nothing, (), ())

struct One {
    std::string only;
    LISTED(&One::only)
};
DESCRIBED(One, (), (only))

/// Members of every shape that an initialiser could mistake for another.
struct Shapes {
    bool flag;
    char letter;
    unsigned char byte;
    float small;
    long double large;
    std::string text;
    std::string_view view;
    std::optional<int> maybe;
    std::optional<std::optional<int>> twice;
    std::vector<std::string> list;
    std::vector<bool> bits;
    std::array<int, 3> three;
    std::array<std::array<int, 2>, 2> grid;
    std::map<std::string, int> map;
    std::set<int> set;
    std::pair<int, std::string> pair;
    std::tuple<int, double> tuple;
    std::variant<int, std::string> variant;
    std::unique_ptr<int> owned;
    std::shared_ptr<int> shared;
    Point nested;
    One single;
    Nothing empty;
    std::optional<Point> nested_maybe;
    Status status;
    const char* pointer;
    int Point::* member;

    LISTED(&Shapes::flag, &Shapes::letter, &Shapes::byte, &Shapes::small, &Shapes::large, &Shapes::text, &Shapes::view,
        &Shapes::maybe, &Shapes::twice, &Shapes::list, &Shapes::bits, &Shapes::three, &Shapes::grid, &Shapes::map,
        &Shapes::set, &Shapes::pair, &Shapes::tuple, &Shapes::variant, &Shapes::owned, &Shapes::shared, &Shapes::nested,
        &Shapes::single, &Shapes::empty, &Shapes::nested_maybe, &Shapes::status, &Shapes::pointer, &Shapes::member)
};
DESCRIBED(Shapes, (),
    (flag, letter, byte, small, large, text, view, maybe, twice, list, bits, three, grid, map, set, pair, tuple,
        variant, owned, shared, nested, single, empty, nested_maybe, status, pointer, member))

struct Immovable {
    int value = 0;

    Immovable() = default;
    Immovable(const Immovable&) = delete;
    Immovable& operator=(const Immovable&) = delete;
};

struct HoldsImmovable {
    Immovable first;
    int second;
    LISTED(&HoldsImmovable::first, &HoldsImmovable::second)
};
DESCRIBED(HoldsImmovable, (), (first, second))

struct NotDefaultConstructible {
    explicit NotDefaultConstructible(int v) : value(v) {}
    int value;
};

struct HoldsNotDefault {
    int first;
    NotDefaultConstructible second;
    std::string third;
    LISTED(&HoldsNotDefault::first, &HoldsNotDefault::second, &HoldsNotDefault::third)
};
DESCRIBED(HoldsNotDefault, (), (first, second, third))

/// The first member takes anything and is no base all the same.
struct HoldsAny {
    std::any first;
    int second;
    LISTED(&HoldsAny::first, &HoldsAny::second)
};
DESCRIBED(HoldsAny, (), (first, second))

struct Tag {};

struct Packed {
    [[no_unique_address]] Tag tag;
    int first;
    [[no_unique_address]] Nothing other;
    int second;
    LISTED(&Packed::tag, &Packed::first, &Packed::other, &Packed::second)
};
DESCRIBED(Packed, (), (tag, first, other, second))

/// Statics, functions and nested types are no fields; neither are mutable members left out.
struct Decorated {
    static constexpr int limit = 3;
    static inline int counter = 0;
    using value_type = int;
    enum class Kind { a, b };
    struct Inner {
        int deep;
    };

    int first = 0;
    mutable int cached = 0;
    Inner inner{};
    Kind kind{};
    [[nodiscard]] int twice() const { return 2 * first; }

    LISTED(&Decorated::first, &Decorated::cached, &Decorated::inner, &Decorated::kind)
};
DESCRIBED(Decorated, (), (first, cached, inner, kind))

} // namespace engines

#endif
