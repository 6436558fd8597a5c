// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_STORE_SQLITE_HPP
#define YORE_STORE_SQLITE_HPP

#include <yore/detail/sqlite/table.hpp>
#include <yore/history.hpp>

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace yore::sqlite {

/// The statement that creates the history table of T.
template <class T> inline constexpr std::string_view create_table =
    detail::sqlite::kept_text<detail::sqlite::create_text<T>>.view();
/// The statement that creates the table of the latest versions, where the rows of an entity begin.
template <class T> inline constexpr std::string_view create_latest =
    detail::sqlite::kept_text<detail::sqlite::create_latest_text<T>>.view();
/// The statement that creates the view `<table>_timeline`, for people with only SQL.
template <class T> inline constexpr std::string_view create_view =
    detail::sqlite::kept_text<detail::sqlite::create_view_text<T>>.view();
/// The statement that records a version of T.
template <class T> inline constexpr std::string_view insert_version =
    detail::sqlite::kept_text<detail::sqlite::insert_text<T>>.view();
/// What every question about T begins with.
template <class T> inline constexpr std::string_view select_versions =
    detail::sqlite::kept_text<detail::sqlite::select_text<T>>.view();

/// Keeps histories in an SQLite database: a file of its own, one beside others, or the caller's open handle. Safe to
/// use from several threads at once; several programs can use one file. Readers do not wait for writers; in memory and on the
/// caller's handle there is one connection, and threads take turns.
class store final : public store_interface {
public:
    /// Opens a file, and makes it where there is none; `:memory:` keeps all in memory.
    /// Throws: `store_error` when it cannot be opened, is no database, is damaged or of a newer format; then nothing is
    /// changed.
    explicit store(std::string path, options o = {}) : core_(std::move(path), o) {}

    /// Uses the caller's handle, which must outlive the store, and joins a transaction that the caller has open: the
    /// caller commits it or takes it back. The caller's other use of the handle must not run at the same time.
    explicit store(sqlite3* borrowed, options o = {}) : core_(borrowed, o) {}

    /// The table of a model; made in the file when it is first asked for.
    template <class T, class Engine = detail::engine_tag<T>> detail::model_table& open() {
        return open(detail::sqlite::description_of<T, Engine>);
    }

    void begin() override { core_.begin(); }
    void commit() override { core_.commit(); }
    void roll_back() noexcept override { core_.roll_back(); }
    void begin_batch(std::size_t commits) override { core_.begin_batch(commits); }
    void flush_batch() override { core_.flush_batch(); }
    void end_batch() override { core_.end_batch(); }

    /// How the tables of these models in the file differ from their structs; of all that are open where none is named.
    template <class... T> [[nodiscard]] std::vector<difference> drift() {
        (static_cast<void>(open<T>()), ...);
        std::vector<difference> out;
        std::lock_guard lock(mutex_);
        for (const auto& t : tables_)
            for (difference& one : t->drift()) out.push_back(std::move(one));
        return out;
    }

    /// Makes the tables of these models fit their structs: adds columns and views, drops and narrows nothing.
    /// Returns: the statements, which a dry run does not run.
    template <class... T> std::vector<std::string> migrate(dry_run dry = dry_run::no) {
        (static_cast<void>(open<T>()), ...);
        std::vector<std::string> out;
        std::lock_guard lock(mutex_);
        for (const auto& t : tables_)
            for (std::string& one : t->migration()) out.push_back(std::move(one));
        if (dry == dry_run::yes) return out;
        if (!out.empty())
            core_.alone([&] {
                for (const std::string& one : out) core_.execute(one, "migrate");
            });
        for (const auto& t : tables_) t->look_again();
        return out;
    }

private:
    detail::model_table& open(const detail::sqlite::table_description& d) {
        std::lock_guard lock(mutex_);
        for (const auto& t : tables_) {
            if (&t->what == d.of) return *t;
            if (t->what.table == d.of->table)
                throw error("yore: two models of one store are both called " + std::string(d.of->table) +
                            "; give one of them another name with yore::table<\"…\"> in its audit_policy");
        }
        tables_.push_back(std::make_unique<detail::sqlite::table>(d, core_, *this));
        core_.add_table(*tables_.back());
        return *tables_.back();
    }

    detail::sqlite::store_core core_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<detail::sqlite::table>> tables_;
};

} // namespace yore::sqlite

#endif
