// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DIFF_HPP
#define YORE_DIFF_HPP

#include <yore/detail/chain.hpp>
#include <yore/detail/equal.hpp>
#include <yore/detail/leaves.hpp>
#include <yore/error.hpp>
#include <yore/field_set.hpp>
#include <yore/policy.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace yore {

/// What one field was and became.
template <class V> struct change {
    V before;
    V after;
};
template <class V> change(V, V) -> change<V>;

template <class T, class Engine = detail::engine_tag<T>> class changes;

namespace detail {

/// One comparison per field, no branch between them.
template <class T, class Engine, std::size_t Words, std::size_t... I, class... V>
YORE_INLINE constexpr void compare(set_words<Words>& out, const tied<std::index_sequence<I...>, V...>& a,
    const tied<std::index_sequence<I...>, V...>& b) {
    static_assert(require_policy<T>::value);
    [[maybe_unused]] std::uint64_t* const words = out.words.data();
    if constexpr (has_plain_fields<T>)
        ((words[I / 64] |= std::uint64_t{!detail::equal(*static_cast<const tied_field<I, V>&>(a).at,
                               *static_cast<const tied_field<I, V>&>(b).at)}
                           << I % 64),
            ...);
    else
        ((words[I / 64] |= std::uint64_t{!detail::equal_field<T, I>(*static_cast<const tied_field<I, V>&>(a).at,
                               *static_cast<const tied_field<I, V>&>(b).at)}
                           << I % 64),
            ...);
}

template <std::size_t Words, std::size_t... I, class... V>
YORE_COLD void keep(chain& in, const set_words<Words>& which, const tied<std::index_sequence<I...>, const V...>& before,
    const tied<std::index_sequence<I...>, const V...>& after) {
    const std::uint64_t* const words = which.words.data();
    ((words[I / 64] >> I % 64 & 1 ? in.append(link_to<V>::make(*static_cast<const tied_field<I, const V>&>(before).at,
                                        *static_cast<const tied_field<I, const V>&>(after).at))
                                  : void()),
        ...);
}

/// Lets values be moved out of changes.
struct change_access {
    template <std::size_t Index, class T, class Engine> static auto& after(changes<T, Engine>& c) {
        return c.kept_.template at<type_at_t<Index, typename reflected<T>::types>>(c.position(Index)).after;
    }
};

} // namespace detail

/// The fields in which two states differ, by meaning; ignored fields and the four audit fields are left out.
/// Complexity: one comparison per field; allocates nothing.
template <class T, class Engine = detail::engine_tag<T>>
[[nodiscard]] constexpr field_set<T, Engine> changed_fields(const T& a, const T& b) {
    static_assert(detail::require_auditable<T>::value);
    field_set<T, Engine> out;
    detail::compare<T, Engine>(out, detail::reflected<T>::tie(a), detail::reflected<T>::tie(b));
    return out;
}

/// What differs between two states: typed, owned, only the fields that differ. A value type that shares nothing.
template <class T, class Engine> class changes {
public:
    changes() = default;

    /// Keeps `before` and `after` of these fields.
    changes(field_set<T> which, const T& before, const T& after) : fields_(which) {
        if (!which.empty())
            detail::keep(kept_, which, detail::reflected<T>::tie(before), detail::reflected<T>::tie(after));
    }

    [[nodiscard]] bool empty() const noexcept { return fields_.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return fields_.size(); }
    [[nodiscard]] field_set<T> fields() const noexcept { return fields_; }
    template <auto Member> [[nodiscard]] bool contains() const noexcept { return fields_.template contains<Member>(); }

    /// The change of one field; null when it did not change.
    template <auto Member> [[nodiscard]] const change<detail::type_of_member<Member>>* get() const noexcept {
        if constexpr (detail::index_or_none<T, Member>() != detail::no_field) return find<field_index<Member, T>>();
        else return static_cast<void>(field_index<Member, T>), nullptr; // its sentence
    }
    /// The same by position, for generic code.
    template <std::size_t Index> [[nodiscard]] auto find() const noexcept {
        using value = detail::type_at_t<Index, typename detail::reflected<T>::types>;
        return fields_.contains(Index) ? &kept_.template at<value>(position(Index)) : nullptr;
    }

    /// Calls `f(field, before, after)` for every change, in the order of the fields.
    template <class F> void for_each(F&& f) const {
        each([&](auto index, const auto& c) {
            f(detail::field_constant<T, decltype(index)::value>{}, c.before, c.after);
        });
    }

    /// Calls `f(leaf)` for every difference inside nested structs and containers.
    template <class F> void for_each_leaf(F&& f) const {
        each([&](auto index, const auto& c) {
            detail::walk_field<T, decltype(index)::value, Engine>(
                detail::leaf_place(detail::leaf_sink(f)), c.before, c.after);
        });
    }

    /// Adds the change of a field that stands behind all that are there.
    template <class V> void append(std::size_t index, change<V> c) {
        kept_.append(new detail::link_to<V>{{&detail::link_to<V>::all}, std::move(c)});
        fields_.insert(index);
    }

private:
    friend struct detail::change_access;

    template <class F> void each(F&& f) const {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            ((fields_.contains(I) ? static_cast<void>(f(std::integral_constant<std::size_t, I>{}, *find<I>()))
                                  : void()),
                ...);
        }(std::make_index_sequence<detail::reflected<T>::count>{});
    }
    std::size_t position(std::size_t index) const {
        std::size_t before = 0;
        for (std::size_t i = 0; i != index; ++i) before += fields_.contains(i);
        return before;
    }

    field_set<T> fields_;
    detail::chain kept_;
};

/// What differs between two states. Complexity: one comparison per field; allocates nothing when they are equal.
template <class T, class Engine = detail::engine_tag<T>>
[[nodiscard]] changes<T, Engine> diff(const T& before, const T& after) {
    return {changed_fields(before, after), before, after};
}

/// A field that could not be changed, and why: its values as text, `[REDACTED]` when the policy says so.
struct apply_conflict {
    std::string field;
    std::string expected;
    std::string found;
};

/// What `apply` did. True when nothing was in the way.
template <class T, class Engine = detail::engine_tag<T>> struct apply_result {
    field_set<T> applied;
    field_set<T> already_applied;
    std::vector<apply_conflict> conflicts;

    [[nodiscard]] explicit operator bool() const noexcept { return conflicts.empty(); }
};

namespace detail {

template <class T, std::size_t I, class Engine = engine_tag<T>, class V> std::string field_text(const V& v) {
    if constexpr (fields_under<T, redact>.contains(I)) return std::string(redacted_text);
    else return detail::to_text(v);
}

} // namespace detail

/// Changes `target` where it has the values from before; a field that has the new value already is left.
/// Effects: with any conflict, nothing at all is written. Returns: what was done, conflicts included.
template <class T, class Engine>
[[nodiscard]] apply_result<T, Engine> apply(const changes<T, Engine>& c, T& target) {
    apply_result<T, Engine> out;
    detail::for_each_index(target, [&](auto index, const auto& found) {
        constexpr std::size_t i = decltype(index)::value;
        using rule = detail::comparison_of<T, i>;
        auto* wanted = c.template find<i>();
        if (wanted == nullptr) return;
        if (detail::equal<rule>(found, wanted->before)) out.applied.insert(i);
        else if (detail::equal<rule>(found, wanted->after)) out.already_applied.insert(i);
        else
            out.conflicts.push_back({std::string(field_names<T>[i]), detail::field_text<T, i>(wanted->before),
                detail::field_text<T, i>(found)});
    });
    if (!out) {
        out.applied = out.already_applied = {};
        return out;
    }
    changes<T, Engine> wanted(c); // what can throw happens before the first byte of the target changes
    detail::for_each_index(target, [&](auto index, auto& to) {
        if (out.applied.contains(index)) to = std::move(detail::change_access::after<decltype(index)::value>(wanted));
    });
    return out;
}

/// The changes that take `c` back.
template <class T, class Engine> [[nodiscard]] changes<T, Engine> inverse(const changes<T, Engine>& c) {
    changes<T, Engine> out;
    detail::for_each_type<T>([&]<std::size_t I>() {
        if (auto* one = c.template find<I>())
            out.append(I, change{detail::clone(one->after), detail::clone(one->before)});
    });
    return out;
}

/// The changes that do `first`, then `second`. A field that ends as it began is in neither.
/// Requires: `second` was made from states that `first` leads to.
/// Throws: `error` naming the field, when a value from before in `second` is not the one from after in `first`.
template <class T, class Engine>
[[nodiscard]] changes<T, Engine> compose(const changes<T, Engine>& first, const changes<T, Engine>& second) {
    changes<T, Engine> out;
    detail::for_each_type<T>([&]<std::size_t I>() {
        using rule = detail::comparison_of<T, I>;
        auto *one = first.template find<I>(), *two = second.template find<I>();
        if (one != nullptr && two != nullptr) {
            if (!detail::equal<rule>(one->after, two->before))
                throw error("yore: compose: the second change of " + std::string(type_name<T>) + "." +
                            std::string(field_names<T>[I]) + " starts from " + detail::field_text<T, I>(two->before) +
                            ", but the first one ends with " + detail::field_text<T, I>(one->after) +
                            "; compose changes that follow each other");
            if (!detail::equal<rule>(one->before, two->after))
                out.append(I, change{detail::clone(one->before), detail::clone(two->after)});
        } else if (auto* only = one != nullptr ? one : two)
            out.append(I, change{detail::clone(only->before), detail::clone(only->after)});
    });
    return out;
}

} // namespace yore

#endif
