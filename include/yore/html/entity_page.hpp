// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_HTML_ENTITY_PAGE_HPP
#define YORE_HTML_ENTITY_PAGE_HPP

#include <yore/detail/html/entity_contents.hpp>
#include <yore/history.hpp>
#include <yore/html/options.hpp>
#include <yore/text/changelog.hpp>
#include <yore/text/sink.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace yore {

/// Writes the page of one entity, deleted or not: its fields with who last changed them, any two versions side by side,
/// and what each version changed, newest first. A self-contained document of HTML in UTF-8, without scripts.
/// Throws: `not_found` when nothing was ever recorded of it, `error` when the offset is a day or more; then nothing is
/// written. What the sink throws passes through.
/// Complexity: that of finding the versions that are told, and of their edit scripts.
template <text_sink Sink, class T>
void write_page(
    Sink&& sink, const history<T>& past, const typename history<T>::key_type& key, const page_options& options = {}) {
    namespace pages = detail::pages;
    static_cast<void>(detail::words::offset_text(options.offset));
    filter<T> newest;
    newest.key = key;
    if (options.newest != 0) newest.limit = options.newest + 1; // one more, as what was before
    pages::entity_contents page;
    std::vector<version<T>> found;
    do { // again where somebody recorded between the two readings
        found = past.find(newest);
        if (found.empty())
            throw not_found("yore: there is no page of " + std::string(type_name<T>) + " " +
                            detail::to_text<key_of<T>>(key) + ": nothing was ever recorded of it");
        page.fields = pages::blamed_fields(found, past.blame(key));
    } while (pages::is_outdated(page.fields, found.front().number));

    page.log = changelog(found);
    page.has_more = pages::cut_to(page.log, options.newest);
    page.versions = found.size() - page.has_more;
    for (std::size_t i = page.versions < options.compared ? page.versions : options.compared; i-- != 0;)
        page.compared.push_back(pages::compared(found[i]));
    page.same = pages::have_same_field<T>;
    pages::write_entity([&](std::string_view text) { detail::words::put(sink, text); }, page, options);
}

} // namespace yore

#endif
