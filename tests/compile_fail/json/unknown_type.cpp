// SPDX-License-Identifier: BSL-1.0
// expect: yore: JSON of this type is unknown; give it to_json and from_json of nlohmann's kind, or specialise yore::value_traits for it with functions to_text and from_text
#include <yore/json.hpp>

#include <cstdint>
#include <string>

class Color {
public:
    explicit Color(int value = 0) : value_(value) {}
    friend bool operator==(const Color&, const Color&) = default;

private:
    int value_;
};

struct Machine {
    std::int64_t id;
#ifdef YORE_BAD
    Color color;
#else
    int color;
#endif
};

auto written(const Machine& m) { return yore::to_json(m); }
