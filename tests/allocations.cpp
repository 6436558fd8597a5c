// SPDX-License-Identifier: BSL-1.0
#include "allocations.hpp"

#include <cstdlib>

namespace {

thread_local allocations::usage used;
thread_local long successes_left = -1;

void* allocate(std::size_t size) noexcept {
    if (successes_left >= 0 && successes_left-- == 0) return nullptr;
    void* const memory = std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) return nullptr;
    ++used.made;
    ++used.alive;
    used.bytes += size;
    return memory;
}

void* allocate_or_throw(std::size_t size) {
    if (void* const memory = allocate(size)) return memory;
    throw std::bad_alloc{};
}

void give_back(void* memory) noexcept {
    if (memory != nullptr) --used.alive;
    std::free(memory);
}

} // namespace

allocations::usage allocations::so_far() noexcept { return used; }
void allocations::fail_after(long successes) noexcept { successes_left = successes; }

void* operator new(std::size_t size) { return allocate_or_throw(size); }
void* operator new[](std::size_t size) { return allocate_or_throw(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete[](void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t) noexcept { give_back(memory); }
