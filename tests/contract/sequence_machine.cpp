// SPDX-License-Identifier: BSL-1.0
#include "sequence.hpp"
#include "stores.hpp"

namespace contract {

template <> struct arbitrary<Machine> {
    static const std::vector<std::int64_t>& keys() {
        static const std::vector<std::int64_t> all{1, 2, 3, -4, 1'000'000'000'000};
        return all;
    }

    static Machine fresh(random_source& random, std::int64_t id) {
        return Machine{id, random.word(), any_status(random), any_location(random)};
    }

    static void mutate(random_source& random, Machine& state) {
        if (random.chance(30)) state.name = random.word();
        if (random.chance(50)) state.status = any_status(random);
        if (random.chance(40)) state.location = any_location(random);
    }

private:
    static Status any_status(random_source& random) {
        return random.pick({Status::working, Status::broken, Status::retired});
    }

    static std::optional<std::string> any_location(random_source& random) {
        return random.chance(30) ? std::nullopt : std::optional<std::string>(random.word());
    }
};

} // namespace contract

using namespace contract;

STORE_TEST("a history of machines answers like full copies in a vector", "[sequence]") {
    play_sequences<Machine, TestType>(1, 30, 250);
}

STORE_TEST("one long history of machines answers like full copies in a vector", "[sequence]") {
    play_sequences<Machine, TestType>(1001, 1, 3000);
}
