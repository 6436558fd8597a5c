// SPDX-License-Identifier: BSL-1.0
#include <yore/detail/text/excerpt.hpp>

#include "catch.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace visible_values {

using namespace std::literals;
using yore::detail::find_invalid_utf8;
using yore::detail::words::common_units;
using yore::detail::words::excerpt_of;
using yore::detail::words::shown;
using yore::detail::words::shown_as_item;

/// Both sides of a change, each cut so that the first difference is in it.
struct cut {
    std::string before, after;
    friend bool operator==(const cut&, const cut&) = default;
};
cut cut_both(std::string_view before, std::string_view after, std::size_t length) {
    const std::size_t difference = common_units(before, after);
    return {shown(excerpt_of(before, length, difference)), shown(excerpt_of(after, length, difference))};
}

TEST_CASE("values stand in a sentence as they are", "[text]") {
    for (const std::string_view value :
        {"Medieval Madness", "UPPER lower", "C:\\new\\table", "it's 100% <b>bold</b> & \"quoted\"", "Zażółć gęślą jaźń",
            "日本語", "עברית", "e\u0301", "[a, b]", "{name: x, to: y}", "(1, 2)", "-", "0", "a,b", "10:30", "toast",
            "👩\u200d👧", "❤\ufe0f", "❤\ufe0f\u200d🔥", "1\ufe0f\u20e3", "می\u200cخواهم", "a\\", "NULL", "None",
            "日\u3000本", "10\u00a0EUR", "2 left", "[{a: (b)}, c]", "within", "More"})
        CHECK(shown(value) == value);
}

TEST_CASE("values that could be a part of the sentence stand in quotes", "[text]") {
    CHECK(shown("") == "\"\"");
    CHECK(shown("none") == "\"none\"");
    CHECK(shown("[REDACTED]") == "\"[REDACTED]\"");
    CHECK(shown(" ") == "\" \"");
    CHECK(shown("x ") == "\"x \"");
    CHECK(shown("\"x\"") == R"("\"x\"")");
    CHECK(shown("…") == "\"…\"");
    CHECK(shown("x…") == "\"x…\"");
    CHECK(shown("x to y and status from a to b") == "\"x to y and status from a to b\"");
    CHECK(shown("x to") == "\"x to\"");
    CHECK(shown("from") == "\"from\"");
    CHECK(shown("x, deleted") == "\"x, deleted\"");
    CHECK(shown("1: deleted") == "\"1: deleted\"");
    CHECK(shown("[a] to [b, c]") == "\"[a] to [b, c]\"");
    CHECK(shown("[a, b") == "\"[a, b\"");
    CHECK(shown("], a [") == "\"], a [\"");
    CHECK(shown("[a, b}") == "\"[a, b}\"");
    CHECK(shown("[a, (b]) to c]") == "\"[a, (b]) to c]\"");
    for (const std::string text : {"2 more", "x with y", "x in y", "1 unchanged"}) {
        CHECK(shown(text) == text);
        CHECK(shown_as_item(text) == '"' + text + '"');
    }
    CHECK(shown_as_item("[x, 2 more]") == "[x, 2 more]");
    CHECK(shown_as_item("x and y") == "\"x and y\"");
    CHECK(shown("to \\ \"x\"") == R"("to \\ \"x\"")");
}

TEST_CASE("what no one sees is made visible, and so is what tricks a terminal", "[text]") {
    CHECK(shown("a\nb\tc\rd") == R"("a\nb\tc\rd")");
    CHECK(shown("a\0b"sv) == R"("a\x00b")");
    CHECK(shown("\x1b[31mred\x1b[0m") == R"("\x1b[31mred\x1b[0m")");
    CHECK(shown("\x1b]0;title\x07") == R"("\x1b]0;title\x07")");
    CHECK(shown("\x7f") == R"("\x7f")");
    CHECK(shown("a\bb") == R"("a\x08b")");
    CHECK(shown("\u0085\u009b2J") == R"("\u{85}\u{9b}2J")");
    for (const auto& [mark, name] : {std::pair{"\u202e", "\\u{202e}"}, {"\u202d", "\\u{202d}"}, {"\u200f", "\\u{200f}"},
             {"\u200e", "\\u{200e}"}, {"\u061c", "\\u{61c}"}, {"\u2066", "\\u{2066}"}, {"\u2069", "\\u{2069}"},
             {"\u200b", "\\u{200b}"}, {"\u2028", "\\u{2028}"}, {"\u2029", "\\u{2029}"}, {"\u2060", "\\u{2060}"},
             {"\ufeff", "\\u{feff}"}, {"\u00ad", "\\u{ad}"}, {"\u3164", "\\u{3164}"}, {"\U000e0041", "\\u{e0041}"}})
        CHECK(shown("a" + std::string(mark) + "b") == "\"a" + std::string(name) + "b\"");
}

TEST_CASE("joiners are visible where they join nothing", "[text]") {
    CHECK(shown("a\u200db") == R"("a\u{200d}b")");
    CHECK(shown("\u200c") == R"("\u{200c}")");
    CHECK(shown("x\ufe0f") == R"("x\u{fe0f}")");
    CHECK(shown("1\ufe0f") == R"("1\u{fe0f}")");
    CHECK(shown("x\ufe0f\u20e3") == "\"x\\u{fe0f}\u20e3\"");
}

TEST_CASE("of joiners and selectors those are visible that change nothing", "[text]") {
    CHECK(shown("日\ufe00\ufe01") == "\"日\ufe00\\u{fe01}\"");
    CHECK(shown("日\u200d\u200d本") == "\"日\u200d\\u{200d}本\"");
    CHECK(shown("日\u200d\ufe0f") == "\"日\u200d\\u{fe0f}\"");
    CHECK(shown("日\u3000\ufe0f本") == "\"日\u3000\\u{fe0f}本\"");
}

TEST_CASE("blanks at the ends are visible, whatever they are", "[text]") {
    CHECK(shown("\u00a0") == R"("\u{a0}")");
    CHECK(shown("\u3000x") == R"("\u{3000}x")");
    CHECK(shown("x\u00a0y\u2800 ") == "\"x\u00a0y\\u{2800} \"");
    CHECK(shown("\u2003\u202f") == R"("\u{2003}\u{202f}")");
}

TEST_CASE("noncharacters are visible", "[text]") {
    CHECK(shown("\uffff\ufdd0x\U0001fffe") == R"("\u{ffff}\u{fdd0}x\u{1fffe}")");
}

TEST_CASE("bytes that are no UTF-8 are visible", "[text]") {
    CHECK(shown("\xff") == R"("\xff")");
    CHECK(shown("a\xc3") == R"("a\xc3")");
    CHECK(shown("\xc0\x80") == R"("\xc0\x80")");
    CHECK(shown("\xed\xa0\x80") == R"("\xed\xa0\x80")");
    CHECK(shown("\x9b") == R"("\x9b")");
    CHECK(shown("\xe2\x82 ok") == R"("\xe2\x82 ok")");
}

TEST_CASE("long texts are cut around the first difference, on both sides", "[text]") {
    const std::string head(100, 'a'), tail(100, 'z');
    CHECK(cut_both(head + "1" + tail, head + "2" + tail, 12) == cut{"…aaa1zzzzzzzz…", "…aaa2zzzzzzzz…"});
    CHECK(cut_both(head + "2" + tail, head + "1" + tail, 12) == cut{"…aaa2zzzzzzzz…", "…aaa1zzzzzzzz…"});
    CHECK(cut_both("1" + tail, "2" + tail, 12) == cut{"1zzzzzzzzzzz…", "2zzzzzzzzzzz…"});
    CHECK(cut_both(head + "1", head + "2", 12) == cut{"…aaaaaaaaaaa1", "…aaaaaaaaaaa2"});
    CHECK(cut_both(head, head + tail, 12) == cut{"…aaaaaaaaaaaa", "…aaazzzzzzzzz…"}); // where it ended
    CHECK(cut_both("short", head, 12) == cut{"short", "aaaaaaaaaaaa…"});
}

TEST_CASE("a text of just the length is not cut, and the length may be anything", "[text]") {
    CHECK(shown(excerpt_of("123456", 6)) == "123456");
    CHECK(shown(excerpt_of("1234567", 6)) == "123456…");
    CHECK(shown(excerpt_of("1234567", 1)) == "1…");
    CHECK(shown(excerpt_of("1234567", 0)) == "…");
    CHECK(shown(excerpt_of("", 0)) == "\"\"");
    CHECK(shown(excerpt_of("1234567", static_cast<std::size_t>(-1))) == "1234567");
    CHECK(shown(excerpt_of("żółwżółw", 8)) == "żółwżółw"); // code points, not bytes
    CHECK(shown(excerpt_of("żółwżółw", 3)) == "żół…");
    CHECK(cut_both("aaaaaaaa1", "aaaaaaaa2", 1) == cut{"…1", "…2"});
    CHECK(shown(excerpt_of("to be or not", 5)) == "\"to be\"…"); // the dots are not a part of the value
}

TEST_CASE("texts are cut between code points only, wherever they differ", "[text]") {
    std::mt19937 random(1);
    const std::string_view pieces[] = {"a", "ż", "日", "👩", "b "};
    const auto some = [&](std::size_t count) {
        std::string out;
        for (std::size_t i = 0; i != count; ++i) out += pieces[random() % std::size(pieces)];
        return out;
    };
    for (int i = 0; i != 500; ++i) {
        const std::string head = some(random() % 40), a = head + some(random() % 40), b = head + some(random() % 40);
        const std::size_t length = random() % 20, difference = common_units(a, b);
        for (const std::string& text : {a, b}) {
            const auto part = excerpt_of(text, length, difference);
            CHECK(find_invalid_utf8(part.text) == std::string_view::npos);
            CHECK(yore::detail::words::units_in(part.text) == std::min(length, yore::detail::words::units_in(text)));
            CHECK(part.cut_before == (part.text.data() != text.data()));
            CHECK(part.cut_after == (part.text.data() + part.text.size() != text.data() + text.size()));
        }
        // What is seen of both differs, unless nothing does.
        if (length != 0 && a != b)
            CHECK(shown(excerpt_of(a, length, difference)) != shown(excerpt_of(b, length, difference)));
    }
}

TEST_CASE("two texts in bytes that are no UTF-8 differ where they differ", "[text]") {
    CHECK(common_units("a\xc3\xb3", "a\xc3\xb2") == 1);
    CHECK(common_units("a\xff\xfe", "a\xff\xfd") == 2);
    CHECK(common_units("a\xc3", "a\xc3\xb3") == 1);
}

TEST_CASE("megabytes are cut around their last letter", "[text]") {
    std::string before(4'000'000, 'x'), after = before;
    after[3'999'999] = 'y';
    CHECK(cut_both(before, after, 4) == cut{"…xxxx", "…xxxy"});
}

} // namespace visible_values
