// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_FIELD_SET_HPP
#define YORE_FIELD_SET_HPP

#include <yore/detail/field.hpp>
#include <yore/detail/wide_set.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace yore {

/// A set of fields of T. A value of a few machine words; every operation is constexpr and allocates nothing, but
/// `names`. The engine is part of the type, so that two programs which opened T differently cannot exchange one.
template <class T, class Engine = detail::engine_tag<T>>
class field_set : public detail::set_words<detail::set_width(detail::reflected<T>::count)> {
    static_assert(detail::require_auditable<T>::value);
    static constexpr std::size_t count = detail::reflected<T>::count;
    using base = detail::set_words<detail::set_width(count)>;

    using base::insert_first;
    using base::words;

public:
    constexpr field_set() = default;

    /// All fields of T.
    [[nodiscard]] static constexpr field_set all() {
        field_set s;
        s.insert_first(count);
        return s;
    }

    // Functions of all models together:
    using base::contains; // [[nodiscard]] constexpr bool contains(std::size_t index) const
    using base::empty;    // [[nodiscard]] constexpr bool empty() const
    using base::size;     // [[nodiscard]] constexpr std::size_t size() const
    template <auto Member> [[nodiscard]] constexpr bool contains() const { return contains(field_index<Member, T>); }

    constexpr field_set& insert(std::size_t index) {
        base::insert(index);
        return *this;
    }
    constexpr field_set& erase(std::size_t index) {
        base::erase(index);
        return *this;
    }

    /// The names of its fields, in order.
    [[nodiscard]] std::vector<std::string_view> names() const {
        std::vector<std::string_view> out;
        out.reserve(size());
        for (field f : *this) out.push_back(f.name);
        return out;
    }

    friend constexpr bool operator==(const field_set& a, const field_set& b) { return a.words == b.words; }
    friend constexpr field_set operator|(field_set a, const field_set& b) { return a |= b; }
    friend constexpr field_set operator&(field_set a, const field_set& b) { return a &= b; }
    friend constexpr field_set operator-(field_set a, const field_set& b) { return a -= b; }
    constexpr field_set& operator|=(const field_set& b) {
        for (std::size_t i = 0; i != words.size(); ++i) words[i] |= b.words[i];
        return *this;
    }
    constexpr field_set& operator&=(const field_set& b) {
        for (std::size_t i = 0; i != words.size(); ++i) words[i] &= b.words[i];
        return *this;
    }
    constexpr field_set& operator-=(const field_set& b) {
        for (std::size_t i = 0; i != words.size(); ++i) words[i] &= ~b.words[i];
        return *this;
    }

    /// Walks the fields in order; an element is a `yore::field`.
    class iterator {
    public:
        using value_type = field;
        using difference_type = std::ptrdiff_t;

        constexpr iterator() = default;
        constexpr iterator(const field_set* set, std::size_t index) : set_(set), index_(set->next(index)) {}
        [[nodiscard]] constexpr field operator*() const { return detail::field_at<T>(index_); }
        constexpr iterator& operator++() {
            index_ = set_->next(index_ + 1);
            return *this;
        }
        constexpr iterator operator++(int) {
            iterator before = *this;
            ++*this;
            return before;
        }
        friend constexpr bool operator==(const iterator& a, const iterator& b) { return a.index_ == b.index_; }

    private:
        const field_set* set_ = nullptr;
        std::size_t index_ = 0;
    };
    [[nodiscard]] constexpr iterator begin() const { return {this, 0}; }
    [[nodiscard]] constexpr iterator end() const { return {this, count}; }

private:
    constexpr std::size_t next(std::size_t index) const {
        while (index < count && !contains(index)) ++index;
        return index;
    }
};

namespace detail {

template <auto... Members> struct field_list {
    template <class T, class Engine> constexpr operator field_set<T, Engine>() const {
        field_set<T, Engine> s;
        (s.insert(field_index<Members, T>), ...);
        return s;
    }
};

} // namespace detail

/// These fields; converts to the `field_set<T>` of any T that has them all.
template <auto... Members> inline constexpr detail::field_list<Members...> fields{};

} // namespace yore

#include <yore/policy.hpp> // the labels of the fields

#endif
