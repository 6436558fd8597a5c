# SPDX-License-Identifier: BSL-1.0
# cmake -D README=<file> -D SOURCE=<file> -P same_text.cmake
#
# The code block after the comment `<!-- examples/readme/main.cpp -->` must be the source without its licence line.
file(READ "${README}" readme)
file(READ "${SOURCE}" source)

set(opening "<!-- examples/readme/main.cpp -->\n```cpp example\n")
string(FIND "${readme}" "${opening}" begin)
if(begin EQUAL -1)
  message(FATAL_ERROR "${README} has no block that opens with\n${opening}")
endif()
string(LENGTH "${opening}" length)
math(EXPR begin "${begin} + ${length}")
string(SUBSTRING "${readme}" ${begin} -1 block)
string(FIND "${block}" "```\n" end)
string(SUBSTRING "${block}" 0 ${end} block)

string(REGEX REPLACE "^// SPDX[^\n]*\n" "" source "${source}")
if(NOT block STREQUAL source)
  message(FATAL_ERROR "README.md and ${SOURCE} differ; the source holds\n${source}")
endif()
