# SPDX-License-Identifier: BSL-1.0
"""What each header costs that users include."""
import sys

from compilers import Failed, Rounds, public_headers, write
from results import median, ratio
from sources import includes

CORE, JSON = "yore/yore.hpp", "nlohmann/json.hpp"
PFR = "boost/pfr.hpp"
ELSEWHERE, NOTHING = "of that: standard library and Boost", "an empty file"
COMPARED = [JSON, CORE, ELSEWHERE, PFR, NOTHING]


def measure(compilers, levels, rounds, folder, results):
    """Compilers and levels of optimisation: the first of each is the one whose figures are explained."""
    main = compilers[0]
    sources, lines = {}, {}

    def add(title, text):
        path = write(folder, f"header_{len(sources)}.cpp", text)
        try:
            lines[title] = main.lines(path)
        except Failed as words:
            if "No such file" not in str(words):
                raise
            print(f"left out: <{title}>, which includes what is not installed", file=sys.stderr)
            return
        sources[title] = path

    for header in [CORE, JSON, PFR, *public_headers()]:
        if header not in sources:
            add(header, includes([header]))
    add(ELSEWHERE, includes(lines[CORE].elsewhere))
    add(NOTHING, "")

    runs = Rounds(rounds)
    for title, path in sources.items():
        if title in COMPARED:
            runs.add((title, "checked"), main.seconds, "-fsyntax-only", path)
        for compiler in compilers:
            for level in levels:
                runs.add((title, compiler.name, level), compiler.build, path, level)
    samples = runs.run()

    rows = []
    for title in COMPARED:
        if title not in sources or JSON not in sources:
            continue
        cells = [quoted(title), lines[title].all, round(lines[title].all / lines[JSON].all, 2)]
        for run in [("checked",), (main.name, levels[0])]:
            ours, theirs = samples[title, *run], samples[JSON, *run]
            cells += [median(ours), "1.00" if title == JSON else ratio(ours, theirs)]
        rows.append(cells)
    results.table("core_header", f"To include the core, {main.name}",
                  ["header", "lines", "of json", "checked, s", "of json", f"compiled {levels[0]}, s", "of json"], rows)

    configurations = [(compiler.name, level) for compiler in compilers for level in levels]
    results.table("public_headers", "To include each header: seconds, and lines after the preprocessor without blank ones",
                  ["header", "lines", "yore's own", *(" ".join(configuration) for configuration in configurations)],
                  [[quoted(header), lines[header].all, lines[header].own,
                    *(median(samples[header, *configuration]) for configuration in configurations)]
                   for header in public_headers() if header in sources])


def quoted(title):
    return f"`<{title}>`" if title.endswith(".hpp") else title
