// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_SEPARATE_JSON_HPP
#define YORE_SEPARATE_JSON_HPP

/// The same for `yore/json.hpp`, and for the core with it.
#include <yore/json.hpp>
#include <yore/separate/core.hpp>

#if defined(YORE_SEPARATE_COMPILATION)
template class nlohmann::basic_json<>;
template nlohmann::json yore::detail::parsed(std::string_view, yore::detail::document_name);
#endif

#endif
