package org.signet.browser;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.directory.ContactFile;
import org.signet.ca.enrollment.Channel;
import org.signet.ca.enrollment.Enrollments;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.smime.People;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateTemplate;
import org.signet.crypto.x509.CertificateTemplate.ExtendedKeyUse;
import org.signet.crypto.x509.CertificateTemplate.KeyUsageBit;
import org.signet.crypto.x509.CertificateTemplate.Links;
import org.signet.crypto.x509.CertificateTemplate.Purpose;
import org.signet.crypto.x509.Issued;
import org.signet.model.DistinguishedName;
import org.signet.model.DistinguishedName.Attribute;
import org.signet.model.DistinguishedName.Type;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;
import org.signet.model.Validity;

/** People, partners and certificates whose every field is an attack on whoever reads it. */
record HostileRecords(Signet signet, List<String> pages) {
    static final String SCRIPT = "<script>pwned()</script>";
    static final String PICTURE = "'\"><img src=x onerror=pwned()>";
    static final String LINK = "javascript:pwned()//";
    static final String TURNED = "exe\u202Etxt";

    /** @return where they are shown */
    static HostileRecords in(Signet signet) {
        HostileRecords records = new HostileRecords(signet, new ArrayList<>());
        records.people();
        records.partner();
        records.mail();
        return records;
    }

    private void people() {
        int number = 0;
        for (String hostile : List.of(SCRIPT, PICTURE, LINK)) {
            EmailAddress address =
                    EmailAddress.parse("x'" + ++number + "@example.com").orThrow();
            PersonName name = PersonName.parse(hostile).orThrow();
            var issued = signet.operatorIssuance()
                    .issue(
                            List.of(address),
                            Optional.of(name),
                            signet.profiles().find("mailbox-strict").orThrow(),
                            KeyUse.BOTH,
                            Csr.parsed(Csr.key(KeyType.EC_P256)),
                            TestCa.OPERATOR)
                    .orThrow();
            SerialNumber serial = issued.certificate().serial();
            Revocation.Grounds grounds = Revocation.Grounds.of(RevocationReason.SUPERSEDED);
            if (number > 1) {
                signet.revocation().revoke(serial, grounds, TestCa.OPERATOR).orThrow();
            }
            Enrollments enrollments = signet.enrollments(signet.letters());
            enrollments
                    .request(new Enrollments.Request(List.of(address), name, false, Channel.BROWSER, "en", "127.0.0.1"))
                    .orThrow();
            String proof = signet.mailQueue()
                    .latest(1)
                    .get(0)
                    .mail()
                    .body()
                    .replaceAll("(?s).*/enroll/proof/([A-Za-z0-9_-]+).*", "$1");
            var proven =
                    enrollments.prove(new OneTimeSecret(proof), "127.0.0.1").orThrow();
            if (number > 1) {
                enrollments
                        .refuse(proven.id(), "No. " + hostile, TestCa.OPERATOR)
                        .orThrow();
            }
            pages.addAll(List.of(
                    "/admin/certificates/" + serial.hex(),
                    "/admin/people/"
                            + signet.people().find(address).orElseThrow().id(),
                    "/admin/requests/" + proven.id(),
                    "/directory?address=x%27" + number + "%40example.com"));
        }
    }

    private void partner() {
        var book = signet.addressBook();
        book.partners()
                .accept(
                        PICTURE,
                        Set.of("hostile.example"),
                        List.of(signed(name(PICTURE), List.of(), true)),
                        TestCa.OPERATOR)
                .orThrow();
        for (String hostile : List.of(SCRIPT, PICTURE, LINK + TURNED, "x".repeat(10_000))) {
            String pem = signed(name(hostile), List.of(new EmailAddress("gil", "hostile.example")), false)
                    .pem();
            ContactFile.parse(pem.getBytes(StandardCharsets.US_ASCII))
                    .then(file ->
                            book.contacts().take(file, PICTURE, TestCa.OPERATOR).get(0));
        }
        pages.add("/directory?address=gil%40hostile.example");
    }

    /** What a mail server answers. */
    private void mail() {
        for (String hostile : List.of(SCRIPT + PICTURE, LINK + TURNED, "x".repeat(10_000))) {
            Letters.tried(signet, new EmailAddress("gil", "hostile.example"), "554 " + hostile);
        }
        pages.add("/admin/mail");
    }

    private static DistinguishedName name(String hostile) {
        return DistinguishedName.of(
                new Attribute(Type.ORGANIZATION, hostile),
                new Attribute(Type.GIVEN_NAME, hostile),
                new Attribute(Type.SURNAME, hostile),
                new Attribute(Type.COMMON_NAME, hostile));
    }

    private static Certificate signed(DistinguishedName subject, List<EmailAddress> addresses, boolean ca) {
        var other = People.OTHER_ROOT;
        return Issued.sign(
                new CertificateTemplate(
                        new SerialNumber(new java.math.BigInteger(64, TestCa.RANDOM)),
                        ca ? null : other.certificate(),
                        subject,
                        new Validity(People.FROM, Instant.parse("2029-01-01T00:00:00Z")),
                        other.pair().getPublic(),
                        SignatureScheme.forKey(other.pair().getPublic()),
                        ca
                                ? new Purpose(Set.of(KeyUsageBit.KEY_CERT_SIGN), Set.of(), List.of())
                                : new Purpose(
                                        Set.of(KeyUsageBit.DIGITAL_SIGNATURE, KeyUsageBit.KEY_AGREEMENT),
                                        Set.of(ExtendedKeyUse.EMAIL_PROTECTION),
                                        List.of()),
                        ca ? new CertificateTemplate.CaScope(null, List.of(), true) : null,
                        addresses,
                        List.of(),
                        Links.NONE),
                other.pair());
    }
}
