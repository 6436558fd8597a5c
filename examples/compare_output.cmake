# SPDX-License-Identifier: BSL-1.0
# cmake -D EXPECTED=<file> -P compare_output.cmake -- <program>
#
# The program must return 0 and print exactly what the file holds.
math(EXPR last "${CMAKE_ARGC} - 1")
execute_process(COMMAND ${CMAKE_ARGV${last}} RESULT_VARIABLE result OUTPUT_VARIABLE printed)
file(READ "${EXPECTED}" expected)

if(NOT result EQUAL 0)
  message(FATAL_ERROR "it returned ${result} and printed\n${printed}")
endif()
if(NOT printed STREQUAL expected)
  message(FATAL_ERROR "it printed\n${printed}\ninstead of\n${expected}")
endif()
