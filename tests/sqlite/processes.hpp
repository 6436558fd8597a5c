// SPDX-License-Identifier: BSL-1.0
/// Threads and processes that start together.
#ifndef YORE_TESTS_SQLITE_PROCESSES_HPP
#define YORE_TESTS_SQLITE_PROCESSES_HPP

#include "support.hpp"

#include <cstddef>
#include <cstdio>
#include <exception>
#include <latch>
#include <mutex>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace sqlite_tests {

/// Runs `work(number)` in so many threads that start together, and waits for them. An exception of a thread is thrown here.
template <class Work> void in_threads(std::size_t count, const Work& work) {
    std::latch start{static_cast<std::ptrdiff_t>(count)};
    std::exception_ptr failure;
    std::mutex failure_mutex;
    std::vector<std::thread> threads;
    for (std::size_t number = 0; number != count; ++number)
        threads.emplace_back([&, number] {
            start.arrive_and_wait();
            try {
                work(number);
            } catch (...) {
                const std::lock_guard lock(failure_mutex);
                failure = std::current_exception();
            }
        });
    for (std::thread& each : threads) each.join();
    if (failure) std::rethrow_exception(failure);
}

/// Runs `work(number)` in so many processes that start together, and waits for them. Requires: this process has no connection
/// of SQLite open, since none may be carried over. Returns: how many of them ended well.
template <class Work> std::size_t in_processes(std::size_t count, const Work& work) {
    int start[2];
    if (pipe(start) != 0) throw std::runtime_error("no pipe can be made");
    std::vector<pid_t> children;
    for (std::size_t number = 0; number != count; ++number) {
        const pid_t child = fork();
        if (child < 0) throw std::runtime_error("no process can be made");
        if (child != 0) {
            children.push_back(child);
            continue;
        }
        close(start[1]);
        char nothing;
        while (read(start[0], &nothing, 1) > 0) {
        } // until the last process is there
        try {
            work(number);
        } catch (const std::exception& e) {
            std::fprintf(stderr, "process %zu: %s\n", number, e.what());
            _exit(1);
        }
        _exit(0);
    }
    close(start[0]);
    close(start[1]);
    std::size_t well = 0;
    for (const pid_t child : children) {
        int status = 0;
        if (waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0) ++well;
    }
    return well;
}

} // namespace sqlite_tests

#endif
