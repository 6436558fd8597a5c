// SPDX-License-Identifier: BSL-1.0
// expect: yore: a field of this model holds a struct with redacted fields of its own, which a store would keep in clear; redact the whole field of the model
#include <yore/yore.hpp>

#include <cstdint>
#include <string>
#include <vector>

struct Login {
    std::string user;
    std::string password;
    using audit_policy = yore::policy<yore::redact<&Login::password>>;
};

struct Machine {
    std::int64_t id;
    std::vector<Login> logins;
#ifndef YORE_BAD
    using audit_policy = yore::policy<yore::redact<&Machine::logins>>;
#endif
};

yore::history<Machine> machines;
