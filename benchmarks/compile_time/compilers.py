# SPDX-License-Identifier: BSL-1.0
"""Runs of a compiler: how long they take, and what comes out of them."""
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
INCLUDE = os.path.join(ROOT, "include")
MARKER = re.compile(r'# \d+ "([^"]*)"')
DIRECTIVE = re.compile(r'#include[^<"]*[<"]([^>"]+)[>"]')

os.environ["CCACHE_DISABLE"] = "1"


class Failed(Exception):
    """The compiler refused; its words."""


class Compiler:
    """A compiler with the flags that all runs have in common; CXXFLAGS adds to them."""

    def __init__(self, command):
        self.command = [*shlex.split(command), "-std=c++20", *shlex.split(os.environ.get("CXXFLAGS", "")), "-I", INCLUDE]
        kind = "clang" if "clang" in os.path.basename(self.command[0]) else "g++"
        self.name = f"{kind} {self.output('-dumpfullversion' if kind == 'g++' else '-dumpversion').strip()}"

    def output(self, *arguments):
        ran = subprocess.run([*self.command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                             errors="replace", check=False)
        if ran.returncode != 0:
            raise Failed(ran.stderr)
        return ran.stdout

    def seconds(self, *arguments):
        """Processor time, of user and system, of one run and of all that it runs."""
        with tempfile.TemporaryFile() as words:
            process = subprocess.Popen([*self.command, *arguments], stdout=words, stderr=words)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                words.seek(0)
                raise Failed(words.read().decode(errors="replace"))
        return used.ru_utime + used.ru_stime

    def build(self, source, level, built=os.devnull):
        return self.seconds(level, "-c", source, "-o", built)

    def version(self):
        return self.output("--version").splitlines()[0]

    def macros(self, source):
        """What the preprocessor knows at the end of the source."""
        return dict(re.findall(r"^#define (\w+) (.*)$", self.output("-E", "-dM", source), re.MULTILINE))

    def lines(self, source):
        return Lines(self.output("-E", "-dI", source))


def found(command):
    """The compiler, or nothing where it is not installed."""
    return Compiler(command) if shutil.which(shlex.split(command)[0]) else None


class Lines:
    """What the preprocessor leaves of a source: the lines that are not blank, how many of those are yore's own, and which
    headers from elsewhere yore's own files include."""

    def __init__(self, text):
        self.all = self.own = 0
        elsewhere = set()
        is_own = False
        for line in text.splitlines():
            if line.startswith("#"):
                marker = MARKER.match(line)
                if marker:
                    is_own = "/include/yore/" in marker[1]
                elif is_own and (directive := DIRECTIVE.match(line)) and not directive[1].startswith("yore/"):
                    elsewhere.add(directive[1])
            elif line and not line.isspace():
                self.all += 1
                self.own += is_own
        self.elsewhere = sorted(elsewhere)


def symbols(built):
    """How many symbols an object file defines."""
    return len(subprocess.run(["nm", "--defined-only", "--format=posix", built], stdout=subprocess.PIPE, text=True,
                              check=True).stdout.splitlines())


def public_headers():
    """The headers that users include, as they include them."""
    headers = []
    for folder, folders, files in os.walk(os.path.join(INCLUDE, "yore")):
        folders[:] = [name for name in folders if name != "detail"]
        headers += [os.path.relpath(os.path.join(folder, name), INCLUDE) for name in files if name.endswith(".hpp")]
    return sorted(headers)


class Rounds:
    """Interleaved runs: each contestant has one in every round, and every round has another order."""

    at_a_time = 1

    def __init__(self, rounds):
        self.rounds = rounds
        self.contestants = {}

    def add(self, name, *run):
        """The contestant's run is a function, its arguments, and returns seconds."""
        self.contestants[name] = run

    def run(self):
        order = random.Random(1)
        samples = {name: [] for name in self.contestants}
        for done in range(self.rounds):
            names = list(self.contestants)
            order.shuffle(names)
            with ThreadPoolExecutor(self.at_a_time) as workers:
                started = [workers.submit(*self.contestants[name]) for name in names]
                for number, (name, run) in enumerate(zip(names, started)):
                    say(f"round {done + 1} of {self.rounds}: {number} of {len(names)}")
                    samples[name].append(run.result())
        say("")
        return samples


def say(words):
    """Overwrites what was said before, to one who looks on."""
    if sys.stderr.isatty():
        print(f"\r\033[K{words}", end="", file=sys.stderr, flush=True)


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path
