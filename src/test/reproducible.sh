#!/usr/bin/env bash
# Builds what is committed twice, in two folders, time zones and locales, and compares every byte that is shipped: the jar, its
# libraries, the list of what is in it, the Debian package. `src/test/reproducible.sh [COMMIT]`; takes some minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."
commit=$(git rev-parse "${1:-HEAD}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() { # folder, locale, time zone
  git clone -q --no-checkout . "$work/$1"
  (
    cd "$work/$1"
    # The jar keeps files' modes.
    umask 022
    git checkout -q "$commit"
    LC_ALL=$2 TZ=$3 mvn -q -B package -DskipTests
    cd target
    find signet signet.jar lib bom.json ./*.deb -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
  ) >"$work/$1.sums"
}

build one C.UTF-8 UTC
build "another folder" C Pacific/Auckland
if ! diff "$work/one.sums" "$work/another folder.sums"; then
  echo "The two builds of $commit differ in these files."
  exit 1
fi
echo "$(wc -l <"$work/one.sums") files of $commit are the same in both builds."
grep -E ' (signet.jar|bom.json|.*\.deb)$' "$work/one.sums"
