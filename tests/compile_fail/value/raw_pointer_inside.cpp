// SPDX-License-Identifier: BSL-1.0
// expect: yore: a field of this model, or a part of one, only refers to a value that may change or vanish; keep the value itself, as std::string or std::vector, or ignore the field
#include <yore/yore.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

struct Part {
    std::int64_t code;
    const Part* next;
#ifndef YORE_BAD
    using audit_policy = yore::policy<yore::ignore<&Part::next>>;
#endif
};

struct Machine {
    std::int64_t id;
    std::map<std::string, std::vector<Part>> parts;
};

yore::history<Machine> machines;
