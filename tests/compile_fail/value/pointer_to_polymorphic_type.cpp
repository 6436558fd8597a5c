// SPDX-License-Identifier: BSL-1.0
// expect: yore: a pointer to a polymorphic type cannot be a field, a copy would be cut; use std::variant
#include <yore/diff.hpp>

#include <cstdint>
#include <memory>

struct Shape {
    virtual ~Shape() = default;
    int id = 0;
    using audit_members = yore::members<&Shape::id>;
};

struct Square final : Shape {
    int side = 1;
    using audit_members = yore::members<&Square::id, &Square::side>;
};

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    std::unique_ptr<Shape> shape;
#else
    std::unique_ptr<Square> shape;
#endif
};

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
