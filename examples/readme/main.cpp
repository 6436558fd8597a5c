// SPDX-License-Identifier: BSL-1.0
#include <boost/describe.hpp> // only for types that are described by a macro
#include <yore/yore.hpp>

#include <chrono>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>

enum class Status { working, broken };

struct Machine {                       // a plain aggregate: nothing to annotate
    std::int64_t               id;
    std::string                name;
    Status                     status;
    std::optional<std::string> location;
    yore::AuditFields          audit = {}; // optional mixin, as a member
};

struct Volunteer : yore::AuditModel {  // a base class with data: described by a macro
    std::int64_t id;
    std::string  name, email, password;
    using audit_policy = yore::policy<yore::redact<&Volunteer::password>,
                                      yore::label<&Volunteer::email, "E-mail">>;
};
BOOST_DESCRIBE_STRUCT(Volunteer, (yore::AuditModel), (id, name, email, password))

int main() {
    const yore::timestamp monday = std::chrono::sys_days{std::chrono::March / 2 / 2026};
    const yore::timestamp tuesday = monday + std::chrono::days{1};
    const yore::timestamp friday = monday + std::chrono::days{4};

    yore::history<Machine> machines; // in memory
    Machine m{1, "Medieval Madness", Status::working, "Floor 1"};
    {
        yore::scope who{{.actor = "igor", .occurred_on = monday}};
        machines.record(m); // version 1, created; m.audit is stamped
    }
    {
        yore::scope who{{.actor = "maria", .reason = "moved for repair", .occurred_on = friday}};
        m.status = Status::broken;
        machines.record(m); // version 2, updated, {status}
        machines.record(m); // nothing changed: nothing recorded
    }

    auto then = machines.as_of(1, tuesday); // std::optional<Machine>
    auto all = machines.as_of(tuesday);     // snapshot of every live machine
    auto broke_it = machines.blame(1).of<&Machine::status>().commit;
    std::cout << all.size() << " machine on Tuesday, " << (then->status == Status::working ? "working" : "broken") << '\n'
              << broke_it.actor->id << " broke it: " << *broke_it.reason << '\n';

    yore::scope who{"maria", "repaired"};
    auto repaired = machines.revert(1, yore::to_version(1)); // version 3, reverted
    std::cout << "version " << repaired.number << " changes";
    for (auto field : repaired.changed) std::cout << ' ' << field.name;
    std::cout << '\n';

    yore::history<Volunteer> volunteers;
    Volunteer ada{{}, 1, "Ada", "ada@example.org", "s3cret"};
    volunteers.record(ada);
    std::cout << "the past of Ada's password is " << volunteers.latest(1)->password << '\n';
}
