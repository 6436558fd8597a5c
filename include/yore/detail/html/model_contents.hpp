// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_HTML_MODEL_CONTENTS_HPP
#define YORE_DETAIL_HTML_MODEL_CONTENTS_HPP

#include <yore/config.hpp>
#include <yore/detail/html/commit_line.hpp>
#include <yore/detail/html/entry.hpp>
#include <yore/detail/merge_sort.hpp>
#include <yore/history.hpp>
#include <yore/text/changelog.hpp>
#include <yore/text/sink.hpp>

#include <cstddef>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

/// What is on the page of some models.
namespace yore::detail::pages {

/// An entity that is no more.
struct deleted_entity {
    changelog_entry entry{};
    yore::commit commit{};
};

/// What is on the page of some models.
struct model_contents {
    std::string models{};                ///< their names
    std::string asked{};                 ///< what the page is limited to, as markup
    std::vector<changelog_commit> log{}; ///< in the order in which it is told
    std::vector<deleted_entity> deleted{};
    bool has_more = false;         ///< the filter finds more commits
    bool has_more_deleted = false; ///< there are more deleted entities
};

template <class T> void add_model(const history<T>& past, model_contents& page, const page_options& o) {
    page.models.append(page.models.empty() ? "" : ", ").append(type_name<T>);
    std::size_t told = 0;
    for (const key_of<T>& key : past.deleted()) {
        if (o.newest != 0 && told++ == o.newest) {
            page.has_more_deleted = true;
            return;
        }
        filter<T> last;
        last.key = key;
        last.limit = 1;
        for (version<T>& v : past.find(last))
            if (v.op == operation::deleted) page.deleted.push_back({entry(v), std::move(v.commit)});
    }
}

/// Puts what is deleted of all models in one order, the newest first.
inline void order_deleted(model_contents& page, const page_options& o) {
    merge_sort(page.deleted, [](const deleted_entity& a, const deleted_entity& b) {
        return std::tie(b.commit.occurred_on, b.commit.id) < std::tie(a.commit.occurred_on, a.commit.id);
    });
    if (o.newest == 0 || page.deleted.size() <= o.newest) return;
    page.deleted.resize(o.newest);
    page.has_more_deleted = true;
}

/// What a page is limited to, so that nobody takes a part for all: the members that all filters have.
template <class Filter> std::string asked_for(const Filter& f, const page_options& o) {
    std::string out, operations;
    append_fact(out, "only by", f.actor);
    append_fact(out, "only with the reason", f.reason);
    append_fact(out, "only with the correlation id", f.correlation_id);
    if (f.from) append_fact(out, "since", words::time_text(*f.from, o.offset));
    if (f.until) append_fact(out, "before", words::time_text(*f.until, o.offset));
    for (const operation op : f.operations) operations.append(operations.empty() ? "" : ", ").append(to_string(op));
    if (!operations.empty()) append_fact(out, "only what was", operations);
    return out;
}

/// Writes the page.
YORE_ONCE void write_models(const words::any_sink& sink, const model_contents& page, const page_options& o);

} // namespace yore::detail::pages

#if !defined(YORE_SEPARATE_COMPILATION)
#include <yore/detail/html/write_models.hpp>
#endif

#endif
