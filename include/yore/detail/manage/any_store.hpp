// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_ANY_STORE_HPP
#define YORE_DETAIL_MANAGE_ANY_STORE_HPP

#include <yore/store.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace yore::detail::managing {

/// A store of whatever kind whose models have been opened, so that what is written about stores is compiled once.
class any_store final : public store_interface {
public:
    any_store(store_interface& store, std::vector<model_table*> tables) : store_(store), tables_(std::move(tables)) {}

    /// Requires: T is one of the models.
    template <class T> model_table& open() { return table_of(model_of<T>); }
    [[nodiscard]] model_table& table_of(const model& m) const {
        for (model_table* one : tables_)
            if (&one->what == &m) return *one;
        throw error("yore: this model is not one of those that are managed");
    }

    void begin() override { store_.begin(); }
    void commit() override { store_.commit(); }
    void roll_back() noexcept override { store_.roll_back(); }
    void begin_batch(std::size_t commits) override { store_.begin_batch(commits); }
    void flush_batch() override { store_.flush_batch(); }
    void end_batch() override { store_.end_batch(); }

private:
    store_interface& store_;
    std::vector<model_table*> tables_;
};

} // namespace yore::detail::managing

#endif
