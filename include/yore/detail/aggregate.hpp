// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_AGGREGATE_HPP
#define YORE_DETAIL_AGGREGATE_HPP

#include <yore/detail/structured_bindings.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

/// Facts about an aggregate that its initialisers tell ([dcl.init.aggr]): how many elements it takes, how many of them
/// are bases, and whether one is an array. The trick: an object that converts to anything initialises any element; in
/// braces an array takes one such object for each of its elements (brace elision).
namespace yore::detail {

// None of these is ever called. They have bodies because a model may be in an unnamed namespace, and clang wants what it
// has seen used there defined.

template <class T> struct any_value { // T itself is left out: T{x} would be a copy; void leaves out nothing
    template <class V>
        requires(!std::is_same_v<V, T>)
    operator V() const {
        __builtin_unreachable();
    }
};

template <class T> struct any_object { // initialises references too
    template <class V>
        requires(!std::is_same_v<V, T>)
    operator V&() const {
        __builtin_unreachable();
    }
};

template <class T> struct any_base { // cannot be copied: a first member that takes anything, as std::any, is no base
    any_base() = default;
    any_base(const any_base&) = delete;
    template <class V>
        requires(!std::is_same_v<V, T> && std::is_base_of_v<V, T>)
    operator V() const {
        __builtin_unreachable();
    }
};

template <class T> struct any_empty_base {
    any_empty_base() = default;
    any_empty_base(const any_empty_base&) = delete;
    template <class V>
        requires(!std::is_same_v<V, T> && std::is_base_of_v<V, T> && std::is_empty_v<V>)
    operator V() const {
        __builtin_unreachable();
    }
};

template <class With, std::size_t> using repeated = With;

template <class T, class With, std::size_t... I> constexpr bool takes(std::index_sequence<I...>) {
    return requires { T{repeated<With, I>{}...}; };
}
template <class T, class With, std::size_t N>
inline constexpr bool takes_n = takes<T, With>(std::make_index_sequence<N>{});

/// With several of them nothing is a copy, and what the compiler finds out about one object serves for all models.
template <class T, template <class> class With, std::size_t N>
inline constexpr bool takes_any = takes_n<T, With<std::conditional_t<(N > 1), void, T>>, N>;

inline constexpr std::size_t uncountable = static_cast<std::size_t>(-1);
inline constexpr std::size_t most_counted = YORE_MAX_FIELDS < most_bindings ? most_bindings : YORE_MAX_FIELDS;

/// The largest N in [Low, High) that T takes, given that it takes Low and not High.
template <class T, template <class> class With, std::size_t Low, std::size_t High> constexpr std::size_t most_taken() {
    if constexpr (Low + 1 == High) return Low;
    else if constexpr (takes_any<T, With, (Low + High) / 2>) return most_taken<T, With, (Low + High) / 2, High>();
    else return most_taken<T, With, Low, (Low + High) / 2>();
}

/// Elements of an aggregate that can be written `T{}`: doubling, then bisection. Far above `most_counted` it gives up.
template <class T, template <class> class With, std::size_t Low = 0> constexpr std::size_t count_from_default() {
    constexpr std::size_t next = Low == 0 ? 8 : Low * 2;
    if constexpr (Low > most_counted) return Low;
    else if constexpr (takes_any<T, With, next>) return count_from_default<T, With, next>();
    else return most_taken<T, With, Low, next>();
}

/// Elements of an aggregate that cannot be written `T{}`: the first N taken, and on while they are.
template <class T, template <class> class With, std::size_t N = 1> constexpr std::size_t count_one_by_one() {
    if constexpr (N > most_counted) return uncountable;
    else if constexpr (takes_any<T, With, N> && !takes_any<T, With, N + 1>) return N;
    else return count_one_by_one<T, With, N + 1>();
}

/// Elements that the initialisers of T take, each element of an array for itself.
template <class T> constexpr std::size_t count_elements() {
    if constexpr (takes_any<T, any_value, 0>) return count_from_default<T, any_value>();
    else if constexpr (constexpr std::size_t n = count_one_by_one<T, any_value>(); n != uncountable) return n;
    else return count_one_by_one<T, any_object>();
}
template <class T> inline constexpr std::size_t element_count = count_elements<T>();

#if defined(__cpp_aggregate_paren_init)
template <class T, std::size_t... I> constexpr bool takes_in_parentheses(std::index_sequence<I...>) {
    return requires { T(repeated<any_value<std::conditional_t<(sizeof...(I) > 1), void, T>>, I>{}...); };
}

/// True where T takes N elements in braces, but not in parentheses, which elide no braces.
template <class T, std::size_t N> constexpr bool has_array() {
    return N != 0 && takes_any<T, any_value, N> && !takes_in_parentheses<T>(std::make_index_sequence<N>{});
}
#else
/// True where fewer pairs of braces fill T than it takes elements.
template <class T, std::size_t N> constexpr bool has_array() {
    constexpr std::size_t spelled = N < most_bindings ? N : most_bindings;
    if constexpr (spelled == 0) return false;
    else if constexpr (takes_braces<T>(count_constant<spelled>{})) return false;
    else
        return []<std::size_t... K>(std::index_sequence<K...>) {
            return (false || ... || takes_braces<T>(count_constant<K + 1>{}));
        }(std::make_index_sequence<spelled - 1>{});
}
#endif

template <class T, class With, std::size_t N = 0> constexpr std::size_t leading() {
    if constexpr (takes_n<T, With, N + 1>) return leading<T, With, N + 1>();
    else return N;
}
template <class T> inline constexpr std::size_t base_count = leading<T, any_base<T>>();
template <class T> inline constexpr bool has_data_bearing_base = base_count<T> != leading<T, any_empty_base<T>>();

} // namespace yore::detail

#endif
