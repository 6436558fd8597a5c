// SPDX-License-Identifier: BSL-1.0
// expect: yore: this type has a from_json of nlohmann's kind but no to_json, so what is written could not be read; add to_json
#include <yore/json.hpp>

#include <cstdint>
#include <string>

namespace paint {
struct Color {
    int value;
};
#ifndef YORE_BAD
inline void to_json(nlohmann::json& j, const Color& c) { j = c.value; }
#endif
inline void from_json(const nlohmann::json& j, Color& c) { c.value = j.get<int>(); }
} // namespace paint

struct Machine {
    std::int64_t id;
    paint::Color color;
};

auto written(const Machine& m) { return yore::to_json(m); }
