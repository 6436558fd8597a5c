// SPDX-License-Identifier: BSL-1.0
// expect: yore: values of this type cannot be compared; give it operator==, or specialise yore::value_traits for it with a function equal
// unless: __cpp_impl_reflection
#include <yore/diff.hpp>

#include <cstdint>

class Money {
public:
    explicit Money(std::int64_t cents) : cents_(cents) {}
#ifndef YORE_BAD
    friend bool operator==(const Money&, const Money&) = default;
#endif

private:
    std::int64_t cents_;
};

struct Machine {
    std::int64_t id;
    Money price;
};

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
