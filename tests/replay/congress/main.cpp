// SPDX-License-Identifier: BSL-1.0

// The large proof: the history of a public data project, 109,691 changes of seven record types by 106 authors, is
// replayed, one commit per change set, and what the histories answer is compared with what the project itself says.

#include "input.hpp"
#include "model_replay.hpp"
#include "models.hpp"
#include "progress.hpp"
#include "tally.hpp"
#include "tar.hpp"
#include "xz.hpp"

#include <nlohmann/json.hpp>
#include <yore/store/sqlite.hpp>
#include <yore/yore.hpp>

#include <cstddef>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace congress {
namespace {

constexpr int skipped = 77;

using models = std::map<std::string, std::unique_ptr<model_replay>>; // by what the data calls them

/// Opens the histories of the wanted types, all of them when the set is empty, on one store.
template <class... Types, class Store>
models open(Store& store, const std::set<std::string>& wanted) {
    models result;
    const auto open_one = [&]<class T>(std::type_identity<T>) {
        const std::string name{entity<T>};
        if (wanted.empty() || wanted.count(name) != 0) result.emplace(name, replay_of(yore::history<T>{store}));
    };
    (open_one(std::type_identity<Types>{}), ...);
    if (!wanted.empty() && result.size() != wanted.size())
        throw std::runtime_error{"one of the names is no record type"};
    return result;
}

/// Calls `f` with every line of a file.
template <class F>
void for_each_line(const std::filesystem::path& path, std::string task, F&& f) {
    xz::lines lines{path};
    progress bar{std::move(task)};
    for (std::string line; lines.next(line); bar.at(lines.portion_read())) f(line);
}

/// Records a change set as one commit.
template <class Store>
void record(models& all, Store& store, std::span<const change> set, stopwatch& watch, report& result) {
    if (set.empty()) return;
    const change& any = set.front();
    const yore::scope attribution{
        {.actor = any.actor, .reason = any.message, .correlation_id = any.src, .occurred_on = any.time}};
    yore::transaction together{store};
    for (const change& each : set) all.at(each.entity)->record(each, watch, result);
    watch.time([&] { together.commit(); });
}

/// Records the whole stream, as far as it is about these models; returns the number of changes.
template <class Store>
std::size_t record_stream(
    models& all, Store& store, const std::filesystem::path& data, stopwatch& watch, report& result) {
    std::size_t recorded = 0;
    std::vector<change> set;
    for_each_line(data / "stream.ndjson.xz", "recording the stream", [&](const std::string& line) {
        change next = read_change(line);
        if (!set.empty() && set.front().src != next.src) {
            record(all, store, set, watch, result);
            set.clear();
        }
        if (all.count(next.entity) == 0) return;
        ++recorded;
        set.push_back(std::move(next));
    });
    record(all, store, set, watch, result);
    return recorded;
}

void check_versions(models& all, const std::filesystem::path& data, report& result) {
    for_each_line(data / "stream.ndjson.xz", "checking every version", [&](const std::string& line) {
        const change each = read_change(line);
        if (const auto model = all.find(each.entity); model != all.end()) model->second->check_version(each, result);
    });
    for_each_line(data / "versions.ndjson.xz", "checking the lists of versions", [&](const std::string& line) {
        const auto json = nlohmann::json::parse(line);
        if (const auto model = all.find(read_text(json.at("entity"))); model != all.end())
            model->second->check_lifetime(json, result);
    });
}

void check_blame(const models& all, const std::filesystem::path& data, report& result) {
    for_each_line(data / "blame.ndjson.xz", "checking blame", [&](const std::string& line) {
        const auto json = nlohmann::json::parse(line);
        if (const auto model = all.find(read_text(json.at("entity"))); model != all.end())
            model->second->check_blame(json, result);
    });
}

/// The change sets count over all models, so they are compared only when all were replayed.
void check_sets(const models& all, const std::filesystem::path& data, report& result) {
    std::map<std::string, recorded_set> sets;
    for (const auto& model : all) model.second->collect_sets(sets);
    std::size_t expected_sets = 0;
    for_each_line(data / "changesets.ndjson.xz", "checking change sets", [&](const std::string& line) {
        ++expected_sets;
        const auto json = nlohmann::json::parse(line);
        const std::string src = json.at("src");
        const auto where = [&] { return "change set " + src; };
        const recorded_set& set = sets[src];
        result["change sets: one commit each, whatever the models"].expect(set.commits.size() == 1, where);
        result["  creates, updates, deletes"].expect(set.creates == json.at("creates").get<std::size_t>() &&
                                                         set.updates == json.at("updates").get<std::size_t>() &&
                                                         set.deletes == json.at("deletes").get<std::size_t>(),
            where);
        result["  time, actor, message"].expect(set.commit.occurred_on == read_time(json.at("time")) &&
                                                    set.commit.actor &&
                                                    set.commit.actor->id == read_text(json.at("actor")) &&
                                                    set.commit.reason == read_text(json.at("message")),
            where);
        std::size_t found = 0;
        for (const auto& model : all) found += model.second->size_of_set(src);
        result["  found by correlation id"].expect(found == set.creates + set.updates + set.deletes, where);
    });
    result["  there are no others"].expect(sets.size() == expected_sets, [] { return "number of change sets"; });
}

/// What the name of a file of the oracle says: oracle/20130509T031743Z.ndjson.
yore::timestamp instant_in(std::string_view name) {
    const auto part = [&](std::size_t at, std::size_t size) { return std::string{name.substr(7 + at, size)}; };
    return yore::from_rfc3339(part(0, 4) + "-" + part(4, 2) + "-" + part(6, 5) + ":" + part(11, 2) + ":" + part(13, 3))
        .value();
}

/// Reads the files of the oracle one by one. A line that the file before had too is not parsed again.
class oracle {
public:
    oracle(const models& all, const std::filesystem::path& path, report& result)
        : all_{all}, archive_{path}, result_{result} {}

    /// Sets `next` to the next instant; returns whether there was one.
    bool next(instant& next) {
        do {
            if (!archive_.next()) return false;
        } while (!archive_.name().ends_with("Z.ndjson"));
        next = {instant_in(archive_.name()), {}};
        std::unordered_map<std::string, known_line> lines;
        std::string_view rest = archive_.content();
        while (!rest.empty()) {
            const std::size_t end = rest.find('\n');
            std::string text{rest.substr(0, end)};
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
            const known_line& line = lines.emplace(text, read(text)).first->second;
            if (line.state) next.entities[line.entity].emplace(line.key, line.state);
        }
        lines_ = std::move(lines);
        return true;
    }

    [[nodiscard]] double portion_read() const { return archive_.portion_read(); }

private:
    struct known_line {
        std::string entity, key;
        std::shared_ptr<const void> state; // null for a type that is not replayed
    };

    known_line read(const std::string& text) const {
        if (const auto known = lines_.find(text); known != lines_.end()) return known->second;
        const auto json = nlohmann::json::parse(text);
        known_line result{json.at("entity"), json.at("key"), nullptr};
        if (const auto model = all_.find(result.entity); model != all_.end())
            result.state = model->second->read(result.key, json.at("state"), result_);
        return result;
    }

    const models& all_;
    tar archive_;
    report& result_;
    std::unordered_map<std::string, known_line> lines_;
};

/// Compares the set at every instant; returns what the oracle says of them.
std::vector<instant> check_instants(const models& all, const std::filesystem::path& data, report& result) {
    oracle files{all, data / "oracle.tar.xz", result};
    progress bar{"checking the set as of every instant of the oracle"};
    std::vector<instant> instants;
    for (instant now; files.next(now); bar.at(files.portion_read())) {
        for (const auto& [name, model] : all) model->check_instant(now.at, now.entities[name], result);
        instants.push_back(std::move(now));
    }
    result["as_of(instant): files of the oracle"].expect(
        instants.size() == 56, [&] { return std::to_string(instants.size()) + " of 56"; });
    return instants;
}

/// Compares the difference of every set to the one before and to one well before.
void check_differences(const models& all, std::vector<instant> instants, report& result) {
    constexpr std::size_t well_before = 9;
    progress bar{"checking the differences between instants"};
    for (std::size_t to = 0; to != instants.size(); ++to) {
        for (const std::size_t distance : {std::size_t{1}, well_before}) {
            if (distance > to) continue;
            instant& before = instants[to - distance];
            instant& after = instants[to];
            for (const auto& [name, model] : all)
                model->check_between(before.at, before.entities[name], after.at, after.entities[name], result);
        }
        bar.at(static_cast<double>(to) / static_cast<double>(instants.size()));
    }
}

template <class Store>
void check_restore(models& all, Store& store, report& result) {
    yore::transaction rehearsal{store}; // never committed
    for (const auto& model : all) model.second->check_restore(result);
}

void tell_cost(const models& all, std::size_t changes, const stopwatch& watch) {
    std::size_t entities = 0, bytes = 0;
    for (const auto& model : all) {
        const yore::stats stats = model.second->statistics();
        entities += stats.entities;
        bytes += stats.bytes;
    }
    const double seconds = watch.total().count();
    const double per_change = static_cast<double>(changes);
    std::cout << "Recorded " << grouped(changes) << " changes of " << grouped(entities) << " records.\n"
              << std::fixed << std::setprecision(1) << "  time:   " << seconds * 1e3 << " ms, "
              << seconds * 1e6 / per_change << " microseconds per change\n"
              << "  memory: " << grouped(bytes) << " bytes, " << static_cast<double>(bytes) / per_change
              << " bytes per change\n";
}

using names = std::set<std::string>;

template <class Store>
models open_all(Store& store, const names& wanted) {
    return open<Legislator, Executive, SocialAccount, DistrictOffice, Committee, HistoricalCommittee, CommitteeMember>(
        store, wanted);
}

template <class Store>
void record_all(Store& store, const std::filesystem::path& data, const names& wanted, report& result) {
    models all = open_all(store, wanted);
    stopwatch watch;
    const std::size_t changes = record_stream(all, store, data, watch, result);
    tell_cost(all, changes, watch);
}

/// Checks everything; returns whether all agreed.
template <class Store>
bool check_all(Store& store, const std::filesystem::path& data, const names& wanted, report& result) {
    models all = open_all(store, wanted);
    check_versions(all, data, result);
    check_blame(all, data, result);
    if (wanted.empty()) check_sets(all, data, result);
    check_differences(all, check_instants(all, data, result), result);
    check_restore(all, store, result);
    std::cout << "\nChecked against the stream and the oracle; agreed:\n" << result;
    std::cout << (result.agreed() ? "\nEverything agreed.\n" : "\nNOT everything agreed.\n");
    return result.agreed();
}

/// What the command line asks for.
struct request {
    std::string file; // empty: in memory
    yore::sqlite::options how{};
    bool is_checked = true;
    names wanted;
};

request read_arguments(std::span<char*> arguments) {
    request result;
    for (std::size_t i = 0; i != arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        const auto value = [&] {
            if (++i == arguments.size()) throw std::runtime_error{std::string{argument} + " needs a value"};
            return std::string{arguments[i]};
        };
        if (argument == "--store") result.file = value();
        else if (argument == "--full-rows") result.how.full_row_every = std::stoul(value());
        else if (argument == "--record-only") result.is_checked = false;
        else result.wanted.emplace(argument);
    }
    return result;
}

bool replay_in_memory(const request& asked, const std::filesystem::path& data) {
    yore::memory::store store;
    report result;
    record_all(store, data, asked.wanted, result);
    return asked.is_checked ? check_all(store, data, asked.wanted, result) : result.agreed();
}

/// What is checked comes from a file that was closed and opened again.
bool replay_in_file(const request& asked, const std::filesystem::path& data) {
    report result;
    {
        yore::sqlite::store store{asked.file, asked.how};
        record_all(store, data, asked.wanted, result);
    }
    if (!asked.is_checked) return result.agreed();
    yore::sqlite::store store{asked.file, asked.how};
    return check_all(store, data, asked.wanted, result);
}

} // namespace
} // namespace congress

/// Arguments: `--store <file>` to keep the history in a file, `--full-rows <n>` for a row with all columns after so
/// many versions, `--record-only` to check nothing; and the record types, all of them when there are none.
int main(int argc, char** argv) {
    const char* const given = std::getenv("YORE_CONGRESS_DATA");
    const std::filesystem::path data = given != nullptr ? given : YORE_CONGRESS_DATA_DIR;
    if (!std::filesystem::exists(data / "stream.ndjson.xz")) {
        std::cout << "Skipped: no data in " << data
                  << "; the environment variable YORE_CONGRESS_DATA can say where it is.\n";
        return congress::skipped;
    }
    try {
        const congress::request asked = congress::read_arguments({argv + 1, argv + argc});
        const bool agreed =
            asked.file.empty() ? congress::replay_in_memory(asked, data) : congress::replay_in_file(asked, data);
        return agreed ? EXIT_SUCCESS : EXIT_FAILURE;
    } catch (const std::exception& error) {
        std::cerr << "failed: " << error.what() << '\n';
        return EXIT_FAILURE;
    }
}
