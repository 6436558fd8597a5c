// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_BY_HAND_PACKED_VALUES_HPP
#define YORE_BENCHMARKS_BY_HAND_PACKED_VALUES_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "../model.hpp"

namespace bench::by_hand {

/// Previous values of a delta log as bytes in one arena: the least room and the least work that one can do by hand.
class packed_values {
public:
    using place = const std::byte*;

    place keep(const machine& m, std::uint32_t fields) {
        std::byte* const start = reserve(largest(m));
        std::byte* to = start;
        if (fields & 1u << 1) to = put(to, m.name);
        if (fields & 1u << 2) to = put(to, m.manufacturer);
        if (fields & 1u << 3) to = put(to, m.serial_number);
        if (fields & 1u << 4) to = put(to, m.notes);
        if (fields & 1u << 5) to = put(to, m.location);
        if (fields & 1u << 6) to = put(to, m.high_score);
        if (fields & 1u << 7) to = put(to, m.status);
        if (fields & 1u << 8) to = put(to, m.year_built);
        if (fields & 1u << 9) to = put(to, m.players);
        if (fields & 1u << 10) to = put(to, m.plays);
        if (fields & 1u << 11) to = put(to, m.price);
        if (fields & 1u << 12) to = put(to, m.weight);
        if (fields & 1u << 13) to = put(to, m.rating);
        if (fields & 1u << 14) to = put(to, m.on_display);
        if (fields & 1u << 15) to = put(to, m.serviced_on);
        free_ = to;
        return start;
    }

    void put_back(place from, std::uint32_t fields, machine& m) const {
        if (fields & 1u << 1) from = get(from, m.name);
        if (fields & 1u << 2) from = get(from, m.manufacturer);
        if (fields & 1u << 3) from = get(from, m.serial_number);
        if (fields & 1u << 4) from = get(from, m.notes);
        if (fields & 1u << 5) from = get(from, m.location);
        if (fields & 1u << 6) from = get(from, m.high_score);
        if (fields & 1u << 7) from = get(from, m.status);
        if (fields & 1u << 8) from = get(from, m.year_built);
        if (fields & 1u << 9) from = get(from, m.players);
        if (fields & 1u << 10) from = get(from, m.plays);
        if (fields & 1u << 11) from = get(from, m.price);
        if (fields & 1u << 12) from = get(from, m.weight);
        if (fields & 1u << 13) from = get(from, m.rating);
        if (fields & 1u << 14) from = get(from, m.on_display);
        if (fields & 1u << 15) from = get(from, m.serviced_on);
    }

private:
    static constexpr std::size_t block_size = 64 * 1024;

    static std::size_t largest(const machine& m) {
        return sizeof(machine) + m.name.size() + m.manufacturer.size() + m.serial_number.size() + m.notes.size() +
               (m.location ? m.location->size() : 0);
    }

    std::byte* reserve(std::size_t size) {
        if (static_cast<std::size_t>(end_ - free_) < size) {
            const std::size_t room = std::max(size, block_size);
            blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(room));
            free_ = blocks_.back().get();
            end_ = free_ + room;
        }
        return free_;
    }

    template <class Value>
    static std::byte* put(std::byte* to, const Value& value) {
        std::memcpy(to, &value, sizeof value);
        return to + sizeof value;
    }
    static std::byte* put(std::byte* to, const std::string& text) {
        to = put(to, static_cast<std::uint32_t>(text.size()));
        std::memcpy(to, text.data(), text.size());
        return to + text.size();
    }
    template <class Value>
    static std::byte* put(std::byte* to, const std::optional<Value>& value) {
        to = put(to, value.has_value());
        return value ? put(to, *value) : to;
    }

    template <class Value>
    static place get(place from, Value& value) {
        std::memcpy(&value, from, sizeof value);
        return from + sizeof value;
    }
    static place get(place from, std::string& text) {
        std::uint32_t size = 0;
        from = get(from, size);
        text.assign(reinterpret_cast<const char*>(from), size);
        return from + size;
    }
    template <class Value>
    static place get(place from, std::optional<Value>& value) {
        bool has_value = false;
        from = get(from, has_value);
        if (!has_value) {
            value.reset();
            return from;
        }
        return get(from, value.emplace());
    }

    std::vector<std::unique_ptr<std::byte[]>> blocks_;
    std::byte* free_ = nullptr;
    std::byte* end_ = nullptr;
};

} // namespace bench::by_hand

#endif
