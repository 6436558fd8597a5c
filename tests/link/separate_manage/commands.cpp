// SPDX-License-Identifier: BSL-1.0
#include "model.hpp"

int command(int c, const char* const* v, const yore::manage_streams& streams) {
    return yore::manage<Machine, Ticket>(c, v, streams);
}
