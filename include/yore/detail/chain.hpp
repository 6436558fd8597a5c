// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_CHAIN_HPP
#define YORE_DETAIL_CHAIN_HPP

#include <yore/detail/value_kind.hpp>

#include <cstddef>
#include <utility>

namespace yore {

template <class V> struct change;

namespace detail {

struct link;

/// What a chain must know about the type that a link holds; one per type, whatever the model.
struct link_operations {
    void (*destroy)(link*) noexcept;
    link* (*copy)(const link*);
};

struct link {
    const link_operations* operations;
    link* next = nullptr;
};

template <class V> struct link_to : link {
    change<V> value;

    static link* make(const V& before, const V& after) {
        if constexpr (shares<V>) return new link_to{{&all}, {detail::clone(before), detail::clone(after)}};
        else return new link_to{{&all}, {before, after}};
    }
    static void destroy(link* one) noexcept { delete static_cast<link_to*>(one); }
    static link* copy(const link* one) {
        const change<V>& of = static_cast<const link_to*>(one)->value;
        return make(of.before, of.after);
    }
    static constexpr link_operations all{&destroy, &copy};
};

/// Owned changes of types that the surrounding model knows, in one allocation each. Copies share nothing.
class chain {
public:
    chain() = default;
    chain(const chain& other) : chain() { // then a copy that throws leaves a whole chain behind, to be destroyed
        for (const link* one = other.first_; one != nullptr; one = one->next) append(one->operations->copy(one));
    }
    chain(chain&& other) noexcept
        : first_(std::exchange(other.first_, nullptr)), last_(std::exchange(other.last_, nullptr)) {}
    chain& operator=(chain other) noexcept {
        std::swap(first_, other.first_);
        std::swap(last_, other.last_);
        return *this;
    }
    ~chain() {
        while (first_ != nullptr) {
            link* one = std::exchange(first_, first_->next);
            one->operations->destroy(one);
        }
    }

    void append(link* owned) noexcept { last_ = (first_ == nullptr ? first_ : last_->next) = owned; }

    /// Requires: there are more than `place` changes, and the one there is of a V. Complexity: linear in `place`.
    template <class V> [[nodiscard]] change<V>& at(std::size_t place) {
        return static_cast<link_to<V>*>(find(place))->value;
    }
    template <class V> [[nodiscard]] const change<V>& at(std::size_t place) const {
        return static_cast<const link_to<V>*>(find(place))->value;
    }

private:
    link* find(std::size_t place) const {
        link* one = first_;
        while (place-- != 0) one = one->next;
        return one;
    }

    link* first_ = nullptr;
    link* last_ = nullptr;
};

} // namespace detail
} // namespace yore

#endif
