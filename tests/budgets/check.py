# SPDX-License-Identifier: BSL-1.0
"""check.py <measured figures>: the comparison with budgets finds what has grown, in the words that it should."""
import copy
import os
import subprocess
import sys
import tempfile
import unittest

COMPILE_TIME = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../benchmarks/compile_time")
sys.path.insert(0, COMPILE_TIME)
import budgets  # noqa: E402

MEASURED = sys.argv.pop()
CORE = "yore/yore.hpp"
FIGURES = {
    budgets.MADE_WITH: {"g++": "12.2.0", "glibc": "2.36", "boost": "1_81", "nlohmann_json": "3.11.2", "sqlite": "3.40.1",
                        "cli11": "2.1.2"},
    budgets.OWN: {CORE: "1000", "yore/diff.hpp": "20"},
    budgets.ALL: {CORE: "40000", "yore/diff.hpp": "300"},
    budgets.ELSEWHERE: {CORE: "array bit\nstring"},
    budgets.SYMBOLS: {"models: 1": "4000", "models: 10": "5000"},
}


def figures(section=None, name=None, figure=None):
    """The figures above, one of them changed, added or taken away."""
    changed = copy.deepcopy(FIGURES)
    if section and figure:
        changed[section][name] = figure
    elif section:
        del changed[section][name]
    return changed


def run(option, budget):
    """The exit code and the words of a comparison of what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "budgets.ini")
        budgets.save(path, budget)
        ran = subprocess.run([sys.executable, "-B", COMPILE_TIME, "budgets", f"{option}={MEASURED}", f"--budgets={path}"],
                             stdout=subprocess.PIPE, text=True, check=False)
    return ran.returncode, ran.stdout


class Comparison(unittest.TestCase):
    def grown(self, *changed):
        return budgets.compare(FIGURES, figures(*changed))[0]

    def shrunk(self, *changed):
        return budgets.compare(FIGURES, figures(*changed))[1]

    def test_equal_figures_are_neither_too_high_nor_too_low(self):
        self.assertEqual(budgets.compare(FIGURES, figures()), ([], [], []))

    def test_five_per_cent_are_allowed_and_no_more(self):
        self.assertEqual(self.grown(budgets.OWN, CORE, "1050"), [])
        self.assertEqual(self.grown(budgets.OWN, CORE, "1051"),
                         ["lines of yore, yore/yore.hpp: the budget is 1000, now it is 1051 (+5.1 %)"])
        self.assertEqual(self.grown(budgets.ALL, CORE, "42001"),
                         ["lines in all, yore/yore.hpp: the budget is 40000, now it is 42001 (+5.0 %)"])
        self.assertEqual(self.grown(budgets.SYMBOLS, "models: 10", "6000"),
                         ["symbols, models: 10: the budget is 5000, now it is 6000 (+20.0 %)"])

    def test_a_small_header_may_grow_by_a_few_lines(self):
        self.assertEqual(self.grown(budgets.OWN, "yore/diff.hpp", "30"), [])
        self.assertEqual(len(self.grown(budgets.OWN, "yore/diff.hpp", "31")), 1)

    def test_what_shrinks_is_said(self):
        self.assertEqual(self.shrunk(budgets.OWN, CORE, "953"), [])
        self.assertEqual(self.shrunk(budgets.OWN, CORE, "900"),
                         ["lines of yore, yore/yore.hpp: the budget is 1000, now it is 900 (-10.0 %)"])
        self.assertEqual(self.grown(budgets.OWN, CORE, "900"), [])

    def test_a_header_from_elsewhere_is_named(self):
        self.assertEqual(self.grown(budgets.ELSEWHERE, CORE, "algorithm array bit string"),
                         ["yore/yore.hpp includes <algorithm>, which its budget does not have"])
        self.assertEqual(self.shrunk(budgets.ELSEWHERE, CORE, "array string"), ["yore/yore.hpp includes <bit> no longer"])

    def test_a_header_has_a_budget_and_a_budget_a_header(self):
        self.assertEqual(self.grown(budgets.OWN, "yore/new.hpp", "1"), ["yore/new.hpp has no budget for lines of yore"])
        self.assertEqual(self.grown(budgets.OWN, "yore/diff.hpp"),
                         ["yore/diff.hpp has a budget for lines of yore and is gone"])

    def test_what_comes_from_elsewhere_is_compared_with_the_same_versions_only(self):
        here = figures(budgets.MADE_WITH, "boost", "1_90")
        here[budgets.ALL][CORE] = "80000"
        here[budgets.SYMBOLS]["models: 1"] = "8000"
        here[budgets.OWN][CORE] = "2000"
        grown, shrunk, left_out = budgets.compare(FIGURES, here)
        self.assertEqual(grown, ["lines of yore, yore/yore.hpp: the budget is 1000, now it is 2000 (+100.0 %)"])
        self.assertEqual(shrunk, [])
        self.assertEqual(left_out, [
            "not compared: lines in all, symbols; the budgets are for boost 1_81, here is 1_90"])

    def test_nothing_is_compared_with_another_compiler(self):
        here = figures(budgets.MADE_WITH, "g++", "16.1.0")
        here[budgets.OWN][CORE] = "2000"
        self.assertEqual(budgets.compare(FIGURES, here), (
            [], [], ["not compared: anything; the budgets are for g++ 12.2.0, here is 16.1.0"]))

    def test_without_a_library_its_headers_are_left_out(self):
        here = figures(budgets.MADE_WITH, "cli11")
        del here[budgets.OWN]["yore/diff.hpp"]
        grown, _, left_out = budgets.compare(FIGURES, here)
        self.assertEqual(grown, [])
        self.assertEqual(left_out, ["not compared: lines in all, symbols; the budgets are for cli11 2.1.2, here is none"])


class Measured(unittest.TestCase):
    """What was measured here against budgets that are not those of the repository."""

    def falsified(self, section, name, times):
        budget = budgets.read(MEASURED)
        figure = int(budget[section][name])
        budget[section][name] = str(int(figure * times))
        return budget, f"{section}, {name}: the budget is {int(figure * times)}, now it is {figure} "

    def test_the_figures_are_within_themselves(self):
        self.assertEqual(run("--check", budgets.read(MEASURED)), (0, ""))
        self.assertEqual(run("--tight", budgets.read(MEASURED)), (0, ""))

    def test_a_falsified_budget_is_exceeded_in_a_sentence(self):
        for section, name in [(budgets.OWN, CORE), (budgets.ALL, CORE), (budgets.SYMBOLS, None)]:
            name = name or next(iter(budgets.read(MEASURED)[section]))
            budget, sentence = self.falsified(section, name, 0.9)
            code, words = run("--check", budget)
            self.assertEqual(code, 1)
            self.assertIn(sentence, words)
            self.assertIn("scripts/bench budgets", words)

    def test_a_budget_that_is_too_high_passes_and_is_said(self):
        budget, sentence = self.falsified(budgets.OWN, CORE, 1.1)
        code, words = run("--check", budget)
        self.assertEqual(code, 0)
        self.assertIn(f"could be less: {sentence}", words)
        code, words = run("--tight", budget)
        self.assertEqual(code, 77)
        self.assertIn(sentence, words)


unittest.main()
