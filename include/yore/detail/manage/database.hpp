// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_DATABASE_HPP
#define YORE_DETAIL_MANAGE_DATABASE_HPP

#include <yore/detail/manage/any_store.hpp>
#include <yore/store/sqlite/options.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// The seam between commands and kinds of databases: a kind is a scheme of URLs and a way to open one.
namespace yore::detail::managing {

/// What a command will do with a database; where it is to be made, one that is not there is no mistake.
enum class purpose { read, write, make };

/// A column of a table that is not ours.
struct table_column {
    std::string name, type;
};

/// A database that was opened, with all models.
class database {
public:
    database() = default;
    database(const database&) = delete;
    database& operator=(const database&) = delete;
    virtual ~database() = default;

    /// The models in the order of the program.
    [[nodiscard]] virtual any_store& store() = 0;
    [[nodiscard]] virtual std::vector<yore::sqlite::difference> drift() = 0;
    virtual std::vector<std::string> migrate(dry_run dry) = 0;
    /// The columns of any table; empty where there is none of that name.
    [[nodiscard]] virtual std::vector<table_column> columns(std::string_view table) = 0;
    /// The columns that a table with the states of a model has, as its struct asks for them.
    [[nodiscard]] virtual std::vector<table_column> expected_columns(std::size_t model) = 0;
    /// Whether values for a column of one type would not all come back as they were from a column of another.
    [[nodiscard]] virtual bool loses(std::string_view wanted, std::string_view found) = 0;
};

/// A kind of databases.
struct database_kind {
    std::string_view scheme;
    std::string_view example; ///< of a URL
    std::unique_ptr<database> (*open)(std::string_view rest, purpose what);
    bool (*exists)(std::string_view rest);
};

} // namespace yore::detail::managing

#endif
