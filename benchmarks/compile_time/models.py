# SPDX-License-Identifier: BSL-1.0
"""What one more model costs, next to what else there is."""
import os

from compilers import Rounds, public_headers, symbols, write
from results import median, point, ratio, spread
from sources import COMPARED, STEPS, SUBJECTS, once, source

FIELDS = 16  # of the model that most figures are about


def measure(compilers, levels, counts, fields, rounds, folder, results):
    """Counts of models and of fields: all of them with the first compiler and level, a few with the others."""
    main, level = compilers[0], levels[0]
    cells = {}  # the object file of each (subject, compiler, level, fields, models)

    def add(subject, compiler, optimised, members, models):
        name = f"{subject}_{members}_{models}"
        path = write(folder, name + ".cpp", source(subject, models, members))
        cells[subject, compiler.name, optimised, members, models] = (
            compiler, path, optimised, os.path.join(folder, f"{name}_{compiler.name.replace(' ', '_')}{optimised}.o"))

    for subject in SUBJECTS:
        for members in fields:
            for models in counts if members == FIELDS else (counts[0], counts[-1]):
                add(subject, main, level, members, models)
        for compiler in compilers:
            for optimised in levels:
                for models in counts[:2]:
                    add(subject, compiler, optimised, FIELDS, models)

    runs = Rounds(rounds)
    for cell, (compiler, *run) in cells.items():
        runs.add(cell, compiler.build, *run)
    parts = [header for header in public_headers() if "/separate/" in header]
    for part in parts:
        runs.add(part, main.build, write(folder, part.replace("/", "_") + ".cpp", once(part)), level)
    samples = runs.run()
    Tables(cells, samples, counts, fields, results).write([(c.name, o) for c in compilers for o in levels])
    results.table("compiled_once", f"What is compiled once, where the rest is compiled separately, {main.name} {level}",
                  ["the file that includes", "s"], [[f"`<{part}>`", median(samples[part])] for part in parts])


class Tables:
    def __init__(self, cells, samples, counts, fields, results):
        self.cells, self.samples, self.counts, self.fields, self.results = cells, samples, counts, fields, results

    def each(self, subject, configuration, members=FIELDS):
        """Milliseconds of one more model, in each round: the most models of that kind against one."""
        few, many = self.ends(subject, configuration, members)
        return [1000 * (b - a) / (many[-1] - few[-1]) for a, b in zip(self.samples[few], self.samples[many])]

    def ends(self, subject, configuration, members):
        most = max(models for models in self.counts if (subject, *configuration, members, models) in self.cells)
        return (subject, *configuration, members, self.counts[0]), (subject, *configuration, members, most)

    def object_of_each(self, subject, configuration):
        """Bytes and symbols that one more model adds to the object file."""
        few, many = self.ends(subject, configuration, FIELDS)
        return [round((what(self.cells[many][-1]) - what(self.cells[few][-1])) / (many[-1] - few[-1]))
                for what in (os.path.getsize, symbols)]

    def write(self, configurations):
        self.write_steps(*configurations[0])
        self.write_others(*configurations[0])
        self.write_sizes(*configurations[0])
        if len(configurations) > 1:
            self.results.table(
                "models_by_compiler", f"One more model of {FIELDS} fields, ms",
                ["", *(" ".join(configuration) for configuration in configurations)],
                [[subject.title, *(spread(self.each(name, configuration), 1) for configuration in configurations)]
                 for name, subject in SUBJECTS.items()])

    def write_steps(self, *configuration):
        rows = []
        for name, subject in SUBJECTS.items():
            size, count = self.object_of_each(name, configuration)
            one = self.samples[name, *configuration, FIELDS, self.counts[0]]
            each = self.each(name, configuration)
            rows.append([subject.title, median(one), f"{median(each, 1):.1f}", f"{min(each):.1f}–{max(each):.1f}",
                         size // 1024, count])
        self.results.table(
            "models", f"One more model of {FIELDS} fields, {' '.join(configuration)}",
            ["", "file with one, s", "ms each", "min–max", "object, KB each", "symbols each"], rows)

    def write_others(self, *configuration):
        rows = []
        for ours, theirs in COMPARED:
            bytes_of = [self.object_of_each(name, configuration)[0] for name in (ours, theirs)]
            files = [self.samples[name, *configuration, FIELDS, self.counts[0]] for name in (ours, theirs)]
            models = [[max(ms, 0.01) for ms in self.each(name, configuration)] for name in (ours, theirs)]
            rows.append([f"{SUBJECTS[ours].title.removeprefix('and ')}, against {SUBJECTS[theirs].title}",
                         ratio(*files), ratio(*models), f"{bytes_of[0] / max(bytes_of[1], 1):.2f}"])
        self.results.table(
            "models_against_others", f"Against what else there is, {FIELDS} fields, {' '.join(configuration)}",
            ["", "file with one model", "one more model", "its object"], rows)

    def write_sizes(self, *configuration):
        name = " ".join(configuration)
        if len(self.fields) > 1:
            self.results.table(
                "models_by_fields", f"One more model, by its fields, {name}, ms",
                ["", *(f"{members} fields" for members in self.fields)],
                [[subject.title, *(spread(self.each(step, configuration, members), 1) for members in self.fields)]
                 for step, subject in SUBJECTS.items()])
        self.results.table(
            "models_by_number", f"A file with models of {FIELDS} fields, {name}, s",
            ["", *(f"{models} model{'s' * (models > 1)}" for models in self.counts)],
            [[subject.title, *(median(self.samples[step, *configuration, FIELDS, models]) for models in self.counts)]
             for step, subject in SUBJECTS.items()])

        seconds = {"label": "seconds", "log": False}
        self.results.add_series(
            "compile_time_by_models", f"Seconds to compile a file, {FIELDS} fields in each model, {name}",
            {"label": "models", "log": False}, seconds,
            {plain(subject.title): [point(models, self.samples[step, *configuration, FIELDS, models])
                                    for models in self.counts] for step, subject in SUBJECTS.items()})
        self.results.add_series(
            "compile_time_by_fields", f"Milliseconds to compile one more model, {name}",
            {"label": "fields", "log": False}, {"label": "milliseconds", "log": False},
            {plain(SUBJECTS[step].title): [point(members, self.each(step, configuration, members), 1)
                                           for members in self.fields] for step in STEPS})


def plain(title):
    return title.replace("`", "")
