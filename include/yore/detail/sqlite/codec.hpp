// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SQLITE_CODEC_HPP
#define YORE_DETAIL_SQLITE_CODEC_HPP

#include <yore/detail/json/shape.hpp>
#include <yore/detail/siphash.hpp>
#include <yore/json.hpp>

#include <sqlite3.h>

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// How values stand in columns: scalars as themselves, described enumerations by name, instants and durations as the
/// integer they count, the rest as JSON. One set of functions per type of value, whatever the model.
namespace yore::detail::sqlite {

/// How a value is bound: as what it is, or so that no column converts it, for one that was made for another type.
enum class binding { natural, unconvertible };

struct column_codec {
    std::string_view type; // as declared; it decides what SQLite converts on the way in
    /// Binds a value that outlives the step. Returns: a code of SQLite.
    int (*bind)(sqlite3_stmt*, int at, const void* value, binding);
    /// Reads a column that is not NULL. Returns: false where the value cannot hold it.
    bool (*read)(sqlite3_stmt*, int column, void* value);
    /// Makes of a value what NULL stands for, and says whether it is that; both null where NULL stands for nothing.
    void (*reset)(void* value) = nullptr;
    bool (*is_null)(const void* value) = nullptr;
};

inline std::string_view column_bytes(sqlite3_stmt* s, int column) {
    const void* bytes = sqlite3_column_blob(s, column);
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(s, column))};
}
inline std::string_view column_text(sqlite3_stmt* s, int column) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(s, column));
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(s, column))};
}
inline int bind_text(sqlite3_stmt* s, int at, std::string_view text, sqlite3_destructor_type lifetime, binding how) {
    const char* const data = text.data() == nullptr ? "" : text.data();
    if (how == binding::unconvertible) return sqlite3_bind_blob64(s, at, data, text.size(), lifetime);
    return sqlite3_bind_text64(s, at, data, text.size(), lifetime, SQLITE_UTF8);
}

/// What SQLite makes of values in a column of a declared type.
/// Source: https://sqlite.org/datatype3.html, 3.1
enum class affinity { integer, text, none, real, numeric };
inline affinity affinity_of(std::string_view type) {
    std::string upper(type);
    for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    const auto has = [&](std::string_view word) { return upper.find(word) != std::string::npos; };
    if (has("INT")) return affinity::integer;
    if (has("CHAR") || has("CLOB") || has("TEXT")) return affinity::text;
    if (upper.empty() || has("BLOB")) return affinity::none;
    return has("REAL") || has("FLOA") || has("DOUB") ? affinity::real : affinity::numeric;
}
/// Values for a column of one type would not all come back as they were from a column of another.
inline bool loses(std::string_view wanted, std::string_view found) {
    const affinity has = affinity_of(found);
    switch (affinity_of(wanted)) {
    case affinity::text:
        return has == affinity::integer || has == affinity::real || has == affinity::numeric;
    case affinity::real:
        return has == affinity::text;
    case affinity::none:
        return wanted.empty() && has != affinity::none && has != affinity::text; // digits of large integers
    default:
        return has == affinity::real;
    }
}

/// An integer of any width from any column that holds one: an integer, a whole real, or digits.
template <class N> bool read_integer(sqlite3_stmt* s, int column, N& out) {
    switch (sqlite3_column_type(s, column)) {
    case SQLITE_INTEGER: {
        const std::int64_t n = sqlite3_column_int64(s, column);
        if constexpr (std::is_unsigned_v<N>) {
            if (n < 0 || static_cast<std::uint64_t>(n) > std::uint64_t{static_cast<N>(-1)}) return false;
        } else if (static_cast<N>(n) != n) return false;
        out = static_cast<N>(n);
        return true;
    }
    case SQLITE_FLOAT: {
        const double d = sqlite3_column_double(s, column);
        if (!(d >= -0x1p53 && d <= 0x1p53) || d != std::trunc(d) || static_cast<double>(static_cast<N>(d)) != d)
            return false;
        out = static_cast<N>(d);
        return true;
    }
    case SQLITE_BLOB: // digits that no column may convert
    case SQLITE_TEXT: {
        const std::string_view text = column_text(s, column);
        const auto end = std::from_chars(text.data(), text.data() + text.size(), out);
        return end.ec == std::errc{} && end.ptr == text.data() + text.size();
    }
    default:
        return false;
    }
}

/// SQLite's integers have 64 bits and a sign; larger ones are their digits, in a column that converts nothing.
template <class V> struct integer_codec {
    using number = std::conditional_t<std::is_unsigned_v<V>, std::uint64_t, std::int64_t>;
    static constexpr bool is_wide = std::is_unsigned_v<V> && sizeof(V) == 8;
    static int bind(sqlite3_stmt* s, int at, const void* value, binding how) {
        const auto n = static_cast<number>(*static_cast<const V*>(value));
        if constexpr (sizeof(V) == 8) {
            constexpr std::int64_t exact = std::int64_t{1} << 53; // in a double
            const bool is_large = is_wide && n > static_cast<number>(INT64_MAX);
            if (is_large || (how == binding::unconvertible &&
                                (n > static_cast<number>(exact) || (!is_wide && n < static_cast<number>(-exact)))))
                return bind_text(s, at, std::to_string(n), SQLITE_TRANSIENT, how);
        }
        return sqlite3_bind_int64(s, at, static_cast<sqlite3_int64>(n));
    }
    static bool read(sqlite3_stmt* s, int column, void* value) {
        number n{};
        if (!read_integer(s, column, n) || static_cast<number>(static_cast<V>(n)) != n) return false;
        *static_cast<V*>(value) = static_cast<V>(n);
        return true;
    }
    static constexpr column_codec codec{is_wide ? "" : std::is_same_v<V, bool> ? "BOOLEAN" : "INTEGER", &bind, &read};
};

/// What SQLite would not give back as it was (NaN, -0, more bits than a double) stands as its bytes.
template <class V> struct real_codec {
    static bool survives(V v) {
        if constexpr (sizeof(V) > sizeof(double))
            if (static_cast<V>(static_cast<double>(v)) != v) return false;
        return v == v && !(v == 0 && std::signbit(v));
    }
    static int bind(sqlite3_stmt* s, int at, const void* value, binding how) {
        const V v = *static_cast<const V*>(value);
        return how == binding::natural && survives(v) ? sqlite3_bind_double(s, at, static_cast<double>(v))
                                                      : sqlite3_bind_blob(s, at, value, sizeof(V), SQLITE_TRANSIENT);
    }
    static bool read(sqlite3_stmt* s, int column, void* value) {
        V& out = *static_cast<V*>(value);
        switch (sqlite3_column_type(s, column)) {
        case SQLITE_INTEGER:
            out = static_cast<V>(sqlite3_column_int64(s, column));
            return true;
        case SQLITE_FLOAT:
            out = static_cast<V>(sqlite3_column_double(s, column));
            return true;
        case SQLITE_TEXT: {
            const std::string_view text = column_text(s, column);
            const auto end = std::from_chars(text.data(), text.data() + text.size(), out);
            return end.ec == std::errc{} && end.ptr == text.data() + text.size();
        }
        case SQLITE_BLOB: {
            const std::string_view bytes = column_bytes(s, column);
            if (bytes.size() == sizeof(V)) std::memcpy(value, bytes.data(), sizeof(V));
            else if (bytes.size() == sizeof(float)) out = static_cast<V>(from_bytes<float>(bytes));
            else if (bytes.size() == sizeof(double)) out = static_cast<V>(from_bytes<double>(bytes));
            else return false;
            return true;
        }
        default:
            return false;
        }
    }
    template <class F> static F from_bytes(std::string_view bytes) {
        F f;
        std::memcpy(&f, bytes.data(), sizeof f);
        return f;
    }
    static constexpr column_codec codec{"REAL", &bind, &read};
};

template <class V> struct enum_codec {
    using number = std::underlying_type_t<V>;
    static constexpr bool is_named = !enumerators_of<V>.empty();
    static int bind(sqlite3_stmt* s, int at, const void* value, binding how) {
        const V v = *static_cast<const V*>(value);
        if constexpr (is_named)
            if (const std::string_view name = name_of_enumerator(v); !name.empty())
                return bind_text(s, at, name, SQLITE_STATIC, binding::natural);
        const auto n = static_cast<number>(v);
        return integer_codec<number>::bind(s, at, &n, how);
    }
    static bool read(sqlite3_stmt* s, int column, void* value) {
        if constexpr (is_named)
            if (const int type = sqlite3_column_type(s, column); type == SQLITE_TEXT || type == SQLITE_BLOB) {
                const std::string_view name = column_text(s, column);
                if (const named_code* const one = find_among(enumerators_of<V>, name)) {
                    *static_cast<V*>(value) = from_code<V>(one->code);
                    return true;
                }
            }
        number n{};
        if (!integer_codec<number>::read(s, column, &n)) return false;
        *static_cast<V*>(value) = static_cast<V>(n);
        return true;
    }
    static constexpr column_codec codec{is_named ? "TEXT" : integer_codec<number>::codec.type, &bind, &read};
};

template <class V> struct text_codec {
    static int bind(sqlite3_stmt* s, int at, const void* value, binding how) {
        return bind_text(s, at, std::string_view(*static_cast<const V*>(value)), SQLITE_STATIC, how);
    }
    static bool read(sqlite3_stmt* s, int column, void* value) {
        const std::string_view text = column_text(s, column);
        if constexpr (std::is_same_v<V, std::string>) static_cast<V*>(value)->assign(text);
        else *static_cast<V*>(value) = V(std::string(text));
        return true;
    }
    static constexpr column_codec codec{"TEXT", &bind, &read};
};

template <class V> struct bytes_codec {
    static int bind(sqlite3_stmt* s, int at, const void* value, binding) {
        const V& v = *static_cast<const V*>(value);
        return v.size() == 0 ? sqlite3_bind_zeroblob(s, at, 0)
                             : sqlite3_bind_blob64(s, at, v.data(), v.size(), SQLITE_STATIC);
    }
    static bool read(sqlite3_stmt* s, int column, void* value) {
        const std::string_view bytes = column_bytes(s, column);
        V& out = *static_cast<V*>(value);
        out.resize(bytes.size());
        if (!bytes.empty()) std::memcpy(out.data(), bytes.data(), bytes.size());
        return true;
    }
    static constexpr column_codec codec{"BLOB", &bind, &read};
};

template <class V> struct counted_codec { // instants and durations
    using rep = typename V::rep;
    static rep count(const V& v) {
        if constexpr (is_instant<V>) return v.time_since_epoch().count();
        else return v.count();
    }
    static V made(rep count) {
        if constexpr (is_instant<V>) return V(typename V::duration(count));
        else return V(count);
    }
    using inner = std::conditional_t<std::is_floating_point_v<rep>, real_codec<rep>, integer_codec<rep>>;
    static int bind(sqlite3_stmt* s, int at, const void* value, binding how) {
        const rep n = count(*static_cast<const V*>(value));
        return inner::bind(s, at, &n, how);
    }
    static bool read(sqlite3_stmt* s, int column, void* value) {
        rep n{};
        if (!inner::read(s, column, &n)) return false;
        *static_cast<V*>(value) = made(n);
        return true;
    }
    static constexpr column_codec codec{inner::codec.type, &bind, &read};
};

/// Text that the value's own traits make and read.
template <class V> struct custom_codec {
    static int bind(sqlite3_stmt* s, int at, const void* value, binding how) {
        return bind_text(s, at, value_traits<V>::to_text(*static_cast<const V*>(value)), SQLITE_TRANSIENT, how);
    }
    static bool read(sqlite3_stmt* s, int column, void* value) {
        std::optional<V> found = value_traits<V>::from_text(column_text(s, column));
        if (!found) return false;
        *static_cast<V*>(value) = std::move(*found);
        return true;
    }
    static constexpr column_codec codec{"TEXT", &bind, &read};
};

/// JSON; a text stands without its quotation marks, so that dates are what SQLite's functions understand.
template <class V> struct json_codec {
    static constexpr bool is_text = kind_of<V> == kind::date;
    static int bind(sqlite3_stmt* s, int at, const void* value, binding how) {
        const nlohmann::json j = to_json(*static_cast<const V*>(value));
        if (is_text && j.is_string()) return bind_text(s, at, j.get_ref<const std::string&>(), SQLITE_TRANSIENT, how);
        return bind_text(s, at, j.dump(), SQLITE_TRANSIENT, how);
    }
    static bool read(sqlite3_stmt* s, int column, void* value) {
        const std::string_view text = column_text(s, column);
        try {
            const bool is_json = !is_text || (!text.empty() && text.front() == '[');
            *static_cast<V*>(value) = is_json ? from_json<V>(text) : from_json<V>(nlohmann::json(text));
        } catch (const json_error&) {
            return false;
        }
        return true;
    }
    static constexpr column_codec codec{"TEXT", &bind, &read};
};

template <class V> constexpr const column_codec& codec_of();

template <class V> struct optional_codec {
    using value_type = typename V::value_type;
    static int bind(sqlite3_stmt* s, int at, const void* value, binding how) {
        const V& v = *static_cast<const V*>(value);
        return v ? codec_of<value_type>().bind(s, at, &*v, how) : sqlite3_bind_null(s, at);
    }
    static bool read(sqlite3_stmt* s, int column, void* value) {
        V& v = *static_cast<V*>(value);
        if (!v) {
            static_assert(std::is_default_constructible_v<value_type>,
                "yore: an optional value needs a default constructor to be read from a database; add one");
            v.emplace();
        }
        return codec_of<value_type>().read(s, column, &*v);
    }
    static void reset(void* value) { static_cast<V*>(value)->reset(); }
    static bool is_null(const void* value) { return !*static_cast<const V*>(value); }
    static constexpr column_codec codec{codec_of<value_type>().type, &bind, &read, &reset, &is_null};
};

template <class V> constexpr bool is_text_by_traits() { return has_custom_to_text<V> && has_custom_from_text<V>; }

template <class V> constexpr bool resizes = requires(V v) {
    v.resize(1);
    v.data();
};

/// True for what NULL already stands for something in.
template <class V> constexpr bool is_nullable() { return kind_of<V> == kind::optional || kind_of<V> == kind::pointer; }

template <class V> constexpr const column_codec& codec_of() {
    constexpr kind shape = find_shape<V>();
    if constexpr (json_value<V>) return custom_codec<V>::codec;
    else if constexpr (is_text_by_traits<V>()) return custom_codec<V>::codec;
    else if constexpr (shape == kind::boolean || shape == kind::integer) return integer_codec<V>::codec;
    else if constexpr (shape == kind::floating) return real_codec<V>::codec;
    else if constexpr (shape == kind::enumeration) return enum_codec<V>::codec;
    else if constexpr (shape == kind::text && std::is_constructible_v<V, std::string>) return text_codec<V>::codec;
    else if constexpr (shape == kind::instant || shape == kind::duration) return counted_codec<V>::codec;
    else if constexpr (is_bytes<V> && resizes<V>) return bytes_codec<V>::codec;
    else if constexpr (shape == kind::optional) {
        if constexpr (is_nullable<typename V::value_type>()) return json_codec<V>::codec;
        else return optional_codec<V>::codec;
    } else return json_codec<V>::codec;
}

/// What stands for a redacted value: its keyed digest, 16 bytes.
struct digest_codec {
    static int bind(sqlite3_stmt* s, int at, const void* value, binding) {
        return sqlite3_bind_blob(s, at, value, sizeof(digest), SQLITE_STATIC);
    }
    static bool read(sqlite3_stmt* s, int column, void* value) {
        const std::string_view bytes = column_bytes(s, column);
        if (bytes.size() != sizeof(digest)) return false;
        std::memcpy(value, bytes.data(), bytes.size());
        return true;
    }
    static constexpr column_codec codec{"BLOB", &bind, &read};
};

} // namespace yore::detail::sqlite

#endif
