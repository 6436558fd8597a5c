// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SQLITE_LATELY_READ_HPP
#define YORE_DETAIL_SQLITE_LATELY_READ_HPP

#include <yore/detail/sqlite/recent.hpp>
#include <yore/timestamp.hpp>
#include <yore/version.hpp>

#include <algorithm>
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

/// Where some of the versions of an entity are: newest first, without gaps.
using row_places = std::vector<row_place>;

/// Which version is asked for: the last one up to an instant, or up to a number.
struct sought {
    const timestamp* when;
    version_number number;

    [[nodiscard]] bool is(const row_place& at) const {
        return when != nullptr ? at.occurred_on <= *when : at.number <= number;
    }
    /// Returns: null where it is not one of these.
    [[nodiscard]] const row_place* find_in(const row_places& places) const {
        const auto found = std::find_if(places.begin(), places.end(), [&](const row_place& at) { return is(at); });
        return found == places.end() ? nullptr : &*found;
    }
};

/// What was read lately, for whoever reads it again: where versions of an entity are, by the hash of its key, and states,
/// by their rows. What is committed does not change, so this holds for as long as the rows are there. Threads may use it
/// at the same time.
template <class Version> class lately_read {
public:
    static constexpr version_number spacing = 4; // of the versions whose states stay, beside the latest
    static constexpr std::size_t most_places = 64;

    /// So many of each.
    explicit lately_read(std::size_t count) : places_(count), versions_(count) {}

    /// Returns: null where nothing is known; may be another entity with the same hash, which other rows show.
    [[nodiscard]] std::shared_ptr<const row_places> places(std::uint64_t hash) { return known(places_, hash); }
    void keep(std::uint64_t hash, row_places&& places) {
        if (places.size() > most_places) places.resize(most_places);
        put(places_, hash, std::make_shared<const row_places>(std::move(places)));
    }
    /// Returns: null where it is not known.
    [[nodiscard]] std::shared_ptr<const Version> version(std::int64_t row) {
        return known(versions_, static_cast<std::uint64_t>(row));
    }
    void keep(std::int64_t row, std::shared_ptr<const Version> version) {
        put(versions_, static_cast<std::uint64_t>(row), std::move(version));
    }
    void clear() noexcept {
        const std::lock_guard lock(mutex_);
        places_.clear();
        versions_.clear();
    }

private:
    template <class V> using by_number = recent<std::shared_ptr<const V>>;

    template <class V> std::shared_ptr<const V> known(by_number<V>& all, std::uint64_t number) {
        const std::lock_guard lock(mutex_);
        const auto* const found = all.find(number);
        return found == nullptr ? nullptr : *found;
    }
    template <class V> void put(by_number<V>& all, std::uint64_t number, std::shared_ptr<const V> value) {
        typename by_number<V>::generation gone; // goes without the lock
        const std::lock_guard lock(mutex_);
        gone = all.put(number, std::move(value));
    }

    std::mutex mutex_;
    by_number<row_places> places_;
    by_number<Version> versions_;
};

} // namespace yore::detail::sqlite

#endif
