// SPDX-License-Identifier: BSL-1.0
// expect: yore: created_on, modified_on, created_by and modified_by of the AuditFields member stand beside the other fields in JSON, and one of those has such a name too; rename it
#include <yore/json.hpp>

#include <cstdint>
#include <string>

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    std::string created_on;
#else
    std::string built_on;
#endif
    yore::AuditFields audit;
};

auto written(const Machine& m) { return yore::to_json(m); }
