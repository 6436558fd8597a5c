// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_BY_HAND_VALUE_COLUMNS_HPP
#define YORE_BENCHMARKS_BY_HAND_VALUE_COLUMNS_HPP

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../model.hpp"

namespace bench::by_hand {

/// Previous values of a delta log, one column per C++ type.
class value_columns {
public:
    /// Where the values of one row begin in each column.
    struct place {
        std::uint32_t text = 0;
        std::uint32_t optional_text = 0;
        std::uint32_t integer = 0;
        std::uint32_t real = 0;
    };

    place keep(const machine& m, std::uint32_t fields) {
        const place start{next(texts_), next(optional_texts_), next(integers_), next(reals_)};
        if (fields & 1u << 1) texts_.push_back(m.name);
        if (fields & 1u << 2) texts_.push_back(m.manufacturer);
        if (fields & 1u << 3) texts_.push_back(m.serial_number);
        if (fields & 1u << 4) texts_.push_back(m.notes);
        if (fields & 1u << 5) optional_texts_.push_back(m.location);
        if (fields & 1u << 6) {
            integers_.push_back(m.high_score.has_value());
            integers_.push_back(m.high_score.value_or(0));
        }
        if (fields & 1u << 7) integers_.push_back(static_cast<std::int64_t>(m.status));
        if (fields & 1u << 8) integers_.push_back(m.year_built);
        if (fields & 1u << 9) integers_.push_back(m.players);
        if (fields & 1u << 10) integers_.push_back(m.plays);
        if (fields & 1u << 11) reals_.push_back(m.price);
        if (fields & 1u << 12) reals_.push_back(m.weight);
        if (fields & 1u << 13) reals_.push_back(m.rating);
        if (fields & 1u << 14) integers_.push_back(m.on_display);
        if (fields & 1u << 15) integers_.push_back(m.serviced_on.time_since_epoch().count());
        return start;
    }

    void put_back(place from, std::uint32_t fields, machine& m) const {
        if (fields & 1u << 1) m.name = texts_[from.text++];
        if (fields & 1u << 2) m.manufacturer = texts_[from.text++];
        if (fields & 1u << 3) m.serial_number = texts_[from.text++];
        if (fields & 1u << 4) m.notes = texts_[from.text++];
        if (fields & 1u << 5) m.location = optional_texts_[from.optional_text++];
        if (fields & 1u << 6) {
            const bool has_value = integers_[from.integer++] != 0;
            const std::int64_t value = integers_[from.integer++];
            m.high_score = has_value ? std::optional{value} : std::nullopt;
        }
        if (fields & 1u << 7) m.status = static_cast<condition>(integers_[from.integer++]);
        if (fields & 1u << 8) m.year_built = static_cast<std::int32_t>(integers_[from.integer++]);
        if (fields & 1u << 9) m.players = static_cast<std::int32_t>(integers_[from.integer++]);
        if (fields & 1u << 10) m.plays = integers_[from.integer++];
        if (fields & 1u << 11) m.price = reals_[from.real++];
        if (fields & 1u << 12) m.weight = reals_[from.real++];
        if (fields & 1u << 13) m.rating = reals_[from.real++];
        if (fields & 1u << 14) m.on_display = integers_[from.integer++] != 0;
        if (fields & 1u << 15) m.serviced_on = std::chrono::sys_days{std::chrono::days{integers_[from.integer++]}};
    }

private:
    template <class Column>
    static std::uint32_t next(const Column& column) {
        return static_cast<std::uint32_t>(column.size());
    }

    std::vector<std::string> texts_;
    std::vector<std::optional<std::string>> optional_texts_;
    std::vector<std::int64_t> integers_;
    std::vector<double> reals_;
};

} // namespace bench::by_hand

#endif
