// SPDX-License-Identifier: BSL-1.0
// expect: yore: was gives a name that a field of the type has today; give only names that are gone
#include <yore/yore.hpp>

#include <cstdint>
#include <string>

struct Machine {
    std::int64_t id;
    std::string name;
#ifdef YORE_BAD
    using audit_policy = yore::policy<yore::was<&Machine::name, "title", "id">>;
#else
    using audit_policy = yore::policy<yore::was<&Machine::name, "title">>;
#endif
};

yore::history<Machine> machines;
