// SPDX-License-Identifier: BSL-1.0
// expect: yore: the audit_policy of this type is private and would be overlooked; make it public
#include <yore/json.hpp>

#include <cstdint>
#include <string>

class Machine {
public:
    std::int64_t id = 0;
    std::string password{};
    using audit_members = yore::members<&Machine::id, &Machine::password>;
#ifdef YORE_BAD
private:
#endif
    using audit_policy = yore::policy<yore::redact<&Machine::password>>;
};

auto written(const Machine& m) { return yore::to_json(m); }
