// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_BOX_HPP
#define YORE_DETAIL_BOX_HPP

#include <yore/detail/value_kind.hpp>

#include <utility>

namespace yore::detail {

/// What a box must know about the type it holds; one per type, whatever the model.
struct box_operations {
    void (*destroy)(void*) noexcept;
    void* (*copy)(const void*);
};

/// An owned value of a type that the surrounding model knows. Copies share nothing.
class box {
public:
    template <class V> static box of(V* owned) { return box(owned, &operations_of<V>); }

    box(const box& other) : value_(other.operations_->copy(other.value_)), operations_(other.operations_) {}
    box(box&& other) noexcept : value_(std::exchange(other.value_, nullptr)), operations_(other.operations_) {}
    box& operator=(box other) noexcept {
        std::swap(value_, other.value_);
        std::swap(operations_, other.operations_);
        return *this;
    }
    ~box() {
        if (value_ != nullptr) operations_->destroy(value_);
    }

    template <class V> [[nodiscard]] V& as() { return *static_cast<V*>(value_); }
    template <class V> [[nodiscard]] const V& as() const { return *static_cast<const V*>(value_); }

private:
    box(void* value, const box_operations* operations) : value_(value), operations_(operations) {}

    template <class V> static void destroy(void* value) noexcept { delete static_cast<V*>(value); }
    template <class V> static void* copy(const void* value) { return new V(detail::clone(*static_cast<const V*>(value))); }
    template <class V> static constexpr box_operations operations_of{&destroy<V>, &copy<V>};

    void* value_;
    const box_operations* operations_;
};

} // namespace yore::detail

#endif
