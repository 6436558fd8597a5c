// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_STORE_MEMORY_HPP
#define YORE_STORE_MEMORY_HPP

#include <yore/detail/memory/table.hpp>
#include <yore/detail/random_key.hpp>

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yore::memory {

/// How a memory store is made.
struct options {
    std::optional<detail::digest> redaction_key{}; ///< 128 bits from outside; else random ones of its own
};

/// Keeps histories in memory: the latest state of every entity, and of every change only the values that it replaced,
/// typed. Safe to use from several threads at once; readers never wait for an open transaction.
template <class = void> class basic_store final : public store_interface {
public:
    explicit basic_store(const options& o = {}) : core_(o.redaction_key ? *o.redaction_key : detail::random_key()) {}
    ~basic_store() override {
        for (const registered& r : tables_) r.destroy(r.table);
    }

    /// The table of a model; made when it is first asked for.
    template <class T> detail::model_table<T>& open() {
        std::lock_guard lock(tables_mutex_);
        const void* const id = &detail::memory::model_id<T, detail::engine_tag<T>>;
        for (const registered& r : tables_) {
            if (r.id == id) return *static_cast<detail::memory::table<T>*>(r.table);
            if (r.name == detail::table_name<T>)
                throw error("yore: two models of one store are both called " + std::string(r.name) +
                            "; give one of them another name with yore::table<\"…\"> in its audit_policy");
        }
        tables_.reserve(tables_.size() + 1);
        auto* made = new detail::memory::table<T>(core_, *this);
        tables_.push_back({id, detail::table_name<T>, made, [](void* t) { delete static_cast<detail::memory::table<T>*>(t); }});
        return *made;
    }

    void begin() override { core_.begin(); }
    void commit() override { core_.commit(); }
    void roll_back() noexcept override { core_.roll_back(); }

    // Memory is as durable as it gets at once.
    void begin_batch(std::size_t) override {}
    void flush_batch() override {}
    void end_batch() override {}

private:
    struct registered {
        const void* id;
        std::string_view name;
        void* table;
        void (*destroy)(void*);
    };

    detail::memory::store_core core_;
    std::mutex tables_mutex_;
    std::vector<registered> tables_;
};

using store = basic_store<>;

} // namespace yore::memory

#endif
