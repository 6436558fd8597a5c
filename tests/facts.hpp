// SPDX-License-Identifier: BSL-1.0
/// A fact that must hold in a constant expression and at run time.
#ifndef YORE_TESTS_FACTS_HPP
#define YORE_TESTS_FACTS_HPP

#include "catch.hpp"

#define FACT(...)                                                                                                      \
    static_assert(__VA_ARGS__);                                                                                        \
    CHECK((__VA_ARGS__))

#endif
