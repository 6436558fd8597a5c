// SPDX-License-Identifier: BSL-1.0
/// A program that is killed in the middle of recording: what it was told is recorded is there, whole commits only.
#include "processes.hpp"
#include "sound.hpp"

#include <csignal>
#include <cstddef>
#include <random>

namespace sqlite_tests::crash {

/// Records until it is killed, and tells through a pipe what is durable.
[[noreturn]] void record_for_ever(const std::string& path, std::int64_t round, int told) {
    const yore::sqlite::options o{.durability = round % 8 == 0   ? durability::full
                                                : round % 2 == 0 ? durability::normal
                                                                 : durability::off,
        .full_row_every = 4};
    std::int64_t value = round * 1'000'000;
    for (;;) { // closing writes the log into the file, another moment to be killed in
        yore::sqlite::store db{path, o};
        yore::history<Machine> machines{db};
        yore::history<Loan> loans{db};
        for (int n = 0; n != 3 * ways; ++n)
            record(
                db, machines, loans, n % ways, value,
                [&](std::int64_t key, std::int64_t v, yore::version_number number) {
                    const receipt r{key, v, number};
                    if (write(told, &r, sizeof r) != sizeof r) _exit(2);
                },
                2, 100'000);
    }
}

/// Starts a writer, kills it after so many receipts and a moment more. Returns: all that it told.
std::vector<receipt> kill_in_the_middle(
    const std::string& path, std::int64_t round, std::size_t receipts, std::chrono::microseconds moment) {
    int told[2];
    REQUIRE(pipe(told) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        close(told[0]);
        try {
            record_for_ever(path, round, told[1]);
        } catch (const std::exception& e) {
            std::fprintf(stderr, "writer: %s\n", e.what());
        }
        _exit(1);
    }
    close(told[1]);
    std::vector<receipt> out;
    receipt r{};
    while (out.size() < receipts && read(told[0], &r, sizeof r) == sizeof r) out.push_back(r);
    for (const auto until = std::chrono::steady_clock::now() + moment; std::chrono::steady_clock::now() < until;) {
    }
    kill(child, SIGKILL);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status)); // else it failed by itself
    while (read(told[0], &r, sizeof r) == sizeof r) out.push_back(r);
    close(told[0]);
    return out;
}

TEST_CASE("a writer that is killed at any moment loses nothing that it told and leaves no half commit", "[sqlite]") {
    constexpr int files = 8, rounds = 30;
    std::mt19937_64 random{20240101};
    std::size_t all = 0;
    for (int file = 0; file != files; ++file) {
        const folder here;
        const std::string path = here / "museum.db";
        std::vector<receipt> told;
        for (int n = 0; n != rounds; ++n) {
            const std::int64_t round = file * rounds + n + 1;
            INFO("round " << round);
            const std::size_t receipts = random() % 24;
            const std::chrono::microseconds moment{random() % 1500};
            for (const receipt& r : kill_in_the_middle(path, round, receipts, moment)) told.push_back(r);
            is_sound(path, told);
        }
        all += told.size();
    }
    CHECK(all > static_cast<std::size_t>(files * rounds) * 5);
}

} // namespace sqlite_tests::crash
