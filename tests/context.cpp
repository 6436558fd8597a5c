// SPDX-License-Identifier: BSL-1.0
#include <yore/context.hpp>

#include "allocations.hpp"
#include "catch.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace contexts {

using yore::context;
using yore::current_context;
using yore::scope;
using texts = std::map<std::string, std::string>;

constexpr yore::timestamp at(int seconds) { return yore::timestamp{std::chrono::seconds{seconds}}; }

/// Every member set, each text with a mark of its own.
context everything(const std::string& mark, int seconds) {
    return {.actor = yore::actor{"id " + mark, "name " + mark},
        .reason = "reason " + mark,
        .correlation_id = "correlation " + mark,
        .entry_point = "entry " + mark,
        .request = yore::request{.id = "request " + mark,
            .method = "method " + mark,
            .path = "path " + mark,
            .route = "route " + mark,
            .user_agent = "agent " + mark,
            .remote_address = "address " + mark},
        .extra = {{"key", mark}},
        .occurred_on = at(seconds)};
}

TEST_CASE("without a scope the context says nothing, and to read it allocates nothing") {
    CHECK(current_context() == context{});
    CHECK(allocations::made_by([] { (void)current_context(); }).made == 0);
}

TEST_CASE("a scope puts its context in force until it ends") {
    {
        const scope here{everything("a", 1)};
        CHECK(current_context() == everything("a", 1));
    }
    CHECK(current_context() == context{});
}

TEST_CASE("an inner scope that sets everything hides the outer one while it lasts") {
    const scope outer{everything("a", 1)};
    {
        const scope inner{everything("b", 2)};
        CHECK(current_context() == everything("b", 2));
    }
    CHECK(current_context() == everything("a", 1));
}

TEST_CASE("an inner scope that sets nothing changes nothing") {
    const scope outer{everything("a", 1)};
    const scope inner{context{}};
    CHECK(current_context() == everything("a", 1));
}

TEST_CASE("an inner scope overrides only what it sets") {
    const scope outer{everything("a", 1)};
    const auto inside = [](context inner) {
        const scope here{std::move(inner)};
        return current_context();
    };
    const auto expected = [](auto change) {
        context c = everything("a", 1);
        change(c);
        return c;
    };
    CHECK(inside({.actor = "b"}) == expected([](context& c) { c.actor = "b"; }));
    CHECK(inside({.reason = "b"}) == expected([](context& c) { c.reason = "b"; }));
    CHECK(inside({.correlation_id = "b"}) == expected([](context& c) { c.correlation_id = "b"; }));
    CHECK(inside({.entry_point = "b"}) == expected([](context& c) { c.entry_point = "b"; }));
    CHECK(inside({.occurred_on = at(2)}) == expected([](context& c) { c.occurred_on = at(2); }));
    CHECK(current_context() == everything("a", 1));
}

TEST_CASE("what scopes of several depths set is in force together") {
    const scope first{{.actor = "ana"}};
    const scope second{{.reason = "cleaned", .extra = {{"tool", "brush"}}}};
    const scope third{{.extra = {{"floor", "1"}}}};
    const context together{.actor = "ana", .reason = "cleaned", .extra = {{"floor", "1"}, {"tool", "brush"}}};
    CHECK(current_context() == together);
}

TEST_CASE("a request is merged member by member") {
    const scope outer{{.request = yore::request{.id = "r-1", .method = "PUT", .path = "/1"}}};
    {
        const scope inner{{.request = yore::request{.path = "/2", .remote_address = "::1"}}};
        const yore::request merged{.id = "r-1", .method = "PUT", .path = "/2", .remote_address = "::1"};
        CHECK(current_context().request == merged);
        const scope empty{{.request = yore::request{}}};
        CHECK(current_context().request == merged);
    }
    CHECK(current_context().request == yore::request{.id = "r-1", .method = "PUT", .path = "/1"});
}

TEST_CASE("a request can come with an inner scope only") {
    const scope outer{"ana"};
    {
        const scope inner{{.request = yore::request{.id = "r-1"}}};
        CHECK(current_context().request == yore::request{.id = "r-1"});
        CHECK(current_context().actor == yore::actor{"ana"});
    }
    CHECK_FALSE(current_context().request);
}

TEST_CASE("extra is merged key by key, and a value can be overridden by an empty one") {
    const scope outer{{.extra = {{"a", "1"}, {"b", "2"}}}};
    {
        const scope inner{{.extra = {{"b", ""}, {"c", "3"}}}};
        CHECK(current_context().extra == texts{{"a", "1"}, {"b", ""}, {"c", "3"}});
    }
    CHECK(current_context().extra == texts{{"a", "1"}, {"b", "2"}});
}

TEST_CASE("a text that is set to be empty overrides the outer one") {
    const scope outer{everything("a", 1)};
    const scope inner{{.actor = "", .reason = "", .request = yore::request{.method = ""}}};
    CHECK(current_context().actor == yore::actor{""});
    CHECK(current_context().reason == "");
    CHECK(current_context().request->method == "");
    CHECK(current_context().request->path == "path a");
}

TEST_CASE("the short form sets the actor, and the reason unless it is empty") {
    const scope outer{"ana", "cleaned"};
    CHECK(current_context() == context{.actor = "ana", .reason = "cleaned"});
    const scope without{"bo"};
    CHECK(current_context() == context{.actor = "bo", .reason = "cleaned"});
    const scope empty{yore::actor{"cy", "Cyd"}, ""};
    CHECK(current_context() == context{.actor = yore::actor{"cy", "Cyd"}, .reason = "cleaned"});
}

TEST_CASE("the short form alone sets no reason at all") {
    const scope who{"ana"};
    CHECK_FALSE(current_context().reason);
}

// ---- actors

TEST_CASE("an actor is made from text, and from an id and a name") {
    const std::string id = "maria";
    CHECK(yore::actor{"maria"} == yore::actor{id});
    CHECK(yore::actor{"maria"}.id == "maria");
    CHECK_FALSE(yore::actor{"maria"}.name);
    CHECK(yore::actor{"maria", "Maria Cruz"}.name == "Maria Cruz");
    CHECK(yore::actor{"maria", ""}.name == "");
    CHECK(yore::actor{}.id.empty());
    static_assert(std::is_convertible_v<const char*, yore::actor>);
    static_assert(std::is_convertible_v<std::string, yore::actor>);
    static_assert(std::is_convertible_v<const std::string&, yore::actor>);
    static_assert(!std::is_convertible_v<int, yore::actor>);
}

TEST_CASE("actors are equal by id and name") {
    CHECK(yore::actor{"maria", "Maria"} == yore::actor{"maria", "Maria"});
    CHECK(yore::actor{"maria", "Maria"} != yore::actor{"maria"});
    CHECK(yore::actor{"maria", ""} != yore::actor{"maria"});
    CHECK(yore::actor{"maria"} != yore::actor{"igor"});
}

TEST_CASE("an actor keeps its texts by value") {
    std::string id = "maria";
    const yore::actor who{id};
    yore::actor changeable{"igor", "Igor"};
    const yore::actor copy{changeable};
    id = changeable.id = "changed later";
    CHECK(who.id == "maria");
    CHECK(copy == yore::actor{"igor", "Igor"});
}

TEST_CASE("an inner actor hides the name of the outer one, too") {
    const scope outer{yore::actor{"ana", "Ana Lima"}};
    const scope inner{"bo"};
    CHECK(current_context().actor == yore::actor{"bo"});
}

// ---- exceptions

TEST_CASE("an exception unwinds all scopes that it leaves") { // D50
    const scope outer{"ana", "outer"};
    try {
        const scope first{everything("b", 2)};
        const scope second{everything("c", 3)};
        throw std::runtime_error("out of both");
    } catch (const std::runtime_error&) {
        CHECK(current_context() == context{.actor = "ana", .reason = "outer"});
    }
    CHECK(current_context() == context{.actor = "ana", .reason = "outer"});
}

TEST_CASE("a scope that cannot be opened leaves the outer one in force, and nothing behind") {
    const scope outer{everything(std::string(100, 'a'), 1)};
    const context inner = everything(std::string(100, 'b'), 2);
    for (long successes = 0;; ++successes) {
        bool survived = false;
        const auto used = allocations::made_by(
            [&] { survived = allocations::survives(successes, [&] { const scope here{inner}; }); });
        REQUIRE(used.alive == 0);
        REQUIRE(current_context() == everything(std::string(100, 'a'), 1));
        if (survived) break;
    }
}

// ---- threads

template <class F> void in_another_thread(F&& f) { std::thread{std::forward<F>(f)}.join(); }

TEST_CASE("a scope is in force in its own thread only") {
    const scope here{"ana", "here"};
    context seen_first, seen_inside, seen_last;
    in_another_thread([&] {
        seen_first = current_context();
        {
            const scope there{"bo", "there"};
            seen_inside = current_context();
        }
        seen_last = current_context();
    });
    CHECK(seen_first == context{});
    CHECK(seen_inside == context{.actor = "bo", .reason = "there"});
    CHECK(seen_last == context{});
    CHECK(current_context() == context{.actor = "ana", .reason = "here"});
}

TEST_CASE("threads that nest scopes at the same time do not see each other") {
    std::vector<int> wrong(4);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i != wrong.size(); ++i)
        threads.emplace_back([&wrong, i] {
            const std::string me(50, static_cast<char>('a' + i));
            const scope outer{me};
            for (int round = 0; round != 500; ++round) {
                const scope inner{{.reason = std::to_string(round), .extra = {{me, me}}}};
                const context now = current_context();
                wrong[i] += now != context{.actor = me, .reason = std::to_string(round), .extra = {{me, me}}};
            }
            wrong[i] += current_context() != context{.actor = me};
        });
    for (std::thread& one : threads) one.join();
    CHECK(wrong == std::vector<int>(4));
}

TEST_CASE("a captured context goes by value to another thread, also after its scope has ended") {
    context captured;
    {
        const scope outer{everything("a", 1)};
        const scope inner{{.extra = {{"more", "text"}}}};
        captured = current_context();
    }
    context seen;
    in_another_thread([&seen, captured] {
        const scope same{captured};
        seen = current_context();
    });
    CHECK(seen == captured);
    CHECK(seen.extra == texts{{"key", "a"}, {"more", "text"}});
}

TEST_CASE("a captured context does not follow later scopes") {
    const scope outer{"ana"};
    const context captured = current_context();
    const scope inner{"bo", "later"};
    CHECK(captured == context{.actor = "ana"});
}

// ---- what does not compile

template <class T> constexpr bool stays = !std::is_copy_constructible_v<T> && !std::is_move_constructible_v<T> &&
                                          !std::is_copy_assignable_v<T> && !std::is_move_assignable_v<T>;

TEST_CASE("scopes and silence can be neither copied nor moved, and are opened explicitly") {
    STATIC_REQUIRE(stays<scope>);
    STATIC_REQUIRE(stays<yore::muted>);
    STATIC_REQUIRE(stays<yore::muted_for<int>>);
    STATIC_REQUIRE(!std::is_convertible_v<context, scope>);
    STATIC_REQUIRE(!std::is_convertible_v<yore::actor, scope>);
    STATIC_REQUIRE(std::is_copy_constructible_v<context>);
}

} // namespace contexts
