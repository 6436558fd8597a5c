// SPDX-License-Identifier: BSL-1.0
// expect: yore: audit_policy is not a yore::policy<...>; write `using audit_policy = yore::policy<rule, rule>;`
#include <yore/yore.hpp>

#include <cstdint>
#include <string>

struct Machine {
    std::int64_t id;
    std::string password;
#ifdef YORE_BAD
    using audit_policy = yore::redact<&Machine::password>;
#else
    using audit_policy = yore::policy<yore::redact<&Machine::password>>;
#endif
};

yore::history<Machine> machines;
