#!/usr/bin/env bash
# Steps of a script: says what it does, how long it took, and stops at the first that fails.
#
# Sourced by run and test, never run by itself. `step WORDS COMMAND…` runs a command; `need PACKAGE…` sees to Debian
# packages; `node_packages FOLDER` installs what a lock file names, once. It leaves out any knowledge of the steps.

steps_done=()

# Prints one line that stands out from the output of tools.
say() {
  printf '\n== %s\n' "$*"
}

# Runs a command under a name, and remembers how long it took.
step() {
  local words=$1 began=$SECONDS
  shift
  say "$words"
  if ! "$@"; then
    printf '\n== FAILED after %d s: %s\n' $((SECONDS - began)) "$words" >&2
    summary >&2
    exit 1
  fi
  steps_done+=("$(printf '%5d s  %s' $((SECONDS - began)) "$words")")
  printf '== %s: %d s\n' "$words" $((SECONDS - began))
}

# What was done, and the time of each.
summary() {
  say "Steps that passed, $SECONDS s together"
  if [ ${#steps_done[@]} -gt 0 ]; then printf '%s\n' "${steps_done[@]}"; fi
}

# Stops with a word where a tool is missing that no Debian package of ours brings.
need_tools() {
  local missing=0
  if ! command -v cargo >/dev/null; then
    echo "Missing: Rust 1.95 or newer. See https://rustup.rs" >&2
    missing=1
  fi
  if ! command -v npm >/dev/null || ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; then
    echo "Missing: Node 20 or newer with npm. See https://nodejs.org" >&2
    missing=1
  fi
  return $missing
}

# Installs the Debian packages that are not here yet; elsewhere, or without the right to, says what is missing.
need() {
  local missing=()
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "This is not Debian: please see to what these packages bring: $*"
    return 0
  fi
  local package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  if [ ${#missing[@]} -eq 0 ]; then
    echo "All $# packages are here."
    return 0
  fi
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      printf 'Missing packages. This one line installs them:\n  sudo apt-get install --no-install-recommends %s\n' "${missing[*]}" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  echo "Installing: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# Installs the node packages of a folder, unless exactly these are here.
node_packages() {
  local folder=$1
  if [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; then
    echo "The packages of $folder are here."
    return 0
  fi
  npm --prefix "$folder" ci --no-audit --no-fund --loglevel=error
}
