// SPDX-License-Identifier: BSL-1.0
#include <yore/detail/html/escape.hpp>
#include <yore/detail/html/value.hpp>

#include "catch.hpp"
#include "read_page.hpp"

#include <string>
#include <string_view>

namespace escaped_text {

using yore::value_state;
using yore::value_text;
namespace pages = yore::detail::pages;

std::string shown(std::string_view text) {
    std::string out;
    pages::append_text(out, text);
    return out;
}
std::string shown(const value_text& v, std::size_t length = 100, std::size_t difference = 0) {
    std::string out;
    pages::append_value(out, v, length, difference);
    return out;
}
value_text known(std::string text) { return {value_state::known, std::move(text)}; }
std::string mark(const std::string& text) { return "<span class=\"mark\">" + text + "</span>"; }

TEST_CASE("text is text again where HTML is read, and nothing else", "[html]") {
    std::string all;
    for (char c = ' '; c <= '~'; ++c) all += c;
    const std::string markup = shown("x" + all + "x");
    CHECK(read_page::text(markup) == "x" + all + "x");
    CHECK(read_page::all(markup, "bdi").size() == 1);
    CHECK(markup.find_first_of("<>\"'", 5) == markup.size() - 6);
    CHECK(pages::plain(all).find_first_of("<>\"'") == std::string::npos);
    CHECK(pages::plain("a<b & \"c\" 'd' &amp;") == "a&lt;b &amp; &quot;c&quot; &#39;d&#39; &amp;amp;");
}

TEST_CASE("what cannot be seen is a mark on a page, and in quotes where there is no markup", "[html]") {
    CHECK(shown("a\x1b[2J") == "<bdi>a" + mark("\\x1b") + "[2J</bdi>");
    CHECK(shown("a\u202e<") == "<bdi>a" + mark("\\u{202e}") + "&lt;</bdi>");
    CHECK(shown("a\xff\xc0\xbc") == "<bdi>a" + mark("\\xff") + mark("\\xc0") + mark("\\xbc") + "</bdi>");
    CHECK(shown(std::string_view("\0", 1)) == "<bdi>" + mark("\\x00") + "</bdi>");
    CHECK(shown("a\r\nb") == "<bdi>a" + mark("\\r") + "\nb</bdi>");
    CHECK(shown("\uffff\ufdd0\U0001fffe") ==
          "<bdi>" + mark("\\u{ffff}") + mark("\\u{fdd0}") + mark("\\u{1fffe}") + "</bdi>");
    CHECK(pages::plain("a\uffff") == "&quot;a\\u{ffff}&quot;");
    CHECK(pages::plain("a\nb\u202e<") == "&quot;a\\nb\\u{202e}&lt;&quot;");
}

TEST_CASE("lines, columns, other scripts and emoji are as they are", "[html]") {
    CHECK(shown("a\n\tb  c") == "<bdi>a\n\tb  c</bdi>");
    CHECK(shown("שלום 日本 👩‍🔧") == "<bdi>שלום 日本 👩‍🔧</bdi>");
    CHECK(shown("\\n") == "<bdi>\\n</bdi>");
}

TEST_CASE("blanks at either end are seen", "[html]") {
    CHECK(shown(" a ") == "<bdi>" + mark("·") + "a" + mark("·") + "</bdi>");
    CHECK(shown("\ta\n") == "<bdi>" + mark("\\t") + "\ta" + mark("\\n") + "\n</bdi>");
    CHECK(shown("  ") == "<bdi>" + mark("·") + mark("·") + "</bdi>");
    CHECK(shown(" \u00a0a\u3000b\u2800") ==
          "<bdi>" + mark("·") + mark("\\u{a0}") + "a\u3000b" + mark("\\u{2800}") + "</bdi>");
}

TEST_CASE("words of the page cannot be mistaken for values", "[html]") {
    CHECK(shown({value_state::none, "none"}) == "<em>none</em>");
    CHECK(shown({value_state::redacted, "[REDACTED]"}) == "<em>[REDACTED]</em>");
    CHECK(shown({value_state::empty, "[]"}) == "<em>empty</em>");
    CHECK(shown({value_state::unknown, ""}) == "<em>not known</em>");
    for (const std::string word : {"none", "[REDACTED]", "empty", "not known", "deleted"})
        CHECK(shown(known(word)) == "<bdi>&quot;" + word + "&quot;</bdi>");
}

TEST_CASE("a long value is cut, around the first difference where there is one", "[html]") {
    const std::string text = std::string(50, 'a') + std::string(50, 'b');
    CHECK(shown(known(text), 8) == "<bdi>aaaaaaaa</bdi>" + mark("…"));
    CHECK(shown(known(text), 8, 50) == mark("…") + "<bdi>aabbbbbb</bdi>" + mark("…"));
    CHECK(shown(known("ééé"), 2) == "<bdi>éé</bdi>" + mark("…"));
}

} // namespace escaped_text
