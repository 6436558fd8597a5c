#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""check.py REPORT RESULTS PAGE: makes the page about small results and reads what was made; reads the real page too."""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

SVG = "{http://www.w3.org/2000/svg}"
mistakes = []


def expect(holds, what):
    if not holds:
        mistakes.append(what)


def make(report, results, folder):
    page = pathlib.Path(folder, "performance.md")
    subprocess.run([sys.executable, report, results, page], check=True)
    return {path.relative_to(folder): path.read_bytes() for path in sorted(pathlib.Path(folder).rglob("*")) if path.is_file()}


def check_plot(series, text, page):
    name = series["id"]
    alternative = re.search(r"!\[([^\]]+)\]\(performance/" + name + r"\.svg\)", page)
    expect(alternative, f"{name}: the page does not show it, or not in words")
    for line in series["lines"]:
        expect(alternative and line["name"] in alternative.group(1), f"{name}: the words leave out {line['name']}")
    root = xml.fromstring(text)
    expect(root.tag == SVG + "svg", f"{name}: is no SVG")
    expect(root.findtext(SVG + "title") == series["title"], f"{name}: has another title")
    words = {"".join(each.itertext()).strip() for each in root.iter(SVG + "text")}
    for wanted in [series["title"], series["x"]["label"], series["y"]["label"], *(l["name"] for l in series["lines"])]:
        expect(wanted in words, f"{name}: nowhere in it stands {wanted}")
    expect(any(each.get("fill") == "#ffffff" for each in root.iter(SVG + "rect")), f"{name}: has no background of its own")
    expect(not re.search(rb"\d\d:\d\d:\d\d|20\d\d-\d\d", text), f"{name}: has a date in it")


def check_real_page(path):
    page = path.read_text(encoding="utf-8")
    shown = set(re.findall(r"!\[[^\]]+\]\(performance/([^)]+)\)", page))
    there = {each.name for each in path.with_suffix("").glob("*.svg")}
    expect(shown == there, f"{path.name}: shows other plots than there are: {sorted(shown ^ there)}")
    expect("{{" not in page, f"{path.name}: a place was not filled in")


def main(report, results, real_page):
    check_real_page(pathlib.Path(real_page))
    if shutil.which("gnuplot") is None:
        print("Skipped: there is no gnuplot")
        return 77
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        files = make(report, results, one)
        expect(files == make(report, results, other), "the same results make another page")
    page = files[pathlib.Path("performance.md")].decode()
    told = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(pathlib.Path(results).glob("*.json"))]
    plots = {path.stem: text for path, text in files.items() if path.suffix == ".svg"}
    series = [each for result in told for each in result["series"]]
    expect(set(plots) == {each["id"] for each in series}, "not every series has its plot")
    for each in series:
        check_plot(each, plots[each["id"]], page)
    for each in (table for result in told for table in result["tables"]):
        expect(page.count(f"**{each['title']}**") == 1, f"{each['title']}: is not told once")
    expect("{{" not in page, "a place was not filled in")
    expect("**1 of 2 limits is missed:**" in page and "| **missed** |" in page, "a limit that is missed is not told in bold")
    expect("| 46.8 ns | by_hand_list | 49.2 ns | 0.98 (0.95–1.08) | 1.10 | met |" in page, "a row is not told")
    expect("| a \\| b | 12.3 |" in page, "a cell is not told as a cell")
    expect("360 bytes when every row is full, 69.4 when every 32nd is" in page, "the default of full_row_every is not explained")
    expect("A processor, 2 cores, 8.00 GiB of memory; g++ 12.2.0" in page, "the machine is not named")
    print("\n".join(mistakes) or "The page and its plots are as they should be.")
    return 1 if mistakes else 0


sys.exit(main(*sys.argv[1:]))
