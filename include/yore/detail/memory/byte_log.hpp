// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MEMORY_BYTE_LOG_HPP
#define YORE_DETAIL_MEMORY_BYTE_LOG_HPP

#include <yore/detail/plain_list.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <utility>

namespace yore::detail::memory {

/// Rows of one plain type in blocks, so that growing moves nothing and wastes at most a block.
template <class Row, std::size_t PerBlock = 512> class block_list {
public:
    block_list() = default;
    block_list(const block_list&) = delete;
    block_list& operator=(const block_list&) = delete;
    ~block_list() {
        for (Row* b : blocks_) delete[] b;
    }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] Row& operator[](std::size_t i) { return blocks_[i / PerBlock][i % PerBlock]; }
    [[nodiscard]] const Row& operator[](std::size_t i) const { return blocks_[i / PerBlock][i % PerBlock]; }

    void push_back(const Row& row) {
        if (size_ == blocks_.size() * PerBlock) {
            blocks_.reserve(blocks_.size() + 1);
            blocks_.push_back(new Row[PerBlock]);
        }
        (*this)[size_] = row;
        ++size_;
    }
    void pop_back() { --size_; }

    [[nodiscard]] std::size_t bytes() const {
        return blocks_.size() * PerBlock * sizeof(Row) + blocks_.capacity() * sizeof(Row*);
    }

private:
    plain_list<Row*> blocks_;
    std::size_t size_ = 0;
};

/// Bytes that are only appended, and cut off again from the end. An offset stays good until it is cut off; what one
/// call appends is contiguous. Offsets grow with every append, so they also tell what came first.
template <class = void> class basic_byte_log {
    static constexpr unsigned page_bits = 16;
    static constexpr std::size_t page = std::size_t{1} << page_bits;
    static constexpr std::size_t first_capacity = 1024;

public:
    basic_byte_log() = default;
    basic_byte_log(const basic_byte_log&) = delete;
    basic_byte_log& operator=(const basic_byte_log&) = delete;
    ~basic_byte_log() { cut(0, 0); }
    void swap(basic_byte_log& other) noexcept {
        blocks_.swap(other.blocks_);
        std::swap(end_, other.end_);
        std::swap(capacity_, other.capacity_);
    }

    [[nodiscard]] std::byte* at(std::uint64_t offset) const {
        return blocks_[offset >> page_bits].data + (offset & (page - 1));
    }

    /// Makes room for n contiguous bytes and returns their offset; they belong to the log from then on.
    std::uint64_t append(std::size_t n) {
        if (n == 0) n = 1; // an offset of its own, to keep the order
        std::uint64_t begin = end_;
        if (begin + n > capacity_) begin = grow(n);
        end_ = begin + n;
        return begin;
    }

    /// Cuts off everything from this offset on.
    void cut(std::uint64_t offset) {
        std::size_t keep = static_cast<std::size_t>((offset + page - 1) >> page_bits);
        while (keep < blocks_.size() && !blocks_[keep].owner) ++keep;
        cut(keep, offset);
    }

    [[nodiscard]] std::size_t bytes() const {
        return static_cast<std::size_t>(capacity_) + blocks_.capacity() * sizeof(block);
    }

private:
    struct block {
        std::byte* data;
        bool owner; // false for the later pages of a block larger than a page
    };

    void cut(std::size_t keep, std::uint64_t offset) {
        while (blocks_.size() > keep) {
            if (blocks_.back().owner) ::operator delete(blocks_.back().data);
            blocks_.pop_back();
        }
        end_ = offset;
        if (capacity_ > blocks_.size() * page) capacity_ = blocks_.size() * page;
    }

    std::uint64_t grow(std::size_t n) {
        if (blocks_.size() == 1 && capacity_ < page && end_ + n <= page) { // the first page grows by doubling
            std::size_t wanted = static_cast<std::size_t>(capacity_);
            while (wanted < end_ + n) wanted *= 2;
            auto* moved = static_cast<std::byte*>(::operator new(wanted));
            std::memcpy(moved, blocks_[0].data, static_cast<std::size_t>(end_));
            ::operator delete(std::exchange(blocks_[0].data, moved));
            capacity_ = wanted;
            return end_;
        }
        std::size_t pages = (n + page - 1) >> page_bits;
        blocks_.reserve(blocks_.size() + pages);
        bool small = blocks_.empty() && n <= first_capacity;
        std::uint64_t begin = static_cast<std::uint64_t>(blocks_.size()) << page_bits;
        auto* data = static_cast<std::byte*>(::operator new(small ? first_capacity : pages * page));
        for (std::size_t i = 0; i != pages; ++i) blocks_.push_back({data + i * page, i == 0});
        capacity_ = begin + (small ? first_capacity : pages * page);
        return begin;
    }

    plain_list<block> blocks_;
    std::uint64_t end_ = 0;
    std::uint64_t capacity_ = 0; // end of the last block
};

using byte_log = basic_byte_log<>;

} // namespace yore::detail::memory

#endif
