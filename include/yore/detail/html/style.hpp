// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_HTML_STYLE_HPP
#define YORE_DETAIL_HTML_STYLE_HPP

#include <string_view>

/// How pages look: one style sheet, in the colours that the reader's system asks for. Text and what is behind it have a
/// contrast of 4.5 at least, lines that carry meaning one of 3 (WCAG 2.2, 1.4.3 and 1.4.11).
namespace yore::detail::pages {

inline constexpr std::string_view style_sheet = R"(
:root{color-scheme:light dark;--page:#fff;--text:#1c1c21;--soft:#5a5a66;--line:#c8c8d0;--panel:#f5f5f8;--strong:#0b57d0;
--was:#fdeaea;--now:#e4f5e7;--made:#146c2e;--gone:#b3261e;--back:#7a4100}
@media(prefers-color-scheme:dark){:root{--page:#17181c;--text:#e9e9ee;--soft:#adadb9;--line:#474852;--panel:#212228;
--strong:#a3c6ff;--was:#43262a;--now:#1e3a27;--made:#86d69a;--gone:#ffb4ab;--back:#f0bd7b}}
*{box-sizing:border-box}
html{background:var(--page);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
body{max-width:64rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
h1{margin:0;font-size:1.75rem;line-height:1.2}
h2{margin:2.5rem 0 .75rem;padding-bottom:.25rem;border-bottom:1px solid var(--line);font-size:1.25rem}
h3,h4{margin:0;font-size:1rem}
h4{margin-top:.75rem}
p{margin:.25rem 0}
td p{margin:0}
a{color:var(--strong)}
a:focus-visible,input:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--strong);outline-offset:2px}
thead th,time{overflow-wrap:normal}
@media(min-width:40rem){time{white-space:nowrap}}
bdi{white-space:pre-wrap}
em{color:var(--soft)}
small,.by,.note,figcaption{color:var(--soft);font-size:.875rem;font-weight:400}
.mark{margin:0 1px;padding:0 2px;border:1px solid var(--soft);border-radius:3px;font:.75em ui-monospace,monospace}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-100vw}
.skip:focus{left:1rem;top:.5rem;padding:.5rem;background:var(--page)}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:.75rem 0 0;padding:0;list-style:none}
table{width:100%;border-collapse:collapse;font-size:.875rem}
caption{padding:.25rem 0;text-align:start;color:var(--soft)}
th,td{padding:.375rem .625rem;border:1px solid var(--line);text-align:start;vertical-align:top}
thead th{background:var(--panel)}
tbody th{width:20%;font-weight:600}
.narrow tbody th{width:auto}
.changes{margin-top:.5rem;table-layout:fixed}
td.was{background:var(--was)}
td.now{background:var(--now)}
.log{margin:0;padding:0;list-style:none}
.log>li{margin:0 0 1rem;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.5rem;scroll-margin-top:1rem}
.log>li:target{outline:3px solid var(--strong)}
.op{margin-left:.25rem;padding:0 .5rem;border:1px solid;border-radius:1rem;font-size:.8125rem;font-weight:400;color:var(--strong)}
.op.created{color:var(--made)}
.op.deleted{color:var(--gone)}
.op.reverted,.op.restored{color:var(--back)}
details{margin-top:.5rem}
summary{cursor:pointer;color:var(--strong)}
dl{display:grid;grid-template-columns:fit-content(40%) 1fr;gap:.125rem 1rem;margin:.5rem 0;font-size:.875rem}
dt{color:var(--soft)}
dd{margin:0}
figure{margin:0}
.narrow{width:auto}
.number{text-align:end}
svg{display:block;max-width:100%;height:auto;border-bottom:1px solid var(--soft);fill:var(--strong)}
.choices{position:relative;max-height:16rem;overflow:auto;scroll-padding:2.5rem 0 .5rem;border:1px solid var(--line)}
.choices table{border-style:hidden}
.choices thead th{position:sticky;top:0;z-index:1}
.choices th,.choices td{padding-block:.125rem;vertical-align:middle}
.choices label{display:block;padding:.1875rem;text-align:center;line-height:1;cursor:pointer}
.choices input{width:1.125rem;height:1.125rem;accent-color:var(--strong)}
.result{margin-top:1rem;counter-reset:differing}
.result tbody tr{counter-increment:differing}
.result table{table-layout:fixed}
.count::before{content:"Fields that differ: " counter(differing)}
.pick{display:none}
.unable{display:none}
@supports not selector(:has(a)){.unable{display:block}.choices,.result{display:none}}
@media(max-width:40rem){
dl{grid-template-columns:1fr}
dd{margin:0 0 .5rem 1rem}
th,td{padding:.25rem}
}
@media print{
:root{color-scheme:light;--page:#fff;--text:#000;--soft:#444;--line:#999;--panel:#eee;--strong:#000;--was:#fff;--now:#fff;--made:#000;--gone:#000;--back:#000}
body{max-width:none;padding:0}
nav,.skip,.choices{display:none}
details::details-content{content-visibility:visible;height:auto}
@supports not selector(details::details-content){details:not([open])>summary::after{content:": folded away on the screen, so not on paper"}}
a{text-decoration:none}
.log>li,tr,figure{break-inside:avoid}
h2,h3,h4{break-after:avoid}
}
)";

} // namespace yore::detail::pages

#endif
