// SPDX-License-Identifier: BSL-1.0
// How fast is it? Every operation next to code that was written by hand for this one struct.
#include <cstdio>

#include "../suite.hpp"
#include "benchmarks.hpp"

int main(int argc, char** argv) {
    if (!bench::alternatives_agree()) {
        std::fprintf(stderr, "the alternatives do not compute the same; nothing was measured\n");
        return 1;
    }
    bench::suite all;
    bench::add_diff(all);
    bench::add_sequences(all);
    bench::add_record(all);
    bench::add_as_of(all);
    bench::add_questions(all);
    return all.run(argc, argv);
}
