// SPDX-License-Identifier: BSL-1.0
// expect: yore: the audit fields stand under ignore, untracked or redact, but have rules of their own; remove the rule
#include <yore/yore.hpp>

#include <cstdint>

struct Machine {
    std::int64_t id;
    yore::AuditFields audit;
#ifdef YORE_BAD
    using audit_policy = yore::policy<yore::redact<&Machine::audit>>;
#else
    using audit_policy = yore::policy<yore::label<&Machine::audit, "Audit">>;
#endif
};

yore::history<Machine> machines;
