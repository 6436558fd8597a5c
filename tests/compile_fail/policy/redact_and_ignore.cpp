// SPDX-License-Identifier: BSL-1.0
// expect: yore: a field that is ignored stands under redact or untracked too; remove one of the rules
#include <yore/yore.hpp>

#include <cstdint>
#include <string>

struct Machine {
    std::int64_t id;
    std::string name;
#ifdef YORE_BAD
    using audit_policy = yore::policy<yore::redact<&Machine::name>, yore::ignore<&Machine::name>>;
#else
    using audit_policy = yore::policy<yore::redact<&Machine::name>>;
#endif
};

yore::history<Machine> machines;
