// SPDX-License-Identifier: BSL-1.0
// expect: yore: text of this type cannot be read, it would refer to JSON that is gone; use std::string
#include <yore/json.hpp>

#include <cstdint>
#include <string>

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    std::string_view name;
#else
    std::string name;
#endif
};

auto read(const nlohmann::json& j) { return yore::from_json<Machine>(j); }
