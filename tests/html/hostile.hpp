// SPDX-License-Identifier: BSL-1.0
/// Values that try to be more than values, wherever a value can be.
#ifndef YORE_TESTS_HTML_HOSTILE_HPP
#define YORE_TESTS_HTML_HOSTILE_HPP

#include <yore/history.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace hostile {

/// Each sets `window.ran` or the title, or loads something, if it is ever read as markup.
inline const std::vector<std::string>& texts() {
    static const std::vector<std::string> all{
        "<script>window.ran=1;document.title='ran'</script>",
        "<img src=x onerror=\"window.ran=1\">",
        "\"><svg onload=window.ran=1>",
        "' onmouseover='window.ran=1' autofocus onfocus='window.ran=1",
        "</title><script>window.ran=1</script>",
        "</style><style>body{display:none}</style>",
        "}body{background:url(http://127.0.0.1:9/x)}",
        "--><iframe srcdoc=\"<script>parent.ran=1</script>\"></iframe><!--",
        "</td></tr></table></main><form action=http://127.0.0.1:9/><input autofocus>",
        "<base href=http://127.0.0.1:9/><link rel=stylesheet href=/x><meta http-equiv=refresh content=0;url=/x>",
        "<a href=\"javascript:window.ran=1\">click</a>",
        "]]><![CDATA[ &lt;b&gt; &amp;amp; &#x3c;script&#x3e; &notin",
        "<plaintext>",
        "\xe2\x80\xae"
        "desrever \xe2\x80\x8f\xd7\x90 \xe2\x81\xa6 unclosed",
        std::string("nul \0 bell \a escape \x1b[2J\r\n", 26),
        "no UTF-8: \xff \xc0\xbc script> \xed\xa0\x80 \xf4\x90\x80\x80 <",
        "+ADw-script+AD4-window.ran=1+ADw-/script+AD4-",
        "\xef\xbf\xbf \xef\xb7\x90 \xef\xbb\xbf \xe2\x80\xa8 \xf3\xa0\x81\x81",
        "  blanks at both ends\t\n",
        "none",
        "[REDACTED]",
    };
    return all;
}
inline std::string text(std::size_t i) { return texts()[i % texts().size()]; }

/// A value in every place where a model can have text.
struct Thing {
    std::string id;
    std::string text;
    std::optional<std::string> maybe;
    std::vector<std::string> list;
    std::map<std::string, std::string> by_name;
    std::set<std::string> some;
    std::string secret;

    using audit_policy =
        yore::policy<yore::label<&Thing::text, "<b onclick=window.ran=1>&'\"">, yore::redact<&Thing::secret>>;
};

inline Thing thing(std::size_t i) {
    Thing t{text(0) + text(2), text(i), text(i + 1), {text(i), text(i + 2)}, {{text(i), text(i + 3)}}, {}, {}};
    t.some = {text(i + 4), text(i + 5)};
    t.secret = "sesame" + std::to_string(i);
    return t;
}

/// Records a version for each text, and every part of who, why and from where with it.
inline void record(yore::history<Thing>& things) {
    for (std::size_t i = 0; i != texts().size(); ++i) {
        yore::context c{.actor = yore::actor(text(i), text(i + 1)), .reason = text(i), .correlation_id = text(i + 2)};
        c.entry_point = text(i);
        c.request = yore::request{text(i), text(i + 1), text(i + 2), text(i + 3), text(i + 4), text(i + 5)};
        c.extra = {{text(i), text(i + 1)}};
        c.occurred_on = yore::timestamp{std::chrono::seconds{1'800'000'000 + static_cast<std::int64_t>(i) * 40'000}};
        const yore::scope who{std::move(c)};
        things.record(thing(i));
    }
}

} // namespace hostile

#endif
