// SPDX-License-Identifier: BSL-1.0
#include <yore/yore.hpp>

#include <cstdint>
#include <string>

#ifdef YORE_CONSUMER_USES_JSON
#include <yore/json.hpp>
#endif

struct Machine {
    std::int64_t id;
    std::string name;
};

int main() {
    yore::history<Machine> machines;
    machines.record(Machine{1, "Medieval Madness"});
#ifdef YORE_CONSUMER_USES_JSON
    return yore::to_json(*machines.latest(1)).at("name") == "Medieval Madness" ? 0 : 1;
#else
    return machines.latest(1)->name == "Medieval Madness" ? 0 : 1;
#endif
}
