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
        detail::visit_fields(key, [&](const auto&... x) { ((h = memory::mixed(h * 31 + detail::key_hash(x))), ...); });
        return h;
    }
}

/// What stores ask about the keys of states, without making a tuple of several.
template <class T, class Pointers> struct key_functions;
template <class T, auto... P> struct key_functions<T, pointers<P...>> {
    static std::uint64_t hash(const void* state) {
        if constexpr (sizeof...(P) == 1) return (detail::key_hash(static_cast<const T*>(state)->*P), ...);
        else return detail::key_hash(detail::key_from(*static_cast<const T*>(state)));
    }
    static bool same(const void* a, const void* b) {
        return ((static_cast<const T*>(a)->*P == static_cast<const T*>(b)->*P) && ...);
    }
    static bool has(const void* state, const void* key) {
        const auto& wanted = *static_cast<const key_of<T>*>(key);
        if constexpr (sizeof...(P) == 1) return ((static_cast<const T*>(state)->*P == wanted) && ...);
        else
            return std::apply(
                [&](const auto&... part) { return ((static_cast<const T*>(state)->*P == part) && ...); }, wanted);
    }
    static bool less(const void* a, const void* b) {
        bool less = false;
        static_cast<void>(((static_cast<const T*>(a)->*P < static_cast<const T*>(b)->*P
                                   ? (less = true, true)
                                   : static_cast<const T*>(b)->*P < static_cast<const T*>(a)->*P) ||
                           ...));
        return less;
    }
};

/// The hash of a key whose type is no longer known.
template <class K> std::uint64_t hash_of_key(const void* key) { return detail::key_hash(*static_cast<const K*>(key)); }

} // namespace yore::detail

#endif
