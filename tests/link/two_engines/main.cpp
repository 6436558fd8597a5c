// SPDX-License-Identifier: BSL-1.0
#include "use.hpp"

/// The same, in a translation unit that describes the type.
bool agrees_described();

int main() { return agrees() && agrees_described() ? 0 : 1; }
