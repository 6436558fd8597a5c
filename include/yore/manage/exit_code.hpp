// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_MANAGE_EXIT_CODE_HPP
#define YORE_MANAGE_EXIT_CODE_HPP

namespace yore {

/// What a management command tells the shell.
enum class exit_code : int {
    done = 0,
    failed = 1,    ///< the database or a file cannot be used, or the history refused
    usage = 2,     ///< the command line is not understood: an unknown model, field, key syntax, time or option
    not_found = 3, ///< the key, the version or that part of the past is not there
    differs = 4,   ///< `validate` has found something, `migrate --dry-run` something to do
    declined = 5,  ///< a question was answered with no, or could not be asked
    conflict = 6   ///< a later change is in the way, or what is imported contradicts what is there
};

} // namespace yore

#endif
