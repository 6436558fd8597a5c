// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SQLITE_STORE_HPP
#define YORE_DETAIL_SQLITE_STORE_HPP

#include <yore/config.hpp>
#include <yore/detail/sqlite/table.hpp>
#include <yore/store/sqlite.hpp>

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

/// What `sqlite::store` does, for all models; compiled once where YORE_SEPARATE_COMPILATION is defined.
namespace yore::sqlite {

struct store::parts {
    detail::sqlite::store_core core;
    std::mutex mutex{};
    std::vector<std::unique_ptr<detail::sqlite::table>> tables{};

    template <class Database> parts(Database&& database, const options& o)
        : core(std::forward<Database>(database), o) {}
};

YORE_ONCE store::store(std::string path, options o) : parts_(new parts(std::move(path), o)) {}
YORE_ONCE store::store(sqlite3* borrowed, options o) : parts_(new parts(borrowed, o)) {}
YORE_ONCE store::~store() = default;

YORE_ONCE void store::begin() { parts_->core.begin(); }
YORE_ONCE void store::commit() { parts_->core.commit(); }
YORE_ONCE void store::roll_back() noexcept { parts_->core.roll_back(); }
YORE_ONCE void store::begin_batch(std::size_t commits) { parts_->core.begin_batch(commits); }
YORE_ONCE void store::flush_batch() { parts_->core.flush_batch(); }
YORE_ONCE void store::end_batch() { parts_->core.end_batch(); }

YORE_ONCE detail::model_table& store::open(const detail::sqlite::table_description& d) {
    std::lock_guard lock(parts_->mutex);
    auto& tables = parts_->tables;
    for (const auto& t : tables) {
        if (&t->what == d.of) return *t;
        if (t->what.table == d.of->table)
            throw error("yore: two models of one store are both called " + std::string(d.of->table) +
                        "; give one of them another name with yore::table<\"…\"> in its audit_policy");
    }
    tables.push_back(std::make_unique<detail::sqlite::table>(d, parts_->core, *this));
    parts_->core.add_table(*tables.back());
    return *tables.back();
}

YORE_ONCE std::vector<difference> store::drift_of_open() {
    std::vector<difference> out;
    std::lock_guard lock(parts_->mutex);
    for (const auto& t : parts_->tables)
        for (difference& one : t->drift()) out.push_back(std::move(one));
    return out;
}

YORE_ONCE std::vector<std::string> store::migrate_open(dry_run dry) {
    std::vector<std::string> out;
    std::lock_guard lock(parts_->mutex);
    for (const auto& t : parts_->tables)
        for (std::string& one : t->migration()) out.push_back(std::move(one));
    if (dry == dry_run::yes) return out;
    if (!out.empty())
        parts_->core.alone([&] {
            for (const std::string& one : out) parts_->core.execute(one, "migrate");
        });
    for (const auto& t : parts_->tables) t->look_again();
    return out;
}

} // namespace yore::sqlite

#endif
