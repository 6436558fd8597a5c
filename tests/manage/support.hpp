// SPDX-License-Identifier: BSL-1.0
/// Runs commands on a small museum in a file, with streams of the test's own.
#ifndef YORE_TESTS_MANAGE_SUPPORT_HPP
#define YORE_TESTS_MANAGE_SUPPORT_HPP

#include "catch.hpp"
#include "models.hpp"

#include <yore/manage/exit_code.hpp>
#include <yore/manage/streams.hpp>

#include <nlohmann/json.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace yore {

inline std::ostream& operator<<(std::ostream& out, exit_code code) { return out << static_cast<int>(code); }

} // namespace yore

namespace managed {

using json = nlohmann::ordered_json;
using yore::exit_code;

/// What a command has done.
struct ran {
    exit_code code{};
    std::string out{}, err{};

    [[nodiscard]] json result() const { return json::parse(out); }
};

/// Runs a command; `args` are what follows the name of the program.
struct circumstances {
    std::string input{};
    yore::terminal in_is = yore::terminal::no, out_is = yore::terminal::no, err_is = yore::terminal::no;
    std::string database{};         // of the program itself
    std::ostream* output = nullptr; // else what was written is returned
};
ran run(const std::vector<std::string>& args, const circumstances& = {});

/// A folder of its own with a file `museum.db`, away again at the end.
class museum {
public:
    museum();
    museum(const museum&) = delete;
    museum& operator=(const museum&) = delete;
    ~museum();

    /// Runs a command on the museum's file.
    [[nodiscard]] ran operator()(std::vector<std::string> args, const circumstances& = {}) const;
    [[nodiscard]] std::string path(const std::string& name) const { return folder_ + "/" + name; }
    [[nodiscard]] std::string url(const std::string& name = "museum.db") const { return "sqlite:" + path(name); }

private:
    std::string folder_;
};

/// A museum with a past of a week of March 2026:
///
/// Machine 1: created on the 2nd by igor; broken on the 3rd by maria, with report A of the same commit; repaired and
/// tagged on the 4th; reverted to version 2 on the 6th. Machine 2: created on the 2nd, deleted on the 5th.
/// ProblemReport A: version 1 with Machine 1, updated on the 4th. Loan (a,b 7): created on the 5th by nobody named.
void fill(const museum& m);

/// Runs SQL on a file, as somebody who knows nothing of the store.
void run_sql(const std::string& path, const std::string& sql);

[[nodiscard]] inline bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

[[nodiscard]] std::string contents(const std::string& path);
void write(const std::string& path, const std::string& text);

} // namespace managed

#endif
