# SPDX-License-Identifier: BSL-1.0
"""What it may cost to compile yore: figures that are the same on every machine with the same headers.

  compile_time budgets                                 measures and renews benchmarks/budgets.ini
  compile_time budgets --measure=FILE                  measures and writes the figures to a file of the same form
  compile_time budgets --check=FILE [--budgets=FILE]   fails where a measured figure is above its budget
  compile_time budgets --tight=FILE [--budgets=FILE]   ends with 77 where one is so far below that it can be renewed
"""
import argparse
import configparser
import os
import sys
import tempfile
import textwrap

from compilers import ROOT, Failed, found, public_headers, say, symbols, write
from sources import SUBJECTS, includes, source

BUDGETS = os.path.join(ROOT, "benchmarks", "budgets.ini")
RENEW = "where that is meant, renew the budgets with scripts/bench budgets"
ALLOWED = 0.05
SLACK = 10  # always allowed: five per cent of a small header is less than one declaration

MADE_WITH, OWN, ALL, ELSEWHERE, SYMBOLS = (
    "made with", "lines of yore", "lines in all", "headers from elsewhere", "symbols")
EXPLAINED = {
    MADE_WITH: "What comes from elsewhere is compared where all of these are the same, what is yore's with every such g++.",
    OWN: "After the preprocessor, without blank ones: those that come from yore.",
    ALL: "The same with those that come from elsewhere.",
    ELSEWHERE: "What headers of yore include that is not yore's.",
    SYMBOLS: "Of an object file at -O0 with models of 16 fields.",
}
COMPONENTS = ["yore/yore.hpp", "yore/text.hpp", "yore/html.hpp", "yore/json.hpp", "yore/store/sqlite.hpp",
              "yore/manage.hpp"]
OBJECTS = [("history", 1), ("history", 10), ("history_separately", 1)]

# The macros that tell what a figure was made with, and the header that defines them.
VERSIONS = {
    "g++": (["__GNUC__", "__GNUC_MINOR__", "__GNUC_PATCHLEVEL__"], "cstddef"),
    "glibc": (["__GLIBC__", "__GLIBC_MINOR__"], "cstddef"),
    "boost": (["BOOST_LIB_VERSION"], "boost/version.hpp"),
    "nlohmann_json": (["NLOHMANN_JSON_VERSION_MAJOR", "NLOHMANN_JSON_VERSION_MINOR", "NLOHMANN_JSON_VERSION_PATCH"],
                      "nlohmann/json.hpp"),
    "sqlite": (["SQLITE_VERSION"], "sqlite3.h"),
    "cli11": (["CLI11_VERSION"], "CLI/Version.hpp"),
}


def measure(compiler):
    """All figures: texts by section and name."""
    figures = {section: {} for section in EXPLAINED}
    with tempfile.TemporaryDirectory() as folder:
        figures[MADE_WITH] = made_with(compiler, folder)
        for header in public_headers():
            say(header)
            try:
                lines = compiler.lines(write(folder, "header.cpp", includes([header])))
            except Failed as words:
                if "No such file" not in str(words):
                    raise
                print(f"left out: <{header}>, which includes what is not installed")
                continue
            figures[OWN][header] = str(lines.own)
            figures[ALL][header] = str(lines.all)
            if header in COMPONENTS:
                figures[ELSEWHERE][header] = " ".join(lines.elsewhere)
        for subject, models in OBJECTS:
            name = f"{SUBJECTS[subject].title.removeprefix('and ').replace('`', '')}, models: {models}"
            say(name)
            built = os.path.join(folder, "models.o")
            compiler.build(write(folder, "models.cpp", source(subject, models, 16)), "-O0", built)
            figures[SYMBOLS][name] = str(symbols(built))
        say("")
    return figures


def made_with(compiler, folder):
    headers = dict.fromkeys(header for _, header in VERSIONS.values())
    text = "".join(f"#if __has_include(<{header}>)\n#include <{header}>\n#endif\n" for header in headers)
    macros = compiler.macros(write(folder, "versions.cpp", text))
    return {name: ".".join(macros[macro].strip('"') for macro in spelled)
            for name, (spelled, _) in VERSIONS.items() if spelled[0] in macros}


def compare(budgets, figures):
    """Returns: sentences about figures that are too high, that are lower than they need be, and what is not compared."""
    grown, shrunk, left_out = [], [], []
    made, here = budgets[MADE_WITH], figures[MADE_WITH]
    others = [f"{name} {made.get(name, 'none')}, here is {here.get(name, 'none')}"
              for name in {**made, **here} if made.get(name) != here.get(name)]
    same_compiler = made.get("g++", "").split(".")[0] == here.get("g++", "").split(".")[0]
    if others:
        what = f"{ALL}, {SYMBOLS}" if same_compiler else "anything"
        left_out.append(f"not compared: {what}; the budgets are for {'; for '.join(others)}")

    sections = [OWN, ELSEWHERE] * same_compiler + [ALL, SYMBOLS] * (not others)
    for section in sections:
        for name, figure in figures[section].items():
            budget = budgets[section].get(name)
            if budget is None:
                grown.append(f"{name} has no budget for {section}")
            elif section == ELSEWHERE:
                new, old = set(figure.split()), set(budget.split())
                grown += [f"{name} includes <{header}>, which its budget does not have" for header in sorted(new - old)]
                shrunk += [f"{name} includes <{header}> no longer" for header in sorted(old - new)]
            else:
                sentence = f"{section}, {name}: the budget is {budget}, now it is {figure} {change(budget, figure)}"
                grown += [sentence] * is_above(int(budget), int(figure))
                shrunk += [sentence] * is_above(int(figure), int(budget))
        gone = [name for name in budgets[section] if name not in figures[section]]
        grown += [f"{name} has a budget for {section} and is gone" for name in gone if not is_left_out(name, here)]
    return grown, shrunk, left_out


def is_left_out(name, here):
    """Whether a header is not there for want of what it includes."""
    return len(here) < len(VERSIONS) and name in public_headers()


def is_above(budget, figure):
    return figure - budget > max(SLACK, ALLOWED * budget)


def change(budget, figure):
    return f"({100 * (int(figure) / max(int(budget), 1) - 1):+.1f} %)"


def read(path):
    parser = parser_of_figures()
    with open(path, encoding="utf-8") as file:
        parser.read_file(file)
    return {section: dict(parser[section]) if section in parser else {} for section in EXPLAINED}


def save(path, figures):
    with open(path, "w", encoding="utf-8") as file:
        file.write("# What yore may cost to compile. The tests fail where a figure is more than 5 % above the one here;\n"
                   "# where that is meant, scripts/bench budgets makes this file anew.\n")
        for section, explained in EXPLAINED.items():
            file.write(f"\n# {explained}\n[{section}]\n")
            for name, figure in figures[section].items():
                file.write(textwrap.fill(f"{name} = {figure}", 118, subsequent_indent="    ", break_on_hyphens=False) + "\n")


def parser_of_figures():
    parser = configparser.ConfigParser(delimiters=["="], comment_prefixes=["#"], interpolation=None)
    parser.optionxform = str
    return parser


def check(figures, path):
    grown, shrunk, left_out = compare(read(path), figures)
    for sentence in [*left_out, *grown, *(f"could be less: {sentence}" for sentence in shrunk)]:
        print(f"yore: {sentence}")
    if grown:
        print(f"yore: {RENEW}")
    return 1 if grown else 0


def tight(figures, path):
    _, shrunk, _ = compare(read(path), figures)
    for sentence in shrunk:
        print(f"yore: {sentence}; scripts/bench budgets makes the budget as low as that")
    return 77 if shrunk else 0


def renew(figures):
    if os.path.exists(BUDGETS):
        before = read(BUDGETS)
        for section in EXPLAINED:
            for name in {**before[section], **figures[section]}:
                old, new = before[section].get(name, "none"), figures[section].get(name, "none")
                if old != new:
                    print(f"{section}, {name}: {old} became {new}")
    save(BUDGETS, figures)
    return 0


def main(arguments):
    parser = argparse.ArgumentParser(prog="compile_time budgets", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--measure", "--check", "--tight"):
        parser.add_argument(option, metavar="FILE")
    parser.add_argument("--budgets", metavar="FILE", default=BUDGETS)
    chosen = parser.parse_args(arguments)
    if chosen.check:
        return check(read(chosen.check), chosen.budgets)
    if chosen.tight:
        return tight(read(chosen.tight), chosen.budgets)
    compiler = found(os.environ.get("CXX") or "g++-12")
    if not compiler:
        sys.exit("yore: the compiler is not installed; choose another one with CXX")
    figures = measure(compiler)
    if chosen.measure:
        save(chosen.measure, figures)
        return 0
    return renew(figures)
