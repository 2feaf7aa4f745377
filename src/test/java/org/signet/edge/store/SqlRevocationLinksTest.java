package org.signet.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.edge.store.Records.NOW;
import static org.signet.edge.store.Records.run;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.signet.ca.access.MailedLink;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.revocation.RevocationLinkStore;
import org.signet.model.EmailAddress;
import org.signet.model.KeyId;

class SqlRevocationLinksTest {
    private final RevocationLinkStore store = new SqlRevocationLinks(Records.DATABASE);
    private final EmailAddress address = Records.address();

    private MailedLink link(Instant asked) {
        MailedLink link = MailedLink.fresh(Records.digest(), address, asked, asked.plusSeconds(3600));
        run(() -> store.insert(link, "de"));
        return link;
    }

    @Test
    void aLinkIsFoundUsedAndForgotten() {
        MailedLink link = link(NOW);
        assertThat(store.find(link.digest())).contains(link);
        assertThat(store.find(Records.digest())).isEmpty();
        run(() -> store.setUsed(link.digest(), NOW.plusSeconds(1)));
        assertThat(store.find(link.digest()).orElseThrow().used()).contains(NOW.plusSeconds(1));
        run(() -> store.deleteEnded(link.expires()));
        assertThat(store.find(link.digest())).isPresent();
        run(() -> store.deleteEnded(link.expires().plusMillis(1)));
        assertThat(store.find(link.digest())).isEmpty();
    }

    @Test
    void askingsOfAMailboxAreCountedHoweverItIsWritten() {
        link(NOW);
        link(NOW.plusSeconds(10));
        EmailAddress other = new EmailAddress(address.local().toUpperCase(), address.domain());
        assertThat(store.asked(other, NOW, NOW.plusSeconds(11))).isEqualTo(1);
        assertThat(store.asked(other, NOW.minusSeconds(1), NOW.plusSeconds(11))).isEqualTo(2);
        assertThat(store.asked(Records.address(), NOW.minusSeconds(1), NOW.plusSeconds(9)))
                .isZero();
    }

    @Test
    void aCompromisedKeyIsRememberedOnce() {
        CertificateStore certificates = new SqlCertificates(Records.DATABASE);
        KeyId key = new KeyId(Records.digest());
        assertThat(certificates.isCompromised(key)).isFalse();
        run(() -> certificates.setCompromised(key, NOW));
        run(() -> certificates.setCompromised(key, NOW.plusSeconds(1)));
        assertThat(certificates.isCompromised(key)).isTrue();
        assertThat(certificates.isCompromised(new KeyId(Records.digest()))).isFalse();
    }
}
