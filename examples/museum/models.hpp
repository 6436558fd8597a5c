// SPDX-License-Identifier: BSL-1.0
/// What a pinball museum writes down. Things refer to each other by id.
#ifndef YORE_EXAMPLES_MUSEUM_MODELS_HPP
#define YORE_EXAMPLES_MUSEUM_MODELS_HPP

#include <boost/describe/enum.hpp>
#include <yore/audit_fields.hpp>
#include <yore/policy.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

enum class Era { mechanical, electromechanical, solid_state };
BOOST_DESCRIBE_ENUM(Era, mechanical, electromechanical, solid_state)

/// A kind of machine, of which the museum may have several.
struct MachineModel {
    std::int64_t id{};
    std::string name{};
    std::string manufacturer{};
    int year{};
    Era era{};
    std::string story{}; ///< what the sign beside it tells
    yore::AuditFields audit{};
};

enum class Condition { playable, broken, in_repair };
BOOST_DESCRIBE_ENUM(Condition, playable, broken, in_repair)

/// A machine that stands somewhere.
struct MachineInstance {
    std::int64_t id{};
    std::int64_t model_id{};
    std::string name{};
    std::optional<std::string> serial_number{};
    Condition condition{};
    std::string place{};
    yore::AuditFields audit{};

    using audit_policy = yore::policy<yore::label<&MachineInstance::model_id, "model">,
        yore::label<&MachineInstance::serial_number, "serial number">>;
};

enum class Problem { stuck_ball, lost_credit, dead_part, other };
BOOST_DESCRIBE_ENUM(Problem, stuck_ball, lost_credit, dead_part, other)

enum class ReportStatus { open, closed };
BOOST_DESCRIBE_ENUM(ReportStatus, open, closed)

/// What a visitor or a volunteer says is wrong with a machine.
struct ProblemReport {
    std::int64_t id{};
    std::int64_t machine_id{};
    Problem problem{};
    std::string description{};
    ReportStatus status{};
    std::optional<std::string> contact{}; ///< of the visitor, and nobody else's business
    yore::AuditFields audit{};

    using audit_policy =
        yore::policy<yore::label<&ProblemReport::machine_id, "machine">, yore::redact<&ProblemReport::contact>>;
};

/// What volunteers did to a machine.
struct LogEntry {
    std::int64_t id{};
    std::int64_t machine_id{};
    std::optional<std::int64_t> report_id{};
    std::vector<std::string> maintainers{}; ///< ids of volunteers, in no order
    std::string text{};
    yore::AuditFields audit{};

    using audit_policy = yore::policy<yore::label<&LogEntry::machine_id, "machine">,
        yore::label<&LogEntry::report_id, "report">, yore::as_set<&LogEntry::maintainers>>;
};

enum class MediaKind { photo, video };
BOOST_DESCRIBE_ENUM(MediaKind, photo, video)

/// A picture or film that belongs to a log entry.
struct LogEntryMedia {
    std::int64_t id{};
    std::int64_t entry_id{};
    MediaKind kind{};
    std::string file{};
    std::string caption{};
    yore::AuditFields audit{};

    using audit_policy = yore::policy<yore::label<&LogEntryMedia::entry_id, "log entry">>;
};

#endif
