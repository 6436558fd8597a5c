// SPDX-License-Identifier: BSL-1.0
#include <yore/detail/text_delta.hpp>

#include "catch.hpp"

#include <cstddef>
#include <random>
#include <string>

namespace {

using yore::detail::apply_text_delta;
using yore::detail::text_delta;

std::string text_of(std::mt19937& random, std::size_t longest) {
    std::string out;
    for (std::size_t n = random() % (longest + 1); n != 0; --n) out += ", \nab:\0=-+7"[random() % 12];
    return out;
}

TEST_CASE("a delta says what of a text is kept, left out and put in", "[text_delta]") {
    CHECK(text_delta("one, two, three", "one, 2, three") == "=5-4+2:2,=6");
    CHECK(text_delta("a b c", "a b c d") == "=4-1+3:c d");
    CHECK(text_delta("same", "same") == "=4");
    CHECK(text_delta("", "") == "");
    CHECK(text_delta("gone", "") == "-4");
    CHECK(text_delta("", "come") == "+4:come");
}

TEST_CASE("a delta of the earlier text makes the later one", "[text_delta]") {
    std::mt19937 random{1};
    for (int i = 0; i != 3000; ++i) {
        const std::string before = text_of(random, 60);
        std::string after = i % 2 == 0 ? before : text_of(random, 60);
        if (!after.empty()) after[random() % after.size()] = 'x';
        INFO(before << '|' << after);
        REQUIRE(apply_text_delta(before, text_delta(before, after)) == after);
    }
}

TEST_CASE("a few changes in a long text make a short delta", "[text_delta]") {
    std::string before, after;
    for (int i = 0; i != 3000; ++i) {
        before += "{\"id\":" + std::to_string(i) + ",\"name\":\"thing\"},";
        after += "{\"id\":" + std::to_string(i) + ",\"name\":\"" + (i % 500 == 250 ? "other" : "thing") + "\"},";
    }
    const std::string delta = text_delta(before, after);
    CHECK(delta.size() < 250);
    CHECK(apply_text_delta(before, delta) == after);
}

TEST_CASE("a delta that was not made from a text is refused", "[text_delta]") {
    for (const char* delta :
        {"=4", "=2", "=3-1", "x3", "=", "=3+", "=3+2:a", "=3+2", "=99999999999999999999", "-4", "=-3"})
        CHECK_FALSE(apply_text_delta("abc", delta));
    std::mt19937 random{2};
    for (int i = 0; i != 3000; ++i) static_cast<void>(apply_text_delta(text_of(random, 9), text_of(random, 9)));
}

} // namespace
