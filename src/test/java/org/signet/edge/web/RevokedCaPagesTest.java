package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signet.app.Csr;
import org.signet.app.TestCa;
import org.signet.app.ceremony.Ceremony;
import org.signet.app.ceremony.Protocol;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.crypto.policy.KeyType;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import org.signet.model.RevocationReason;
import org.signet.model.Role;

/** What administrators see once an issuing CA was revoked: no page calls what comes from it valid. */
class RevokedCaPagesTest {
    private static final String ORPHANED = "chip chip-orphaned\">";

    @Test
    void whatComesFromItIsCalledValidNowhere() {
        try (TrialSite site = new TrialSite(TestCa.temporaryFolder())) {
            CertificateRecord record = issued(site);
            Browsing auditor = site.signedIn("auditor-of-the-end", Role.AUDITOR);
            String page = "/admin/certificates/" + record.serial().hex();
            assertThat(auditor.get(page).body()).contains("chip chip-active\">").doesNotContain(ORPHANED);

            Protocol protocol = new Protocol(site.signet.clock(), line -> {});
            new Ceremony(site.signet, protocol, TestCa.OPERATOR, TestCa::consent)
                    .revoke("issuing-1", Grounds.of(RevocationReason.CA_COMPROMISE))
                    .orThrow();

            assertThat(auditor.get(page).body())
                    .contains(ORPHANED + "its CA was revoked<")
                    .contains("life life-revoked\">");
            assertThat(auditor.get(page, "Accept-Language", "de").body()).contains(ORPHANED + "CA widerrufen<");
            for (String list : List.of("/admin/certificates", "/admin/people/" + record.personId())) {
                assertThat(auditor.get(list).body())
                        .contains("life life-orphaned\">")
                        .doesNotContain("chip chip-active");
            }
            assertThat(auditor.get("/admin/hierarchy").body())
                    .contains("chip chip-revoked\">", "life life-revoked\">")
                    .contains("nobody is to trust it");
        }
    }

    private static CertificateRecord issued(TrialSite site) {
        return site.signet
                .operatorIssuance()
                .issue(
                        List.of(EmailAddress.parse("ada@example.com").orThrow()),
                        Optional.of(PersonName.parse("Ada Lovelace").orThrow()),
                        site.signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(Csr.key(KeyType.EC_P256)),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate();
    }
}
