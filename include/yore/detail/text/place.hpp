// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_TEXT_PLACE_HPP
#define YORE_DETAIL_TEXT_PLACE_HPP

#include <yore/detail/leaves.hpp>
#include <yore/text/place.hpp>

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The path of a leaf, read again as what each step of it is.
namespace yore::detail::words {

/// Takes the first step off a JSON Pointer. Requires: it is not empty. Source: RFC 6901 section 4.
inline std::string take_step(std::string_view& path) {
    path.remove_prefix(1);
    const std::size_t end = path.find('/');
    const std::string_view raw = path.substr(0, end);
    path.remove_prefix(end == std::string_view::npos ? path.size() : end);
    std::string step;
    for (std::size_t i = 0; i != raw.size(); ++i)
        if (raw[i] == '~' && i + 1 != raw.size()) step += raw[++i] == '1' ? '/' : '~';
        else step += raw[i];
    return step;
}

inline std::size_t index_in(std::string_view step) {
    std::size_t index = 0;
    std::from_chars(step.data(), step.data() + step.size(), index);
    return index;
}

/// Appends the steps of a path inside a V. Returns: false where a V has no such path; then nothing of use is appended.
template <class V> bool read_place(std::string_view path, std::vector<place_step>& out);

template <class V> bool read_member(std::string_view path, std::vector<place_step>& out) {
    const std::string name = take_step(path);
    bool found = false;
    for_each_type<V>([&]<std::size_t I>() {
        if (found || field_names<V>[I] != name) return;
        out.push_back({place_kind::member, std::string(label_of<V>(I)), 0});
        found = words::read_place<type_at_t<I, typename reflected<V>::types>>(path, out);
    });
    return found;
}

template <class... V> bool read_alternative(std::string_view path, std::vector<place_step>& out, types<V...>) {
    const std::size_t size = out.size();
    return ((out.resize(size), words::read_place<V>(path, out)) || ...);
}

template <class V> bool read_place(std::string_view path, std::vector<place_step>& out) {
    constexpr kind k = kind_of<V>;
    if (path.empty()) return true;
    if constexpr (has_custom_walk<V>) {
        while (!path.empty()) out.push_back({place_kind::key, take_step(path), 0});
        return true;
    } else if constexpr (k == kind::optional || k == kind::pointer) {
        return words::read_place<std::remove_cvref_t<decltype(*std::declval<const V&>())>>(path, out);
    } else if constexpr (k == kind::variant) {
        return words::read_alternative(path, out, typename alternatives<V>::list{});
    } else if constexpr (k == kind::map) {
        out.push_back({place_kind::key, take_step(path), 0});
        return words::read_place<typename V::mapped_type>(path, out);
    } else if constexpr (k == kind::set) {
        out.push_back({place_kind::element, take_step(path), 0});
        return true;
    } else if constexpr (k == kind::sequence) {
        const std::string step = take_step(path);
        out.push_back({place_kind::position, {}, index_in(step)});
        return words::read_place<element_of<V>>(path, out);
    } else if constexpr (k == kind::record) return words::read_member<V>(path, out);
    else return false;
}

} // namespace yore::detail::words

#endif
