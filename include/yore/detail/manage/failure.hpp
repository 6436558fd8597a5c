// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_FAILURE_HPP
#define YORE_DETAIL_MANAGE_FAILURE_HPP

#include <yore/detail/nearest.hpp>
#include <yore/detail/text/visible.hpp>
#include <yore/error.hpp>
#include <yore/manage/exit_code.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace yore::detail::managing {

/// Ends a command with a sentence and an exit code.
class failure : public error {
public:
    failure(exit_code code, const std::string& message) : error(message), code_(code) {}
    [[nodiscard]] exit_code code() const noexcept { return code_; }

private:
    exit_code code_;
};

/// `a, b, c`; of many the first ones and `…`.
inline std::string enumerated(const std::vector<std::string>& names, std::size_t most = 20) {
    std::string out;
    for (std::size_t i = 0; i != names.size(); ++i) {
        if (i != 0) out += ", ";
        if (i == most) return out + "…";
        out += words::shown(names[i]);
    }
    return out;
}

/// What there is instead of a name that is not there: `; did you mean "Machine"? The models are: Machine, Ticket`.
inline std::string instead(std::string_view wanted, const std::vector<std::string>& names, std::string there_are) {
    const std::vector<std::string_view> views(names.begin(), names.end());
    const std::string_view near = wanted.empty() ? wanted : nearest(wanted, views);
    std::string out = near.empty() ? "; " : "; did you mean " + words::quoted(near) + "? ";
    if (!near.empty()) there_are.front() = static_cast<char>(there_are.front() - 'a' + 'A');
    return out + there_are + ": " + enumerated(names);
}

} // namespace yore::detail::managing

#endif
