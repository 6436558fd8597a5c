// SPDX-License-Identifier: BSL-1.0
#include <cmath>
#include <limits>

#include "sequence.hpp"
#include "stores.hpp"

namespace contract {

template <> struct arbitrary<Package> {
    static const std::vector<std::string>& keys() {
        static const std::vector<std::string> all{"", "bash", std::string("nul\0inside", 10), "bash ", "BASH"};
        return all;
    }

    static Package fresh(random_source& random, const std::string& name) {
        Package state{name, random.word()};
        mutate(random, state);
        return state;
    }

    static void mutate(random_source& random, Package& state) {
        if (random.chance(40)) state.version = random.word();
        if (random.chance(30))
            state.size = random.pick({std::uint64_t{0}, std::uint64_t{1}, std::numeric_limits<std::uint64_t>::max()});
        if (random.chance(40))
            state.popularity = random.pick({0.0, -0.0, 1.5, std::numeric_limits<double>::quiet_NaN(),
                std::numeric_limits<double>::infinity(), std::numeric_limits<double>::denorm_min()});
        if (random.chance(20)) state.essential = !state.essential;
    }
};

} // namespace contract

using namespace contract;

STORE_TEST("a history with text keys and doubles answers like full copies in a vector", "[sequence]") {
    play_sequences<Package, TestType>(4001, 30, 250);
}
