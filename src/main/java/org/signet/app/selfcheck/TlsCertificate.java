package org.signet.app.selfcheck;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;
import org.signet.crypto.keys.TlsIdentity;
import org.signet.edge.http.ServerSettings.TlsFiles;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Unavailable;

/** That the server's own TLS certificate holds, fits its key and names the host that people type. */
public final class TlsCertificate implements Check {
    private static final Duration AHEAD = Duration.ofDays(14);
    private static final String HOW =
            "Get a new certificate and write it over the old files; the server reads them again by itself.";

    private final TlsFiles files;
    private final URI url;
    private final Clock clock;

    /** @param url where people reach the pages */
    public TlsCertificate(TlsFiles files, URI url, Clock clock) {
        this.files = files;
        this.url = url;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public List<Observation> look(Consumer<String> progress) {
        Subject subject = new Subject(name(), files.certificate().toString());
        return List.of(read().<Observation>fold(
                        certificate -> judge(certificate, subject),
                        refusal -> subject.broken(
                                "tls.unusable",
                                "The server's TLS files cannot be used: {0}",
                                "The old ones stay in use until the next start only.",
                                refusal.detail())));
    }

    private Outcome<X509Certificate> read() {
        try {
            return TlsIdentity.read(Files.readAllBytes(files.certificate()), Files.readAllBytes(files.key()))
                    .map(TlsCertificate::own);
        } catch (IOException e) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "cannot read " + e.getMessage() + ".");
        }
    }

    private static X509Certificate own(KeyStore store) {
        try {
            return (X509Certificate) store.getCertificate("server");
        } catch (KeyStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private Observation judge(X509Certificate certificate, Subject subject) {
        Instant end = certificate.getNotAfter().toInstant();
        Instant now = clock.instant();
        if (now.isAfter(end) || now.isBefore(certificate.getNotBefore().toInstant())) {
            return subject.broken(
                    "tls.ended",
                    "The server's TLS certificate is not valid now; it ends on {0}.",
                    HOW,
                    Span.moment(end));
        }
        if (!names(certificate)) {
            return subject.broken(
                    "tls.name",
                    "The server's TLS certificate does not name {0}, where people go.",
                    "Get one for that name, or correct url in signet.toml.",
                    url.getHost());
        }
        return now.plus(AHEAD).isAfter(end)
                ? subject.soon("tls.soon", "The server's TLS certificate ends on {0}.", HOW, Span.moment(end))
                : subject.good("tls.good", "The server's TLS certificate holds until {0}.", Span.day(end));
    }

    /** RFC 9525 §6.3: the whole name, or a star for its first label. */
    private boolean names(X509Certificate certificate) {
        String host = url.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        try {
            return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
                    .flatMap(Collection::stream)
                    .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                    .anyMatch(name -> name.equals(host)
                            || name.startsWith("*.") && name.substring(1).equals(host.replaceFirst("^[^.]+", "")));
        } catch (CertificateParsingException e) {
            throw new Unavailable("the TLS certificate's names cannot be read", e);
        }
    }
}
