# SPDX-License-Identifier: BSL-1.0
include_guard()

# yore_compiler_arguments(<result> <target>)
#
# Names a file of arguments for the compiler, to be given as @<file>, with which a test can compile by itself as the build
# would compile what links <target>. The compiler then quotes no source lines, so that what it prints is its own words.
function(yore_compiler_arguments result target)
  set(standard ${CMAKE_CXX_STANDARD})
  if(NOT standard)
    set(standard 20)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(plain -fno-diagnostics-show-caret)
  else()
    set(plain -fno-caret-diagnostics)
  endif()

  # Not -isystem: for /usr/include it would hide the C headers from the C++ ones.
  set(file ${CMAKE_CURRENT_BINARY_DIR}/${target}.arguments)
  set(includes $<TARGET_PROPERTY:${target},INTERFACE_INCLUDE_DIRECTORIES>)
  set(definitions $<TARGET_PROPERTY:${target},INTERFACE_COMPILE_DEFINITIONS>)
  file(GENERATE OUTPUT ${file} CONTENT "\
${CMAKE_CXX${standard}_STANDARD_COMPILE_OPTION} ${CMAKE_CXX_FLAGS} ${plain} -fdiagnostics-color=never
-I$<JOIN:$<REMOVE_DUPLICATES:${includes}>,\n-I>
$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},\n-D>>
")
  set(${result} ${file} PARENT_SCOPE)
endfunction()
