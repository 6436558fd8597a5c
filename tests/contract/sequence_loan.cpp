// SPDX-License-Identifier: BSL-1.0
#include "sequence.hpp"
#include "stores.hpp"

namespace contract {

template <> struct arbitrary<Loan> {
    using key = std::tuple<std::string, std::int32_t>;

    static const std::vector<key>& keys() {
        static const std::vector<key> all{{"A", 1}, {"A", 2}, {"B", 1}, {"", -1}};
        return all;
    }

    static Loan fresh(random_source& random, const key& id) {
        Loan state{std::get<0>(id), std::get<1>(id), random.word()};
        mutate(random, state);
        return state;
    }

    static void mutate(random_source& random, Loan& state) {
        if (random.chance(40)) state.title = random.word();
        if (random.chance(40)) state.condition = random.pick({Grade::a, Grade::b, Grade::c});
        if (random.chance(30))
            state.borrower = random.chance(50) ? std::nullopt : std::optional<std::int64_t>(random.number(3));
        if (random.chance(30)) state.overdue = !state.overdue;
    }
};

} // namespace contract

using namespace contract;

STORE_TEST("a history with a key of two fields answers like full copies in a vector", "[sequence]") {
    play_sequences<Loan, TestType>(3001, 30, 250);
}
