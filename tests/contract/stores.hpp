// SPDX-License-Identifier: BSL-1.0
/// The stores that the contract tests run against: one fixture type for each, all of them named in `stores`.
#ifndef YORE_TESTS_CONTRACT_STORES_HPP
#define YORE_TESTS_CONTRACT_STORES_HPP

#include "catch.hpp"

#include <tuple>

#include <yore/store/memory.hpp>
#include <yore/yore.hpp>

namespace contract {

/// Opens memory stores; a fixture gives an empty store, the same one at each call, that lives as long as the fixture.
struct memory_fixture {
    [[nodiscard]] yore::memory::store& open() { return store_; }

private:
    yore::memory::store store_;
};

/// Every store under test: a new store is one more fixture here.
using stores = std::tuple<memory_fixture>;

} // namespace contract

/// Defines a test whose body runs once for every store, `TestType` being the fixture.
#define STORE_TEST(sentence, tags) TEMPLATE_LIST_TEST_CASE(sentence, tags, contract::stores)

#endif
