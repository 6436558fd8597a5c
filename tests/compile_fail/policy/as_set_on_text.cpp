// SPDX-License-Identifier: BSL-1.0
// expect: yore: as_set stands on a field that is not a sequence; remove it
#include <yore/yore.hpp>

#include <cstdint>
#include <string>
#include <vector>

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    std::string tags;
#else
    std::vector<std::string> tags;
#endif
    using audit_policy = yore::policy<yore::as_set<&Machine::tags>>;
};

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
