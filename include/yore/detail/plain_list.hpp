// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_PLAIN_LIST_HPP
#define YORE_DETAIL_PLAIN_LIST_HPP

#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>

#if !defined(__GNUC__)
#include <cstring>
#endif

namespace yore::detail {

/// What lists of all plain types share.
class plain_storage {
public:
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] std::size_t capacity() const { return capacity_; }
    void pop_back() { --size_; }
    void clear() { size_ = 0; }

protected:
    plain_storage() = default;
    plain_storage(const plain_storage& other, std::size_t each) {
        make_room(other.size_, each);
        copy_bytes(data_, other.data_, other.size_ * each);
        size_ = other.size_;
    }
    plain_storage(plain_storage&& other) noexcept { swap(other); }
    ~plain_storage() { ::operator delete(data_); }

    void swap(plain_storage& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
    }
    /// By doubling, where something is kept. Strong guarantee: when it throws, nothing has changed.
    void make_room(std::size_t wanted, std::size_t each) {
        if (wanted <= capacity_) return;
        const std::size_t capacity = size_ != 0 && wanted < capacity_ * 2 ? capacity_ * 2 : wanted;
        if (capacity > static_cast<std::size_t>(-1) / each) throw std::bad_alloc();
        void* data = ::operator new(capacity * each);
        copy_bytes(data, data_, size_ * each);
        ::operator delete(std::exchange(data_, data));
        capacity_ = capacity;
    }

    static void copy_bytes(void* to, const void* from, std::size_t n) {
        if (n == 0) return;
#if defined(__GNUC__) // <cstring> would put the names of <string.h>, such as `index`, into files that only compare
        __builtin_memcpy(to, from, n);
#else
        std::memcpy(to, from, n);
#endif
    }

    void* data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

/// What our own lists ask of std::vector, for values that can be copied as bytes. Without optimisation a compiler makes
/// fifty functions of a std::vector for each type of value, of this five (see docs/decisions.md).
template <class V> class plain_list : public plain_storage {
public:
    plain_list() = default;
    explicit plain_list(std::size_t n) { resize(n); }
    plain_list(const plain_list& other) : plain_storage(other, sizeof(V)) {}
    plain_list(plain_list&& other) noexcept = default;
    plain_list& operator=(plain_list other) noexcept {
        swap(other);
        return *this;
    }
    ~plain_list() { static_assert(std::is_trivially_copyable_v<V> && alignof(V) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__); }

    [[nodiscard]] V* begin() { return static_cast<V*>(data_); }
    [[nodiscard]] V* end() { return begin() + size_; }
    [[nodiscard]] const V* begin() const { return static_cast<const V*>(data_); }
    [[nodiscard]] const V* end() const { return begin() + size_; }
    [[nodiscard]] V& operator[](std::size_t i) { return begin()[i]; }
    [[nodiscard]] const V& operator[](std::size_t i) const { return begin()[i]; }
    [[nodiscard]] V& back() { return begin()[size_ - 1]; }

    void reserve(std::size_t n) { make_room(n, sizeof(V)); }
    void push_back(V value) { // by value, since it may stand in this list
        reserve(size_ + 1);
        ::new (static_cast<void*>(end())) V(value);
        ++size_;
    }
    void resize(std::size_t n, V value = V{}) {
        reserve(n);
        V* const to = begin() + n;
        for (V* one = end(); one < to; ++one) ::new (static_cast<void*>(one)) V(value);
        size_ = n;
    }
    void swap(plain_list& other) noexcept { plain_storage::swap(other); }
};

} // namespace yore::detail

#endif
