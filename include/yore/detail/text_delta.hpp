// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_TEXT_DELTA_HPP
#define YORE_DETAIL_TEXT_DELTA_HPP

#include <yore/detail/common_runs.hpp>
#include <yore/detail/plain_list.hpp>
#include <yore/detail/to_text.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A long text as what became of an earlier one, which people can read too: `=120-4+7:Floor 2=33` keeps 120 bytes,
/// leaves out 4, puts in the 7 that follow the colon, and keeps 33.
namespace yore::detail {

/// The pieces of a text that are compared as wholes: each ends with a comma, a blank, a line, or the text.
inline std::vector<std::string_view> pieces_of(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const std::size_t end = text.find_first_of(", \n");
        out.push_back(text.substr(0, end == std::string_view::npos ? end : end + 1));
        text.remove_prefix(out.back().size());
    }
    return out;
}

/// Whether it is worth looking for what became of a text. In a short one that is as dear as writing the row, so there
/// only an edit in one place counts.
inline bool may_have_short_delta(std::string_view before, std::string_view after) {
    if (after.size() >= 512) return true;
    const std::size_t both = std::min(before.size(), after.size());
    std::size_t first = 0, last = 0;
    while (first != both && before[first] == after[first]) ++first;
    while (first + last != both && before[before.size() - 1 - last] == after[after.size() - 1 - last]) ++last;
    return first + last > after.size() / 2;
}

/// Returns: what makes `after` of `before`.
/// Complexity: linear in the sizes; see `edit_script`.
inline std::string text_delta(std::string_view before, std::string_view after) {
    const std::vector<std::string_view> from = pieces_of(before), to = pieces_of(after);
    // Enough for a tenth of the pieces of short texts and a few dozen of long ones; with more the delta is longer.
    const std::size_t search_limit = std::min<std::size_t>(4096, 8 * (from.size() + to.size()));
    const auto same = [&](std::size_t a, std::size_t b) { return from[a] == to[b]; };
    const auto call = [](const void* context, std::size_t a, std::size_t b) {
        return (*static_cast<const decltype(same)*>(context))(a, b);
    };
    plain_list<common_run> runs = common_run_search{{&same, call}, from.size(), to.size(), search_limit}.find();
    runs.push_back({from.size(), to.size(), 0});

    std::string out;
    const auto put = [&](char what, std::size_t bytes) {
        if (bytes != 0) out += what + number_text(bytes);
    };
    const char *left = before.data(), *right = after.data(); // up to where both are dealt with
    const auto place = [](const std::vector<std::string_view>& pieces, std::size_t i, std::string_view whole) {
        return i == pieces.size() ? whole.data() + whole.size() : pieces[i].data();
    };
    for (const common_run& run : runs) {
        const char *const a = place(from, run.before, before), *const b = place(to, run.after, after);
        put('-', static_cast<std::size_t>(a - left));
        if (const auto bytes = static_cast<std::size_t>(b - right); bytes != 0) {
            put('+', bytes);
            out.append(":").append(right, bytes);
        }
        left = place(from, run.before + run.length, before);
        right = place(to, run.after + run.length, after);
        put('=', static_cast<std::size_t>(left - a));
    }
    return out;
}

/// Returns: the later text; nothing where the delta was not made from this one.
inline std::optional<std::string> apply_text_delta(std::string_view before, std::string_view delta) {
    std::string out;
    while (!delta.empty()) {
        const char what = delta.front();
        std::size_t bytes = 0;
        const auto end = std::from_chars(delta.data() + 1, delta.data() + delta.size(), bytes);
        if (end.ec != std::errc{}) return {};
        delta.remove_prefix(static_cast<std::size_t>(end.ptr - delta.data()));
        const bool inserts = what == '+';
        if (inserts && delta.empty()) return {};
        if (inserts) delta.remove_prefix(1);
        std::string_view& source = inserts ? delta : before;
        if (bytes > source.size() || (what != '+' && what != '-' && what != '=')) return {};
        if (what != '-') out += source.substr(0, bytes);
        source.remove_prefix(bytes);
    }
    if (!before.empty()) return {};
    return out;
}

} // namespace yore::detail

#endif
