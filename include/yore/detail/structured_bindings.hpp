// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_STRUCTURED_BINDINGS_HPP
#define YORE_DETAIL_STRUCTURED_BINDINGS_HPP

#include <yore/config.hpp>
#include <yore/detail/pack.hpp>

#include <cstddef>
#include <type_traits>

/// What needs the number of members spelled out, for 1 to 100 of them: `bind` hands all members to a function object,
/// `bound_types` names their exact types (`const`, references and arrays included, a bit-field as `bit_field`), and
/// `takes_braces` tells whether an aggregate can be written with so many `{}`.
namespace yore::detail {

template <std::size_t N> using count_constant = std::integral_constant<std::size_t, N>;
inline constexpr std::size_t most_bindings = 100;

struct bit_field {};
template <class V> void bind_reference(V&);
template <class V, bool Addressable> using bound = std::conditional_t<Addressable, V, bit_field>;

// Clang before 16 lets no requires-expression name a structured binding; there a bit-field is left to its own sentence.
#if !defined(__clang__) || __clang_major__ >= 16
#define YORE_BOUND(m) bound<decltype(m), requires { bind_reference<decltype(m)>(m); }>
#else
#define YORE_BOUND(m) decltype(m)
#endif

#define YORE_BIND(N)                                                                                                   \
    template <class T, class F> YORE_INLINE constexpr decltype(auto) bind(T& t, F&& f, count_constant<N>) {            \
        auto& [YORE_M##N] = t;                                                                                         \
        return f(YORE_M##N);                                                                                           \
    }                                                                                                                  \
    template <class T> auto bound_types(T& t, count_constant<N>) {                                                     \
        [[maybe_unused]] auto& [YORE_M##N] = t;                                                                        \
        return types<YORE_B##N>{};                                                                                     \
    }                                                                                                                  \
    template <class T> constexpr bool takes_braces(count_constant<N>) {                                                \
        return requires { T{YORE_E##N}; };                                                                             \
    }

template <class T, class F> YORE_INLINE constexpr decltype(auto) bind(T&, F&& f, count_constant<0>) { return f(); }
template <class T> types<> bound_types(T&, count_constant<0>);
template <class T> constexpr bool takes_braces(count_constant<0>) { return true; }

#define YORE_M1 m1
#define YORE_B1 YORE_BOUND(m1)
#define YORE_E1 {}
YORE_BIND(1)
#define YORE_M2 YORE_M1, m2
#define YORE_B2 YORE_B1, YORE_BOUND(m2)
#define YORE_E2 YORE_E1, {}
YORE_BIND(2)
#define YORE_M3 YORE_M2, m3
#define YORE_B3 YORE_B2, YORE_BOUND(m3)
#define YORE_E3 YORE_E2, {}
YORE_BIND(3)
#define YORE_M4 YORE_M3, m4
#define YORE_B4 YORE_B3, YORE_BOUND(m4)
#define YORE_E4 YORE_E3, {}
YORE_BIND(4)
#define YORE_M5 YORE_M4, m5
#define YORE_B5 YORE_B4, YORE_BOUND(m5)
#define YORE_E5 YORE_E4, {}
YORE_BIND(5)
#define YORE_M6 YORE_M5, m6
#define YORE_B6 YORE_B5, YORE_BOUND(m6)
#define YORE_E6 YORE_E5, {}
YORE_BIND(6)
#define YORE_M7 YORE_M6, m7
#define YORE_B7 YORE_B6, YORE_BOUND(m7)
#define YORE_E7 YORE_E6, {}
YORE_BIND(7)
#define YORE_M8 YORE_M7, m8
#define YORE_B8 YORE_B7, YORE_BOUND(m8)
#define YORE_E8 YORE_E7, {}
YORE_BIND(8)
#define YORE_M9 YORE_M8, m9
#define YORE_B9 YORE_B8, YORE_BOUND(m9)
#define YORE_E9 YORE_E8, {}
YORE_BIND(9)
#define YORE_M10 YORE_M9, m10
#define YORE_B10 YORE_B9, YORE_BOUND(m10)
#define YORE_E10 YORE_E9, {}
YORE_BIND(10)
#define YORE_M11 YORE_M10, m11
#define YORE_B11 YORE_B10, YORE_BOUND(m11)
#define YORE_E11 YORE_E10, {}
YORE_BIND(11)
#define YORE_M12 YORE_M11, m12
#define YORE_B12 YORE_B11, YORE_BOUND(m12)
#define YORE_E12 YORE_E11, {}
YORE_BIND(12)
#define YORE_M13 YORE_M12, m13
#define YORE_B13 YORE_B12, YORE_BOUND(m13)
#define YORE_E13 YORE_E12, {}
YORE_BIND(13)
#define YORE_M14 YORE_M13, m14
#define YORE_B14 YORE_B13, YORE_BOUND(m14)
#define YORE_E14 YORE_E13, {}
YORE_BIND(14)
#define YORE_M15 YORE_M14, m15
#define YORE_B15 YORE_B14, YORE_BOUND(m15)
#define YORE_E15 YORE_E14, {}
YORE_BIND(15)
#define YORE_M16 YORE_M15, m16
#define YORE_B16 YORE_B15, YORE_BOUND(m16)
#define YORE_E16 YORE_E15, {}
YORE_BIND(16)
#define YORE_M17 YORE_M16, m17
#define YORE_B17 YORE_B16, YORE_BOUND(m17)
#define YORE_E17 YORE_E16, {}
YORE_BIND(17)
#define YORE_M18 YORE_M17, m18
#define YORE_B18 YORE_B17, YORE_BOUND(m18)
#define YORE_E18 YORE_E17, {}
YORE_BIND(18)
#define YORE_M19 YORE_M18, m19
#define YORE_B19 YORE_B18, YORE_BOUND(m19)
#define YORE_E19 YORE_E18, {}
YORE_BIND(19)
#define YORE_M20 YORE_M19, m20
#define YORE_B20 YORE_B19, YORE_BOUND(m20)
#define YORE_E20 YORE_E19, {}
YORE_BIND(20)
#define YORE_M21 YORE_M20, m21
#define YORE_B21 YORE_B20, YORE_BOUND(m21)
#define YORE_E21 YORE_E20, {}
YORE_BIND(21)
#define YORE_M22 YORE_M21, m22
#define YORE_B22 YORE_B21, YORE_BOUND(m22)
#define YORE_E22 YORE_E21, {}
YORE_BIND(22)
#define YORE_M23 YORE_M22, m23
#define YORE_B23 YORE_B22, YORE_BOUND(m23)
#define YORE_E23 YORE_E22, {}
YORE_BIND(23)
#define YORE_M24 YORE_M23, m24
#define YORE_B24 YORE_B23, YORE_BOUND(m24)
#define YORE_E24 YORE_E23, {}
YORE_BIND(24)
#define YORE_M25 YORE_M24, m25
#define YORE_B25 YORE_B24, YORE_BOUND(m25)
#define YORE_E25 YORE_E24, {}
YORE_BIND(25)
#define YORE_M26 YORE_M25, m26
#define YORE_B26 YORE_B25, YORE_BOUND(m26)
#define YORE_E26 YORE_E25, {}
YORE_BIND(26)
#define YORE_M27 YORE_M26, m27
#define YORE_B27 YORE_B26, YORE_BOUND(m27)
#define YORE_E27 YORE_E26, {}
YORE_BIND(27)
#define YORE_M28 YORE_M27, m28
#define YORE_B28 YORE_B27, YORE_BOUND(m28)
#define YORE_E28 YORE_E27, {}
YORE_BIND(28)
#define YORE_M29 YORE_M28, m29
#define YORE_B29 YORE_B28, YORE_BOUND(m29)
#define YORE_E29 YORE_E28, {}
YORE_BIND(29)
#define YORE_M30 YORE_M29, m30
#define YORE_B30 YORE_B29, YORE_BOUND(m30)
#define YORE_E30 YORE_E29, {}
YORE_BIND(30)
#define YORE_M31 YORE_M30, m31
#define YORE_B31 YORE_B30, YORE_BOUND(m31)
#define YORE_E31 YORE_E30, {}
YORE_BIND(31)
#define YORE_M32 YORE_M31, m32
#define YORE_B32 YORE_B31, YORE_BOUND(m32)
#define YORE_E32 YORE_E31, {}
YORE_BIND(32)
#define YORE_M33 YORE_M32, m33
#define YORE_B33 YORE_B32, YORE_BOUND(m33)
#define YORE_E33 YORE_E32, {}
YORE_BIND(33)
#define YORE_M34 YORE_M33, m34
#define YORE_B34 YORE_B33, YORE_BOUND(m34)
#define YORE_E34 YORE_E33, {}
YORE_BIND(34)
#define YORE_M35 YORE_M34, m35
#define YORE_B35 YORE_B34, YORE_BOUND(m35)
#define YORE_E35 YORE_E34, {}
YORE_BIND(35)
#define YORE_M36 YORE_M35, m36
#define YORE_B36 YORE_B35, YORE_BOUND(m36)
#define YORE_E36 YORE_E35, {}
YORE_BIND(36)
#define YORE_M37 YORE_M36, m37
#define YORE_B37 YORE_B36, YORE_BOUND(m37)
#define YORE_E37 YORE_E36, {}
YORE_BIND(37)
#define YORE_M38 YORE_M37, m38
#define YORE_B38 YORE_B37, YORE_BOUND(m38)
#define YORE_E38 YORE_E37, {}
YORE_BIND(38)
#define YORE_M39 YORE_M38, m39
#define YORE_B39 YORE_B38, YORE_BOUND(m39)
#define YORE_E39 YORE_E38, {}
YORE_BIND(39)
#define YORE_M40 YORE_M39, m40
#define YORE_B40 YORE_B39, YORE_BOUND(m40)
#define YORE_E40 YORE_E39, {}
YORE_BIND(40)
#define YORE_M41 YORE_M40, m41
#define YORE_B41 YORE_B40, YORE_BOUND(m41)
#define YORE_E41 YORE_E40, {}
YORE_BIND(41)
#define YORE_M42 YORE_M41, m42
#define YORE_B42 YORE_B41, YORE_BOUND(m42)
#define YORE_E42 YORE_E41, {}
YORE_BIND(42)
#define YORE_M43 YORE_M42, m43
#define YORE_B43 YORE_B42, YORE_BOUND(m43)
#define YORE_E43 YORE_E42, {}
YORE_BIND(43)
#define YORE_M44 YORE_M43, m44
#define YORE_B44 YORE_B43, YORE_BOUND(m44)
#define YORE_E44 YORE_E43, {}
YORE_BIND(44)
#define YORE_M45 YORE_M44, m45
#define YORE_B45 YORE_B44, YORE_BOUND(m45)
#define YORE_E45 YORE_E44, {}
YORE_BIND(45)
#define YORE_M46 YORE_M45, m46
#define YORE_B46 YORE_B45, YORE_BOUND(m46)
#define YORE_E46 YORE_E45, {}
YORE_BIND(46)
#define YORE_M47 YORE_M46, m47
#define YORE_B47 YORE_B46, YORE_BOUND(m47)
#define YORE_E47 YORE_E46, {}
YORE_BIND(47)
#define YORE_M48 YORE_M47, m48
#define YORE_B48 YORE_B47, YORE_BOUND(m48)
#define YORE_E48 YORE_E47, {}
YORE_BIND(48)
#define YORE_M49 YORE_M48, m49
#define YORE_B49 YORE_B48, YORE_BOUND(m49)
#define YORE_E49 YORE_E48, {}
YORE_BIND(49)
#define YORE_M50 YORE_M49, m50
#define YORE_B50 YORE_B49, YORE_BOUND(m50)
#define YORE_E50 YORE_E49, {}
YORE_BIND(50)
#define YORE_M51 YORE_M50, m51
#define YORE_B51 YORE_B50, YORE_BOUND(m51)
#define YORE_E51 YORE_E50, {}
YORE_BIND(51)
#define YORE_M52 YORE_M51, m52
#define YORE_B52 YORE_B51, YORE_BOUND(m52)
#define YORE_E52 YORE_E51, {}
YORE_BIND(52)
#define YORE_M53 YORE_M52, m53
#define YORE_B53 YORE_B52, YORE_BOUND(m53)
#define YORE_E53 YORE_E52, {}
YORE_BIND(53)
#define YORE_M54 YORE_M53, m54
#define YORE_B54 YORE_B53, YORE_BOUND(m54)
#define YORE_E54 YORE_E53, {}
YORE_BIND(54)
#define YORE_M55 YORE_M54, m55
#define YORE_B55 YORE_B54, YORE_BOUND(m55)
#define YORE_E55 YORE_E54, {}
YORE_BIND(55)
#define YORE_M56 YORE_M55, m56
#define YORE_B56 YORE_B55, YORE_BOUND(m56)
#define YORE_E56 YORE_E55, {}
YORE_BIND(56)
#define YORE_M57 YORE_M56, m57
#define YORE_B57 YORE_B56, YORE_BOUND(m57)
#define YORE_E57 YORE_E56, {}
YORE_BIND(57)
#define YORE_M58 YORE_M57, m58
#define YORE_B58 YORE_B57, YORE_BOUND(m58)
#define YORE_E58 YORE_E57, {}
YORE_BIND(58)
#define YORE_M59 YORE_M58, m59
#define YORE_B59 YORE_B58, YORE_BOUND(m59)
#define YORE_E59 YORE_E58, {}
YORE_BIND(59)
#define YORE_M60 YORE_M59, m60
#define YORE_B60 YORE_B59, YORE_BOUND(m60)
#define YORE_E60 YORE_E59, {}
YORE_BIND(60)
#define YORE_M61 YORE_M60, m61
#define YORE_B61 YORE_B60, YORE_BOUND(m61)
#define YORE_E61 YORE_E60, {}
YORE_BIND(61)
#define YORE_M62 YORE_M61, m62
#define YORE_B62 YORE_B61, YORE_BOUND(m62)
#define YORE_E62 YORE_E61, {}
YORE_BIND(62)
#define YORE_M63 YORE_M62, m63
#define YORE_B63 YORE_B62, YORE_BOUND(m63)
#define YORE_E63 YORE_E62, {}
YORE_BIND(63)
#define YORE_M64 YORE_M63, m64
#define YORE_B64 YORE_B63, YORE_BOUND(m64)
#define YORE_E64 YORE_E63, {}
YORE_BIND(64)
#define YORE_M65 YORE_M64, m65
#define YORE_B65 YORE_B64, YORE_BOUND(m65)
#define YORE_E65 YORE_E64, {}
YORE_BIND(65)
#define YORE_M66 YORE_M65, m66
#define YORE_B66 YORE_B65, YORE_BOUND(m66)
#define YORE_E66 YORE_E65, {}
YORE_BIND(66)
#define YORE_M67 YORE_M66, m67
#define YORE_B67 YORE_B66, YORE_BOUND(m67)
#define YORE_E67 YORE_E66, {}
YORE_BIND(67)
#define YORE_M68 YORE_M67, m68
#define YORE_B68 YORE_B67, YORE_BOUND(m68)
#define YORE_E68 YORE_E67, {}
YORE_BIND(68)
#define YORE_M69 YORE_M68, m69
#define YORE_B69 YORE_B68, YORE_BOUND(m69)
#define YORE_E69 YORE_E68, {}
YORE_BIND(69)
#define YORE_M70 YORE_M69, m70
#define YORE_B70 YORE_B69, YORE_BOUND(m70)
#define YORE_E70 YORE_E69, {}
YORE_BIND(70)
#define YORE_M71 YORE_M70, m71
#define YORE_B71 YORE_B70, YORE_BOUND(m71)
#define YORE_E71 YORE_E70, {}
YORE_BIND(71)
#define YORE_M72 YORE_M71, m72
#define YORE_B72 YORE_B71, YORE_BOUND(m72)
#define YORE_E72 YORE_E71, {}
YORE_BIND(72)
#define YORE_M73 YORE_M72, m73
#define YORE_B73 YORE_B72, YORE_BOUND(m73)
#define YORE_E73 YORE_E72, {}
YORE_BIND(73)
#define YORE_M74 YORE_M73, m74
#define YORE_B74 YORE_B73, YORE_BOUND(m74)
#define YORE_E74 YORE_E73, {}
YORE_BIND(74)
#define YORE_M75 YORE_M74, m75
#define YORE_B75 YORE_B74, YORE_BOUND(m75)
#define YORE_E75 YORE_E74, {}
YORE_BIND(75)
#define YORE_M76 YORE_M75, m76
#define YORE_B76 YORE_B75, YORE_BOUND(m76)
#define YORE_E76 YORE_E75, {}
YORE_BIND(76)
#define YORE_M77 YORE_M76, m77
#define YORE_B77 YORE_B76, YORE_BOUND(m77)
#define YORE_E77 YORE_E76, {}
YORE_BIND(77)
#define YORE_M78 YORE_M77, m78
#define YORE_B78 YORE_B77, YORE_BOUND(m78)
#define YORE_E78 YORE_E77, {}
YORE_BIND(78)
#define YORE_M79 YORE_M78, m79
#define YORE_B79 YORE_B78, YORE_BOUND(m79)
#define YORE_E79 YORE_E78, {}
YORE_BIND(79)
#define YORE_M80 YORE_M79, m80
#define YORE_B80 YORE_B79, YORE_BOUND(m80)
#define YORE_E80 YORE_E79, {}
YORE_BIND(80)
#define YORE_M81 YORE_M80, m81
#define YORE_B81 YORE_B80, YORE_BOUND(m81)
#define YORE_E81 YORE_E80, {}
YORE_BIND(81)
#define YORE_M82 YORE_M81, m82
#define YORE_B82 YORE_B81, YORE_BOUND(m82)
#define YORE_E82 YORE_E81, {}
YORE_BIND(82)
#define YORE_M83 YORE_M82, m83
#define YORE_B83 YORE_B82, YORE_BOUND(m83)
#define YORE_E83 YORE_E82, {}
YORE_BIND(83)
#define YORE_M84 YORE_M83, m84
#define YORE_B84 YORE_B83, YORE_BOUND(m84)
#define YORE_E84 YORE_E83, {}
YORE_BIND(84)
#define YORE_M85 YORE_M84, m85
#define YORE_B85 YORE_B84, YORE_BOUND(m85)
#define YORE_E85 YORE_E84, {}
YORE_BIND(85)
#define YORE_M86 YORE_M85, m86
#define YORE_B86 YORE_B85, YORE_BOUND(m86)
#define YORE_E86 YORE_E85, {}
YORE_BIND(86)
#define YORE_M87 YORE_M86, m87
#define YORE_B87 YORE_B86, YORE_BOUND(m87)
#define YORE_E87 YORE_E86, {}
YORE_BIND(87)
#define YORE_M88 YORE_M87, m88
#define YORE_B88 YORE_B87, YORE_BOUND(m88)
#define YORE_E88 YORE_E87, {}
YORE_BIND(88)
#define YORE_M89 YORE_M88, m89
#define YORE_B89 YORE_B88, YORE_BOUND(m89)
#define YORE_E89 YORE_E88, {}
YORE_BIND(89)
#define YORE_M90 YORE_M89, m90
#define YORE_B90 YORE_B89, YORE_BOUND(m90)
#define YORE_E90 YORE_E89, {}
YORE_BIND(90)
#define YORE_M91 YORE_M90, m91
#define YORE_B91 YORE_B90, YORE_BOUND(m91)
#define YORE_E91 YORE_E90, {}
YORE_BIND(91)
#define YORE_M92 YORE_M91, m92
#define YORE_B92 YORE_B91, YORE_BOUND(m92)
#define YORE_E92 YORE_E91, {}
YORE_BIND(92)
#define YORE_M93 YORE_M92, m93
#define YORE_B93 YORE_B92, YORE_BOUND(m93)
#define YORE_E93 YORE_E92, {}
YORE_BIND(93)
#define YORE_M94 YORE_M93, m94
#define YORE_B94 YORE_B93, YORE_BOUND(m94)
#define YORE_E94 YORE_E93, {}
YORE_BIND(94)
#define YORE_M95 YORE_M94, m95
#define YORE_B95 YORE_B94, YORE_BOUND(m95)
#define YORE_E95 YORE_E94, {}
YORE_BIND(95)
#define YORE_M96 YORE_M95, m96
#define YORE_B96 YORE_B95, YORE_BOUND(m96)
#define YORE_E96 YORE_E95, {}
YORE_BIND(96)
#define YORE_M97 YORE_M96, m97
#define YORE_B97 YORE_B96, YORE_BOUND(m97)
#define YORE_E97 YORE_E96, {}
YORE_BIND(97)
#define YORE_M98 YORE_M97, m98
#define YORE_B98 YORE_B97, YORE_BOUND(m98)
#define YORE_E98 YORE_E97, {}
YORE_BIND(98)
#define YORE_M99 YORE_M98, m99
#define YORE_B99 YORE_B98, YORE_BOUND(m99)
#define YORE_E99 YORE_E98, {}
YORE_BIND(99)
#define YORE_M100 YORE_M99, m100
#define YORE_B100 YORE_B99, YORE_BOUND(m100)
#define YORE_E100 YORE_E99, {}
YORE_BIND(100)

#undef YORE_M1
#undef YORE_B1
#undef YORE_E1
#undef YORE_M2
#undef YORE_B2
#undef YORE_E2
#undef YORE_M3
#undef YORE_B3
#undef YORE_E3
#undef YORE_M4
#undef YORE_B4
#undef YORE_E4
#undef YORE_M5
#undef YORE_B5
#undef YORE_E5
#undef YORE_M6
#undef YORE_B6
#undef YORE_E6
#undef YORE_M7
#undef YORE_B7
#undef YORE_E7
#undef YORE_M8
#undef YORE_B8
#undef YORE_E8
#undef YORE_M9
#undef YORE_B9
#undef YORE_E9
#undef YORE_M10
#undef YORE_B10
#undef YORE_E10
#undef YORE_M11
#undef YORE_B11
#undef YORE_E11
#undef YORE_M12
#undef YORE_B12
#undef YORE_E12
#undef YORE_M13
#undef YORE_B13
#undef YORE_E13
#undef YORE_M14
#undef YORE_B14
#undef YORE_E14
#undef YORE_M15
#undef YORE_B15
#undef YORE_E15
#undef YORE_M16
#undef YORE_B16
#undef YORE_E16
#undef YORE_M17
#undef YORE_B17
#undef YORE_E17
#undef YORE_M18
#undef YORE_B18
#undef YORE_E18
#undef YORE_M19
#undef YORE_B19
#undef YORE_E19
#undef YORE_M20
#undef YORE_B20
#undef YORE_E20
#undef YORE_M21
#undef YORE_B21
#undef YORE_E21
#undef YORE_M22
#undef YORE_B22
#undef YORE_E22
#undef YORE_M23
#undef YORE_B23
#undef YORE_E23
#undef YORE_M24
#undef YORE_B24
#undef YORE_E24
#undef YORE_M25
#undef YORE_B25
#undef YORE_E25
#undef YORE_M26
#undef YORE_B26
#undef YORE_E26
#undef YORE_M27
#undef YORE_B27
#undef YORE_E27
#undef YORE_M28
#undef YORE_B28
#undef YORE_E28
#undef YORE_M29
#undef YORE_B29
#undef YORE_E29
#undef YORE_M30
#undef YORE_B30
#undef YORE_E30
#undef YORE_M31
#undef YORE_B31
#undef YORE_E31
#undef YORE_M32
#undef YORE_B32
#undef YORE_E32
#undef YORE_M33
#undef YORE_B33
#undef YORE_E33
#undef YORE_M34
#undef YORE_B34
#undef YORE_E34
#undef YORE_M35
#undef YORE_B35
#undef YORE_E35
#undef YORE_M36
#undef YORE_B36
#undef YORE_E36
#undef YORE_M37
#undef YORE_B37
#undef YORE_E37
#undef YORE_M38
#undef YORE_B38
#undef YORE_E38
#undef YORE_M39
#undef YORE_B39
#undef YORE_E39
#undef YORE_M40
#undef YORE_B40
#undef YORE_E40
#undef YORE_M41
#undef YORE_B41
#undef YORE_E41
#undef YORE_M42
#undef YORE_B42
#undef YORE_E42
#undef YORE_M43
#undef YORE_B43
#undef YORE_E43
#undef YORE_M44
#undef YORE_B44
#undef YORE_E44
#undef YORE_M45
#undef YORE_B45
#undef YORE_E45
#undef YORE_M46
#undef YORE_B46
#undef YORE_E46
#undef YORE_M47
#undef YORE_B47
#undef YORE_E47
#undef YORE_M48
#undef YORE_B48
#undef YORE_E48
#undef YORE_M49
#undef YORE_B49
#undef YORE_E49
#undef YORE_M50
#undef YORE_B50
#undef YORE_E50
#undef YORE_M51
#undef YORE_B51
#undef YORE_E51
#undef YORE_M52
#undef YORE_B52
#undef YORE_E52
#undef YORE_M53
#undef YORE_B53
#undef YORE_E53
#undef YORE_M54
#undef YORE_B54
#undef YORE_E54
#undef YORE_M55
#undef YORE_B55
#undef YORE_E55
#undef YORE_M56
#undef YORE_B56
#undef YORE_E56
#undef YORE_M57
#undef YORE_B57
#undef YORE_E57
#undef YORE_M58
#undef YORE_B58
#undef YORE_E58
#undef YORE_M59
#undef YORE_B59
#undef YORE_E59
#undef YORE_M60
#undef YORE_B60
#undef YORE_E60
#undef YORE_M61
#undef YORE_B61
#undef YORE_E61
#undef YORE_M62
#undef YORE_B62
#undef YORE_E62
#undef YORE_M63
#undef YORE_B63
#undef YORE_E63
#undef YORE_M64
#undef YORE_B64
#undef YORE_E64
#undef YORE_M65
#undef YORE_B65
#undef YORE_E65
#undef YORE_M66
#undef YORE_B66
#undef YORE_E66
#undef YORE_M67
#undef YORE_B67
#undef YORE_E67
#undef YORE_M68
#undef YORE_B68
#undef YORE_E68
#undef YORE_M69
#undef YORE_B69
#undef YORE_E69
#undef YORE_M70
#undef YORE_B70
#undef YORE_E70
#undef YORE_M71
#undef YORE_B71
#undef YORE_E71
#undef YORE_M72
#undef YORE_B72
#undef YORE_E72
#undef YORE_M73
#undef YORE_B73
#undef YORE_E73
#undef YORE_M74
#undef YORE_B74
#undef YORE_E74
#undef YORE_M75
#undef YORE_B75
#undef YORE_E75
#undef YORE_M76
#undef YORE_B76
#undef YORE_E76
#undef YORE_M77
#undef YORE_B77
#undef YORE_E77
#undef YORE_M78
#undef YORE_B78
#undef YORE_E78
#undef YORE_M79
#undef YORE_B79
#undef YORE_E79
#undef YORE_M80
#undef YORE_B80
#undef YORE_E80
#undef YORE_M81
#undef YORE_B81
#undef YORE_E81
#undef YORE_M82
#undef YORE_B82
#undef YORE_E82
#undef YORE_M83
#undef YORE_B83
#undef YORE_E83
#undef YORE_M84
#undef YORE_B84
#undef YORE_E84
#undef YORE_M85
#undef YORE_B85
#undef YORE_E85
#undef YORE_M86
#undef YORE_B86
#undef YORE_E86
#undef YORE_M87
#undef YORE_B87
#undef YORE_E87
#undef YORE_M88
#undef YORE_B88
#undef YORE_E88
#undef YORE_M89
#undef YORE_B89
#undef YORE_E89
#undef YORE_M90
#undef YORE_B90
#undef YORE_E90
#undef YORE_M91
#undef YORE_B91
#undef YORE_E91
#undef YORE_M92
#undef YORE_B92
#undef YORE_E92
#undef YORE_M93
#undef YORE_B93
#undef YORE_E93
#undef YORE_M94
#undef YORE_B94
#undef YORE_E94
#undef YORE_M95
#undef YORE_B95
#undef YORE_E95
#undef YORE_M96
#undef YORE_B96
#undef YORE_E96
#undef YORE_M97
#undef YORE_B97
#undef YORE_E97
#undef YORE_M98
#undef YORE_B98
#undef YORE_E98
#undef YORE_M99
#undef YORE_B99
#undef YORE_E99
#undef YORE_M100
#undef YORE_B100
#undef YORE_E100
#undef YORE_BIND
#undef YORE_BOUND

} // namespace yore::detail

#endif
