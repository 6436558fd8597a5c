// SPDX-License-Identifier: BSL-1.0
#include "reading.hpp"

#include "progress.hpp"
#include "xz.hpp"

#include <yore/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

template <class Line>
std::vector<Line> read(const std::filesystem::path& path) {
    // The data leave out what is empty.
    constexpr yore::json_options strict{
        .unknown_members = yore::unknown_members::refuse, .missing_members = yore::missing_members::keep_default};
    std::vector<Line> result;
    xz::lines lines{path};
    progress bar{"reading " + path.filename().string()};
    for (std::string text; lines.next(text); bar.at(lines.portion_read()))
        result.push_back(yore::from_json<Line>(text, strict));
    return result;
}

template std::vector<Upload> read(const std::filesystem::path&);
template std::vector<Instant> read(const std::filesystem::path&);
template std::vector<Blame> read(const std::filesystem::path&);
