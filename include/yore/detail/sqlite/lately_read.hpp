// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SQLITE_LATELY_READ_HPP
#define YORE_DETAIL_SQLITE_LATELY_READ_HPP

#include <yore/detail/sqlite/recent.hpp>
#include <yore/timestamp.hpp>
#include <yore/version.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace yore::detail::sqlite {

/// Where a version is.
struct row_place {
    std::int64_t id;
    version_number number;
    timestamp occurred_on;

    friend bool operator==(const row_place&, const row_place&) = default;
};

/// Newest first, without gaps.
using row_places = std::shared_ptr<const std::vector<row_place>>;

/// What was read of some entities lately, for whoever reads it again. A row that is committed does not change, so this
/// holds for as long as the row is there. Threads may use it at the same time.
template <class Version> class lately_read {
public:
    /// Of so many entities, and so many versions.
    explicit lately_read(std::size_t most) : places_(most), versions_(most) {}

    /// Of the entity with this latest row. Returns: null where nothing is known.
    [[nodiscard]] row_places places(std::int64_t latest) { return known(places_, latest); }
    void keep(std::int64_t latest, std::vector<row_place>&& places) {
        put(places_, latest, std::make_shared<const std::vector<row_place>>(std::move(places)));
    }

    /// The version in this row. Returns: null where it is not known.
    [[nodiscard]] std::shared_ptr<const Version> version(std::int64_t row) { return known(versions_, row); }
    void keep(std::int64_t row, std::shared_ptr<const Version> version) { put(versions_, row, std::move(version)); }

    void clear() noexcept {
        const std::lock_guard lock(mutex_);
        places_.clear();
        versions_.clear();
    }

private:
    template <class V> using by_row = recent<std::shared_ptr<const V>>;

    template <class V> std::shared_ptr<const V> known(by_row<V>& all, std::int64_t row) {
        const std::lock_guard lock(mutex_);
        const auto* const found = all.find(static_cast<std::uint64_t>(row));
        return found == nullptr ? nullptr : *found;
    }
    template <class V> void put(by_row<V>& all, std::int64_t row, std::shared_ptr<const V> value) {
        typename by_row<V>::generation gone; // goes without the lock
        const std::lock_guard lock(mutex_);
        gone = all.put(static_cast<std::uint64_t>(row), std::move(value));
    }

    std::mutex mutex_;
    by_row<std::vector<row_place>> places_;
    by_row<Version> versions_;
};

} // namespace yore::detail::sqlite

#endif
