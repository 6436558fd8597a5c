// SPDX-License-Identifier: BSL-1.0
// expect: yore: yore::key without a field, or yore::table with an empty name, says nothing; fill it or remove it
#include <yore/yore.hpp>

#include <cstdint>
#include <string>

struct Machine {
    std::int64_t id;
    std::string name;
#ifdef YORE_BAD
    using audit_policy = yore::policy<yore::key<>>;
#else
    using audit_policy = yore::policy<yore::key<&Machine::name>>;
#endif
};

yore::history<Machine> machines;
