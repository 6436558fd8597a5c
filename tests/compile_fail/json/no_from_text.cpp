// SPDX-License-Identifier: BSL-1.0
// expect: yore: the value_traits of this type have to_text but no from_text, so what is written cannot be read; add from_text
#include <yore/json.hpp>

#include <cstdint>
#include <string>

struct Color {
    int value;
};
template <> struct yore::value_traits<Color> {
    static std::string to_text(const Color& c) { return std::to_string(c.value); }
#ifndef YORE_BAD
    static std::optional<Color> from_text(std::string_view text) { return Color{std::stoi(std::string(text))}; }
#endif
};

struct Machine {
    std::int64_t id;
    Color color;
};

auto read(const nlohmann::json& j) { return yore::from_json<Machine>(j); }
