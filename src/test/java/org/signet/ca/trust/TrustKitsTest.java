package org.signet.ca.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.model.Bytes;

class TrustKitsTest extends KitCase {
    @Test
    void duringAChangeOfRootsThereAreTwoAndWhatTheySayOfEachOther() {
        assertThat(before.anchors().roots()).hasSize(1);
        assertThat(during.anchors().roots()).hasSize(2);
        assertThat(during.anchors().crosses()).hasSize(2);
    }

    @Test
    void theRootAloneIsTheRoot() throws Exception {
        assertThat(kit("der", before).toArray()).isEqualTo(root);
        assertThat(kit("android", before).toArray()).isEqualTo(root);
        assertThat(encoded(platform(kit("pem", before)))).containsExactly(root);
        assertThat(encoded(platform(kit("pem", during)))).containsExactly(roots(during));
    }

    @Test
    void chainsHoldIssuingCaAndRoot() throws Exception {
        assertThat(encoded(platform(kit("chain-pem", before)))).containsExactly(issuing, root);
        assertThat(encoded(platform(kit("p7b", before)))).containsExactlyInAnyOrder(issuing, root);
        assertThat(encoded(platform(kit("p7b", during)))).containsExactlyInAnyOrder(all(during));
    }

    @Test
    void thePlatformAcceptsTheChain() throws Exception {
        var certificates = List.copyOf(platform(kit("chain-pem", before)));
        certificates.get(0).verify(certificates.get(1).getPublicKey());
        certificates.get(1).verify(certificates.get(1).getPublicKey());
    }

    @Test
    void fingerprintsAreOfTheDer() throws Exception {
        String text = text("fingerprints", before);
        String squeezed = text.replaceAll("\\s", "");
        for (byte[] der : List.of(root, issuing)) {
            for (String algorithm : List.of("SHA-256", "SHA-1")) {
                assertThat(squeezed).as(algorithm).contains(digest(algorithm, der));
            }
        }
        assertThat(text).contains("Example Company E-Mail Root CA 1").contains("openssl x509");
    }

    @ParameterizedTest
    @MethodSource("sites")
    void javaSeesTheRootsAsTrusted(TrustSite site) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(kit("java", site).open(), "changeit".toCharArray());
        List<byte[]> trusted = new ArrayList<>();
        for (String alias : java.util.Collections.list(store.aliases())) {
            assertThat(store.isCertificateEntry(alias)).isTrue();
            trusted.add(store.getCertificate(alias).getEncoded());
        }
        assertThat(trusted).containsExactlyInAnyOrder(roots(site));
    }

    private static Map<String, byte[]> unpacked(Bytes zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(zip.open(), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    @ParameterizedTest
    @MethodSource("sites")
    void archivesHoldOneCertificateAFileAndSayWhatToDo(TrustSite site) throws Exception {
        List<byte[]> intune = new ArrayList<>();
        Map<String, byte[]> files = unpacked(kit("intune", site));
        String said = new String(files.remove("README.txt"), StandardCharsets.UTF_8);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(file.getKey()).matches("example-company-(root|ca)-[0-9a-f]{8}\\.cer");
            assertThat(said).contains(file.getKey());
            intune.add(encoded(platform(Bytes.of(file.getValue()))).get(0));
        }
        assertThat(intune).containsExactlyInAnyOrder(all(site));
        assertThat(said).contains("steps of intune", "Computer certificate store - Root", "Intermediate");
        assertThat(said.replaceAll("\\s", "")).contains(digest("SHA-256", intune.get(0)));

        Map<String, byte[]> gmail = unpacked(kit("gmail", site));
        gmail.remove("README.txt");
        List<byte[]> single = new ArrayList<>();
        for (byte[] pem : gmail.values()) {
            assertThat(encoded(platform(Bytes.of(pem)))).hasSize(1);
            single.add(encoded(platform(Bytes.of(pem))).get(0));
        }
        assertThat(single).containsExactlyInAnyOrder(roots(site));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void mozillasPolicyNamesTheRootsAloneAndTheyAreThere(TrustSite site) throws Exception {
        Map<String, byte[]> files = unpacked(kit("thunderbird", site));
        String policy = new String(files.get("distribution/policies.json"), StandardCharsets.US_ASCII);
        List<byte[]> named = new ArrayList<>();
        Matcher name = Pattern.compile("\"([^\"]+\\.pem)\"").matcher(policy);
        while (name.find()) {
            named.addAll(encoded(platform(Bytes.of(files.get("distribution/certificates/" + name.group(1))))));
        }
        assertThat(named).containsExactly(roots(site));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void theSameHierarchyMakesTheSameFile(TrustSite site) {
        // Java puts chance into its store.
        assertThat(TrustKits.all())
                .filteredOn(kit -> !kit.id().equals("java"))
                .allSatisfy(kit -> assertThat(kit.write(site)).isEqualTo(kit.write(site)));
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void aHostileNameComesIntoNoScriptAndNoFilesName(String company) throws Exception {
        TrustSite site = named(during, company);
        TrustSite harmless = named(during, site.plainCompany());
        assertThat(site.plainCompany()).matches("[A-Za-z0-9][A-Za-z0-9 .-]{0,39}");
        assertThat(site.slug()).matches("[a-z0-9][a-z0-9-]*");
        for (String id : List.of("windows", "windows-domain", "debian", "redhat", "nss", "gpgsm")) {
            assertThat(text(id, site)).as(id).isEqualTo(text(id, harmless));
        }
        for (String id : List.of("intune", "gmail", "thunderbird")) {
            assertThat(unpacked(kit(id, site)).keySet())
                    .allMatch(name -> name.matches("([a-z]+/)*[a-z0-9-]+\\.(cer|pem|json)|README\\.txt"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://x.example/`id`", "https://a.example/$(id)", "https://a.example/\nid"})
    void aUrlThatAShellCouldReadIsLeftOut(String url) {
        TrustSite site =
                new TrustSite("Company", url, before.anchors(), before.steps(), Optional.empty(), Optional.empty());
        assertThat(site.page()).isEqualTo("the page /trust of your CA");
    }

    @Test
    void namesArePlain() {
        assertThat(named(before, "Müller & Söhne GmbH").plainCompany()).isEqualTo("Muller Sohne GmbH");
        assertThat(named(before, "Straßenbau 株式会社").slug()).isEqualTo("strassenbau");
        assertThat(named(before, "株式会社").slug()).isEqualTo("company");
    }

    @Test
    void aColonInTheNameEndsNoFieldOfGpgsms() throws Exception {
        TrustSite site = new TrustSite(
                "Acme: Tools",
                before.url(),
                before.anchors(),
                before.steps(),
                Optional.empty(),
                Optional.of(new LdapPlace("ldap.example.com", 636, true, "o=Acme: Tools")));
        String line = new String(unpacked(kit("address-books", site)).get("gpgsm.conf"), StandardCharsets.UTF_8);
        assertThat(line.strip().split(":", -1))
                .containsExactly("keyserver ldap.example.com", "636", "", "", "o=Acme\\3A Tools", "ldaps");
    }

    @Test
    void everyKitHasItsOwnNames() {
        assertThat(TrustKits.all()).extracting(TrustKit::id).doesNotHaveDuplicates();
        assertThat(TrustKits.all()).extracting(TrustKit::fileName).doesNotHaveDuplicates();
        assertThat(TrustKits.all())
                .allSatisfy(
                        kit -> assertThat(TrustKits.ofFileName(kit.fileName())).contains(kit));
        assertThat(TrustKits.ofId("no-such-kit")).isEmpty();
        assertThat(TrustKits.ofFileName("../signet.toml")).isEmpty();
    }
}
