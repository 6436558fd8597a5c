// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_JSON_WRITABLE_HPP
#define YORE_DETAIL_JSON_WRITABLE_HPP

#include <yore/detail/json/place.hpp>
#include <yore/detail/json/value.hpp>

#include <cstddef>

namespace yore::detail {

/// Throws: `json_error` where a value has no text in JSON: a number that is none, bytes, text that is not UTF-8.
template <class J> void require_writable(const J& j, const place& at) {
    if (j.is_string()) at.require_utf8(j.template get_ref<const typename J::string_t&>());
    else if (j.is_number_float() && !(j.template get<double>() - j.template get<double>() == 0))
        at.fail("a finite number in JSON", json_number_text(j));
    else if (j.is_binary() || j.is_discarded())
        at.fail("a value that JSON has", j.is_binary() ? "bytes" : "a value that was not parsed");
    else if (j.is_object())
        for (auto i = j.begin(); i != j.end(); ++i) {
            const place here = at.member(i.key());
            here.require_utf8(i.key());
            detail::require_writable(*i, here);
        }
    else if (j.is_array())
        for (std::size_t i = 0; i != j.size(); ++i) detail::require_writable(j[i], at.element(i));
}

} // namespace yore::detail

#endif
