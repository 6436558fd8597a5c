// SPDX-License-Identifier: BSL-1.0
// expect: yore: this policy has two tables; remove one
#include <yore/yore.hpp>

#include <cstdint>
#include <string>

struct Machine {
    std::int64_t id;
    std::string name;
#ifdef YORE_BAD
    using audit_policy = yore::policy<yore::table<"machine">, yore::table<"machines">>;
#else
    using audit_policy = yore::policy<yore::table<"machines">>;
#endif
};

yore::history<Machine> machines;
