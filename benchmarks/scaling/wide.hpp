// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_SCALING_WIDE_HPP
#define YORE_BENCHMARKS_SCALING_WIDE_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>

namespace bench {

// Four fields, and what one writes about them by hand.
#define BENCH_GROUP(n)                                                                                                 \
    std::string text##n;                                                                                               \
    double real##n;                                                                                                    \
    std::int32_t count##n;
#define BENCH_FIRST                                                                                                    \
    std::int64_t id;                                                                                                   \
    BENCH_GROUP(0)
#define BENCH_NEXT(n)                                                                                                  \
    std::int64_t number##n;                                                                                            \
    BENCH_GROUP(n)
#define BENCH_VISIT_GROUP(n, number)                                                                                   \
    f(4 * n, a.number, b.number);                                                                                      \
    f(4 * n + 1, a.text##n, b.text##n);                                                                                \
    f(4 * n + 2, a.real##n, b.real##n);                                                                                \
    f(4 * n + 3, a.count##n, b.count##n);
#define BENCH_VISIT(n) BENCH_VISIT_GROUP(n, number##n)

/// Structs of 4, 8 … 64 fields: every fourth a text, a real number, a small and a large integer.
struct wide_4 {
    BENCH_FIRST
};
struct wide_8 {
    BENCH_FIRST BENCH_NEXT(1)
};
struct wide_16 {
    BENCH_FIRST BENCH_NEXT(1) BENCH_NEXT(2) BENCH_NEXT(3)
};
struct wide_32 {
    BENCH_FIRST BENCH_NEXT(1) BENCH_NEXT(2) BENCH_NEXT(3) BENCH_NEXT(4) BENCH_NEXT(5) BENCH_NEXT(6) BENCH_NEXT(7)
};
struct wide_64 {
    BENCH_FIRST BENCH_NEXT(1) BENCH_NEXT(2) BENCH_NEXT(3) BENCH_NEXT(4) BENCH_NEXT(5) BENCH_NEXT(6) BENCH_NEXT(7)
        BENCH_NEXT(8) BENCH_NEXT(9) BENCH_NEXT(10) BENCH_NEXT(11) BENCH_NEXT(12) BENCH_NEXT(13) BENCH_NEXT(14)
            BENCH_NEXT(15)
};

template <class T>
inline constexpr std::size_t fields_of = 0;
template <>
inline constexpr std::size_t fields_of<wide_4> = 4;
template <>
inline constexpr std::size_t fields_of<wide_8> = 8;
template <>
inline constexpr std::size_t fields_of<wide_16> = 16;
template <>
inline constexpr std::size_t fields_of<wide_32> = 32;
template <>
inline constexpr std::size_t fields_of<wide_64> = 64;

/// Calls `f(number, a.field, b.field)` for each field of two of them: the list that one writes by hand.
template <class T, class F>
void visit(T& a, const std::remove_const_t<T>& b, F&& f) {
    BENCH_VISIT_GROUP(0, id)
    if constexpr (fields_of<std::remove_const_t<T>> >= 8) {
        BENCH_VISIT(1)
    }
    if constexpr (fields_of<std::remove_const_t<T>> >= 16) {
        BENCH_VISIT(2) BENCH_VISIT(3)
    }
    if constexpr (fields_of<std::remove_const_t<T>> >= 32) {
        BENCH_VISIT(4) BENCH_VISIT(5) BENCH_VISIT(6) BENCH_VISIT(7)
    }
    if constexpr (fields_of<std::remove_const_t<T>> >= 64) {
        BENCH_VISIT(8)
        BENCH_VISIT(9) BENCH_VISIT(10) BENCH_VISIT(11) BENCH_VISIT(12) BENCH_VISIT(13) BENCH_VISIT(14) BENCH_VISIT(15)
    }
}

#undef BENCH_GROUP
#undef BENCH_FIRST
#undef BENCH_NEXT
#undef BENCH_VISIT_GROUP
#undef BENCH_VISIT

template <class T>
T make_wide(std::int64_t id) {
    T made{};
    visit(made, made, [&](std::size_t number, auto& to, const auto&) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(to)>, std::string>) to = "text " + std::to_string(id);
        else to = static_cast<std::remove_cvref_t<decltype(to)>>(static_cast<std::size_t>(id) + number);
    });
    made.id = id;
    return made;
}

/// Changes so many fields, none of them the key, from this one on.
template <class T>
void change_fields(T& target, std::size_t first, std::size_t count) {
    constexpr std::size_t changing = fields_of<T> - 1;
    visit(target, target, [&](std::size_t number, auto& to, const auto&) {
        if (number == 0 || (number - 1 + changing - first % changing) % changing >= count) return;
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(to)>, std::string>)
            to.back() = to.back() == '9' ? '0' : '9';
        else to = to + 1;
    });
}

} // namespace bench

#endif
