// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_RECORDS_HPP
#define YORE_DETAIL_MANAGE_RECORDS_HPP

#include <yore/detail/manage/csv.hpp>
#include <yore/detail/manage/files.hpp>
#include <yore/detail/manage/session.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Versions and states as lines of files: JSON, or the cells of a table.
namespace yore::detail::managing {

// ---- tables

/// What a version says besides its state, as columns; `/` leads into the commit.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 14> version_columns{{
    {"yore_number", "/number"},
    {"yore_operation", "/operation"},
    {"yore_source", "/source"},
    {"yore_changed", "/changed"},
    {"yore_commit_id", "/commit/id"},
    {"yore_occurred_on", "/commit/occurred_on"},
    {"yore_recorded_on", "/commit/recorded_on"},
    {"yore_actor", "/commit/actor/id"},
    {"yore_actor_name", "/commit/actor/name"},
    {"yore_reason", "/commit/reason"},
    {"yore_correlation_id", "/commit/correlation_id"},
    {"yore_entry_point", "/commit/entry_point"},
    {"yore_request", "/commit/request"},
    {"yore_extra", "/commit/extra"},
}};
constexpr cells cells_in(std::string_view name) {
    for (const std::string_view text : {"yore_operation", "yore_occurred_on", "yore_recorded_on", "yore_actor",
             "yore_actor_name", "yore_reason", "yore_correlation_id", "yore_entry_point"})
        if (name == text) return cells::texts;
    return cells::anything;
}

inline bool is_text(std::string_view cell, cells column) {
    return column == cells::texts || (column == cells::letters && cell.size() == 1);
}
/// A value as a cell: a text as it is, unless it could be taken for something else; everything else as JSON.
inline csv_cell cell_of(const json& value, cells column) {
    if (value.is_null()) return {};
    if (!value.is_string()) return value.dump();
    const std::string& text = value.get_ref<const std::string&>();
    if (is_text(text, column) || !json::accept(text)) return text;
    return value.dump();
}
inline json value_of(const csv_cell& cell, cells column) {
    if (!cell) return nullptr;
    if (is_text(*cell, column)) return *cell;
    json parsed = json::parse(*cell, nullptr, false);
    return parsed.is_discarded() ? json(*cell) : parsed;
}

inline std::vector<csv_cell> heading_of(const json& state) {
    std::vector<csv_cell> out;
    for (const auto& [name, path] : version_columns) out.emplace_back(std::string(name));
    for (const auto& member : state.items()) out.emplace_back(member.key());
    return out;
}
inline std::vector<csv_cell> cells_of(const managed_model& m, const json& version) {
    std::vector<csv_cell> out;
    for (const auto& [name, path] : version_columns) {
        const json::json_pointer at{std::string(path)};
        out.push_back(version.contains(at) ? cell_of(version[at], cells_in(name)) : csv_cell{});
    }
    for (const auto& member : version["state"].items())
        out.push_back(cell_of(member.value(), m.of.cells_in(member.key())));
    return out;
}

/// The state, or the whole version, that a row says.
inline json json_of_row(
    const managed_model& m, const std::vector<std::string>& heading, const std::vector<csv_cell>& row) {
    json out = json::object();
    out["model"] = std::string(m.name());
    out["state"] = json::object();
    for (std::size_t i = 0; i != row.size(); ++i) {
        std::string_view path;
        for (const auto& [name, at] : version_columns)
            if (name == heading[i]) path = at;
        if (path.empty()) out["state"][heading[i]] = value_of(row[i], m.of.cells_in(heading[i]));
        else if (row[i]) out[json::json_pointer(std::string(path))] = value_of(row[i], cells_in(heading[i]));
    }
    return out;
}

// ---- lines

/// Reads what a file says, line by line, whatever its form: objects with `model` and `state`.
class record_reader {
public:
    record_reader(const session& s, input_file& file, file_format format, std::string_view model)
        : s_(s), file_(file), csv_(file.stream()), format_(format) {
        if (!model.empty()) model_ = &s.model_named(model);
        if (format == file_format::csv && model_ == nullptr)
            throw failure(exit_code::usage, "a table is of one model: say which with --model MODEL");
        if (format == file_format::csv) read_heading();
    }

    [[nodiscard]] std::size_t line() const { return line_; }
    /// The model of the last line.
    [[nodiscard]] const managed_model& model() const { return *of_line_; }

    /// Returns: false at the end. Throws: `failure` that names the line.
    bool read(json& out) { return format_ == file_format::csv ? read_row(out) : read_line(out); }

private:
    void read_heading() {
        std::vector<csv_cell> row;
        if (!csv_.read(row)) file_.fail(1, csv_.mistake().empty() ? "there is no heading" : csv_.mistake());
        const json state = model_->of.state_json(model_->of.blank().get());
        std::vector<std::string> names;
        for (const auto& member : state.items()) names.push_back(member.key());
        for (const auto& [name, path] : version_columns) names.emplace_back(name);
        for (const csv_cell& cell : row) {
            heading_.push_back(cell.value_or(""));
            bool known = std::find(names.begin(), names.end(), heading_.back()) != names.end();
            for (std::size_t i = 0; i != model_->of.fields.size(); ++i)
                known = known || model_->of.was_named(i, heading_.back());
            if (!known)
                file_.fail(1, std::string(model_->name()) + " has no field " + words::quoted(heading_.back()) +
                                  instead(heading_.back(), names, "the columns are"));
        }
    }
    bool read_row(json& out) {
        std::vector<csv_cell> row;
        if (!csv_.read(row)) {
            if (!csv_.mistake().empty()) file_.fail(csv_.line(), csv_.mistake());
            return false;
        }
        line_ = csv_.line();
        if (row.size() != heading_.size())
            file_.fail(line_, "there are " + counted(row.size(), "cell", "cells") + " under " +
                                  counted(heading_.size(), "column", "columns"));
        of_line_ = model_;
        out = json_of_row(*model_, heading_, row);
        return true;
    }
    bool read_line(json& out) {
        std::string text;
        do {
            if (!std::getline(file_.stream(), text)) {
                if (file_.stream().bad()) file_.fail(line_ + 1, "it cannot be read any further");
                return false;
            }
            ++line_;
        } while (text.find_first_not_of(" \t\r") == std::string::npos);
        out = json::parse(text, nullptr, false);
        if (!out.is_object()) file_.fail(line_, "this is no JSON object: " + words::shown(words::excerpt_of(text, 60)));
        const bool names_model =
            out.contains("model") && out["model"].is_string() && out.contains("state") && out["state"].is_object();
        if (!names_model && model_ == nullptr)
            file_.fail(line_, "there are no members model and state; say with --model MODEL what the lines are");
        if (!names_model) out = json{{"model", std::string(model_->name())}, {"state", std::move(out)}};
        try {
            of_line_ = &s_.model_named(out["model"].get_ref<const std::string&>());
        } catch (const failure& e) {
            file_.fail(line_, e.what(), e.code());
        }
        return true;
    }

    const session& s_;
    input_file& file_;
    csv_reader csv_;
    file_format format_;
    const managed_model* model_ = nullptr;
    const managed_model* of_line_ = nullptr;
    std::vector<std::string> heading_;
    std::size_t line_ = 0;
};

} // namespace yore::detail::managing

#endif
