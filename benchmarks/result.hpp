// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_RESULT_HPP
#define YORE_BENCHMARKS_RESULT_HPP

#include <string>
#include <vector>

namespace bench {

/// What repeated runs gave.
struct spread {
    double median;
    double min;
    double max;
};

/// Requires: there is a value.
spread spread_of(std::vector<double> values);

// ---- numbers as people read them, with three significant digits

std::string number_text(double value);
std::string time_text(double seconds);              // "1.25 µs"
std::string ratio_text(const spread& of);           // "1.09 (1.05–1.14)"
std::string limit_text(double limit);               // empty where there is none
std::string verdict_of(double ratio, double limit); // "met", "missed"; empty where there is no limit

/// A table of a report; its cells are texts, all of them as they are to be read.
struct table {
    std::string id;
    std::string title;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows{};
};

enum class scale { linear, logarithmic };

struct axis {
    std::string label; // with its unit in parentheses
    scale grows = scale::logarithmic;
};

struct point {
    double x;
    spread y;
};

struct line {
    std::string name;
    std::vector<point> points{};
};

/// What grows with something else; the report plots it.
struct series {
    std::string id;
    std::string title;
    axis x;
    axis y;
    std::vector<line> lines{};
};

/// What a program has measured.
struct result {
    std::vector<table> tables{};
    std::vector<series> plots{};

    /// Prints Markdown on the standard output.
    void print() const;
    /// Writes JSON, together with what the machine is. Throws: `std::runtime_error`.
    void write(const std::string& path) const;
};

/// What every program is asked: `--result=FILE` writes the result there too, `--quick` asks for less.
struct arguments {
    std::string result{};
    bool quick = false;
    std::vector<std::string> others{};

    arguments(int argc, char** argv);
    /// Prints the result, and writes it where that was asked for.
    void tell(const bench::result&) const;
};

} // namespace bench

#endif
