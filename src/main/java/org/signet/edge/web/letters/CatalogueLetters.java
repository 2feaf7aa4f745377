package org.signet.edge.web.letters;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.ca.access.control.AccountLetters;
import org.signet.ca.enrollment.Enrollment;
import org.signet.ca.enrollment.Letters;
import org.signet.ca.revocation.RevocationLetters;
import org.signet.ca.trust.TestMessages;
import org.signet.crypto.keys.OneTimeSecret;
import org.signet.edge.web.Messages;
import org.signet.edge.web.Words;
import org.signet.model.CertificateRecord;
import org.signet.model.EmailAddress;
import org.signet.model.Mail;
import org.signet.model.PersonName;
import org.signet.model.RevocationReason;

/** The mails, worded by the catalogues. What is inserted has no line breaks: names, addresses, our own URLs. */
public final class CatalogueLetters implements Letters, RevocationLetters, TestMessages.Letter, AccountLetters {
    private final Messages messages;
    private final String company;
    private final String baseUrl;

    /** @param baseUrl where people reach the pages, without a slash at its end */
    public CatalogueLetters(Messages messages, String company, String baseUrl) {
        this.messages = messages;
        this.company = company;
        this.baseUrl = baseUrl;
    }

    @Override
    public Mail proofLink(Enrollment enrollment, OneTimeSecret secret) {
        String end = words(enrollment).moment(enrollment.proof().expires());
        return letter("proof-link", enrollment, baseUrl + "/enroll/proof/" + secret.text(), end);
    }

    @Override
    public Mail proofCode(Enrollment enrollment, OneTimeSecret code) {
        return letter(
                "proof-code",
                enrollment,
                code.text(),
                words(enrollment).moment(enrollment.proof().expires()));
    }

    @Override
    public Mail furtherCode(Enrollment enrollment, EmailAddress address, OneTimeSecret code) {
        String end = words(enrollment).moment(enrollment.proof().expires());
        Mail letter = letter("further-code", enrollment, code.text(), end);
        return new Mail(address, letter.subject(), letter.body());
    }

    @Override
    public Mail keyLink(Enrollment enrollment, OneTimeSecret secret) {
        return withKeyLink("key-link", enrollment, secret);
    }

    @Override
    public Mail invitation(Enrollment enrollment, OneTimeSecret secret) {
        return withKeyLink("invitation", enrollment, secret);
    }

    @Override
    public Mail reminder(Enrollment enrollment, Instant end, OneTimeSecret secret) {
        Words words = words(enrollment);
        return letter(
                "reminder",
                enrollment,
                baseUrl + "/enroll/key/" + secret.text(),
                words.moment(enrollment.key().expires()),
                words.day(end));
    }

    @Override
    public Mail renewed(EmailAddress address, PersonName name, String language) {
        Words words = messages.in(language);
        String body = words.t("mail.renewed.body", name.text(), address, company, baseUrl + "/revoke");
        return mail(address, words.t("mail.renewed.subject", company), body, words);
    }

    @Override
    public Mail revocationLink(EmailAddress address, OneTimeSecret secret, Instant expires, String language) {
        Words words = messages.in(language);
        String body = words.t(
                "mail.revocation-link.body",
                address,
                company,
                baseUrl + "/revoke/" + secret.text(),
                words.moment(expires));
        return mail(address, words.t("mail.revocation-link.subject", company), body, words);
    }

    @Override
    public Mail revoked(
            EmailAddress address,
            PersonName name,
            List<CertificateRecord> certificates,
            RevocationReason reason,
            String language) {
        Words words = messages.in(language);
        String which = certificates.stream()
                .map(certificate -> "    " + certificate.serial() + "  "
                        + words.list(certificate.addresses().stream()
                                .map(EmailAddress::toString)
                                .toList()))
                .collect(Collectors.joining("\n"));
        String body = words.t(
                "mail.revoked.body",
                name.text(),
                company,
                which,
                words.t("reason." + reason.text()),
                baseUrl + "/enroll");
        return mail(address, words.t("mail.revoked.subject", company), body, words);
    }

    @Override
    public Mail testMessage(EmailAddress to, String language) {
        Words words = messages.in(language);
        String body = words.t("mail.test-message.body", company, baseUrl + "/trust");
        Mail plain = mail(to, words.t("mail.test-message.subject", company), body, words);
        return new Mail(to, plain.subject(), plain.body(), true);
    }

    @Override
    public Mail accountLink(EmailAddress to, String user, OneTimeSecret link, String language) {
        Words words = messages.in(language);
        String body = words.t("mail.account-link.body", user, company, baseUrl + "/admin/welcome/" + link.text());
        return mail(to, words.t("mail.account-link.subject", company), body, words);
    }

    private Mail mail(EmailAddress to, String subject, String body, Words words) {
        return new Mail(to, subject, body + words.t("mail.signature", company, baseUrl));
    }

    private Mail withKeyLink(String kind, Enrollment enrollment, OneTimeSecret secret) {
        String end = words(enrollment).moment(enrollment.key().expires());
        return letter(kind, enrollment, baseUrl + "/enroll/key/" + secret.text(), end);
    }

    @Override
    public Mail refusal(Enrollment enrollment) {
        Words words = words(enrollment);
        String comment = enrollment.decided().map(Enrollment.Decision::comment).orElse("");
        return letter("refusal", enrollment, comment.isEmpty() ? words.t("mail.no-comment") : comment, baseUrl);
    }

    @Override
    public Mail approval(Enrollment enrollment) {
        return letter("approval", enrollment, baseUrl, "");
    }

    private Words words(Enrollment enrollment) {
        return messages.in(enrollment.language());
    }

    /** {@code {0}} is the name, {1} the address, {2} the company; {3} and so on belong to the letter. */
    private Mail letter(String kind, Enrollment enrollment, Object... own) {
        Words words = words(enrollment);
        String subject = words.t("mail." + kind + ".subject", company);
        Object[] all = Stream.concat(Stream.of(enrollment.name().text(), enrollment.address(), company), Stream.of(own))
                .toArray();
        String body = words.t("mail." + kind + ".body", all);
        return mail(enrollment.address(), subject, body, words);
    }
}
