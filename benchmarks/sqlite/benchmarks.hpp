// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_SQLITE_BENCHMARKS_HPP
#define YORE_BENCHMARKS_SQLITE_BENCHMARKS_HPP

#include "../suite.hpp"
#include "folder.hpp"

namespace bench {

void add_record(suite&, folder&);
void add_record_whole(suite&, folder&);
void add_threads(suite&, folder&);
void add_revert(suite&, folder&);
void add_as_of(suite&, folder&);
void add_lists(suite&, folder&);

/// Runs a small workload through every history and compares what each answers: a fast wrong answer is no alternative.
[[nodiscard]] bool alternatives_agree(folder&);

} // namespace bench

#endif
