// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TIMESTAMP_HPP
#define YORE_TIMESTAMP_HPP

#include <yore/detail/chrono.hpp>
#include <yore/detail/rfc3339.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace yore {

/// An instant in UTC, counted in microseconds since 1970-01-01T00:00:00Z without leap seconds.
using timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// Writes an instant as RFC 3339 text in UTC: `2024-02-29T12:30:00Z`, with six more digits when it is not a whole
/// second. A year outside 0000..9999 has a sign and six digits (`+012345-…`, `-000001-…`), as in ECMA-262 and ISO 8601.
/// Returns: text that from_rfc3339 reads back as the same instant.
[[nodiscard]] inline std::string to_rfc3339(timestamp instant) {
    return std::string{detail::rfc3339_text{instant.time_since_epoch().count()}.view()};
}

/// Reads an instant from RFC 3339 text. Any offset is accepted and converted to UTC, so are a lower-case `t` or `z`, a
/// space for the `T`, and the years with sign and six digits that to_rfc3339 writes. Digits of the second beyond the
/// sixth are dropped. A leap second (`23:59:60` in UTC at the end of a month) is the first second of the next month, as
/// in POSIX.
/// Returns: nothing when the text is not of that form, names no day of the calendar, or lies outside 64-bit
/// microseconds.
/// Source: RFC 3339 sections 4.3 (`-00:00` is UTC), 5.6 and 5.7.
[[nodiscard]] constexpr std::optional<timestamp> from_rfc3339(std::string_view text) noexcept {
    const std::optional<std::int64_t> microseconds = detail::parse_rfc3339(text);
    if (!microseconds) return {};
    return timestamp{std::chrono::microseconds{*microseconds}};
}

namespace detail {

/// Of instants that are not a timestamp by themselves, as those of `std::chrono::system_clock`.
template <class D>
concept finer_than_timestamp = !std::is_convertible_v<std::chrono::sys_time<D>, timestamp>;

template <class D> constexpr timestamp floored(std::chrono::sys_time<D> when) {
    return std::chrono::floor<std::chrono::microseconds>(when);
}

} // namespace detail
} // namespace yore

#endif
