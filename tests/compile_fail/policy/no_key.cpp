// SPDX-License-Identifier: BSL-1.0
// expect: yore: this model has no key; name a field `id`, or say which fields identify an entity with yore::key<&T::member> in its audit_policy
#include <yore/yore.hpp>

#include <cstdint>
#include <string>

struct Machine {
    std::int64_t number;
    std::string name;
#ifndef YORE_BAD
    using audit_policy = yore::policy<yore::key<&Machine::number>>;
#endif
};

yore::history<Machine> machines;
