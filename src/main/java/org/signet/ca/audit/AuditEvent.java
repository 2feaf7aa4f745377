package org.signet.ca.audit;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import org.signet.model.EmailAddress;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import org.signet.model.Role;
import org.signet.model.SerialNumber;

/** Something that changed the state of the CA. No event holds a secret. */
public sealed interface AuditEvent {

    /** A new CA, by the issuer above it; itself for a root. */
    record IssuerAdded(String issuer, String certifiedBy, String sha256) implements AuditEvent {}

    /** Another certificate for the same name and key. */
    record IssuerCertified(String issuer, String certifiedBy, String sha256) implements AuditEvent {}

    record IssuerRetired(String issuer) implements AuditEvent {}

    /** A CA of another program; how many of its certificates were taken over, how many left out. */
    record CaImported(String issuer, int imported, int left, int revocations) implements AuditEvent {}

    /** About to sign: written before the signature exists. */
    record IssuanceIntended(SerialNumber serial, String profile, long person, String keyId, String tbsSha256)
            implements AuditEvent {}

    record IssuanceRefused(String what, RefusalCode code) implements AuditEvent {}

    record CertificateIssued(SerialNumber serial, String subject, String sha256) implements AuditEvent {}

    /** Issued after the backup was made from which the tables came, and recorded again when it turned up. */
    record CertificateRecordedAgain(SerialNumber serial, String subject, String sha256) implements AuditEvent {}

    /** An intended issuance that never ended, found after a crash; its serial number goes on the CRL. */
    record IssuanceAbandoned(SerialNumber serial) implements AuditEvent {}

    /** Or held, if the reason is certificateHold. */
    record CertificateRevoked(SerialNumber serial, RevocationReason reason, String invalidity) implements AuditEvent {}

    record HoldReleased(SerialNumber serial) implements AuditEvent {}

    /** Certificates that ended long ago left the tables for a file with that digest, the last of them ended then. */
    record CertificatesArchived(String file, int certificates, Instant ended, String sha256) implements AuditEvent {}

    /** A link by which the reader of the mailbox may revoke the certificates that name it. */
    record RevocationLinkSent(EmailAddress address) implements AuditEvent {}

    /** A signed message by which the reader's mail program shows whether it trusts us. */
    record TestMessageSent(EmailAddress address) implements AuditEvent {}

    /** Somebody proved to have a key who says that others should not; it is not certified any more. */
    record KeyCompromised(String keyId) implements AuditEvent {}

    /** By the CAs above it; how many certificates of it. */
    record IssuerRevoked(String issuer, RevocationReason reason, int certificates) implements AuditEvent {}

    /** What it issues from then on is spread over that many CRLs. */
    record CrlPartitioned(String issuer, int shards) implements AuditEvent {}

    /** The clock was ahead when that many were made; they count as made at the moment of this entry. */
    record CrlTimesCorrected(int crls) implements AuditEvent {}

    record CrlIntended(String issuer, long number) implements AuditEvent {}

    /** Stopped by a lint rule before it was signed; its number is not used again. */
    record CrlRefused(String issuer, long number, String finding) implements AuditEvent {}

    record CrlPublished(String issuer, long number, Instant nextUpdate, int entries) implements AuditEvent {}

    record EnrollmentRequested(String enrollment, EmailAddress address) implements AuditEvent {}

    record MailboxProven(String enrollment, EmailAddress address, long person) implements AuditEvent {}

    record CodeRejected(String enrollment, int attempt) implements AuditEvent {}

    record EnrollmentApproved(String enrollment, String comment) implements AuditEvent {}

    record EnrollmentRefused(String enrollment, String comment) implements AuditEvent {}

    /** By an officer, before a decision. */
    record RequesterAsked(String enrollment, String comment) implements AuditEvent {}

    record RequesterAnswered(String enrollment, String comment) implements AuditEvent {}

    record EnrollmentWithdrawn(String enrollment) implements AuditEvent {}

    /** Nobody went on with it in time; where it stood until then. */
    record EnrollmentExpired(String enrollment, String stage) implements AuditEvent {}

    /** A table of people whom an officer invites was released; each row is told of by itself. */
    record InvitationsReleased(String table, int rows) implements AuditEvent {}

    /** Of a table whose officer may not invite any more. */
    record InvitationsStopped(String table, int rows) implements AuditEvent {}

    /** The reader of a mailbox followed the link that was mailed there, and sees what names it. */
    record HolderSignedIn(EmailAddress address) implements AuditEvent {}

    /** A link by which the reader of the mailbox signs in. */
    record HolderLinkSent(EmailAddress address) implements AuditEvent {}

    record HolderSignedOut(EmailAddress address) implements AuditEvent {}

    /** The holder wants a new certificate before this one ends. */
    record RenewalAsked(SerialNumber serial, String enrollment) implements AuditEvent {}

    /** An operator vouched for the mailbox and mailed its reader the link to make a key. */
    record PersonInvited(String enrollment, EmailAddress address, long person) implements AuditEvent {}

    /** Told of their certificate's end, that many days before it, with a link to make a new key. */
    record RenewalReminded(SerialNumber serial, int days, String enrollment, EmailAddress address)
            implements AuditEvent {}

    /** A new key was certified on the word of the old certificate's key. */
    record CertificateRenewed(SerialNumber old, SerialNumber serial, long person) implements AuditEvent {}

    record KeyLinkSent(String enrollment) implements AuditEvent {}

    record PersonCreated(long person, EmailAddress address) implements AuditEvent {}

    record PersonRenamed(long person, String name) implements AuditEvent {}

    record AddressAdded(long person, EmailAddress address) implements AuditEvent {}

    record ListingChanged(long person, boolean listed) implements AuditEvent {}

    /** A certificate of somebody else came, by a file, a directory or signed mail. */
    record ContactAdded(String sha256, EmailAddress address, String source) implements AuditEvent {}

    record ContactRemoved(String sha256) implements AuditEvent {}

    /** Another company's CA is believed for these domains; what it was given for before stays. */
    record PartnerAccepted(String partner, String domains, String anchors) implements AuditEvent {}

    record PartnerRemoved(String partner) implements AuditEvent {}

    /** That no server took before; by its number in the queue. */
    record MailTriedAgain(long mail, EmailAddress address) implements AuditEvent {}

    /** Undelivered, for good: its text is forgotten. */
    record MailGivenUp(long mail, EmailAddress address) implements AuditEvent {}

    record AccountInvited(String user, Role role) implements AuditEvent {}

    record TokenCreated(String token, String scopes, String domains, Instant expires) implements AuditEvent {}

    record TokenRevoked(String token) implements AuditEvent {}

    record PasswordSet(String user) implements AuditEvent {}

    record SignedIn(String user) implements AuditEvent {}

    record SignedOut(String user) implements AuditEvent {}

    /** Somebody ended sessions of their own in other browsers. */
    record SessionsEnded(String user, int sessions) implements AuditEvent {}

    record SignInFailed(String user) implements AuditEvent {}

    record RoleChanged(String user, Role from, Role role) implements AuditEvent {}

    record AccountSuspended(String user) implements AuditEvent {}

    record AccountRestored(String user) implements AuditEvent {}

    record AccountEnded(String user) implements AuditEvent {}

    /** It waits for two administrators; long parameters are cut, the digest is of all. */
    record ActProposed(String proposal, String act, String parameters, String sha256) implements AuditEvent {}

    record ActAgreed(String proposal, String act, String comment) implements AuditEvent {}

    record ActRefused(String proposal, String act, String comment) implements AuditEvent {}

    /** The agreement is used up. */
    record ActDone(String proposal, String act) implements AuditEvent {}

    /** What needs two administrators was done by one person, since there was one only, or the configuration wants it so. */
    record ActedAlone(String act, String parameters, String why) implements AuditEvent {}

    /** The server began with a configuration in which one administrator is enough for everything. */
    record DualControlOff() implements AuditEvent {}

    /** By these rules certificates are made from now on. */
    record RulesAgreed(String rules) implements AuditEvent {}

    /** The ends of all nodes' chains, once a day, which ties them together: none can be cut or written anew alone. */
    record HeadsSealed(String heads) implements AuditEvent {}

    /** From the data folder to a database server; all that stands before in the log came along. */
    record TablesMoved(int tables, long rows) implements AuditEvent {}

    /**
     * The whole CA in an encrypted file.
     *
     * @param head the end of this log in it
     * @param recipient who can open it: whoever knows a passphrase, or has a certificate's key
     */
    record BackupMade(String head, long rows, String recipient) implements AuditEvent {}

    /** All that stands before in the log came from that backup; what happened after it was made is not in the log. */
    record BackupRestored(String head, Instant made, long rows) implements AuditEvent {}

    /** The password was right, the code was not. */
    record CodeFailed(String user) implements AuditEvent {}

    /** Somebody signed in showed anew that they are who they are. */
    record SessionConfirmed(String user) implements AuditEvent {}

    /** An authenticator app, in place of the one before it if there was one. */
    record AppAdded(String user) implements AuditEvent {}

    record AppRemoved(String user) implements AuditEvent {}

    record RecoveryCodesMade(String user, int codes) implements AuditEvent {}

    record RecoveryCodeSpent(String user, int codesLeft) implements AuditEvent {}

    record PasskeyAdded(String user, String passkey) implements AuditEvent {}

    record PasskeyUsed(String user, String passkey) implements AuditEvent {}

    /** It signed with a count that it should have passed: there are two of it. It was not let in. */
    record PasskeyCopied(String user, String passkey) implements AuditEvent {}

    record PasskeyRemoved(String user, String passkey) implements AuditEvent {}

    /** The mailbox's certificates stand in for the account's password. */
    record CertificateBound(String user, EmailAddress address) implements AuditEvent {}

    record CertificateReleased(String user, EmailAddress address) implements AuditEvent {}

    /** By the link of an operator, since they were lost. */
    record FactorsCleared(String user) implements AuditEvent {}

    /** The event's name as stored: the record's own. */
    default String type() {
        return getClass().getSimpleName();
    }

    /** The event's fields as stored and chained: one {@code name=value} a line, in order; line ends and backslashes escaped. */
    default String details() {
        StringBuilder lines = new StringBuilder();
        for (RecordComponent field : getClass().getRecordComponents()) {
            try {
                String value = String.valueOf(field.getAccessor().invoke(this));
                lines.append(lines.isEmpty() ? "" : "\n")
                        .append(field.getName())
                        .append('=')
                        .append(value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return lines.toString();
    }
}
