// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_JSON_VALUE_HPP
#define YORE_DETAIL_JSON_VALUE_HPP

#include <yore/detail/to_text.hpp>
#include <yore/edit_script.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace yore {

/// Any instance of `nlohmann::basic_json`.
template <class J>
concept json_value = nlohmann::detail::is_basic_json<J>::value;

namespace detail {

/// A number of JSON by its value: an integer with its sign apart, where it is one that 64 bits hold, else a double.
struct json_number {
    bool integral = false;
    bool negative = false;
    std::uint64_t magnitude = 0;
    double rest = 0;
};

template <class J> json_number number_of(const J& j) {
    if (j.is_number_unsigned()) return {true, false, j.template get<std::uint64_t>()};
    if (j.is_number_integer()) {
        const auto n = j.template get<std::int64_t>();
        return {true, n < 0, n < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n)};
    }
    const auto d = j.template get<double>();
    if (!(d >= -0x1p63 && d < 0x1p64) || d != std::trunc(d)) return {false, false, 0, d};
    return {true, d < 0, static_cast<std::uint64_t>(d < 0 ? -d : d)};
}

/// The same number, exactly; NaN is itself.
template <class J> bool equal_numbers(const J& a, const J& b) {
    const json_number x = number_of(a), y = number_of(b);
    if (x.integral != y.integral) return false;
    if (x.integral) return x.magnitude == y.magnitude && x.negative == y.negative;
    return x.rest == y.rest || (x.rest != x.rest && y.rest != y.rest);
}

template <class J> bool equal_json(const J& a, const J& b);

template <class J> bool equal_objects(const J& a, const J& b) {
    if (a.size() != b.size()) return false;
    for (auto one = a.begin(); one != a.end(); ++one)
        if (auto other = b.find(one.key()); other == b.end() || !equal_json(*one, *other)) return false;
    return true;
}

template <class J> bool equal_json(const J& a, const J& b) {
    if (a.is_number() && b.is_number()) return equal_numbers(a, b);
    if (a.type() != b.type()) return false;
    if (a.is_object()) return equal_objects(a, b);
    if (a.is_array())
        return std::equal(
            a.begin(), a.end(), b.begin(), b.end(), [](const J& x, const J& y) { return equal_json(x, y); });
    return a.is_discarded() || a == b;
}

// ---- text

template <class J> std::string dumped(const J& j) { return j.dump(-1, ' ', false, J::error_handler_t::replace); }

template <class J> std::string json_number_text(const J& j) {
    const json_number n = number_of(j);
    if (!n.integral) return floating_text(n.rest);
    return (n.negative ? "-" : "") + number_text(n.magnitude);
}

template <class J> std::vector<typename J::const_iterator> members_by_name(const J& object) {
    std::vector<typename J::const_iterator> out;
    for (auto i = object.begin(); i != object.end(); ++i) out.push_back(i);
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.key() < b.key(); });
    return out;
}

template <class J> void append_json(std::string& out, const J& j) {
    if (j.is_number()) out += json_number_text(j);
    else if (j.is_object()) {
        char before = '{';
        for (const auto& member : members_by_name(j)) {
            (out += std::exchange(before, ',')) += dumped(J(member.key())) + ":";
            append_json(out, *member);
        }
        out += before == '{' ? "{}" : "}";
    } else if (j.is_array()) {
        char before = '[';
        for (const J& element : j) {
            out += std::exchange(before, ',');
            append_json(out, element);
        }
        out += before == '[' ? "[]" : "]";
    } else out += dumped(j);
}

template <class J> std::string json_text(const J& j) {
    std::string out;
    append_json(out, j);
    return out;
}

// ---- arrays

/// A number for each element, the same for equal ones of both arrays.
template <class J> class element_numbers {
public:
    std::vector<std::size_t> of(const J& array) {
        std::vector<std::size_t> out;
        out.reserve(array.size());
        for (const J& one : array) out.push_back(known_.emplace(json_text(one), known_.size()).first->second);
        return out;
    }

private:
    std::map<std::string, std::size_t> known_;
};

/// Long arrays are compared by numbers: an element takes part in many comparisons.
template <class J> std::vector<edit> script_of_arrays(const J& before, const J& after) {
    constexpr std::size_t few = 64;
    if (before.size() <= few && after.size() <= few)
        return edit_script(
            before.size(), after.size(), [&](std::size_t i, std::size_t j) { return equal_json(before[i], after[j]); });
    element_numbers<J> numbers;
    const std::vector<std::size_t> a = numbers.of(before), b = numbers.of(after);
    return edit_script(a.size(), b.size(), [&](std::size_t i, std::size_t j) { return a[i] == b[j]; });
}

// ---- leaves

template <class J, class Sink> void walk_json(const std::string& path, const J& before, const J& after, Sink& sink);

template <class J, class Sink> void walk_json_objects(
    const std::string& path, const J& before, const J& after, Sink& sink) {
    const auto to = [&](const auto& member) { return path + "/" + escaped_step(member.key()); };
    for (const auto& one : members_by_name(before)) {
        const auto other = after.find(one.key());
        if (other == after.end()) sink.removed(to(one), json_text(*one));
        else if (!equal_json(*one, *other)) walk_json(to(one), *one, *other, sink);
    }
    for (const auto& one : members_by_name(after))
        if (!before.contains(one.key())) sink.inserted(to(one), json_text(*one));
}

template <class J, class Sink> void walk_json_arrays(
    const std::string& path, const J& before, const J& after, Sink& sink) {
    const auto to = [&](std::size_t index) { return path + "/" + number_text(index); };
    for (const edit& e : script_of_arrays(before, after)) {
        switch (e.kind) {
        case edit_kind::inserted:
            sink.inserted(to(e.to), json_text(after[e.to]));
            break;
        case edit_kind::removed:
            sink.removed(to(e.from), json_text(before[e.from]));
            break;
        case edit_kind::replaced:
            walk_json(to(e.to), before[e.from], after[e.to], sink);
            break;
        case edit_kind::moved:
            sink.moved(to(e.from), to(e.to), json_text(before[e.from]), json_text(after[e.to]));
            break;
        }
    }
}

/// Reports what differs between two JSON values that are known to differ.
template <class J, class Sink> void walk_json(const std::string& path, const J& before, const J& after, Sink& sink) {
    if (before.is_object() && after.is_object()) walk_json_objects(path, before, after, sink);
    else if (before.is_array() && after.is_array()) walk_json_arrays(path, before, after, sink);
    else sink.replaced(path, json_text(before), json_text(after));
}

} // namespace detail
} // namespace yore

#if defined(YORE_SEPARATE_COMPILATION)
extern template class nlohmann::basic_json<>;
#endif

#endif
