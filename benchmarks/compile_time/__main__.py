# SPDX-License-Identifier: BSL-1.0
"""How long to compile? Prints Markdown: what each header costs, and what one more model costs.

  compile_time [headers|models] [ROUNDS] [--quick] [--at-a-time=N] [--result=FILE]
  compile_time budgets [...]     what it may cost; see budgets.py

Seconds are processor time (user and system) of one run of the compiler, the median of ROUNDS (3) interleaved rounds. CXX
is the compiler whose figures are explained (g++-12), CXXFLAGS adds to its flags; clang++-19 is measured too where it is
installed. --quick is one round, one compiler and few models; --at-a-time=2 runs two compilers at once, which takes half as
long and disturbs all of them a little.
"""
import argparse
import sys
import tempfile
import os

import budgets
import compilers
import headers
import models
from results import Results


def measure(arguments):
    parser = argparse.ArgumentParser(prog="compile_time", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", metavar="headers|models|ROUNDS")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--at-a-time", type=int, default=1, metavar="N")
    parser.add_argument("--result", metavar="FILE")
    chosen = parser.parse_args(arguments)
    questions = [word for word in chosen.what if word in ("headers", "models")] or ["headers", "models"]
    rounds = [int(word) for word in chosen.what if word.isdigit()] or [1 if chosen.quick else 3]
    if len(rounds) > 1 or rounds[0] < 1 or any(not word.isdigit() and word not in questions for word in chosen.what):
        parser.error("ask for headers or models or both, and give one number of rounds")

    main = compilers.found(os.environ.get("CXX") or "g++-12")
    other = None if chosen.quick else compilers.found("clang++-19")
    if not main:
        parser.error("the compiler is not installed; choose another one with CXX")
    used = [main] + [other] * (other is not None and other.name != main.name)
    levels = ["-O0"] if chosen.quick else ["-O0", "-O2"]
    compilers.Rounds.at_a_time = chosen.at_a_time
    results = Results()
    print("; ".join(compiler.version() for compiler in used))
    with tempfile.TemporaryDirectory() as folder:
        if "headers" in questions:
            headers.measure(used, levels, rounds[0], folder, results)
        if "models" in questions:
            counts, fields = ([1, 10], [16]) if chosen.quick else ([1, 10, 50], [4, 16, 40])
            models.measure(used, levels, counts, fields, rounds[0], folder, results)
    if chosen.result:
        results.save(chosen.result, used)


def main(arguments):
    try:
        return budgets.main(arguments[1:]) if arguments[:1] == ["budgets"] else measure(arguments)
    except compilers.Failed as words:
        return f"{words}yore: this does not compile"


sys.exit(main(sys.argv[1:]))
