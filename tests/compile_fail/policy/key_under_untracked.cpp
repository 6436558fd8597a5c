// SPDX-License-Identifier: BSL-1.0
// expect: yore: a key field stands under another rule than label or was; remove that rule
#include <yore/yore.hpp>

#include <string>

struct Machine {
    std::string id;
    std::string name;
#ifdef YORE_BAD
    using audit_policy = yore::policy<yore::untracked<&Machine::id>>;
#else
    using audit_policy = yore::policy<yore::label<&Machine::id, "Number">, yore::was<&Machine::id, "number">>;
#endif
};

yore::history<Machine> machines;
