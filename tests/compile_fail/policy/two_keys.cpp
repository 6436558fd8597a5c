// SPDX-License-Identifier: BSL-1.0
// expect: yore: this policy has two keys; name all fields of the key in one, yore::key<&T::a, &T::b>
#include <yore/yore.hpp>

#include <cstdint>
#include <string>

struct Machine {
    std::int64_t id;
    std::string name;
#ifdef YORE_BAD
    using audit_policy = yore::policy<yore::key<&Machine::id>, yore::key<&Machine::name>>;
#else
    using audit_policy = yore::policy<yore::key<&Machine::id, &Machine::name>>;
#endif
};

yore::history<Machine> machines;
