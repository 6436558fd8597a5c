// SPDX-License-Identifier: BSL-1.0
// Compiled without RTTI: a model that is recorded and asked about.
#include <yore/yore.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

struct Machine {
    std::int64_t id;
    std::string name;
    std::optional<std::string> location;
    std::string code;
    yore::AuditFields audit{};

    using audit_policy = yore::policy<yore::redact<&Machine::code>, yore::label<&Machine::name, "title">>;
};

std::size_t recorded() {
    yore::history<Machine> machines;
    const yore::scope who{"maria", "moved"};
    const auto told = machines.on_record([](const yore::version<Machine>&) {});
    machines.record(Machine{1, "Fathom", {}, "1234"});
    machines.record(Machine{1, "Fathom", "cellar", "1234"});
    machines.revert(1, yore::to_version(1));
    return machines.versions(1).size() + machines.as_of(yore::timestamp::max()).size();
}
