// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_SEPARATE_MANAGE_HPP
#define YORE_SEPARATE_MANAGE_HPP

/// The same for `yore/manage.hpp`, and for the store in SQLite, JSON and the core with it.
#include <yore/manage.hpp>
#include <yore/separate/sqlite.hpp>

#if defined(YORE_SEPARATE_COMPILATION)
#include <yore/detail/manage/program.hpp>
#include <yore/detail/manage/sqlite_file.hpp>
#include <yore/detail/manage/system_streams.hpp>

template class nlohmann::basic_json<nlohmann::ordered_map>;
template nlohmann::ordered_json yore::detail::parsed(std::string_view, yore::detail::document_name);
#endif

#endif
