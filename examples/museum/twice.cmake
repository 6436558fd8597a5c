# SPDX-License-Identifier: BSL-1.0
# cmake -D MONTH=<program> -D MUSEUM=<program> -D FOLDER=<folder> -P twice.cmake
#
# The month is the same in every file but for the time at which it was recorded, and it is refused where a file is.
cmake_minimum_required(VERSION 3.25...4.1)

file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER})
foreach(run IN ITEMS first second)
  execute_process(COMMAND ${MONTH} ${FOLDER}/${run}.db COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${MUSEUM} --database sqlite:${FOLDER}/${run}.db validate COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${MUSEUM} --database sqlite:${FOLDER}/${run}.db export
    COMMAND_ERROR_IS_FATAL ANY OUTPUT_VARIABLE ${run})
  string(REGEX REPLACE "\"recorded_on\":\"[^\"]*\"" "" ${run} "${${run}}")
endforeach()
if(NOT first MATCHES "\"occurred_on\":\"2026-03-31T20:15:00Z\"" OR NOT first STREQUAL second)
  message(FATAL_ERROR "two months differ: ${first}\n\nand\n\n${second}")
endif()

execute_process(COMMAND ${MONTH} ${FOLDER}/first.db RESULT_VARIABLE code ERROR_QUIET)
if(NOT code EQUAL 2)
  message(FATAL_ERROR "a second month in one file returned ${code}")
endif()
file(REMOVE_RECURSE ${FOLDER})
