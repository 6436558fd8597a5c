// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_JSON_JSON_PATCH_HPP
#define YORE_DETAIL_JSON_JSON_PATCH_HPP

#include <yore/detail/json/value.hpp>
#include <yore/edit_script.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// RFC 6902: the operations that make one JSON value into another, found on the JSON itself, so once for all models.
namespace yore::detail {

/// Counts which of the first n elements are still in their place. Source: Fenwick, "A new data structure for cumulative
/// frequency tables", 1994.
class places_left {
public:
    explicit places_left(std::size_t count) : tree_(count + 1) {
        for (std::size_t i = 1; i <= count; ++i) tree_[i] = i & (~i + 1);
    }
    void remove(std::size_t index) {
        for (std::size_t i = index + 1; i < tree_.size(); i += i & (~i + 1)) --tree_[i];
    }
    [[nodiscard]] std::size_t before(std::size_t index) const {
        std::size_t n = 0;
        for (std::size_t i = index; i != 0; i -= i & (~i + 1)) n += tree_[i];
        return n;
    }

private:
    std::vector<std::size_t> tree_;
};

template <class J> J operation_on(std::string_view name, const std::string& path) {
    J op = J::object();
    op["op"] = typename J::string_t(name);
    op["path"] = path;
    return op;
}
template <class J> J operation_on(std::string_view name, const std::string& path, const J& value) {
    J op = operation_on<J>(name, path);
    op["value"] = value;
    return op;
}

template <class J> void append_operations(
    std::vector<J>& out, const std::string& path, const J& before, const J& after);

template <class J> void append_object_operations(
    std::vector<J>& out, const std::string& path, const J& before, const J& after) {
    const auto to = [&](const auto& member) { return path + "/" + escaped_step(member.key()); };
    for (auto one = before.begin(); one != before.end(); ++one) {
        const auto other = after.find(one.key());
        if (other == after.end()) out.push_back(operation_on<J>("remove", to(one)));
        else append_operations(out, to(one), *one, *other);
    }
    for (auto one = after.begin(); one != after.end(); ++one)
        if (!before.contains(one.key())) out.push_back(operation_on<J>("add", to(one), *one));
}

/// An edit script says where elements are in the two untouched arrays; operations follow one another, and each sees
/// what those before it did. So elements leave from the back to the front, then come or move from the front to the
/// back, and what is replaced is last, when all are in their places. Complexity: O(log n) for each operation.
template <class J> void append_array_operations(
    std::vector<J>& out, const std::string& path, const J& before, const J& after) {
    const auto at = [&](std::size_t index) { return path + "/" + number_text(index); };
    const std::vector<edit> script = script_of_arrays(before, after);

    places_left left(before.size());
    std::vector<bool> gone(before.size());
    for (auto e = script.rbegin(); e != script.rend(); ++e) {
        if (e->kind == edit_kind::removed) left.remove(e->from);
        if (e->kind == edit_kind::removed || e->kind == edit_kind::moved) gone[e->from] = true;
    }
    for (std::size_t i = before.size(); i-- != 0;)
        if (gone[i] && left.before(i + 1) == left.before(i)) out.push_back(operation_on<J>("remove", at(i)));

    std::vector<std::size_t>
        come; // for each element that came: how many of `before` are those up to the kept one in front of it
    std::size_t in_front = 0;
    std::size_t next = 0; // of `after`
    const auto pass_kept = [&](std::size_t until) {
        for (; next != until; ++next) {
            while (gone[in_front]) ++in_front;
            ++in_front;
        }
    };
    for (const edit& e : script) {
        if (e.kind != edit_kind::inserted && e.kind != edit_kind::moved) continue;
        pass_kept(e.to);
        ++next;
        if (e.kind == edit_kind::moved) {
            const auto come_before = std::upper_bound(come.begin(), come.end(), e.from) - come.begin();
            const std::size_t from = left.before(e.from) + static_cast<std::size_t>(come_before);
            left.remove(e.from);
            const std::size_t to = left.before(in_front) + come.size();
            if (from != to) {
                J op = operation_on<J>("move", at(to));
                op["from"] = at(from);
                out.push_back(std::move(op));
            }
        } else out.push_back(operation_on<J>("add", at(left.before(in_front) + come.size()), after[e.to]));
        come.push_back(in_front);
    }
    for (const edit& e : script)
        if (e.kind == edit_kind::replaced) append_operations(out, at(e.to), before[e.from], after[e.to]);
}

/// Appends what makes `before` into `after`: operations on the parts, or one that replaces all where that is shorter.
template <class J> void append_operations(
    std::vector<J>& out, const std::string& path, const J& before, const J& after) {
    if (equal_json(before, after)) return;
    const std::size_t first = out.size();
    J whole = operation_on<J>("replace", path, after);
    if (before.is_object() && after.is_object()) append_object_operations(out, path, before, after);
    else if (before.is_array() && after.is_array()) append_array_operations(out, path, before, after);
    else return out.push_back(std::move(whole));
    if (out.size() - first < 2) return;
    std::size_t length = 0;
    for (std::size_t i = first; i != out.size(); ++i) length += dumped(out[i]).size() + 1;
    if (length <= dumped(whole).size() + 1) return;
    out.resize(first);
    out.push_back(std::move(whole));
}

} // namespace yore::detail

#endif
