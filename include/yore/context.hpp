// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_CONTEXT_HPP
#define YORE_CONTEXT_HPP

#include <yore/timestamp.hpp>

#include <concepts>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace yore {

/// Who did it: an id and, where known, a name for people; kept by value, so it outlives any user table.
struct actor {
    std::string id;
    std::optional<std::string> name{};

    actor() = default;
    template <class Text>
        requires(std::convertible_to<Text, std::string> && !std::same_as<std::remove_cvref_t<Text>, actor>)
    actor(Text&& id_text) : id(std::forward<Text>(id_text)) {}
    actor(std::string id_text, std::string display_name) : id(std::move(id_text)), name(std::move(display_name)) {}

    friend bool operator==(const actor&, const actor&) = default;
};

/// The request that a change came with.
struct request {
    std::optional<std::string> id{};
    std::optional<std::string> method{};
    std::optional<std::string> path{};
    std::optional<std::string> route{};
    std::optional<std::string> user_agent{};
    std::optional<std::string> remote_address{};

    friend bool operator==(const request&, const request&) = default;
};

/// Who, why, from where and when; every member optional. An inner scope overrides only what it sets.
struct context {
    std::optional<yore::actor> actor{};
    std::optional<std::string> reason{};
    std::optional<std::string> correlation_id{};
    std::optional<std::string> entry_point{}; ///< "http", "command", "task", …
    std::optional<yore::request> request{};
    std::map<std::string, std::string> extra{}; ///< merged key by key
    std::optional<timestamp> occurred_on{};     ///< else the clock, read when record() is called

    friend bool operator==(const context&, const context&) = default;
};

namespace detail {

/// The innermost context of this thread; null where there is none.
inline constinit thread_local const context* current = nullptr;
inline constinit thread_local std::size_t muted_depth = 0;
template <class T> inline constinit thread_local std::size_t muted_depth_for = 0;

[[nodiscard]] inline bool is_muted(std::size_t depth_for_model) { return muted_depth != 0 || depth_for_model != 0; }

template <class V> void override_with(std::optional<V>& outer, std::optional<V>&& inner) {
    if (inner) outer = std::move(inner);
}

inline context merged(context outer, context&& inner) {
    override_with(outer.actor, std::move(inner.actor));
    override_with(outer.reason, std::move(inner.reason));
    override_with(outer.correlation_id, std::move(inner.correlation_id));
    override_with(outer.entry_point, std::move(inner.entry_point));
    override_with(outer.occurred_on, std::move(inner.occurred_on));
    if (inner.request) {
        if (!outer.request) outer.request.emplace();
        override_with(outer.request->id, std::move(inner.request->id));
        override_with(outer.request->method, std::move(inner.request->method));
        override_with(outer.request->path, std::move(inner.request->path));
        override_with(outer.request->route, std::move(inner.request->route));
        override_with(outer.request->user_agent, std::move(inner.request->user_agent));
        override_with(outer.request->remote_address, std::move(inner.request->remote_address));
    }
    inner.extra.merge(outer.extra); // what the inner one has stays
    outer.extra.swap(inner.extra);
    return outer;
}

} // namespace detail

/// The context in force in this thread, by value: capture it here, open a scope with it in another thread.
[[nodiscard]] inline context current_context() { return detail::current != nullptr ? *detail::current : context{}; }

/// Puts a context in force in this thread until it is destroyed; scopes nest, exceptions unwind them.
class [[nodiscard]] scope {
public:
    [[nodiscard("yore: a scope without a name ends at once; give it one")]]
    explicit scope(context inner)
        : merged_(detail::current != nullptr ? detail::merged(*detail::current, std::move(inner)) : std::move(inner)) {
        detail::current = &merged_;
    }
    /// An empty reason leaves the outer one in force.
    [[nodiscard("yore: a scope without a name ends at once; give it one")]]
    explicit scope(yore::actor who, std::string reason = {})
        : scope(from(std::move(who), std::move(reason))) {}

    scope(const scope&) = delete;
    scope& operator=(const scope&) = delete;
    ~scope() { detail::current = outer_; }

private:
    static context from(yore::actor&& who, std::string&& reason) {
        context c;
        c.actor = std::move(who);
        if (!reason.empty()) c.reason = std::move(reason);
        return c;
    }

    const context* outer_ = detail::current;
    context merged_;
};

/// While one is alive, nothing is recorded in this thread.
class [[nodiscard]] muted {
public:
    [[nodiscard("yore: a muted without a name ends at once; give it one")]] muted() { ++detail::muted_depth; }
    muted(const muted&) = delete;
    muted& operator=(const muted&) = delete;
    ~muted() { --detail::muted_depth; }
};

/// The same for one model.
template <class T> class [[nodiscard]] muted_for {
public:
    [[nodiscard("yore: a muted_for without a name ends at once; give it one")]] muted_for() {
        ++detail::muted_depth_for<T>;
    }
    muted_for(const muted_for&) = delete;
    muted_for& operator=(const muted_for&) = delete;
    ~muted_for() { --detail::muted_depth_for<T>; }
};

} // namespace yore

#endif
