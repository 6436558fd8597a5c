// SPDX-License-Identifier: BSL-1.0
// expect: yore: from_json makes a value first and fills it then; give this type a default constructor
#include <yore/json.hpp>

#include <cstdint>
#include <string>

struct Machine {
    explicit Machine(std::int64_t number) : id(number) {}
#ifndef YORE_BAD
    Machine() = default;
#endif
    std::int64_t id = 0;
    using audit_members = yore::members<&Machine::id>;
};

auto read(const nlohmann::json& j) { return yore::from_json<Machine>(j); }
