# SPDX-License-Identifier: BSL-1.0
# cmake -D EXPECTED=<file> -D FOLDER=<folder> -P twice.cmake -- <program>
#
# The program runs twice in an empty folder. It must print what the file holds, and then the same with five versions.
include(${CMAKE_CURRENT_LIST_DIR}/../tools/command_line.cmake)
yore_command_line(command)
file(READ "${EXPECTED}" first)
string(REPLACE "3 versions" "5 versions" second "${first}")
if(first STREQUAL second)
  message(FATAL_ERROR "${EXPECTED} does not say \"3 versions\"")
endif()

file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER})
foreach(run IN ITEMS first second)
  execute_process(COMMAND ${command} WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE result OUTPUT_VARIABLE printed)
  if(NOT result EQUAL 0 OR NOT printed STREQUAL "${${run}}")
    message(FATAL_ERROR "the ${run} run returned ${result} and printed\n${printed}\ninstead of\n${${run}}")
  endif()
endforeach()
