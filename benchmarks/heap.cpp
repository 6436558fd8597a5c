// SPDX-License-Identifier: BSL-1.0
#include "heap.hpp"

#include <cstdlib>
#include <new>

#include <malloc.h>

namespace bench::heap {
namespace {

bool is_counting = false;
usage counted;

std::ptrdiff_t room(void* block) {
    return static_cast<std::ptrdiff_t>(malloc_usable_size(block) + sizeof(std::size_t));
}

void* note_new(void* block) {
    if (is_counting) {
        counted.bytes += room(block);
        ++counted.blocks;
        ++counted.allocations;
    }
    return block;
}

void note_delete(void* block) {
    if (is_counting && block != nullptr) {
        counted.bytes -= room(block);
        --counted.blocks;
    }
}

} // namespace

counting::counting() {
    counted = {};
    is_counting = true;
}
counting::~counting() { is_counting = false; }
usage counting::so_far() const { return counted; }

} // namespace bench::heap

void* operator new(std::size_t size) {
    void* const block = std::malloc(size == 0 ? 1 : size);
    if (block == nullptr) throw std::bad_alloc{};
    return bench::heap::note_new(block);
}

void* operator new(std::size_t size, std::align_val_t alignment) {
    const auto align = static_cast<std::size_t>(alignment);
    void* const block = std::aligned_alloc(align, (size + align - 1) / align * align);
    if (block == nullptr) throw std::bad_alloc{};
    return bench::heap::note_new(block);
}

void operator delete(void* block) noexcept {
    bench::heap::note_delete(block);
    std::free(block);
}
void operator delete(void* block, std::size_t) noexcept { operator delete(block); }
void operator delete(void* block, std::align_val_t) noexcept { operator delete(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { operator delete(block); }
