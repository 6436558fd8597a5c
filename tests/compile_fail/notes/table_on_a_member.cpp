// SPDX-License-Identifier: BSL-1.0
// expect: yore: the notes table, require_reason and full_rows stand on a type, not on a member
// only: __cpp_impl_reflection
#include <yore/yore.hpp>

#include <cstdint>
#include <string>

#ifdef YORE_BAD
struct Machine {
    std::int64_t id;
    YORE_NOTE(table("pinball"))
    std::string name;
};
#else
struct YORE_NOTE(table("pinball")) Machine {
    std::int64_t id;
    std::string name;
};
#endif

void use(yore::history<Machine>& machines) { machines.remove(1); }
