# SPDX-License-Identifier: BSL-1.0
# cmake -D PROGRAM=<program> -D FILE=<file> -D FOLDER=<folder> -D EXPECTED=<file> -P session.cmake
#
# Asks about the file of the example: the answers are those of EXPECTED, and what is exported and imported is exported
# again byte by byte.
cmake_minimum_required(VERSION 3.25...4.1)

function(run result)
  execute_process(COMMAND ${PROGRAM} --color never ${ARGN}
    RESULT_VARIABLE code OUTPUT_VARIABLE printed ERROR_VARIABLE printed)
  cmake_path(GET PROGRAM FILENAME name)
  string(REPLACE "${name}: " "" printed "${printed}")
  list(JOIN ARGN " " words)
  set(${result} "$ ${words}\n${printed}[${code}]\n" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER})
set(ENV{YORE_DATABASE} sqlite:${FILE})
set(session "")
foreach(command IN ITEMS
  "log;--limit;2"
  "log;SourcePackage;redis;--since;2026-01-01;--field;urgency"
  "show;source_package;redis;--at;2010-01-01"
  "show;SourcePackage;rediss"
  "diff;SourcePackage;zsh;1;2"
  "blame;SourcePackage;redis"
  "revert;SourcePackage;redis;--to;282;--dry-run"
  "cleanup;--keep;100;--dry-run"
  "validate"
)
  run(answer ${command})
  string(APPEND session "${answer}")
endforeach()
file(WRITE ${FOLDER}/session.txt "${session}")
file(READ ${EXPECTED} expected)
if(NOT session STREQUAL expected)
  message(FATAL_ERROR "it printed\n${session}\ninstead of\n${expected}")
endif()

run(answer export -o ${FOLDER}/all.ndjson)
run(answer --database sqlite:${FOLDER}/copy.db import ${FOLDER}/all.ndjson)
run(answer --database sqlite:${FOLDER}/copy.db export -o ${FOLDER}/again.ndjson)
foreach(name IN ITEMS all again)
  file(SHA256 ${FOLDER}/${name}.ndjson ${name})
endforeach()
file(SIZE ${FOLDER}/all.ndjson size)
if(size LESS 1000000 OR NOT all STREQUAL again)
  message(FATAL_ERROR "the export of an import is another one: ${answer}")
endif()
file(REMOVE_RECURSE ${FOLDER})
