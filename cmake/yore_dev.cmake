# SPDX-License-Identifier: BSL-1.0
include_guard()

set(CMAKE_CXX_SCAN_FOR_MODULES OFF) # there are none

# yore_dev: every warning is an error, for our own code only; it is never installed nor exported.
add_library(yore_dev INTERFACE)
target_compile_options(yore_dev INTERFACE
  -Wall -Wextra -Wpedantic -Werror
  -Wconversion -Wsign-conversion -Wshadow
  -Wcast-qual -Wextra-semi -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # https://gcc.gnu.org/PR105651: std::string("x") + s at -O2
  target_compile_options(yore_dev INTERFACE -Wno-restrict)
endif()
