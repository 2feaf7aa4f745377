#!/usr/bin/env bash
# Runs measurements and writes their figures into src/doc/performance.md: src/test/bench.sh All [NAME...], an hour for all of them, or one
# alone: src/test/bench.sh NAME [arguments]. Names are the classes of src/test/java/org/signet/bench that end with Bench.
set -euo pipefail
cd "$(dirname "$0")/../.."
# OpenLDAP's server, unpacked only: installed, its package would start it.
cache="${XDG_CACHE_HOME:-$HOME/.cache}/signet-tests/slapd"
if ! command -v slapd >/dev/null 2>&1; then
  if [ ! -x "$cache/usr/sbin/slapd" ]; then
    mkdir -p "$cache/unpacked"
    (cd "$cache/unpacked" && apt-get -o APT::Sandbox::User="$(id -un)" download -qq slapd libltdl7 libodbc2 libwrap0)
    for package in "$cache"/unpacked/*.deb; do
      dpkg -x "$package" "$cache"
    done
  fi
  export SLAPD_ROOT="$cache"
fi
mvn -q -B -DskipTests package dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dsignet.bench=true \
  -cp "target/classes:target/test-classes:$(cat target/bench.classpath)" "org.signet.bench.$1" "${@:2}"
