package org.signet.ca.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.ca.revocation.HoldersTrial.address;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Csr;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Pem;
import org.signet.crypto.x509.possession.Proofs;
import org.signet.crypto.x509.possession.RevocationRequest;
import org.signet.crypto.x509.possession.RevocationStatement;
import org.signet.model.CertificateRecord;
import org.signet.model.KeyUse;
import org.signet.model.Mail;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;

class KeyRevocationTest {
    private final KeyPair key = Csr.key(KeyType.EC_P256);
    private HoldersTrial trial;

    @BeforeEach
    void open(@TempDir Path parent) {
        trial = new HoldersTrial(parent);
    }

    @AfterEach
    void close() {
        trial.close();
    }

    private Outcome<KeyRevocation.Ended> sent(String proof) {
        return RevocationRequest.parse(proof.getBytes(StandardCharsets.US_ASCII))
                .then(request -> trial.signet.waysToRevoke().byKey().revoke(request, "203.0.113.4"));
    }

    private Outcome<?> certified() {
        return trial.signet
                .operatorIssuance()
                .issue(
                        List.of(address("new")),
                        Optional.empty(),
                        trial.signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsed(key),
                        TestCa.OPERATOR);
    }

    @Test
    void everyCertificateOfACompromisedKeyEndsAndItsHolderIsTold() {
        CertificateRecord one = trial.issued(key, "ada");
        CertificateRecord two = trial.issued(key, "ada", "lovelace");
        CertificateRecord other = trial.issued("ada");
        var ended = sent(Proofs.compromised(key)).orThrow();
        assertThat(ended.revoked()).containsExactlyInAnyOrder(one.serial(), two.serial());
        assertThat(trial.reason(one.serial())).contains(RevocationReason.KEY_COMPROMISE);
        assertThat(trial.reason(other.serial())).isEmpty();
        assertThat(trial.newest().actor()).isEqualTo("key:" + one.keyId().hex());
        assertThat(trial.mails()).extracting(Mail::to).containsExactlyInAnyOrder(address("ada"), address("lovelace"));
        int mails = trial.mails().size();
        long entries = trial.newest().sequence();
        var again = sent(Proofs.compromised(key)).orThrow();
        assertThat(again.revoked()).isEmpty();
        assertThat(again.before()).containsExactlyInAnyOrder(one.serial(), two.serial());
        assertThat(trial.mails()).hasSize(mails);
        assertThat(trial.newest().sequence()).isEqualTo(entries);
    }

    @Test
    void aCompromisedKeyIsNotCertifiedLater() {
        var none = sent(Proofs.compromised(key));
        assertThat(none.refusal().code()).isEqualTo(RefusalCode.NOT_FOUND);
        assertThat(trial.newest().type()).isEqualTo("KeyCompromised");
        assertThat(certified().refusal().code()).isEqualTo(RefusalCode.WEAK_KEY);
    }

    /** Whoever stole it might revoke it for a harmless reason first. */
    @Test
    void aKeyThatWasReplacedMayBeFoundLater() {
        CertificateRecord certificate = trial.issued(key, "new");
        trial.signet
                .revocation()
                .revoke(certificate.serial(), Grounds.of(RevocationReason.SUPERSEDED), TestCa.OPERATOR)
                .orThrow();
        assertThat(sent(Proofs.compromised(key)).orThrow().before()).containsExactly(certificate.serial());
        assertThat(trial.reason(certificate.serial()))
                .as("what was revoked stays as it is")
                .contains(RevocationReason.SUPERSEDED);
        assertThat(certified().refusal().code()).isEqualTo(RefusalCode.WEAK_KEY);
    }

    @Test
    void theHolderEndsOneCertificateAndNoLaterOneByTheSameWord() {
        CertificateRecord certificate = trial.issued(key, "ada");
        String proof = Proofs.of(key, certificate.serial(), RevocationReason.SUPERSEDED);
        assertThat(sent(proof).orThrow().revoked()).containsExactly(certificate.serial());
        assertThat(trial.reason(certificate.serial())).contains(RevocationReason.SUPERSEDED);
        CertificateRecord later = trial.issued(key, "ada");
        assertThat(sent(proof).orThrow().before()).containsExactly(certificate.serial());
        assertThat(trial.reason(later.serial())).isEmpty();
    }

    @Test
    void aKeyEndsNoCertificateOfAnother() {
        CertificateRecord foreign = trial.issued("grace");
        trial.issued(key, "ada");
        assertThat(sent(Proofs.of(key, foreign.serial(), RevocationReason.SUPERSEDED))
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.NOT_FOUND);
        assertThat(trial.reason(foreign.serial())).isEmpty();
    }

    @Test
    void theKeyOfACaIsForItsPeopleToRevoke() {
        Issuer issuing = trial.signet.authority().issuing(trial.clock.instant()).orThrow();
        SigningKey caKey = trial.signet.keys().key(issuing).orThrow();
        String proof = Pem.encode(
                Pem.REQUEST,
                RevocationStatement.compromised()
                        .signed(
                                caKey.publicKey(),
                                octets -> caKey.sign(SignatureScheme.forKey(caKey.publicKey()), octets)));
        var refused = sent(proof).refusal();
        assertThat(refused.code()).isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(refused.detail()).contains("issuing-1", "signet authority revoke-issuer");
        assertThat(trial.newest().type()).isEqualTo("KeyCompromised");
    }
}
