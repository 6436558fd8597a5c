// SPDX-License-Identifier: BSL-1.0
// expect: yore: a field of this model cannot be copied, and a history keeps copies; make its type copyable, or keep it outside of the model
#include <yore/yore.hpp>

#include <cstdint>
#include <vector>

struct Handle {
    Handle() = default;
    Handle(Handle&&) = default;
    Handle& operator=(Handle&&) = default;
#ifndef YORE_BAD
    Handle(const Handle&) = default;
    Handle& operator=(const Handle&) = default;
#endif
    bool operator==(const Handle&) const = default;
    int number = 0;
};

struct Machine {
    std::int64_t id;
    std::vector<Handle> handles;
};

yore::history<Machine> machines;
