// SPDX-License-Identifier: BSL-1.0
// expect: yore: keyed_by needs a sequence and a member of its elements; name one of theirs
#include <yore/yore.hpp>

#include <cstdint>
#include <vector>

struct Person {
    int code;
};

struct Part {
    int code;
    int count;
};

struct Machine {
    std::int64_t id;
    std::vector<Part> parts;
#ifdef YORE_BAD
    using audit_policy = yore::policy<yore::keyed_by<&Machine::parts, &Person::code>>;
#else
    using audit_policy = yore::policy<yore::keyed_by<&Machine::parts, &Part::code>>;
#endif
};

auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
