// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_KEY_HPP
#define YORE_DETAIL_MANAGE_KEY_HPP

#include <yore/detail/equal.hpp>
#include <yore/detail/to_text.hpp>
#include <yore/detail/value_kind.hpp>
#include <yore/json/read.hpp>
#include <yore/json/write.hpp>
#include <yore/policy.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

/// Keys as people write them on a command line: one field as its text; several separated by commas, where a text
/// that has a comma or quotation mark in it stands in quotation marks.
namespace yore::detail::managing {

/// A value from its text: text as it is, an enumerator by name, others as their JSON has them.
template <class V> std::optional<V> value_from_text(std::string_view text) {
    if constexpr (kind_of<V> == kind::text && std::is_constructible_v<V, std::string>) return V(std::string(text));
    else {
        try {
            if constexpr (!json_value<V>) return yore::from_json<V>(nlohmann::json(std::string(text)));
        } catch (const json_error&) { // not one that is a text in JSON
        }
        try {
            return yore::from_json<V>(text);
        } catch (const json_error&) {
            return {};
        }
    }
}

/// A text from which the value can be read: the one that people know, where that is possible, else its JSON.
template <class V> std::string text_of_value(const V& value) {
    const std::string text = detail::to_text<V>(value);
    if constexpr (kind_of<V> != kind::text && (kind_of<V> != kind::integer || std::is_same_v<V, char>)) {
        const auto reads_back = [&](std::string_view written) {
            const std::optional<V> found = managing::value_from_text<V>(written);
            return found && detail::equal(*found, value);
        };
        if (reads_back(text)) return text;
        const nlohmann::json j = yore::to_json(value);
        if (j.is_string() && reads_back(j.get_ref<const std::string&>())) return j.get<std::string>();
        return j.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    } else return text;
}

/// The parts of a composite key; nothing where quotation marks do not fit.
inline std::optional<std::vector<std::string>> split_key(std::string_view text) {
    if (text.size() > 1 && text.front() == '(' && text.back() == ')') text = text.substr(1, text.size() - 2);
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool begins = parts.back().empty();
        if (text[i] == ',') {
            parts.emplace_back();
            while (i + 1 < text.size() && text[i + 1] == ' ') ++i;
        } else if (text[i] == '"' && begins) {
            for (++i; i < text.size() && text[i] != '"'; ++i) {
                if (text[i] == '\\' && i + 1 < text.size()) ++i;
                parts.back() += text[i];
            }
            if (i == text.size() || (i + 1 != text.size() && text[i + 1] != ',')) return {};
        } else parts.back() += text[i];
    }
    return parts;
}

inline std::string joined_key(const std::vector<std::string>& parts) {
    std::string out;
    for (std::size_t i = 0; i != parts.size(); ++i) {
        const std::string& part = parts[i];
        if (i != 0) out += ',';
        const bool plain = !part.empty() && part.find_first_of(",\"") == std::string::npos && part.front() != ' ' &&
                           part.front() != '(' && part.back() != ')';
        if (plain) {
            out += part;
            continue;
        }
        out += '"';
        for (char c : part) {
            if (c == '"' || c == '\\') out += '\\';
            out += c;
        }
        out += '"';
    }
    return out;
}

template <class Key> struct key_syntax {
    static std::optional<Key> read(std::string_view text) { return managing::value_from_text<Key>(text); }
    static std::string write(const Key& key) { return managing::text_of_value<Key>(key); }
};
template <class... V> struct key_syntax<std::tuple<V...>> {
    using key = std::tuple<V...>;
    static std::optional<key> read(std::string_view text) {
        const auto parts = split_key(text);
        if (!parts || parts->size() != sizeof...(V)) return {};
        return [&]<std::size_t... I>(std::index_sequence<I...>) -> std::optional<key> {
            std::tuple<std::optional<V>...> found{managing::value_from_text<V>((*parts)[I])...};
            if (!(std::get<I>(found) && ...)) return {};
            return key{std::move(*std::get<I>(found))...};
        }(std::index_sequence_for<V...>{});
    }
    static std::string write(const key& k) {
        return std::apply([](const V&... part) { return joined_key({managing::text_of_value<V>(part)...}); }, k);
    }
};

/// A key of a model that is not known here, on its own.
using any_key = std::shared_ptr<const void>;

} // namespace yore::detail::managing

#endif
