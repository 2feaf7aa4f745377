package org.signet.house;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The house's two tables as data: who may import which of our packages, and where a third-party library may be known. */
class ArchitectureTest {
    private static final String ROOT = "org.signet.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.signet");

    /** Package → the own packages that it may import, besides itself. A name stands for its sub-packages too. */
    private static final Map<String, List<String>> OWN = own();

    private static Map<String, List<String>> own() {
        String authority = "model crypto.policy crypto.x509 crypto.keys crypto.lint ca.audit ca.access ca.profile";
        Map<String, List<String>> table = new LinkedHashMap<>();
        put(table, "model", "");
        put(table, "crypto.policy", "model");
        put(table, "crypto.x509", "model crypto.policy crypto.x509.der");
        put(table, "crypto.x509.ocsp", "crypto.x509");
        put(table, "crypto.x509.revocation", "crypto.x509 crypto.x509.ocsp");
        put(table, "crypto.x509.store", "crypto.x509");
        put(table, "crypto.x509.possession", "crypto.x509");
        put(table, "crypto.keys", "model crypto.policy crypto.x509 crypto.keys.files");
        put(table, "crypto.keys.files", "model");
        put(table, "crypto.lint", "model crypto.policy crypto.x509");
        put(table, "crypto.lint.crl", "crypto.lint");
        put(table, "crypto.smime", "model crypto.policy crypto.x509 crypto.keys");
        put(table, "crypto.smime.writing", "crypto.smime.cms");
        put(table, "crypto.smime.report", "crypto.smime.cms");
        put(table, "crypto.smime.composing", "crypto.smime.cms crypto.smime.writing crypto.smime.mime");
        put(
                table,
                "crypto.smime.receipt",
                "crypto.smime.cms crypto.smime.writing crypto.smime.mime crypto.smime.report crypto.smime.reading");
        put(
                table,
                "crypto.smime.reading",
                "crypto.smime.cms crypto.smime.mime crypto.smime.mime.writing crypto.smime.report");
        put(table, "crypto.smime.mime", "crypto.smime.mime.encoding");
        put(table, "crypto.smime.mime.writing", "crypto.smime.mime");
        put(table, "ca.audit", "model crypto.policy crypto.keys");
        put(table, "ca.access", "model crypto.policy crypto.keys ca.audit crypto.x509 ca.access.factor");
        put(table, "ca.access.control", "ca.access");
        put(table, "ca.access.signin", "ca.access");
        put(table, "ca.profile", "model crypto.policy crypto.x509");
        put(table, "ca.authority", authority);
        put(table, "ca.revocation", authority + " ca.authority");
        put(table, "ca.trust", authority + " ca.authority");
        put(table, "ca.directory", "model crypto.x509 ca.authority ca.revocation ca.access ca.audit");
        // Names of DNS records, and keys of RFC 4387, are hashes.
        put(table, "ca.directory.format", "ca.directory crypto.policy");
        // The secrets of mailed links are crypto.keys' own word, so enrolment knows it.
        put(
                table,
                "ca.enrollment",
                "model crypto.policy crypto.x509 crypto.keys ca.profile ca.authority ca.access ca.audit");
        put(
                table,
                "ca.messaging",
                "model crypto.policy crypto.x509 crypto.keys crypto.smime ca.directory ca.access ca.audit");
        put(table, "ca.enrollment.invitation", "ca.enrollment");
        put(table, "ca.enrollment.preview", "ca.enrollment");
        put(table, "ca.enrollment.renewal", "ca.enrollment");
        put(table, "ca.access.holder", "ca.access");
        put(table, "ca.watch", "model ca.access ca.audit");
        put(table, "ca.register", "model ca.audit ca.authority ca.directory");
        put(table, "edge", "model crypto ca edge.http edge.json");
        put(table, "edge.web.account", "edge.web");
        put(table, "edge.web.control", "edge.web");
        put(table, "edge.web.audit", "edge.web");
        put(table, "edge.web.hierarchy", "edge.web");
        put(table, "edge.web.records", "edge.web");
        put(table, "edge.web.settings", "edge.web");
        put(table, "edge.web.start", "edge.web");
        put(table, "edge.web.enrollment", "edge.web");
        put(table, "edge.web.holder", "edge.web");
        put(table, "edge.web.mailed", "edge.web");
        put(table, "edge.web.letters", "edge.web");
        put(table, "edge.web.message", "edge.web");
        put(table, "edge.web.signin", "edge.web");
        put(table, "edge.web.trust", "edge.web");
        put(table, "edge.json", "edge.json.report");
        put(
                table,
                "edge.store",
                "edge.store.control edge.store.database edge.store.factor edge.store.holder edge.store.invitation"
                        + " edge.store.limit edge.store.tables");
        put(table, "edge.store.register", "edge.store");
        put(table, "edge.store.archive", "edge.store");
        put(table, "edge.web.directory", "edge.web");
        put(table, "edge.web.revocation", "edge.web");
        put(table, "edge.json.revocation", "edge.json");
        put(
                table,
                "app",
                "model crypto ca edge app.access app.bulk app.control app.enrollment app.officers app.retention"
                        + " app.revocation app.selfcheck app.trust");
        put(table, "app.ceremony", "app");
        put(table, "app.relocation", "app");
        put(table, "app.backup", "app app.ceremony");
        put(table, "cli", "app ca crypto model edge.client edge.json");
        return table;
    }

    private static void put(Map<String, List<String>> table, String from, String to) {
        table.put(from, to.isEmpty() ? List.of() : List.of(to.split(" ")));
    }

    /** Third-party package → where alone it may be imported. */
    private static final Map<String, List<String>> THIRD_PARTY = Map.ofEntries(
            Map.entry("org.bouncycastle", List.of("crypto", "edge.ocsp", "edge.est", "edge.scep", "edge.cmp")),
            Map.entry("com.amazon.corretto", List.of("crypto.policy")),
            // how many files a process may open
            Map.entry("com.sun.management", List.of("edge.http.load")),
            Map.entry("java.sql", List.of("edge.store")),
            Map.entry("javax.sql", List.of("edge.store")),
            Map.entry("org.jdbi", List.of("edge.store")),
            Map.entry("org.h2", List.of("edge.store")),
            Map.entry("org.postgresql", List.of("edge.store")),
            Map.entry("org.flywaydb", List.of("edge.store")),
            Map.entry("com.zaxxer", List.of("edge.store")),
            Map.entry("io.javalin", List.of("edge.http", "edge.web", "edge.json", "edge.ocsp", "edge.certstore")),
            Map.entry("org.eclipse.jetty", List.of("edge.http")),
            Map.entry("jakarta.servlet", List.of("edge.http", "edge.web", "edge.json")),
            Map.entry("io.micrometer", List.of("edge.http", "app")),
            Map.entry("gg.jte", List.of("edge.web")),
            Map.entry("com.google.zxing", List.of("edge.web")),
            Map.entry("com.webauthn4j", List.of("edge.web.passkey")),
            Map.entry("tools.jackson", List.of("edge.web.passkey")),
            Map.entry("com.fasterxml", List.of("edge.json", "app")),
            Map.entry("okhttp3", List.of("edge.client")),
            Map.entry("okio", List.of("edge.client")),
            Map.entry("com.unboundid", List.of("edge.ldap")),
            Map.entry("jakarta.mail", List.of("crypto.smime", "edge.mail")),
            Map.entry("org.eclipse.angus", List.of("edge.mail")),
            Map.entry("picocli", List.of("cli")),
            Map.entry("ch.qos.logback", List.of("app.log")),
            Map.entry("org.slf4j", List.of("edge", "app", "cli")));

    private static boolean within(String name, String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }

    static boolean allowed(String from, String to) {
        if (from.equals(to)) {
            return true;
        }
        return OWN.entrySet().stream()
                .filter(row -> within(from, row.getKey()))
                .anyMatch(row -> row.getValue().stream().anyMatch(target -> within(to, target)));
    }

    static boolean allowedThirdParty(String from, String type) {
        return THIRD_PARTY.entrySet().stream()
                .filter(row -> within(type, row.getKey()))
                .allMatch(row -> row.getValue().stream().anyMatch(home -> within(from, home)));
    }

    private static String own(JavaClass type) {
        return type.getPackageName().substring(Math.min(type.getPackageName().length(), ROOT.length()));
    }

    private static Set<String> violations() {
        Set<String> found = new TreeSet<>();
        for (JavaClass from : CLASSES) {
            for (Dependency arrow : from.getDirectDependenciesFromSelf()) {
                JavaClass to = arrow.getTargetClass().getBaseComponentType();
                boolean good = to.getPackageName().startsWith(ROOT)
                        ? allowed(own(from), own(to))
                        : allowedThirdParty(own(from), to.getName());
                if (!good) {
                    found.add(own(from) + " must not know " + to.getName() + " (" + from.getSimpleName() + ")");
                }
            }
        }
        return found;
    }

    @Test
    void everyArrowIsInTheTables() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void everyPackageHasARow() {
        Set<String> packages = CLASSES.stream()
                .map(ArchitectureTest::own)
                .filter(name -> OWN.keySet().stream().noneMatch(row -> within(name, row)))
                .collect(Collectors.toSet());
        assertThat(packages).isEmpty();
    }

    @Test
    void noPackagesGoInCircles() {
        slices().matching("org.signet.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "model, crypto.policy, false",
        "crypto.x509, crypto.keys, false",
        "ca.authority, ca.enrollment, false",
        "ca.authority, edge.store, false",
        "edge.web, edge.store, false",
        "edge.web, edge.http, true",
        "edge.store, ca.audit, true",
        "cli, edge.web, false",
        "cli, edge.store, false",
        "cli, edge.json, true",
        "app, cli, false",
    })
    void theTableBites(String from, String to, boolean allowed) {
        assertThat(allowed(from, to)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "ca.authority, org.bouncycastle.asn1.ASN1Primitive, false",
        "crypto.x509, org.bouncycastle.asn1.ASN1Primitive, true",
        "edge.web, java.sql.Connection, false",
        "edge.json, com.unboundid.ldap.sdk.Filter, false",
        "edge.ldap, com.unboundid.ldap.sdk.Filter, true",
        "model, org.slf4j.Logger, false",
        "ca.audit, java.util.List, true",
    })
    void theFencesBite(String from, String type, boolean allowed) {
        assertThat(allowedThirdParty(from, type)).isEqualTo(allowed);
    }

    @Test
    void theTablesNameEveryLibraryThatWeShip() {
        Set<String> known = Arrays.stream(new String[] {"java", "javax", "kotlin", "org.signet", "gg.jte"})
                .collect(Collectors.toSet());
        Set<String> unknown = CLASSES.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(arrow -> arrow.getTargetClass().getBaseComponentType())
                .filter(type -> !type.isPrimitive() && !type.getPackageName().isEmpty())
                .map(JavaClass::getPackageName)
                .filter(name -> known.stream().noneMatch(k -> within(name, k)))
                .filter(name -> THIRD_PARTY.keySet().stream().noneMatch(k -> within(name, k)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unknown).isEmpty();
    }
}
