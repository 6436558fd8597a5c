// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_HOOKS_HPP
#define YORE_HOOKS_HPP

#include <yore/detail/atomic_word.hpp>
#include <yore/detail/plain_list.hpp>

#include <cstddef>
#include <exception>
#include <mutex>
#include <utility>

namespace yore {

namespace detail {

struct version_facts;

/// One callback, counted by everybody who may still call it. It is given a state and the facts of its version.
struct callback {
    atomic_word<std::size_t> owners{1};
    bool (*call)(callback*, const void* state, const version_facts&) = nullptr;
    void (*destroy)(callback*) noexcept = nullptr;

    void release() noexcept {
        if (owners.decrement()) destroy(this);
    }
};

/// Callbacks of one model in one store. It lives as long as the store or a connection needs it.
template <class = void> class basic_hook_list {
public:
    void retain() noexcept { owners_.increment(); }
    void release() noexcept {
        if (owners_.decrement()) delete this;
    }

    [[nodiscard]] bool empty() const noexcept { return count_.load() == 0; }

    void add(callback* c) {
        std::lock_guard lock(mutex_);
        try {
            callbacks_.push_back(c);
        } catch (...) {
            c->release();
            throw;
        }
        count_.store(callbacks_.size());
    }
    void remove(callback* c) noexcept {
        {
            std::lock_guard lock(mutex_);
            std::size_t kept = 0;
            for (callback* one : callbacks_)
                if (one != c) callbacks_[kept++] = one;
            callbacks_.resize(kept);
            count_.store(kept);
        }
        c->release();
    }

    /// Asks until one says no. An exception of a callback passes through.
    [[nodiscard]] bool all_agree(const void* state, const version_facts& facts) const {
        called c(*this);
        for (callback* one : c.list)
            if (!one->call(one, state, facts)) return false;
        return true;
    }

    /// Tells everybody; the first exception is kept in `first`.
    void tell(const void* state, const version_facts& facts, std::exception_ptr& first) const {
        called c(*this);
        for (callback* one : c.list) {
            try {
                one->call(one, state, facts);
            } catch (...) {
                if (!first) first = std::current_exception();
            }
        }
    }

private:
    ~basic_hook_list() {
        for (callback* one : callbacks_) one->release();
    }

    /// The callbacks at one moment, so that none is called under the lock.
    struct called {
        plain_list<callback*> list;
        explicit called(const basic_hook_list& hooks) {
            std::lock_guard lock(hooks.mutex_);
            list = hooks.callbacks_;
            for (callback* one : list) one->owners.increment();
        }
        called(const called&) = delete;
        called& operator=(const called&) = delete;
        ~called() {
            for (callback* one : list) one->release();
        }
    };

    mutable std::mutex mutex_;
    plain_list<callback*> callbacks_;
    atomic_word<std::size_t> count_{0};
    atomic_word<std::size_t> owners_{1};
};

using hook_list = basic_hook_list<>;

} // namespace detail

/// Keeps a callback registered for as long as it lives. It may outlive the store.
class [[nodiscard]] connection {
public:
    connection() = default;
    connection(detail::hook_list& hooks, detail::callback* c) : hooks_(&hooks), callback_(c) {
        hooks.add(c);
        hooks.retain();
    }
    connection(connection&& other) noexcept
        : hooks_(std::exchange(other.hooks_, nullptr)), callback_(std::exchange(other.callback_, nullptr)) {}
    connection& operator=(connection&& other) noexcept {
        if (this != &other) {
            disconnect();
            hooks_ = std::exchange(other.hooks_, nullptr);
            callback_ = std::exchange(other.callback_, nullptr);
        }
        return *this;
    }
    ~connection() { disconnect(); }

    /// Unregisters now.
    void disconnect() noexcept {
        if (hooks_ == nullptr) return;
        hooks_->remove(callback_);
        std::exchange(hooks_, nullptr)->release();
    }

private:
    detail::hook_list* hooks_ = nullptr;
    detail::callback* callback_ = nullptr;
};

} // namespace yore

#endif
