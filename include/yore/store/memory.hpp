// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_STORE_MEMORY_HPP
#define YORE_STORE_MEMORY_HPP

#include <yore/detail/memory/table.hpp>
#include <yore/detail/random_key.hpp>
#include <yore/redaction_key.hpp>

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace yore::memory {

/// How a memory store is made.
struct options {
    std::optional<yore::redaction_key> redaction_key{}; ///< from outside; else a random one of its own
};

/// Keeps histories in memory: the latest state of every entity, and of every change only the values that it replaced,
/// typed. Safe to use from several threads at once; readers never wait for an open transaction.
template <class = void> class basic_store final : public store_interface {
public:
    basic_store() : core_(detail::random_key()) {}
    explicit basic_store(const options& o) : core_(o.redaction_key ? *o.redaction_key : detail::random_key()) {}
    ~basic_store() override {
        for (detail::model_table* t : tables_) delete t;
    }

    /// The table of a model; made when it is first asked for.
    template <class T, class Engine = detail::engine_tag<T>> detail::model_table& open() {
        return open(detail::model_of<T, Engine>, detail::width<detail::words_for(detail::model_of<T>.columns)>{});
    }

    void begin() override { core_.begin(); }
    void commit() override { core_.commit(); }
    void roll_back() noexcept override { core_.roll_back(); }

    // Memory is as durable as it gets at once.
    void begin_batch(std::size_t) override {}
    void flush_batch() override {}
    void end_batch() override {}

private:
    template <std::size_t Words> detail::model_table& open(const detail::model& m, detail::width<Words>) {
        std::lock_guard lock(tables_mutex_);
        for (detail::model_table* t : tables_) {
            if (&t->what == &m) return *t;
            if (t->what.table == m.table)
                throw error("yore: two models of one store are both called " + std::string(m.table) +
                            "; give one of them another name with yore::table<\"…\"> in its audit_policy");
        }
        tables_.reserve(tables_.size() + 1);
        tables_.push_back(new detail::memory::table<Words>(m, core_, *this));
        return *tables_.back();
    }

    detail::memory::store_core core_;
    std::mutex tables_mutex_;
    std::vector<detail::model_table*> tables_;
};

using store = basic_store<>;

} // namespace yore::memory

#endif
