// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TESTS_LINK_SEPARATE_SQLITE_MODEL_HPP
#define YORE_TESTS_LINK_SEPARATE_SQLITE_MODEL_HPP

#include <yore/store/sqlite.hpp>

#include <cstdint>
#include <string>
#include <vector>

struct Machine {
    std::int64_t id;
    std::string name;
    std::vector<std::string> tags;
};

/// Defined in the other translation unit.
void rename(yore::sqlite::store& museum, Machine machine);

#endif
