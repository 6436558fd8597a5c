// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_HTML_ACTIVITY_HPP
#define YORE_DETAIL_HTML_ACTIVITY_HPP

#include <yore/detail/civil_day.hpp>
#include <yore/detail/to_text.hpp>
#include <yore/timestamp.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// How much happened when, as a small picture, and in words and numbers for those who do not see it.
namespace yore::detail::pages {

/// The day of the calendar, counted from 1970-01-01, that a clock with this offset shows.
constexpr std::int64_t day_at(timestamp instant, std::chrono::minutes offset) {
    constexpr std::int64_t minute = 60 * microseconds_per_second;
    constexpr std::int64_t minutes_per_day = 1440;
    const auto floored = [](std::int64_t n, std::int64_t by) { return n / by - (n % by < 0 ? 1 : 0); };
    return floored(floored(instant.time_since_epoch().count(), minute) + offset.count(), minutes_per_day);
}

inline std::string day_text(std::int64_t day) {
    const civil_day date = day_of(day);
    const auto padded = [](std::int64_t n, std::size_t digits) {
        std::string text = number_text(n);
        return text.insert(0, text.size() < digits ? digits - text.size() : 0, '0');
    };
    return (date.year < 0 ? "-" : "") + padded(date.year < 0 ? -date.year : date.year, 4) + "-" +
           padded(date.month, 2) + "-" + padded(date.day, 2);
}

/// Counts per stretch of equally many days; so many days that the stretches are few.
class activity {
public:
    static constexpr std::int64_t most_stretches = 60;

    /// Requires: at least one day.
    explicit activity(const std::vector<std::int64_t>& days) : first_(days.front()), last_(days.front()) {
        for (const std::int64_t day : days) {
            if (day < first_) first_ = day;
            if (day > last_) last_ = day;
        }
        for (std::int64_t wider = 7; (last_ - first_) / length_ >= most_stretches; wider *= wider == 7 ? 4 : 13)
            length_ = wider;
        counts_.resize(static_cast<std::size_t>((last_ - first_) / length_ + 1));
        for (const std::int64_t day : days) ++counts_[static_cast<std::size_t>((day - first_) / length_)];
        for (const std::size_t count : counts_)
            if (count > highest_) highest_ = count;
    }

    void append_to(std::string& out) const {
        out += "<figure>\n";
        append_picture(out);
        out += "<figcaption>" + words() + "</figcaption>\n<details><summary>The same as a table</summary>\n";
        append_table(out);
        out += "</details>\n</figure>\n";
    }

private:
    [[nodiscard]] std::int64_t begin_of(std::size_t stretch) const {
        return first_ + static_cast<std::int64_t>(stretch) * length_;
    }
    [[nodiscard]] std::string unit() const {
        return length_ == 1 ? "day" : length_ == 7 ? "week" : number_text(length_ / 7) + " weeks";
    }
    [[nodiscard]] std::string words() const {
        const std::string first = day_text(first_), last = day_text(last_);
        return "Changes per " + unit() + (first_ == last_ ? ": " + first : " from " + first + " to " + last) +
               ", at most " + number_text(highest_);
    }

    void append_picture(std::string& out) const {
        constexpr std::size_t height = 64;
        const std::size_t width = counts_.size() < 20 ? 24 : 12;
        const std::string across = number_text(width * counts_.size()), down = number_text(height);
        out += "<svg role=\"img\" aria-label=\"" + words() + "\" width=\"" + across + "\" height=\"" + down +
               "\" viewBox=\"0 0 " + across + " " + down + "\">\n";
        for (std::size_t i = 0; i != counts_.size(); ++i) {
            if (counts_[i] == 0) continue;
            const std::size_t tall = 2 + (height - 2) * counts_[i] / highest_; // the smallest are seen too
            out += "<rect x=\"" + number_text(width * i + 1) + "\" y=\"" + number_text(height - tall) + "\" width=\"" +
                   number_text(width - 2) + "\" height=\"" + number_text(tall) + "\"><title>" + day_text(begin_of(i)) +
                   ": " + number_text(counts_[i]) + "</title></rect>\n";
        }
        out += "</svg>\n";
    }
    void append_table(std::string& out) const {
        out += "<table class=\"narrow\">\n<caption class=\"unseen\">Changes per " + unit() +
               "</caption>\n<thead><tr><th scope=\"col\">" + std::string(length_ == 1 ? "Day" : "From") +
               "</th><th scope=\"col\">Changes</th></tr></thead>\n<tbody>\n";
        for (std::size_t i = 0; i != counts_.size(); ++i)
            if (counts_[i] != 0)
                out += "<tr><th scope=\"row\">" + day_text(begin_of(i)) + "</th><td class=\"number\">" +
                       number_text(counts_[i]) + "</td></tr>\n";
        out += "</tbody></table>\n";
    }

    std::int64_t first_, last_;
    std::int64_t length_ = 1;
    std::vector<std::size_t> counts_{};
    std::size_t highest_ = 0;
};

} // namespace yore::detail::pages

#endif
