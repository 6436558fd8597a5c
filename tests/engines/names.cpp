// SPDX-License-Identifier: BSL-1.0
/// Names of types and fields, wherever the type is declared.
#include "engine.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

struct InNoNamespace {
    std::int64_t id;
    LISTED(&InNoNamespace::id)
};
DESCRIBED(InNoNamespace, (), (id))

namespace engines {

namespace far::inside {
struct Machine {
    std::int64_t id;
    LISTED(&Machine::id)
};
DESCRIBED(Machine, (), (id))

inline namespace v2 {
struct Versioned {
    std::int64_t id;
    LISTED(&Versioned::id)
};
DESCRIBED(Versioned, (), (id))
} // namespace v2
} // namespace far::inside

struct Outer {
    struct Inner {
        int deep;
        LISTED(&Inner::deep)
    };
    int id;
    LISTED(&Outer::id)
};
DESCRIBED(Outer, (), (id))

template <class... V> struct Row {
    std::int64_t id;
    LISTED(&Row::id)
    DESCRIBED_INSIDE(Row, (), (id), (), ())
};

template <class V> struct Around {
    struct Nested {
        int id;
        LISTED(&Nested::id)
        DESCRIBED_INSIDE(Nested, (), (id), (), ())
    };
};

/// Names that contain parts of what a compiler writes around them.
struct Spelled {
    int a;
    int _;
    int _2;
    int value;
    int Spelled_;
    int text;
    int with;
    int of;
    int x1y2z3;
    int UPPER;
    std::string a_rather_long_name_with_more_than_sixty_four_characters_in_it_to_be_sure;
    LISTED(&Spelled::a, &Spelled::_, &Spelled::_2, &Spelled::value, &Spelled::Spelled_, &Spelled::text, &Spelled::with,
        &Spelled::of, &Spelled::x1y2z3, &Spelled::UPPER,
        &Spelled::a_rather_long_name_with_more_than_sixty_four_characters_in_it_to_be_sure)
};
DESCRIBED(Spelled, (),
    (a, _, _2, value, Spelled_, text, with, of, x1y2z3, UPPER,
        a_rather_long_name_with_more_than_sixty_four_characters_in_it_to_be_sure))

struct Ключ {
    int größe;
    int 名前;
    LISTED(&Ключ::größe, &Ключ::名前)
};
DESCRIBED(Ключ, (), (größe, 名前))

namespace {
struct Unnamed {
    int id;
    std::string text;
    LISTED(&Unnamed::id, &Unnamed::text)
};
DESCRIBED(Unnamed, (), (id, text))
} // namespace

TEST_CASE("the name of a type has neither namespace nor template arguments") {
    FACT(yore::type_name<InNoNamespace> == "InNoNamespace");
    FACT(yore::type_name<far::inside::Machine> == "Machine");
    FACT(yore::type_name<far::inside::Versioned> == "Versioned");
    FACT(yore::type_name<Outer::Inner> == "Inner");
    FACT(yore::type_name<Row<>> == "Row");
    FACT(yore::type_name<Row<int, std::vector<Row<Outer>>>> == "Row");
    FACT(yore::type_name<Around<Row<int>>::Nested> == "Nested");
    FACT(yore::type_name<Unnamed> == "Unnamed");
    FACT(yore::type_name<Ключ> == "Ключ");
}

TEST_CASE("a type in an unnamed namespace has its fields") {
    FACT(opens<Unnamed>);
    FACT(yore::field_names<Unnamed> == std::array<std::string_view, 2>{"id", "text"});
    FACT(yore::field_index<&Unnamed::text> == 1);
}

TEST_CASE("a type in another type or template has its fields") {
    FACT(yore::field_names<Around<int>::Nested> == std::array<std::string_view, 1>{"id"});
    FACT(yore::field_names<Row<Row<>>> == std::array<std::string_view, 1>{"id"});
}

TEST_CASE("a field may have any name") {
    FACT(opens<Spelled>);
    FACT(yore::field_names<Spelled> == std::array<std::string_view, 11>{"a", "_", "_2", "value", "Spelled_", "text",
                                           "with", "of", "x1y2z3", "UPPER",
                                           "a_rather_long_name_with_more_than_sixty_four_characters_in_it_to_be_sure"});
    FACT(yore::field_names<Ключ> == std::array<std::string_view, 2>{"größe", "名前"});
}

#if !defined(YORE_TEST_DESCRIBE) // a macro of Boost.Describe needs a namespace or a class

TEST_CASE("a type in a function has its fields") {
    struct Local {
        int id;
        std::string text;
        LISTED(&Local::id, &Local::text)
    };
    FACT(opens<Local>);
    FACT(yore::type_name<Local> == "Local");
    FACT(yore::field_names<Local> == std::array<std::string_view, 2>{"id", "text"});
    FACT(yore::field_index<&Local::text> == 1);
    const Local a{1, "a"}, b{1, "b"};
    CHECK(yore::field_set<Local>{yore::fields<&Local::text>}.names() == std::vector<std::string_view>{"text"});
    yore::for_each_field(a, [&](auto field, const auto& value) {
        if constexpr (field.index == 1) CHECK(value != b.text);
    });
}

TEST_CASE("a type in a lambda has its fields") {
    [] {
        struct InLambda {
            int id;
            LISTED(&InLambda::id)
        };
        FACT(yore::type_name<InLambda> == "InLambda");
        FACT(yore::field_names<InLambda>[0] == "id");
    }();
}

#endif

} // namespace engines
