# SPDX-License-Identifier: BSL-1.0
"""check.py <folder of pages> <sentence>: checks one sentence about the pages, most of them in a real browser.

check.py <folder of pages> --photograph: makes the picture in the documentation.
Ends with 77 where the program that it needs is not installed.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree

import chromium
import picture

PICTURE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../docs/guide/pages.png")
checks = {}
ELEMENTS = set("html head meta title style body a header h1 h2 h3 h4 p nav ul ol li main section table caption thead "
               "tbody tr th td label span input div bdi em small time br details summary dl dt dd figure figcaption svg "
               "rect".split())


def check(sentence):
    """Registers a check; those that take a browser get one."""
    def register(function):
        checks[sentence] = function
        return function
    return register


def skip(program):
    print(f"skipped: {program} is not installed")
    sys.exit(77)


def equal(found, expected):
    assert found == expected, f"found {found!r}, expected {expected!r}"


def pages(folder):
    found = sorted(glob.glob(os.path.join(folder, "*.html")))
    assert len(found) == 6, found
    return found


def copy_without_policy(page):
    """The page without its second wall, so that the first one is seen to hold alone."""
    with open(page, encoding="utf-8", newline="") as file:
        text = file.read()
    bare, removed = re.subn(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", text)
    equal(removed, 1)
    copy = page + ".bare"
    os.makedirs(copy, exist_ok=True)
    copy = os.path.join(copy, "index.html")
    with open(copy, "w", encoding="utf-8", newline="") as file:
        file.write(bare)
    return copy


def requests(browser):
    return [e["params"]["request"]["url"] for e in browser.events if e.get("method") == "Network.requestWillBeSent"]


def nothing_ran(browser, page):
    browser.value("document.querySelectorAll('*').forEach(e => e.dispatchEvent(new MouseEvent('mouseover')))")
    equal(browser.value("typeof window.ran"), "undefined")
    equal([e for e in browser.events if e.get("method") == "Page.javascriptDialogOpening"], [])
    equal([u for u in requests(browser) if u != "file://" + page], [])
    equal(browser.value("document.scripts.length"), 0)


def chosen(browser):
    """The comparison as it is seen: the two versions, and field, from, to of each row."""
    return browser.value("""(() => {
        const seen = e => [...e.querySelectorAll('.pick')].filter(p => getComputedStyle(p).display != 'none')
            .map(p => p.innerText).join('|');
        const heads = [...document.querySelectorAll('.result thead th')].slice(1).map(seen);
        const rows = [...document.querySelectorAll('.result tbody tr')]
            .filter(r => getComputedStyle(r).display != 'none')
            .map(r => [r.children[0].innerText, seen(r.children[1]), seen(r.children[2])]);
        return [...heads, ...rows]; })()""")


def choose(browser, before, after):
    """Clicks on two versions, as a person with a mouse."""
    rows = browser.value("[...document.querySelectorAll('.choices tbody th')].map(t => parseInt(t.innerText))")
    for name, version in (("from", before), ("to", after)):
        browser.click(f".choices tbody tr:nth-child({rows.index(version) + 1}) input[name={name}]")


def count_of_rows(browser):
    """What the line below the comparison says, from the tree that screen readers get."""
    nodes = browser("Accessibility.getFullAXTree")["nodes"]
    texts = [n["name"]["value"] for n in nodes if n.get("role", {}).get("value") == "StaticText"]
    return int(re.search(r"Fields that differ: *(\d+)", "".join(texts)).group(1))


# ---- without a browser


@check("the pages are valid HTML")
def _(folder):
    if not shutil.which("tidy"):
        skip("tidy")
    for page in pages(folder):
        tidy = subprocess.run(["tidy", "-quiet", "-errors", "-utf8", page], capture_output=True, text=True)
        equal((page, tidy.returncode, tidy.stderr), (page, 0, ""))


@check("the pages are well-formed XML and have no elements or links but their own")
def _(folder):
    for page in pages(folder):
        root = xml.etree.ElementTree.parse(page).getroot()
        ids = [e.get("id") for e in root.iter() if e.get("id")]
        equal(len(ids), len(set(ids)))
        for element in root.iter():
            if element.tag == "title" and element is not root.find("head/title"):
                continue  # of a bar in the picture
            assert element.tag in ELEMENTS, element.tag
            for name, value in element.attrib.items():
                assert not name.startswith("on") and name not in ("src", "style", "srcdoc"), (element.tag, name)
                if name == "href":
                    assert value[0] == "#" and value[1:] in ids, value
                if name in ("aria-labelledby",):
                    assert value in ids, value


@check("a page of a long past stays below a megabyte")
def _(folder):
    size = os.path.getsize(os.path.join(folder, "long.html"))
    assert size < 1_000_000, size


@check("a picture with one cell of another colour is another picture")
def _(folder):
    width, height, samples, rows = picture.read(PICTURE)
    for channel in range(3):
        other = [bytearray(row) for row in rows]
        for row in other[400:430]:
            for x in range(200, 300):
                row[x * samples + channel] ^= 64
        differs = picture.share_that_differs((width, height, samples, rows), (width, height, samples, other))
        assert differs >= 0.1, differs
    equal(picture.share_that_differs((width, height, samples, rows), (width, height, samples, rows)), 0)


# ---- in the browser


@check("no script runs and nothing is loaded whatever the values are")
def _(folder, browser):
    for page in pages(folder):
        browser.open(page)
        nothing_ran(browser, page)
        equal([e for e in browser.events if e.get("method") == "Log.entryAdded"], [])


@check("escaping alone keeps every script out")
def _(folder, browser):
    for page in pages(folder):
        copy = copy_without_policy(page)
        browser.open(copy)
        nothing_ran(browser, os.path.abspath(copy))
        equal(browser.value("document.querySelectorAll('img,iframe,form,base,link,object,embed').length"), 0)
        equal(browser.value("document.documentElement.innerHTML.match(/<[a-z][^>]* on[a-z]+=/)"), None)


@check("the security policy alone keeps every script out")
def _(folder, browser):
    page = os.path.join(folder, "machine.html")
    with open(page, encoding="utf-8") as file:
        text = file.read()
    for attack in ("<script>window.ran=1</script>", "<img src='x' onerror='window.ran=1' />",
                   "<iframe srcdoc='&lt;script>parent.ran=1&lt;/script>'></iframe>",
                   "<link rel='stylesheet' href='http://127.0.0.1:9/x' />",
                   "<object data='http://127.0.0.1:9/x'></object>",
                   "<form action='http://127.0.0.1:9/x' id='sent'><button id='send'>send</button></form>"):
        os.makedirs(os.path.join(folder, "attacked"), exist_ok=True)
        attacked = os.path.join(folder, "attacked", "index.html")
        with open(attacked, "w", encoding="utf-8") as file:
            file.write(text.replace("<main id=\"content\">", "<main id=\"content\">" + attack))
        browser.open(attacked)
        if "sent" in attack:
            browser.click("#send")
        browser.wait_for("Log.entryAdded")
        equal(browser.value("typeof window.ran"), "undefined")
        answered = [e for e in browser.events if e.get("method") == "Network.responseReceived"]
        equal([e["params"]["response"]["url"] for e in answered if "attacked" not in e["params"]["response"]["url"]
               and not e["params"]["response"]["url"].startswith("about:")], [])
        loud = [e for e in browser.events if e.get("method") == "Log.entryAdded"]
        assert any("Content Security Policy" in e["params"]["entry"]["text"] for e in loud), (attack, loud)


@check("hostile values are shown as they are, with what cannot be seen marked")
def _(folder, browser):
    browser.open(os.path.join(folder, "hostile_thing.html"))
    shown = browser.value("document.querySelector('#v1').innerText")
    for text in ("<script>window.ran=1;document.title='ran'</script>", "<img src=x onerror=\"window.ran=1\">",
                 "<b onclick=window.ran=1>&'\"", "\"><svg onload=window.ran=1>"):
        assert text in shown, (text, shown)
    marks = set(browser.value("[...document.querySelectorAll('.mark')].map(m => m.innerText)"))
    for mark in (r"\u{202e}", r"\x00", r"\x1b", r"\r", r"\xff", r"\xc0", r"\xed", r"\u{ffff}", r"\u{2028}", "·", r"\t"):
        assert mark in marks, (mark, marks)
    everything = browser.value("document.documentElement.textContent")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]", everything)
    assert "sesame" not in everything
    title = browser.value("document.title")
    assert title.startswith("Thing <script>window.ran=1;"), title


@check("any two versions can be compared, with scripts off")
def _(folder, browser):
    browser.scripts(False)
    browser.open(os.path.join(folder, "machine.html"))
    assert chosen(browser)[:2] == ["version 4", "version 5"], chosen(browser)
    equal(chosen(browser)[2:], [["name", "Medieval Madness (Remake)", "Medieval Madness"]])
    choose(browser, 1, 2)
    equal(chosen(browser), ["version 1", "version 2", ["status", "working", "broken"],
                            ["location", "Floor 1", "Workshop"], ["tags", "[castle]", "[castle, lamps]"]])
    equal(count_of_rows(browser), 3)
    choose(browser, 5, 1)  # backwards, and over a field that went and came back
    equal(chosen(browser), ["version 5", "version 1", ["location", "none", "Floor 1"],
                            ["tags", "[castle, dragon]", "[castle]"], ["key code", "[REDACTED]", "[REDACTED]"]])
    choose(browser, 3, 3)
    equal(chosen(browser), ["version 3", "version 3"])
    equal(count_of_rows(browser), 0)


@check("every pair of versions is compared as its fields say")
def _(folder, browser):
    browser.open(os.path.join(folder, "machine.html"))
    states = {1: ("Medieval Madness", "working", "Floor 1", "[castle]", 1),
              2: ("Medieval Madness", "broken", "Workshop", "[castle, lamps]", 1),
              3: ("Medieval Madness", "working", "Workshop", "[castle]", 2),
              4: ("Medieval Madness (Remake)", "working", "none", "[castle, dragon]", 2),
              5: ("Medieval Madness", "working", "none", "[castle, dragon]", 2)}
    names = ("name", "status", "location", "tags", "key code")
    word = lambda v: "[REDACTED]" if isinstance(v, int) else v
    for before in states:
        for after in states:
            choose(browser, before, after)
            equal(chosen(browser), [f"version {before}", f"version {after}"] +
                  [[n, word(a), word(b)] for n, a, b in zip(names, states[before], states[after]) if a != b])


@check("a comparison of two of many versions works too")
def _(folder, browser):
    browser.scripts(False)
    browser.open(os.path.join(folder, "long.html"))
    equal(browser.value("document.querySelectorAll('.choices tbody tr').length"), 100)
    equal(browser.value("document.querySelectorAll('.log > li').length"), 500)
    choose(browser, 1901, 2000)
    heads = chosen(browser)
    equal(heads[:2], ["version 1901", "version 2000"])
    equal(len(heads), 14)
    choose(browser, 1999, 2000)
    equal(len(chosen(browser)), 5)


@check("the keyboard reaches everything and its focus is seen")
def _(folder, browser):
    browser.scripts(False)
    for page in ("museum.html", "hostile_thing.html", "machine.html"):
        browser.open(os.path.join(folder, page))
        all_of_them = browser.value("""[...document.querySelectorAll('*')].map((e, i) => [e, i])
            .filter(([e]) => e.matches('a[href],summary,[tabindex],input:checked')).map(([e, i]) => i)""")
        reached = []
        while True:
            browser.press("Tab", 9)
            what = browser.value("""(() => { const e = document.activeElement; if (e == document.body) return null;
                const s = getComputedStyle(e), r = e.getBoundingClientRect();
                return [[...document.querySelectorAll('*')].indexOf(e), e.outerHTML, s.outlineStyle,
                        parseFloat(s.outlineWidth), r.right > 0 && r.bottom > 0 && r.left < innerWidth && r.top < innerHeight] })()""")
            if what is None or what[0] in reached:
                break
            assert what[2] != "none" and what[3] >= 2 and what[4], what
            reached.append(what[0])
        equal((page, reached), (page, all_of_them))
    browser.value("document.querySelector('input[name=from]:checked').focus()")
    browser.press("ArrowDown", 40)
    equal(chosen(browser)[:2], ["version 3", "version 5"])


@check("a version that the keyboard chooses is not hidden, however many there are")
def _(folder, browser):
    browser.scripts(False)
    browser.open(os.path.join(folder, "long.html"))
    browser.value("document.querySelector('input[name=from]:checked').focus()")
    for key, code in [("ArrowDown", 40)] * 30 + [("ArrowUp", 38)] * 30:
        browser.press(key, code)
        seen = browser.value("""(() => { const e = document.activeElement, r = e.getBoundingClientRect();
            const on_top = y => document.elementFromPoint(r.x + r.width / 2, y) == e;
            return [e.checked, on_top(r.top + 1), on_top(r.bottom - 1)] })()""")
        equal((key, seen), (key, [True, True, True]))


@check("a screen reader finds landmarks, headings, captions and names")
def _(folder, browser):
    for page in pages(folder):
        browser.open(page)
        browser.value("document.querySelectorAll('details').forEach(d => d.open = true)")
        nodes = [n for n in browser("Accessibility.getFullAXTree")["nodes"] if not n.get("ignored")]
        named = lambda role: [n.get("name", {}).get("value", "") for n in nodes if n["role"]["value"] == role]
        equal(browser.value("document.documentElement.lang"), "en")
        equal(len(named("main")), 1)
        equal(len(named("banner")), 1)
        equal(named("navigation"), ["On this page"])
        for role in ("region", "table", "radio", "heading", "link", "image"):
            assert all(named(role)), (page, role, named(role))
        levels = browser.value("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
        equal(levels[0], 1)
        assert all(b <= a + 1 for a, b in zip(levels, levels[1:])) and levels.count(1) == 1, levels
        equal(browser.value("document.querySelectorAll('th:not([scope])').length"), 0)
    browser.open(os.path.join(folder, "machine.html"))
    nodes = browser("Accessibility.getFullAXTree")["nodes"]
    radios = [n["name"]["value"] for n in nodes if n.get("role", {}).get("value") == "radio"]
    equal(radios[:3], ["from version 5", "to version 5", "from version 4"])


CONTRAST = """(() => {
    const numbers = c => c.match(/[\\d.]+/g).map(Number);
    const light = c => { const [r, g, b] = c.map(x => (x /= 255) <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b; };
    const behind = e => { for (; e; e = e.parentElement) { const c = numbers(getComputedStyle(e).backgroundColor);
        if (c.length == 3 || c[3] == 1) return c; } throw 'no background'; };
    const worst = {};
    for (const e of document.querySelectorAll('body *')) {
        if (![...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()) || !e.getClientRects().length) continue;
        const pair = [getComputedStyle(e).color, 'rgb(' + behind(e).slice(0, 3) + ')'];
        const [a, b] = pair.map(numbers).map(light).sort((x, y) => y - x);
        worst[pair.join(' on ')] = (a + .05) / (b + .05);
    }
    return worst; })()"""


@check("text has enough contrast, light and dark")
def _(folder, browser):
    backgrounds = set()
    for scheme in ("light", "dark"):
        browser.colours(scheme)
        for page in pages(folder):
            browser.open(page)
            browser.value("document.querySelectorAll('details').forEach(d => d.open = true)")
            pairs = browser.value(CONTRAST)
            assert len(pairs) > 3, pairs
            assert min(pairs.values()) >= 4.5, (page, scheme, pairs)
        backgrounds.add(browser.value("getComputedStyle(document.documentElement).backgroundColor"))
    equal(backgrounds, {"rgb(255, 255, 255)", "rgb(23, 24, 28)"})
    browser.open(os.path.join(folder, "museum.html"))
    equal(browser.value("getComputedStyle(document.querySelector('svg')).fill"), "rgb(163, 198, 255)")


@check("nothing is cut off or needs to be scrolled sideways, on a wide and on a narrow screen")
def _(folder, browser):
    for width in (320, 1000):
        for page in pages(folder):
            browser.open(page, width=width)
            wide = browser.value("document.documentElement.scrollWidth")
            assert wide <= width, (page, width, wide)
            inside = browser.value("[...document.querySelectorAll('.choices')].map(c => [c.scrollWidth, c.clientWidth])")
            assert all(scrolled <= seen for scrolled, seen in inside), (page, width, inside)


@check("on paper there is what was chosen, and nothing to click on")
def _(folder, browser):
    browser.open(os.path.join(folder, "machine.html"))
    choose(browser, 1, 3)
    browser.colours("dark", media="print")
    gone = "['nav', '.skip', '.choices'].map(s => getComputedStyle(document.querySelector(s)).display)"
    equal(browser.value(gone), ["none", "none", "none"])
    equal(browser.value("getComputedStyle(document.documentElement).backgroundColor"), "rgb(255, 255, 255)")
    equal(browser.value("getComputedStyle(document.body).color"), "rgb(0, 0, 0)")
    equal(chosen(browser)[:2], ["version 1", "version 3"])
    assert len(browser("Page.printToPDF")["data"]) > 10_000


@check("on paper every text can be read, what is folded away too")
def _(folder, browser):
    for page in pages(folder):
        browser.colours("dark", media="print")
        browser.open(page)
        browser.value("""document.querySelectorAll('.result tbody tr').forEach(r => {
            if (getComputedStyle(r).display == 'none') r.remove() })""")
        unseen = browser.value("""[...document.querySelectorAll('main *')].filter(e => !e.closest('.choices,.pick,.unable')
            && [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()) && !e.closest('svg')
            && !(e.checkVisibility({contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true})
                 && e.getClientRects().length)).map(e => e.outerHTML)""")
        equal((page, unseen), (page, []))
        pairs = browser.value(CONTRAST)
        assert min(pairs.values()) >= 4.5, (page, pairs)
        if page.endswith(("hostile_thing.html", "museum.html")):
            assert browser.value("document.querySelectorAll('details:not([open]) :is(dl, td)').length"), page


@check("revert, restore and links inside a page lead somewhere")
def _(folder, browser):
    browser.scripts(False)
    browser.open(os.path.join(folder, "machine.html"), height=400)
    equal(browser.value("document.querySelector('#v5 h3').innerText"), "Version 5 reverted to version 1")
    browser.click("#v5 h3 a")
    equal(browser.value("location.hash"), "#v1")
    top = browser.value("document.querySelector('#v1').getBoundingClientRect().top")
    assert 0 <= top < 400, top

    for page in pages(folder):
        browser.open(page, height=400)
        links = browser.value("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))")
        assert len(links) >= 3, (page, links)
        for i, link in enumerate(links):
            browser.value(f"scrollTo(0, document.body.scrollHeight * {i % 2}); document.querySelectorAll('a[href]')[{i}]"
                          ".focus({preventScroll: true})")
            browser.press("Enter", 13, "\r")
            top, left = browser.value(f"""(() => {{ const e = document.querySelector('{link}');
                return [e.getBoundingClientRect().top, document.body.scrollHeight - scrollY - innerHeight] }})()""")
            equal((page, browser.value("location.hash")), (page, link))
            assert -1 < top < 400 and (top < 40 or left < 40), (page, link, top, left)  # of a pixel there are fractions


FONT = "DejaVu Sans"


def photograph(browser, folder, file):
    """The page of a machine as the documentation shows it."""
    browser.open(os.path.join(folder, "machine.html"), width=760, height=1560)
    browser.value(f"document.documentElement.style.fontFamily = '{FONT}'")
    choose(browser, 1, 4)
    browser.value("scrollTo(0, 0); document.activeElement.blur()")
    browser.screenshot(file)


@check("a page looks as it does in the documentation")
def _(folder, browser):
    if not shutil.which("fc-list") or not subprocess.run(["fc-list", FONT], capture_output=True).stdout:
        skip("the font " + FONT)
    now = os.path.join(folder, "machine.png")
    photograph(browser, folder, now)
    differs = picture.share_that_differs(picture.read(now), picture.read(PICTURE))
    assert differs < 0.1, f"{differs:.1%} of a part of {now} differ from {PICTURE}; yore_browser_picture makes a new one"


def main(folder, sentence):
    if sentence == "--photograph":
        with chromium.Chromium() as browser:
            photograph(browser, folder, PICTURE)
        return picture.make_small(PICTURE)
    function = checks[sentence]
    if function.__code__.co_argcount == 1:
        return function(folder)
    if not chromium.path():
        skip("chromium")
    with chromium.Chromium() as browser:
        function(folder, browser)


if __name__ == "__main__":
    main(*sys.argv[1:])
