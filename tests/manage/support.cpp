// SPDX-License-Identifier: BSL-1.0
#include "support.hpp"

#include <yore/manage.hpp>
#include <yore/store/sqlite.hpp>

#include <sqlite3.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace managed {

namespace {

const yore::timestamp noon = std::chrono::sys_days{std::chrono::March / 8 / 2026} + std::chrono::hours{12};

yore::context on(int day, std::optional<std::string> actor, std::string reason) {
    yore::context c;
    if (actor) c.actor = yore::actor{*actor};
    c.reason = std::move(reason);
    c.occurred_on = std::chrono::sys_days{std::chrono::March / day / 2026} + std::chrono::hours{9};
    return c;
}

} // namespace

ran run(const std::vector<std::string>& args, const circumstances& how) {
    std::istringstream in(how.input);
    std::ostringstream out, err;
    std::vector<const char*> words{"museum"};
    for (const std::string& one : args) words.push_back(one.c_str());
    yore::manage_options options;
    options.database = how.database;
    options.version = "museum 1.0";
    options.now = noon;
    const int code = yore::manage<Machine, ProblemReport, Loan>(static_cast<int>(words.size()), words.data(),
        yore::manage_streams{in, how.output != nullptr ? *how.output : out, err, how.in_is, how.out_is, how.err_is, 60},
        options);
    return {static_cast<exit_code>(code), out.str(), err.str()};
}

museum::museum() {
    std::string name = (std::filesystem::temp_directory_path() / "yore_manage_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder can be made");
    folder_ = name;
}
museum::~museum() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}
ran museum::operator()(std::vector<std::string> args, const circumstances& how) const {
    circumstances with = how;
    with.database = url();
    return run(args, with);
}

void fill(const museum& m) {
    yore::sqlite::store db{m.path("museum.db"), {.durability = yore::sqlite::durability::off}};
    yore::history<Machine> machines{db};
    yore::history<ProblemReport> reports{db};
    yore::history<Loan> loans{db};
    Machine one{1, "Medieval Madness", Status::working, "Floor 1", {"castle"}, "4711"};
    ProblemReport report;
    report.id = "A";
    report.text = "ball stuck";
    {
        const yore::scope bought{on(2, "igor", "bought")};
        machines.record(one);
        machines.record(Machine{2, "Attack from Mars", Status::working, {}, {}, "1234"});
    }
    {
        const yore::scope broken{on(3, "maria", "ball stuck")};
        yore::transaction both{db};
        one.status = Status::broken;
        one.location.reset();
        machines.record(one);
        report.cost = 12.5;
        reports.record(report);
        both.commit();
    }
    {
        const yore::scope repaired{on(4, "maria", "repaired")};
        one.status = Status::working;
        one.tags = {"castle", "bright"};
        machines.record(one);
        report.text = "ball was stuck";
        reports.record(report);
    }
    {
        const yore::scope sold{on(5, "igor", "sold")};
        machines.remove(2);
    }
    {
        yore::context c = on(5, {}, "");
        c.reason.reset();
        const yore::scope nobody{c};
        loans.record(Loan{"a,b", 7, "Ann"});
    }
    const yore::scope back{on(6, "igor", "still broken")};
    machines.revert(1, yore::to_version(2));
}

void run_sql(const std::string& path, const std::string& sql) {
    sqlite3* db = nullptr;
    const int opened = sqlite3_open(path.c_str(), &db);
    const int done = opened == SQLITE_OK ? sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) : opened;
    const std::string message = sqlite3_errmsg(db);
    sqlite3_close(db);
    if (done != SQLITE_OK) throw std::runtime_error(sql + ": " + message);
}

std::string contents(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
void write(const std::string& path, const std::string& text) {
    std::ofstream out(path, std::ios::binary);
    out << text;
}

} // namespace managed
