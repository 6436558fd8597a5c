// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp" // parsed once here, as the precompiled header of every test
