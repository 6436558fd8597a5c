# SPDX-License-Identifier: BSL-1.0
# cmake -D PROGRAM=<program> -D FILE=<file> -P in_file.cmake
#
# Replays into a new file by two processes at the same time, each with types of its own.
set(files ${FILE} ${FILE}-wal ${FILE}-shm ${FILE}.log)
file(REMOVE ${files})
set(command [[
  "$0" --store "$1" legislator social_account committee >"$1.log" 2>&1 & first=$!
  "$0" --store "$1" committee_member executive district_office historical_committee; second=$?
  wait $first; first=$?
  cat "$1.log"
  [ $first -eq 0 ] || exit $first
  exit $second
]])
execute_process(COMMAND sh -c "${command}" ${PROGRAM} ${FILE} RESULT_VARIABLE result)
file(REMOVE ${files})
if(result EQUAL 77)
  message("Skipped: no data")
elseif(NOT result EQUAL 0)
  message(FATAL_ERROR "it returned ${result}")
endif()
