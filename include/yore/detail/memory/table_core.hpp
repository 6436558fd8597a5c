// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MEMORY_TABLE_CORE_HPP
#define YORE_DETAIL_MEMORY_TABLE_CORE_HPP

#include <yore/commit.hpp>
#include <yore/detail/memory/byte_log.hpp>
#include <yore/detail/memory/commit_log.hpp>
#include <yore/detail/memory/hash_index.hpp>
#include <yore/detail/merge_sort.hpp>
#include <yore/detail/plain_list.hpp>
#include <yore/detail/value_column.hpp>
#include <yore/detail/wide_set.hpp>
#include <yore/error.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <optional>
#include <utility>

/// The history of one model in memory, without its type.
///
/// Every entity has its latest state, the head, and one row per version. A row says who (its commit), what (its
/// operation) and which columns it changed; the values that those columns had *before* stand in a log that all entities
/// of the model share. So a record moves the old values out of the head and the new ones in, an unchanged value is kept
/// once, a state of the past is the head with the nearest later old value of each changed column, and dropping the
/// oldest versions rewrites no state. Rows above the number of commits that a reader may see are an open transaction of
/// another thread: it reads the state below them.
namespace yore::detail::memory {

/// A column, with where its value is in the head.
struct head_column {
    const column_operations* operations = nullptr;
    std::uint32_t offset = 0;
    std::uint32_t from = 0; // in its source
    column_source source = column_source::state;
};

/// The objects that new values come from, one for each kind of source.
using sources = std::array<const std::byte*, 3>;

/// What a row says besides its columns.
struct row_facts {
    std::uint32_t commit = 0;
    operation op{};
    std::optional<version_number> source{};
    std::optional<timestamp> occurred_on{}; // where it is not its commit's
};

template <std::size_t Words> struct entity {
    std::byte* rows = nullptr;
    std::uint32_t count = 0;
    std::uint32_t capacity = 0;
    std::uint32_t dropped = 0; // oldest versions that were pruned
    std::uint64_t hash = 0;
    bit_set<Words> ever{}; // columns that any row has changed; after a roll-back it may say too much
    void* skips = nullptr;
};

/// Rows of one entity that one level of the skip index covers with one mask, per level.
inline constexpr std::size_t fan_out = 16;

/// Masks over 16, 256, 4096 … rows of an entity. There cannot be more rows than seven levels cover.
template <std::size_t Words> struct skip_levels {
    static_assert(fan_out == 16); // 16 to the eighth power is as many rows as 32 bits can number

    std::array<plain_list<bit_set<Words>>, 7> level;
    std::size_t count = 1;
};

template <std::size_t Words> class table_core {
public:
    using mask = bit_set<Words>;
    using entity = memory::entity<Words>;
    using skip_levels = memory::skip_levels<Words>;

    explicit table_core(const commit_log& commits) : commits_(commits) {}
    table_core(const table_core&) = delete;
    table_core& operator=(const table_core&) = delete;
    ~table_core() {
        for (std::uint32_t e = 0; e != entities_.size(); ++e) {
            for (std::uint32_t r = 0; r != entities_[e].count; ++r) release_values(e, r);
            ::operator delete(entities_[e].rows);
            delete levels(e);
            destroy_head_(head(e));
        }
        for (std::byte* block : heads_) ::operator delete(block, std::align_val_t{head_alignment_});
    }

    void configure(plain_list<head_column>&& columns, std::size_t head_size, std::size_t head_alignment,
        void (*destroy_head)(void*)) {
        columns_.swap(columns);
        head_alignment_ = head_alignment;
        head_size_ = (head_size + head_alignment - 1) / head_alignment * head_alignment;
        row_size_ = row_header + (columns_.size() + 7) / 8;
        all_columns_ = columns_.size() % 64 == 0 ? ~std::uint64_t{0} : (std::uint64_t{1} << columns_.size() % 64) - 1;
        destroy_head_ = destroy_head;
    }
    [[nodiscard]] bool configured() const { return row_size_ != 0; }

    // ---- entities

    [[nodiscard]] std::uint32_t entity_count() const { return static_cast<std::uint32_t>(entities_.size()); }
    [[nodiscard]] const entity& at(std::uint32_t e) const { return entities_[e]; }
    [[nodiscard]] void* head(std::uint32_t e) const {
        return heads_[e / heads_per_block] + e % heads_per_block * head_size_;
    }

    template <class Same> [[nodiscard]] std::uint32_t find(std::uint64_t hash, Same&& same) const {
        return index_.find(hash, [&](std::uint32_t e) { return same(head(e)); });
    }

    /// The same, and asks for the memory that a record will need while it compares keys.
    template <class Same> [[nodiscard]] std::uint32_t find_to_write(std::uint64_t hash, Same&& same) const {
        return index_.find(hash, [&](std::uint32_t e) {
            prefetch_head(e);
            prefetch_line(&entities_[e]);
            return same(head(e));
        });
    }

    /// Makes room for one more entity and returns where its head is to be made; `add_entity` then takes it in.
    void* prepare_entity() {
        if (entities_.size() >= no_number)
            throw error("yore: a memory store holds at most 4,294,967,295 entities of a model; use another store");
        index_.reserve_one([&](std::uint32_t e) { return entities_[e].hash; });
        if (entities_.size() == heads_.size() * heads_per_block) {
            heads_.reserve(heads_.size() + 1);
            heads_.push_back(static_cast<std::byte*>(
                ::operator new(heads_per_block * head_size_, std::align_val_t{head_alignment_})));
        }
        entities_.push_back({}); // may throw, so before the head is made
        entities_.pop_back();
        return head(entity_count());
    }
    std::uint32_t add_entity(std::uint64_t hash) noexcept {
        const std::uint32_t e = entity_count();
        entity fresh;
        fresh.hash = hash;
        entities_.push_back(fresh);
        index_.insert(hash, e);
        return e;
    }

    /// Entities in the order of their keys. Call `sort` before, when `sorted` says no.
    [[nodiscard]] bool sorted() const { return order_.size() == entities_.size(); }
    [[nodiscard]] const plain_list<std::uint32_t>& order() const { return order_; }
    template <class Less> void sort(Less less) const {
        const std::size_t old = order_.size();
        order_.reserve(entities_.size());
        for (std::size_t e = old; e != entities_.size(); ++e) order_.push_back(static_cast<std::uint32_t>(e));
        try {
            merge_sort(order_, [&](std::uint32_t a, std::uint32_t b) { return less(head(a), head(b)); }, old);
        } catch (...) {
            order_.clear();
            throw;
        }
    }

    // ---- rows

    /// Rows that a reader may see: those of commits below the limit.
    [[nodiscard]] std::uint32_t visible(std::uint32_t e, std::uint32_t commit_limit) const {
        std::uint32_t n = entities_[e].count;
        while (n != 0 && commit_of(e, n - 1) >= commit_limit) --n;
        return n;
    }
    [[nodiscard]] version_number number(std::uint32_t e, std::uint32_t row) const {
        return version_number{entities_[e].dropped} + row + 1;
    }
    [[nodiscard]] std::uint32_t commit_of(std::uint32_t e, std::uint32_t row) const {
        return load<std::uint32_t>(row_at(e, row));
    }
    [[nodiscard]] operation op_of(std::uint32_t e, std::uint32_t row) const {
        return static_cast<operation>(flags(e, row) & 7U);
    }
    [[nodiscard]] std::uint64_t offset_of(std::uint32_t e, std::uint32_t row) const {
        const std::byte* r = row_at(e, row);
        return load<std::uint32_t>(r + 4) | static_cast<std::uint64_t>(r[8]) << 32;
    }
    [[nodiscard]] mask columns_of(std::uint32_t e, std::uint32_t row) const { return columns_in(entities_[e], row); }
    [[nodiscard]] timestamp occurred_on(std::uint32_t e, std::uint32_t row) const {
        if ((flags(e, row) & has_time) == 0) return commits_.occurred_on(commit_of(e, row));
        const std::byte* at = log_.at(offset_of(e, row)) + ((flags(e, row) & has_source) != 0 ? 8 : 0);
        return timestamp(std::chrono::microseconds(load<std::int64_t>(at)));
    }
    [[nodiscard]] std::optional<version_number> source_of(std::uint32_t e, std::uint32_t row) const {
        if ((flags(e, row) & has_source) == 0) return {};
        return load<std::uint64_t>(log_.at(offset_of(e, row)));
    }

    /// How many rows of the first n have occurred by then. Complexity: logarithmic.
    [[nodiscard]] std::uint32_t occurred_by(std::uint32_t e, std::uint32_t n, timestamp when) const {
        const std::uint32_t coarse_when = coarse(when);
        std::uint32_t low = first_rows(n, [&](std::uint32_t row) { return coarse_time(e, row) < coarse_when; });
        while (low != n && coarse_time(e, low) == coarse_when) {
            const std::uint32_t middle = low + (n - low) / 2;
            if (occurred_by(e, middle, when, coarse_when)) low = middle + 1;
            else n = middle;
        }
        return low;
    }

    /// The same where all commits are in the order of their times, and all versions have the time of their commit.
    [[nodiscard]] std::uint32_t committed_before(std::uint32_t e, std::uint32_t n, std::uint32_t commit) const {
        return first_rows(n, [&](std::uint32_t row) { return commit_of(e, row) < commit; });
    }
    [[nodiscard]] bool keeps_commit_times() const { return !own_times_; }

    /// Makes a version: the old values of these columns move into the log, the new ones into the head.
    /// Strong guarantee: when it throws, nothing has changed.
    void append(std::uint32_t e, const row_facts& facts, const mask& columns, const sources& from) {
        entity& one = entities_[e];
        if (one.count == one.capacity) grow_rows(one);
        const std::uint32_t row = one.count;
        prepare_skips(one, row, columns);
        std::byte* state = static_cast<std::byte*>(head(e));

        std::size_t room = (facts.source ? 8U : 0U) + (facts.occurred_on ? 8U : 0U);
        columns.each([&](std::size_t c) { room += columns_[c].operations->room(state + columns_[c].offset); });
        const std::uint64_t offset = log_.append(room);
        if (offset >> 40 != 0) {
            log_.cut(offset);
            throw error("yore: the old values of a model take more than a memory store can hold (1 TiB); prune it or "
                        "use another store");
        }
        if (facts.occurred_on) own_times_ = true;
        std::byte* at = log_.at(offset);
        if (facts.source) at = store(at, *facts.source);
        if (facts.occurred_on) at = store(at, std::int64_t{facts.occurred_on->time_since_epoch().count()});
        move_values(columns, from, state, at, offset);

        std::byte* r = one.rows + row * row_size_;
        store(r, facts.commit);
        store(r + 4, static_cast<std::uint32_t>(offset));
        r[8] = static_cast<std::byte>(offset >> 32);
        r[9] = static_cast<std::byte>(
            static_cast<unsigned>(facts.op) | (facts.source ? has_source : 0U) | (facts.occurred_on ? has_time : 0U));
        mask bits = columns;
        if constexpr (std::endian::native == std::endian::big)
            for (std::uint64_t& w : bits.words) w = swapped(w);
        store(r + 10, coarse(facts.occurred_on ? *facts.occurred_on : commits_.occurred_on(facts.commit)));
        std::memcpy(r + row_header, bits.words.data(), row_size_ - row_header);
        one.ever |= columns;
        ++one.count;
        ++versions_;
    }

    /// Says of an entity with one version that so many were before it, and which columns it changed.
    void begin_late(std::uint32_t e, std::uint32_t dropped, const mask& columns) noexcept {
        entity& one = entities_[e];
        one.dropped = dropped;
        if (dropped == 0) return;
        mask bits = columns;
        if constexpr (std::endian::native == std::endian::big)
            for (std::uint64_t& w : bits.words) w = swapped(w);
        std::memcpy(one.rows + row_header, bits.words.data(), row_size_ - row_header);
        one.ever |= columns;
    }

    /// Takes back the latest version of an entity, which must be the last one made in this table. Values move back; a
    /// text fits into the one that it had given way to, and only one that gave way to null asks for memory again.
    void pop(std::uint32_t e) noexcept {
        entity& one = entities_[e];
        const std::uint32_t row = one.count - 1;
        std::byte* state = static_cast<std::byte*>(head(e));
        const std::byte* at = values(e, row);
        if (row != 0 || one.dropped == 0)
            columns_of(e, row).each(
                [&](std::size_t c) { at = columns_[c].operations->take(at, state + columns_[c].offset); });
        log_.cut(offset_of(e, row));
        --one.count;
        if (one.count == 0) one.dropped = 0;
        --versions_; // the skip index keeps masks that say too much, which costs a look at a row and nothing else
    }

    // ---- states of the past

    /// Turns a copy of the head into the state after the first n rows: each wanted column gets its nearest later old
    /// value.
    /// Complexity: logarithmic in the versions for each column that changed later, and logarithmic once for all others.
    void rewind(std::uint32_t e, std::uint32_t n, mask wanted, void* state) const {
        const entity& one = entities_[e];
        wanted = wanted & one.ever;
        const bool long_life = one.skips != nullptr;
        for (std::uint32_t row = n; row < one.count && !wanted.empty(); ++row) {
            if (long_life && (row = next_with(e, row, wanted)) == one.count) return;
            const mask here = columns_in(one, row);
            if (const mask open = here & wanted; !open.empty()) {
                read_columns(e, row, here, open, static_cast<std::byte*>(state));
                wanted = wanted - here;
            }
        }
    }

    /// Asks for the memory of an entity that will be needed soon: first for its entry, then for its rows and its head,
    /// then for the values of its rows from the n-th on.
    void prefetch_entry(std::uint32_t e) const { prefetch_line(&entities_[e]); }
    void prefetch_rows(std::uint32_t e) const {
        prefetch_head(e);
        const entity& one = entities_[e];
        for (std::size_t i = 0; i < one.count * row_size_ && i < 256; i += 64) prefetch_line(one.rows + i);
    }
    void prefetch_values(std::uint32_t e, std::uint32_t n) const {
        for (std::uint32_t row = n; row < entities_[e].count && row < n + fan_out; ++row)
            prefetch_line(log_.at(offset_of(e, row)));
    }

    /// One step back: gives `state`, as it is after a row, the values from before it.
    void step_back(std::uint32_t e, std::uint32_t row, const mask& wanted, void* state) const {
        auto* out = static_cast<std::byte*>(state);
        const std::byte* at = values(e, row);
        columns_of(e, row).each([&](std::size_t c) {
            const column_operations& ops = *columns_[c].operations;
            at = wanted.contains(c) ? ops.get(at, out + columns_[c].offset) : ops.skip(at);
        });
    }

    /// Gives a state the new values of these columns.
    void assign(const mask& columns, const sources& from, void* state) const {
        columns.each([&](std::size_t c) {
            const head_column& col = columns_[c];
            col.operations->assign(
                static_cast<std::byte*>(state) + col.offset, from[static_cast<std::size_t>(col.source)] + col.from);
        });
    }

    // ---- size

    [[nodiscard]] std::size_t versions() const { return versions_; }
    [[nodiscard]] std::size_t bytes() const {
        std::size_t n = entities_.bytes() + heads_.size() * heads_per_block * head_size_ +
                        heads_.capacity() * sizeof(std::byte*) + log_.bytes() + index_.bytes() +
                        order_.capacity() * sizeof(std::uint32_t);
        for (std::uint32_t e = 0; e != entities_.size(); ++e) {
            n += entities_[e].capacity * row_size_ + row_slack;
            if (auto* all = levels(e)) {
                n += sizeof *all;
                for (const auto& level : all->level) n += level.capacity() * sizeof(mask);
            }
            for (const head_column& c : columns_) n += c.operations->heap(static_cast<std::byte*>(head(e)) + c.offset);
            for (std::uint32_t r = 0; r != entities_[e].count; ++r) {
                const std::byte* at = values(e, r);
                if (r == 0 && entities_[e].dropped != 0) continue; // nothing stands there any more
                columns_of(e, r).each([&](std::size_t c) {
                    n += columns_[c].operations->kept(at);
                    at = columns_[c].operations->skip(at);
                });
            }
        }
        return n;
    }

    // ---- the past cut off

    /// Removes the oldest versions of each entity, as many as `drop[e]` says, and packs the log.
    void drop_oldest(const plain_list<std::uint32_t>& drop) {
        struct place {
            std::uint64_t offset;
            std::uint32_t e, row;
        };
        plain_list<place> places;
        places.reserve(versions_);
        for (std::uint32_t e = 0; e != entities_.size(); ++e)
            for (std::uint32_t r = drop[e]; r < entities_[e].count; ++r) places.push_back({offset_of(e, r), e, r});
        merge_sort(places, [](const place& a, const place& b) { return a.offset < b.offset; });

        byte_log packed;
        plain_list<std::uint64_t> moved(places.size());
        for (std::size_t i = 0; i != places.size(); ++i) {
            const place& p = places[i];
            const bool base = p.row == drop[p.e] && (drop[p.e] != 0 || entities_[p.e].dropped != 0);
            const std::byte* begin = log_.at(p.offset);
            const std::byte* end = values(p.e, p.row);
            if (!base) columns_of(p.e, p.row).each([&](std::size_t c) { end = columns_[c].operations->skip(end); });
            const auto size = static_cast<std::size_t>(end - begin);
            moved[i] = packed.append(size);
            if (size != 0) std::memcpy(packed.at(moved[i]), begin, size);
        }
        for (std::uint32_t e = 0; e != entities_.size(); ++e) // nothing below throws
            if (drop[e] != 0)
                for (std::uint32_t r = 0; r <= drop[e]; ++r) release_values(e, r);
        for (std::size_t i = 0; i != places.size(); ++i) {
            std::byte* r = entities_[places[i].e].rows + places[i].row * row_size_;
            store(r + 4, static_cast<std::uint32_t>(moved[i]));
            r[8] = static_cast<std::byte>(moved[i] >> 32);
        }
        log_.swap(packed);
        for (std::uint32_t e = 0; e != entities_.size(); ++e) {
            entity& one = entities_[e];
            if (drop[e] == 0) continue;
            std::memmove(one.rows, one.rows + drop[e] * row_size_, (one.count - drop[e]) * row_size_);
            one.count -= drop[e];
            one.dropped += drop[e];
            versions_ -= drop[e];
            if (one.skips != nullptr) rebuild_skips(e);
        }
    }

private:
    static constexpr std::size_t heads_per_block = 32;

    static void prefetch_line([[maybe_unused]] const void* at) {
#if defined(__GNUC__)
        __builtin_prefetch(at);
#endif
    }
    void prefetch_head(std::uint32_t e) const {
        const auto* at = static_cast<const std::byte*>(head(e));
        for (std::size_t i = 0; i < head_size_ && i < 512; i += 64) prefetch_line(at + i);
    }

    static constexpr std::size_t row_slack = 8; // a mask is read eight bytes at once
    static constexpr unsigned has_source = 8, has_time = 16;

    // A row: commit (4 bytes), offset of its values in the log (5), operation and flags (1), coarse time (4), a bit for
    // each column.
    static constexpr std::size_t row_header = 14;

    /// An instant in steps of 4.2 seconds, from the year 1684 to 2255; beyond, the nearest. It keeps the order of
    /// instants, so different coarse times decide which is earlier, and only equal ones need the exact time, which is
    /// further away.
    static std::uint32_t coarse(timestamp when) {
        const std::int64_t steps = (when.time_since_epoch().count() >> 22) + (std::int64_t{1} << 31);
        return steps < 0 ? 0 : steps > 0xffffffff ? 0xffffffffU : static_cast<std::uint32_t>(steps);
    }
    [[nodiscard]] std::uint32_t coarse_time(std::uint32_t e, std::uint32_t row) const {
        return load<std::uint32_t>(row_at(e, row) + 10);
    }
    /// Of how many rows, the first of n, this holds; of those behind them it does not. Which of the last few it is cannot be
    /// predicted, so they are counted without a branch.
    template <class F> static std::uint32_t first_rows(std::uint32_t n, F holds) {
        std::uint32_t low = 0, count = n;
        while (count > 16) {
            const std::uint32_t half = count / 2;
            if (holds(low + half - 1)) low += half;
            count -= half;
        }
        std::uint32_t more = 0;
        for (std::uint32_t i = 0; i != count; ++i) more += holds(low + i);
        return low + more;
    }
    [[nodiscard]] bool occurred_by(
        std::uint32_t e, std::uint32_t row, timestamp when, std::uint32_t coarse_when) const {
        const std::uint32_t own = coarse_time(e, row);
        return own != coarse_when ? own < coarse_when : occurred_on(e, row) <= when;
    }

    template <class N> static N load(const std::byte* at) {
        N n;
        std::memcpy(&n, at, sizeof n);
        return n;
    }
    template <class N> static std::byte* store(std::byte* at, N n) {
        std::memcpy(at, &n, sizeof n);
        return at + sizeof n;
    }
    static constexpr std::uint64_t swapped(std::uint64_t w) {
        std::uint64_t out = 0;
        for (int i = 0; i != 8; ++i) out = out << 8 | (w >> 8 * i & 0xff);
        return out;
    }

    [[nodiscard]] const std::byte* row_at(std::uint32_t e, std::uint32_t row) const {
        return entities_[e].rows + row * row_size_;
    }
    [[nodiscard]] unsigned flags(std::uint32_t e, std::uint32_t row) const {
        return static_cast<unsigned>(row_at(e, row)[9]);
    }
    [[nodiscard]] const std::byte* values(std::uint32_t e, std::uint32_t row) const {
        const unsigned f = flags(e, row);
        return log_.at(offset_of(e, row)) + ((f & has_source) != 0 ? 8 : 0) + ((f & has_time) != 0 ? 8 : 0);
    }
    /// Copies the old values of the open columns of a row out of the log.
    void read_columns(std::uint32_t e, std::uint32_t row, const mask& here, mask open, std::byte* out) const {
        const std::byte* at = values(e, row);
        for (std::size_t w = 0; w != Words; ++w)
            for (std::uint64_t left = here.words[w]; left != 0 && !open.empty(); left &= left - 1) {
                const std::size_t c = w * 64 + static_cast<std::size_t>(std::countr_zero(left));
                const head_column& col = columns_[c];
                at = open.contains(c) ? col.operations->get(at, out + col.offset) : col.operations->skip(at);
                open.erase(c);
            }
    }
    void release_values(std::uint32_t e, std::uint32_t row) noexcept {
        if (row == 0 && entities_[e].dropped != 0) return; // the oldest kept version of a pruned history: released then
        const std::byte* at = values(e, row);
        columns_of(e, row).each([&](std::size_t c) { at = columns_[c].operations->take(at, nullptr); });
    }

    void move_values(const mask& columns, const sources& from, std::byte* state, std::byte* at, std::uint64_t offset) {
        std::byte* const begin = at;
        mask moved;
        try {
            columns.each([&](std::size_t c) {
                const head_column& col = columns_[c];
                at = col.operations->put(at, state + col.offset);
                moved.insert(c);
                col.operations->assign(state + col.offset, from[static_cast<std::size_t>(col.source)] + col.from);
            });
        } catch (...) {
            const std::byte* back = begin;
            moved.each([&](std::size_t c) { back = columns_[c].operations->take(back, state + columns_[c].offset); });
            log_.cut(offset);
            throw;
        }
    }

    void grow_rows(entity& one) {
        const std::uint32_t capacity = one.capacity < 4 ? one.capacity + 2 : one.capacity + one.capacity / 4 + 1;
        auto* rows = static_cast<std::byte*>(::operator new(capacity * row_size_ + row_slack));
        if (one.count != 0) std::memcpy(rows, one.rows, one.count * row_size_);
        ::operator delete(std::exchange(one.rows, rows));
        one.capacity = capacity;
    }

    // ---- skip index: masks over 16, 256, 4096 … rows, for entities with more than 32

    [[nodiscard]] skip_levels* levels(std::uint32_t e) const { return static_cast<skip_levels*>(entities_[e].skips); }

    static void add_to_skips(skip_levels& all, std::uint32_t row, const mask& columns) {
        std::size_t block = row;
        for (std::size_t level = 0;; ++level) {
            block /= fan_out;
            if (level == all.count && block == 0) return;
            plain_list<mask>& masks = all.level[level];
            if (masks.size() <= block) masks.resize(block + 1);
            if (level == all.count) { // a new level begins with the union of the one below
                const plain_list<mask>& below = all.level[level - 1];
                for (std::size_t i = 0; i != fan_out && i != below.size(); ++i) masks[0] |= below[i];
                ++all.count;
            }
            masks[block] |= columns;
        }
    }
    /// The index of the first rows.
    [[nodiscard]] skip_levels* skips_of(const entity& one, std::uint32_t rows) const {
        auto* all = new skip_levels;
        try {
            for (std::uint32_t r = 0; r != rows; ++r) add_to_skips(*all, r, columns_in(one, r));
        } catch (...) {
            delete all;
            throw;
        }
        return all;
    }
    void prepare_skips(entity& one, std::uint32_t row, const mask& columns) {
        if (one.skips == nullptr) {
            if (row < 2 * fan_out) return;
            one.skips = skips_of(one, row);
        }
        // Should the record fail later, the mask says too much, which is harmless.
        add_to_skips(*static_cast<skip_levels*>(one.skips), row, columns);
    }
    [[nodiscard]] mask columns_in(const entity& one, std::uint32_t row) const {
        mask m;
        const std::byte* at = one.rows + row * row_size_ + row_header;
        if constexpr (Words == 1) { // eight bytes at once; what they hold beyond the row is cut off
            m.words[0] = load<std::uint64_t>(at);
            if constexpr (std::endian::native == std::endian::big) m.words[0] = swapped(m.words[0]);
            m.words[0] &= all_columns_;
        } else {
            std::memcpy(m.words.data(), at, row_size_ - row_header);
            if constexpr (std::endian::native == std::endian::big)
                for (std::uint64_t& w : m.words) w = swapped(w);
        }
        return m;
    }
    void rebuild_skips(std::uint32_t e) noexcept {
        delete levels(e);
        entities_[e].skips = nullptr;
        try {
            if (entities_[e].count > 2 * fan_out) entities_[e].skips = skips_of(entities_[e], entities_[e].count);
        } catch (...) { // without it only time is lost
        }
    }

    /// The first row from here on that changed a wanted column, or the number of rows.
    [[nodiscard]] std::uint32_t next_with(std::uint32_t e, std::uint32_t row, const mask& wanted) const {
        const std::uint32_t count = entities_[e].count;
        const skip_levels* all = levels(e);
        std::size_t level = 0; // 0: rows; k: blocks of fan_out^k rows
        std::size_t at = row;
        for (;;) {
            const std::size_t end = level == 0 ? count : all->level[level - 1].size();
            const bool up = all != nullptr && level < all->count;
            const std::size_t stop = up ? (at / fan_out + 1) * fan_out : end;
            for (; at < end && at < stop; ++at) {
                const mask here =
                    level == 0 ? columns_of(e, static_cast<std::uint32_t>(at)) : all->level[level - 1][at];
                if (!(here & wanted).empty()) break;
            }
            if (at >= end) return count;
            if (at == stop) {
                at /= fan_out;
                ++level;
                continue;
            }
            if (level == 0) return static_cast<std::uint32_t>(at);
            --level;
            at *= fan_out;
        }
    }

    const commit_log& commits_;
    plain_list<head_column> columns_;
    std::size_t head_size_ = 0, head_alignment_ = 1, row_size_ = 0;
    std::uint64_t all_columns_ = 0; // of the last word
    void (*destroy_head_)(void*) = nullptr;
    block_list<entity, 64> entities_;
    plain_list<std::byte*> heads_;
    hash_index index_;
    mutable plain_list<std::uint32_t> order_; // a cache, made when it is asked for
    byte_log log_;
    std::size_t versions_ = 0;
    bool own_times_ = false; // some version has another time than its commit
};

} // namespace yore::detail::memory

#endif
