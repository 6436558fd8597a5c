// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_JSON_CHRONO_HPP
#define YORE_DETAIL_JSON_CHRONO_HPP

#include <yore/detail/civil_day.hpp>
#include <yore/detail/to_text.hpp>
#include <yore/timestamp.hpp>

#include <charconv>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <ratio>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

/// Instants, durations and dates as text that reads back as the same value.
namespace yore::detail {

/// Reads a number that the whole text is.
template <class N> std::optional<N> number_from(std::string_view text) {
    N n{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (failure != std::errc{} || end != text.data() + text.size()) return {};
    return n;
}

// ---- instants

/// An instant of the system clock in whole nanoseconds, or in a unit that is some whole microseconds.
template <class V> inline constexpr bool is_calendar_instant = false;
template <class D>
inline constexpr bool is_calendar_instant<std::chrono::time_point<std::chrono::system_clock, D>> =
    std::integral<typename D::rep> &&
    (std::is_same_v<typename D::period, std::nano> || std::ratio_divide<typename D::period, std::micro>::den == 1);

template <class V> inline constexpr bool counts_days = std::is_same_v<typename V::period, std::ratio<86400>>;
template <class V> inline constexpr bool counts_nanoseconds = std::is_same_v<typename V::period, std::nano>;

/// Whether an instant lies within the years that text can say: 64-bit microseconds.
template <class V> constexpr bool has_text(const V& t) {
    if constexpr (counts_nanoseconds<V>) return true;
    else {
        using wide = std::chrono::duration<std::int64_t, typename V::period>;
        constexpr std::int64_t first = std::chrono::ceil<wide>(std::chrono::microseconds::min()).count();
        constexpr std::int64_t last = std::chrono::floor<wide>(std::chrono::microseconds::max()).count();
        return std::in_range<std::int64_t>(t.time_since_epoch().count()) && t.time_since_epoch().count() >= first &&
               t.time_since_epoch().count() <= last;
    }
}

/// Requires: `has_text(t)`.
template <class V> std::string calendar_text(const V& t) {
    if constexpr (counts_nanoseconds<V>) {
        const std::int64_t count = t.time_since_epoch().count();
        const std::int64_t rest = count % 1000 + (count % 1000 < 0 ? 1000 : 0);
        std::string text = to_rfc3339(timestamp(std::chrono::microseconds(count / 1000 - (count % 1000 < 0 ? 1 : 0))));
        if (rest == 0) return text;
        text.pop_back();
        if (text.find('.') == std::string::npos) text += ".000000";
        return text += number_text(1000 + rest).substr(1) + "Z";
    } else {
        std::string text = to_rfc3339(timestamp(t));
        if constexpr (counts_days<V>) text.resize(text.find('T'));
        return text;
    }
}

/// The nanoseconds behind the microsecond of RFC 3339 text; further digits are dropped.
inline int nanoseconds_in(std::string_view text) {
    std::size_t at = text.find('.');
    if (at == std::string_view::npos) return 0;
    int out = 0;
    at += 7;
    for (int unit = 100; unit != 0 && at < text.size() && text[at] >= '0' && text[at] <= '9'; unit /= 10)
        out += unit * (text[at++] - '0');
    return out;
}

/// Returns: nothing where the text is no instant, or none that V has: a fraction, or a year too far.
template <class V> std::optional<V> calendar_from(std::string_view text) {
    std::string day;
    if constexpr (counts_days<V>)
        if (text.find_first_of("Tt ") == std::string_view::npos) text = day = std::string(text) + "T00:00:00Z";
    const std::optional<timestamp> found = from_rfc3339(text);
    if (!found) return {};
    if constexpr (counts_nanoseconds<V>) {
        constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 1000;
        const std::int64_t microseconds = found->time_since_epoch().count();
        if (microseconds < -most - 1 || microseconds > most) return {};
        const std::int64_t rest = nanoseconds_in(text);
        const bool at_end =
            microseconds == most
                ? rest > std::numeric_limits<std::int64_t>::max() % 1000
                : microseconds == -most - 1 && rest < 1000 - std::numeric_limits<std::int64_t>::max() % 1000 - 1;
        if (at_end) return {};
        // One step towards zero first: the product alone can lie just outside.
        const std::int64_t count =
            microseconds < 0 ? (microseconds + 1) * 1000 + (rest - 1000) : microseconds * 1000 + rest;
        return V(typename V::duration(static_cast<typename V::rep>(count)));
    } else {
        constexpr std::int64_t unit =
            std::chrono::microseconds(std::chrono::duration<std::int64_t, typename V::period>(1)).count();
        const std::int64_t count = found->time_since_epoch().count();
        if (count % unit != 0 || !std::in_range<typename V::rep>(count / unit)) return {};
        return V(typename V::duration(static_cast<typename V::rep>(count / unit)));
    }
}

// ---- durations

/// A count and its unit: `90min`, `1.5s`, `5*1/50s`.
template <class D> std::string ticks_text(const D& d) {
    std::string text = number_text(+d.count());
    return text += duration_text(D::zero()).substr(1); // the unit
}

/// So many ticks of one unit as ticks of another; nothing where that is not exact.
template <class Rep, class Factor> std::optional<Rep> exactly(Rep count) {
    if constexpr (std::floating_point<Rep>)
        return count * static_cast<Rep>(Factor::num) / static_cast<Rep>(Factor::den);
    else {
        constexpr std::int64_t num = Factor::num, den = Factor::den;
        if (count % den != 0 || count / den > std::numeric_limits<Rep>::max() / num ||
            count / den < std::numeric_limits<Rep>::min() / num)
            return {};
        return count / den * num;
    }
}

template <class D, class Period> std::optional<D> ticks_of_unit(std::string_view count) {
    using rep = std::conditional_t<std::floating_point<typename D::rep>, typename D::rep, std::int64_t>;
    const std::optional<rep> n = number_from<rep>(count);
    if (!n) return {};
    const std::optional<rep> ticks = exactly<rep, std::ratio_divide<Period, typename D::period>>(*n);
    if (!ticks) return {};
    if constexpr (std::integral<typename D::rep>)
        if (!std::in_range<typename D::rep>(*ticks)) return {};
    return D(static_cast<typename D::rep>(*ticks));
}

/// Reads any unit that D can hold without loss.
template <class D> std::optional<D> ticks_from(std::string_view text) {
    const std::string own = duration_text(D::zero()).substr(1);
    if (text.ends_with(own) && text.size() > own.size())
        if (auto d = ticks_of_unit<D, typename D::period>(text.substr(0, text.size() - own.size()))) return d;
    std::size_t unit = text.size();
    while (unit != 0 && text[unit - 1] >= 'a' && text[unit - 1] <= 'z') --unit;
    const std::string_view count = text.substr(0, unit), name = text.substr(unit);
    if (name == "ns") return ticks_of_unit<D, std::nano>(count);
    if (name == "us") return ticks_of_unit<D, std::micro>(count);
    if (name == "ms") return ticks_of_unit<D, std::milli>(count);
    if (name == "s") return ticks_of_unit<D, std::ratio<1>>(count);
    if (name == "min") return ticks_of_unit<D, std::ratio<60>>(count);
    if (name == "h") return ticks_of_unit<D, std::ratio<3600>>(count);
    if (name == "d") return ticks_of_unit<D, std::ratio<86400>>(count);
    return {};
}

// ---- dates

template <class V> V make_date(int year, unsigned month, unsigned day) {
    const V any{};
    return V{decltype(any.year()){year}, decltype(any.month()){month}, decltype(any.day()){day}};
}

/// Reads `2024-02-29`; a year outside 0..9999 has a sign or more digits. The day need not be one of the calendar.
template <class V> std::optional<V> date_from(std::string_view text) {
    if (text.size() < 10 || text[text.size() - 3] != '-' || text[text.size() - 6] != '-') return {};
    const auto day = number_from<unsigned>(text.substr(text.size() - 2)),
               month = number_from<unsigned>(text.substr(text.size() - 5, 2));
    const auto year = number_from<int>(text.substr(0, text.size() - 6));
    if (!day || !month || !year || *year > 32767 || *year < -32767) return {};
    const V out = make_date<V>(*year, *month, *day);
    if (detail::date_text(out) != text) return {};
    return out;
}

} // namespace yore::detail

#endif
