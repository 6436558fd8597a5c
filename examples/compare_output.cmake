# SPDX-License-Identifier: BSL-1.0
# cmake -D EXPECTED=<file> -P compare_output.cmake -- <program> [<argument>...]
#
# The program must return 0 and print exactly what the file holds.
include(${CMAKE_CURRENT_LIST_DIR}/../tests/tools/command_line.cmake)
yore_command_line(command)
execute_process(COMMAND ${command} RESULT_VARIABLE result OUTPUT_VARIABLE printed)
file(READ "${EXPECTED}" expected)

if(NOT result EQUAL 0)
  message(FATAL_ERROR "it returned ${result} and printed\n${printed}")
endif()
if(NOT printed STREQUAL expected)
  message(FATAL_ERROR "it printed\n${printed}\ninstead of\n${expected}")
endif()
