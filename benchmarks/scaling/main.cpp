// SPDX-License-Identifier: BSL-1.0
// What happens when there is more of it? A wrong complexity is seen as a line that rises next to one that does not.
#include <cstdio>
#include <exception>

#include "scales.hpp"

int main(int argc, char** argv) {
    const bench::arguments asked{argc, argv};
    bench::scales all{asked.quick};
    bench::keep_freed_memory();
    try {
        bench::add_entities(all);
        bench::add_versions(all);
        bench::add_fields(all);
        bench::add_threads(all);
        asked.tell(all.measured());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "failed: %s\n", error.what());
        return 1;
    }
}
