// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MEMORY_COMMIT_LOG_HPP
#define YORE_DETAIL_MEMORY_COMMIT_LOG_HPP

#include <yore/commit.hpp>
#include <yore/detail/memory/byte_log.hpp>
#include <yore/detail/memory/hash_index.hpp>
#include <yore/detail/plain_list.hpp>
#include <yore/error.hpp>

#include <array>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace yore::detail::memory {

/// Every text once, by number; 0 stands for no text. A template only so that it costs nothing where it is not used.
template <class = void> class basic_text_pool {
public:
    std::uint32_t number_of(std::string_view text) {
        const std::uint64_t hash = hash_of(text);
        std::uint32_t found = index_.find(hash, [&](std::uint32_t n) { return this->text(n) == text; });
        if (found != no_number) return found;
        if (text.size() > 0xffffffffU) throw error("yore: a text of the context is longer than 4 GiB; shorten it");
        index_.reserve_one([&](std::uint32_t n) { return hash_of(this->text(n)); });
        const std::uint64_t offset = bytes_.append(sizeof(std::uint32_t) + text.size());
        const auto size = static_cast<std::uint32_t>(text.size());
        std::memcpy(bytes_.at(offset), &size, sizeof size);
        if (size != 0) std::memcpy(bytes_.at(offset) + sizeof size, text.data(), size);
        offsets_.push_back(offset);
        const auto number = static_cast<std::uint32_t>(offsets_.size());
        index_.insert(hash, number);
        return number;
    }
    std::uint32_t number_of(const std::optional<std::string>& text) {
        return text ? number_of(std::string_view(*text)) : 0;
    }

    /// The number of a text that may not be there; `no_number` then.
    [[nodiscard]] std::uint32_t find(std::string_view text) const {
        return index_.find(hash_of(text), [&](std::uint32_t n) { return this->text(n) == text; });
    }
    [[nodiscard]] std::string_view text(std::uint32_t number) const {
        const std::byte* at = bytes_.at(offsets_[number - 1]);
        std::uint32_t size;
        std::memcpy(&size, at, sizeof size);
        return {reinterpret_cast<const char*>(at) + sizeof size, size};
    }
    [[nodiscard]] std::optional<std::string> optional_text(std::uint32_t number) const {
        if (number == 0) return {};
        return std::string(text(number));
    }
    [[nodiscard]] std::size_t bytes() const { return bytes_.bytes() + offsets_.bytes() + index_.bytes(); }

private:
    static std::uint64_t hash_of(std::string_view text) { return mixed(std::hash<std::string_view>{}(text)); }

    byte_log bytes_;
    block_list<std::uint64_t> offsets_;
    hash_index index_;
};

using text_pool = basic_text_pool<>;

/// Who, why and from where, each combination once; numbers of texts, 0 for none.
struct attribution {
    std::uint32_t actor = 0, name = 0, reason = 0, correlation_id = 0, entry_point = 0, request = 0, extra = 0;
    friend bool operator==(const attribution&, const attribution&) = default;
};

/// The commits of a store, 16 bytes each, and what they say about who and why, each once.
template <class = void> class basic_commit_log {
public:
    [[nodiscard]] std::uint32_t attribute(const context& c) {
        attribution a;
        if (c.actor) {
            a.actor = texts_.number_of(std::string_view(c.actor->id));
            a.name = texts_.number_of(c.actor->name);
        }
        a.reason = texts_.number_of(c.reason);
        a.correlation_id = texts_.number_of(c.correlation_id);
        a.entry_point = texts_.number_of(c.entry_point);
        if (c.request) {
            const request& r = *c.request;
            a.request = list_of({texts_.number_of(r.id), texts_.number_of(r.method), texts_.number_of(r.path),
                texts_.number_of(r.route), texts_.number_of(r.user_agent), texts_.number_of(r.remote_address)});
        }
        if (!c.extra.empty()) a.extra = list_of(c.extra);
        if (last_ < attributions_.size() && attributions_[last_] == a) return last_;
        const std::uint64_t hash = hash_of(a);
        last_ = index_.find(hash, [&](std::uint32_t n) { return attributions_[n] == a; });
        if (last_ != no_number) return last_;
        index_.reserve_one([&](std::uint32_t n) { return hash_of(attributions_[n]); });
        attributions_.push_back(a);
        last_ = static_cast<std::uint32_t>(attributions_.size() - 1);
        index_.insert(hash, last_);
        return last_;
    }

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }
    void append(timestamp occurred_on, std::uint32_t attribution_number) {
        if (rows_.size() >= no_number)
            throw error("yore: a memory store holds at most 4,294,967,295 commits; use another store");
        if (size() != 0 && occurred_on < this->occurred_on(size() - 1)) ordered_ = false;
        rows_.push_back({occurred_on.time_since_epoch().count(), attribution_number, 0});
    }
    /// True while no commit has an earlier time than the one before it.
    [[nodiscard]] bool ordered() const { return ordered_; }
    /// False where a commit may have a later time.
    [[nodiscard]] bool none_after(timestamp when) const {
        return size() == 0 || (ordered_ && occurred_on(size() - 1) <= when);
    }
    /// How many commits have occurred by then. Requires: ordered().
    [[nodiscard]] std::uint32_t occurred_by(timestamp when) const {
        std::uint32_t low = 0, high = size();
        while (low != high) {
            const std::uint32_t middle = low + (high - low) / 2;
            if (occurred_on(middle) <= when) low = middle + 1;
            else high = middle;
        }
        return low;
    }
    void pop() {
        if (!late_.empty() && late_.back().commit == size() - 1) late_.pop_back();
        rows_.pop_back();
    }
    /// Of the latest commit. The difference is kept in microseconds; one of more than an hour stands in a list of its
    /// own.
    void set_recorded_on(std::uint32_t commit, timestamp when) {
        const std::int64_t occurred = rows_[commit].occurred_on, recorded = when.time_since_epoch().count();
        const std::uint64_t after = static_cast<std::uint64_t>(recorded) - static_cast<std::uint64_t>(occurred);
        if (recorded >= occurred && after < no_number) rows_[commit].recorded_after = static_cast<std::uint32_t>(after);
        else {
            if (late_.empty() || late_.back().commit != commit) late_.push_back({commit, when});
            else late_.back().when = when;
            rows_[commit].recorded_after = no_number;
        }
    }

    [[nodiscard]] timestamp occurred_on(std::uint32_t commit) const {
        return timestamp(std::chrono::microseconds(rows_[commit].occurred_on));
    }
    [[nodiscard]] const attribution& attribution_of(std::uint32_t commit) const {
        return attributions_[rows_[commit].attribution];
    }
    [[nodiscard]] const text_pool& texts() const { return texts_; }

    [[nodiscard]] yore::commit read(std::uint32_t number) const {
        yore::commit out;
        out.id = std::uint64_t{number} + 1;
        out.occurred_on = occurred_on(number);
        out.recorded_on = recorded_on(number);
        const attribution& a = attribution_of(number);
        if (a.actor != 0) {
            out.actor.emplace(std::string(texts_.text(a.actor)));
            out.actor->name = texts_.optional_text(a.name);
        }
        out.reason = texts_.optional_text(a.reason);
        out.correlation_id = texts_.optional_text(a.correlation_id);
        out.entry_point = texts_.optional_text(a.entry_point);
        if (a.request != 0) {
            out.request =
                request{texts_.optional_text(in_list(a.request, 0)), texts_.optional_text(in_list(a.request, 1)),
                    texts_.optional_text(in_list(a.request, 2)), texts_.optional_text(in_list(a.request, 3)),
                    texts_.optional_text(in_list(a.request, 4)), texts_.optional_text(in_list(a.request, 5))};
        }
        if (a.extra != 0)
            for (std::size_t i = 0; i != texts_.text(a.extra).size() / sizeof(std::uint32_t); i += 2)
                out.extra.emplace(texts_.text(in_list(a.extra, i)), texts_.text(in_list(a.extra, i + 1)));
        return out;
    }

    [[nodiscard]] std::size_t bytes() const {
        return rows_.bytes() + attributions_.bytes() + index_.bytes() + texts_.bytes() +
               late_.capacity() * sizeof(late);
    }

private:
    struct late {
        std::uint32_t commit;
        timestamp when;
    };
    struct row {
        std::int64_t occurred_on; // microseconds
        std::uint32_t attribution;
        std::uint32_t recorded_after; // microseconds; no_number: see late_
    };

    static std::uint64_t hash_of(const attribution& a) {
        std::uint64_t h = mixed(std::uint64_t{a.actor} << 32 | a.reason);
        h = mixed(h ^ (std::uint64_t{a.correlation_id} << 32 | a.entry_point));
        return mixed(h ^ (std::uint64_t{a.request} << 32 | a.extra) ^ a.name);
    }
    /// A list of texts is itself kept as a text, of their numbers.
    template <std::size_t N> std::uint32_t list_of(const std::uint32_t (&numbers)[N]) {
        return texts_.number_of(std::string_view(reinterpret_cast<const char*>(numbers), sizeof numbers));
    }
    std::uint32_t list_of(const std::map<std::string, std::string>& pairs) {
        std::string numbers;
        auto add = [&](std::string_view text) {
            const std::uint32_t n = texts_.number_of(text);
            numbers.append(reinterpret_cast<const char*>(&n), sizeof n);
        };
        for (const auto& [key, text] : pairs) add(key), add(text);
        return texts_.number_of(std::string_view(numbers));
    }
    [[nodiscard]] std::uint32_t in_list(std::uint32_t list, std::size_t i) const {
        std::uint32_t n;
        std::memcpy(&n, texts_.text(list).data() + i * sizeof n, sizeof n);
        return n;
    }
    [[nodiscard]] timestamp recorded_on(std::uint32_t commit) const {
        const row& r = rows_[commit];
        if (r.recorded_after == no_number) return late_time(commit);
        return timestamp(std::chrono::microseconds(r.occurred_on + r.recorded_after));
    }

    [[nodiscard]] timestamp late_time(std::uint32_t commit) const {
        std::size_t low = 0, high = late_.size();
        while (low + 1 < high) {
            const std::size_t middle = low + (high - low) / 2;
            (late_[middle].commit <= commit ? low : high) = middle;
        }
        return late_[low].when;
    }

    text_pool texts_;
    block_list<attribution, 64> attributions_;
    hash_index index_;
    std::uint32_t last_ = no_number;
    block_list<row> rows_;
    plain_list<late> late_; // by commit
    bool ordered_ = true;
};

using commit_log = basic_commit_log<>;

} // namespace yore::detail::memory

#endif
