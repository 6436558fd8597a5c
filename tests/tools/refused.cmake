# SPDX-License-Identifier: BSL-1.0
# cmake -D FILE=<file> [-D DEFINED=<macro>...] -P refused.cmake -- <command>...
#
# The command must fail and must print every sentence that stands in the file as `// expect: <sentence>` (`# expect:` in a
# CMakeLists.txt), or the one that `// or: <sentence>` gives below it, for a compiler that speaks before we can. Where
# `// unless: <macro>` names one of DEFINED, the command must succeed instead; so it must where `// only: <macro>` names
# none of them.
cmake_policy(VERSION 3.25)

include(${CMAKE_CURRENT_LIST_DIR}/command_line.cmake)
yore_command_line(command)

set(must_fail TRUE)
set(sentences 0)
file(STRINGS "${FILE}" comments REGEX "(//|#) (expect|or|unless|only): ")
foreach(comment IN LISTS comments)
  string(REGEX MATCH "(//|#) (expect|or|unless|only): (.*)$" matched "${comment}")
  if(CMAKE_MATCH_2 STREQUAL "expect")
    math(EXPR sentences "${sentences} + 1")
    set(sentence_${sentences} "${CMAKE_MATCH_3}")
    set(otherwise_${sentences} "${CMAKE_MATCH_3}")
  elseif(CMAKE_MATCH_2 STREQUAL "or")
    set(otherwise_${sentences} "${CMAKE_MATCH_3}")
  elseif(CMAKE_MATCH_2 STREQUAL "unless" AND CMAKE_MATCH_3 IN_LIST DEFINED)
    set(must_fail FALSE)
  elseif(CMAKE_MATCH_2 STREQUAL "only" AND NOT CMAKE_MATCH_3 IN_LIST DEFINED)
    set(must_fail FALSE)
  endif()
endforeach()
if(sentences EQUAL 0)
  message(FATAL_ERROR "${FILE} does not say what it expects: `// expect: <sentence>`")
endif()

set(ENV{LC_ALL} C)
execute_process(COMMAND ${command} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT must_fail AND NOT result EQUAL 0)
  message("${output}")
  message(FATAL_ERROR "this should have been accepted")
elseif(must_fail AND result EQUAL 0)
  message(FATAL_ERROR "this should have been refused")
elseif(must_fail)
  # CMake wraps its lines; clang 14 escapes the quotes inside the sentence of a static_assert.
  string(REGEX REPLACE "[ \n]+" " " words "${output}")
  string(REPLACE "\\\"" "\"" words "${words}")
  foreach(i RANGE 1 ${sentences})
    string(FIND "${words}" "${sentence_${i}}" position)
    string(FIND "${words}" "${otherwise_${i}}" other_position)
    if(position EQUAL -1 AND other_position EQUAL -1)
      message("${output}")
      message(FATAL_ERROR "this was refused, but without the sentence: ${sentence_${i}}")
    endif()
  endforeach()
endif()
