// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_STORE_SQLITE_OPTIONS_HPP
#define YORE_STORE_SQLITE_OPTIONS_HPP

#include <yore/detail/chrono.hpp>
#include <yore/redaction_key.hpp>

#include <cstddef>
#include <optional>
#include <string>

namespace yore::sqlite {

/// How sure a commit is of the disk: `full` survives a loss of power, `normal` may lose the last commits then but never
/// damages the file, `off` leaves all to the operating system. The `synchronous` of SQLite.
enum class durability { full, normal, off };

/// Whether a file may be changed.
enum class access { read_write, read_only };

/// How a file is opened.
struct options {
    sqlite::durability durability = durability::full;
    sqlite::access access = access::read_write;
    std::chrono::milliseconds busy_timeout{5000};       ///< how long to wait for other programs
    std::size_t full_row_every = 32;                    ///< of so many versions of an entity one has all columns
    std::size_t cached_entities = 16384;                ///< states of each model that are kept at hand
    std::optional<yore::redaction_key> redaction_key{}; ///< from outside; else a random one, kept in the file
};

/// A way in which a history table in the file differs from the struct.
struct difference {
    enum class what { missing_table, missing_column, unknown_column, other_type, missing_view };
    what kind{};
    std::string table;
    std::string column;   ///< empty where it is about the table
    std::string expected; ///< the declared type that the struct asks for
    std::string found;    ///< that of the file

    friend bool operator==(const difference&, const difference&) = default;
};

} // namespace yore::sqlite

#endif
