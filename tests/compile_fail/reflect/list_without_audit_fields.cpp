// SPDX-License-Identifier: BSL-1.0
// expect: yore: the list or description of this model lacks the fields of its AuditModel base; add all four of them
#include <yore/yore.hpp>

#include <cstdint>

class Machine : public yore::AuditModel {
    std::int64_t id = 0;

public:
#ifdef YORE_BAD
    using audit_members = yore::members<&Machine::id>;
#else
    using audit_members = yore::members<&Machine::id, &Machine::created_on, &Machine::modified_on, &Machine::created_by,
        &Machine::modified_by>;
#endif
};

yore::history<Machine> machines;
