# SPDX-License-Identifier: BSL-1.0
"""The sources that are compiled: structs as a museum would have them, and what a program does with each.

A subject is what a program does with its models, with yore or in another way. Every file includes what its structs need,
whatever the subject includes besides.
"""
from dataclasses import dataclass, replace

# In this order, so that four fields are as mixed as sixteen; more than sixteen begin anew under other names.
FIELDS = [
    ("std::int64_t", "id"), ("std::string", "name"), ("state_{}", "status"), ("double", "price"),
    ("std::string", "manufacturer"), ("std::string", "serial_number"), ("std::string", "notes"),
    ("std::optional<std::string>", "location"), ("std::optional<std::int64_t>", "high_score"),
    ("std::int32_t", "year_built"), ("std::int32_t", "players"), ("std::int64_t", "plays"), ("double", "weight"),
    ("double", "rating"), ("bool", "on_display"), ("std::chrono::sys_days", "serviced_on"),
]


def fields(count):
    """Pairs of type and name; the type of an enum has a place for the number of the model."""
    return [(kind, name if n < len(FIELDS) else f"{name}_{n // len(FIELDS) + 1}")
            for n, (kind, name) in enumerate(FIELDS * (count // len(FIELDS) + 1)) if n < count]


def struct(number, count):
    members = "".join(f"    {kind.format(number)} {name};\n" for kind, name in fields(count))
    return (f"enum class state_{number} : unsigned char {{ working, broken, retired }};\n"
            f"struct machine_{number} {{\n{members}}};\n")


HISTORY = """\
    yore::history<machine_@> h;
    h.record(m);
    static_cast<void>(h.as_of(1, yore::timestamp{}));
    static_cast<void>(yore::diff(m, n).empty());
    h.revert(1, yore::to_version(1));
"""
JSON = "    nlohmann::json json = yore::to_json(m);\n    n = yore::from_json<machine_@>(json);\n"
SQLITE = """\
    yore::sqlite::store file(":memory:");
    yore::history<machine_@> in_file(file);
    in_file.record(m);
    static_cast<void>(in_file.as_of(1, yore::timestamp{}));
    in_file.revert(1, yore::to_version(1));
"""

# What nlohmann/json 3.11 does not know of the structs' types.
NLOHMANN = """\
namespace nlohmann {
template <class T> struct adl_serializer<std::optional<T>> {
    static void to_json(json& out, const std::optional<T>& value) {
        if (value) out = *value;
        else out = nullptr;
    }
    static void from_json(const json& in, std::optional<T>& value) {
        if (in.is_null()) value.reset();
        else value = in.get<T>();
    }
};
template <> struct adl_serializer<std::chrono::sys_days> {
    static void to_json(json& out, const std::chrono::sys_days& value) { out = value.time_since_epoch().count(); }
    static void from_json(const json& in, std::chrono::sys_days& value) {
        value = std::chrono::sys_days(std::chrono::days(in.get<int>()));
    }
};
} // namespace nlohmann
"""

# A delta log as one writes it without a library: what all models share, and the rest of what each one has.
BY_HAND = """\
using value = std::variant<std::int64_t, std::int32_t, double, bool, std::string, std::optional<std::string>,
                           std::optional<std::int64_t>, std::chrono::sys_days>;
struct change {
    std::size_t field;
    value before, after;
};
struct version {
    std::int64_t time;
    std::vector<change> changes;
};
"""
LOG = """\
class log_@ {
    struct entity {
        machine_@ latest;
        std::vector<version> versions;
    };
    std::map<std::int64_t, entity> entities_;

public:
    bool record(const machine_@& m, std::int64_t time) {
        auto [place, is_new] = entities_.try_emplace(m.id);
        entity& e = place->second;
        std::vector<change> changes;
        if (!is_new) {
            changes = diff(e.latest, m);
            if (changes.empty()) return false;
        }
        e.versions.push_back({time, std::move(changes)});
        e.latest = m;
        return true;
    }
    std::optional<machine_@> as_of(std::int64_t id, std::int64_t time) const {
        auto place = entities_.find(id);
        if (place == entities_.end() || place->second.versions.front().time > time) return std::nullopt;
        const entity& e = place->second;
        std::optional<machine_@> state = e.latest;
        for (auto v = e.versions.rbegin(); v->time > time; ++v)
            for (const change& c : v->changes) put_back(*state, c);
        return state;
    }
    bool revert(std::int64_t id, std::size_t number, std::int64_t time) {
        auto place = entities_.find(id);
        if (place == entities_.end() || number == 0 || number > place->second.versions.size()) return false;
        const entity& e = place->second;
        machine_@ state = e.latest;
        for (std::size_t v = e.versions.size(); v > number; --v)
            for (const change& c : e.versions[v - 1].changes) put_back(state, c);
        return record(state, time);
    }
};
"""


def comparisons(number, count):
    tests = "".join(f"    if (a.{name} != b.{name}) changed |= std::uint64_t{{1}} << {n};\n"
                    for n, (_, name) in enumerate(fields(count)))
    return (f"std::uint64_t changed_fields(const machine_{number}& a, const machine_{number}& b) {{\n"
            f"    std::uint64_t changed = 0;\n{tests}    return changed;\n}}\n")


def delta_log(number, count):
    pushes = gets = ""
    for n, (kind, name) in enumerate(fields(count)):
        is_enum = kind.startswith("state_")
        kept = "std::int64_t" if is_enum else kind
        before, after = (f"std::int64_t(a.{name})", f"std::int64_t(b.{name})") if is_enum else (f"a.{name}", f"b.{name}")
        got = f"std::get<{kept}>(c.before)"
        pushes += f"    if (a.{name} != b.{name}) out.push_back({{{n}, {before}, {after}}});\n"
        gets += f"    case {n}: m.{name} = {kind.format(number) + '(' + got + ')' if is_enum else got}; break;\n"
    return (f"std::vector<change> diff(const machine_{number}& a, const machine_{number}& b) {{\n"
            f"    std::vector<change> out;\n{pushes}    return out;\n}}\n"
            f"void put_back(machine_{number}& m, const change& c) {{\n    switch (c.field) {{\n{gets}    }}\n}}\n"
            + LOG.replace("@", str(number)))


def macro(number, count):
    names = ", ".join(name for _, name in fields(count))
    return f"NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(machine_{number}, {names})\n"


@dataclass
class Subject:
    title: str
    includes: list
    body: str  # of the function that each model has; @ stands for its number
    prologue: str = ""  # once in a file
    each: object = None  # more code for each model, made of its number and its count of fields
    separately: bool = False  # what depends on no model is compiled elsewhere, see `once`


STEPS = {  # each does what the one before it does, and more
    "struct": Subject("the struct alone", ["yore/yore.hpp"], "    m = n;\n"),
    "reflect": Subject("and `for_each_field`", ["yore/yore.hpp"],
                       "    yore::for_each_field(m, [](auto field, auto&) { static_cast<void>(field.name); });\n"),
    "diff": Subject("and `diff`", ["yore/yore.hpp"], "    static_cast<void>(yore::diff(m, n).empty());\n"),
    "record": Subject("and `record`", ["yore/yore.hpp"], "    yore::history<machine_@> h;\n    h.record(m);\n"),
    "history": Subject("and `record`, `as_of`, `diff`, `revert`", ["yore/yore.hpp"], HISTORY),
    "history_json": Subject("all this, to and from JSON", ["yore/yore.hpp", "yore/json.hpp"], HISTORY + JSON),
    "history_json_sqlite": Subject("all this, and in SQLite too", ["yore/json.hpp", "yore/store/sqlite.hpp"],
                                   HISTORY + JSON + SQLITE),
}
OTHERS = {  # what else there is, and what it is compared with
    "json": Subject("`yore::to_json`, `from_json` alone", ["yore/json.hpp"], JSON),
    "nlohmann": Subject("`NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE`", ["nlohmann/json.hpp"],
                        "    nlohmann::json json = m;\n    n = json.get<machine_@>();\n", NLOHMANN, macro),
    "pfr": Subject("`boost::pfr::for_each_field`", ["boost/pfr.hpp"],
                   "    boost::pfr::for_each_field(m, [](auto& value, std::size_t) { static_cast<void>(value); });\n"),
    "comparisons": Subject("comparisons by hand", [], "    static_cast<void>(changed_fields(m, n));\n", "", comparisons),
    "delta_log": Subject("a delta log by hand", ["cstddef", "map", "utility", "variant", "vector"],
                         "    log_@ h;\n    h.record(m, 1);\n    static_cast<void>(h.as_of(1, 1));\n"
                         "    static_cast<void>(diff(m, n).empty());\n    h.revert(1, 1, 2);\n", BY_HAND, delta_log),
}
SUBJECTS = {}
for name, step in STEPS.items():
    SUBJECTS[name] = step
    if name in ("history", "history_json_sqlite"):
        SUBJECTS[f"{name}_separately"] = replace(step, title=f"{step.title}, compiled separately", separately=True)
SUBJECTS.update(OTHERS)
COMPARED = [("reflect", "pfr"), ("diff", "comparisons"), ("history", "delta_log"), ("json", "nlohmann")]


SEPARATE = "#define YORE_SEPARATE_COMPILATION\n"


def includes(headers):
    return "".join(f"#include <{header}>\n" for header in headers)


def once(header):
    """The one file of a program that has what depends on no model."""
    return SEPARATE + includes([header])


def source(subject, models, count):
    """A file with so many models of so many fields."""
    subject = SUBJECTS[subject]
    text = SEPARATE if subject.separately else ""
    text += includes([*subject.includes, "chrono", "cstdint", "optional", "string"]) + subject.prologue
    for number in range(models):
        text += struct(number, count)
        if subject.each:
            text += subject.each(number, count)
        body = subject.body.replace("@", str(number))
        text += (f"void use(machine_{number}& m, machine_{number}& n) {{\n"
                 f"    static_cast<void>(m), static_cast<void>(n);\n{body}}}\n")
    return text
