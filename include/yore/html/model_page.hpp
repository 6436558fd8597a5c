// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_HTML_MODEL_PAGE_HPP
#define YORE_HTML_MODEL_PAGE_HPP

#include <yore/detail/html/model_contents.hpp>
#include <yore/history.hpp>
#include <yore/html/options.hpp>
#include <yore/text/changelog.hpp>
#include <yore/text/sink.hpp>
#include <yore/text/timeline.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace yore {

/// Writes the page of some models of a store: what happened to them, merged by time, how much of it when and by whom,
/// and which entities are deleted. The filter's limit is one of commits; without one `options.newest` is. Who and how
/// much is counted of what the page tells. A self-contained document of HTML in UTF-8, without scripts.
/// Throws: `error` when the offset is a day or more; then nothing is written. What the sink throws passes through.
/// Complexity: that of `timeline`, and of finding the last version of each deleted entity that is told.
template <class... T, text_sink Sink, store S>
    requires(sizeof...(T) != 0)
void write_page(Sink&& sink, S& db, const timeline_filter& f = {}, const page_options& options = {}) {
    namespace pages = detail::pages;
    static_cast<void>(detail::words::offset_text(options.offset));
    timeline_filter one_more = f;
    const std::size_t limit = f.limit != 0 ? f.limit : options.newest;
    one_more.limit = limit == 0 ? 0 : limit + 1;
    pages::model_contents page;
    page.log = timeline<T...>(db, one_more);
    page.has_more = limit != 0 && page.log.size() > limit;
    if (page.has_more) page.log.pop_back();
    page.asked = pages::asked_for(f, options);
    if (f.after)
        pages::append_fact(page.asked, "continues behind",
            "commit " + detail::number_text(f.after->commit_id) + " of " +
                detail::words::time_text(f.after->occurred_on, options.offset));
    (pages::add_model(history<T>(db), page, options), ...);
    pages::order_deleted(page, options);
    pages::write_models([&](std::string_view text) { detail::words::put(sink, text); }, page, options);
}

/// The same of one model, in the order of recording; the limit is one of versions.
template <text_sink Sink, class T>
void write_page(Sink&& sink, const history<T>& past, const filter<T>& f = {}, const page_options& options = {}) {
    namespace pages = detail::pages;
    static_cast<void>(detail::words::offset_text(options.offset));
    filter<T> one_more = f;
    const std::size_t limit = f.limit != 0 ? f.limit : options.newest;
    one_more.limit = limit == 0 ? 0 : limit + 1;
    pages::model_contents page;
    page.log = changelog(past, one_more);
    page.has_more = pages::cut_to(page.log, limit);
    page.asked = pages::asked_for(f, options);
    if (f.key) pages::append_fact(page.asked, "only of", detail::to_text<key_of<T>>(*f.key));
    for (const field one : f.changed) pages::append_fact(page.asked, "only with a change of", std::string(one.label));
    if (f.after)
        pages::append_fact(page.asked, "continues behind",
            "version " + detail::number_text(f.after->number) + " of " + detail::to_text<key_of<T>>(f.after->key));
    pages::add_model(past, page, options);
    pages::order_deleted(page, options);
    pages::write_models([&](std::string_view text) { detail::words::put(sink, text); }, page, options);
}

} // namespace yore

#endif
