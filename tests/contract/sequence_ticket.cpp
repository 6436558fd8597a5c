// SPDX-License-Identifier: BSL-1.0
#include "sequence.hpp"
#include "stores.hpp"

namespace contract {

template <> struct arbitrary<Ticket> {
    static const std::vector<std::int32_t>& keys() {
        static const std::vector<std::int32_t> all{0, 1, 2, 3};
        return all;
    }

    static Ticket fresh(random_source& random, std::int32_t id) {
        Ticket state{id, random.word()};
        mutate(random, state);
        return state;
    }

    static void mutate(random_source& random, Ticket& state) {
        if (random.chance(30)) state.title = random.word();
        if (random.chance(30)) state.priority = random.number<std::int32_t>(4) - 2;
        if (random.chance(60)) state.views = random.number<std::uint32_t>(4);
        if (random.chance(60)) state.cache = random.word();
    }
};

} // namespace contract

using namespace contract;

STORE_TEST(
    "a history with ignored and untracked fields and reasons answers like full copies in a vector", "[sequence]") {
    play_sequences<Ticket, TestType>(5001, 30, 250);
}
