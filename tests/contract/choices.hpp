// SPDX-License-Identifier: BSL-1.0
/// Random choices of what to call next: keys that meet again, states near the last one, instants near the present.
#ifndef YORE_TESTS_CONTRACT_CHOICES_HPP
#define YORE_TESTS_CONTRACT_CHOICES_HPP

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <yore/yore.hpp>

#include "naive.hpp"
#include "random.hpp"
#include "support.hpp"

namespace contract {

/// Random keys and states of a model: `keys()`, `fresh(random, key)` and `mutate(random, state)`. A fresh state holds
/// no placeholder of a secret.
template <class T> struct arbitrary;

template <class T> class choices {
public:
    using key = typename description<T>::key;

    choices(const naive<T>& model, random_source& random) : model_(model), random_(random) {}

    /// Lets a little time pass.
    void go_on() { present_ += static_cast<std::int64_t>(random_.below(3)); }

    key any_key() { return random_.pick(arbitrary<T>::keys()); }

    T next_state(const key& id) {
        const auto live = model_.latest(id);
        if (live == nullptr || random_.chance(10)) return arbitrary<T>::fresh(random_, id);
        T state = copy_of(*live);
        if (!random_.chance(12)) arbitrary<T>::mutate(random_, state);
        return state;
    }

    std::vector<T> several_states() {
        std::vector<T> states;
        std::map<key, std::size_t> places;
        const std::size_t count = 1 + random_.below(4);
        while (states.size() < count) {
            const key id = any_key();
            if (const auto again = places.find(id); again != places.end()) {
                states.push_back(copy_of(states[again->second]));
                arbitrary<T>::mutate(random_, states.back());
            } else {
                states.push_back(next_state(id));
            }
            places[id] = states.size() - 1;
        }
        return states;
    }

    void scramble_audit(T& state) {
        if constexpr (stamped<T>) {
            if (random_.chance(50)) return;
            auto& four = description<T>::audit(state);
            four.created_on = four.modified_on = second(-1000);
            four.created_by = four.modified_by = "the caller";
        }
    }

    yore::record_options any_options(const key& id) {
        yore::record_options options;
        options.record_unchanged = random_.chance(4);
        if (random_.chance(12)) {
            const known_entity<T>* one = model_.entity_of(id);
            options.expected_version = one == nullptr ? 0 : one->last_number();
            if (random_.chance(30)) ++*options.expected_version;
        }
        return options;
    }

    /// Inside a transaction everything happens in its circumstances, so that it can be committed at all.
    circumstances any_circumstances(const std::vector<key>& ids, const circumstances* within) {
        circumstances who = within != nullptr ? *within : any_people();
        who.muted = random_.chance(3);
        who.only_this_model = random_.chance(50);
        if (within == nullptr) who.occurred_on = any_instant(ids);
        return who;
    }

    circumstances any_people() {
        circumstances who;
        if (random_.chance(75)) who.actor = random_.pick({"ana", "bo", "cy"});
        if (random_.chance(75)) who.reason = random_.pick({"moved", "repaired"});
        if (random_.chance(30)) who.correlation_id = random_.pick({"c1", "c2"});
        if (who.actor && random_.chance(30)) who.actor_name = random_.pick({"Ana", "Bo", ""});
        if (random_.chance(20)) who.entry_point = random_.pick({"http", "task"});
        if (random_.chance(20)) who.request = any_request();
        if (random_.chance(20)) who.extra[random_.pick({"ticket", "\"host\""})] = random_.pick({"", "a", "\xC3\xA4\n"});
        if (random_.chance(10)) who.extra["step"] = "2";
        return who;
    }

    yore::request any_request() {
        yore::request request;
        if (random_.chance(50)) request.id = random_.pick({"r1", "r2"});
        if (random_.chance(50)) request.method = random_.pick({"GET", "POST"});
        if (random_.chance(50)) request.path = random_.pick({"/", "/machines/1?a=b"});
        if (random_.chance(20)) request.route = "/machines/{id}";
        if (random_.chance(20)) request.user_agent = "curl";
        if (random_.chance(20)) request.remote_address = "2001:db8::1";
        return request;
    }

    circumstances any_transaction_circumstances() {
        circumstances who = any_people();
        const std::size_t dice = random_.below(100);
        if (dice < 70) who.occurred_on = second(present_);
        else if (dice < 85) who.occurred_on = future(present_);
        return who;
    }

    /// Mostly the present of the sequence, which moves on slowly; sometimes too early, rarely left to the clock. What
    /// the clock has stamped lies between the two ages in which explicit instants lie, so that no comparison depends on
    /// how fast the test runs.
    std::optional<timestamp> any_instant(const std::vector<key>& ids) {
        timestamp last = timestamp::min();
        for (const key& id : ids)
            if (const known_entity<T>* one = model_.entity_of(id)) last = std::max(last, one->latest().occurred_on);
        if (random_.chance(4)) return std::nullopt;
        const timestamp present = last > second(present_ + 10'000) ? future(present_) : second(present_);
        if (last == timestamp::min() || random_.chance(10)) return present;
        const bool stamped_by_clock = last > second(present_ + 10'000) && last < future(0);
        if (stamped_by_clock) return present;
        if (random_.chance(8)) return last - std::chrono::seconds{1 + random_.below(3)};
        if (random_.chance(25)) return last;
        return std::max(last, present);
    }

    version_number any_number(const key& id) {
        const known_entity<T>* one = model_.entity_of(id);
        if (one == nullptr) return random_.below(3);
        if (random_.chance(35)) return one->last_number();
        return random_.below(static_cast<std::size_t>(one->last_number()) + 2);
    }

    known_target any_target(const key& id) {
        if (random_.chance(60)) return {any_number(id), {}};
        return {std::nullopt, any_time()};
    }

    timestamp any_time() {
        std::vector<timestamp> times{second(-1), future(100'000)};
        for (const auto& [id, one] : model_.entities())
            for (const auto& each : one.kept) times.push_back(each.occurred_on);
        return random_.pick(times) + random_.pick({-tick, 0 * tick, 0 * tick, tick});
    }

private:
    const naive<T>& model_;
    random_source& random_;
    std::int64_t present_ = 0;
};

} // namespace contract

#endif
