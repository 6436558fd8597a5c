// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MEMORY_STORE_CORE_HPP
#define YORE_DETAIL_MEMORY_STORE_CORE_HPP

#include <yore/detail/atomic_word.hpp>
#include <yore/detail/clock.hpp>
#include <yore/detail/memory/commit_log.hpp>
#include <yore/detail/plain_list.hpp>
#include <yore/detail/siphash.hpp>
#include <yore/error.hpp>
#include <yore/store.hpp>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

namespace yore::detail::memory {

/// A table as its store sees it: what a transaction needs to take back and to tell.
class table_base {
public:
    virtual void pop(std::uint32_t entity) noexcept = 0;
    virtual void notify(const void* state, const version_facts&, std::exception_ptr& first) noexcept = 0; // on_record

protected:
    ~table_base() = default;
};

/// Identifies this thread while it lives.
inline thread_local char thread_identity = 0;

/// What all tables of a memory store share: commits, locks and the open transaction. `data` guards everything that is
/// kept; it is held for one operation, never for a transaction. `writer` is held by the thread that has a transaction
/// open, for as long as it is.
template <class = void> class basic_store_core {
public:
    explicit basic_store_core(const digest& key) : redaction_key(key) {}

    const digest redaction_key;
    commit_log commits;
    mutable std::shared_mutex data;
    std::size_t versions = 0; // of all tables

    // ---- transactions of this thread

    [[nodiscard]] bool mine() const { return owner_.load() == &thread_identity; }

    void begin() {
        if (!mine()) {
            writer_.lock();
            std::unique_lock lock(data);
            marks_.clear();
            owner_.store(&thread_identity);
        }
        try {
            marks_.push_back({journal_.size(), pending_.size(), has_commit_});
        } catch (...) {
            if (marks_.empty()) leave();
            throw;
        }
    }

    void commit() {
        if (marks_.size() > 1) {
            marks_.pop_back();
            return;
        }
        std::vector<pending> told;
        {
            std::unique_lock lock(data);
            if (has_commit_) {
                const timestamp now = recorded_on_ ? *recorded_on_ : clock_now();
                commits.set_recorded_on(commit_, now);
                for (pending& p : pending_) p.facts.commit.recorded_on = now;
            }
            told.swap(pending_);
            journal_.clear();
            has_commit_ = false;
        }
        leave();
        std::exception_ptr first;
        for (pending& p : told) p.table->notify(p.state.get(), p.facts, first);
        if (first) std::rethrow_exception(first);
    }

    void roll_back() noexcept {
        const mark to = marks_.back();
        {
            std::unique_lock lock(data);
            while (journal_.size() > to.journal) {
                journal_.back().table->pop(journal_.back().entity);
                journal_.pop_back();
                --versions;
            }
            if (has_commit_ && !to.had_commit) {
                commits.pop();
                has_commit_ = false;
            }
            while (pending_.size() > to.pending) pending_.pop_back();
        }
        marks_.pop_back();
        if (marks_.empty()) leave();
    }

    // ---- for tables, with `data` held

    /// Takes `data` for one operation of a writer; waits while another thread has a transaction open.
    /// Returns: true when it had to wait; then `called` says since when.
    [[nodiscard]] bool lock_for_write(timestamp& called) {
        if (data.try_lock()) {
            if (may_write()) return false;
            called = clock_now();
        } else {
            called = clock_now();
            data.lock();
            if (may_write()) return true;
        }
        do {
            data.unlock();
            {
                std::lock_guard wait(writer_);
            }
            data.lock();
        } while (!may_write());
        return true;
    }

    /// Commits from this number on are those of another thread's open transaction.
    [[nodiscard]] std::uint32_t commit_limit() const { return has_commit_ && !mine() ? commit_ : no_number; }

    /// The open transaction's commit, with the context of its first record.
    [[nodiscard]] bool has_commit() const { return has_commit_; }
    [[nodiscard]] std::uint32_t open_commit() const { return commit_; }
    [[nodiscard]] bool open_commit_is_explicit() const { return explicit_time_; }
    /// Of its context, what rules ask about: actor and reason.
    [[nodiscard]] const context& open_context() const { return context_; }

    /// Throws: `error` when a record in a transaction names another actor or another explicit time than the first.
    void check_same_context(const context* c) const {
        if (!has_commit_ || c == nullptr) return;
        const attribution& a = commits.attribution_of(commit_);
        if (c->actor && (a.actor == 0 || commits.texts().text(a.actor) != c->actor->id))
            throw error(
                "yore: this transaction was begun by " +
                (a.actor == 0 ? std::string("nobody in particular") : std::string(commits.texts().text(a.actor))) +
                " and cannot also record for " + c->actor->id + "; use one transaction for each actor");
        if (c->occurred_on && *c->occurred_on != commits.occurred_on(commit_))
            throw error("yore: this transaction occurred on " + to_rfc3339(commits.occurred_on(commit_)) +
                        " and cannot also record on " + to_rfc3339(*c->occurred_on) +
                        "; use one transaction for each time");
    }

    /// Appends a commit. In a transaction it becomes the transaction's.
    std::uint32_t add_commit(timestamp occurred_on, timestamp recorded_on, const context* c, bool explicit_time) {
        static const context nobody;
        if (c == nullptr) c = &nobody;
        const std::uint32_t who = commits.attribute(*c);
        if (mine()) {
            context_.actor = c->actor;
            context_.reason = c->reason;
        }
        const std::uint32_t number = commits.size();
        commits.append(occurred_on, who);
        try {
            commits.set_recorded_on(number, recorded_on);
        } catch (...) {
            commits.pop();
            throw;
        }
        if (mine()) {
            has_commit_ = true;
            commit_ = number;
            explicit_time_ = explicit_time;
            recorded_on_.reset();
        }
        return number;
    }
    /// Says when the open commit was recorded, in place of the clock.
    void tell_recorded_on(timestamp when) { recorded_on_ = when; }
    /// Takes back the commit that was just added.
    void drop_commit() noexcept {
        commits.pop();
        if (mine()) has_commit_ = false;
    }

    /// Makes room for `note` and `tell_later`, which then cannot fail.
    void reserve_note() {
        if (journal_.size() == journal_.capacity()) journal_.reserve(journal_.size() * 2 + 8);
        if (pending_.size() == pending_.capacity()) pending_.reserve(pending_.size() * 2 + 8);
    }
    /// A version made in the open transaction.
    void note(table_base& table, std::uint32_t entity) noexcept { journal_.push_back({&table, entity}); }
    /// What `on_record` will be given of it.
    void tell_later(table_base& table, state_copy&& state, version_facts&& facts) noexcept {
        pending_.push_back({&table, std::move(state), std::move(facts)});
    }

private:
    struct entry {
        table_base* table;
        std::uint32_t entity;
    };
    struct pending {
        table_base* table;
        state_copy state;
        version_facts facts;
    };
    struct mark {
        std::size_t journal, pending;
        bool had_commit;
    };

    [[nodiscard]] bool may_write() const {
        const void* owner = owner_.load();
        return owner == nullptr || owner == &thread_identity;
    }
    void leave() noexcept {
        {
            std::unique_lock lock(data);
            marks_.clear();
            owner_.store(nullptr);
        }
        writer_.unlock();
    }

    std::mutex writer_;
    atomic_word<const void*> owner_{nullptr}; // written with `data` held
    bool has_commit_ = false, explicit_time_ = false;
    std::uint32_t commit_ = 0;
    std::optional<timestamp> recorded_on_; // of the open commit, where it was told
    context context_;
    plain_list<mark> marks_;
    plain_list<entry> journal_;
    std::vector<pending> pending_;
};

using store_core = basic_store_core<>;

} // namespace yore::detail::memory

#endif
