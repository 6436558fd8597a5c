// SPDX-License-Identifier: BSL-1.0
#include <yore/detail/plain_list.hpp>

#include "catch.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace {

struct plain_pair {
    std::uint32_t a = 7;
    std::uint8_t b = 0;
    friend bool operator==(const plain_pair&, const plain_pair&) = default;
};

using pair_list = yore::detail::plain_list<plain_pair>;

std::vector<plain_pair> pairs_in(const pair_list& l) { return {l.begin(), l.end()}; }

} // namespace

TEST_CASE("a plain list keeps its values in order as it grows and shrinks") {
    pair_list l;
    std::vector<plain_pair> expected;
    CHECK(l.empty());
    for (std::uint32_t i = 0; i != 1000; ++i) {
        l.push_back({i, 1});
        expected.push_back({i, 1});
    }
    CHECK(pairs_in(l) == expected);
    CHECK(l.capacity() >= l.size());
    l.back().b = 2;
    l[3].b = 4;
    expected.back().b = 2;
    expected[3].b = 4;
    CHECK(pairs_in(l) == expected);
    l.pop_back();
    expected.pop_back();
    CHECK(pairs_in(l) == expected);
    l.clear();
    CHECK(l.empty());
}

TEST_CASE("a plain list may be given a value of its own") {
    pair_list l;
    l.push_back({1, 1});
    for (int i = 0; i != 100; ++i) l.push_back(l[0]);
    CHECK(pairs_in(l) == std::vector<plain_pair>(101, plain_pair{1, 1}));
}

TEST_CASE("a plain list is filled with a value, by default with that of a new one") {
    pair_list l(2);
    l.resize(4, {8, 8});
    CHECK(pairs_in(l) == std::vector<plain_pair>{{7, 0}, {7, 0}, {8, 8}, {8, 8}});
    l.resize(1);
    l.reserve(100);
    CHECK(pairs_in(l) == std::vector<plain_pair>{{7, 0}});
    CHECK(l.capacity() >= 100);
}

TEST_CASE("copies of a plain list share nothing, and one that was moved from is empty") {
    pair_list l(3);
    pair_list copy = l;
    copy[0].a = 1;
    CHECK(l[0].a == 7);
    pair_list moved = std::move(copy);
    CHECK(copy.empty()); // NOLINT(bugprone-use-after-move): it is what is tested
    CHECK(moved[0].a == 1);
    CHECK(moved.size() == 3);
    moved = pair_list();
    CHECK(moved.empty());
    moved = l;
    l.swap(copy);
    CHECK(l.empty());
    CHECK(pairs_in(copy) == pairs_in(moved));
}
