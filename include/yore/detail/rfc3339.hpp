// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_RFC3339_HPP
#define YORE_DETAIL_RFC3339_HPP

#include <yore/detail/civil_day.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace yore::detail {

inline constexpr std::int64_t microseconds_per_second = 1'000'000;
inline constexpr std::int64_t seconds_per_day = 86'400;

/// The text of an instant, kept in place.
class rfc3339_text {
public:
    constexpr explicit rfc3339_text(std::int64_t microseconds) noexcept {
        constexpr std::int64_t per_day = seconds_per_day * microseconds_per_second;
        const std::int64_t days = microseconds / per_day - (microseconds % per_day < 0 ? 1 : 0);
        const std::int64_t time = microseconds % per_day + (microseconds % per_day < 0 ? per_day : 0);
        write_date(day_of(days));
        write('T');
        write_time(time / microseconds_per_second);
        write_fraction(time % microseconds_per_second);
        write('Z');
    }

    [[nodiscard]] constexpr std::string_view view() const noexcept { return {text_, size_}; }

private:
    constexpr void write(char letter) noexcept { text_[size_++] = letter; }

    constexpr void write_number(std::int64_t number, int digits) noexcept {
        std::int64_t unit = 1;
        for (int i = 1; i != digits; ++i) unit *= 10;
        for (; unit != 0; unit /= 10) write(static_cast<char>('0' + number / unit % 10));
    }

    constexpr void write_date(const civil_day& date) noexcept {
        if (date.year >= 0 && date.year <= 9999) {
            write_number(date.year, 4);
        } else {
            write(date.year < 0 ? '-' : '+');
            write_number(date.year < 0 ? -date.year : date.year, 6);
        }
        write('-');
        write_number(date.month, 2);
        write('-');
        write_number(date.day, 2);
    }

    constexpr void write_time(std::int64_t second_of_day) noexcept {
        write_number(second_of_day / 3600, 2);
        write(':');
        write_number(second_of_day / 60 % 60, 2);
        write(':');
        write_number(second_of_day % 60, 2);
    }

    constexpr void write_fraction(std::int64_t microseconds) noexcept {
        if (microseconds == 0) return;
        write('.');
        write_number(microseconds, 6);
    }

    char text_[32]{}; // the longest is -290308-12-21T19:59:05.224192Z
    std::size_t size_ = 0;
};

/// Reads a text from left to right.
class rfc3339_reader {
public:
    constexpr explicit rfc3339_reader(std::string_view text) noexcept : rest_(text) {}

    [[nodiscard]] constexpr bool done() const noexcept { return rest_.empty(); }

    [[nodiscard]] constexpr bool next_is(std::string_view letters) const noexcept {
        return !rest_.empty() && letters.find(rest_.front()) != std::string_view::npos;
    }

    /// Effects: steps over the next letter when it is one of `letters`.
    [[nodiscard]] constexpr bool take(std::string_view letters) noexcept {
        if (!next_is(letters)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    /// Effects: reads exactly so many digits into `number`, which must not exceed `most`.
    [[nodiscard]] constexpr bool read(std::size_t digits, int most, int& number) noexcept {
        number = 0;
        for (std::size_t i = 0; i != digits; ++i) {
            if (!next_is("0123456789")) return false;
            number = number * 10 + (rest_.front() - '0');
            rest_.remove_prefix(1);
        }
        return number <= most;
    }

    /// Effects: reads any positive number of digits behind a point; those beyond the sixth are dropped.
    [[nodiscard]] constexpr bool read_fraction(int& microseconds) noexcept {
        microseconds = 0;
        if (!next_is("0123456789")) return false;
        for (int unit = 100'000; next_is("0123456789"); unit /= 10) {
            microseconds += (rest_.front() - '0') * unit;
            rest_.remove_prefix(1);
        }
        return true;
    }

private:
    std::string_view rest_;
};

/// What an RFC 3339 text says, before it is made an instant.
struct rfc3339_parts {
    civil_day date{};
    int hour = 0;
    int minute = 0;
    int second = 0;
    int microsecond = 0;
    int offset_minutes = 0;
};

[[nodiscard]] constexpr bool read_year(rfc3339_reader& reader, std::int64_t& year) noexcept {
    const bool negative = reader.next_is("-");
    const bool expanded = reader.take("+-");
    int number = 0;
    if (!reader.read(expanded ? 6 : 4, 999'999, number)) return false;
    year = negative ? -number : number;
    return !negative || number != 0;
}

[[nodiscard]] constexpr bool read_date(rfc3339_reader& reader, civil_day& date) noexcept {
    if (!read_year(reader, date.year) || !reader.take("-")) return false;
    if (!reader.read(2, 12, date.month) || date.month == 0 || !reader.take("-")) return false;
    return reader.read(2, days_in_month(date.year, date.month), date.day) && date.day != 0;
}

[[nodiscard]] constexpr bool read_time(rfc3339_reader& reader, rfc3339_parts& parts) noexcept {
    if (!reader.read(2, 23, parts.hour) || !reader.take(":")) return false;
    if (!reader.read(2, 59, parts.minute) || !reader.take(":")) return false;
    if (!reader.read(2, 60, parts.second)) return false;
    return !reader.take(".") || reader.read_fraction(parts.microsecond);
}

[[nodiscard]] constexpr bool read_offset(rfc3339_reader& reader, int& offset_minutes) noexcept {
    if (reader.take("Zz")) return true;
    const bool west = reader.next_is("-");
    int hours = 0;
    int minutes = 0;
    if (!reader.take("+-") || !reader.read(2, 23, hours) || !reader.take(":") || !reader.read(2, 59, minutes))
        return false;
    offset_minutes = (west ? -1 : 1) * (hours * 60 + minutes);
    return true;
}

/// Microseconds from whole seconds and a part of one; nothing when 64 bits do not hold them.
[[nodiscard]] constexpr std::optional<std::int64_t> microseconds_of(std::int64_t seconds, int part) noexcept {
    using limits = std::numeric_limits<std::int64_t>;
    // Below zero the part is counted back from the next second, because the first second of the range is not a whole
    // one.
    const std::int64_t whole = seconds < 0 ? seconds + 1 : seconds;
    const std::int64_t rest = seconds < 0 ? part - microseconds_per_second : part;
    if (whole < limits::min() / microseconds_per_second || whole > limits::max() / microseconds_per_second) return {};
    const std::int64_t base = whole * microseconds_per_second;
    if (rest < 0 ? base < limits::min() - rest : base > limits::max() - rest) return {};
    return base + rest;
}

/// Microseconds since 1970-01-01T00:00:00Z; nothing when there is no such instant.
[[nodiscard]] constexpr std::optional<std::int64_t> instant_of(const rfc3339_parts& parts) noexcept {
    const std::int64_t minutes = parts.hour * 60 + parts.minute - parts.offset_minutes;
    const std::int64_t seconds = days_of(parts.date) * seconds_per_day + minutes * 60 + parts.second;
    // RFC 3339 section 5.7: a leap second is the last second of a month in UTC, so the one after it is a first
    // midnight.
    if (parts.second == 60 && (seconds % seconds_per_day != 0 || day_of(seconds / seconds_per_day).day != 1)) return {};
    return microseconds_of(seconds, parts.microsecond);
}

/// Microseconds since 1970-01-01T00:00:00Z from a text; nothing when the text is not RFC 3339.
[[nodiscard]] constexpr std::optional<std::int64_t> parse_rfc3339(std::string_view text) noexcept {
    rfc3339_reader reader{text};
    rfc3339_parts parts;
    if (!read_date(reader, parts.date) || !reader.take("Tt ") || !read_time(reader, parts)) return {};
    if (!read_offset(reader, parts.offset_minutes) || !reader.done()) return {};
    return instant_of(parts);
}

} // namespace yore::detail

#endif
