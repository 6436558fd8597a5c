// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_SQLITE_DATABASE_HPP
#define YORE_DETAIL_MANAGE_SQLITE_DATABASE_HPP

#include <yore/detail/manage/database.hpp>
#include <yore/store/sqlite.hpp>

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace yore::detail::managing {

/// The models of a program, as an SQLite database needs them.
struct sqlite_models {
    std::span<const detail::sqlite::table_description* const> tables;
    std::vector<model_table*> (*open)(yore::sqlite::store&);
};

YORE_ONCE std::unique_ptr<database> open_sqlite(std::string_view rest, purpose what, const sqlite_models& models);
YORE_ONCE bool sqlite_exists(std::string_view rest);

template <class... T> struct sqlite_database {
    static std::vector<model_table*> open_tables(yore::sqlite::store& s) { return {&s.template open<T>()...}; }
    static constexpr const detail::sqlite::table_description* tables[] = {&detail::sqlite::description_of<T>...};

    static std::unique_ptr<database> open(std::string_view rest, purpose what) {
        return open_sqlite(rest, what, {tables, &open_tables});
    }
    static constexpr database_kind kind{"sqlite", "sqlite:museum.db", &open, &sqlite_exists};
};

} // namespace yore::detail::managing

#endif
