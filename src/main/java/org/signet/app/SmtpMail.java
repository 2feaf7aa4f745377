package org.signet.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.signet.edge.mail.SmtpSettings;
import org.signet.model.EmailAddress;
import org.signet.model.Unavailable;

/** Turns the configuration's {@code [mail]} into the settings of SMTP. */
final class SmtpMail {
    private SmtpMail() {}

    /** Empty where mail is shown on a page. */
    static Optional<SmtpSettings> of(Config.Mail mail) {
        if (mail.transport() == Config.Mail.Transport.OUTBOX) {
            return Optional.empty();
        }
        return Optional.of(new SmtpSettings(
                mail.host(),
                mail.port(),
                mail.security(),
                mail.user(),
                mail.passwordFile() == null ? null : password(Path.of(mail.passwordFile())),
                EmailAddress.parse(mail.from()).orThrow()));
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new Unavailable("cannot read the SMTP password from " + file, e);
        }
    }
}
