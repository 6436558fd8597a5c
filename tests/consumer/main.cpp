// SPDX-License-Identifier: BSL-1.0
#include <yore/yore.hpp>

#include <cstdint>
#include <string>

#ifdef YORE_CONSUMER_USES_JSON
#include <yore/json.hpp>
#endif
#ifdef YORE_CONSUMER_USES_SQLITE
#include <yore/store/sqlite.hpp>
#endif
#ifdef YORE_CONSUMER_USES_MANAGE
#include <yore/manage.hpp>
#endif

struct Machine {
    std::int64_t id;
    std::string name;
};

int main() {
#ifdef YORE_CONSUMER_USES_MANAGE
    const char* const words[] = {"consumer", "--help"};
    if (yore::manage<Machine>(2, words) != 0) return 1;
#endif
#ifdef YORE_CONSUMER_USES_SQLITE
    yore::sqlite::store store{":memory:"};
    yore::history<Machine> machines{store};
#else
    yore::history<Machine> machines;
#endif
    machines.record(Machine{1, "Medieval Madness"});
#ifdef YORE_CONSUMER_USES_JSON
    return yore::to_json(*machines.latest(1)).at("name") == "Medieval Madness" ? 0 : 1;
#else
    return machines.latest(1)->name == "Medieval Madness" ? 0 : 1;
#endif
}
