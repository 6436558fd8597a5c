// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_SYSTEM_STREAMS_HPP
#define YORE_DETAIL_MANAGE_SYSTEM_STREAMS_HPP

#include <yore/detail/manage/catalogue.hpp>

#include <iostream>

#include <sys/ioctl.h>
#include <unistd.h>

namespace yore::detail::managing {

YORE_ONCE manage_streams system_streams() {
    const auto of = [](int file) { return isatty(file) != 0 ? terminal::yes : terminal::no; };
    manage_streams out{std::cin, std::cout, std::cerr, of(STDIN_FILENO), of(STDOUT_FILENO), of(STDERR_FILENO)};
    winsize size{};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) out.columns = size.ws_col;
    return out;
}

} // namespace yore::detail::managing

#endif
