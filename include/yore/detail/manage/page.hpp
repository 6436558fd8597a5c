// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_PAGE_HPP
#define YORE_DETAIL_MANAGE_PAGE_HPP

#include <yore/detail/manage/files.hpp>
#include <yore/detail/manage/session.hpp>

#include <cstddef>
#include <optional>
#include <sstream>
#include <string>

namespace yore::detail::managing {

struct page_arguments {
    std::string model{}, file{}, title{};
    std::optional<std::string> key{};
    std::size_t newest = 500;
    bool with_origin = false;
};

/// A page of HTML about one entity, one model, or everything.
inline exit_code page(session& s, const page_arguments& a) {
    s.open(purpose::read);
    page_options o;
    o.title = a.title;
    o.offset = s.con.text.offset;
    o.newest = a.newest;
    o.origin = a.with_origin ? origin::shown : origin::hidden;
    std::ostringstream out; // a page that cannot be made leaves no file behind
    if (a.model.empty()) s.program.page(out, s.db().store(), o);
    else {
        const managed_model& m = s.model_named(a.model);
        const any_key key = a.key ? s.key_of(m, *a.key) : nullptr;
        if (key) static_cast<void>(s.latest(m, key, *a.key)); // or says which there are
        m.of.page(out, s.db().store(), key.get(), o);
    }
    output_file file(s.con, a.file);
    file.stream() << out.view();
    file.close();
    return exit_code::done;
}

} // namespace yore::detail::managing

#endif
