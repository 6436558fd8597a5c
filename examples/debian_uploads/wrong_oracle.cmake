# SPDX-License-Identifier: BSL-1.0
# The program fails, and names the culprit, when the oracle is wrong: each kind of answer is altered once. The unaltered oracle passes.
cmake_minimum_required(VERSION 3.21)

file(MAKE_DIRECTORY ${WORK_DIR})
set(data ${CMAKE_CURRENT_LIST_DIR}/data)
file(READ ${CMAKE_CURRENT_LIST_DIR}/small_oracle.ndjson right)

# Runs the program against an oracle and blame file with the given text; expects the exit code, and each of the rest in the output.
function(expect_exit expected oracle blame)
  file(WRITE ${WORK_DIR}/oracle.ndjson "${oracle}")
  file(WRITE ${WORK_DIR}/data/blame.ndjson "${blame}")
  execute_process(
    COMMAND ${PROGRAM} --data ${WORK_DIR}/data --oracle ${WORK_DIR}/oracle.ndjson
    OUTPUT_VARIABLE output ERROR_VARIABLE output RESULT_VARIABLE result
  )
  if(NOT result EQUAL expected)
    message(FATAL_ERROR "exit code ${result}, expected ${expected}\n${output}")
  endif()
  foreach(line IN LISTS ARGN)
    if(NOT output MATCHES "${line}")
      message(FATAL_ERROR "no line like '${line}' in\n${output}")
    endif()
  endforeach()
endfunction()

file(COPY ${data}/stream.ndjson.xz DESTINATION ${WORK_DIR}/data)
file(READ ${data}/blame.ndjson right_blame)
string(REGEX MATCH "^[^\n]*\n" right_blame "${right_blame}")
expect_exit(0 "${right}" "${right_blame}" "\n  packages in these sets +17 of +17\n" "\nEverything agreed")

set(wrong "${right}")
string(JSON wrong SET "${wrong}" records gawk version "\"1:3.0.0-5\"")
string(JSON wrong SET "${wrong}" records gdb distributions "[\"unstable\", \"stable\"]")
string(JSON wrong SET "${wrong}" records grep urgency "\"high\"")
string(JSON wrong SET "${wrong}" records gzip closes "[1]")
string(JSON wrong SET "${wrong}" records m4 cves "[\"CVE-1996-0001\"]")
string(JSON wrong SET "${wrong}" records perl actor "\"Nobody\"")
string(JSON wrong SET "${wrong}" records rsync since "\"1996-10-09T22:45:07Z\"")
string(JSON wrong SET "${wrong}" records sed versions 1)
string(REPLACE "\n" " " wrong "${wrong}")
expect_exit(
  1 "${wrong}" "${right_blame}"
  "\n    version +16 of +17\n +disagrees: gawk at 1996-11-10T23:31:02Z\n"
  "\n    distributions +16 of +17\n +disagrees: gdb"
  "\n    urgency +16 of +17\n +disagrees: grep"
  "\n    closed bugs +16 of +17\n +disagrees: gzip"
  "\n    CVE numbers +16 of +17\n +disagrees: m4"
  "\n    uploader +16 of +17\n +disagrees: perl"
  "\n    in force since +16 of +17\n +disagrees: rsync"
  "\n    versions so far +16 of +17\n +disagrees: sed"
  "\nNOT everything agreed"
)

string(JSON missing REMOVE "${right}" records sudo)
string(REPLACE "\n" " " missing "${missing}")
expect_exit(1 "${missing}" "${right_blame}" "\n  whole set as of an instant: number of packages +0 of +1\n")

string(REGEX REPLACE "\"versions\":[0-9]+" "\"versions\":1" wrong_blame "${right_blame}")
string(REGEX REPLACE "\"actor\":\"[^\"]+\"" "\"actor\":\"Nobody\"" wrong_blame "${wrong_blame}")
expect_exit(
  1 "${right}" "${wrong_blame}"
  "\n  number of versions +0 of +1\n"
  "\n  blame: version +0 of +1\n"
  "\n  blame: distributions +0 of +1\n"
  "\n  blame: urgency +0 of +1\n"
  "\n  blame: closes +0 of +1\n"
  "\n  blame: cves +0 of +1\n"
)

string(JSON stray SET "${right}" records gawk signed_by "\"somebody\"")
string(REPLACE "\n" " " stray "${stray}")
expect_exit(1 "${stray}" "${right_blame}" "failed: [^\n]*signed_by")
