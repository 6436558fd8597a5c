// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_EXAMPLES_MUSEUM_MUSEUM_HPP
#define YORE_EXAMPLES_MUSEUM_MUSEUM_HPP

#include "models.hpp"

#include <yore/store/sqlite.hpp>
#include <yore/yore.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Records what a change makes of the latest state.
template <class T, class Change>
void change(yore::history<T>& of, std::int64_t id, const Change& how) {
    T state = of.latest(id).value();
    how(state);
    of.record(state);
}

/// The museum's past in one file, and what happens in it every day.
struct museum {
    yore::sqlite::store db;
    yore::history<MachineModel> models{db};
    yore::history<MachineInstance> machines{db};
    yore::history<ProblemReport> reports{db};
    yore::history<LogEntry> log{db};
    yore::history<LogEntryMedia> media{db};
    std::int64_t last_report = 0, last_entry = 0, last_medium = 0;

    explicit museum(const std::string& file) : db{file} {}

    /// Somebody reports a problem, and nobody plays the machine any more. Returns: the id of the report.
    std::int64_t report(std::int64_t machine, Problem what, std::string text, std::optional<std::string> contact = {}) {
        yore::transaction all{db}; // one commit of two models, or none
        reports.record(
            ProblemReport{++last_report, machine, what, std::move(text), ReportStatus::open, std::move(contact)});
        change(machines, machine, [](MachineInstance& it) { it.condition = Condition::broken; });
        all.commit();
        return last_report;
    }

    /// What a report is about is repaired, and written down. Returns: the id of the log entry.
    std::int64_t repair(std::int64_t report, std::vector<std::string> maintainers, std::string text) {
        const std::int64_t machine = reports.latest(report).value().machine_id;
        yore::transaction all{db};
        log.record(LogEntry{++last_entry, machine, report, std::move(maintainers), std::move(text)});
        change(reports, report, [](ProblemReport& it) { it.status = ReportStatus::closed; });
        change(machines, machine, [](MachineInstance& it) { it.condition = Condition::playable; });
        all.commit();
        return last_entry;
    }

    void attach(std::int64_t entry, MediaKind kind, std::string file, std::string caption) {
        media.record(LogEntryMedia{++last_medium, entry, kind, std::move(file), std::move(caption)});
    }
};

#endif
