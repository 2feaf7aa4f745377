#!/usr/bin/env bash
# Installs what the tests need and this machine lacks (Debian packages), then runs every test: mvn -B verify.
# With SIGNET_PEERS=required (set here) a missing peer fails its test; plain `mvn verify` skips it and says so.
set -euo pipefail
cd "$(dirname "$0")/../.."

# program → Debian package that brings it
peers="chromium:chromium openssl:openssl gpgsm:gpgsm gpg:gnupg gpg-agent:gpg-agent dirmngr:dirmngr certutil:libnss3-tools python3:python3 mutt:mutt curl:curl softhsm2-util:softhsm2 ldapsearch:ldap-utils chattr:e2fsprogs shellcheck:shellcheck trust:p11-kit trust:p11-kit-modules thunderbird:thunderbird sslscan:sslscan testssl:testssl.sh"
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

# zlint came to Debian after version 12; its binary runs there too.
zlint_sha256=d7a9e56c01760208b2a7270d912c01a01970fcec8a618930ff5e7d3cf109a5cb
cache="${XDG_CACHE_HOME:-$HOME/.cache}/signet-tests"
if ! command -v zlint >/dev/null 2>&1 && [ ! -x "$cache/usr/bin/zlint" ]; then
  echo "Installing: zlint"
  mkdir -p "$cache/lists/partial"
  echo "deb [trusted=yes] http://deb.debian.org/debian trixie main" > "$cache/trixie.list"
  trixie="-o Dir::Etc::sourcelist=$cache/trixie.list -o Dir::Etc::sourceparts=- -o Dir::State::lists=$cache/lists"
  trixie="$trixie -o Dir::Cache=$cache/archives -o APT::Sandbox::User=$(id -un) -o Debug::NoLocking=1"
  # shellcheck disable=SC2086
  (mkdir -p "$cache/archives/partial" && cd "$cache" && apt-get $trixie update -qq && apt-get $trixie download -qq zlint=3.6.2-4)
  echo "$zlint_sha256  $cache/zlint_3.6.2-4_amd64.deb" | sha256sum --check --quiet
  dpkg -x "$cache/zlint_3.6.2-4_amd64.deb" "$cache"
fi

# A DNS server and what asks it, unpacked only: installed, their packages would start services.
unpacked="knot libknot13 libdnssec9 libzscanner4 liblmdb0 libxdp1 liburcu8 libfstrm0 libjemalloc2 libmaxminddb0 libprotobuf-c1
 bind9-libs bind9-host bind9-dnsutils ldap-utils python3-vobject python3-dateutil python3-six"
if [ ! -x "$cache/usr/bin/knotd" ] || [ ! -x "$cache/usr/bin/nsupdate" ]; then
  echo "Unpacking: $unpacked"
  mkdir -p "$cache/unpacked"
  # shellcheck disable=SC2086
  (cd "$cache/unpacked" && apt-get -o APT::Sandbox::User="$(id -un)" download -qq $unpacked)
  for package in "$cache"/unpacked/*.deb; do
    dpkg -x "$package" "$cache"
  done
  ln -sf ../sbin/knotd "$cache/usr/bin/knotd"
fi
export PATH="$PATH:$cache/usr/bin"

# A bare Debian sets no locale; without one Chromium does not keep a file's name that is not ASCII.
export LC_ALL="${LC_ALL:-C.UTF-8}"
export SIGNET_PEERS=required
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
exec mvn -B --no-transfer-progress verify "$@"
