// SPDX-License-Identifier: BSL-1.0
#include <yore/json.hpp>
#include <yore/yore.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace {

struct Machine {
    std::int64_t id;
    std::vector<std::string> tags;
};

} // namespace

int main() {
    yore::history<Machine> machines;
    machines.record(yore::from_json<Machine>(R"({"id": 1, "tags": ["castle"]})"));
    return yore::to_json(*machines.latest(1)).dump() == R"({"id":1,"tags":["castle"]})" ? 0 : 1;
}
