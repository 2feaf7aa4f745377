#!/usr/bin/env bash
# Runs a measurement: src/test/bench.sh IssuanceBench | HttpIssuanceBench | CrlBench | EngineBench | MailBench | OcspBench | BulkBench | StartBench | LdapBench | DirectoryBench [arguments]
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -q -B test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dsignet.bench=true \
  -cp "target/classes:target/test-classes:$(cat target/bench.classpath)" "org.signet.bench.$1" "${@:2}"
