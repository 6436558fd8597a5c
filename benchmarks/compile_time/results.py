# SPDX-License-Identifier: BSL-1.0
"""Figures as Markdown for people and as JSON for the report."""
import json
import os
import platform
import statistics


def ratio(ours, theirs):
    """The median of the ratios of runs that belong together, and their spread."""
    return spread([a / b for a, b in zip(ours, theirs)])


def spread(samples, digits=2):
    middle = f"{statistics.median(samples):.{digits}f}"
    return middle if len(samples) == 1 else f"{middle} ({min(samples):.{digits}f}–{max(samples):.{digits}f})"


def median(samples, digits=2):
    return round(statistics.median(samples), digits)


def point(x, samples, digits=3):
    return [x, median(samples, digits), round(min(samples), digits), round(max(samples), digits)]


class Results:
    """Tables, written as soon as they are there, and series, of which only the report makes something."""

    def __init__(self):
        self.tables = []
        self.series = []

    def table(self, name, title, columns, rows):
        self.tables.append({"id": name, "title": title, "columns": columns, "rows": rows})
        print(f"\n{title}\n")
        print(row(columns))
        print("|---" + "|--:" * (len(columns) - 1) + "|")
        for cells in rows:
            print(row(cells), flush=True)

    def add_series(self, name, title, x, y, lines):
        lines = [{"name": line, "points": points} for line, points in lines.items() if len(points) > 1]
        if lines:
            self.series.append({"id": name, "title": title, "x": x, "y": y, "lines": lines})

    def save(self, path, compilers):
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"machine": machine(compilers), "tables": self.tables, "series": self.series}, file, indent=1,
                      ensure_ascii=False)
            file.write("\n")


def row(cells):
    return "| " + " | ".join(f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in cells) + " |"


def machine(compilers):
    """What the system says of itself, without its name."""
    return {
        "processor": first("/proc/cpuinfo", "model name") or platform.machine(),
        "cores": os.cpu_count(),
        "memory": f"{int(first('/proc/meminfo', 'MemTotal').split()[0]) / 2**20:.1f} GiB",
        "compiler": "; ".join(compiler.version() for compiler in compilers),
        "system": f"{first('/etc/os-release', 'PRETTY_NAME')}, Linux {platform.release()}",
    }


def first(path, key):
    """The value of the first line `key: value` or `key=value`; "0" where there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            for line in file:
                name, separator, value = line.replace("=", ":", 1).partition(":")
                if separator and name.strip() == key:
                    return value.strip().strip('"')
    except OSError:
        pass
    return "0"
