// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TEXT_CHANGELOG_HPP
#define YORE_TEXT_CHANGELOG_HPP

#include <yore/detail/text/sentence.hpp>
#include <yore/detail/text/time.hpp>
#include <yore/history.hpp>
#include <yore/text/entry.hpp>
#include <yore/text/options.hpp>
#include <yore/text/sink.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace yore {

/// A commit and what it did: one part of a changelog.
struct changelog_commit {
    yore::commit commit{};
    std::vector<changelog_entry> entries{};

    friend bool operator==(const changelog_commit&, const changelog_commit&) = default;
};

namespace detail::words {

/// Puts an entry to the others of its commit. A version that a clock which stepped back has given another time than
/// the rest of its commit stands alone.
inline void append(std::vector<changelog_commit>& log, const commit& of, changelog_entry&& one) {
    if (log.empty() || log.back().commit.id != of.id || log.back().commit.occurred_on != of.occurred_on)
        log.push_back({of, {}});
    log.back().entries.push_back(std::move(one));
}

template <class T> changelog_entry entry_after(const version<T>* before, const version<T>& v) {
    return before != nullptr ? entry(*before, v) : entry(v);
}

/// Versions by key and number.
template <class T> class neighbours {
public:
    explicit neighbours(std::span<const version<T>> versions) {
        for (const version<T>& v : versions) known_.emplace(std::pair{detail::key_from(v.state), v.number}, &v);
    }
    /// The version before this one; null when it is not among them.
    [[nodiscard]] const version<T>* before(const version<T>& v) const {
        const auto found = known_.find({detail::key_from(v.state), v.number - 1});
        return found == known_.end() ? nullptr : found->second;
    }

private:
    std::map<std::pair<key_of<T>, version_number>, const version<T>*> known_;
};

/// Needs no version before it to be told.
template <class T> bool tells_itself(const version<T>& v) { return v.op == operation::created || v.changed.empty(); }

template <class T>
changelog_entry entry_in(const history<T>& past, const neighbours<T>& at_hand, const version<T>& v) {
    if (tells_itself(v)) return entry(v);
    if (const version<T>* before = at_hand.before(v)) return entry(*before, v);
    const std::optional<version<T>> before = past.at(detail::key_from(v.state), v.number - 1);
    return entry_after(before ? &*before : nullptr, v);
}

} // namespace detail::words

/// The changelog of these versions, in their order. What a version changed is told as far as the version before it is
/// among them.
/// Complexity: n log n.
template <class T> [[nodiscard]] std::vector<changelog_commit> changelog(const std::vector<version<T>>& versions) {
    const detail::words::neighbours<T> at_hand(versions);
    std::vector<changelog_commit> log;
    for (const version<T>& v : versions)
        detail::words::append(log, v.commit, detail::words::entry_after(at_hand.before(v), v));
    return log;
}

/// The changelog of the versions that satisfy a filter, in the order that `find` gives them. A version before one of
/// them is looked up where it is needed.
template <class T>
[[nodiscard]] std::vector<changelog_commit> changelog(const history<T>& past, const filter<T>& f = {}) {
    const std::vector<version<T>> versions = past.find(f);
    const detail::words::neighbours<T> at_hand(versions);
    std::vector<changelog_commit> log;
    for (const version<T>& v : versions)
        detail::words::append(log, v.commit, detail::words::entry_in(past, at_hand, v));
    return log;
}

/// The changelog of one entity, newest first; empty when it is unknown.
template <class T>
[[nodiscard]] std::vector<changelog_commit> changelog(
    const history<T>& past, const typename history<T>::key_type& key) {
    filter<T> of_one;
    of_one.key = key;
    return changelog(past, of_one);
}

/// One commit as text: a line that says when, who and why, and one for each entry, indented.
/// Throws: `error` when the offset is a day or more.
[[nodiscard]] inline std::string to_text(const changelog_commit& c, const text_options& options = {}) {
    std::string line = detail::words::time_text(c.commit.occurred_on, options.offset);
    if (c.commit.actor) line += ", " + detail::words::who_text(*c.commit.actor);
    std::string out = detail::words::painter(options).heading(std::move(line));
    if (c.commit.reason && !c.commit.reason->empty()) out += ": " + detail::words::prose(*c.commit.reason);
    out += '\n';
    for (const changelog_entry& e : c.entries)
        out += "  " + detail::words::entity_text(e, options) + ", version " + detail::number_text(e.number) + ": " +
               detail::words::deed_text(e, "", options) + "\n";
    return out;
}

/// Writes a changelog, commit by commit.
/// Throws: `error` when the offset is a day or more; what the sink throws.
template <text_sink Sink>
void write_text(Sink&& sink, const std::vector<changelog_commit>& log, const text_options& options = {}) {
    for (const changelog_commit& c : log) detail::words::put(sink, to_text(c, options));
}

} // namespace yore

#endif
