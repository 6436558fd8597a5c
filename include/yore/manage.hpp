// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_MANAGE_HPP
#define YORE_MANAGE_HPP

/// The management commands of a program's own models. The component `manage`; needs CLI11, JSON and SQLite.
#include <yore/detail/manage/catalogue.hpp>
#include <yore/detail/manage/sqlite_database.hpp>
#include <yore/manage/exit_code.hpp>
#include <yore/manage/options.hpp>
#include <yore/manage/streams.hpp>
#include <yore/text/timeline.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace yore {

/// Runs one management command for these models, with streams of the caller's.
/// Returns: an `exit_code`.
template <class... T>
    requires(sizeof...(T) != 0)
[[nodiscard]] int manage(
    int c, const char* const* v, const manage_streams& streams, const manage_options& options = {}) {
    static constexpr const detail::managing::model_commands* models[] = {
        &detail::managing::command_functions<T>::made...};
    static constexpr detail::managing::database_kind kinds[] = {detail::managing::sqlite_database<T...>::kind};
    const detail::managing::catalogue all{models,
        [](detail::managing::any_store& db, const timeline_filter& f) { return timeline<T...>(db, f); },
        [](std::ostream& out, detail::managing::any_store& db, const page_options& o) {
            write_page<T...>(out, db, {}, o);
        },
        kinds};
    return detail::managing::run(all, c, v, streams, options);
}

/// The same with those of the process: `int main(int c, char** v) { return yore::manage<Machine, Ticket>(c, v); }`.
template <class... T>
    requires(sizeof...(T) != 0)
[[nodiscard]] int manage(int c, const char* const* v, const manage_options& options = {}) {
    return manage<T...>(c, v, detail::managing::system_streams(), options);
}

} // namespace yore

#if !defined(YORE_SEPARATE_COMPILATION)
#include <yore/detail/manage/program.hpp>
#include <yore/detail/manage/sqlite_file.hpp>
#include <yore/detail/manage/system_streams.hpp>
#endif

#endif
