# SPDX-License-Identifier: BSL-1.0
# cmake -D README=<file> -D REPOSITORY=<folder> -D WORK=<folder> -P from_git.cmake -- <option of cmake>...
#
# A project with the lines of README.md that begin with FetchContent must build and run. The repository that they name is
# a bare one, whose branch main is what HEAD of REPOSITORY is, whatever is checked out there. Says `skipped: ` and why
# where there is no git or no commit.
cmake_minimum_required(VERSION 3.25...4.1)
include(${CMAKE_CURRENT_LIST_DIR}/../tools/command_line.cmake)
yore_command_line(options)

foreach(variable IN ITEMS GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE) # as a hook of git has them
  unset(ENV{${variable}})
endforeach()
find_program(git NAMES git)
if(NOT git)
  message("skipped: there is no git")
  return()
endif()
execute_process(
  COMMAND ${git} rev-parse --show-toplevel
  WORKING_DIRECTORY ${REPOSITORY} OUTPUT_VARIABLE top OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET
)
file(REAL_PATH ${REPOSITORY} repository)
if(NOT top STREQUAL repository)
  message("skipped: ${REPOSITORY} is no repository of git")
  return()
endif()

file(READ ${README} readme)
if(NOT readme MATCHES "\n```cmake\n(include\\(FetchContent\\)\n[^`]*)```\n")
  message(FATAL_ERROR "${README} has no block that begins with include(FetchContent)")
endif()
string(REPLACE "<url of this repository>" "file://${WORK}/yore.git" lines "${CMAKE_MATCH_1}")
if(lines STREQUAL CMAKE_MATCH_1)
  message(FATAL_ERROR "${README} does not say <url of this repository>")
endif()

file(REMOVE_RECURSE ${WORK})
file(WRITE ${WORK}/program/CMakeLists.txt
  "cmake_minimum_required(VERSION 3.25)\nproject(program LANGUAGES CXX)\nadd_executable(program main.cpp)\n\n${lines}"
)
file(COPY ${CMAKE_CURRENT_LIST_DIR}/main.cpp DESTINATION ${WORK}/program)

foreach(command IN ITEMS
  "${git};init;--quiet;--bare;--initial-branch=main;${WORK}/yore.git"
  "${git};-C;${WORK}/yore.git;fetch;--quiet;--depth=1;file://${repository};HEAD:refs/heads/main"
  "${CMAKE_COMMAND};-S;${WORK}/program;-B;${WORK}/build;${options}"
  "${CMAKE_COMMAND};--build;${WORK}/build"
  "${WORK}/build/program"
)
  execute_process(COMMAND ${command} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
