// SPDX-License-Identifier: BSL-1.0
// expect: yore: the audit_policy of this type is private and would be overlooked; make it public
#include <yore/yore.hpp>

#include <cstdint>
#include <string>

struct Machine {
    std::int64_t id = 0;
    std::string password{};

#ifdef YORE_BAD
protected:
#endif
    using audit_policy = yore::policy<yore::redact<&Machine::password>>;
};

yore::history<Machine> machines;
