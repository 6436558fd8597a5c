// SPDX-License-Identifier: BSL-1.0
// expect: yore: this struct is only declared where a history of it is made; define it first
#include <yore/yore.hpp>

#include <cstdint>

struct Machine
#ifndef YORE_BAD
{
    std::int64_t id;
    int count;
}
#endif
;

yore::history<Machine> machines;
