# SPDX-License-Identifier: BSL-1.0
include_guard()

# yore_extract(<page> <prefix>)
#
# Sorts the fenced blocks of a page of Markdown by the words behind the fence:
#   cpp declarations  code outside of functions          <prefix>_DECLARATIONS
#   cpp               statements, in order one function  <prefix>_STATEMENTS
#   cpp program       a complete program                 <prefix>_PROGRAM
#   cpp instead       for the first line in its main()   <prefix>_INSTEAD
#   cpp example       a program in examples/, which has a test there
#   cpp synopsis      an excerpt of the page's header    <prefix>_SYNOPSIS
#   text              what the code prints               <prefix>_OUTPUT
# Other blocks are left alone. Code says which line of the page it is from.
function(yore_extract page prefix)
  file(READ ${page} rest)
  string(PREPEND rest "\n")
  set(line 0)
  set(kinds DECLARATIONS STATEMENTS PROGRAM INSTEAD SYNOPSIS OUTPUT)
  foreach(kind IN LISTS kinds)
    set(${kind} "")
  endforeach()

  while(TRUE)
    string(FIND "${rest}" "\n```" fence)
    if(fence EQUAL -1)
      break()
    endif()
    math(EXPR begin "${fence} + 4")
    yore_take("${rest}" ${begin} before rest)
    yore_count_lines("${before}" lines)
    math(EXPR line "${line} + ${lines}")

    string(FIND "${rest}" "\n" begin)
    string(SUBSTRING "${rest}" 0 ${begin} words)
    string(FIND "${rest}" "\n```\n" end)
    if(end EQUAL -1)
      message(FATAL_ERROR "${page}:${line}: this block does not end")
    endif()
    math(EXPR end "${end} + 1")
    yore_take("${rest}" ${end} block rest)
    math(EXPR begin "${begin} + 1")
    string(SUBSTRING "${block}" ${begin} -1 block)
    yore_count_lines("${block}" lines)
    math(EXPR first "${line} + 1")
    math(EXPR line "${first} + ${lines}")
    string(SUBSTRING "${rest}" 3 -1 rest) # the closing fence

    set(code "#line ${first} \"${page}\"\n${block}")
    if(words STREQUAL "cpp")
      string(APPEND STATEMENTS "${code}")
    elseif(words STREQUAL "cpp declarations")
      string(APPEND DECLARATIONS "${code}")
    elseif(words STREQUAL "cpp program")
      string(APPEND PROGRAM "${code}")
    elseif(words STREQUAL "cpp instead")
      string(APPEND INSTEAD "${code}")
    elseif(words STREQUAL "cpp synopsis")
      string(APPEND SYNOPSIS "${block}")
    elseif(words STREQUAL "text")
      string(APPEND OUTPUT "${block}")
    elseif(words MATCHES "^(cpp|c\\+\\+|hpp|cc)" AND NOT words STREQUAL "cpp example")
      message(FATAL_ERROR "${page}:${first}: a block of \"${words}\" is none that is checked")
    endif()
  endwhile()

  foreach(kind IN LISTS kinds)
    set(${prefix}_${kind} "${${kind}}" PARENT_SCOPE)
  endforeach()
endfunction()

# yore_take(<text> <length> <head> <tail>)
function(yore_take text length head tail)
  string(SUBSTRING "${text}" 0 ${length} first)
  string(SUBSTRING "${text}" ${length} -1 second)
  set(${head} "${first}" PARENT_SCOPE)
  set(${tail} "${second}" PARENT_SCOPE)
endfunction()

function(yore_count_lines text result)
  string(REGEX REPLACE "[^\n]" "" text "${text}")
  string(LENGTH "${text}" count)
  set(${result} ${count} PARENT_SCOPE)
endfunction()
