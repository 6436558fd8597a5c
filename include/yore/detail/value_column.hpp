// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_VALUE_COLUMN_HPP
#define YORE_DETAIL_VALUE_COLUMN_HPP

#include <yore/detail/value_kind.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

/// How old values of one type stand in the log of a memory store. Plain values stand there as they are in memory; text
/// as its length and its characters; all else as a pointer to an object that owns the old value, which was moved, not
/// copied. So the log itself can be moved byte by byte. One set of functions per type of value, whatever the model.
namespace yore::detail {

/// Where the new value of a column comes from.
enum class column_source : std::uint8_t { state, audit, digest };

struct column_operations {
    std::size_t (*room)(const void* value);                    // bytes that `put` will take
    std::byte* (*put)(std::byte* at, void* value);             // moves the value into the log
    const std::byte* (*get)(const std::byte* at, void* value); // copies it out of the log
    const std::byte* (*skip)(const std::byte* at);
    const std::byte* (*take)(const std::byte* at, void* value); // moves it back; with null it is destroyed
    void (*assign)(void* value, const void* from);
    std::size_t (*heap)(const void* value);   // bytes that the value owns outside itself
    std::size_t (*kept)(const std::byte* at); // bytes that the log's entry owns outside the log
};

inline std::size_t keeps_nothing(const std::byte*) { return 0; }

template <class V> std::size_t heap_bytes(const V& v) {
    constexpr kind k = kind_of<V>;
    if constexpr (std::is_trivially_copyable_v<V>) return 0;
    else if constexpr (std::is_same_v<V, std::string>) return v.capacity() > 15 ? v.capacity() + 1 : 0;
    else if constexpr (k == kind::optional) return v ? detail::heap_bytes(*v) : 0;
    else if constexpr (k == kind::pointer) return v ? sizeof(*v) + detail::heap_bytes(*v) : 0;
    else if constexpr (k == kind::map || k == kind::set || k == kind::sequence) {
        constexpr std::size_t node = k == kind::sequence ? 0 : 32; // links and colour of a tree node
        std::size_t n = 0;
        if constexpr (requires { v.capacity(); }) n = (v.capacity() - v.size()) * sizeof(element_of<V>);
        for (const auto& one : v) n += node + sizeof one + detail::heap_bytes(one);
        return n;
    } else if constexpr (k == kind::tuple) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            using std::get;
            return (std::size_t{0} + ... + detail::heap_bytes(get<I>(v)));
        }(std::make_index_sequence<std::tuple_size<V>::value>{});
    } else if constexpr (k == kind::record) {
        return detail::visit_fields(v, [](const auto&... x) { return (std::size_t{0} + ... + detail::heap_bytes(x)); });
    } else return 0;
}

template <std::size_t Size> struct plain_column {
    static std::size_t room(const void*) { return Size; }
    static std::byte* put(std::byte* at, void* value) {
        std::memcpy(at, value, Size);
        return at + Size;
    }
    static const std::byte* get(const std::byte* at, void* value) {
        std::memcpy(value, at, Size);
        return at + Size;
    }
    static const std::byte* skip(const std::byte* at) { return at + Size; }
    static const std::byte* take(const std::byte* at, void* value) {
        return value != nullptr ? get(at, value) : at + Size;
    }
    static void assign(void* value, const void* from) { std::memcpy(value, from, Size); }
    static std::size_t heap(const void*) { return 0; }
    static constexpr column_operations operations{&room, &put, &get, &skip, &take, &assign, &heap, &keeps_nothing};
};

struct text_column {
    // A length below 255 takes one byte, any other nine.
    static std::size_t room_of(std::size_t size) { return size + (size < 255 ? 1 : 9); }
    static std::byte* put_text(std::byte* at, const std::string& text) {
        const std::uint64_t size = text.size();
        *at++ = static_cast<std::byte>(size < 255 ? size : 255);
        if (size >= 255) {
            std::memcpy(at, &size, sizeof size);
            at += sizeof size;
        }
        std::memcpy(at, text.data(), text.size());
        return at + text.size();
    }
    static const std::byte* read_size(const std::byte* at, std::size_t& size) {
        size = static_cast<std::size_t>(*at++);
        if (size == 255) {
            std::uint64_t wide;
            std::memcpy(&wide, at, sizeof wide);
            size = static_cast<std::size_t>(wide);
            at += sizeof wide;
        }
        return at;
    }

    static std::size_t room(const void* value) { return room_of(static_cast<const std::string*>(value)->size()); }
    static std::byte* put(std::byte* at, void* value) { return put_text(at, *static_cast<std::string*>(value)); }
    static const std::byte* get(const std::byte* at, void* value) {
        std::size_t size;
        at = read_size(at, size);
        static_cast<std::string*>(value)->assign(reinterpret_cast<const char*>(at), size);
        return at + size;
    }
    static const std::byte* skip(const std::byte* at) {
        std::size_t size;
        at = read_size(at, size);
        return at + size;
    }
    static const std::byte* take(const std::byte* at, void* value) {
        return value != nullptr ? get(at, value) : skip(at);
    }
    static void assign(void* value, const void* from) {
        *static_cast<std::string*>(value) = *static_cast<const std::string*>(from);
    }
    static std::size_t heap(const void* value) { return detail::heap_bytes(*static_cast<const std::string*>(value)); }
    static constexpr column_operations operations{&room, &put, &get, &skip, &take, &assign, &heap, &keeps_nothing};
};

struct optional_text_column {
    using value_type = std::optional<std::string>;
    static std::size_t room(const void* value) {
        const auto& v = *static_cast<const value_type*>(value);
        return 1 + (v ? text_column::room_of(v->size()) : 0);
    }
    static std::byte* put(std::byte* at, void* value) {
        const auto& v = *static_cast<const value_type*>(value);
        *at++ = static_cast<std::byte>(v.has_value());
        return v ? text_column::put_text(at, *v) : at;
    }
    static const std::byte* get(const std::byte* at, void* value) {
        auto& v = *static_cast<value_type*>(value);
        if (*at == std::byte{0}) {
            v.reset();
            return at + 1;
        }
        if (!v) v.emplace();
        return text_column::get(at + 1, &*v);
    }
    static const std::byte* skip(const std::byte* at) {
        return *at == std::byte{0} ? at + 1 : text_column::skip(at + 1);
    }
    static const std::byte* take(const std::byte* at, void* value) {
        return value != nullptr ? get(at, value) : skip(at);
    }
    static void assign(void* value, const void* from) {
        *static_cast<value_type*>(value) = *static_cast<const value_type*>(from);
    }
    static std::size_t heap(const void* value) { return detail::heap_bytes(*static_cast<const value_type*>(value)); }
    static constexpr column_operations operations{&room, &put, &get, &skip, &take, &assign, &heap, &keeps_nothing};
};

template <class V> struct object_column {
    static V* object(const std::byte* at) {
        V* o;
        std::memcpy(&o, at, sizeof o);
        return o;
    }
    static std::size_t room(const void*) { return sizeof(V*); }
    static std::byte* put(std::byte* at, void* value) {
        V* o = new V(std::move(*static_cast<V*>(value)));
        std::memcpy(at, &o, sizeof o);
        return at + sizeof o;
    }
    static const std::byte* get(const std::byte* at, void* value) {
        *static_cast<V*>(value) = detail::clone(*object(at));
        return at + sizeof(V*);
    }
    static const std::byte* skip(const std::byte* at) { return at + sizeof(V*); }
    static const std::byte* take(const std::byte* at, void* value) {
        V* o = object(at);
        if (value != nullptr) *static_cast<V*>(value) = std::move(*o);
        delete o;
        return at + sizeof o;
    }
    static void assign(void* value, const void* from) {
        *static_cast<V*>(value) = detail::clone(*static_cast<const V*>(from));
    }
    static std::size_t heap(const void* value) { return detail::heap_bytes(*static_cast<const V*>(value)); }
    static std::size_t kept(const std::byte* at) { return sizeof(V) + detail::heap_bytes(*object(at)); }
    static constexpr column_operations operations{&room, &put, &get, &skip, &take, &assign, &heap, &kept};
};

template <class V> constexpr const column_operations* choose_column_operations() {
    if constexpr (std::is_trivially_copyable_v<V>) return &plain_column<sizeof(V)>::operations;
    else if constexpr (std::is_same_v<V, std::string>) return &text_column::operations;
    else if constexpr (std::is_same_v<V, std::optional<std::string>>) return &optional_text_column::operations;
    else return &object_column<V>::operations;
}
template <class V> inline constexpr const column_operations* column_operations_for = choose_column_operations<V>();

} // namespace yore::detail

#endif
