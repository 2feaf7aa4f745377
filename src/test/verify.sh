#!/usr/bin/env bash
# Installs what the tests need and this machine lacks (Debian packages), then runs every test: mvn -B verify.
# With SIGNET_PEERS=required (set here) a missing peer fails its test; plain `mvn verify` skips it and says so.
set -euo pipefail
cd "$(dirname "$0")/../.."

# program → Debian package that brings it
peers="chromium:chromium openssl:openssl gpgsm:gpgsm gpg:gnupg dirmngr:dirmngr certutil:libnss3-tools curl:curl"
missing=""
for peer in $peers; do
  command -v "${peer%%:*}" >/dev/null 2>&1 || missing="$missing ${peer##*:}"
done
command -v javac >/dev/null 2>&1 || missing="$missing openjdk-17-jdk-headless"
command -v mvn >/dev/null 2>&1 || missing="$missing maven"

if [ -n "$missing" ]; then
  echo "Installing:$missing"
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  $sudo apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing fonts-dejavu-core >/dev/null
fi

export SIGNET_PEERS=required
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
exec mvn -B --no-transfer-progress verify "$@"
