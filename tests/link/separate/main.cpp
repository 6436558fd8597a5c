// SPDX-License-Identifier: BSL-1.0
#include "model.hpp"

#include <yore/html.hpp>

namespace {

/// With more columns than a word has bits: 64 fields, and the four in the last one.
struct Wide {
    std::int64_t id;
    int f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24,
        f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, f35, f36, f37, f38, f39, f40, f41, f42, f43, f44, f45, f46,
        f47, f48, f49, f50, f51, f52, f53, f54, f55, f56, f57, f58, f59, f60, f61, f62;
    yore::AuditFields audit;
};

} // namespace

int main() {
    yore::memory::store museum;
    yore::history<Machine> machines{museum};
    const Machine machine{1, "Medeival Madness", {"castle"}};
    {
        yore::transaction together{museum};
        machines.record(machine);
        together.commit();
    }
    const yore::receipt<Machine> renamed = rename(machines, machine);
    machines.revert(1, yore::to_version(1));

    std::string page, pages;
    yore::write_page(page, machines, 1);
    yore::write_page(pages, machines);

    yore::history<Wide> apart;
    Wide wide{};
    wide.f62 = 2;
    apart.record(wide);
    const bool agreed = renamed.number == 2 && machines.blame(1).of<&Machine::name>().number == 3 &&
                        machines.versions(1).size() == 3 && machines.latest(1)->tags == machine.tags &&
                        machines.at(1, 2)->commit.actor->id == "maria" && apart.latest(0)->f62 == 2 &&
                        page.ends_with("</html>\n") && pages.ends_with("</html>\n");
    return agreed ? 0 : 1;
}
