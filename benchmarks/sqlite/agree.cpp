// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <yore/diff.hpp>

#include "../agreement.hpp"
#include "../by_hand/compare.hpp"
#include "../workload.hpp"
#include "benchmarks.hpp"
#include "fill.hpp"
#include "subjects.hpp"

namespace bench {
namespace {

using by_hand::sqlite::database;
using by_hand::sqlite::indexes;
using by_hand::sqlite::keeps;
using by_hand::sqlite::statement;

[[nodiscard]] bool check(bool holds, const std::string& what) {
    if (!holds) std::fprintf(stderr, "%s\n", what.c_str());
    return holds;
}

/// What the files say of the live rows in the end.
bool has_live_rows(const std::string& path, const expectation& expected) {
    database db{path, "OFF"};
    const by_hand::sqlite::live_rows rows{db};
    return std::all_of(expected.begin(), expected.end(), [&](const std::vector<expected_version>& versions) {
        const expected_version& last = versions.back();
        const std::optional<machine> found = rows.get(last.state.id);
        return last.is_deletion ? !found : same(found, last.state);
    });
}

// ---- histories that answer for every version

template <class History>
bool answers_all(const std::string& name, const History& history, const expectation& expected) {
    return check(std::all_of(expected.begin(), expected.end(), [&](const auto& of) { return answers(history, of); }),
        name + ": a wrong answer about a version");
}

template <class Open>
bool keeps_every_version(const std::string& name, folder& files, const workload& work, const Open& open) {
    const auto history = open(files.new_file(), durability::off);
    const expectation expected = fill(*history, work);
    return answers_all(name, *history, expected);
}

bool keeps_live_rows_too(folder& files, const workload& work) {
    const std::string by_yore = files.new_file(), by_rows = files.new_file(), by_nobody = files.new_file();
    const auto beside = open::yore_beside(by_yore, durability::off);
    const expectation expected = fill(*beside, work);
    const auto full = open::full<keeps::live_rows_too>(by_rows, durability::off);
    fill(*full, work);
    fill(*open::nothing(by_nobody, durability::off), work);
    return answers_all("yore beside live rows", beside->history(), expected) &&
           answers_all("full rows beside live rows", *full, expected) &&
           check(has_live_rows(by_yore, expected) && has_live_rows(by_rows, expected) &&
                     has_live_rows(by_nobody, expected),
               "the live rows are not the last states");
}

// ---- triggers

/// The values of a state as the triggers write them.
nlohmann::json values(const machine& m) {
    const auto optional = [](const auto& value) { return value ? nlohmann::json(*value) : nlohmann::json(); };
    return {{"name", m.name}, {"manufacturer", m.manufacturer}, {"serial_number", m.serial_number}, {"notes", m.notes},
        {"location", optional(m.location)}, {"high_score", optional(m.high_score)},
        {"status", static_cast<int>(m.status)}, {"year_built", m.year_built}, {"players", m.players},
        {"plays", m.plays}, {"price", m.price}, {"weight", m.weight}, {"rating", m.rating},
        {"on_display", m.on_display ? 1 : 0}, {"serviced_on", m.serviced_on.time_since_epoch().count()}};
}

/// The row has what the version before and this one have of the columns that differ, and nothing else.
bool tells_differences(const nlohmann::json& row, const expected_version* before, const expected_version& now) {
    nlohmann::json expected = nlohmann::json::object();
    const nlohmann::json old_values = before != nullptr ? values(before->state) : nlohmann::json();
    const nlohmann::json new_values = values(now.state);
    for (const auto& [name, value] : new_values.items()) {
        const nlohmann::json from = before != nullptr ? old_values.at(name) : nlohmann::json();
        const nlohmann::json to = now.is_deletion ? nlohmann::json() : value;
        if (from != to || before == nullptr || now.is_deletion) expected[name] = {from, to};
    }
    return row == expected;
}

bool triggers_tell_every_change(folder& files, const workload& work) {
    const std::string path = files.new_file();
    const auto history = open::triggers<triggers_json>(path, durability::off);
    const expectation expected = fill(*history, work);
    const statement rows{history->history().file(),
        "SELECT operation, occurred_on, changes FROM machine_audit WHERE id = ? ORDER BY audit_id"};
    const bool agreed =
        std::all_of(expected.begin(), expected.end(), [&](const std::vector<expected_version>& versions) {
            rows.bind(1, versions.front().state.id);
            const expected_version* before = nullptr;
            for (const expected_version& each : versions) {
                if (!rows.step() || (rows.integer(0) == 3) != each.is_deletion ||
                    rows.integer(1) != each.when.time_since_epoch().count() ||
                    !tells_differences(nlohmann::json::parse(rows.text(2)), before, each))
                    return false;
                before = &each;
            }
            const bool is_end = !rows.step();
            rows.reset();
            return is_end;
        });
    return check(agreed, "triggers_json: a change is not told as it was");
}

bool triggers_keep_every_row(folder& files, const workload& work) {
    const std::string path = files.new_file();
    const auto history = open::triggers<triggers_full_rows>(path, durability::off);
    const expectation expected = fill(*history, work);
    const statement rows{history->history().file(), "SELECT operation, occurred_on, id, " +
                                                        by_hand::sqlite::value_column_list +
                                                        " FROM machine_shadow WHERE id = ? ORDER BY shadow_id"};
    const bool agreed =
        std::all_of(expected.begin(), expected.end(), [&](const std::vector<expected_version>& versions) {
            rows.bind(1, versions.front().state.id);
            const bool are_same = std::all_of(versions.begin(), versions.end(), [&](const expected_version& each) {
                return rows.step() && (rows.integer(0) == 3) == each.is_deletion &&
                       rows.integer(1) == each.when.time_since_epoch().count() &&
                       same(by_hand::sqlite::read_machine(rows, 2), each.state);
            });
            const bool is_end = !rows.step();
            rows.reset();
            return are_same && is_end;
        });
    return check(agreed, "triggers_full_rows: a row is not the state as it was");
}

// ---- questions about more than one version

template <class Range>
bool same_sets(const yore::snapshot<machine>& found, const Range& expected) {
    return std::equal(found.begin(), found.end(), expected.begin(), expected.end(),
        [](const machine& a, const machine& b) { return by_hand::changed_fields(a, b) == 0; });
}

bool same_lists(const std::vector<yore::version<machine>>& found, const std::vector<by_hand::version>& expected) {
    return !found.empty() && std::equal(found.begin(), found.end(), expected.begin(), expected.end(),
                                 [](const yore::version<machine>& a, const by_hand::version& b) {
                                     return by_hand::changed_fields(a.state, b.state) == 0 && a.number == b.number &&
                                            static_cast<int>(a.op) == static_cast<int>(b.op) &&
                                            a.commit.occurred_on == b.occurred_on && a.commit.actor->id == b.actor &&
                                            a.commit.reason == b.reason;
                                 });
}

bool same_diffs(const std::vector<yore::version<machine>>& versions) {
    for (std::size_t i = 1; i < versions.size(); ++i) {
        const auto by_yore = yore::diff(versions[i - 1].state, versions[i].state);
        const auto by_list = by_hand::diff_to_list(versions[i - 1].state, versions[i].state);
        if (by_yore.size() != by_list.size()) return false;
        for (const by_hand::field_change& one : by_list) {
            bool found = false;
            for (const auto& field : by_yore.fields()) found = found || field.index == one.field;
            if (!found) return false;
        }
    }
    return true;
}

bool same_blame(const yore::blame<machine>& found, const by_hand::blame& expected) {
    const auto same_field = [&](const auto& a, std::size_t field) {
        return a.number == expected[field].number && a.commit.occurred_on == expected[field].occurred_on &&
               a.commit.actor->id == expected[field].actor && a.commit.reason == expected[field].reason;
    };
    return same_field(found.of<&machine::id>(), 0) && same_field(found.of<&machine::notes>(), 4) &&
           same_field(found.of<&machine::status>(), 7) && same_field(found.of<&machine::price>(), 11);
}

bool same_differences(const yore::snapshot_diff<machine>& found, const by_hand::set_difference& expected) {
    return found.created.size() == expected.created.size() && found.deleted.size() == expected.deleted.size() &&
           found.changed.size() == expected.changed.size() &&
           std::all_of(found.changed.begin(), found.changed.end(), [&](const auto& each) {
               return std::any_of(expected.changed.begin(), expected.changed.end(), [&](const auto& other) {
                   return each.after.id == other.after.id && by_hand::changed_fields(each.after, other.after) == 0 &&
                          by_hand::changed_fields(each.before, other.before) == 0 &&
                          each.changes.size() == other.changes.size();
               });
           });
}

bool answer_alike(const std::string& name, yore_file& file, full_rows& by_hand, const workload& work) {
    const std::size_t changes = work.machines.size() + work.events.size();
    const auto& yore = file.history();
    const auto& rows = by_hand.history();
    bool agreed = true;
    for (std::size_t i = 0; i < changes; i += 97) {
        const yore::snapshot<machine> found = yore.as_of(moment(i));
        agreed = agreed && same_sets(found, rows.as_of_by_window(moment(i))) &&
                 same_sets(found, rows.as_of_by_join(moment(i)));
        agreed = agreed &&
                 same_differences(yore.between(moment(i), moment(i + 500)), rows.between(moment(i), moment(i + 500)));
        agreed = agreed && same_lists(yore.find({.from = moment(i), .until = moment(i + 50)}),
                               rows.by_time(moment(i), moment(i + 50)));
    }
    for (const machine& m : work.machines) {
        const auto versions = yore.versions(m.id);
        agreed = agreed && same_lists(versions, rows.versions(m.id)) && same_diffs(versions) &&
                 same_blame(yore.blame(m.id), rows.blame_of(m.id));
    }
    for (const std::string_view actor : workload::actors)
        agreed =
            agreed && same_lists(yore.find({.actor = std::string{actor}, .limit = 300}), rows.by_actor(actor, 300));
    const auto changed = yore.find({.changed = yore::fields<&machine::price>, .limit = 300});
    return check(agreed && same_lists(changed, rows.by_changed_price(300)), name + ": lists of versions differ");
}

bool revert_alike(const std::string& name, yore_file& file, full_rows& by_hand, const workload& work) {
    file.enter("maria", "taken back");
    by_hand.enter("maria", "taken back");
    for (const machine& m : work.machines) {
        const auto latest = file.history().versions(m.id).back();
        if (latest.op == yore::operation::deleted) continue;
        const std::uint64_t to = (latest.number + 1) / 2;
        const auto by_yore = file.history().revert(m.id, yore::to_version(to));
        const auto by_rows = by_hand.history().revert(m.id, to, by_hand.who());
        const auto now = by_hand.history().at(m.id, by_rows.number);
        if (by_yore.number != by_rows.number || static_cast<int>(by_yore.op) != static_cast<int>(by_rows.op) ||
            !same(file.history().latest(m.id), now.value()))
            return check(false, name + ": a revert differs");
    }
    return true;
}

template <class OpenRows>
bool agree(const std::string& name, folder& files, const workload& work, const yore::sqlite::options& o,
    const OpenRows& open_rows) {
    const auto by_yore = open::yore(o)(files.new_file(), durability::off);
    const auto by_rows = open_rows(files.new_file(), durability::off);
    fill(*by_yore, work);
    fill(*by_rows, work);
    return answer_alike(name, *by_yore, *by_rows, work) && revert_alike(name, *by_yore, *by_rows, work);
}

} // namespace

bool alternatives_agree(folder& files) {
    const workload work = museum(200, 4000, 20);
    constexpr auto as_written = open::full<keeps::history>;
    constexpr auto for_reading = open::full<keeps::history, indexes::for_reading>;
    return keeps_every_version("yore", files, work, open::yore()) &&
           keeps_every_version(
               "yore, nothing cached", files, work, open::yore({.full_row_every = 16, .cached_entities = 0})) &&
           keeps_every_version("full_rows", files, work, as_written) &&
           keeps_every_version("full_rows_time_index", files, work, for_reading) && keeps_live_rows_too(files, work) &&
           triggers_tell_every_change(files, work) && triggers_keep_every_row(files, work) &&
           agree("yore and full_rows", files, work, {}, as_written) &&
           agree("yore_full_row_every_1 and full_rows_time_index", files, work, {.full_row_every = 1}, for_reading);
}

} // namespace bench
