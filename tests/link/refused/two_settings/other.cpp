// SPDX-License-Identifier: BSL-1.0
#define YORE_SEPARATE_COMPILATION
#include "model.hpp"

#include <yore/separate/core.hpp>

void fill(yore::history<Machine>& machines) { machines.record({.id = 1, .broken = false}); }
