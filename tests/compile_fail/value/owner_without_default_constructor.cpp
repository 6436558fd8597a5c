// SPDX-License-Identifier: BSL-1.0
// expect: yore: a struct that owns through a pointer needs a default constructor to be copied; add one
#include <yore/merge.hpp>

#include <cstdint>
#include <memory>
#include <optional>

struct Number {
    explicit Number(int v) : value(v) {}
    friend bool operator==(const Number&, const Number&) = default;
    int value;
};

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    Number number;
#else
    std::optional<Number> number;
#endif
    std::unique_ptr<int> count;
};

auto joined(const Machine& a, const Machine& b, const Machine& c) { return yore::merge(a, b, c); }
