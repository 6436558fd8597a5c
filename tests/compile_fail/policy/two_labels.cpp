// SPDX-License-Identifier: BSL-1.0
// expect: yore: a field has two labels; remove one of them
#include <yore/yore.hpp>

#include <cstdint>
#include <string>

struct Machine {
    std::int64_t id;
    std::string name;
#ifdef YORE_BAD
    using audit_policy = yore::policy<yore::label<&Machine::name, "Name">, yore::label<&Machine::name, "Title">>;
#else
    using audit_policy = yore::policy<yore::label<&Machine::id, "Number">, yore::label<&Machine::name, "Title">>;
#endif
};

yore::history<Machine> machines;
