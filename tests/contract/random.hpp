// SPDX-License-Identifier: BSL-1.0
/// Random numbers that are the same with every standard library.
#ifndef YORE_TESTS_CONTRACT_RANDOM_HPP
#define YORE_TESTS_CONTRACT_RANDOM_HPP

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace contract {

/// A SplitMix64 generator (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators").
class random_source {
public:
    explicit random_source(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }

    /// A number in [0, bound); the slight bias of the remainder does not matter here.
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

    template <class Integer> Integer number(Integer bound) {
        return static_cast<Integer>(next() % static_cast<std::uint64_t>(bound));
    }

    bool chance(std::size_t percent) { return below(100) < percent; }

    template <class Value> Value pick(std::initializer_list<Value> values) {
        return values.begin()[below(values.size())];
    }

    template <class Value> const Value& pick(const std::vector<Value>& values) { return values[below(values.size())]; }

    /// A short word out of few, so that values meet again.
    std::string word() {
        static constexpr const char* words[] = {
            "", "Attack from Mars", "Black Knight", "Centaur", "Eight Ball", "Fathom", "Gorgar", "[redacted]"};
        return words[below(sizeof words / sizeof *words)];
    }

private:
    std::uint64_t state_;
};

} // namespace contract

#endif
