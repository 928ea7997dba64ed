#!/usr/bin/env bash
# Installs what building (and, with `check`, checking) sitrep needs on Debian 12: system packages by apt, npm packages by the
# lock file. Installs only what is missing, and touches no network where nothing is.
#
#   tools/setup.sh [build|check]
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(g++ cmake ninja-build pkg-config ca-certificates
  nlohmann-json3-dev libsimdjson-dev libcli11-dev libspdlog-dev libfmt-dev libzstd-dev zlib1g-dev libdeflate-dev libxml2-dev
  libicu-dev libsqlite3-dev libgtest-dev libgmock-dev libbenchmark-dev)
case "${1:-build}" in
  build) ;;
  check) packages+=(clang-format clang-tidy git) ;;
  *) echo "usage: tools/setup.sh [build|check]" >&2; exit 2 ;;
esac
# Where node and npm are there already, from Debian or elsewhere, they are good enough.
command -v node >/dev/null || packages+=(nodejs)
command -v npm >/dev/null || packages+=(npm)

missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "setup: run this as root or install sudo; missing: ${missing[*]}" >&2; exit 1; }
    sudo=(sudo)
  fi
  echo "setup: installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "setup: system packages are all there"
fi

# The copy of the lock file says which one node_modules was made from.
if cmp -s package-lock.json node_modules/.made-from-lock; then
  echo "setup: npm packages are all there"
else
  echo "setup: installing npm packages"
  npm ci --omit=dev --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.made-from-lock
fi
