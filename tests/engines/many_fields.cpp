// SPDX-License-Identifier: BSL-1.0
/// As many fields as an engine supports.
#include "engine.hpp"

#include <yore/diff.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Ten members with the beginning of their names in common, and what lists them.
#define TEN(Type, name)                                                                                                \
    Type name##0 {}, name##1 {}, name##2 {}, name##3 {}, name##4 {}, name##5 {}, name##6 {}, name##7 {}, name##8 {},   \
        name##9 {};
#define TEN_NAMES(name) name##0, name##1, name##2, name##3, name##4, name##5, name##6, name##7, name##8, name##9
#define TEN_POINTERS(T, name)                                                                                          \
    &T::name##0, &T::name##1, &T::name##2, &T::name##3, &T::name##4, &T::name##5, &T::name##6, &T::name##7,            \
        &T::name##8, &T::name##9

namespace engines {

struct SixtyFour {
    TEN(int, a)
    TEN(std::string, b)
    TEN(double, c)
    TEN(std::vector<int>, d)
    TEN(char, e)
    TEN(bool, f)
    int g0{}, g1{}, g2{}, g3{};
    LISTED(TEN_POINTERS(SixtyFour, a), TEN_POINTERS(SixtyFour, b), TEN_POINTERS(SixtyFour, c),
        TEN_POINTERS(SixtyFour, d), TEN_POINTERS(SixtyFour, e), TEN_POINTERS(SixtyFour, f), &SixtyFour::g0,
        &SixtyFour::g1, &SixtyFour::g2, &SixtyFour::g3)
};

#if !defined(YORE_TEST_DESCRIBE) // its macros take 52 members of one class at most

TEST_CASE("an engine opens sixty-four fields") {
    FACT(opens<SixtyFour>);
    FACT(yore::field_count<SixtyFour> == 64);
    FACT(yore::field_names<SixtyFour>[63] == "g3");
    FACT(yore::field_index<&SixtyFour::f7> == 57);
    FACT(yore::field_set<SixtyFour>::all().size() == 64);
    SixtyFour a, b;
    b.a0 = 1;
    b.g3 = 2;
    CHECK(yore::changed_fields(a, b).names() == std::vector<std::string_view>{"a0", "g3"});
}

#endif

#if !defined(YORE_TEST_BINDINGS_ONLY)

#if defined(YORE_TEST_DESCRIBE) // more with the help of a base

struct Fifty {
    TEN(int, a)
    TEN(std::string, b)
    TEN(double, c)
    TEN(int, d)
    TEN(std::vector<int>, e)
};
DESCRIBED(Fifty, (), (TEN_NAMES(a), TEN_NAMES(b), TEN_NAMES(c), TEN_NAMES(d), TEN_NAMES(e)))

struct Hundred : Fifty {
    TEN(char, f)
    TEN(int, g)
    TEN(int, h)
    TEN(bool, i)
    TEN(int, j)
};
DESCRIBED(Hundred, (Fifty), (TEN_NAMES(f), TEN_NAMES(g), TEN_NAMES(h), TEN_NAMES(i), TEN_NAMES(j)))

#else

struct Hundred {
    TEN(int, a)
    TEN(std::string, b)
    TEN(double, c)
    TEN(int, d)
    TEN(std::vector<int>, e)
    TEN(char, f)
    TEN(int, g)
    TEN(int, h)
    TEN(bool, i)
    TEN(int, j)
    LISTED(TEN_POINTERS(Hundred, a), TEN_POINTERS(Hundred, b), TEN_POINTERS(Hundred, c), TEN_POINTERS(Hundred, d),
        TEN_POINTERS(Hundred, e), TEN_POINTERS(Hundred, f), TEN_POINTERS(Hundred, g), TEN_POINTERS(Hundred, h),
        TEN_POINTERS(Hundred, i), TEN_POINTERS(Hundred, j))
};

#endif

TEST_CASE("an engine opens a hundred fields") {
    FACT(opens<Hundred>);
    FACT(yore::field_count<Hundred> == 100);
    FACT(yore::field_names<Hundred>[0] == "a0");
    FACT(yore::field_names<Hundred>[57] == "f7");
    FACT(yore::field_names<Hundred>[99] == "j9");
    FACT(yore::field_index<&Hundred::f7> == 57);
    FACT(yore::field_index<&Hundred::j9> == 99);
}

TEST_CASE("a set of fields goes over the words that hold it") {
    FACT(yore::field_set<Hundred>::all().size() == 100);
    constexpr yore::field_set<Hundred> some = yore::fields<&Hundred::g4, &Hundred::a0, &Hundred::g3, &Hundred::j9>;
    CHECK(some.names() == std::vector<std::string_view>{"a0", "g3", "g4", "j9"});
    FACT((yore::field_set<Hundred>::all() - some).size() == 96);

    Hundred a, b;
    b.a9 = 1;
    b.b0 = "b";
    b.g4 = 2;
    b.j9 = 3;
    CHECK(yore::changed_fields(a, b).names() == std::vector<std::string_view>{"a9", "b0", "g4", "j9"});
    CHECK(yore::apply(yore::diff(a, b), a));
    CHECK(a.g4 == 2);
    CHECK(yore::changed_fields(a, b).empty());
}

#endif

#if defined(YORE_TEST_MEMBERS) || defined(YORE_TEST_STATIC_REFLECTION)

struct TwoHundred {
    TwoHundred() = default;
    TEN(int, a)
    TEN(int, b)
    TEN(int, c)
    TEN(int, d)
    TEN(int, e)
    TEN(int, f)
    TEN(int, g)
    TEN(int, h)
    TEN(int, i)
    TEN(int, j)
    TEN(int, k)
    TEN(int, l)
    TEN(int, m)
    TEN(int, n)
    TEN(int, o)
    TEN(int, p)
    TEN(int, q)
    TEN(int, r)
    TEN(int, s)
    TEN(std::string, t)
    LISTED(TEN_POINTERS(TwoHundred, a), TEN_POINTERS(TwoHundred, b), TEN_POINTERS(TwoHundred, c),
        TEN_POINTERS(TwoHundred, d), TEN_POINTERS(TwoHundred, e), TEN_POINTERS(TwoHundred, f),
        TEN_POINTERS(TwoHundred, g), TEN_POINTERS(TwoHundred, h), TEN_POINTERS(TwoHundred, i),
        TEN_POINTERS(TwoHundred, j), TEN_POINTERS(TwoHundred, k), TEN_POINTERS(TwoHundred, l),
        TEN_POINTERS(TwoHundred, m), TEN_POINTERS(TwoHundred, n), TEN_POINTERS(TwoHundred, o),
        TEN_POINTERS(TwoHundred, p), TEN_POINTERS(TwoHundred, q), TEN_POINTERS(TwoHundred, r),
        TEN_POINTERS(TwoHundred, s), TEN_POINTERS(TwoHundred, t))
};

TEST_CASE("a list and C++26 reflection open two hundred fields") {
    FACT(opens<TwoHundred>);
    FACT(yore::field_count<TwoHundred> == 200);
    FACT(yore::field_names<TwoHundred>[199] == "t9");
    FACT(yore::field_index<&TwoHundred::s0> == 180);
    TwoHundred a, b;
    b.t9 = "t";
    CHECK(yore::changed_fields(a, b).names() == std::vector<std::string_view>{"t9"});
}

#endif

} // namespace engines
