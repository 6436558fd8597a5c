// SPDX-License-Identifier: BSL-1.0
// expect: yore: this model has the audit fields twice; keep one AuditFields member, or the AuditModel base
#include <yore/yore.hpp>

#include <cstdint>

struct Machine {
    std::int64_t id;
    yore::AuditFields audit;
#ifdef YORE_BAD
    yore::AuditFields more;
#endif
};

yore::history<Machine> machines;
