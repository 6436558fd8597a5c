// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TEXT_SUMMARY_HPP
#define YORE_TEXT_SUMMARY_HPP

#include <yore/detail/text/sentence.hpp>
#include <yore/diff.hpp>
#include <yore/text/entry.hpp>
#include <yore/text/options.hpp>
#include <yore/version.hpp>

#include <string>

namespace yore {

/// What differs, as a sentence without a subject: `changed status from working to broken and location from Floor 1 to
/// none`. Values are as they are; one that could be taken for a part of the sentence, or has something in it that
/// cannot be seen, is in quotes with that made visible.
template <class T> [[nodiscard]] std::string summary(const changes<T>& c, const text_options& options = {}) {
    return detail::words::changes_text(field_changes(c), options);
}

/// What somebody did, as a sentence: who, what, why; the actor's name where there is one, else the id.
[[nodiscard]] inline std::string summary(const changelog_entry& e, const commit& of, const text_options& options = {}) {
    std::string out;
    if (of.actor)
        out = detail::words::painter(options).heading(
                  detail::words::shown(of.actor->name ? *of.actor->name : of.actor->id)) +
              " ";
    out += detail::words::deed_text(e, " " + detail::words::entity_text(e, options), options);
    if (of.reason && !of.reason->empty()) out += ", " + detail::words::prose(*of.reason);
    return out;
}

/// The same of a version. What its fields were before it does not know, so it says only what they became.
template <class T> [[nodiscard]] std::string summary(const version<T>& v, const text_options& options = {}) {
    return summary(entry(v), v.commit, options);
}

/// The same of a version and the one before it: `maria changed status from working to broken, moved for repair`.
/// Throws: `error` when `before` is not the version just before it of the same entity.
template <class T>
[[nodiscard]] std::string summary(const version<T>& before, const version<T>& v, const text_options& options = {}) {
    return summary(entry(before, v), v.commit, options);
}

} // namespace yore

#endif
