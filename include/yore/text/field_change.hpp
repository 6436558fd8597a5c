// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TEXT_FIELD_CHANGE_HPP
#define YORE_TEXT_FIELD_CHANGE_HPP

#include <yore/detail/text/place.hpp>
#include <yore/diff.hpp>
#include <yore/text/place.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace yore {

/// What is known of a value that people read.
enum class value_state : std::uint8_t {
    unknown,  ///< there was no state, or it is not at hand: the one before a creation, or a pruned one
    none,     ///< null
    empty,    ///< a text or container with nothing in it
    redacted, ///< the policy hides it
    known
};

/// A value as text: all of it, not altered. Whoever writes it somewhere escapes what is special there.
struct value_text {
    value_state state = value_state::unknown;
    std::string text{}; ///< `none`, `[REDACTED]`, … where there is no value to be shown; empty when unknown

    friend bool operator==(const value_text&, const value_text&) = default;
};

/// One difference inside a field that has parts.
struct part_change {
    edit_kind kind{};                ///< `replaced` also where it was, or became, null
    std::vector<place_step> place{}; ///< inside the field; never empty
    value_text before{};
    value_text after{};
    std::size_t from = 0; ///< of what was moved: its index before; `place` ends in its index after

    friend bool operator==(const part_change&, const part_change&) = default;
};

/// What one field was and became, as text: what sentences and pages about a change are made of.
struct field_change {
    std::string_view name{};
    std::string_view label{}; ///< what people read
    bool is_key = false;
    value_text before{}; ///< both unknown where there are parts
    value_text after{};
    std::vector<part_change> parts{}; ///< what was added, removed, replaced or moved inside a struct or container

    friend bool operator==(const field_change&, const field_change&) = default;
};

namespace detail::words {

inline value_text redacted_value() { return {value_state::redacted, std::string(redacted_text)}; }

inline value_text no_value() { return {value_state::none, std::string(null_text)}; }

template <class V> bool is_null(const V& v) {
    if constexpr (kind_of<V> == kind::optional || kind_of<V> == kind::pointer) return !v;
    else return false;
}
template <class V> bool has_nothing_in_it(const V& v) {
    constexpr kind k = kind_of<V>;
    if constexpr (k == kind::optional || k == kind::pointer) return v && detail::words::has_nothing_in_it(*v);
    else if constexpr (k == kind::text) return std::string_view(v).empty();
    else if constexpr (k == kind::map || k == kind::set || k == kind::sequence) return v.begin() == v.end();
    else return false;
}

template <class V> value_text value_text_of(const V& v) {
    if (detail::words::is_null(v)) return no_value();
    return {detail::words::has_nothing_in_it(v) ? value_state::empty : value_state::known, detail::to_text(v)};
}
template <class T, std::size_t I, class V> value_text field_value(const V& v) {
    if constexpr (fields_under<T, redact>.contains(I)) return redacted_value();
    else return detail::words::value_text_of(v);
}

/// Where a walk is inside a field, and how it says as parts what differs there. What differs as a whole is no part.
class part_place {
public:
    explicit part_place(std::vector<part_change>& out, std::vector<place_step> steps = {})
        : out_(out), steps_(std::move(steps)) {}

    template <class T, std::size_t I> [[nodiscard]] part_place member() const {
        return at({place_kind::member, std::string(label_of<T>(I)), 0});
    }
    [[nodiscard]] part_place key(std::string text) const { return at({place_kind::key, std::move(text), 0}); }
    [[nodiscard]] part_place element(std::string text) const { return at({place_kind::element, std::move(text), 0}); }
    [[nodiscard]] part_place position(std::size_t index) const { return at({place_kind::position, {}, index}); }
    /// Elements that a member makes a pair are called by it.
    template <auto Element, class V> [[nodiscard]] part_place pair(std::size_t index, const V& one) const {
        if constexpr (kind_of<V> == kind::record)
            if constexpr (fields_under<V, redact>.contains(field_index<Element, V>)) return position(index);
        return key(detail::to_text(one.*Element));
    }

    template <class V> void inserted(const V& after) const {
        add(edit_kind::inserted, no_value(), value_text_of(after));
    }
    template <class V> void removed(const V& before) const {
        add(edit_kind::removed, value_text_of(before), no_value());
    }
    template <class V> void replaced(const V& before, const V& after) const {
        add(edit_kind::replaced, value_text_of(before), value_text_of(after));
    }
    template <class V> void moved(std::size_t from, std::size_t to, const V& before, const V& after) const {
        position(to).add(edit_kind::moved, value_text_of(before), value_text_of(after), from);
    }
    template <class V> void set(const V& after) const { add(edit_kind::replaced, no_value(), value_text_of(after)); }
    template <class V> void cleared(const V& before) const {
        add(edit_kind::replaced, value_text_of(before), no_value());
    }
    void redacted() const { add(edit_kind::replaced, redacted_value(), redacted_value()); }
    template <class V> void custom(const V& before, const V& after) const {
        auto tell = [this](const leaf& l) { add(l); };
        value_traits<V>::walk_leaves(std::string(), before, after, leaf_sink(tell));
    }

private:
    [[nodiscard]] part_place at(place_step step) const {
        part_place inside = *this;
        inside.steps_.push_back(std::move(step));
        return inside;
    }
    void add(edit_kind kind, value_text before, value_text after, std::size_t from = 0) const {
        if (!steps_.empty()) out_.push_back({kind, steps_, std::move(before), std::move(after), from});
    }
    void add(const leaf& l) const {
        part_place inside = *this;
        for (std::string_view path = l.path; !path.empty();)
            inside.steps_.push_back({place_kind::key, take_step(path), 0});
        inside.add(l.kind, l.kind == edit_kind::inserted ? no_value() : value_text_of(l.before),
            l.kind == edit_kind::removed ? no_value() : value_text_of(l.after),
            l.kind == edit_kind::moved ? last_index(l.from) : 0);
    }

    std::vector<part_change>& out_;
    std::vector<place_step> steps_;
};

/// Which field it is.
template <class T, std::size_t I> field_change change_of_field() {
    return {field_names<T>[I], label_of<T>(I), key_fields<T>.contains(I)};
}

template <class T, std::size_t I, class V> field_change described_change(const V& before, const V& after) {
    field_change out = change_of_field<T, I>();
    if constexpr (!fields_under<T, redact>.contains(I))
        detail::walk<comparison_of<T, I>>(part_place(out.parts), before, after);
    if (out.parts.empty()) {
        out.before = detail::words::field_value<T, I>(before);
        out.after = detail::words::field_value<T, I>(after);
    }
    return out;
}

} // namespace detail::words

/// Each change as text, in the order of the fields.
/// Complexity: that of an edit script for each list.
template <class T> [[nodiscard]] std::vector<field_change> field_changes(const changes<T>& c) {
    std::vector<field_change> out;
    out.reserve(c.size());
    c.for_each([&](auto field, const auto& before, const auto& after) {
        out.push_back(detail::words::described_change<T, decltype(field)::index>(before, after));
    });
    return out;
}

/// The same where only the state after is known.
template <class T> [[nodiscard]] std::vector<field_change> field_changes(
    const T& after, const field_set<std::type_identity_t<T>>& which) {
    std::vector<field_change> out;
    out.reserve(which.size());
    detail::for_each_index(after, [&](auto index, const auto& value) {
        constexpr std::size_t i = decltype(index)::value;
        if (!which.contains(i)) return;
        out.push_back(detail::words::change_of_field<T, i>());
        out.back().after = detail::words::field_value<T, i>(value);
    });
    return out;
}

} // namespace yore

#endif
