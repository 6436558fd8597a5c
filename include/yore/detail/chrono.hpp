// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_CHRONO_HPP
#define YORE_DETAIL_CHRONO_HPP

/// Provides std::chrono::sys_time and the clocks without calendars, time zones and text.
/// Cost: libstdc++'s <chrono> is 46,000 preprocessed lines in C++20; its <bits/chrono.h>, which holds the durations,
/// the clocks and sys_time, is 10,000. It defines sys_time since release 12.

#include <version> // names the standard library

/// 1 to include the whole of <chrono>; 0 to include only the part with the clocks. The default is 0 where that part is
/// known.
#ifndef YORE_FULL_CHRONO
#if defined(_GLIBCXX_RELEASE) && _GLIBCXX_RELEASE >= 12 && __has_include(<bits/chrono.h>)
#define YORE_FULL_CHRONO 0
#else
#define YORE_FULL_CHRONO 1
#endif
#endif

#if YORE_FULL_CHRONO
#include <chrono>
#else
#include <bits/chrono.h>
#endif

#endif
