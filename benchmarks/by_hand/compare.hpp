// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_BY_HAND_COMPARE_HPP
#define YORE_BENCHMARKS_BY_HAND_COMPARE_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "../model.hpp"

/// What one writes for one struct when there is no library: the same results, field by field.
namespace bench::by_hand {

inline bool same(double a, double b) { return a == b || (a != a && b != b); }

/// Bit i: field i differs. The sixteen comparisons.
inline std::uint32_t changed_fields(const machine& a, const machine& b) {
    std::uint32_t changed = 0;
    if (a.id != b.id) changed |= 1u << 0;
    if (a.name != b.name) changed |= 1u << 1;
    if (a.manufacturer != b.manufacturer) changed |= 1u << 2;
    if (a.serial_number != b.serial_number) changed |= 1u << 3;
    if (a.notes != b.notes) changed |= 1u << 4;
    if (a.location != b.location) changed |= 1u << 5;
    if (a.high_score != b.high_score) changed |= 1u << 6;
    if (a.status != b.status) changed |= 1u << 7;
    if (a.year_built != b.year_built) changed |= 1u << 8;
    if (a.players != b.players) changed |= 1u << 9;
    if (a.plays != b.plays) changed |= 1u << 10;
    if (!same(a.price, b.price)) changed |= 1u << 11;
    if (!same(a.weight, b.weight)) changed |= 1u << 12;
    if (!same(a.rating, b.rating)) changed |= 1u << 13;
    if (a.on_display != b.on_display) changed |= 1u << 14;
    if (a.serviced_on != b.serviced_on) changed |= 1u << 15;
    return changed;
}

template <class Value>
struct change {
    Value before;
    Value after;
};

/// A diff as a struct: one optional pair per field, so that reading one is typed and free of searching.
struct machine_changes {
    std::optional<change<std::int64_t>> id;
    std::optional<change<std::string>> name;
    std::optional<change<std::string>> manufacturer;
    std::optional<change<std::string>> serial_number;
    std::optional<change<std::string>> notes;
    std::optional<change<std::optional<std::string>>> location;
    std::optional<change<std::optional<std::int64_t>>> high_score;
    std::optional<change<condition>> status;
    std::optional<change<std::int32_t>> year_built;
    std::optional<change<std::int32_t>> players;
    std::optional<change<std::int64_t>> plays;
    std::optional<change<double>> price;
    std::optional<change<double>> weight;
    std::optional<change<double>> rating;
    std::optional<change<bool>> on_display;
    std::optional<change<std::chrono::sys_days>> serviced_on;
};

inline machine_changes diff_to_struct(const machine& a, const machine& b) {
    machine_changes made;
    if (a.id != b.id) made.id.emplace(a.id, b.id);
    if (a.name != b.name) made.name.emplace(a.name, b.name);
    if (a.manufacturer != b.manufacturer) made.manufacturer.emplace(a.manufacturer, b.manufacturer);
    if (a.serial_number != b.serial_number) made.serial_number.emplace(a.serial_number, b.serial_number);
    if (a.notes != b.notes) made.notes.emplace(a.notes, b.notes);
    if (a.location != b.location) made.location.emplace(a.location, b.location);
    if (a.high_score != b.high_score) made.high_score.emplace(a.high_score, b.high_score);
    if (a.status != b.status) made.status.emplace(a.status, b.status);
    if (a.year_built != b.year_built) made.year_built.emplace(a.year_built, b.year_built);
    if (a.players != b.players) made.players.emplace(a.players, b.players);
    if (a.plays != b.plays) made.plays.emplace(a.plays, b.plays);
    if (!same(a.price, b.price)) made.price.emplace(a.price, b.price);
    if (!same(a.weight, b.weight)) made.weight.emplace(a.weight, b.weight);
    if (!same(a.rating, b.rating)) made.rating.emplace(a.rating, b.rating);
    if (a.on_display != b.on_display) made.on_display.emplace(a.on_display, b.on_display);
    if (a.serviced_on != b.serviced_on) made.serviced_on.emplace(a.serviced_on, b.serviced_on);
    return made;
}

/// A diff as a list: only the fields that differ, each with its number and an owned value before and after.
struct field_change {
    using value = std::variant<std::int64_t, std::string, std::optional<std::string>, std::optional<std::int64_t>,
        condition, std::int32_t, double, bool, std::chrono::sys_days>;
    std::uint8_t field;
    value before;
    value after;
};

inline std::vector<field_change> diff_to_list(const machine& a, const machine& b) {
    std::vector<field_change> made;
    const auto add = [&made](std::uint8_t field, const auto& before, const auto& after) {
        made.push_back({field, before, after});
    };
    if (a.id != b.id) add(0, a.id, b.id);
    if (a.name != b.name) add(1, a.name, b.name);
    if (a.manufacturer != b.manufacturer) add(2, a.manufacturer, b.manufacturer);
    if (a.serial_number != b.serial_number) add(3, a.serial_number, b.serial_number);
    if (a.notes != b.notes) add(4, a.notes, b.notes);
    if (a.location != b.location) add(5, a.location, b.location);
    if (a.high_score != b.high_score) add(6, a.high_score, b.high_score);
    if (a.status != b.status) add(7, a.status, b.status);
    if (a.year_built != b.year_built) add(8, a.year_built, b.year_built);
    if (a.players != b.players) add(9, a.players, b.players);
    if (a.plays != b.plays) add(10, a.plays, b.plays);
    if (!same(a.price, b.price)) add(11, a.price, b.price);
    if (!same(a.weight, b.weight)) add(12, a.weight, b.weight);
    if (!same(a.rating, b.rating)) add(13, a.rating, b.rating);
    if (a.on_display != b.on_display) add(14, a.on_display, b.on_display);
    if (a.serviced_on != b.serviced_on) add(15, a.serviced_on, b.serviced_on);
    return made;
}

} // namespace bench::by_hand

#endif
