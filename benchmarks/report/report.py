#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""report.py RESULTS PAGE: writes a page about the results of the benchmarks, and its plots.

RESULTS is a folder of files as `--result=FILE` writes them, one for each program. PAGE is the Markdown; the plots lie in
a folder beside it that has its name. The page is performance.md.in with these places filled in:

  {{machine}}           what it was measured on, and whether in haste: then there is a file `quick` among the results
  {{missed}}            the limits that are missed, in bold
  {{table:NAME}}        the tables whose id matches NAME, a pattern as a shell has them
  {{plot:NAME}}         the same for series: a plot, what it shows in words, and its numbers
  {{full_row_every}}    why every so many rows are full
  {{rest:PROGRAM}}      what else a program has measured; of all programs where there is no name
  {{include:FILE}}      a file beside this one, as it is

The same results give the same bytes. Needs gnuplot.
"""
import fnmatch
import html
import json
import math
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#555555", "#000000"]
POINTS = [7, 5, 9, 13, 11, 4, 6, 8]  # filled, of another form for each line


# ---- numbers

def number(value):
    """Three significant digits as people read them: 1,230,000, 12.3, 0.012."""
    if value == 0:
        return "0"
    size = abs(value)
    if size >= 100:
        return f"{round(value, 2 - math.floor(math.log10(size))):,.0f}"
    text = f"{value:.{max(2 - math.floor(math.log10(size)), 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def place(value):
    """A number on an axis; whole ones are not rounded."""
    return f"{value:,.0f}" if value == int(value) else number(value)


def with_spread(median, low, high):
    return number(median) if low == high else f"{number(median)} ({number(low)}–{number(high)})"


def times(factor):
    return f"{number(factor)} times"


# ---- what was measured

class Results:
    """The results of all programs, in the order of their names."""

    def __init__(self, folder):
        self.programs = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
        self.is_quick = (folder / "quick").exists()
        if not self.programs:
            sys.exit(f"there are no results in {folder}")
        self.told = set()

    def _all(self, kind):
        return [(program, each) for program, result in self.programs.items() for each in result.get(kind, [])]

    def tables(self, pattern, program=None):
        return self._matching("tables", pattern, program)

    def series(self, pattern, program=None):
        return self._matching("series", pattern, program)

    def _matching(self, kind, pattern, program):
        found = [each for of, each in self._all(kind)
                 if (program is None or of == program) and fnmatch.fnmatchcase(each["id"], pattern)]
        found = [each for each in found if (kind, each["id"]) not in self.told]
        self.told.update((kind, each["id"]) for each in found)
        return found

    def line(self, series, name):
        for _, each in self._all("series"):
            if each["id"] == series:
                for line in each["lines"]:
                    if line["name"] == name:
                        return {point[0]: point[1] for point in line["points"]}
        return {}

    def verdicts(self):
        """Rows of tables whose last column tells whether a limit is met."""
        for _, table in self._all("tables"):
            for row in table["rows"]:
                if row and row[-1] in ("met", "missed"):
                    yield dict(zip(table["columns"], row)), row


# ---- Markdown

def cell(value):
    text = value if isinstance(value, str) else number(value)
    text = text.replace("|", "\\|")
    return "**missed**" if text == "missed" else text


def is_number(value):
    return not isinstance(value, str) or re.match(r"^(\*\*)?[-+]?[\d.,]+( (ns|µs|ms|s|%|\(.*\)))?(\*\*)?$", value) is not None


def markdown_table(columns, rows):
    filled = [[row[i] for row in rows if row[i] != ""] for i in range(len(columns))]
    lines = ["| " + " | ".join(columns) + " |",
             "|" + "|".join("--:" if values and all(map(is_number, values)) else "---" for values in filled) + "|"]
    lines += ["| " + " | ".join(map(cell, row)) + " |" for row in rows]
    return "\n".join(lines)


def table_text(table):
    rows = []
    for row in table["rows"]:
        row = list(row)
        if row and row[-1] == "missed":
            row = [f"**{value}**" if "(" in str(value) and i == len(row) - 3 else value for i, value in enumerate(row)]
        rows.append(row)
    return f"**{table['title']}**\n\n{markdown_table(table['columns'], rows)}\n"


def growth(series):
    """Says of every line how it grows from its first to its last point."""
    unit = re.search(r"\(([^)]*)\)$", series["y"]["label"])
    unit = " " + unit.group(1) if unit else ""
    told = []
    for line in series["lines"]:
        first, last = line["points"][0], line["points"][-1]
        said = f"{line['name']}: {number(first[1])}{unit} at {place(first[0])}"
        if last is not first:
            said += f", {number(last[1])}{unit} at {place(last[0])}"
            if first[1] > 0:
                said += f" ({times(last[1] / first[1])})"
        told.append(said)
    return told


def description(series):
    axes = f"{series['y']['label']} against {series['x']['label']}"
    return f"{axes}. " + "; ".join(growth(series)) + "."


def points_table(series):
    at = sorted({point[0] for line in series["lines"] for point in line["points"]})
    columns = [series["x"]["label"]] + [line["name"] for line in series["lines"]]
    rows = []
    for x in at:
        row = [place(x)]
        for line in series["lines"]:
            found = [point for point in line["points"] if point[0] == x]
            row.append(with_spread(*found[0][1:]) if found else "")
        rows.append(row)
    return markdown_table(columns, rows)


def plot_text(series, folder):
    alternative = f"{series['title']}: {description(series)}".replace("[", "(").replace("]", ")")
    return (f"![{alternative}]({folder}/{series['id']}.svg)\n\n"
            f"<details><summary>{html.escape(series['title'])}: {html.escape(series['y']['label'])}, median (min–max)"
            f"</summary>\n\n{points_table(series)}\n\n</details>\n")


# ---- plots

def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def ticks_between(low, high):
    """1, 2, 5, 10 … from the first below to the first above."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    ticks = [factor * 10.0 ** power for power in powers for factor in (1, 2, 5)]
    return [tick for tick in ticks if low / 1.4 <= tick <= high * 1.4]


def is_binary(values):
    return len(values) > 1 and sum(math.log2(value).is_integer() for value in values) * 2 > len(values)


def axis_commands(name, axis, lows, highs):
    low, high = min(lows), max(highs)
    commands = [f"set {name}label {quoted(axis['label'])}"]
    if not axis["log"]:
        return commands + [f"set {name}range [0:{high * 1.15:.6g}]"]
    base = 10
    if name == "x":
        at = sorted(set(lows))
        base = 2 if is_binary(at) else 10
        if len(at) > 12 or any(x != int(x) for x in at):
            at = ticks_between(low, high)
        ticks = ", ".join(f"{quoted(place(x))} {x:g}" for x in at)
        commands += [f"set xtics ({ticks})", f"set xrange [{low / 1.4:.6g}:{high * 1.4:.6g}]"]
    else:
        bottom = math.floor(math.log10(low) + 1e-9)
        top = max(math.ceil(math.log10(high) - 1e-9), bottom + 1)
        ticks = ", ".join(f"{quoted(number(10.0 ** power))} {10.0 ** power:g}" for power in range(bottom, top + 1))
        commands += [f"set ytics ({ticks})", "set mytics 10", f"set yrange [{10.0 ** bottom:g}:{10.0 ** top:g}]"]
    return commands + [f"set logscale {name} {base}"]


def gnuplot_script(series):
    points = [point for line in series["lines"] for point in line["points"]]
    script = ["set terminal svg noenhanced size 760,460 dynamic font 'sans-serif,13' background '#ffffff'",
              "set encoding utf8", "set border 3 lc rgb '#333333'", "set tics nomirror", "set grid lc rgb '#dddddd'",
              "set key outside bottom center horizontal height 1", f"set title {quoted(series['title'])}"]
    script += axis_commands("x", series["x"], [p[0] for p in points], [p[0] for p in points])
    script += axis_commands("y", series["y"], [p[2] for p in points], [p[3] for p in points])
    for i, line in enumerate(series["lines"]):
        script += [f"$line{i} << EOD"] + [" ".join(f"{value:.9g}" for value in point) for point in line["points"]] + ["EOD"]
    drawn = []
    for i, line in enumerate(series["lines"]):
        look = f"lc rgb '{COLOURS[i % len(COLOURS)]}' lw {2.5 if i == 0 else 1.5} pt {POINTS[i % len(POINTS)]} ps 0.7"
        drawn.append(f"$line{i} using 1:2:3:4 with yerrorlines {look} title {quoted(line['name'])}")
    return "\n".join(script + ["plot " + ", ".join(drawn)]) + "\n"


def draw(series, path):
    done = subprocess.run(["gnuplot"], input=gnuplot_script(series), capture_output=True, text=True)
    if done.returncode != 0 or "</svg>" not in done.stdout:
        sys.exit(f"gnuplot could not draw {series['id']}:\n{done.stderr}")
    # What a reader without eyes is told, instead of the name and version of the program.
    words = f"<title>{html.escape(series['title'])}</title>"
    svg = re.sub(r"<title>.*?</title>", lambda _: words, done.stdout, count=1, flags=re.S)
    words = f"<desc>{html.escape(description(series))}</desc>"
    svg = re.sub(r"<desc>.*?</desc>", lambda _: words, svg, count=1, flags=re.S)
    path.write_text(svg, encoding="utf-8")


# ---- sentences that have figures in them

def machine_text(results):
    machines = []
    for result in results.programs.values():
        about = result.get("machine", {})
        if about and about not in machines:
            machines.append(about)
    told = []
    for about in machines:
        told.append(f"{about.get('processor', 'unknown processor')}, {about.get('cores', '?')} cores, "
                    f"{about.get('memory', '?')} of memory; {about.get('compiler', '?')}; {about.get('system', '?')}.")
    if results.is_quick:
        told.append("**With `--quick`: few repetitions of little work. These figures are rough.**")
    return "\n>\n> ".join(told)


def missed_text(results):
    verdicts = list(results.verdicts())
    missed = [(named, row) for named, row in verdicts if row[-1] == "missed"]
    if not verdicts:
        return "No limit was checked."
    if not missed:
        return f"Each of the {len(verdicts)} limits is met."
    lines = [f"**{len(missed)} of {len(verdicts)} limits {'is' if len(missed) == 1 else 'are'} missed:**", ""]
    for named, row in missed:
        what = ", ".join(str(value) for value in row[:-3] if value != "")
        lines.append(f"- **{what}: {row[-3]}, limit {row[-2]}**")
    return "\n".join(lines)


def percent(after, before):
    change = (after / before - 1) * 100
    return f"{abs(change):.0f} % {'more' if change > 0 else 'less'}"


def full_row_text(results, chosen=32):
    """Why every 32nd row is full, from the curves of room and time."""
    deep = "1,000 versions"
    room, time = results.line("full_row_bytes", deep), results.line("full_row_latency", deep)
    shallow = results.line("full_row_latency", "10 versions")
    if not all(k in each for each in (room, time) for k in (1, chosen // 2, chosen, chosen * 2)):
        return ""
    never = max(room)
    text = (f"Of an entity with {deep}, a version takes {number(room[1])} bytes when every row is full, "
            f"{number(room[chosen])} when every {chosen}nd is, and {number(room[never])} when only the first is; to answer "
            f"`as_of(key, t)` takes {number(time[1])} µs, {number(time[chosen])} µs and {number(time[never])} µs. "
            f"Twice as many rows between full ones, {chosen * 2}, would take {percent(room[chosen * 2], room[chosen])} room "
            f"and {percent(time[chosen * 2], time[chosen])} time; half as many, {chosen // 2}, "
            f"{percent(room[chosen // 2], room[chosen])} room and {percent(time[chosen // 2], time[chosen])} time. ")
    if 1 in shallow and chosen in shallow:
        text += (f"An entity with 10 versions never has a second full row with {chosen}, and is asked in "
                 f"{number(shallow[chosen])} µs, with every row full in {number(shallow[1])} µs. ")
    saved = (room[1] - room[chosen]) / (room[1] - room[never]) * 100
    return text + (f"So {chosen} saves {saved:.0f} % of the room that can be saved at all, and still no question has to read "
                   f"more than {chosen} rows. `full_row_every` chooses another number.")


# ---- the page

class Page:
    def __init__(self, results, path):
        self.results, self.path = results, path
        self.plots = path.with_suffix("")

    def fill(self, match):
        what, _, name = match.group(1).partition(":")
        if what == "machine":
            return machine_text(self.results)
        if what == "missed":
            return missed_text(self.results)
        if what == "full_row_every":
            return full_row_text(self.results)
        if what == "include":
            return (HERE / name).read_text(encoding="utf-8").strip()
        if what == "table":
            return self.tell(self.results.tables(name), [])
        if what == "plot":
            return self.tell([], self.results.series(name))
        if what == "rest":
            program = name or None
            return self.tell(self.results.tables("*", program), self.results.series("*", program), program)
        sys.exit(f"performance.md.in: what is {match.group(0)}?")

    def tell(self, tables, series, program=None):
        for each in series:
            draw(each, self.plots / f"{each['id']}.svg")
        told = [table_text(each) for each in tables] + [plot_text(each, self.plots.name) for each in series]
        if program is not None and program not in self.results.programs:
            told = ["Not measured in this run."]
        return "\n".join(told).strip()

    def write(self):
        self.plots.mkdir(parents=True, exist_ok=True)
        for old in self.plots.glob("*.svg"):
            old.unlink()
        text = re.sub(r"\{\{([^}]*)\}\}", self.fill, (HERE / "performance.md.in").read_text(encoding="utf-8"))
        self.path.write_text(re.sub(r"\n{3,}", "\n\n", text).strip() + "\n", encoding="utf-8")


def main(arguments):
    if len(arguments) != 2:
        sys.exit(__doc__)
    Page(Results(pathlib.Path(arguments[0])), pathlib.Path(arguments[1])).write()


if __name__ == "__main__":
    main(sys.argv[1:])
