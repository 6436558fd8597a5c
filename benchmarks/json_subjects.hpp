// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_JSON_SUBJECTS_HPP
#define YORE_BENCHMARKS_JSON_SUBJECTS_HPP

#include "by_hand/json_log.hpp"
#include "subjects.hpp"

namespace bench {

using json_dumps = hand_written<by_hand::json_dumps>;
using json_patches = hand_written<by_hand::json_patches>;

} // namespace bench

#endif
