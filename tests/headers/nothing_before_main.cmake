# SPDX-License-Identifier: BSL-1.0
# cmake -P nothing_before_main.cmake -- <nm> <object>...
cmake_policy(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/../tools/command_line.cmake)
yore_command_line(command)

execute_process(COMMAND ${command} OUTPUT_VARIABLE symbols RESULT_VARIABLE result)
if(NOT result EQUAL 0 OR NOT symbols MATCHES "recorded")
  message(FATAL_ERROR "the symbols cannot be read: ${symbols}")
endif()
if(symbols MATCHES "[^\n]*(_GLOBAL__sub_I|_GLOBAL__I_|__static_initialization|__cxx_global_var_init)[^\n]*")
  message(FATAL_ERROR "something of the core runs before main: ${CMAKE_MATCH_0}")
endif()
