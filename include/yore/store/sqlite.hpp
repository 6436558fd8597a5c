// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_STORE_SQLITE_HPP
#define YORE_STORE_SQLITE_HPP

#include <yore/detail/sqlite/schema.hpp>
#include <yore/history.hpp>
#include <yore/store/sqlite/options.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace yore::sqlite {

/// The statement that creates the history table of T.
template <class T, class Engine = detail::engine_tag<T>> inline constexpr std::string_view create_table =
    detail::sqlite::kept_text<detail::sqlite::create_text<T, Engine>>.view();
/// The statement that creates the table of the latest versions, where the rows of an entity begin.
template <class T, class Engine = detail::engine_tag<T>> inline constexpr std::string_view create_latest =
    detail::sqlite::kept_text<detail::sqlite::create_latest_text<T, Engine>>.view();
/// The statement that creates the view `<table>_timeline`, for people with only SQL.
template <class T, class Engine = detail::engine_tag<T>> inline constexpr std::string_view create_view =
    detail::sqlite::kept_text<detail::sqlite::create_view_text<T, Engine>>.view();
/// The statement that records a version of T.
template <class T, class Engine = detail::engine_tag<T>> inline constexpr std::string_view insert_version =
    detail::sqlite::kept_text<detail::sqlite::insert_text<T, Engine>>.view();
/// What every question about T begins with.
template <class T, class Engine = detail::engine_tag<T>> inline constexpr std::string_view select_versions =
    detail::sqlite::kept_text<detail::sqlite::select_text<T, Engine>>.view();

/// Keeps histories in an SQLite database: a file of its own, one beside others, or the caller's open handle. Safe to
/// use from several threads at once; several programs can use one file. Readers do not wait for writers; in memory and on the
/// caller's handle there is one connection, and threads take turns.
class store final : public store_interface {
public:
    /// Opens a file, and makes it where there is none; `:memory:` keeps all in memory.
    /// Throws: `store_error` when it cannot be opened, is no database, is damaged or of a newer format; then nothing is
    /// changed.
    YORE_ONCE explicit store(std::string path, options o = {});

    /// Uses the caller's handle, which must outlive the store, and joins a transaction that the caller has open: the
    /// caller commits it or takes it back. The caller's other use of the handle must not run at the same time.
    YORE_ONCE explicit store(sqlite3* borrowed, options o = {});

    YORE_ONCE ~store() override;

    /// The table of a model; made in the file when it is first asked for.
    template <class T, class Engine = detail::engine_tag<T>> detail::model_table& open() {
        return open(detail::sqlite::description_of<T, Engine>);
    }

    YORE_ONCE void begin() override;
    YORE_ONCE void commit() override;
    YORE_ONCE void roll_back() noexcept override;
    YORE_ONCE void begin_batch(std::size_t commits) override;
    YORE_ONCE void flush_batch() override;
    YORE_ONCE void end_batch() override;

    /// How the tables of these models in the file differ from their structs; of all that are open where none is named.
    template <class... T> [[nodiscard]] std::vector<difference> drift() {
        (static_cast<void>(open<T>()), ...);
        return drift_of_open();
    }

    /// Makes the tables of these models fit their structs: adds columns and views, drops and narrows nothing.
    /// Returns: the statements, which a dry run does not run.
    template <class... T> std::vector<std::string> migrate(dry_run dry = dry_run::no) {
        (static_cast<void>(open<T>()), ...);
        return migrate_open(dry);
    }

private:
    struct parts;

    YORE_ONCE detail::model_table& open(const detail::sqlite::table_description& d);
    [[nodiscard]] YORE_ONCE std::vector<difference> drift_of_open();
    YORE_ONCE std::vector<std::string> migrate_open(dry_run dry);

    std::unique_ptr<parts> parts_;
};

} // namespace yore::sqlite

#if !defined(YORE_SEPARATE_COMPILATION)
#include <yore/detail/sqlite/store.hpp>
#endif

#endif
