// SPDX-License-Identifier: BSL-1.0
/// The models that the commands are tested with.
#ifndef YORE_TESTS_MANAGE_MODELS_HPP
#define YORE_TESTS_MANAGE_MODELS_HPP

#include <yore/yore.hpp>

#include <boost/describe.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace managed {

enum class Status { working, broken };
BOOST_DESCRIBE_ENUM(Status, working, broken)

struct Machine {
    std::int64_t id = 0;
    std::string name{};
    Status status{};
    std::optional<std::string> location{};
    std::vector<std::string> tags{};
    std::string door_code{};
    yore::AuditFields audit{};

    using audit_policy = yore::policy<yore::redact<&Machine::door_code>, yore::label<&Machine::name, "title">,
        yore::was<&Machine::location, "place">>;
};

/// Recorded with a reason only.
struct ProblemReport : yore::AuditModel {
    std::string id{};
    std::string text{};
    double cost = 0;
    std::map<std::string, int> votes{};

    using audit_policy = yore::policy<yore::require_reason, yore::untracked<&ProblemReport::votes>>;
};
BOOST_DESCRIBE_STRUCT(ProblemReport, (yore::AuditModel), (id, text, cost, votes))

/// A key of two fields, one of them a text.
struct Loan {
    std::string shelf{};
    std::int32_t slot = 0;
    std::optional<std::string> borrower{};

    using audit_policy = yore::policy<yore::key<&Loan::shelf, &Loan::slot>>;
};

} // namespace managed

#endif
