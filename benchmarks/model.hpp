// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_MODEL_HPP
#define YORE_BENCHMARKS_MODEL_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace bench {

enum class condition : std::uint8_t { working, needs_service, broken, retired };

/// The struct of every benchmark: sixteen fields, as a museum would keep them of one machine.
struct machine {
    std::int64_t id;
    std::string name;
    std::string manufacturer;
    std::string serial_number;
    std::string notes; // always 200 characters
    std::optional<std::string> location;
    std::optional<std::int64_t> high_score;
    condition status;
    std::int32_t year_built;
    std::int32_t players;
    std::int64_t plays;
    double price;
    double weight;
    double rating;
    bool on_display;
    std::chrono::sys_days serviced_on;
};

inline constexpr std::size_t machine_fields = 16;

} // namespace bench

#endif
