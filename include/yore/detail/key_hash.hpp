// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_KEY_HASH_HPP
#define YORE_DETAIL_KEY_HASH_HPP

#include <yore/detail/memory/hash_index.hpp>
#include <yore/detail/value_kind.hpp>
#include <yore/policy.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

namespace yore::detail {

/// A hash of a key, equal for equal keys.
template <class K> std::uint64_t key_hash(const K& key) {
    constexpr kind k = kind_of<K>;
    if constexpr (k == kind::boolean || k == kind::integer || k == kind::enumeration)
        return memory::mixed(static_cast<std::uint64_t>(key));
    else if constexpr (k == kind::text) return memory::mixed(std::hash<std::string_view>{}(std::string_view(key)));
    else if constexpr (k == kind::instant)
        return memory::mixed(static_cast<std::uint64_t>(key.time_since_epoch().count()));
    else if constexpr (k == kind::duration) return memory::mixed(static_cast<std::uint64_t>(key.count()));
    else if constexpr (k == kind::date)
        return memory::mixed(static_cast<std::uint64_t>(static_cast<int>(key.year())) << 16 ^
                             static_cast<unsigned>(key.month()) << 8 ^ static_cast<unsigned>(key.day()));
    else if constexpr (k == kind::optional) return key ? detail::key_hash(*key) : 1;
    else if constexpr (k == kind::tuple) {
        std::uint64_t h = 0;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            using std::get;
            ((h = memory::mixed(h * 31 + detail::key_hash(get<I>(key)))), ...);
        }(std::make_index_sequence<std::tuple_size<K>::value>{});
        return h;
    } else if constexpr (k == kind::sequence) {
        std::uint64_t h = 0;
        for (const auto& one : key) h = memory::mixed(h * 31 + detail::key_hash(one));
        return h;
    } else if constexpr (requires { std::hash<K>{}(key); }) return memory::mixed(std::hash<K>{}(key));
    else {
        std::uint64_t h = 0;
        static_assert(
            k == kind::record, "yore: this type cannot be a key, nothing says its hash; specialise std::hash for it");
        reflected<K>::visit(key, [&](const auto&... x) { ((h = memory::mixed(h * 31 + detail::key_hash(x))), ...); });
        return h;
    }
}

template <class T, auto... P> bool state_has_key(const T& state, const key_of<T>& key, pointers<P...>) {
    if constexpr (sizeof...(P) == 1) return ((state.*P == key) && ...);
    else
        return [&]<std::size_t... I>(std::index_sequence<I...>) { return ((state.*P == std::get<I>(key)) && ...); }(
                   std::make_index_sequence<sizeof...(P)>{});
}

/// True when the state has this key; makes no tuple.
template <class T> bool has_key(const T& state, const key_of<T>& key) {
    return detail::state_has_key(state, key, key_pointers<T>{});
}

template <class T, auto... P> bool keys_less(const T& a, const T& b, pointers<P...>) {
    bool less = false;
    static_cast<void>(((a.*P < b.*P ? (less = true, true) : b.*P < a.*P) || ...));
    return less;
}

template <class T, auto... P> bool keys_equal(const T& a, const T& b, pointers<P...>) {
    return ((a.*P == b.*P) && ...);
}

/// The order of keys.
template <class T> bool key_less(const T& a, const T& b) { return detail::keys_less(a, b, key_pointers<T>{}); }

} // namespace yore::detail

#endif
