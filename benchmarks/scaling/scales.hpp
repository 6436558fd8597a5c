// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_SCALING_SCALES_HPP
#define YORE_BENCHMARKS_SCALING_SCALES_HPP

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "../contest.hpp"
#include "../result.hpp"

namespace bench {

inline constexpr double in_nanoseconds = 1e9;
inline constexpr double in_microseconds = 1e6;

/// Collects how long things take as something else grows.
class scales {
public:
    explicit scales(bool is_quick) : is_quick_(is_quick) {}

    bool is_quick() const { return is_quick_; }

    /// The numbers of `of` that are measured: those up to `most` where it has to be quick.
    std::vector<std::size_t> steps(std::vector<std::size_t> of, std::size_t most_when_quick) const {
        if (is_quick_) std::erase_if(of, [&](std::size_t x) { return x > most_when_quick; });
        return of;
    }

    /// A series that is plotted; `id` is the name of its file.
    void begin(
        const std::string& id, std::string title, std::string x, std::string y, scale y_grows = scale::logarithmic) {
        measured_.plots.push_back({id, std::move(title), {std::move(x)}, {std::move(y), y_grows}});
    }

    /// Measures one point of a line: `one_round` returns seconds, which times `unit` are what the axis has. The first
    /// round is not counted.
    template <class Round>
    void add(const std::string& id, const std::string& name, std::size_t x, double unit, Round one_round) {
        std::fprintf(stderr, "%s, %s, %zu\n", id.c_str(), name.c_str(), x);
        one_round();
        std::vector<double> values;
        for (std::size_t left = is_quick_ ? 3 : 9; left != 0; --left) values.push_back(one_round() * unit);
        line_of(id, name).points.push_back({static_cast<double>(x), spread_of(std::move(values))});
    }

    const result& measured() const { return measured_; }

private:
    line& line_of(const std::string& id, const std::string& name) {
        series& of =
            *std::find_if(measured_.plots.begin(), measured_.plots.end(), [&](const series& s) { return s.id == id; });
        const auto found =
            std::find_if(of.lines.begin(), of.lines.end(), [&](const line& l) { return l.name == name; });
        return found == of.lines.end() ? of.lines.emplace_back(line{name}) : *found;
    }

    bool is_quick_;
    result measured_;
};

void add_entities(scales&);
void add_versions(scales&);
void add_fields(scales&);
void add_threads(scales&);

} // namespace bench

#endif
