// SPDX-License-Identifier: BSL-1.0
// expect: yore: the key of this model cannot be compared by == and <; give its type operator<=>, or name several fields in yore::key
#include <yore/yore.hpp>

#include <string>

struct Place {
    int floor;
    int slot;
};

struct Machine {
    Place place;
    std::string name;
#ifdef YORE_BAD
    using audit_policy = yore::policy<yore::key<&Machine::place>>;
#else
    using audit_policy = yore::policy<yore::key<&Machine::name>>;
#endif
};

yore::history<Machine> machines;
