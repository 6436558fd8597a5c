// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_JSON_WRITE_HPP
#define YORE_JSON_WRITE_HPP

#include <yore/detail/json/write_value.hpp>
#include <yore/json/value_traits.hpp>

#include <nlohmann/json.hpp>

namespace yore {

/// The JSON of an audited struct, of any value that can be a field, and of what the library itself returns. Redacted
/// fields are `[REDACTED]`, ignored ones are left out, the four audit fields stand beside the others. A user's own
/// to_json and from_json of nlohmann's kind are used where a type has them. `to_json<nlohmann::ordered_json>(x)` keeps
/// the order of the fields.
/// Throws: `json_error` naming the path, where a value has no JSON, such as text that is not UTF-8.
template <json_value Json = nlohmann::json, class X> [[nodiscard]] Json to_json(const X& x) {
    return detail::written<Json>(x, detail::place(&detail::name_of_document<X>::words));
}

} // namespace yore

#endif
