// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_STRUCTURED_BINDINGS_HPP
#define YORE_DETAIL_STRUCTURED_BINDINGS_HPP

#include <yore/config.hpp>
#include <yore/detail/pack.hpp>

#include <cstddef>
#include <type_traits>

/// What needs the number of members spelled out, up to 64 of them: `tie` says where they are, `types_of` names their exact
/// types (`const`, references and arrays included, one `bit_field` where one has no address).
namespace yore::detail {

template <std::size_t N> using count_constant = std::integral_constant<std::size_t, N>;
inline constexpr std::size_t most_bindings = 64;

struct bit_field {};
int take_addresses(auto&...);

// Clang before 16 lets no requires-expression name a structured binding; there a bit-field gets the compiler's
// sentence.
#if !defined(__clang__) || __clang_major__ >= 16
#define YORE_ADDRESSABLE(...) requires { take_addresses(__VA_ARGS__); }
#else
#define YORE_ADDRESSABLE(...) (sizeof(take_addresses(__VA_ARGS__)) != 0)
#endif

template <std::size_t N> struct bindings;
template <> struct bindings<0> {
    static constexpr std::size_t count = 0;
    template <class T> YORE_INLINE static constexpr auto tie(T&) { return tied_in<T>{}; }
    template <class T> static detail::types<> types_of(T&);
};

#define YORE_BIND(N)                                                                                                   \
    template <> struct bindings<N> {                                                                                   \
        static constexpr std::size_t count = N;                                                                        \
        template <class T> YORE_INLINE static constexpr auto tie(T& t) {                                               \
            auto& [YORE_M##N] = t;                                                                                     \
            return detail::tie<T>(YORE_M##N);                                                                          \
        }                                                                                                              \
        template <class T> static auto types_of(T& t) {                                                                \
            [[maybe_unused]] auto& [YORE_M##N] = t;                                                                    \
            if constexpr (YORE_ADDRESSABLE(YORE_M##N)) return detail::types<YORE_T##N>{};                              \
            else return detail::types<bit_field>{};                                                                    \
        }                                                                                                              \
    };

// An array takes one pair of braces or, in parentheses, nothing that converts; the latter needs no numbers, but P0960.
#if defined(__cpp_aggregate_paren_init)
#define YORE_BRACES(N)
#else
#define YORE_BRACES(N)                                                                                                 \
    template <class T> constexpr bool takes_braces(count_constant<N>) {                                                \
        return requires { T{YORE_E##N}; };                                                                             \
    }
#endif

// clang-format off
#define YORE_M1 m1
#define YORE_T1 decltype(m1)
#define YORE_E1 {}
YORE_BIND(1)
YORE_BRACES(1)
#define YORE_M2 YORE_M1, m2
#define YORE_T2 YORE_T1, decltype(m2)
#define YORE_E2 YORE_E1, {}
YORE_BIND(2)
YORE_BRACES(2)
#define YORE_M3 YORE_M2, m3
#define YORE_T3 YORE_T2, decltype(m3)
#define YORE_E3 YORE_E2, {}
YORE_BIND(3)
YORE_BRACES(3)
#define YORE_M4 YORE_M3, m4
#define YORE_T4 YORE_T3, decltype(m4)
#define YORE_E4 YORE_E3, {}
YORE_BIND(4)
YORE_BRACES(4)
#define YORE_M5 YORE_M4, m5
#define YORE_T5 YORE_T4, decltype(m5)
#define YORE_E5 YORE_E4, {}
YORE_BIND(5)
YORE_BRACES(5)
#define YORE_M6 YORE_M5, m6
#define YORE_T6 YORE_T5, decltype(m6)
#define YORE_E6 YORE_E5, {}
YORE_BIND(6)
YORE_BRACES(6)
#define YORE_M7 YORE_M6, m7
#define YORE_T7 YORE_T6, decltype(m7)
#define YORE_E7 YORE_E6, {}
YORE_BIND(7)
YORE_BRACES(7)
#define YORE_M8 YORE_M7, m8
#define YORE_T8 YORE_T7, decltype(m8)
#define YORE_E8 YORE_E7, {}
YORE_BIND(8)
YORE_BRACES(8)
#define YORE_M9 YORE_M8, m9
#define YORE_T9 YORE_T8, decltype(m9)
#define YORE_E9 YORE_E8, {}
YORE_BIND(9)
YORE_BRACES(9)
#define YORE_M10 YORE_M9, m10
#define YORE_T10 YORE_T9, decltype(m10)
#define YORE_E10 YORE_E9, {}
YORE_BIND(10)
YORE_BRACES(10)
#define YORE_M11 YORE_M10, m11
#define YORE_T11 YORE_T10, decltype(m11)
#define YORE_E11 YORE_E10, {}
YORE_BIND(11)
YORE_BRACES(11)
#define YORE_M12 YORE_M11, m12
#define YORE_T12 YORE_T11, decltype(m12)
#define YORE_E12 YORE_E11, {}
YORE_BIND(12)
YORE_BRACES(12)
#define YORE_M13 YORE_M12, m13
#define YORE_T13 YORE_T12, decltype(m13)
#define YORE_E13 YORE_E12, {}
YORE_BIND(13)
YORE_BRACES(13)
#define YORE_M14 YORE_M13, m14
#define YORE_T14 YORE_T13, decltype(m14)
#define YORE_E14 YORE_E13, {}
YORE_BIND(14)
YORE_BRACES(14)
#define YORE_M15 YORE_M14, m15
#define YORE_T15 YORE_T14, decltype(m15)
#define YORE_E15 YORE_E14, {}
YORE_BIND(15)
YORE_BRACES(15)
#define YORE_M16 YORE_M15, m16
#define YORE_T16 YORE_T15, decltype(m16)
#define YORE_E16 YORE_E15, {}
YORE_BIND(16)
YORE_BRACES(16)
#define YORE_M17 YORE_M16, m17
#define YORE_T17 YORE_T16, decltype(m17)
#define YORE_E17 YORE_E16, {}
YORE_BIND(17)
YORE_BRACES(17)
#define YORE_M18 YORE_M17, m18
#define YORE_T18 YORE_T17, decltype(m18)
#define YORE_E18 YORE_E17, {}
YORE_BIND(18)
YORE_BRACES(18)
#define YORE_M19 YORE_M18, m19
#define YORE_T19 YORE_T18, decltype(m19)
#define YORE_E19 YORE_E18, {}
YORE_BIND(19)
YORE_BRACES(19)
#define YORE_M20 YORE_M19, m20
#define YORE_T20 YORE_T19, decltype(m20)
#define YORE_E20 YORE_E19, {}
YORE_BIND(20)
YORE_BRACES(20)
#define YORE_M21 YORE_M20, m21
#define YORE_T21 YORE_T20, decltype(m21)
#define YORE_E21 YORE_E20, {}
YORE_BIND(21)
YORE_BRACES(21)
#define YORE_M22 YORE_M21, m22
#define YORE_T22 YORE_T21, decltype(m22)
#define YORE_E22 YORE_E21, {}
YORE_BIND(22)
YORE_BRACES(22)
#define YORE_M23 YORE_M22, m23
#define YORE_T23 YORE_T22, decltype(m23)
#define YORE_E23 YORE_E22, {}
YORE_BIND(23)
YORE_BRACES(23)
#define YORE_M24 YORE_M23, m24
#define YORE_T24 YORE_T23, decltype(m24)
#define YORE_E24 YORE_E23, {}
YORE_BIND(24)
YORE_BRACES(24)
#define YORE_M25 YORE_M24, m25
#define YORE_T25 YORE_T24, decltype(m25)
#define YORE_E25 YORE_E24, {}
YORE_BIND(25)
YORE_BRACES(25)
#define YORE_M26 YORE_M25, m26
#define YORE_T26 YORE_T25, decltype(m26)
#define YORE_E26 YORE_E25, {}
YORE_BIND(26)
YORE_BRACES(26)
#define YORE_M27 YORE_M26, m27
#define YORE_T27 YORE_T26, decltype(m27)
#define YORE_E27 YORE_E26, {}
YORE_BIND(27)
YORE_BRACES(27)
#define YORE_M28 YORE_M27, m28
#define YORE_T28 YORE_T27, decltype(m28)
#define YORE_E28 YORE_E27, {}
YORE_BIND(28)
YORE_BRACES(28)
#define YORE_M29 YORE_M28, m29
#define YORE_T29 YORE_T28, decltype(m29)
#define YORE_E29 YORE_E28, {}
YORE_BIND(29)
YORE_BRACES(29)
#define YORE_M30 YORE_M29, m30
#define YORE_T30 YORE_T29, decltype(m30)
#define YORE_E30 YORE_E29, {}
YORE_BIND(30)
YORE_BRACES(30)
#define YORE_M31 YORE_M30, m31
#define YORE_T31 YORE_T30, decltype(m31)
#define YORE_E31 YORE_E30, {}
YORE_BIND(31)
YORE_BRACES(31)
#define YORE_M32 YORE_M31, m32
#define YORE_T32 YORE_T31, decltype(m32)
#define YORE_E32 YORE_E31, {}
YORE_BIND(32)
YORE_BRACES(32)
#define YORE_M33 YORE_M32, m33
#define YORE_T33 YORE_T32, decltype(m33)
#define YORE_E33 YORE_E32, {}
YORE_BIND(33)
YORE_BRACES(33)
#define YORE_M34 YORE_M33, m34
#define YORE_T34 YORE_T33, decltype(m34)
#define YORE_E34 YORE_E33, {}
YORE_BIND(34)
YORE_BRACES(34)
#define YORE_M35 YORE_M34, m35
#define YORE_T35 YORE_T34, decltype(m35)
#define YORE_E35 YORE_E34, {}
YORE_BIND(35)
YORE_BRACES(35)
#define YORE_M36 YORE_M35, m36
#define YORE_T36 YORE_T35, decltype(m36)
#define YORE_E36 YORE_E35, {}
YORE_BIND(36)
YORE_BRACES(36)
#define YORE_M37 YORE_M36, m37
#define YORE_T37 YORE_T36, decltype(m37)
#define YORE_E37 YORE_E36, {}
YORE_BIND(37)
YORE_BRACES(37)
#define YORE_M38 YORE_M37, m38
#define YORE_T38 YORE_T37, decltype(m38)
#define YORE_E38 YORE_E37, {}
YORE_BIND(38)
YORE_BRACES(38)
#define YORE_M39 YORE_M38, m39
#define YORE_T39 YORE_T38, decltype(m39)
#define YORE_E39 YORE_E38, {}
YORE_BIND(39)
YORE_BRACES(39)
#define YORE_M40 YORE_M39, m40
#define YORE_T40 YORE_T39, decltype(m40)
#define YORE_E40 YORE_E39, {}
YORE_BIND(40)
YORE_BRACES(40)
#define YORE_M41 YORE_M40, m41
#define YORE_T41 YORE_T40, decltype(m41)
#define YORE_E41 YORE_E40, {}
YORE_BIND(41)
YORE_BRACES(41)
#define YORE_M42 YORE_M41, m42
#define YORE_T42 YORE_T41, decltype(m42)
#define YORE_E42 YORE_E41, {}
YORE_BIND(42)
YORE_BRACES(42)
#define YORE_M43 YORE_M42, m43
#define YORE_T43 YORE_T42, decltype(m43)
#define YORE_E43 YORE_E42, {}
YORE_BIND(43)
YORE_BRACES(43)
#define YORE_M44 YORE_M43, m44
#define YORE_T44 YORE_T43, decltype(m44)
#define YORE_E44 YORE_E43, {}
YORE_BIND(44)
YORE_BRACES(44)
#define YORE_M45 YORE_M44, m45
#define YORE_T45 YORE_T44, decltype(m45)
#define YORE_E45 YORE_E44, {}
YORE_BIND(45)
YORE_BRACES(45)
#define YORE_M46 YORE_M45, m46
#define YORE_T46 YORE_T45, decltype(m46)
#define YORE_E46 YORE_E45, {}
YORE_BIND(46)
YORE_BRACES(46)
#define YORE_M47 YORE_M46, m47
#define YORE_T47 YORE_T46, decltype(m47)
#define YORE_E47 YORE_E46, {}
YORE_BIND(47)
YORE_BRACES(47)
#define YORE_M48 YORE_M47, m48
#define YORE_T48 YORE_T47, decltype(m48)
#define YORE_E48 YORE_E47, {}
YORE_BIND(48)
YORE_BRACES(48)
#define YORE_M49 YORE_M48, m49
#define YORE_T49 YORE_T48, decltype(m49)
#define YORE_E49 YORE_E48, {}
YORE_BIND(49)
YORE_BRACES(49)
#define YORE_M50 YORE_M49, m50
#define YORE_T50 YORE_T49, decltype(m50)
#define YORE_E50 YORE_E49, {}
YORE_BIND(50)
YORE_BRACES(50)
#define YORE_M51 YORE_M50, m51
#define YORE_T51 YORE_T50, decltype(m51)
#define YORE_E51 YORE_E50, {}
YORE_BIND(51)
YORE_BRACES(51)
#define YORE_M52 YORE_M51, m52
#define YORE_T52 YORE_T51, decltype(m52)
#define YORE_E52 YORE_E51, {}
YORE_BIND(52)
YORE_BRACES(52)
#define YORE_M53 YORE_M52, m53
#define YORE_T53 YORE_T52, decltype(m53)
#define YORE_E53 YORE_E52, {}
YORE_BIND(53)
YORE_BRACES(53)
#define YORE_M54 YORE_M53, m54
#define YORE_T54 YORE_T53, decltype(m54)
#define YORE_E54 YORE_E53, {}
YORE_BIND(54)
YORE_BRACES(54)
#define YORE_M55 YORE_M54, m55
#define YORE_T55 YORE_T54, decltype(m55)
#define YORE_E55 YORE_E54, {}
YORE_BIND(55)
YORE_BRACES(55)
#define YORE_M56 YORE_M55, m56
#define YORE_T56 YORE_T55, decltype(m56)
#define YORE_E56 YORE_E55, {}
YORE_BIND(56)
YORE_BRACES(56)
#define YORE_M57 YORE_M56, m57
#define YORE_T57 YORE_T56, decltype(m57)
#define YORE_E57 YORE_E56, {}
YORE_BIND(57)
YORE_BRACES(57)
#define YORE_M58 YORE_M57, m58
#define YORE_T58 YORE_T57, decltype(m58)
#define YORE_E58 YORE_E57, {}
YORE_BIND(58)
YORE_BRACES(58)
#define YORE_M59 YORE_M58, m59
#define YORE_T59 YORE_T58, decltype(m59)
#define YORE_E59 YORE_E58, {}
YORE_BIND(59)
YORE_BRACES(59)
#define YORE_M60 YORE_M59, m60
#define YORE_T60 YORE_T59, decltype(m60)
#define YORE_E60 YORE_E59, {}
YORE_BIND(60)
YORE_BRACES(60)
#define YORE_M61 YORE_M60, m61
#define YORE_T61 YORE_T60, decltype(m61)
#define YORE_E61 YORE_E60, {}
YORE_BIND(61)
YORE_BRACES(61)
#define YORE_M62 YORE_M61, m62
#define YORE_T62 YORE_T61, decltype(m62)
#define YORE_E62 YORE_E61, {}
YORE_BIND(62)
YORE_BRACES(62)
#define YORE_M63 YORE_M62, m63
#define YORE_T63 YORE_T62, decltype(m63)
#define YORE_E63 YORE_E62, {}
YORE_BIND(63)
YORE_BRACES(63)
#define YORE_M64 YORE_M63, m64
#define YORE_T64 YORE_T63, decltype(m64)
#define YORE_E64 YORE_E63, {}
YORE_BIND(64)
YORE_BRACES(64)

#undef YORE_M1
#undef YORE_T1
#undef YORE_E1
#undef YORE_M2
#undef YORE_T2
#undef YORE_E2
#undef YORE_M3
#undef YORE_T3
#undef YORE_E3
#undef YORE_M4
#undef YORE_T4
#undef YORE_E4
#undef YORE_M5
#undef YORE_T5
#undef YORE_E5
#undef YORE_M6
#undef YORE_T6
#undef YORE_E6
#undef YORE_M7
#undef YORE_T7
#undef YORE_E7
#undef YORE_M8
#undef YORE_T8
#undef YORE_E8
#undef YORE_M9
#undef YORE_T9
#undef YORE_E9
#undef YORE_M10
#undef YORE_T10
#undef YORE_E10
#undef YORE_M11
#undef YORE_T11
#undef YORE_E11
#undef YORE_M12
#undef YORE_T12
#undef YORE_E12
#undef YORE_M13
#undef YORE_T13
#undef YORE_E13
#undef YORE_M14
#undef YORE_T14
#undef YORE_E14
#undef YORE_M15
#undef YORE_T15
#undef YORE_E15
#undef YORE_M16
#undef YORE_T16
#undef YORE_E16
#undef YORE_M17
#undef YORE_T17
#undef YORE_E17
#undef YORE_M18
#undef YORE_T18
#undef YORE_E18
#undef YORE_M19
#undef YORE_T19
#undef YORE_E19
#undef YORE_M20
#undef YORE_T20
#undef YORE_E20
#undef YORE_M21
#undef YORE_T21
#undef YORE_E21
#undef YORE_M22
#undef YORE_T22
#undef YORE_E22
#undef YORE_M23
#undef YORE_T23
#undef YORE_E23
#undef YORE_M24
#undef YORE_T24
#undef YORE_E24
#undef YORE_M25
#undef YORE_T25
#undef YORE_E25
#undef YORE_M26
#undef YORE_T26
#undef YORE_E26
#undef YORE_M27
#undef YORE_T27
#undef YORE_E27
#undef YORE_M28
#undef YORE_T28
#undef YORE_E28
#undef YORE_M29
#undef YORE_T29
#undef YORE_E29
#undef YORE_M30
#undef YORE_T30
#undef YORE_E30
#undef YORE_M31
#undef YORE_T31
#undef YORE_E31
#undef YORE_M32
#undef YORE_T32
#undef YORE_E32
#undef YORE_M33
#undef YORE_T33
#undef YORE_E33
#undef YORE_M34
#undef YORE_T34
#undef YORE_E34
#undef YORE_M35
#undef YORE_T35
#undef YORE_E35
#undef YORE_M36
#undef YORE_T36
#undef YORE_E36
#undef YORE_M37
#undef YORE_T37
#undef YORE_E37
#undef YORE_M38
#undef YORE_T38
#undef YORE_E38
#undef YORE_M39
#undef YORE_T39
#undef YORE_E39
#undef YORE_M40
#undef YORE_T40
#undef YORE_E40
#undef YORE_M41
#undef YORE_T41
#undef YORE_E41
#undef YORE_M42
#undef YORE_T42
#undef YORE_E42
#undef YORE_M43
#undef YORE_T43
#undef YORE_E43
#undef YORE_M44
#undef YORE_T44
#undef YORE_E44
#undef YORE_M45
#undef YORE_T45
#undef YORE_E45
#undef YORE_M46
#undef YORE_T46
#undef YORE_E46
#undef YORE_M47
#undef YORE_T47
#undef YORE_E47
#undef YORE_M48
#undef YORE_T48
#undef YORE_E48
#undef YORE_M49
#undef YORE_T49
#undef YORE_E49
#undef YORE_M50
#undef YORE_T50
#undef YORE_E50
#undef YORE_M51
#undef YORE_T51
#undef YORE_E51
#undef YORE_M52
#undef YORE_T52
#undef YORE_E52
#undef YORE_M53
#undef YORE_T53
#undef YORE_E53
#undef YORE_M54
#undef YORE_T54
#undef YORE_E54
#undef YORE_M55
#undef YORE_T55
#undef YORE_E55
#undef YORE_M56
#undef YORE_T56
#undef YORE_E56
#undef YORE_M57
#undef YORE_T57
#undef YORE_E57
#undef YORE_M58
#undef YORE_T58
#undef YORE_E58
#undef YORE_M59
#undef YORE_T59
#undef YORE_E59
#undef YORE_M60
#undef YORE_T60
#undef YORE_E60
#undef YORE_M61
#undef YORE_T61
#undef YORE_E61
#undef YORE_M62
#undef YORE_T62
#undef YORE_E62
#undef YORE_M63
#undef YORE_T63
#undef YORE_E63
#undef YORE_M64
#undef YORE_T64
#undef YORE_E64
#undef YORE_BIND
#undef YORE_BRACES
#undef YORE_ADDRESSABLE

} // namespace yore::detail

#endif
