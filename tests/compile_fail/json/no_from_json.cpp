// SPDX-License-Identifier: BSL-1.0
// expect: yore: this type has a to_json of nlohmann's kind but no from_json, so what is written cannot be read; add from_json
#include <yore/json.hpp>

#include <cstdint>
#include <string>

namespace paint {
struct Color {
    int value;
};
inline void to_json(nlohmann::json& j, const Color& c) { j = c.value; }
#ifndef YORE_BAD
inline void from_json(const nlohmann::json& j, Color& c) { c.value = j.get<int>(); }
#endif
} // namespace paint

struct Machine {
    std::int64_t id;
    paint::Color color;
};

auto read(const nlohmann::json& j) { return yore::from_json<Machine>(j); }
