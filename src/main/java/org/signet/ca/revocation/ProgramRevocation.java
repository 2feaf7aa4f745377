package org.signet.ca.revocation;

import java.util.List;
import java.util.function.Supplier;
import org.signet.ca.access.ApiToken;
import org.signet.ca.access.People;
import org.signet.ca.audit.Transactions;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Person;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import org.signet.model.SerialNumber;

/** Revocation by programs: a token that is limited to domains reaches no certificate that names a mailbox of another. */
public final class ProgramRevocation {
    private final Revocation revocation;
    private final CertificateStore certificates;
    private final People people;
    private final Transactions transactions;

    public ProgramRevocation(
            Revocation revocation, CertificateStore certificates, People people, Transactions transactions) {
        this.revocation = revocation;
        this.certificates = certificates;
        this.people = people;
        this.transactions = transactions;
    }

    /** As {@link Revocation#revoke}. */
    public Outcome<CertificateRecord> revoke(SerialNumber serial, Grounds grounds, ApiToken token, String origin) {
        return within(token, () -> known(serial), () -> revocation.revoke(serial, grounds, token.actor(origin)));
    }

    /** As {@link Revocation#release}. */
    public Outcome<CertificateRecord> release(SerialNumber serial, ApiToken token, String origin) {
        return within(token, () -> known(serial), () -> revocation.release(serial, token.actor(origin)));
    }

    /** As {@link Revocation#revokeAll}, of whoever has the address. */
    public Outcome<List<CertificateRecord>> revokeAll(
            EmailAddress address, Grounds grounds, ApiToken token, String origin) {
        return token.vouchingFor(List.of(address))
                .then(allowed -> transactions.attempt(() -> {
                    long person = people.find(address)
                            .map(Person::id)
                            .orElseThrow(() -> new RefusedException(
                                    RefusalCode.NOT_FOUND, "Nobody has the address " + address + "; check it."));
                    return within(
                                    token,
                                    () -> certificates.ofPerson(person),
                                    () -> revocation.revokeAll(person, grounds, token.actor(origin)))
                            .orThrow();
                }));
    }

    /** Empty if there is none: that is for {@link Revocation} to say. */
    private List<CertificateRecord> known(SerialNumber serial) {
        return certificates.find(serial).stream().toList();
    }

    private <T> Outcome<T> within(
            ApiToken token, Supplier<List<CertificateRecord>> which, Supplier<Outcome<T>> revoking) {
        return transactions.attempt(() -> {
            for (CertificateRecord certificate : which.get()) {
                if (certificate.addresses().isEmpty() && !token.domains().isEmpty()) {
                    throw new RefusedException(
                            RefusalCode.NOT_ALLOWED,
                            "This token is for addresses of " + String.join(", ", token.domains())
                                    + " only, and the certificate names none.");
                }
                token.vouchingFor(certificate.addresses()).orThrow();
            }
            return revoking.get().orThrow();
        });
    }
}
