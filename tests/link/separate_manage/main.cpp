// SPDX-License-Identifier: BSL-1.0
#include "model.hpp"

#include <sstream>
#include <string>

namespace {

/// What a command writes, or how it fails.
std::string told(int c, const char* const* v) {
    std::istringstream in;
    std::ostringstream out, err;
    const int code = command(c, v, {in, out, err});
    return code == 0 ? out.str() : err.str();
}

} // namespace

int main() {
    const char* const help[] = {"museum", "--help"};
    const char* const nothing[] = {"museum", "stats", "--database", "sqlite:nothing/here.db"};
    const bool agreed = told(2, help).starts_with("The past of Machine and Ticket.") &&
                        told(4, nothing).starts_with("museum: there is no file nothing/here.db");
    return agreed ? 0 : 1;
}
