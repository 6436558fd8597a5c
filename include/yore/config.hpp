// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_CONFIG_HPP
#define YORE_CONFIG_HPP

#if !(__cplusplus >= 202002L || (defined(_MSVC_LANG) && _MSVC_LANG >= 202002L))
#error "yore: C++20 is needed; compile with -std=c++20 or later"
#endif

/// Version of the library: major * 10000 + minor * 100 + patch.
#define YORE_VERSION 100

/// The most fields that one model can have. Larger values cost memory in every set of fields.
#ifndef YORE_MAX_FIELDS
#define YORE_MAX_FIELDS 256
#endif

/// 1 where the compiler has C++26 reflection and `yore` may use it; define it to 0 to do without.
#ifndef YORE_STATIC_REFLECTION
#if defined(__cpp_impl_reflection) && __has_include(<meta>)
#define YORE_STATIC_REFLECTION 1
#else
#define YORE_STATIC_REFLECTION 0
#endif
#endif

/// A rule of the policy on the member or type behind it, `YORE_NOTE(redact) std::string password;`, for compilers that
/// have C++26 reflection; on others it says nothing. The values are in `yore::notes`.
#ifndef YORE_NOTE
#if YORE_STATIC_REFLECTION
#define YORE_NOTE(...) [[= ::yore::notes::__VA_ARGS__]]
#else
#define YORE_NOTE(...)
#endif
#endif

/// Defined by a program, in every translation unit alike: what depends on no model is compiled only once, by the one
/// source file that includes a header of `yore/separate/`. Headers declare it then.
#if defined(YORE_SEPARATE_COMPILATION)
#define YORE_ONCE
#else
#define YORE_ONCE inline
#endif

/// Asks the optimiser to inline a small function on a hot path. Without optimisation a call is cheaper to compile.
#ifndef YORE_INLINE
#if defined(__GNUC__) && defined(__OPTIMIZE__)
#define YORE_INLINE [[gnu::always_inline]] inline
#else
#define YORE_INLINE inline
#endif
#endif

/// Keeps a rare path out of the hot one.
#ifndef YORE_COLD
#if defined(__GNUC__)
#define YORE_COLD [[gnu::cold, gnu::noinline]]
#else
#define YORE_COLD
#endif
#endif

#endif
