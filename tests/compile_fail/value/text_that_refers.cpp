// SPDX-License-Identifier: BSL-1.0
// expect: yore: a field of this model, or a part of one, only refers to a value that may change or vanish; keep the value itself, as std::string or std::vector, or ignore the field
#include <yore/yore.hpp>

#include <cstdint>
#include <string>
#include <string_view>

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    std::string_view name;
#else
    std::string name;
#endif
};

yore::history<Machine> machines;
