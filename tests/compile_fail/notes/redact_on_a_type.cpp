// SPDX-License-Identifier: BSL-1.0
// expect: yore: only the notes table, require_reason and full_rows stand on a type; write the others on a member
// only: __cpp_impl_reflection
#include <yore/yore.hpp>

#include <cstdint>
#include <string>

#ifdef YORE_BAD
struct YORE_NOTE(redact) Machine {
    std::int64_t id;
    std::string code;
};
#else
struct Machine {
    std::int64_t id;
    YORE_NOTE(redact)
    std::string code;
};
#endif

void use(yore::history<Machine>& machines) { machines.remove(1); }
