#!/usr/bin/env bash
# Takes the pictures of src/doc/screens anew: the main pages of a made-up company, by Chromium.
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL="${LC_ALL:-C.UTF-8}" PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
mvn -q -B test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Djava.awt.headless=true \
  -cp "target/classes:target/test-classes:$(cat target/bench.classpath)" org.signet.browser.Screens "${1:-src/doc/screens}"
