// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TEXT_TIMELINE_HPP
#define YORE_TEXT_TIMELINE_HPP

#include <yore/detail/clock.hpp>
#include <yore/detail/merge_sort.hpp>
#include <yore/history.hpp>
#include <yore/text/changelog.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace yore {

/// Where a page of a timeline ended: make it from its last commit.
struct timeline_cursor {
    timestamp occurred_on{};
    std::uint64_t commit_id = 0;

    timeline_cursor() = default;
    timeline_cursor(timestamp when, std::uint64_t id) : occurred_on(when), commit_id(id) {}
    explicit(false) timeline_cursor(const changelog_commit& last)
        : occurred_on(last.commit.occurred_on), commit_id(last.commit.id) {}

    friend auto operator<=>(const timeline_cursor&, const timeline_cursor&) = default;
};

/// What a timeline tells: the versions that satisfy every member that is set.
struct timeline_filter {
    std::optional<std::string> actor{}, reason{}, correlation_id{}; ///< exact text; of the actor the id
    std::optional<timestamp> from{}, until{};                       ///< [from, until) on occurred_on
    std::vector<operation> operations{};                            ///< any of these
    std::size_t limit = 0;                                          ///< so many commits; 0: all
    bool newest_first = true;
    std::optional<timeline_cursor> after{}; ///< continue behind this commit, in the direction asked for
};

namespace detail::words {

/// Where a version of a timeline is.
struct timeline_place {
    timeline_cursor commit{};
    std::size_t model = 0;
    std::size_t index = 0;
};

template <class T> struct timeline_model {
    history<T> past;
    std::vector<version<T>> found{};

    /// Adds what a filter finds. Returns: how many versions were there before.
    std::size_t find(const timeline_filter& f) {
        filter<T> mine;
        mine.actor = f.actor;
        mine.reason = f.reason;
        mine.correlation_id = f.correlation_id;
        mine.from = f.from;
        mine.until = f.until;
        mine.operations = f.operations;
        mine.newest_first = false;
        const std::size_t before = found.size();
        for (version<T>& v : past.find(mine)) found.push_back(std::move(v));
        return before;
    }
    void add_places(std::size_t first, std::size_t model, std::vector<timeline_place>& out) const {
        for (std::size_t i = first; i != found.size(); ++i)
            out.push_back({{found[i].commit.occurred_on, found[i].commit.id}, model, i});
    }
};

/// Puts the places of whole commits in order, then leaves out what is before the cursor and behind the limit.
/// Returns: how many commits are left.
inline std::size_t cut_to_page(std::vector<timeline_place>& places, const timeline_filter& f) {
    merge_sort(places, [&](const timeline_place& a, const timeline_place& b) {
        return f.newest_first ? b.commit < a.commit : a.commit < b.commit;
    });
    std::vector<timeline_place> page;
    std::size_t commits = 0;
    for (const timeline_place& place : places) {
        if (f.after && !(f.newest_first ? place.commit < *f.after : *f.after < place.commit)) continue;
        const bool begins = page.empty() || page.back().commit != place.commit;
        if (begins && f.limit != 0 && commits == f.limit) break;
        commits += begins;
        page.push_back(place);
    }
    places.swap(page);
    return commits;
}

/// An instant so many days later, or earlier; nothing where there is none.
inline std::optional<timestamp> days_from(timestamp when, std::int64_t days) {
    using limits = std::numeric_limits<std::int64_t>;
    const std::int64_t step = days * seconds_per_day * microseconds_per_second, at = when.time_since_epoch().count();
    if (step < 0 ? at < limits::min() - step : at > limits::max() - step) return {};
    return when + std::chrono::microseconds{step};
}

template <class... T> class timeline_reader {
public:
    template <store S> explicit timeline_reader(S& s) : models_(timeline_model<T>{history<T>(s)}...) {}

    [[nodiscard]] std::vector<changelog_commit> read(timeline_filter f) {
        if (f.after && f.newest_first && f.after->occurred_on != timestamp::max()) {
            const timestamp behind = f.after->occurred_on + std::chrono::microseconds{1};
            if (!f.until || behind < *f.until) f.until = behind;
        }
        if (f.after && !f.newest_first && (!f.from || *f.from < f.after->occurred_on)) f.from = f.after->occurred_on;
        std::vector<timeline_place> places = find_page(f);
        return told(places);
    }

private:
    /// The first commits of a page lie near the end, or the beginning that the filter sets, so that ever longer stretches of
    /// time from there are read, each once.
    std::vector<timeline_place> find_page(timeline_filter f) {
        std::vector<timeline_place> places;
        std::optional<timestamp>&begin = f.newest_first ? f.until : f.from, &end = f.newest_first ? f.from : f.until;
        if (f.limit != 0 && (f.newest_first || begin)) {
            timestamp first = f.newest_first ? clock_now() : *begin;
            if (begin && *begin < first) first = *begin;
            const std::optional<timestamp> last = end;
            for (std::int64_t days = 1; days < 10'000; days *= 8) {
                end = days_from(first, f.newest_first ? -days : days);
                if (!end || (last && (f.newest_first ? *end <= *last : *last <= *end))) break;
                if (add(f, places) == f.limit) return places;
                begin = end;
            }
            end = last;
        }
        add(f, places);
        return places;
    }
    std::size_t add(const timeline_filter& f, std::vector<timeline_place>& places) {
        each([&](std::size_t i, auto& model) { model.add_places(model.find(f), i, places); });
        return cut_to_page(places, f);
    }

    std::vector<changelog_commit> told(const std::vector<timeline_place>& places) {
        std::vector<changelog_entry> entries(places.size());
        std::vector<const commit*> commits(places.size());
        each([&](std::size_t i, auto& model) {
            const neighbours at_hand(std::span(std::as_const(model.found)));
            for (std::size_t p = 0; p != places.size(); ++p) {
                if (places[p].model != i) continue;
                const auto& v = model.found[places[p].index];
                entries[p] = entry_in(model.past, at_hand, v);
                commits[p] = &v.commit;
            }
        });
        std::vector<changelog_commit> log;
        for (std::size_t p = 0; p != places.size(); ++p) append(log, *commits[p], std::move(entries[p]));
        return log;
    }

    template <class F> void each(F f) {
        std::apply(
            [&](auto&... model) {
                std::size_t i = 0;
                (f(i++, model), ...);
            },
            models_);
    }

    std::tuple<timeline_model<T>...> models_;
};

} // namespace detail::words

/// What happened in a store to these models, merged by time, one part per commit: newest first unless asked otherwise;
/// at one instant in the order of recording, within a commit in the order of the models, then of recording.
/// Complexity: with a limit, and newest first or with `from`, that of finding what occurred in the first 1, 8, 64, 512 or
/// 4096 days of the page, the least of these that has so many commits; else that of finding all that satisfies the filter.
template <class... T, store S>
    requires(sizeof...(T) != 0)
[[nodiscard]] std::vector<changelog_commit> timeline(S& db, const timeline_filter& f = {}) {
    return detail::words::timeline_reader<T...>(db).read(f);
}

} // namespace yore

#endif
