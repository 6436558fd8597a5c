// SPDX-License-Identifier: BSL-1.0
// expect: yore: the policy of this type has an entry that is not a rule; the rules are in yore/policy.hpp
#include <yore/yore.hpp>

#include <cstdint>
#include <string>

struct Secret {};

struct Machine {
    std::int64_t id;
    std::string password;
#ifdef YORE_BAD
    using audit_policy = yore::policy<Secret>;
#else
    using audit_policy = yore::policy<yore::redact<&Machine::password>>;
#endif
};

yore::history<Machine> machines;
