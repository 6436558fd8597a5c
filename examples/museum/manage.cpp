// SPDX-License-Identifier: BSL-1.0
/// museum: the commands of the museum, as `museum --database sqlite:museum.db log MachineInstance 1`.
#include "models.hpp"

#include <yore/manage.hpp>

int main(int c, char** v) {
    return yore::manage<MachineModel, MachineInstance, ProblemReport, LogEntry, LogEntryMedia>(c, v);
}
