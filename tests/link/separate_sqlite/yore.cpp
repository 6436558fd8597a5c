// SPDX-License-Identifier: BSL-1.0
#include <yore/separate/sqlite.hpp>
