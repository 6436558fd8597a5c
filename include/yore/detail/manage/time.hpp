// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_TIME_HPP
#define YORE_DETAIL_MANAGE_TIME_HPP

#include <yore/detail/civil_day.hpp>
#include <yore/detail/nearest.hpp>
#include <yore/timestamp.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// Times as people write them on a command line.
namespace yore::detail::managing {

inline timestamp day_begin(timestamp when) {
    constexpr std::int64_t day = seconds_per_day * microseconds_per_second;
    const std::int64_t count = when.time_since_epoch().count();
    return timestamp(std::chrono::microseconds(count - (count % day + day) % day));
}

/// So many months earlier at the same time of day; where that month has no such day, on its last.
inline std::optional<timestamp> months_before(timestamp when, std::int64_t months) {
    const timestamp begin = day_begin(when);
    civil_day date = day_of(begin.time_since_epoch().count() / (seconds_per_day * microseconds_per_second));
    const std::int64_t count = date.year * 12 + date.month - 1 - months;
    date.year = (count >= 0 ? count : count - 11) / 12;
    date.month = static_cast<int>(count - date.year * 12) + 1;
    if (const int last = days_in_month(date.year, date.month); date.day > last) date.day = last;
    if (date.year < -200'000) return {};
    const auto seconds = std::chrono::seconds(days_of(date) * seconds_per_day);
    return timestamp(seconds) + (when - begin);
}

/// `2 days ago`, `an hour ago`; nothing where the text is not of that form.
inline std::optional<timestamp> read_ago(std::string_view text, timestamp now) {
    constexpr std::string_view ending = " ago";
    if (!text.ends_with(ending)) return {};
    text.remove_suffix(ending.size());
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos) return {};
    const std::string_view number = text.substr(0, space);
    std::string_view unit = text.substr(space + 1);
    if (unit.size() > 1 && unit.ends_with('s')) unit.remove_suffix(1);
    std::int64_t count = 1;
    if (number != "a" && number != "an" && number != "one") {
        const auto end = std::from_chars(number.data(), number.data() + number.size(), count);
        if (end.ec != std::errc{} || end.ptr != number.data() + number.size()) return {};
        if (count < 0 || count > 1'000'000'000) return {};
    }
    if (unit == "month") return months_before(now, count);
    if (unit == "year") return months_before(now, count * 12);
    constexpr std::pair<std::string_view, std::int64_t> seconds[] = {
        {"second", 1}, {"minute", 60}, {"hour", 3600}, {"day", 86400}, {"week", 604800}};
    for (const auto& [name, size] : seconds)
        if (unit == name && count < 9'000'000'000 / size) return now - std::chrono::seconds(count * size);
    return {};
}

/// RFC 3339; a date, its first instant in UTC; a date and time without a zone, in UTC; the time as changelogs show it;
/// `now`, `today`, `yesterday`; `2 days ago`. Nothing where the text is none of these.
inline std::optional<timestamp> read_time(std::string_view text, timestamp now) {
    if (text == "now") return now;
    if (text == "today") return day_begin(now);
    if (text == "yesterday") return day_begin(now) - std::chrono::hours(24);
    if (const auto ago = read_ago(text, now)) return ago;
    std::string whole(text);
    if (whole.ends_with(" UTC")) whole.replace(whole.size() - 4, 4, "Z");
    if (const std::size_t sign = whole.rfind(' ');
        sign != std::string::npos && sign + 1 < whole.size() && (whole[sign + 1] == '+' || whole[sign + 1] == '-'))
        whole.erase(sign, 1);
    for (const char* missing : {"", "Z", ":00Z", "T00:00:00Z", "-01T00:00:00Z"})
        if (const auto found = from_rfc3339(whole + missing)) return found;
    return {};
}

/// The time that was probably meant by a text that is none: `week`, `last week` and `1 wek ago` are `1 week ago`. Empty
/// where none is near.
inline std::string time_instead(std::string_view text, timestamp now) {
    constexpr std::array<std::string_view, 7> units{"second", "minute", "hour", "day", "week", "month", "year"};
    std::string_view before, rest = text;
    for (std::size_t space = 0; space != std::string_view::npos;) {
        space = rest.find(' ');
        std::string_view word = rest.substr(0, space);
        rest.remove_prefix(space == std::string_view::npos ? rest.size() : space + 1);
        if (word.size() > 1 && word.ends_with('s')) word.remove_suffix(1);
        const std::string unit(nearest(word, units));
        const bool counted = !before.empty() && before.find_first_not_of("0123456789") == std::string_view::npos;
        if (!unit.empty() && counted) {
            const std::string near = std::string(before) + " " + unit + (before == "1" ? " ago" : "s ago");
            return read_time(near, now) ? near : std::string(); // so long ago is no time
        }
        if (!unit.empty() && (before.empty() || before == "last")) return "1 " + unit + " ago";
        before = word;
    }
    return std::string(nearest(text, std::array<std::string_view, 3>{"now", "today", "yesterday"}));
}

/// `+02:00`, `-05:30`, `Z`.
inline std::optional<std::chrono::minutes> read_offset(std::string_view text) {
    rfc3339_reader reader(text);
    int minutes = 0;
    if (!detail::read_offset(reader, minutes) || !reader.done()) return {};
    return std::chrono::minutes(minutes);
}

} // namespace yore::detail::managing

#endif
