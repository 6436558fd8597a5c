// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_JSON_VALUE_TRAITS_HPP
#define YORE_JSON_VALUE_TRAITS_HPP

#include <yore/detail/json/value.hpp>
#include <yore/value_traits.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace yore {

/// JSON values as fields: `nlohmann::json`, `nlohmann::ordered_json` and their like. Objects compare without order,
/// arrays with it, numbers by value (1 equals 1.0; 2^53 and 2^53 + 1 differ), null is a value. Leaves are members and
/// elements.
template <json_value J> struct value_traits<J> {
    [[nodiscard]] static bool equal(const J& a, const J& b) { return detail::equal_json(a, b); }

    /// Compact JSON with the members in order of their names and integral numbers without a fraction.
    [[nodiscard]] static std::string to_text(const J& j) {
        std::string out;
        detail::append_json(out, j);
        return out;
    }
    [[nodiscard]] static std::optional<J> from_text(std::string_view text) {
        J j = J::parse(text.begin(), text.end(), nullptr, false);
        if (j.is_discarded()) return {};
        return std::optional<J>(std::in_place, std::move(j));
    }
    template <class Sink> static void walk_leaves(const std::string& path, const J& before, const J& after, Sink sink) {
        detail::walk_json(path, before, after, sink);
    }
};

} // namespace yore

#endif
