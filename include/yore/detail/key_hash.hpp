// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_KEY_HASH_HPP
#define YORE_DETAIL_KEY_HASH_HPP

#include <yore/detail/memory/hash_index.hpp>
#include <yore/detail/to_text.hpp>
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

/// What stores ask about keys. A state's key is where its model's `key_at` says: the field, or the whole state where the
/// key is several fields, which are compared without making a tuple.
struct key_operations {
    std::uint64_t (*hash)(const void* at);
    std::uint64_t (*hash_key)(const void* key);
    bool (*same)(const void* at, const void* other);
    bool (*has)(const void* at, const void* key);
    bool (*less)(const void* at, const void* other);
    std::string (*text)(const void* at);
    std::string (*text_of_key)(const void* key);
};

/// The same for all models with a key of one field of this type.
template <class K> struct single_key {
    static const K& key(const void* at) { return *static_cast<const K*>(at); }
    static std::uint64_t hash(const void* at) { return detail::key_hash(key(at)); }
    static bool same(const void* a, const void* b) { return key(a) == key(b); }
    static bool less(const void* a, const void* b) { return key(a) < key(b); }
    static std::string text(const void* at) { return detail::to_text(key(at)); }
    static constexpr key_operations operations{&hash, &hash, &same, &same, &less, &text, &text};
};

template <class T, auto... P> struct several_keys {
    using key_type = key_of<T>;
    static const T& state(const void* at) { return *static_cast<const T*>(at); }
    static std::uint64_t hash(const void* at) { return detail::key_hash(detail::key_from(state(at))); }
    static std::uint64_t hash_key(const void* key) { return detail::key_hash(*static_cast<const key_type*>(key)); }
    static bool same(const void* a, const void* b) { return ((state(a).*P == state(b).*P) && ...); }
    static bool has(const void* at, const void* key) {
        return std::apply(
            [&](const auto&... part) { return ((state(at).*P == part) && ...); }, *static_cast<const key_type*>(key));
    }
    static bool less(const void* a, const void* b) {
        bool less = false;
        static_cast<void>(((state(a).*P < state(b).*P ? (less = true, true) : state(b).*P < state(a).*P) || ...));
        return less;
    }
    static std::string text(const void* at) { return detail::to_text<key_type>(detail::key_from(state(at))); }
    static std::string text_of_key(const void* key) {
        return detail::to_text<key_type>(*static_cast<const key_type*>(key));
    }
    static constexpr key_operations operations{&hash, &hash_key, &same, &has, &less, &text, &text_of_key};
};

template <class T, class Pointers> struct key_functions;
template <class T, auto P> struct key_functions<T, pointers<P>> {
    static const void* at(const void* state) { return __builtin_addressof(static_cast<const T*>(state)->*P); }
    static constexpr const key_operations* operations = &single_key<type_of_member<P>>::operations;
};
template <class T, auto... P> struct key_functions<T, pointers<P...>> {
    static const void* at(const void* state) { return state; }
    static constexpr const key_operations* operations = &several_keys<T, P...>::operations;
};

} // namespace yore::detail

#endif
