// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_WORDS_HPP
#define YORE_DETAIL_MANAGE_WORDS_HPP

#include <yore/detail/manage/session.hpp>
#include <yore/detail/text/sentence.hpp>

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What several commands say in the same way.
namespace yore::detail::managing {

/// Decimal digits and nothing else, in the range of the type.
template <class N> bool read_number(std::string_view text, N& into) {
    const auto end = std::from_chars(text.data(), text.data() + text.size(), into);
    return !text.empty() && text.front() != '-' && end.ec == std::errc{} && end.ptr == text.data() + text.size();
}
template <class N> bool read_number(std::string_view text, std::optional<N>& into) {
    return read_number(text, into.emplace());
}

/// `Maria Rossi (maria)`, as much of it as there is.
inline std::string actor_text(const commit& c) { return c.actor ? words::who_text(*c.actor) : std::string(); }

/// `Maria Rossi (maria): moved for repair`, as much of it as there is.
inline std::string who_and_why(const commit& c) {
    std::string out = actor_text(c);
    if (c.reason && !c.reason->empty()) out += (out.empty() ? "" : ": ") + words::prose(*c.reason);
    return out;
}

/// `version 3, updated on 2026-03-02 09:00:00 UTC by maria: moved for repair`.
inline std::string version_line(const version_facts& facts, const text_options& o) {
    std::string out = "version " + number_text(facts.number) + ", " + std::string(to_string(facts.op));
    if (facts.source)
        out += (facts.op == operation::restored ? " from version " : " to version ") + number_text(*facts.source);
    out += " on " + words::time_text(facts.commit.occurred_on, o.offset);
    const std::string who = who_and_why(facts.commit);
    return who.empty() ? out : out + (facts.commit.actor ? " by " : ": ") + who;
}

/// One line for each change, indented.
inline std::string change_lines(const std::vector<field_change>& changes, const text_options& o) {
    std::string out;
    for (const field_change& one : changes) out += "  " + words::changes_text({one}, o) + "\n";
    return out;
}

} // namespace yore::detail::managing

#endif
