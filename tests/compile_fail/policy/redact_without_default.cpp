// SPDX-License-Identifier: BSL-1.0
// expect: yore: a redacted field needs a type with a default constructor, states come back with its default; add one
#include <yore/yore.hpp>

#include <cstdint>

struct Pin {
#ifndef YORE_BAD
    Pin() = default;
#endif
    explicit Pin(int digits) : number(digits) {}
    int number = 0;
    using audit_members = yore::members<&Pin::number>;
};

struct Machine {
    std::int64_t id;
    Pin pin;
    using audit_policy = yore::policy<yore::redact<&Machine::pin>>;
};

void record(yore::history<Machine>& machines, const Machine& m) { machines.record(m); }

yore::history<Machine> machines;
