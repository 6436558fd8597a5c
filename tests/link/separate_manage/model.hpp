// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TESTS_LINK_SEPARATE_MANAGE_MODEL_HPP
#define YORE_TESTS_LINK_SEPARATE_MANAGE_MODEL_HPP

#include <yore/manage.hpp>

#include <cstdint>
#include <string>
#include <vector>

struct Machine {
    std::int64_t id;
    std::string name;
    std::vector<std::string> tags;
};
struct Ticket {
    std::int64_t id;
    std::string text;
};

/// Defined in the other translation unit.
int command(int c, const char* const* v, const yore::manage_streams& streams);

#endif
