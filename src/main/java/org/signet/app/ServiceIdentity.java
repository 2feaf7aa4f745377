package org.signet.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.signet.ca.access.SigningMailbox;
import org.signet.ca.authority.Issued;
import org.signet.ca.authority.Order;
import org.signet.ca.profile.Profile;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.smime.composing.Composer;
import org.signet.crypto.smime.composing.HeaderPolicy;
import org.signet.crypto.smime.composing.Signers;
import org.signet.crypto.smime.composing.Wrapping;
import org.signet.crypto.smime.mime.writing.FieldText;
import org.signet.crypto.smime.mime.writing.WrittenEntity;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.crypto.x509.RequestTemplate;
import org.signet.model.Actor;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Mail;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.StoredOctets;

/**
 * The CA's own mailbox, {@code ca@DOMAIN}: a certificate whose key the server holds, in {@code keys/service.p12}, to sign
 * notices and test messages with. It is made and renewed by itself, and signs only: nobody needs to encrypt to it.
 */
public final class ServiceIdentity implements SigningMailbox {
    private static final String ID = "service";
    private static final Duration AHEAD = Duration.ofDays(60);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ENGLISH);
    private static final PersonName NAME = PersonName.ofDisplay("CA");

    private final Signet signet;

    ServiceIdentity(Signet signet) {
        this.signet = signet;
    }

    /** Who notices are from: the configured sender if it is of a domain of ours, else {@code ca@} and the first domain. */
    @Override
    public EmailAddress address() {
        return Optional.ofNullable(signet.config().mail().from())
                .map(from -> EmailAddress.parse(from).orThrow())
                .filter(from -> signet.config().domains().containsKey(from.domain()))
                .orElseGet(() -> new EmailAddress(
                        "ca",
                        signet.config().domains().keySet().stream()
                                .sorted()
                                .findFirst()
                                .orElseThrow()));
    }

    /** Key and chain; made anew if there are none, or not for long. Refused as long as nothing can be issued. */
    public Outcome<Pkcs12File> current() {
        Optional<Pkcs12File> kept = kept();
        return kept.isPresent() ? Outcome.ok(kept.get()) : make();
    }

    private Optional<Pkcs12File> kept() {
        return signet.keys()
                .read(ID)
                .filter(file -> usable(file.chain().get(0), signet.clock().instant()));
    }

    private boolean usable(Certificate certificate, Instant now) {
        return certificate.content().addresses().contains(address())
                && signet.certificates()
                        .find(certificate.content().serial())
                        .filter(record -> record.usableAt(now) && record.usableAt(now.plus(AHEAD)))
                        .isPresent();
    }

    private Outcome<Pkcs12File> make() {
        Profile profile = signet.profiles().service();
        SoftwareKey key = SoftwareKey.generate(KeyType.RSA_3072, signet.random());
        RequestTemplate template = new RequestTemplate(address(), key.publicKey());
        return CertificateRequest.parse(template.signed(octets -> key.sign(template.scheme(), octets))
                        .toArray())
                .then(request -> signet.authority()
                        .issue(
                                new Order(0, NAME, List.of(address()), profile, KeyUse.SIGN, request),
                                Actor.system(),
                                issued -> {}))
                .map(issued -> keep(key, issued));
    }

    @Override
    public Outcome<Bytes> sign(Mail mail) {
        Instant now = signet.clock().instant();
        return current().then(file -> Signers.of(List.of(file), false, now)).then(signers -> {
            Wrapping wrapping = new Wrapping(
                    Optional.of(signers), true, List.of(), false, Optional.empty(), false, HeaderPolicy.NONE);
            try {
                StoredOctets plain = StoredOctets.of(Bytes.of(text(mail, now).getBytes(StandardCharsets.UTF_8)));
                Outcome<WrittenEntity> written = new Composer(signet.random(), now).message(plain, wrapping);
                return written.map(WrittenEntity::toArray).map(Bytes::of);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private String text(Mail mail, Instant now) {
        String subject = FieldText.unstructured("Subject", mail.subject())
                .map(field -> new String(field.raw().toArray(), StandardCharsets.US_ASCII))
                .orThrow();
        byte[] id = new byte[16];
        signet.random().nextBytes(id);
        return "From: " + address() + "\r\nTo: " + mail.to() + "\r\n" + subject + "Date: "
                + DATE.format(now.atOffset(ZoneOffset.UTC))
                + "\r\nMessage-ID: <" + Bytes.of(id).hex() + "@" + address().domain()
                // So that no out-of-office reply comes back (RFC 3834 §5).
                + ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0"
                + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                + mail.body().replace("\n", "\r\n");
    }

    private Pkcs12File keep(SoftwareKey key, Issued issued) {
        List<Certificate> chain = issued.chain().certificates();
        Pkcs12File file = new Pkcs12File(key, chain);
        signet.keys().write(ID, file);
        return file;
    }
}
