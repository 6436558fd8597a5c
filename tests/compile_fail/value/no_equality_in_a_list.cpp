// SPDX-License-Identifier: BSL-1.0
// expect: yore: values of this type cannot be compared; give it operator==, or specialise yore::value_traits for it with a function equal
#include <yore/diff.hpp>

#include <cstdint>
#include <functional>
#include <vector>

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    std::vector<std::function<void()>> actions;
#else
    std::vector<int> actions;
#endif
};

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
