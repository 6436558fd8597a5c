// SPDX-License-Identifier: BSL-1.0
/// Catch2, version 2 or 3: write Approx, and Catch::Matchers::StartsWith and its like with the full name.
#ifndef YORE_TESTS_CATCH_HPP
#define YORE_TESTS_CATCH_HPP

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif

#endif
