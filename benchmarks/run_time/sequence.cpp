// SPDX-License-Identifier: BSL-1.0
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <yore/diff.hpp>
#include <yore/edit_script.hpp>

#include "benchmarks.hpp"

namespace bench {
namespace {

struct page {
    std::int64_t id = 1;
    std::vector<std::string> lines{};
};
struct pages {
    page before{}, after{};
};

/// 65,536 lines, of which ten are replaced, removed or inserted.
pages with_few_edits() {
    pages made;
    for (std::size_t i = 0; i != 65'536; ++i) made.before.lines.push_back("line number " + std::to_string(i));
    made.after = made.before;
    std::vector<std::string>& lines = made.after.lines;
    for (std::size_t i = 0; i != 10; ++i) {
        const auto at = lines.begin() + static_cast<std::ptrdiff_t>(6'000 * i + 17);
        if (i % 3 == 0) *at = "replaced " + std::to_string(i);
        else if (i % 3 == 1) lines.erase(at);
        else lines.insert(at, "inserted " + std::to_string(i));
    }
    return made;
}
/// 10,000 lines against 10,000 others.
pages unrelated() {
    pages made;
    for (std::size_t i = 0; i != 10'000; ++i) {
        made.before.lines.push_back("line number " + std::to_string(i));
        made.after.lines.push_back("another line " + std::to_string(i));
    }
    return made;
}

/// What no comparison can do without: a look at every line, by one that moves on where lines differ.
std::size_t equal_lines(const page& before, const page& after) {
    std::size_t a = 0, b = 0, equal = 0;
    while (a != before.lines.size() && b != after.lines.size()) {
        if (before.lines[a] == after.lines[b]) ++a, ++b, ++equal;
        else if (b + 1 != after.lines.size() && before.lines[a] == after.lines[b + 1]) ++b;
        else if (a + 1 != before.lines.size() && before.lines[a + 1] == after.lines[b]) ++a;
        else ++a, ++b;
    }
    return equal;
}

void add_case(suite& all, const std::string& name, const pages& input) {
    const auto add = [&](const std::string& by, auto compare) {
        all.add(name + "/" + by, 1, [&input, compare](benchmark::State& state) {
            for (auto _ : state) benchmark::DoNotOptimize(compare(input.before, input.after));
        });
    };
    add("yore_script", [](const page& a, const page& b) {
        return yore::edit_script(
            a.lines.size(), b.lines.size(), [&](std::size_t i, std::size_t j) { return a.lines[i] == b.lines[j]; });
    });
    add("yore_leaves", [](const page& a, const page& b) {
        std::size_t leaves = 0;
        yore::diff(a, b).for_each_leaf([&](const yore::leaf&) { ++leaves; });
        return leaves;
    });
    add("one_pass", equal_lines);
    add("json_diff", [](const page& a, const page& b) {
        return nlohmann::json::diff(nlohmann::json(a.lines), nlohmann::json(b.lines));
    });
    for (const std::string by : {"yore_script", "yore_leaves"}) all.ratio(name + "/" + by, name + "/json_diff");
}

} // namespace

void add_sequences(suite& all) {
    static const pages few = with_few_edits(), other = unrelated();
    all.begin_table("sequence", "Comparing two lists");
    add_case(all, "list_64k_lines_10_edits", few);
    all.ratio("list_64k_lines_10_edits/yore_script", "list_64k_lines_10_edits/one_pass");
    add_case(all, "list_10k_lines_unrelated", other);
}

} // namespace bench
