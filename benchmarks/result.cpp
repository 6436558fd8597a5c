// SPDX-License-Identifier: BSL-1.0
#include "result.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <thread>

#include <nlohmann/json.hpp>
#include <sys/utsname.h>
#include <unistd.h>

namespace bench {
namespace {

using json = nlohmann::ordered_json;

/// The rest of the first line of a file that begins with `name`, without what separates the two.
std::string value_in(const char* path, std::string_view name) {
    std::ifstream file{path};
    for (std::string text; std::getline(file, text);) {
        if (!text.starts_with(name)) continue;
        const std::size_t from = text.find_first_not_of(" \t:=\"", name.size());
        const std::size_t last = text.find_last_not_of(" \"");
        if (from != std::string::npos) return text.substr(from, last - from + 1);
    }
    return {};
}

std::string compiler() {
#if defined(__clang__)
    return "clang " __clang_version__;
#else
    return "g++ " __VERSION__;
#endif
}

std::string memory() {
    const double bytes = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
    return number_text(bytes / (1 << 30)) + " GiB";
}

std::string system() {
    utsname kernel{};
    uname(&kernel);
    const std::string release = kernel.release; // of which the first two numbers say enough
    return value_in("/etc/os-release", "PRETTY_NAME") + ", " + kernel.sysname + ' ' +
           release.substr(0, release.find('.', release.find('.') + 1));
}

json machine() {
    return {{"processor", value_in("/proc/cpuinfo", "model name")}, {"cores", std::thread::hardware_concurrency()},
        {"memory", memory()}, {"compiler", compiler()}, {"system", system()}};
}

json to_json(const table& t) { return {{"id", t.id}, {"title", t.title}, {"columns", t.columns}, {"rows", t.rows}}; }

json to_json(const axis& a) { return {{"label", a.label}, {"log", a.grows == scale::logarithmic}}; }

/// Six digits are more than any measurement has.
double rounded(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return std::stod(text);
}

json to_json(const line& l) {
    json points = json::array();
    for (const point& p : l.points)
        points.push_back(json::array({p.x, rounded(p.y.median), rounded(p.y.min), rounded(p.y.max)}));
    return {{"name", l.name}, {"points", std::move(points)}};
}

json to_json(const series& s) {
    json lines = json::array();
    for (const line& each : s.lines) lines.push_back(to_json(each));
    return {{"id", s.id}, {"title", s.title}, {"x", to_json(s.x)}, {"y", to_json(s.y)}, {"lines", std::move(lines)}};
}

void print_row(const std::vector<std::string>& cells) {
    for (const std::string& cell : cells) std::printf("| %s ", cell.c_str());
    std::printf("|\n");
}

void print_table(const std::string& title, const std::vector<std::string>& columns,
    const std::vector<std::vector<std::string>>& rows) {
    std::printf("\n%s\n\n", title.c_str());
    print_row(columns);
    print_row(std::vector<std::string>(columns.size(), "---"));
    for (const auto& row : rows) print_row(row);
}

void print(const series& s) {
    std::vector<std::string> columns = {s.x.label};
    std::vector<double> places;
    for (const line& each : s.lines) {
        columns.push_back(each.name);
        for (const point& p : each.points) places.push_back(p.x);
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    std::vector<std::vector<std::string>> rows;
    for (const double x : places) {
        rows.push_back({number_text(x)});
        for (const line& each : s.lines) {
            const auto at =
                std::find_if(each.points.begin(), each.points.end(), [&](const point& p) { return p.x == x; });
            rows.back().push_back(at == each.points.end() ? std::string{} : number_text(at->y.median));
        }
    }
    print_table(s.title + "; " + s.y.label, columns, rows);
}

std::string with_decimals(double value, int decimals) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    std::string made = text;
    if (decimals == 0)
        for (std::size_t place = made.size(); place > 3;) made.insert(place -= 3, ",");
    return made;
}

/// Three significant digits, of small numbers at most three decimals.
std::string digits(double value) {
    return with_decimals(value, value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 3);
}

} // namespace

spread spread_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    const double median = values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    return {median, values.front(), values.back()};
}

std::string number_text(double value) { return value == std::floor(value) ? with_decimals(value, 0) : digits(value); }

std::string time_text(double seconds) {
    if (seconds < 1e-6) return digits(seconds * 1e9) + " ns";
    if (seconds < 1e-3) return digits(seconds * 1e6) + " µs";
    if (seconds < 1) return digits(seconds * 1e3) + " ms";
    return digits(seconds) + " s";
}

std::string ratio_text(const spread& of) {
    return digits(of.median) + " (" + digits(of.min) + "–" + digits(of.max) + ")";
}

std::string limit_text(double limit) { return limit == 0 ? std::string{} : digits(limit); }

std::string verdict_of(double ratio, double limit) {
    return limit == 0 ? std::string{} : ratio <= limit ? "met" : "missed";
}

void result::print() const {
    for (const table& each : tables) print_table(each.title, each.columns, each.rows);
    for (const series& each : plots) bench::print(each);
}

void result::write(const std::string& path) const {
    json made = {{"machine", machine()}, {"tables", json::array()}, {"series", json::array()}};
    for (const table& each : tables) made["tables"].push_back(to_json(each));
    for (const series& each : plots) made["series"].push_back(to_json(each));
    std::ofstream file{path};
    file << made.dump(1) << '\n';
    if (!file.flush()) throw std::runtime_error{"cannot write " + path};
}

arguments::arguments(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view given = argv[i];
        if (given == "--quick") quick = true;
        else if (given.starts_with("--result=")) result = given.substr(9);
        else others.emplace_back(given);
    }
}

void arguments::tell(const bench::result& measured) const {
    measured.print();
    if (!result.empty()) measured.write(result);
}

} // namespace bench
