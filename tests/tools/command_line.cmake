# SPDX-License-Identifier: BSL-1.0
include_guard()

# yore_command_line(<result>): what stands after -- on the command line of this script.
function(yore_command_line result)
  set(command)
  set(begun FALSE)
  math(EXPR last "${CMAKE_ARGC} - 1")
  foreach(i RANGE ${last})
    if(begun)
      list(APPEND command "${CMAKE_ARGV${i}}")
    elseif(CMAKE_ARGV${i} STREQUAL "--")
      set(begun TRUE)
    endif()
  endforeach()
  set(${result} "${command}" PARENT_SCOPE)
endfunction()
