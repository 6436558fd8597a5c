// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_JSON_HPP
#define YORE_JSON_HPP

/// JSON for audited structs and their past. Needs nlohmann/json and costs what that costs; the core does not include
/// it.
#include <yore/json/changes.hpp>
#include <yore/json/error.hpp>
#include <yore/json/history.hpp>
#include <yore/json/options.hpp>
#include <yore/json/patch.hpp>
#include <yore/json/read.hpp>
#include <yore/json/value_traits.hpp>
#include <yore/json/write.hpp>

#endif
