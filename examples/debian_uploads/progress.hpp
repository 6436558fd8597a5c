// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_EXAMPLES_DEBIAN_UPLOADS_PROGRESS_HPP
#define YORE_EXAMPLES_DEBIAN_UPLOADS_PROGRESS_HPP

#include <unistd.h>

#include <cstdio>
#include <string>
#include <utility>

/// Shows on standard error how far a task has come: a bar on a terminal, one plain line elsewhere.
class progress {
public:
    explicit progress(std::string task) : task_{std::move(task)} {
        if (!terminal_) std::fprintf(stderr, "%s ...\n", task_.c_str());
    }
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;
    ~progress() {
        if (terminal_) std::fprintf(stderr, "\r\033[K"); // the bar has served; what follows writes over it
    }

    /// Shows `portion`, 0 to 1, of the task as done.
    void at(double portion) {
        const int percent = static_cast<int>(portion * 100);
        if (!terminal_ || percent == shown_) return;
        shown_ = percent;
        const std::string bar(static_cast<std::size_t>(percent) * width / 100, '#');
        std::fprintf(stderr, "\r%s [%-*s] %3d %%", task_.c_str(), width, bar.c_str(), percent);
    }

private:
    static constexpr int width = 40;

    std::string task_;
    bool terminal_ = ::isatty(STDERR_FILENO) == 1;
    int shown_ = -1;
};

#endif
