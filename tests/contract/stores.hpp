// SPDX-License-Identifier: BSL-1.0
/// The stores that the contract tests run against: one fixture type for each, all of them named in `stores`.
#ifndef YORE_TESTS_CONTRACT_STORES_HPP
#define YORE_TESTS_CONTRACT_STORES_HPP

#include "catch.hpp"

#include <tuple>

#include <yore/store/memory.hpp>
#include <yore/yore.hpp>

#ifdef YORE_CONTRACT_SQLITE
#include <cstdlib>
#include <filesystem>
#include <string>

#include <yore/store/sqlite.hpp>
#endif

namespace contract {

/// Opens memory stores; a fixture gives an empty store, the same one at each call, that lives as long as the fixture.
/// `reads_wait`: for the transactions of other threads.
struct memory_fixture {
    static constexpr bool reads_wait = false;
    [[nodiscard]] yore::memory::store& open() { return store_; }

private:
    yore::memory::store store_;
};

#ifdef YORE_CONTRACT_SQLITE
/// A file of its own in a temporary folder, away again when the fixture is.
struct sqlite_file_fixture {
    static constexpr bool reads_wait = false;
    [[nodiscard]] yore::sqlite::store& open() { return store_; }

private:
    struct folder {
        folder() {
            std::string name = (std::filesystem::temp_directory_path() / "yore_XXXXXX").string();
            if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder can be made");
            path = name;
        }
        ~folder() { std::filesystem::remove_all(path); }
        std::filesystem::path path;
    } folder_;
    yore::sqlite::store store_{
        (folder_.path / "history.db").string(), {.durability = yore::sqlite::durability::off, .full_row_every = 7}};
};

/// The same in memory, where there is no log that others could read beside a transaction; and nothing is kept at hand.
struct sqlite_memory_fixture {
    static constexpr bool reads_wait = true;
    [[nodiscard]] yore::sqlite::store& open() { return store_; }

private:
    yore::sqlite::store store_{":memory:", {.cached_entities = 0}};
};

using stores = std::tuple<sqlite_file_fixture, sqlite_memory_fixture>;
#else
/// The stores under test; each kind is a program of its own, since the tests are a template over them.
using stores = std::tuple<memory_fixture>;
#endif

} // namespace contract

/// Defines a test whose body runs once for every store, `TestType` being the fixture.
#define STORE_TEST(sentence, tags) TEMPLATE_LIST_TEST_CASE(sentence, tags, contract::stores)

#endif
