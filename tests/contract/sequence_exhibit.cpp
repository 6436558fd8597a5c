// SPDX-License-Identifier: BSL-1.0
#include "sequence.hpp"
#include "stores.hpp"

namespace contract {

template <> struct arbitrary<Exhibit> {
    static const std::vector<std::int32_t>& keys() {
        static const std::vector<std::int32_t> all{1, 2, 3};
        return all;
    }

    static Exhibit fresh(random_source& random, std::int32_t id) {
        Exhibit state;
        state.id = id;
        for (int each = 0; each < 4; ++each) mutate(random, state);
        return state;
    }

    static void mutate(random_source& random, Exhibit& state) {
        const std::size_t part = random.below(4);
        if (part == 0) mutate_structs(random, state);
        else if (part == 1) mutate_lists(random, state);
        else if (part == 2) mutate_maps(random, state);
        else mutate_numbers(random, state);
    }

private:
    static Address any_address(random_source& random) {
        return {random.word(), random.chance(40) ? std::nullopt : std::optional<std::int32_t>(random.number(3))};
    }

    static void mutate_structs(random_source& random, Exhibit& state) {
        if (random.chance(50)) state.address = any_address(random);
        if (random.chance(30)) state.former = any_address(random);
        else if (random.chance(30)) state.former.reset();
        if (random.chance(40))
            state.note = random.chance(30) ? nullptr : std::make_unique<Note>(Note{random.word(), random.number(3)});
        if (state.shared != nullptr && random.chance(30)) state.shared->stars = random.number(3);
        else if (random.chance(30)) state.shared = std::make_shared<Note>(Note{random.word(), random.number(3)});
    }

    static void mutate_lists(random_source& random, Exhibit& state) {
        if (random.chance(60)) random.chance(70) ? state.scores.push_back(random.number(3)) : state.scores.clear();
        if (random.chance(40)) {
            if (std::string tag = random.word();
                std::find(state.tags.begin(), state.tags.end(), tag) == state.tags.end())
                state.tags.insert(state.tags.begin(), std::move(tag));
            else std::reverse(state.tags.begin(), state.tags.end());
        }
        if (state.parts.size() < 3 && random.chance(40))
            state.parts.push_back({static_cast<std::int32_t>(state.parts.size()), random.word(), random.number(3)});
        else if (!state.parts.empty() && random.chance(60))
            state.parts[random.below(state.parts.size())].count = random.number(3);
        else if (!state.parts.empty() && random.chance(50)) state.parts.pop_back();
    }

    static void mutate_maps(random_source& random, Exhibit& state) {
        if (random.chance(40)) state.readings[random.word()] = random.number(3);
        else if (random.chance(30)) state.readings.erase(random.word());
        if (random.chance(40)) state.awards.insert(random.word());
        else if (random.chance(30)) state.awards.erase(random.word());
    }

    static void mutate_numbers(random_source& random, Exhibit& state) {
        if (random.chance(40)) state.value = random.number(std::int64_t{3});
        else if (random.chance(40)) state.value = random.word();
        if (random.chance(40)) state.price = random.pick({0.0, -0.0, 2.5});
        if (random.chance(60)) state.weight += random.pick({0.25, -0.25, 0.5, 1.0});
    }
};

} // namespace contract

using namespace contract;

STORE_TEST("a history of nested values answers like full copies in a vector", "[sequence]") {
    play_sequences<Exhibit, TestType>(6001, 30, 250);
}
