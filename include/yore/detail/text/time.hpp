// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_TEXT_TIME_HPP
#define YORE_DETAIL_TEXT_TIME_HPP

#include <yore/detail/to_text.hpp>
#include <yore/error.hpp>
#include <yore/timestamp.hpp>

#include <cstdint>
#include <limits>
#include <string>

namespace yore::detail::words {

/// `+05:30`, `UTC` for none. Throws: `error` when it is a day or more.
inline std::string offset_text(std::chrono::minutes offset) {
    const auto minutes = offset.count();
    if (minutes <= -1440 || minutes >= 1440)
        throw error("yore: " + number_text(minutes) +
                    " minutes are no offset from UTC; give one of less than a day, as std::chrono::hours{2}");
    if (minutes == 0) return "UTC";
    const auto size = minutes < 0 ? -minutes : minutes;
    const auto two = [](auto n) { return (n < 10 ? "0" : "") + number_text(n); };
    return (minutes < 0 ? "-" : "+") + two(size / 60) + ":" + two(size % 60);
}

/// An instant to the second, as a clock with this offset shows it: `2026-03-06 10:00:00 +01:00`.
/// Throws: `error` when the offset is a day or more. An instant at the end of the range that has no such time is in UTC.
inline std::string time_text(timestamp instant, std::chrono::minutes offset) {
    std::string zone = offset_text(offset);
    constexpr std::int64_t day = seconds_per_day * microseconds_per_second;
    const std::int64_t count = instant.time_since_epoch().count();
    const bool fits = count > std::numeric_limits<std::int64_t>::min() + day &&
                      count < std::numeric_limits<std::int64_t>::max() - day;
    std::string text = to_rfc3339(fits ? instant + offset : instant);
    if (!fits) zone = "UTC";
    const std::size_t separator = text.find('T');
    text.resize(separator + 9); // T and hh:mm:ss
    text[separator] = ' ';
    return text + " " + zone;
}

} // namespace yore::detail::words

#endif
