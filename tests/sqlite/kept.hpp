// SPDX-License-Identifier: BSL-1.0
/// Writes states into a file in every way that a row can hold them, and reads them back.
#ifndef YORE_TESTS_SQLITE_KEPT_HPP
#define YORE_TESTS_SQLITE_KEPT_HPP

#include "support.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <optional>
#include <string_view>

namespace sqlite_tests {

/// Bit for bit what a value is, as text.
template <class V> std::string exact(const V& v) {
    if constexpr (yore::detail::is_optional<V>) return v ? "some " + exact(*v) : "nothing";
    else if constexpr (std::is_same_v<V, float>) return std::to_string(std::bit_cast<std::uint32_t>(v));
    else if constexpr (std::is_same_v<V, double>) return std::to_string(std::bit_cast<std::uint64_t>(v));
    else if constexpr (std::is_same_v<V, long double>) {
        std::array<char, 64> text{};
        return std::string(text.data(), std::to_chars(text.begin(), text.end(), v, std::chars_format::hex).ptr);
    } else if constexpr (yore::detail::is_duration<V>) return exact(v.count());
    else if constexpr (yore::detail::is_instant<V>) return exact(v.time_since_epoch().count());
    else if constexpr (std::is_convertible_v<const V&, std::string_view>) return std::string(std::string_view(v));
    else return yore::to_json(v).dump();
}

template <class T>
    requires(yore::auditable<T> && std::is_class_v<T> && !yore::detail::is_optional<T>)
std::vector<std::string> fields_of(const T& state) {
    std::vector<std::string> out;
    yore::for_each_field(
        state, [&](auto field, const auto& value) { out.push_back(std::string(field.name) + " = " + exact(value)); });
    return out;
}

/// What the file gives for a state, in each of the ways in which a row can hold it: as the first version, as the change of
/// another state, as a row with all columns. It is read by a store that has never seen it.
template <class T> std::vector<T> kept(const T& before, const T& state) {
    std::vector<T> out;
    const auto key = yore::detail::key_from(state);
    const auto through = [&](bool changed, std::size_t full_row_every) {
        const folder here;
        const auto opened = [&] {
            return yore::sqlite::options{.durability = durability::off, .full_row_every = full_row_every};
        };
        {
            yore::sqlite::store db{here / "values.db", opened()};
            yore::history<T> all{db};
            if (changed) all.record(before);
            all.record(state);
        }
        REQUIRE(integrity(here / "values.db") == "ok");
        yore::sqlite::store db{here / "values.db", opened()};
        yore::history<T> all{db};
        out.push_back(yore::detail::clone(all.latest(key).value()));
        out.push_back(yore::detail::clone(all.versions(key).back().state));
        out.push_back(yore::detail::clone(*all.as_of(all.versions(key).back().commit.occurred_on).find(key)));
    };
    through(false, 64);
    through(true, 64);
    through(true, 1);
    return out;
}

/// Requires: no field but the key of `before` equals that of `state`, since what is unchanged is not recorded.
template <class T> void comes_back(const T& before, const T& state) {
    for (const T& found : kept(before, state)) REQUIRE(fields_of(found) == fields_of(state));
}

/// Text that means something to somebody else.
inline const std::vector<std::string>& hostile_texts() {
    static const std::vector<std::string> all{
        std::string("nul\0inside", 10),
        std::string("\0", 1),
        std::string("ends in nul\0", 12),
        "Robert'); DROP TABLE machine_history;--",
        "\"; DROP TABLE yore_commit; --",
        "'",
        "''",
        "\"",
        "`",
        "];",
        "\\",
        "%_",
        "?1 :name @name $name ?",
        "NULL",
        "null",
        "0",
        "007",
        "1e5",
        " 12 ",
        "0x10",
        "9223372036854775808",
        "-0",
        "Infinity",
        "x'41'",
        "[1,2]",
        "{\"a\":1}",
        "*",
        "*,text",
        "a,b",
        "\t\r\n",
        "\xEF\xBB\xBF"
        "begins with a byte order mark",
        "Zürich",
        "日本語",
        "😀",
        "\xF4\x8F\xBF\xBF",
        "\xED\xA0\x80", // half of a surrogate pair
        "\xFF\xFE",     // no UTF-8 at all
        "\xC0\xAF",     // overlong
        "\x80",         // a continuation that continues nothing
        "cut off in the middle \xE6\x97",
        std::string(5000, 'x'),
    };
    return all;
}

} // namespace sqlite_tests

#endif
