package org.signet.ca.revocation;

import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.signet.app.Csr;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.audit.AuditEntry;
import org.signet.crypto.policy.KeyType;
import org.signet.model.CertificateRecord;
import org.signet.model.CertificateStatus;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Mail;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/** A CA with certificates of a few people, whose clock stands. */
final class HoldersTrial implements AutoCloseable {
    final MovingClock clock = MovingClock.started();
    final Signet signet;

    HoldersTrial(Path parent) {
        signet = TestCa.open(TestCa.copy(parent), clock);
    }

    static EmailAddress address(String local) {
        return new EmailAddress(local, "example.com");
    }

    CertificateRecord issued(String... locals) {
        return issued(Csr.key(KeyType.EC_P256), locals);
    }

    CertificateRecord issued(KeyPair key, String... locals) {
        return signet.operatorIssuance()
                .issue(
                        List.of(locals).stream().map(HoldersTrial::address).toList(),
                        Optional.empty(),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(key),
                        TestCa.OPERATOR)
                .orThrow()
                .certificate();
    }

    /** Why a certificate was revoked; empty if it was not. */
    Optional<RevocationReason> reason(SerialNumber serial) {
        CertificateStatus status =
                signet.certificates().find(serial).orElseThrow().status();
        return status instanceof CertificateStatus.Revoked revoked ? Optional.of(revoked.reason()) : Optional.empty();
    }

    /** The newest first. */
    List<Mail> mails() {
        return signet.mailQueue().latest(50).stream()
                .map(queued -> queued.mail())
                .toList();
    }

    AuditEntry newest() {
        return signet.audit().latest(1).get(0);
    }

    @Override
    public void close() {
        signet.close();
    }
}
