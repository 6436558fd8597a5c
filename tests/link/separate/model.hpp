// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TESTS_LINK_SEPARATE_MODEL_HPP
#define YORE_TESTS_LINK_SEPARATE_MODEL_HPP

#include <yore/yore.hpp>

#include <cstdint>
#include <string>
#include <vector>

struct Machine {
    std::int64_t id;
    std::string name;
    std::vector<std::string> tags;
    yore::AuditFields audit{};
};

/// Defined in the other translation unit.
yore::receipt<Machine> rename(yore::history<Machine>& machines, Machine machine);

#endif
