// SPDX-License-Identifier: BSL-1.0
// expect: yore: a policy rule names a member that is not a field of the type; name one of its fields
#include <yore/yore.hpp>

#include <cstdint>
#include <string>
#include <vector>

struct Part {
    int code;
};

struct Person {
    std::int64_t id;
    std::string note;
    double age;
    std::vector<int> tags;
    std::vector<Part> parts;
};

struct Machine {
    std::int64_t id;
    std::string note;
    double age;
    std::vector<int> tags;
    std::vector<Part> parts;
#ifdef YORE_BAD
    using audit_policy = yore::policy<yore::redact<&Machine::note, &Person::note>>;
#else
    using audit_policy = yore::policy<yore::redact<&Machine::note>>;
#endif
};

yore::history<Machine> machines;
auto differ(const Machine& a, const Machine& b) { return yore::diff(a, b); }
