// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"
#include "generate.hpp"
#include "models.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

namespace {

using nlohmann::json;

/// What no patch touches is taken from before: secrets, and the audit fields.
template <class T> json wanted_after(const T& before, const T& after) {
    json out = yore::to_json(after);
    const json was = yore::to_json(before);
    yore::detail::for_each_type<T>([&]<std::size_t I>() {
        if constexpr (yore::detail::uncompared<T>.contains(I))
            if (const std::string name(yore::field_names<T>[I]); was.contains(name)) out[name] = was[name];
    });
    for (const char* name : {"created_on", "modified_on", "created_by", "modified_by"})
        if (was.contains(name)) out[name] = was[name];
    return out;
}

template <class T> void check(const T& before, const T& after) {
    const auto changes = yore::diff(before, after);
    const json from = yore::to_json(before), wanted = wanted_after(before, after);
    INFO(yore::to_json(changes));

    const json patch = yore::json_patch(changes);
    INFO(patch);
    REQUIRE(yore::detail::equal_json(from.patch(patch), wanted));
    REQUIRE(yore::detail::equal_json(from.patch(yore::json_patch(changes, yore::patch_tests::yes)), wanted));

    std::optional<json> merge;
    try {
        merge = yore::merge_patch(changes);
    } catch (const yore::json_error& e) {
        REQUIRE(e.found() == "null inside an object");
    }
    if (!merge) return;
    json merged = from;
    merged.merge_patch(*merge);
    REQUIRE(yore::detail::equal_json(wanted_after(before, yore::from_json<T>(merged)), wanted));
}

TEMPLATE_TEST_CASE("a patch makes the JSON of the state before into that of the state after", "[json]", shelf::machine,
    shelf::volunteer, shelf::ticket, shelf::collection, shelf::exhibit, shelf::document) {
    for (std::uint64_t seed = 0; seed != 300; ++seed) {
        generate::random_values random(seed);
        TestType before{};
        generate::fill(before, random);
        TestType after = yore::detail::clone(before);
        generate::change_some(after, random);
        check(before, after);
    }
}

TEST_CASE("a patch of a sequence that was edited here and there is right, and small", "[json]") {
    for (std::uint64_t seed = 0; seed != 600; ++seed) {
        generate::random_values random(seed);
        shelf::collection before{}, after{};
        for (std::size_t n = random.below(20); n != 0; --n) {
            before.tags.push_back(random.text());
            before.parts.push_back({static_cast<std::int32_t>(random.below(4)), random.text()});
            before.scores.push_back(static_cast<std::int64_t>(n));
        }
        after = before;
        generate::edit(after.tags, random);
        generate::edit(after.parts, random);
        generate::edit(after.scores, random);
        check(before, after);
    }
}

TEST_CASE("every order of a few elements is reached by moves", "[json]") {
    struct list {
        std::int32_t id{};
        std::vector<std::int32_t> numbers{};
    };
    list before{1, {100000, 200000, 300000, 400000, 500000, 600000}}, after = before;
    do {
        const json patch = yore::json_patch(yore::diff(before, after));
        REQUIRE(yore::to_json(before).patch(patch) == yore::to_json(after));
        for (const json& operation : patch) REQUIRE(operation["op"] != "add");
    } while (std::next_permutation(after.numbers.begin(), after.numbers.end()));
}

TEST_CASE("a patch of a long sequence takes no time that grows with its square", "[json]") {
    struct list {
        std::int32_t id{};
        std::vector<std::int64_t> numbers{};
    };
    list before{1, std::vector<std::int64_t>(10'000)};
    std::iota(before.numbers.begin(), before.numbers.end(), 1'000'000'000);
    list after = before;
    std::vector<std::int64_t> more;
    for (const std::int64_t number : before.numbers) {
        more.push_back(number);
        if (number % 6 == 0) more.push_back(-number);
    }
    after.numbers = std::move(more);
    const json patch = yore::json_patch(yore::diff(before, after));
    CHECK(yore::to_json(before).patch(patch) == yore::to_json(after));
}

} // namespace
