// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_LEAVES_HPP
#define YORE_DETAIL_LEAVES_HPP

#include <yore/detail/equal.hpp>
#include <yore/detail/to_text.hpp>
#include <yore/edit_script.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace yore {

/// One difference inside a value, down to what has no parts.
/// `inserted` and `removed` have an empty text on the side where the value is absent (null included).
struct leaf {
    /// JSON Pointer (RFC 6901); ends in the index (in `after` except for a removal), the map's key or the set's element.
    std::string path;
    edit_kind kind = edit_kind::replaced;
    std::string before; ///< as text; `[REDACTED]` when the policy says so
    std::string after;
    std::string from; ///< for `moved`: the path that the element had in `before`
};

namespace detail {

/// Receives leaves; not a template parameter, so that the walk is made once per type of value.
struct leaf_sink {
    void* object;
    void (*call)(void*, const leaf&);

    template <class F> explicit leaf_sink(F& f)
        : object(&f), call([](void* o, const leaf& l) { (*static_cast<F*>(o))(l); }) {}
    void inserted(std::string path, std::string after) const {
        call(object, {std::move(path), edit_kind::inserted, {}, std::move(after), {}});
    }
    void removed(std::string path, std::string before) const {
        call(object, {std::move(path), edit_kind::removed, std::move(before), {}, {}});
    }
    void replaced(std::string path, std::string before, std::string after) const {
        call(object, {std::move(path), edit_kind::replaced, std::move(before), std::move(after), {}});
    }
    void moved(std::string from, std::string path, std::string before, std::string after) const {
        call(object, {std::move(path), edit_kind::moved, std::move(before), std::move(after), std::move(from)});
    }
};

/// Where a walk is, and how it says as leaves what differs there.
class leaf_place {
public:
    explicit leaf_place(const leaf_sink& out, std::string path = {}) : out_(out), path_(std::move(path)) {}

    template <class T, std::size_t I, class Engine = engine_tag<T>> [[nodiscard]] leaf_place member() const {
        return at(field_names<T, Engine>[I]);
    }
    [[nodiscard]] leaf_place key(std::string_view text) const { return at(text); }
    [[nodiscard]] leaf_place element(std::string_view text) const { return at(text); }
    [[nodiscard]] leaf_place position(std::size_t index) const { return at(number_text(index)); }
    template <auto Element, class V> [[nodiscard]] leaf_place pair(std::size_t index, const V&) const {
        return position(index);
    }

    template <class V> void inserted(const V& after) const { out_.inserted(path_, detail::to_text(after)); }
    template <class V> void removed(const V& before) const { out_.removed(path_, detail::to_text(before)); }
    template <class V> void replaced(const V& before, const V& after) const {
        out_.replaced(path_, detail::to_text(before), detail::to_text(after));
    }
    template <class V> void moved(std::size_t from, std::size_t to, const V& before, const V& after) const {
        out_.moved(position(from).path_, position(to).path_, detail::to_text(before), detail::to_text(after));
    }
    /// What was null, and what became it.
    template <class V> void set(const V& after) const { inserted(after); }
    template <class V> void cleared(const V& before) const { removed(before); }
    void redacted() const { out_.replaced(path_, std::string(redacted_text), std::string(redacted_text)); }
    /// Whatever a walk of the user's own says.
    template <class V> void custom(const V& before, const V& after) const {
        value_traits<V>::walk_leaves(path_, before, after, out_);
    }

private:
    [[nodiscard]] leaf_place at(std::string_view step) const {
        return leaf_place(out_, path_ + "/" + escaped_step(step));
    }

    leaf_sink out_;
    std::string path_;
};

/// Reports what differs between two values that are known to differ. A place is a `leaf_place`, or has all that it has.
template <class Rule = plainly, class Place, class V> void walk(const Place& here, const V& before, const V& after);

template <class T, std::size_t I, class Engine, class Place, class V> void walk_field(
    const Place& in, const V& before, const V& after) {
    const Place here = in.template member<T, I>();
    if constexpr (fields_under<T, redact>.contains(I)) here.redacted();
    else detail::walk<comparison_of<T, I>>(here, before, after);
}

template <class Place, class T, class Engine = engine_tag<T>> void walk_record(
    const Place& in, const T& before, const T& after) {
    detail::visit_fields(before, [&](const auto&... x) {
        detail::visit_fields(after, [&](const auto&... y) {
            [&]<std::size_t... I>(std::index_sequence<I...>) {
                ((detail::equal_field<T, I>(x, y) ? void() : detail::walk_field<T, I, Engine>(in, x, y)), ...);
            }(std::make_index_sequence<sizeof...(x)>{});
        });
    });
}

template <class Rule, class Place, class V> void walk_map(const Place& in, const V& before, const V& after) {
    if constexpr (unique_keys<V>) {
        auto pair_of = [](const V& map, const auto& key) { // none where the key is only equivalent
            auto found = map.find(key);
            return found != map.end() && !detail::equal(found->first, key) ? map.end() : found;
        };
        for (const auto& [key, value] : before)
            if (auto found = pair_of(after, key); found == after.end()) in.key(detail::to_text(key)).removed(value);
            else if (!detail::equal<Rule>(value, found->second))
                detail::walk<Rule>(in.key(detail::to_text(key)), value, found->second);
        for (const auto& [key, value] : after)
            if (pair_of(before, key) == before.end()) in.key(detail::to_text(key)).inserted(value);
    } else in.replaced(before, after); // several values under one key: no path names one
}

/// Calls `f(element)` for each that is more often in `in` than in `than`, so many times.
template <class V, class F> void for_each_surplus(const V& in, const V& than, F f) {
    for (auto at = in.begin(); at != in.end(); ++at) {
        if constexpr (unique_keys<V>) {
            if (auto found = than.find(*at); found == than.end() || !detail::equal(*found, *at)) f(*at);
        } else {
            std::size_t times = 1; // that it has come so far; what is equal is among what is equivalent
            for (auto before = in.equal_range(*at).first; before != at; ++before) times += detail::equal(*before, *at);
            if (times > detail::times_in<plainly>(than, *at)) f(*at);
        }
    }
}

template <class Place, class V> void walk_set(const Place& in, const V& before, const V& after) {
    detail::for_each_surplus(before, after, [&](const auto& one) { in.element(detail::to_text(one)).removed(one); });
    detail::for_each_surplus(after, before, [&](const auto& one) { in.element(detail::to_text(one)).inserted(one); });
}

template <class V>
concept addresses_elements = requires(const V& v) { requires std::is_lvalue_reference_v<decltype(*v.begin())>; };

/// The elements of a sequence by index.
template <class V> class elements_of {
public:
    explicit elements_of(const V& v) {
        places_.reserve(v.size());
        for (const auto& one : v) places_.push_back(&one);
    }
    [[nodiscard]] std::size_t size() const { return places_.size(); }
    [[nodiscard]] const element_of<V>& operator[](std::size_t i) const { return *places_[i]; }

private:
    std::vector<const element_of<V>*> places_;
};

/// One that has none to point to: std::vector<bool>.
template <class V>
    requires(!addresses_elements<V>)
class elements_of<V> {
public:
    explicit elements_of(const V& v) : v_(v) {}
    [[nodiscard]] std::size_t size() const { return v_.size(); }
    [[nodiscard]] element_of<V> operator[](std::size_t i) const { return v_[i]; }

private:
    const V& v_;
};

/// A sequence that compares as a set; an element that is in it several times counts once.
template <class Place, class V> void walk_as_set(const Place& in, const V& before, const V& after) {
    elements_of<V> a(before), b(after);
    auto has = [](const elements_of<V>& all, std::size_t count, const element_of<V>& wanted) {
        std::size_t i = 0;
        while (i != count && !detail::equal(all[i], wanted)) ++i;
        return i != count;
    };
    for (std::size_t i = 0; i != a.size(); ++i)
        if (!has(b, b.size(), a[i]) && !has(a, i, a[i])) in.element(detail::to_text(a[i])).removed(a[i]);
    for (std::size_t i = 0; i != b.size(); ++i)
        if (!has(a, a.size(), b[i]) && !has(b, i, b[i])) in.element(detail::to_text(b[i])).inserted(b[i]);
}

template <class Rule, class Place, class V> void walk_sequence(const Place& in, const V& before, const V& after) {
    elements_of<V> a(before), b(after);
    auto same = [&](std::size_t i, std::size_t j) { return detail::equal<Rule, element_of<V>>(a[i], b[j]); };
    for (const edit& e : edit_script(a.size(), b.size(), same)) {
        switch (e.kind) {
        case edit_kind::inserted:
            in.position(e.to).inserted(b[e.to]);
            break;
        case edit_kind::removed:
            in.position(e.from).removed(a[e.from]);
            break;
        case edit_kind::replaced:
            detail::walk<Rule, Place, element_of<V>>(in.position(e.to), a[e.from], b[e.to]);
            break;
        case edit_kind::moved:
            in.moved(e.from, e.to, a[e.from], b[e.to]);
            break;
        }
    }
}

/// Pairs the elements by one of their members, then looks inside each pair.
template <auto Element, class Place, class V> void walk_pairs(
    paired_by<Element>, const Place& in, const V& before, const V& after) {
    elements_of<V> a(before), b(after);
    auto same_key = [&](std::size_t i, std::size_t j) { return detail::equal(a[i].*Element, b[j].*Element); };
    auto look_inside = [&](std::size_t i, std::size_t j) {
        if (!detail::equal(a[i], b[j])) detail::walk(in.template pair<Element>(j, b[j]), a[i], b[j]);
    };
    std::vector<bool> gone(a.size()), come(b.size());
    for (const edit& e : edit_script(a.size(), b.size(), same_key)) {
        if (e.kind != edit_kind::inserted) gone[e.from] = true;
        if (e.kind != edit_kind::removed) come[e.to] = true;
        if (e.kind == edit_kind::removed || e.kind == edit_kind::replaced) in.position(e.from).removed(a[e.from]);
        if (e.kind == edit_kind::inserted || e.kind == edit_kind::replaced) in.position(e.to).inserted(b[e.to]);
        if (e.kind == edit_kind::moved) {
            in.moved(e.from, e.to, a[e.from], b[e.to]);
            look_inside(e.from, e.to);
        }
    }
    for (std::size_t i = 0, j = 0;; ++i, ++j) { // what stayed in place, in order
        while (i != a.size() && gone[i]) ++i;
        while (j != b.size() && come[j]) ++j;
        if (i == a.size() || j == b.size()) break;
        look_inside(i, j);
    }
}

template <class Rule> inline constexpr bool pairs = false;
template <auto Element> inline constexpr bool pairs<paired_by<Element>> = true;

template <class V>
concept has_custom_walk =
    requires(const std::string& path, const V& v, leaf_sink out) { value_traits<V>::walk_leaves(path, v, v, out); };

template <class Rule, class Place, class V> void walk(const Place& here, const V& before, const V& after) {
    constexpr kind k = kind_of<V>;
    if constexpr (has_custom_walk<V>) here.custom(before, after);
    else if constexpr (k == kind::optional || k == kind::pointer) {
        using inner = std::remove_cvref_t<decltype(*before)>;
        if (!before) here.template set<inner>(*after);
        else if (!after) here.template cleared<inner>(*before);
        else detail::walk<Rule, Place, inner>(here, *before, *after);
    } else if constexpr (k == kind::variant) {
        if (before.index() != after.index()) return here.replaced(before, after);
        visit_alternative(before,
            [&](auto index, const auto& one) { detail::walk(here, one, *get_if<decltype(index)::value>(&after)); });
    } else if constexpr (k == kind::map) detail::walk_map<rule_inside<Rule>>(here, before, after);
    else if constexpr (k == kind::set) detail::walk_set(here, before, after);
    else if constexpr (k == kind::sequence && std::is_same_v<Rule, as_a_set>) detail::walk_as_set(here, before, after);
    else if constexpr (pairs<Rule>) detail::walk_pairs(Rule{}, here, before, after);
    else if constexpr (k == kind::sequence) detail::walk_sequence<rule_inside<Rule>>(here, before, after);
    else if constexpr (k == kind::record) detail::walk_record(here, before, after);
    else here.replaced(before, after);
}

} // namespace detail
} // namespace yore

#endif
