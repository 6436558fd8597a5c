# SPDX-License-Identifier: BSL-1.0
# What the scripts share; read with `source`, not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '\n==> %s\n' "$*"; }

fail() {
  printf 'yore: %s\n' "$*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "this needs root, and there is no sudo: $*"
  fi
}

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# install_packages <package>...: installs those that are missing, through apt-get. A package may be written as
# first|second: any of them will do, and the first that this release of Debian has is the one to install.
install_packages() {
  local wanted alternative missing=()
  if ! command -v apt-get >/dev/null; then
    printf 'yore: this is not Debian, so nothing is installed here; these packages of Debian, or what corresponds to them, must be there:\n  %s\n' "$*"
    return
  fi

  for wanted in "$@"; do
    for alternative in ${wanted//|/ }; do
      is_installed "$alternative" && continue 2
    done
    missing+=("$wanted")
  done
  [ ${#missing[@]} -eq 0 ] && return

  say "Installing ${missing[*]}"
  as_root apt-get update -qq
  local chosen=()
  for wanted in "${missing[@]}"; do
    for alternative in ${wanted//|/ }; do
      if [ -n "$(apt-cache policy "$alternative" 2>/dev/null | sed -n 's/^  Candidate: \([^(].*\)/\1/p')" ]; then
        chosen+=("$alternative")
        continue 2
      fi
    done
    printf 'yore: this release has no package %s\n' "$wanted"
  done
  # --no-remove: never at the price of something that is installed
  local log
  log=$(mktemp)
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends --no-remove "${chosen[@]}" >"$log" 2>&1 || {
    cat "$log" >&2
    fail "apt-get could not install ${chosen[*]}"
  }
  rm -f "$log"
}

build_tools=(cmake ninja-build g++-12 'libboost1.81-dev|libboost-dev' nlohmann-json3-dev libsqlite3-dev catch2 liblzma-dev libcli11-dev)
test_tools=(
  clang-14 clang-19 libclang-rt-19-dev ccache libbenchmark-dev python3 gnuplot-nox chromium fontconfig fonts-dejavu-core tidy
)

# use_ccache: lets the compilers remember, where ccache is installed. Checkouts in different folders share what they can.
use_ccache() {
  command -v ccache >/dev/null || return 0
  export CMAKE_CXX_COMPILER_LAUNCHER=ccache
  export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
  export CCACHE_SLOPPINESS=pch_defines,time_macros
}
