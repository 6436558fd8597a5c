// SPDX-License-Identifier: BSL-1.0
#include "sequence.hpp"
#include "stores.hpp"

namespace contract {

template <> struct arbitrary<Volunteer> {
    static const std::vector<std::int64_t>& keys() {
        static const std::vector<std::int64_t> all{1, 2, 3};
        return all;
    }

    static Volunteer fresh(random_source& random, std::int64_t id) {
        Volunteer state;
        state.id = id;
        state.name = random.word();
        state.email = random.word();
        state.password = any_secret(random);
        state.token = any_secret(random);
        state.pin = 1 + random.number<std::int32_t>(3);
        return state;
    }

    static void mutate(random_source& random, Volunteer& state) {
        if (random.chance(40)) state.name = random.word();
        if (random.chance(30)) state.email = random.word();
        if (random.chance(20)) state.password = any_secret(random);
        if (random.chance(20)) state.token = any_secret(random);
        if (random.chance(20)) state.pin = 1 + random.number<std::int32_t>(3);
    }

private:
    static std::string any_secret(random_source& random) { return random.pick({"", "one", "two", "[redacted]"}); }
};

} // namespace contract

using namespace contract;

STORE_TEST("a history with secrets and an audit base answers like full copies in a vector", "[sequence]") {
    play_sequences<Volunteer, TestType>(2001, 30, 250);
}
