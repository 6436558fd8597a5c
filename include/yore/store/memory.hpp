// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_STORE_MEMORY_HPP
#define YORE_STORE_MEMORY_HPP

#include <yore/detail/model.hpp>
#include <yore/redaction_key.hpp>
#include <yore/store.hpp>

#include <cstddef>
#include <optional>

namespace yore::memory {

/// How a memory store is made.
struct options {
    std::optional<yore::redaction_key> redaction_key{}; ///< from outside; else a random one of its own
};

/// Keeps histories in memory: the latest state of every entity, and of every change only the values that it replaced,
/// typed. Safe to use from several threads at once; readers never wait for an open transaction.
template <class = void> class basic_store final : public store_interface {
public:
    basic_store() : basic_store(options{}) {}
    explicit basic_store(const options& o);
    ~basic_store() override;

    /// The table of a model; made when it is first asked for.
    template <class T, class Engine = detail::engine_tag<T>> detail::model_table& open() {
        return open(detail::model_of<T, Engine>, detail::width<detail::table_width(detail::model_of<T>.columns)>{});
    }

    void begin() override;
    void commit() override;
    void roll_back() noexcept override;

    // Memory is as durable as it gets at once.
    void begin_batch(std::size_t) override {}
    void flush_batch() override {}
    void end_batch() override {}

private:
    struct parts;

    template <std::size_t Words> detail::model_table& open(const detail::model& m, detail::width<Words>);

    parts* parts_;
};

using store = basic_store<>;

} // namespace yore::memory

#if defined(YORE_SEPARATE_COMPILATION)
extern template class yore::memory::basic_store<>;
#else
#include <yore/detail/memory/store.hpp>
#endif

#endif
