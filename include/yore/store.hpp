// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_STORE_HPP
#define YORE_STORE_HPP

#include <yore/blame.hpp>
#include <yore/detail/model.hpp>
#include <yore/detail/wide_set.hpp>
#include <yore/error.hpp>
#include <yore/hooks.hpp>
#include <yore/version.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace yore {

/// What every store does whatever the model. A store also has `template <class T> detail::model_table& open()`, which
/// makes the table of T when it is first asked for, and gives the same one ever after.
class store_interface {
public:
    store_interface() = default;
    store_interface(const store_interface&) = delete;
    store_interface& operator=(const store_interface&) = delete;
    virtual ~store_interface() = default;

    /// Begins a transaction of this thread, or a savepoint in the one it has.
    virtual void begin() = 0;
    /// Ends the innermost; the outermost makes everything durable, then `on_record` callbacks run.
    virtual void commit() = 0;
    virtual void roll_back() noexcept = 0;

    /// Commits of this thread need not be durable before `flush_batch`, which is due every so many of them.
    virtual void begin_batch(std::size_t commits) = 0;
    virtual void flush_batch() = 0;
    virtual void end_batch() = 0;
};

namespace detail {

/// What a version says besides its state.
struct version_facts {
    version_number number = 0;
    operation op{};
    wide_set changed{};
    yore::commit commit{};
    std::optional<version_number> source{};
};

/// What is to be recorded: the arguments of `record`, `remove`, `restore`, `revert`, `undo` and `adopt`.
struct write_request {
    enum class what { record, remove, restore, revert, undo, adopt };

    what kind{};
    const void* state = nullptr;            // record, adopt
    const void* key = nullptr;              // all others
    target to{};                            // revert
    wide_set only{};                        // revert: these fields
    version_number undone = 0;              // undo
    const version_facts* adopted = nullptr; // adopt
    record_options options{};
    void* stamped = nullptr;           // receives the stored audit fields, unless muted
    std::optional<timestamp> called{}; // when the call was made, where a transaction was begun for it since
};

/// A receipt of any model.
struct write_result {
    version_number number = 0;
    operation op{};
    wide_set changed{};
    std::uint64_t commit_id = 0;
    bool made = false;
};

/// Takes states: `add` makes a copy of one where the caller wants it and says where, so that the store can finish it.
struct state_sink {
    void* target;
    void* (*add)(void* target, const void* from);
    void (*expect)(void* target, std::size_t most) = nullptr; // at most so many will come
};
struct version_sink {
    void* target;
    void* (*add)(void* target, const void* from, version_facts&& facts);
    void (*expect)(void* target, std::size_t most) = nullptr; // at most so many will come
};
/// Takes pairs of states: `begin` makes copies of one state, null where a side is not wanted; `end` takes them,
/// finished.
struct pair_sink {
    void* target;
    void (*begin)(void* target, const void* from, bool want_before, bool want_after, void*& before, void*& after);
    void (*end)(void* target, const wide_set& redacted_differing);
};

/// A filter of any model.
struct any_filter {
    const void* key = nullptr;
    const std::string *actor = nullptr, *reason = nullptr, *correlation_id = nullptr;
    std::optional<timestamp> from{}, until{};
    std::span<const operation> operations{};
    wide_set changed{};
    std::size_t limit = 0;
    bool newest_first = true;
    bool has_cursor = false;
    std::uint64_t after_commit = 0;
    const void* after_key = nullptr;
    version_number after_number = 0;
};

/// Thrown by stores, caught by `history::undo`, which knows the names of the fields.
struct undo_blocked {
    version_number number;
    std::string entity;
    wide_set fields;
};

struct any_model; // what the concept of a store asks about

/// One model in one store: what a store implements, and all that a history asks of it; a history makes one call here
/// per operation.
class model_table {
    struct shared_hooks {
        hook_list& list = *new hook_list;
        shared_hooks() = default;
        shared_hooks(const shared_hooks&) = delete;
        shared_hooks& operator=(const shared_hooks&) = delete;
        ~shared_hooks() { list.release(); }
    };
    shared_hooks before_, after_;

public:
    explicit model_table(const model& of) : what(of) {}
    model_table(const model_table&) = delete;
    model_table& operator=(const model_table&) = delete;
    virtual ~model_table() = default;

    const model& what;
    hook_list& before = before_.list; // before_record
    hook_list& after = after_.list;   // on_record

    virtual write_result write(const write_request&, bool muted) = 0;

    /// The state at an instant; nothing before creation and while deleted. Null: the latest.
    virtual void state(const void* key, const timestamp* when, const state_sink&) const = 0;
    /// The states that two version numbers stand for, of a deletion the last one.
    virtual void states_of(const void* key, version_number from, version_number to, const pair_sink&) const = 0;
    /// What `revert`, `undo` or `restore` would record, and the state after it, with the audit fields of now.
    /// Throws: what `write` would, but for what depends on who asks and when.
    virtual write_result preview(const write_request&, const state_sink&) const = 0;
    /// Versions first to last that exist, newest first.
    virtual void versions(const void* key, version_number first, version_number last, const version_sink&) const = 0;
    virtual void find(const any_filter&, const version_sink&) const = 0;
    virtual std::vector<blame_entry> blame(const void* key) const = 0;
    virtual void deleted(const state_sink&) const = 0;
    virtual void snapshot(timestamp, const state_sink&) const = 0;
    virtual void between(timestamp from, timestamp to, const pair_sink&) const = 0;
    virtual stats statistics() const = 0;
    virtual prune_report prune(const retention&, dry_run) = 0;
    /// The store that holds it, for transactions.
    virtual store_interface& owner() const = 0;
};

} // namespace detail

/// A place where histories are kept: memory, a database, or something that wraps one of them.
template <class S>
concept store = std::derived_from<S, store_interface> && requires(S& s) {
    { s.template open<detail::any_model>() } -> std::same_as<detail::model_table&>;
};

/// Several histories, one commit, all or nothing. Histories on the same store and thread join it and see what it
/// records; other threads do not see it, their writes wait for it, and their reads do only where a store has one
/// connection (see `sqlite::store`). Destroyed without `commit()` it rolls back.
/// Nested: a savepoint of the outer one. Its context is that of its first record.
/// Requires: it is destroyed by the thread that made it, innermost first.
class [[nodiscard]] transaction {
public:
    [[nodiscard("yore: a transaction without a name ends at once; give it one")]]
    explicit transaction(store_interface& s)
        : store_(&s) {
        store_->begin();
    }
    transaction(const transaction&) = delete;
    transaction& operator=(const transaction&) = delete;
    ~transaction() {
        if (store_ != nullptr) store_->roll_back();
    }

    /// Makes it durable. Throws: `error` when it has been committed before; what an `on_record` callback threw.
    void commit() {
        if (store_ == nullptr) throw error("yore: this transaction has been committed already; begin a new one");
        std::exchange(store_, nullptr)->commit();
    }

private:
    store_interface* store_;
};

/// For imports: many commits, made durable together every n commits and at the end; each stays a commit of its own.
class [[nodiscard]] batch {
public:
    template <store S>
    [[nodiscard("yore: a batch without a name ends at once; give it one")]]
    explicit batch(S& s, std::size_t commits = 1000)
        : store_(&s) {
        store_->begin_batch(commits);
    }
    batch(const batch&) = delete;
    batch& operator=(const batch&) = delete;
    /// What is left becomes durable; call `flush()` before to hear of a failure.
    ~batch() {
        try {
            store_->end_batch();
        } catch (...) { // nobody can be told any more
        }
    }

    /// Makes durable what has been recorded. Throws: `store_error`.
    void flush() { store_->flush_batch(); }

private:
    store_interface* store_;
};

} // namespace yore

#endif
