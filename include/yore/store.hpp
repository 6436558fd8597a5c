// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_STORE_HPP
#define YORE_STORE_HPP

#include <yore/blame.hpp>
#include <yore/detail/audit_fields.hpp>
#include <yore/error.hpp>
#include <yore/hooks.hpp>
#include <yore/snapshot.hpp>
#include <yore/version.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace yore {

/// What every store does whatever the model. A store also has `template <class T> detail::model_table<T>& open()`.
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

/// What is to be recorded: the arguments of `record`, `remove`, `restore`, `revert` and `undo`.
template <class T> struct write_request {
    enum class what { record, remove, restore, revert, undo };
    using audit = std::conditional_t<is_audited<T>, typename audit_source<T>::type, char>;

    what kind{};
    const T* state = nullptr;           // record
    const key_of<T>* key = nullptr;     // all others
    target to{};                        // revert
    field_set<T> only = field_set<T>::all(); // revert
    version_number undone = 0;          // undo
    record_options options{};
    audit* stamped = nullptr;           // receives the stored audit fields, unless muted
};

/// One model in one store: what a store implements for each model, and all that a history asks of it.
/// One instantiation per model and store; a history makes one call here per operation.
template <class T, class Engine = engine_tag<T>> class model_table {
public:
    model_table() : before_(new hook_list), after_(new hook_list) {}
    model_table(const model_table&) = delete;
    model_table& operator=(const model_table&) = delete;
    virtual ~model_table() {
        before_->release();
        after_->release();
    }

    virtual receipt<T> write(const write_request<T>&) = 0;

    /// The state at a version or an instant; nothing before creation and while deleted. No target: the latest.
    virtual std::optional<T> state(const key_of<T>&, const target*) const = 0;
    /// The state that a version number stands for, of a deletion the last one.
    virtual T state_of(const key_of<T>&, version_number) const = 0;
    /// What `revert` would record.
    virtual T preview(const key_of<T>&, const target&) const = 0;
    /// Versions first to last that exist, oldest first.
    virtual std::vector<version<T>> versions(const key_of<T>&, version_number first, version_number last) const = 0;
    virtual std::vector<version<T>> find(const filter<T>&) const = 0;
    virtual std::vector<blame_entry> blame(const key_of<T>&) const = 0;
    virtual std::vector<key_of<T>> deleted() const = 0;
    virtual std::vector<T> snapshot(timestamp) const = 0;
    virtual snapshot_diff<T> between(timestamp from, timestamp to) const = 0;
    /// The redacted fields whose digests differ between two versions.
    virtual field_set<T> redacted_changes(const key_of<T>&, version_number, version_number) const = 0;
    virtual stats statistics() const = 0;
    virtual prune_report prune(const retention&, dry_run) = 0;
    /// The store that holds it, for transactions.
    virtual store_interface& owner() const = 0;

    [[nodiscard]] hook_list& before() const noexcept { return *before_; }
    [[nodiscard]] hook_list& after() const noexcept { return *after_; }

private:
    hook_list* before_;
    hook_list* after_;
};

} // namespace detail

/// A place where histories are kept: memory, a database, or something that wraps one of them.
template <class S>
concept store = std::derived_from<S, store_interface>;

/// Several histories, one commit, all or nothing. Histories on the same store and thread join it and see what it records;
/// other threads do not see it, their reads never wait for it, their writes do. Destroyed without `commit()` it rolls back.
/// Nested: a savepoint of the outer one. Its context is that of its first record.
/// Requires: it is destroyed by the thread that made it, innermost first.
class [[nodiscard]] transaction {
public:
    template <store S> explicit transaction(S& s) : store_(&s) { store_->begin(); }
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

namespace detail {

/// A transaction of the store behind a table.
template <class T> class one_commit {
public:
    explicit one_commit(const model_table<T>& table) : store_(&table.owner()) { store_->begin(); }
    one_commit(const one_commit&) = delete;
    one_commit& operator=(const one_commit&) = delete;
    ~one_commit() {
        if (store_ != nullptr) store_->roll_back();
    }
    void commit() { std::exchange(store_, nullptr)->commit(); }

private:
    store_interface* store_;
};

} // namespace detail

/// For imports: many commits, made durable together every n commits and at the end; each stays a commit of its own.
class [[nodiscard]] batch {
public:
    template <store S> explicit batch(S& s, std::size_t commits = 1000) : store_(&s) { store_->begin_batch(commits); }
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
