// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_MANAGE_STREAMS_HPP
#define YORE_MANAGE_STREAMS_HPP

#include <cstddef>
#include <iosfwd>

namespace yore {

/// Whether a person sits at the other end of a stream.
enum class terminal : bool { no, yes };

/// Where management commands read and write. Questions are asked where both `in` and `err` are terminals, colours are
/// used where `out` is one, progress is shown where `err` is one.
struct manage_streams {
    std::istream& in;
    std::ostream& out; ///< results
    std::ostream& err; ///< errors, questions, progress
    terminal in_is = terminal::no;
    terminal out_is = terminal::no;
    terminal err_is = terminal::no;
    std::size_t columns = 80; ///< of the terminal, for progress
};

} // namespace yore

#endif
