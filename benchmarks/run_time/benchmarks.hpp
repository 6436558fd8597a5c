// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_RUN_TIME_BENCHMARKS_HPP
#define YORE_BENCHMARKS_RUN_TIME_BENCHMARKS_HPP

#include "../suite.hpp"

namespace bench {

void add_diff(suite&);
void add_sequences(suite&);
void add_record(suite&);
void add_as_of(suite&);
void add_questions(suite&);

/// Runs a small workload through every history and compares each version of each: a fast wrong answer is no alternative.
[[nodiscard]] bool alternatives_agree();

} // namespace bench

#endif
