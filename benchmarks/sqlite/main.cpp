// SPDX-License-Identifier: BSL-1.0
// How fast is a history in an SQLite file? Every operation next to code written by hand with SQLite's C interface.
#include <cstdio>

#include "../suite.hpp"
#include "benchmarks.hpp"
#include "folder.hpp"

int main(int argc, char** argv) {
    bench::folder files;
    if (!bench::alternatives_agree(files)) {
        std::fprintf(stderr, "the alternatives do not compute the same; nothing was measured\n");
        return 1;
    }
    bench::suite all;
    bench::add_record(all, files);
    bench::add_record_whole(all, files);
    bench::add_threads(all, files);
    bench::add_revert(all, files);
    bench::add_as_of(all, files);
    bench::add_lists(all, files);
    return all.run(argc, argv);
}
