// SPDX-License-Identifier: BSL-1.0
// expect: yore: tolerance stands on a field that holds no floating-point numbers; remove it
#include <yore/yore.hpp>

#include <cstdint>
#include <string>

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    std::string weight;
#else
    double weight;
#endif
    using audit_policy = yore::policy<yore::tolerance<&Machine::weight, 0.5>>;
};

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
