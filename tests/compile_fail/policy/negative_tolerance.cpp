// SPDX-License-Identifier: BSL-1.0
// expect: yore: a tolerance is a number that is not negative
#include <yore/yore.hpp>

#include <cstdint>

struct Machine {
    std::int64_t id;
    double weight;
#ifdef YORE_BAD
    using audit_policy = yore::policy<yore::tolerance<&Machine::weight, -0.5>>;
#else
    using audit_policy = yore::policy<yore::tolerance<&Machine::weight, 0.5>>;
#endif
};

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
