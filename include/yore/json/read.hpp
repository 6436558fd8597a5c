// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_JSON_READ_HPP
#define YORE_JSON_READ_HPP

#include <yore/detail/json/parse.hpp>
#include <yore/detail/json/read_value.hpp>
#include <yore/json/options.hpp>
#include <yore/json/value_traits.hpp>

#include <nlohmann/json.hpp>

#include <concepts>
#include <string_view>

namespace yore {

/// Reads what `to_json` writes. An absent member is null where the field can be null; the audit fields and ignored ones
/// may be absent; earlier names of a field (`was`) are read as the field.
/// Throws: `json_error` naming the path, what was expected there and what was found.
template <class T> [[nodiscard]] T from_json(const nlohmann::json& json, json_options options = {}) {
    return detail::value_from<T>(json, detail::place(&detail::name_of_document<T>::words, options));
}

/// The same for other instances of `nlohmann::basic_json`.
template <class T, json_value Json>
    requires(!std::same_as<Json, nlohmann::json>)
[[nodiscard]] T from_json(const Json& json, json_options options = {}) {
    return detail::value_from<T>(json, detail::place(&detail::name_of_document<T>::words, options));
}

/// The same from JSON text in UTF-8.
/// Throws: also where the text is not JSON, naming line and byte; has one member twice; or is nested more than 500
/// deep.
template <class T, std::convertible_to<std::string_view> Text>
    requires(!json_value<Text>)
[[nodiscard]] T from_json(const Text& text, json_options options = {}) {
    return yore::from_json<T>(detail::parsed<nlohmann::json>(text, &detail::name_of_document<T>::words), options);
}

} // namespace yore

#endif
