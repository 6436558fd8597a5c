// SPDX-License-Identifier: BSL-1.0
/// Somebody at a terminal: starts a program on a pseudo-terminal, reads what it shows, and types.
#ifndef YORE_TESTS_MANAGE_PERSON_HPP
#define YORE_TESTS_MANAGE_PERSON_HPP

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace managed {

class person {
public:
    /// Starts a program on a terminal of so many columns.
    explicit person(const std::vector<std::string>& command, unsigned short columns = 100) {
        winsize size{};
        size.ws_col = columns;
        size.ws_row = 30;
        std::vector<char*> words;
        for (const std::string& one : command) words.push_back(const_cast<char*>(one.c_str()));
        words.push_back(nullptr);
        child_ = forkpty(&terminal_, nullptr, nullptr, &size);
        if (child_ < 0) throw std::runtime_error("there is no pseudo-terminal");
        if (child_ == 0) {
            execvp(words[0], words.data());
            _exit(127);
        }
    }
    person(const person&) = delete;
    person& operator=(const person&) = delete;
    ~person() {
        if (child_ > 0) {
            kill(child_, SIGKILL);
            waitpid(child_, nullptr, 0);
        }
        close(terminal_);
    }

    /// Waits until the screen has shown a text. Returns: false where it does not come.
    bool sees(const std::string& text) {
        while (seen_.find(text) == std::string::npos)
            if (!read_some()) return seen_.find(text) != std::string::npos;
        return true;
    }
    void types(const std::string& text) {
        if (write(terminal_, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
            throw std::runtime_error("nothing can be typed");
    }
    /// Waits for the end. Returns: the exit code; -1 where a signal ended it.
    int leaves() {
        while (read_some()) {
        }
        int status = 0;
        waitpid(child_, &status, 0);
        child_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    /// All that was shown so far.
    [[nodiscard]] const std::string& screen() const { return seen_; }

private:
    bool read_some() {
        pollfd waiting{terminal_, POLLIN, 0};
        if (poll(&waiting, 1, 60'000) <= 0) return false;
        char buffer[4096];
        const ssize_t size = read(terminal_, buffer, sizeof buffer);
        if (size <= 0) return false; // the other side is closed
        seen_.append(buffer, static_cast<std::size_t>(size));
        return true;
    }

    int terminal_ = -1;
    pid_t child_ = -1;
    std::string seen_;
};

} // namespace managed

#endif
