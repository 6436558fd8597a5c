# SPDX-License-Identifier: BSL-1.0
# cmake -P nothing_heavy.cmake -- <compiler> -M <arguments>...
cmake_policy(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/../tools/command_line.cmake)
yore_command_line(command)

set(heavy
  algorithm chrono condition_variable format fstream functional iomanip iostream istream locale memory ostream random
  ranges regex sstream thread unordered_map unordered_set variant
  json.hpp sqlite3.h libpq-fe.h mysql.h
)

execute_process(COMMAND ${command} OUTPUT_VARIABLE rule RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "the header does not compile")
endif()
string(REGEX MATCHALL "[^ \n\\]+" files "${rule}")
set(found)
foreach(file IN LISTS files)
  cmake_path(GET file FILENAME name)
  if(name IN_LIST heavy AND NOT file MATCHES "/(bits|ext|debug|yore)/")
    list(APPEND found ${file})
  endif()
endforeach()
if(found)
  message(FATAL_ERROR "the core includes ${found}")
endif()
