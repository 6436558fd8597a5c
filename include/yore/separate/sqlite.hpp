// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_SEPARATE_SQLITE_HPP
#define YORE_SEPARATE_SQLITE_HPP

/// The same for `yore/store/sqlite.hpp`, and for JSON and the core with it.
#include <yore/separate/json.hpp>
#include <yore/store/sqlite.hpp>

#if defined(YORE_SEPARATE_COMPILATION)
#include <yore/detail/sqlite/store.hpp>
#endif

#endif
