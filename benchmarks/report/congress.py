#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""congress.py REPLAY STORAGE [--quick] [--result=FILE]: what the history of congress costs, in memory and in a file.

REPLAY is the program that replays it, STORAGE the one that counts the bytes of a file. Exits with 77 where its data are
not there.
"""
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile


def spread(values):
    def text(value):
        return f"{value:.1f}" if value < 100 else f"{value:,.0f}"
    return f"{text(statistics.median(values))} ({text(min(values))}–{text(max(values))})"


def replay(program, *how):
    """Microseconds per change, bytes per change as the store counts them, and how many changes there were."""
    done = subprocess.run([program, "--record-only", *how], stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        if done.returncode == 77:
            print(done.stdout.strip(), file=sys.stderr)
        sys.exit(done.returncode)
    changes = re.search(r"Recorded ([\d',. ]*\d) changes", done.stdout).group(1)
    return (float(re.search(r"([\d.]+) microseconds per change", done.stdout).group(1)),
            float(re.search(r"([\d.]+) bytes per change", done.stdout).group(1)), changes)


def main(arguments):
    program, storage = arguments[:2]
    result = next((each[len("--result="):] for each in arguments if each.startswith("--result=")), None)
    rounds = 1 if "--quick" in arguments else 3
    told = {"machine": {}, "tables": [], "series": []}
    with tempfile.TemporaryDirectory(prefix="yore-bench-") as folder:
        rows, files = [], []
        for name, how in (("in memory", None), ("in a file", []), ("in a file, every row full", ["--full-rows", "1"])):
            runs = []
            for _ in range(rounds):
                file = pathlib.Path(folder, name.replace("in a file", "yore"))
                for old in pathlib.Path(folder).glob(file.name + "*"):
                    if old.name in (file.name, file.name + "-wal", file.name + "-shm"):
                        old.unlink()
                runs.append(replay(program, *([] if how is None else ["--store", str(file), *how])))
            rows.append([name, runs[0][2], spread([run[0] for run in runs]), f"{runs[0][1]:.1f}"])
            if how is not None:
                files.append(str(file))
        told["tables"].append({"id": "congress", "title": "Recording the history of congress, the seven types together",
                               "columns": ["history", "changes", "µs per change, median (min–max)", "bytes per change"],
                               "rows": rows})
        counted = pathlib.Path(folder, "storage.json")
        subprocess.run([storage, f"--result={counted}", *files], check=True, stdout=subprocess.DEVNULL)
        of_files = json.loads(counted.read_text(encoding="utf-8"))
        told["machine"] = of_files["machine"]
        told["tables"] += of_files["tables"]
    for table in told["tables"]:
        print(f"\n{table['title']}\n")
        for row in [table["columns"], ["---"] * len(table["columns"]), *table["rows"]]:
            print("| " + " | ".join(row) + " |")
    if result:
        pathlib.Path(result).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


main(sys.argv[1:])
