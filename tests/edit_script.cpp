// SPDX-License-Identifier: BSL-1.0
#include <yore/edit_script.hpp>

#include "allocations.hpp"
#include "catch.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using yore::edit;
using yore::edit_kind;
using script = std::vector<edit>;

constexpr std::size_t default_limit = yore::edit_script_limit;
constexpr std::size_t default_move_limit = yore::edit_script_move_limit;

/// The same numbers on every platform: SplitMix64 (Steele, Lea and Flood 2014).
class random_numbers {
public:
    explicit random_numbers(std::uint64_t seed) : state_(seed) {}

    std::size_t below(std::size_t bound) {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return static_cast<std::size_t>((mixed ^ (mixed >> 31U)) % bound);
    }

    std::vector<int> sequence(std::size_t size, std::size_t values) {
        std::vector<int> numbers(size);
        for (int& number : numbers) number = static_cast<int>(below(values));
        return numbers;
    }

private:
    std::uint64_t state_;
};

template <class T> script script_of(const std::vector<T>& before, const std::vector<T>& after) {
    return yore::edit_script(
        before.size(), after.size(), [&](std::size_t i, std::size_t j) { return before[i] == after[j]; });
}

/// A script, and the number of comparisons it took.
struct counted {
    script edits;
    std::size_t comparisons = 0;
};

template <class T>
counted counted_script(const std::vector<T>& before, const std::vector<T>& after, std::size_t limit = default_limit,
    std::size_t move_limit = default_move_limit) {
    counted result;
    const auto compare = [&](std::size_t i, std::size_t j) {
        ++result.comparisons;
        return before.at(i) == after.at(j);
    };
    const auto call = [](const void* context, std::size_t i, std::size_t j) {
        return (*static_cast<const decltype(compare)*>(context))(i, j);
    };
    result.edits = yore::detail::make_edit_script({&compare, call}, before.size(), after.size(), limit, move_limit);
    return result;
}

bool has_from(const edit& step) { return step.kind != edit_kind::inserted; }
bool has_to(const edit& step) { return step.kind != edit_kind::removed; }

std::size_t count(const script& edits, edit_kind kind) {
    std::size_t number = 0;
    for (const edit& step : edits) number += step.kind == kind ? 1 : 0;
    return number;
}

std::size_t removed_and_inserted(const script& edits) {
    std::size_t number = 0;
    for (const edit& step : edits) number += (has_from(step) ? 1U : 0U) + (has_to(step) ? 1U : 0U);
    return number;
}

/// Applies a script as its documentation says; only the elements that an edit names are taken from `after`.
template <class T>
std::vector<T> applied(const script& edits, const std::vector<T>& before, const std::vector<T>& after) {
    std::vector<bool> gone(before.size());
    std::size_t arrived = 0;
    for (const edit& step : edits) {
        if (has_from(step)) gone.at(step.from) = true;
        if (has_to(step)) ++arrived;
    }
    std::vector<T> kept;
    for (std::size_t i = 0; i != before.size(); ++i)
        if (!gone[i]) kept.push_back(before[i]);

    std::vector<T> result(kept.size() + arrived);
    std::vector<bool> filled(result.size());
    for (const edit& step : edits) {
        if (!has_to(step)) continue;
        result.at(step.to) = step.kind == edit_kind::moved ? before.at(step.from) : after.at(step.to);
        filled.at(step.to) = true;
    }
    std::size_t next = 0;
    for (std::size_t j = 0; j != result.size(); ++j)
        if (!filled[j]) result[j] = kept.at(next++);
    return result;
}

/// The smallest index from `first` on that no edit names, or the size.
std::size_t next_kept(const std::vector<bool>& named, std::size_t first) {
    while (first < named.size() && named[first]) ++first;
    return first;
}

/// Whether a script keeps what its documentation promises, apart from its length.
template <class T> bool is_well_formed(const script& edits, const std::vector<T>& before, const std::vector<T>& after) {
    std::vector<bool> from(before.size());
    std::vector<bool> to(after.size());
    for (const edit& step : edits) {
        if (has_from(step) && (step.from >= before.size() || from[step.from])) return false;
        if (has_to(step) && (step.to >= after.size() || to[step.to])) return false;
        if (has_from(step)) from[step.from] = true;
        if (has_to(step)) to[step.to] = true;
        if (step.kind == edit_kind::moved && before[step.from] != after[step.to]) return false;
    }
    std::size_t from_bound = 0; // one more than the last `from` or `to`
    std::size_t to_bound = 0;
    for (const edit& step : edits) {
        const bool counts_from = has_from(step) && step.kind != edit_kind::moved;
        if (counts_from && step.from < from_bound) return false;
        if (has_to(step) && step.to < to_bound) return false;
        if (counts_from) from_bound = step.from + 1;
        if (has_to(step)) to_bound = step.to + 1;
        if (!has_from(step) && step.from != next_kept(from, step.from)) return false;
        if (!has_to(step) && step.to != next_kept(to, step.to)) return false;
    }
    return true;
}

/// Whether no element is both removed and inserted, so that every move was found.
template <class T> bool finds_all_moves(
    const script& edits, const std::vector<T>& before, const std::vector<T>& after) {
    for (const edit& left : edits)
        for (const edit& right : edits)
            if (left.kind != edit_kind::moved && right.kind != edit_kind::moved && has_from(left) && has_to(right) &&
                before[left.from] == after[right.to])
                return false;
    return true;
}

/// The number of elements of a longest common subsequence, by the table of all prefixes.
template <class T> std::size_t longest_common(const std::vector<T>& before, const std::vector<T>& after) {
    std::vector<std::size_t> row(after.size() + 1);
    for (const T& element : before) {
        std::size_t diagonal = 0;
        for (std::size_t j = 0; j != after.size(); ++j) {
            const std::size_t above = row[j + 1];
            if (element == after[j]) row[j + 1] = diagonal + 1;
            else if (row[j] > above) row[j + 1] = row[j];
            diagonal = above;
        }
    }
    return row[after.size()];
}

/// The comparisons that a script may cost, whatever the sequences are.
std::size_t comparison_bound(std::size_t elements, std::size_t limit, std::size_t move_limit) {
    return (4 * yore::detail::floor_sqrt(limit) + 12) * elements + move_limit;
}

std::vector<int> numbers(int first, std::size_t size) {
    std::vector<int> result(size);
    for (int& number : result) number = first++;
    return result;
}

std::vector<int> joined(std::initializer_list<std::vector<int>> parts) {
    std::vector<int> result;
    for (const std::vector<int>& part : parts) result.insert(result.end(), part.begin(), part.end());
    return result;
}

std::vector<char> letters(const char* text) {
    const std::string all{text};
    return {all.begin(), all.end()};
}

constexpr edit inserted(std::size_t from, std::size_t to) { return {edit_kind::inserted, from, to}; }
constexpr edit removed(std::size_t from, std::size_t to) { return {edit_kind::removed, from, to}; }
constexpr edit replaced(std::size_t from, std::size_t to) { return {edit_kind::replaced, from, to}; }
constexpr edit moved(std::size_t from, std::size_t to) { return {edit_kind::moved, from, to}; }

script script_of(const char* before, const char* after) { return script_of(letters(before), letters(after)); }

} // namespace

TEST_CASE("a kind of edit has a word") {
    CHECK(to_string(yore::edit_kind::inserted) == "inserted");
    CHECK(to_string(yore::edit_kind::removed) == "removed");
    CHECK(to_string(yore::edit_kind::replaced) == "replaced");
    CHECK(to_string(yore::edit_kind::moved) == "moved");
    CHECK(to_string(static_cast<yore::edit_kind>(9)) == "none");
}

TEST_CASE("equal sequences have an empty script", "[edit_script]") {
    CHECK(script_of("", "").empty());
    CHECK(script_of("a", "a").empty());
    CHECK(script_of("abcabc", "abcabc").empty());
}

TEST_CASE("from nothing everything is inserted, to nothing everything is removed", "[edit_script]") {
    CHECK(script_of("", "ab") == script{inserted(0, 0), inserted(0, 1)});
    CHECK(script_of("ab", "") == script{removed(0, 0), removed(1, 0)});
}

TEST_CASE("an element that took the place of another is replaced", "[edit_script]") {
    CHECK(script_of("abc", "axc") == script{replaced(1, 1)});
    CHECK(script_of("a", "b") == script{replaced(0, 0)});
    CHECK(script_of("abc", "xyz") == script{replaced(0, 0), replaced(1, 1), replaced(2, 2)});
}

TEST_CASE("what a replacement leaves over is inserted or removed", "[edit_script]") {
    CHECK(script_of("abc", "axyzc") == script{replaced(1, 1), inserted(2, 2), inserted(2, 3)});
    CHECK(script_of("axyzc", "abc") == script{replaced(1, 1), removed(2, 2), removed(3, 2)});
}

TEST_CASE("an insertion does not touch the elements behind it", "[edit_script]") {
    CHECK(script_of("bcdef", "abcdef") == script{inserted(0, 0)});
    CHECK(script_of("abcdef", "abcXdef") == script{inserted(3, 3)});
    CHECK(script_of("abc", "abcd") == script{inserted(3, 3)});
}

TEST_CASE("a removal does not touch the elements behind it", "[edit_script]") {
    CHECK(script_of("abcdef", "bcdef") == script{removed(0, 0)});
    CHECK(script_of("abcXdef", "abcdef") == script{removed(3, 3)});
    CHECK(script_of("abcd", "abc") == script{removed(3, 3)});
}

TEST_CASE("an element that comes back elsewhere is moved", "[edit_script]") {
    CHECK(script_of("abcde", "bcdea") == script{moved(0, 4)});
    CHECK(script_of("abcde", "eabcd") == script{moved(4, 0)});
    CHECK(script_of("abcdef", "aedcbf").size() == 3);
}

TEST_CASE("two elements that change places are one move", "[edit_script]") {
    const script edits = script_of("ab", "ba");
    REQUIRE(edits.size() == 1);
    CHECK(edits[0].kind == edit_kind::moved);
}

TEST_CASE("a move leaves its old place to the element that replaced it", "[edit_script]") {
    // x stands where a was, and a stands where z was; b and c stay.
    CHECK(script_of("abcz", "xbca") == script{inserted(1, 0), moved(0, 3), removed(3, 4)});
}

TEST_CASE("one of several equal elements is removed or inserted alone", "[edit_script]") {
    CHECK(script_of("aaaa", "aaa").size() == 1);
    CHECK(count(script_of("aaaa", "aaa"), edit_kind::removed) == 1);
    CHECK(count(script_of("abab", "ababab"), edit_kind::inserted) == 2);
    CHECK(script_of("aab", "abb").size() == 1);
}

TEST_CASE("repeated elements do not hide a replacement", "[edit_script]") {
    CHECK(script_of("aaaaaa", "aaxaya") == script{replaced(2, 2), replaced(4, 4)});
    CHECK(script_of("aaxaya", "aaaaaa") == script{replaced(2, 2), replaced(4, 4)});
    CHECK(script_of("aaaaaaaa", "axaayaza") == script{replaced(1, 1), replaced(4, 4), replaced(6, 6)});
    CHECK(script_of("ababab", "abxbyb") == script{replaced(2, 2), replaced(4, 4)});
}

TEST_CASE("what may be compared is up to the caller", "[edit_script]") {
    std::size_t calls = 0;
    auto counting = [calls](std::size_t i, std::size_t j) mutable { return ++calls != 0 && i == j; };
    CHECK(yore::edit_script(3, 3, counting).empty());
    CHECK(yore::edit_script(2, 3, [](std::size_t i, std::size_t j) { return i == j; }) == script{inserted(2, 2)});

    bool (*pointer)(std::size_t, std::size_t) = [](std::size_t, std::size_t) { return false; };
    CHECK(yore::edit_script(1, 1, pointer) == script{replaced(0, 0)});
    CHECK(yore::edit_script(1, 1, *pointer) == script{replaced(0, 0)});
}

TEST_CASE("what the comparison throws reaches the caller", "[edit_script]") {
    const auto throwing = [](std::size_t, std::size_t) -> bool { throw std::runtime_error{"no"}; };
    CHECK_THROWS_AS((void)yore::edit_script(1, 1, throwing), std::runtime_error);
}

TEST_CASE("a script leads from before to after, is minimal and finds every move", "[edit_script]") {
    random_numbers random{1};
    for (int round = 0; round != 20000; ++round) {
        const std::size_t values = 1 + random.below(8);
        const std::vector<int> before = random.sequence(random.below(14), values);
        const std::vector<int> after = random.sequence(random.below(14), values);
        const script edits = script_of(before, after);
        CAPTURE(before, after);
        REQUIRE(is_well_formed(edits, before, after));
        REQUIRE(applied(edits, before, after) == after);
        REQUIRE(finds_all_moves(edits, before, after));
        REQUIRE(removed_and_inserted(edits) == before.size() + after.size() - 2 * longest_common(before, after));
    }
}

TEST_CASE("a few random edits of a longer sequence are found with a minimal script", "[edit_script]") {
    random_numbers random{2};
    for (int round = 0; round != 200; ++round) {
        const std::vector<int> before = random.sequence(100 + random.below(200), 2 + random.below(100));
        std::vector<int> after = before;
        for (std::size_t i = random.below(20); i != 0; --i) {
            const auto place = after.begin() + static_cast<std::ptrdiff_t>(random.below(after.size()));
            if (random.below(2) == 0) after.erase(place);
            else after.insert(place, static_cast<int>(random.below(100)));
        }
        const script edits = script_of(before, after);
        REQUIRE(is_well_formed(edits, before, after));
        REQUIRE(applied(edits, before, after) == after);
        REQUIRE(removed_and_inserted(edits) == before.size() + after.size() - 2 * longest_common(before, after));
    }
}

TEST_CASE("a script is minimal up to its limit and correct above it", "[edit_script]") {
    random_numbers random{3};
    int above = 0;
    for (int round = 0; round != 20000; ++round) {
        const std::size_t limit = 4 + random.below(60);
        const std::size_t move_limit = random.below(40);
        const std::size_t values = 1 + random.below(10);
        const std::vector<int> before = random.sequence(random.below(40), values);
        const std::vector<int> after = random.sequence(random.below(40), values);
        const counted result = counted_script(before, after, limit, move_limit);
        CAPTURE(before, after, limit);
        REQUIRE(is_well_formed(result.edits, before, after));
        REQUIRE(applied(result.edits, before, after) == after);
        REQUIRE(result.comparisons <= comparison_bound(before.size() + after.size(), limit, move_limit));

        const std::size_t common = longest_common(before, after);
        const std::size_t fewest = before.size() + after.size() - 2 * common;
        if ((before.size() - common + 1) * (after.size() - common + 1) <= limit) {
            REQUIRE(removed_and_inserted(result.edits) == fewest);
        } else {
            above += removed_and_inserted(result.edits) > fewest ? 1 : 0;
        }
    }
    CHECK(above > 0); // or the limits were not reached
}

TEST_CASE("the whole limit is used: hundreds of replaced elements are told from kept ones", "[edit_script]") {
    const std::vector<int> before = numbers(0, 3000);
    std::vector<int> after = before;
    for (std::size_t i = 0; i != 500; ++i) after[6 * i] = -1;
    const script edits = script_of(before, after);
    CHECK(edits.size() == 500);
    CHECK(count(edits, edit_kind::replaced) == 500);
}

TEST_CASE("ten edits in 64 k elements take two comparisons per element", "[edit_script]") {
    const std::vector<int> before = numbers(0, 65536);
    std::vector<int> after = before;
    for (std::size_t i = 0; i != 10; ++i) {
        const std::size_t place = 1000 + 6000 * i;
        if (i % 3 == 0) after[place] = -1;
        else if (i % 3 == 1) after.erase(after.begin() + static_cast<std::ptrdiff_t>(place));
        else after.insert(after.begin() + static_cast<std::ptrdiff_t>(place), -1);
    }
    const counted result = counted_script(before, after);
    CHECK(result.edits.size() == 10);
    CHECK(applied(result.edits, before, after) == after);
    CHECK(result.comparisons < 2 * 65536 + 1000);
}

TEST_CASE("ten edits among 64 k equal elements take few comparisons, too", "[edit_script]") {
    const std::vector<int> before(65536, 7);
    std::vector<int> after = before;
    for (std::size_t i = 0; i != 10; ++i) after[1000 + 6000 * i] = static_cast<int>(100 + i);
    const counted result = counted_script(before, after);
    CHECK(result.edits.size() == 10);
    CHECK(result.comparisons < 20 * 65536);
}

TEST_CASE("unrelated sequences take a bounded number of comparisons", "[edit_script]") {
    const std::size_t size = 10000;
    const counted unique = counted_script(numbers(0, size), numbers(1000000, size));
    CHECK(unique.edits.size() == size);
    CHECK(count(unique.edits, edit_kind::replaced) == size);
    CHECK(unique.comparisons < 400 * 2 * size);

    random_numbers random{4};
    for (const std::size_t values : {2U, 100U, 10000U}) {
        const std::vector<int> before = random.sequence(size, values);
        const std::vector<int> after = random.sequence(size, values);
        const counted result = counted_script(before, after);
        CHECK(is_well_formed(result.edits, before, after));
        CHECK(applied(result.edits, before, after) == after);
        CHECK(result.comparisons < 500 * 2 * size);
    }
}

TEST_CASE("sequences of very different sizes take a bounded number of comparisons", "[edit_script]") {
    const std::vector<int> few = numbers(0, 10);
    const std::vector<int> many = numbers(1000, 400000);
    for (const bool grows : {false, true}) {
        const std::vector<int>& before = grows ? few : many;
        const std::vector<int>& after = grows ? many : few;
        const counted result = counted_script(before, after);
        CHECK(count(result.edits, edit_kind::replaced) == 10);
        CHECK(result.edits.size() == 400000);
        CHECK(result.comparisons < 10 * 400000);
    }
}

TEST_CASE("repetitive and adverse sequences stay within the bound", "[edit_script]") {
    random_numbers random{5};
    const std::size_t limit = 1024;
    for (int round = 0; round != 60; ++round) {
        // Runs of one value with rare others, where nearly every diagonal of the graph is long.
        std::vector<int> before(500 + random.below(3000), 0);
        std::vector<int> after(500 + random.below(3000), 0);
        for (std::size_t i = before.size() / (1 + random.below(40)); i != 0; --i)
            before[random.below(before.size())] = 1;
        for (std::size_t i = after.size() / (1 + random.below(40)); i != 0; --i) after[random.below(after.size())] = 2;
        const counted result = counted_script(before, after, limit, 0);
        REQUIRE(is_well_formed(result.edits, before, after));
        REQUIRE(applied(result.edits, before, after) == after);
        REQUIRE(result.comparisons <= comparison_bound(before.size() + after.size(), limit, 0));
    }
}

TEST_CASE("large blocks that were inserted leave the rest alone", "[edit_script]") {
    const std::vector<int> before = numbers(0, 20000);
    const std::vector<int> after = joined(
        {numbers(0, 1000), numbers(50000, 4000), numbers(1000, 10000), numbers(60000, 4000), numbers(11000, 9000)});
    const counted result = counted_script(before, after);
    CHECK(count(result.edits, edit_kind::inserted) == 8000);
    CHECK(result.edits.size() == 8000);
    CHECK(counted_script(after, before).edits.size() == 8000);
}

TEST_CASE("a block that was moved further than the search reaches is moved as a block", "[edit_script]") {
    const std::vector<int> before = numbers(0, 20000);
    const std::vector<int> after = joined({numbers(2000, 10000), numbers(0, 2000), numbers(12000, 8000)});
    const script edits = script_of(before, after);
    REQUIRE(edits.size() == 2000);
    CHECK(count(edits, edit_kind::moved) == 2000);
    CHECK(edits.front() == moved(0, 10000));
    CHECK(edits.back() == moved(1999, 11999));
    CHECK(script_of(after, before).size() == 2000);
}

TEST_CASE("moves beyond the limit of pairs stay removed and inserted", "[edit_script]") {
    const std::vector<int> before = {1, 2, 3, 10, 11, 12, 13, 14};
    const std::vector<int> after = {10, 11, 12, 13, 14, 1, 2, 3};
    CHECK(counted_script(before, after).edits == script{moved(0, 5), moved(1, 6), moved(2, 7)});
    const counted result = counted_script(before, after, default_limit, 2);
    CHECK(result.edits == script{removed(2, 0), moved(0, 5), moved(1, 6), inserted(8, 7)});
    CHECK(applied(result.edits, before, after) == after);
}

TEST_CASE("a few elements that went far among 64 k are moved and nothing else", "[edit_script]") {
    const std::vector<int> before = numbers(0, 65536);
    std::vector<int> after = before;
    for (const std::ptrdiff_t place : {1000, 7000, 13000, 19000, 25000}) {
        const int element = after[static_cast<std::size_t>(place)];
        after.erase(after.begin() + place);
        after.insert(after.begin() + (60000 - place), element);
    }
    const counted result = counted_script(before, after);
    CHECK(result.edits.size() == 5);
    CHECK(count(result.edits, edit_kind::moved) == 5);
    CHECK(applied(result.edits, before, after) == after);
    CHECK(result.comparisons < 2 * 65536 + 1000);
}

TEST_CASE("memory is taken for what is not kept, not for the elements", "[edit_script]") {
    const std::vector<int> before = numbers(0, 65536);
    std::vector<int> after = before;
    for (std::size_t i = 0; i != 10; ++i) after[1000 + 6000 * i] = -1;
    CHECK(allocations::made_by([&] { (void)script_of(before, before); }).bytes < 1000);
    CHECK(allocations::made_by([&] { (void)script_of(before, after); }).bytes < 65536);
}

TEST_CASE("no sequences take more memory and comparisons than the documentation says", "[edit_script]") {
    struct sequences {
        std::vector<int> before, after;
    };
    random_numbers random{6};
    const std::size_t size = 3000;
    const std::vector<int> forwards = numbers(0, size), backwards{forwards.rbegin(), forwards.rend()};
    const std::vector<sequences> adverse = {
        {forwards, numbers(1000000, size)},
        {forwards, backwards},
        {random.sequence(size, 2), random.sequence(size, 2)},
        {random.sequence(size, 100), random.sequence(size, 100)},
        {{}, forwards},
        {std::vector<int>(size, 1), random.sequence(size, 2)},
    };
    for (const sequences& each : adverse) {
        counted result;
        const auto taken = allocations::made_by([&] { result = counted_script(each.before, each.after); });
        CHECK(taken.bytes < 3'000'000 + 100 * removed_and_inserted(result.edits));
        CHECK(result.comparisons <= 2100 * (each.before.size() + each.after.size()) + default_move_limit);
        CHECK(is_well_formed(result.edits, each.before, each.after));
        CHECK(applied(result.edits, each.before, each.after) == each.after);
    }
}

TEST_CASE("a script whose allocation fails leaves nothing behind", "[edit_script]") {
    random_numbers random{7};
    const std::vector<int> before = random.sequence(300, 50), after = random.sequence(300, 50);
    for (long successes = 0;; ++successes) {
        bool survived = false;
        const auto taken = allocations::made_by(
            [&] { survived = allocations::survives(successes, [&] { (void)script_of(before, after); }); });
        REQUIRE(taken.alive == 0);
        if (survived) break;
    }
}
