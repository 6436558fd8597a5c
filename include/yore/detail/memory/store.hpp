// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MEMORY_STORE_HPP
#define YORE_DETAIL_MEMORY_STORE_HPP

#include <yore/detail/memory/table.hpp>
#include <yore/detail/plain_list.hpp>
#include <yore/detail/random_key.hpp>
#include <yore/store/memory.hpp>

#include <cstddef>
#include <mutex>
#include <string>

/// What `memory::store` does, for all models; compiled once where YORE_SEPARATE_COMPILATION is defined. Templates, so that
/// elsewhere only a file with a history pays for them.
namespace yore::memory {

template <class Unused> struct basic_store<Unused>::parts {
    explicit parts(const options& o) : core(o.redaction_key ? *o.redaction_key : detail::random_key()) {}
    parts(const parts&) = delete;
    parts& operator=(const parts&) = delete;
    ~parts() {
        for (detail::model_table* t : tables) delete t;
    }

    detail::memory::store_core core;
    std::mutex mutex;
    detail::plain_list<detail::model_table*> tables;
};

template <class Unused> basic_store<Unused>::basic_store(const options& o) : parts_(new parts(o)) {}
template <class Unused> basic_store<Unused>::~basic_store() { delete parts_; }

template <class Unused> void basic_store<Unused>::begin() { parts_->core.begin(); }
template <class Unused> void basic_store<Unused>::commit() { parts_->core.commit(); }
template <class Unused> void basic_store<Unused>::roll_back() noexcept { parts_->core.roll_back(); }

template <class Unused>
template <std::size_t Words>
detail::model_table& basic_store<Unused>::open(const detail::model& m, detail::width<Words>) {
    std::lock_guard lock(parts_->mutex);
    auto& tables = parts_->tables;
    for (detail::model_table* t : tables) {
        if (&t->what == &m) return *t;
        if (t->what.table == m.table)
            throw error("yore: two models of one store are both called " + std::string(m.table) +
                        "; give one of them another name with yore::table<\"…\"> in its audit_policy");
    }
    tables.reserve(tables.size() + 1);
    tables.push_back(new detail::memory::table<Words>(m, parts_->core, *this));
    return *tables.back();
}

} // namespace yore::memory

#endif
