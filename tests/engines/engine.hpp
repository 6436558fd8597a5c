// SPDX-License-Identifier: BSL-1.0
/// The engine that this program tests, and how its types are opened: each writes all that an engine may need and the
/// macros leave in what this one does.
#ifndef YORE_TESTS_ENGINES_ENGINE_HPP
#define YORE_TESTS_ENGINES_ENGINE_HPP

#if defined(YORE_TEST_BINDINGS) && !defined(YORE_STATIC_REFLECTION)
#define YORE_STATIC_REFLECTION 0 // which would come first
#endif

#include <boost/describe.hpp>

#include <yore/reflect.hpp>

#include <type_traits>

#include "facts.hpp"

#if defined(YORE_TEST_MEMBERS)
#define LISTED(...) using audit_members = yore::members<__VA_ARGS__>;
#else
#define LISTED(...)
#endif

#if defined(YORE_TEST_DESCRIBE)
#define DESCRIBED(Type, Bases, Members) BOOST_DESCRIBE_STRUCT(Type, Bases, Members)
#define DESCRIBED_INSIDE(Type, Bases, Public, Protected, Private)                                                      \
    BOOST_DESCRIBE_CLASS(Type, Bases, Public, Protected, Private)
#else
#define DESCRIBED(Type, Bases, Members)
#define DESCRIBED_INSIDE(Type, Bases, Public, Protected, Private)
#endif

namespace engines {

#if defined(YORE_TEST_MEMBERS)
template <class T> using tested = yore::detail::opened_by_members<T>;
template <class T> using tag = yore::detail::unaided_engine; // as long as it is visible wherever the type is complete
#elif defined(YORE_TEST_DESCRIBE)
template <class T> using tested = yore::detail::opened_by_describe<T>;
template <class T> using tag = yore::engine::describe;
#elif defined(YORE_TEST_STATIC_REFLECTION)
template <class T> using tested = yore::detail::opened_by_static_reflection<T>;
template <class T> using tag = yore::engine::static_reflection;
#else
#define YORE_TEST_BINDINGS_ONLY 1 // aggregates, and no bases with data
template <class T> using tested = yore::detail::opened_by_bindings<T>;
template <class T> using tag = yore::engine::bindings;
#endif

/// True where the engine under test opens T, and no other.
template <class T>
inline constexpr bool opens = yore::auditable<T> && std::is_same_v<yore::detail::reflected<T>, tested<T>> &&
                              std::is_same_v<yore::detail::engine_tag<T>, tag<T>>;

} // namespace engines

#endif
