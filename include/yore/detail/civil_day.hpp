// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_CIVIL_DAY_HPP
#define YORE_DETAIL_CIVIL_DAY_HPP

#include <cstdint>

namespace yore::detail {

/// A day of the proleptic Gregorian calendar; the year 0 is 1 BC.
struct civil_day {
    std::int64_t year;
    int month;
    int day;
};

/// Days from 1970-01-01 to a day of the calendar.
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil. The year begins in March
/// there, so that the leap day is its last; an era is 400 years, which are always 146,097 days.
[[nodiscard]] constexpr std::int64_t days_of(const civil_day& date) noexcept {
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t month_from_march = date.month + (date.month > 2 ? -3 : 9);
    const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
    const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

/// The day of the calendar that is `days` after 1970-01-01.
/// Source: Howard Hinnant, the same paper, civil_from_days.
[[nodiscard]] constexpr civil_day day_of(std::int64_t days) noexcept {
    const std::int64_t shifted = days + 719468;
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const std::int64_t day_of_era = shifted - era * 146097;
    const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
    const int day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
    const int month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

/// Requires: month in 1..12.
[[nodiscard]] constexpr int days_in_month(std::int64_t year, int month) noexcept {
    if (month != 2) return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
}

} // namespace yore::detail

#endif
