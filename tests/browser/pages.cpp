// SPDX-License-Identifier: BSL-1.0
// pages <folder>: writes the pages that the browser is shown.
#include "../html/hostile.hpp"

#include <yore/html.hpp>

#include <boost/describe.hpp>

#include <chrono>
#include <cstdint>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;

enum class Status { working, broken, retired };
BOOST_DESCRIBE_ENUM(Status, working, broken, retired)

struct Machine {
    std::int64_t id{};
    std::string name{};
    Status status{};
    std::optional<std::string> location{};
    std::vector<std::string> tags{};
    std::string key_code{};

    using audit_policy = yore::policy<yore::redact<&Machine::key_code>, yore::label<&Machine::key_code, "key code">>;
};

struct Report {
    std::int64_t id{};
    std::string text{};
    bool open = true;
};

/// Many fields that change often.
struct Wide {
    std::int64_t id{};
    std::string a{}, b{}, c{}, d{}, e{}, f{}, g{}, h{}, i{}, j{}, k{}, l{};
};

constexpr yore::timestamp monday = std::chrono::sys_days{std::chrono::March / 2 / 2026};

class museum {
public:
    museum() {
        at(9h, {"igor", "Igor Petrov"}, "bought at the fair");
        record(Machine{1, "Medieval Madness", Status::working, "Floor 1", {"castle"}, "4711"});
        record(Machine{2, "Attack from Mars", Status::working, "Floor 1", {}, "0815"});
        at(33h, {"maria", "Maria Rossi"}, "ball lock stuck");
        record(Machine{1, "Medieval Madness", Status::broken, "Workshop", {"castle", "lamps"}, "4711"});
        record(Report{7, "The ball lock sticks,\nand the left flipper is weak."});
        at(58h, {"maria", "Maria Rossi"}, "lock cleaned, coil replaced; new lock on the door");
        record(Machine{1, "Medieval Madness", Status::working, "Workshop", {"castle"}, "9152"});
        record(Report{7, "The ball lock sticks,\nand the left flipper is weak.", false});
        at(60h, {"igor"}, "tested for an hour");
        record(Machine{1, "Medieval Madness (Remake)", Status::working, std::nullopt, {"castle", "dragon"}, "9152"});
        at(82h, {"ana", "Ana Lima"}, "it is the original, not the remake");
        {
            const yore::scope who{now_};
            machines_.revert<&Machine::name>(1, yore::to_version(1));
        }
        at(83h, {"ana", "Ana Lima"}, "sold to a collector");
        const yore::scope who{now_};
        machines_.remove(2);
    }

    [[nodiscard]] const yore::history<Machine>& machines() const { return machines_; }
    [[nodiscard]] yore::memory::store& store() { return store_; }

private:
    void at(std::chrono::hours when, yore::actor who, std::string reason) {
        now_ = {.actor = std::move(who), .reason = std::move(reason), .occurred_on = monday + when};
    }
    void record(const Machine& m) {
        const yore::scope who{now_};
        machines_.record(m);
    }
    void record(const Report& r) {
        const yore::scope who{now_};
        reports_.record(r);
    }

    yore::memory::store store_{};
    yore::history<Machine> machines_{store_};
    yore::history<Report> reports_{store_};
    yore::context now_{};
};

/// So many versions of one entity, of which each changes a few of twelve fields.
void record_long_past(yore::history<Wide>& wide, int versions) {
    Wide w{1};
    for (int i = 0; i != versions; ++i) {
        const std::string text =
            "value " + std::to_string(i) + " " + std::string(static_cast<std::size_t>(i % 90), '.');
        std::string* const fields[] = {&w.a, &w.b, &w.c, &w.d, &w.e, &w.f, &w.g, &w.h, &w.i, &w.j, &w.k, &w.l};
        for (const int field : {i % 12, i * 5 % 12, i * 7 % 12}) *fields[field] = text;
        const yore::scope who{{.actor = "maria", .reason = "change", .occurred_on = monday + i * 7h}};
        wide.record(w);
    }
}

struct file {
    explicit file(const std::string& name) : stream(name, std::ios::binary) {
        stream.exceptions(std::ios::failbit | std::ios::badbit);
    }
    std::ofstream stream;
};

} // namespace

int main(int count, char** arguments) {
    if (count != 2) throw std::invalid_argument("usage: pages <folder>");
    const std::string folder = std::string(arguments[1]) + "/";
    museum m;
    yore::write_page(file(folder + "machine.html").stream, m.machines(), 1, {.offset = 1h});
    yore::write_page<Machine, Report>(file(folder + "museum.html").stream, m.store(), {}, {.title = "Museum"});

    yore::memory::store store;
    yore::history<hostile::Thing> things{store};
    hostile::record(things);
    const yore::page_options all{.origin = yore::origin::shown};
    yore::write_page(file(folder + "hostile_thing.html").stream, things, hostile::thing(0).id, all);
    yore::write_page<hostile::Thing>(
        file(folder + "hostile_things.html").stream, store, {}, {.title = hostile::text(4), .origin = all.origin});
    {
        const yore::scope who{{.occurred_on = monday + 2 * 365 * 24h}};
        things.remove(hostile::thing(0).id);
    }
    yore::write_page(file(folder + "hostile_deleted.html").stream, things,
        {.actor = hostile::text(0), .reason = hostile::text(0), .correlation_id = hostile::text(2)},
        {.title = hostile::text(17), .origin = all.origin}); // with noncharacters

    yore::history<Wide> wide;
    record_long_past(wide, 2000);
    yore::write_page(file(folder + "long.html").stream, wide, 1);
}
