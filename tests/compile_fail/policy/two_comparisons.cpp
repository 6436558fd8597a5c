// SPDX-License-Identifier: BSL-1.0
// expect: yore: a field stands under two of as_set, keyed_by and tolerance; remove one of them
#include <yore/yore.hpp>

#include <cstdint>
#include <vector>

struct Part {
    int code;
    int count;
};

struct Machine {
    std::int64_t id;
    std::vector<Part> parts;
    std::vector<int> tags;
#ifdef YORE_BAD
    using audit_policy = yore::policy<yore::as_set<&Machine::parts>, yore::keyed_by<&Machine::parts, &Part::code>>;
#else
    using audit_policy = yore::policy<yore::as_set<&Machine::tags>, yore::keyed_by<&Machine::parts, &Part::code>>;
#endif
};

yore::history<Machine> machines;
