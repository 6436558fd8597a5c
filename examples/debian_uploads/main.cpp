// SPDX-License-Identifier: BSL-1.0

// Thirty years of uploads to Debian: replayed into a history, checked against an oracle that another program computed,
// and then asked the questions that an audit trail is for.

#include "checks.hpp"
#include "model.hpp"
#include "reading.hpp"
#include "recording.hpp"
#include "stories.hpp"
#include "tally.hpp"

#include <CLI/CLI.hpp>
#include <yore/store/sqlite.hpp>
#include <yore/yore.hpp>

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <string>
#include <vector>

namespace {

struct Input {
    std::vector<Upload> uploads;
    std::vector<Instant> instants;
    std::vector<Blame> blame;
};

/// On standard error, since the figures are those of the day and the machine.
void tell_cost(const Packages& packages, std::chrono::duration<double, std::micro> time) {
    const yore::stats stats = packages.statistics();
    std::cerr << std::fixed << std::setprecision(1) << "  time:   " << time.count() / 1000 << " ms, "
              << time.count() / static_cast<double>(stats.versions) << " microseconds per change\n"
              << "  memory: " << grouped(stats.bytes) << " bytes, " << stats.bytes_per_version << " per change\n";
}

/// Records the input, unless `store` has it already.
template <class Store>
void record_once(Store& store, const Input& input) {
    Packages packages{store};
    if (packages.statistics().versions != 0) return;
    const auto start = std::chrono::steady_clock::now();
    yore::batch together{store}; // a file is synchronised every thousand uploads
    record(packages, input.uploads);
    together.flush();
    tell_cost(packages, std::chrono::steady_clock::now() - start);
}

/// Checks every answer and tells the stories; returns whether everything agreed.
template <class Store>
bool check(Store& store, const Input& input) {
    const Packages packages{store};
    std::cout << "Recorded " << grouped(packages.statistics().versions) << " uploads of "
              << grouped(packages.statistics().entities) << " packages.\n";
    report result;
    check_versions(packages, input.uploads, result);
    check_instants(packages, input.instants, result);
    check_blame(packages, input.blame, result);
    std::cout << "\nChecked against the stream and the oracle; agreed:\n" << result;

    Packages changeable{store};
    tell_stories(changeable, store);
    std::cout << (result.agreed() ? "\nEverything agreed.\n" : "\nNOT everything agreed.\n");
    return result.agreed();
}

bool replay_in_memory(const Input& input) {
    yore::memory::store store;
    record_once(store, input);
    return check(store, input);
}

/// The answers are those of a file that was closed and opened again.
bool replay_in_file(const std::string& file, const Input& input) {
    {
        yore::sqlite::store store{file};
        record_once(store, input);
    }
    yore::sqlite::store store{file};
    return check(store, input);
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"Thirty years of uploads to Debian, replayed, checked and asked about."};
    std::filesystem::path data = YORE_EXAMPLE_DATA_DIR;
    std::filesystem::path oracle;
    app.add_option("--data", data, "directory with stream.ndjson.xz, oracle.ndjson.xz and blame.ndjson")
        ->check(CLI::ExistingDirectory);
    app.add_option("--oracle", oracle, "another oracle file, .xz or plain")->check(CLI::ExistingFile);
    std::string file;
    app.add_option("--store", file, "an SQLite file to keep the history in; what it has already is not recorded again");
    CLI11_PARSE(app, argc, argv);

    try {
        const Input input{read<Upload>(data / "stream.ndjson.xz"),
            read<Instant>(oracle.empty() ? data / "oracle.ndjson.xz" : oracle), read<Blame>(data / "blame.ndjson")};
        return (file.empty() ? replay_in_memory(input) : replay_in_file(file, input)) ? EXIT_SUCCESS : EXIT_FAILURE;
    } catch (const std::exception& error) {
        std::cerr << "failed: " << error.what() << '\n';
        return EXIT_FAILURE;
    }
}
