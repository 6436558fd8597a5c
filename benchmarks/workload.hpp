// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_WORKLOAD_HPP
#define YORE_BENCHMARKS_WORKLOAD_HPP

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model.hpp"

namespace bench {

/// SplitMix64: the same numbers with every compiler and standard library.
/// Source: Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014).
class random_source {
public:
    explicit random_source(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }

    /// A number in [0, bound); the bias is far below what a workload can show.
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

private:
    std::uint64_t state_;
};

namespace detail {

inline constexpr std::array<std::string_view, 24> words = {
    "medieval", "madness", "flipper", "left",    "ramp",   "lamp",   "broken", "since",
    "visitor",  "replace", "rubber",  "fuse",    "coil",   "score",  "reset",  "display",
    "cleaned",  "glass",   "spring",  "plunger", "tested", "before", "opening", "target"};

inline constexpr std::array<std::string_view, 8> makers = {"Williams", "Bally",       "Gottlieb", "Stern",
                                                           "Zaccaria", "Data East", "Capcom",   "Chicago Gaming"};

inline std::string sentence(random_source& random, std::size_t length) {
    std::string text;
    text.reserve(length + 16);
    while (text.size() < length) {
        text += words[random.below(words.size())];
        text += ' ';
    }
    text.resize(length);
    text.shrink_to_fit();
    return text;
}

inline std::string title(random_source& random) {
    std::string text{words[random.below(words.size())]};
    text += ' ';
    text += words[random.below(words.size())];
    text += ' ';
    text += std::to_string(random.below(1000));
    return text;
}

inline std::string place(random_source& random) {
    return "Floor " + std::to_string(random.below(4)) + ", room " + std::to_string(random.below(40));
}

/// A number that differs from `old`, in [0, bound).
template <class Number>
Number another(random_source& random, Number old, std::size_t bound) {
    const auto made = static_cast<Number>(random.below(bound));
    return made == old ? static_cast<Number>(made + 1) : made;
}

inline double another_price(random_source& random, double old) {
    return another(random, static_cast<std::int32_t>(old * 100 + 0.5), 1'000'000) / 100.0;
}

template <class Make>
std::string another_text(const std::string& old, Make make) {
    std::string text = make();
    while (text == old)
        text = make();
    return text;
}

/// Every fourth value goes away, and an absent one comes back.
template <class Value, class Make>
void toggle(random_source& random, std::optional<Value>& value, Make make) {
    if (value && random.below(4) == 0)
        value.reset();
    else
        value = make();
}

inline void change_field(machine& m, std::size_t field, random_source& random) {
    switch (field) {
    case 1: m.name = another_text(m.name, [&] { return title(random); }); break;
    case 2: m.manufacturer = another_text(m.manufacturer, [&] { return std::string{makers[random.below(8)]}; }); break;
    case 3: m.serial_number = "SN-" + std::to_string(10'000'000 + random.below(90'000'000)); break;
    case 4: m.notes = another_text(m.notes, [&] { return sentence(random, 200); }); break;
    case 5:
        toggle(random, m.location, [&] { return another_text(m.location.value_or(""), [&] { return place(random); }); });
        break;
    case 6:
        toggle(random, m.high_score, [&] { return another(random, m.high_score.value_or(-1), 1'000'000'000); });
        break;
    case 7: m.status = static_cast<condition>((static_cast<unsigned>(m.status) + 1 + random.below(3)) % 4); break;
    case 8: m.year_built = 1930 + another(random, m.year_built - 1930, 90); break;
    case 9: m.players = another(random, m.players, 6); break;
    case 10: m.plays += 1 + static_cast<std::int64_t>(random.below(500)); break;
    case 11: m.price = another_price(random, m.price); break;
    case 12: m.weight = another_price(random, m.weight); break;
    case 13: m.rating = another_price(random, m.rating); break;
    case 14: m.on_display = !m.on_display; break;
    case 15: m.serviced_on += std::chrono::days{1 + static_cast<int>(random.below(90))}; break;
    default: break;
    }
}

} // namespace detail

/// A machine as it is first recorded.
inline machine make_machine(std::int64_t id) {
    random_source random{static_cast<std::uint64_t>(id) * 7919 + 1};
    machine m{};
    m.id = id;
    m.serviced_on = std::chrono::sys_days{std::chrono::year{2001} / 1 / 1};
    for (std::size_t field = 1; field != machine_fields; ++field)
        detail::change_field(m, field, random);
    return m;
}

/// One change of the workload: new values for one to three fields of one machine, or its deletion.
struct event {
    std::uint32_t entity;
    std::uint16_t fields; // bit i: field i changes; none: the machine is deleted
    std::uint8_t actor;
    std::uint8_t reason;
    std::uint64_t seed;

    bool is_deletion() const { return fields == 0; }
};

inline void apply(const event& what, machine& target) {
    random_source random{what.seed};
    for (unsigned left = what.fields; left != 0; left &= left - 1)
        detail::change_field(target, static_cast<std::size_t>(std::countr_zero(left)), random);
}

/// The museum workload: machines, then updates of one to three of their fifteen non-key fields and some deletions.
/// People work in sessions of 1 to 20 changes, so that neighbouring changes have actor and reason in common.
struct workload {
    std::vector<machine> machines;
    std::vector<event> events;

    static constexpr std::array<std::string_view, 5> actors = {"maria", "jon.schneider", "workshop", "li.wei",
                                                               "import"};
    static constexpr std::array<std::string_view, 8> reasons = {
        "weekly inspection",          "moved for repair",        "visitor reported a fault", "new season, new layout",
        "price list of the supplier", "score of the open day",   "after service",            "correction of a typing error"};
};

inline workload museum(std::size_t entities = 10'000, std::size_t updates = 100'000, std::size_t deletions = 500) {
    random_source random{20'240'229};
    workload made;
    for (std::size_t i = 0; i != entities; ++i)
        made.machines.push_back(make_machine(static_cast<std::int64_t>(i + 1)));

    std::vector<std::uint32_t> alive(entities);
    for (std::size_t i = 0; i != entities; ++i)
        alive[i] = static_cast<std::uint32_t>(i);

    std::size_t session = 0;
    event next{};
    for (std::size_t left = updates + deletions, deletions_left = deletions; left != 0; --left, --session) {
        if (session == 0) {
            session = 1 + random.below(20);
            next.actor = static_cast<std::uint8_t>(random.below(workload::actors.size()));
            next.reason = static_cast<std::uint8_t>(random.below(workload::reasons.size()));
        }
        const std::size_t place = random.below(alive.size());
        next.entity = alive[place];
        next.seed = random.next();
        next.fields = 0;
        if (random.below(left) < deletions_left) {
            --deletions_left;
            alive[place] = alive.back();
            alive.pop_back();
        } else {
            for (std::size_t wanted = 1 + random.below(3); static_cast<std::size_t>(std::popcount(next.fields)) != wanted;)
                next.fields = static_cast<std::uint16_t>(next.fields | 1u << (1 + random.below(machine_fields - 1)));
        }
        made.events.push_back(next);
    }
    return made;
}

} // namespace bench

#endif
