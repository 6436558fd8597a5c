// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_DATABASE_HPP
#define YORE_DETAIL_MANAGE_DATABASE_HPP

#include <yore/detail/manage/any_store.hpp>
#include <yore/detail/manage/failure.hpp>
#include <yore/store/sqlite/options.hpp>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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
};

/// A kind of databases.
struct database_kind {
    std::string_view scheme;
    std::string_view example; ///< of a URL
    std::unique_ptr<database> (*open)(std::string_view rest, purpose what);
};

/// Opens what a URL names.
inline std::unique_ptr<database> open_database(
    std::string_view url, std::span<const database_kind> kinds, purpose what) {
    std::vector<std::string> schemes;
    for (const database_kind& one : kinds) schemes.emplace_back(one.scheme);
    if (url.empty())
        throw failure(exit_code::usage, "which database? Name it with --database " + std::string(kinds[0].example) +
                                            " or in the variable YORE_DATABASE");
    const std::size_t colon = url.find(':');
    const std::string_view scheme = url.substr(0, colon);
    if (colon == std::string_view::npos)
        throw failure(exit_code::usage, "the database " + words::quoted(url) + " has no scheme; write " +
                                            words::quoted(schemes[0] + ":" + std::string(url)));
    for (const database_kind& one : kinds)
        if (one.scheme == scheme) return one.open(url.substr(colon + 1), what);
    throw failure(exit_code::usage, "this program knows no databases " + words::quoted(std::string(scheme) + ":…") +
                                        instead(scheme, schemes, "it knows"));
}

} // namespace yore::detail::managing

#endif
