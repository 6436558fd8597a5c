# SPDX-License-Identifier: BSL-1.0
include_guard()

# yore_component(<name> PACKAGE <package> VERSION <minimum> TARGET <imported target> [ON <component>])
#
# Defines the header-only target yore::<name>: the core when <name> is yore, else a part of its own on top of the core,
# or of another component, and of <imported target>. Where <package> is missing, linking yore::<name> fails and names <imported target>; nothing
# else is affected. After installation it is `find_package(yore COMPONENTS <name>)`.
#
# Global properties: YORE_COMPONENTS lists all, YORE_READY_COMPONENTS those whose package was found.
function(yore_component name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "PACKAGE;VERSION;TARGET;ON" "")

  if(NOT TARGET ${arg_TARGET})
    find_package(${arg_PACKAGE} ${arg_VERSION} QUIET GLOBAL)
  endif()

  if(name STREQUAL "yore")
    set(target yore)
    add_library(yore INTERFACE)
    target_compile_features(yore INTERFACE cxx_std_20)
    target_include_directories(yore INTERFACE
      $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
      $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
    )
  else()
    set(target yore_${name})
    add_library(${target} INTERFACE)
    if(arg_ON)
      target_link_libraries(${target} INTERFACE yore_${arg_ON})
    else()
      target_link_libraries(${target} INTERFACE yore)
    endif()
  endif()
  add_library(yore::${name} ALIAS ${target})
  target_link_libraries(${target} INTERFACE ${arg_TARGET})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})

  set_property(GLOBAL APPEND PROPERTY YORE_COMPONENTS ${name})
  get_property(ready GLOBAL PROPERTY YORE_READY_COMPONENTS)
  if(TARGET ${arg_TARGET} AND (NOT arg_ON OR arg_ON IN_LIST ready))
    set_property(GLOBAL APPEND PROPERTY YORE_READY_COMPONENTS ${name})
  elseif(PROJECT_IS_TOP_LEVEL)
    message(WARNING "yore: ${arg_PACKAGE} ${arg_VERSION} was not found, so yore::${name} is neither usable nor tested")
  endif()
  set_property(GLOBAL PROPERTY YORE_DEPENDENCY_OF_${name} ${arg_PACKAGE} ${arg_VERSION} ${arg_ON})
endfunction()
