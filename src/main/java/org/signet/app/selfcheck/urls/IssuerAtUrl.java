package org.signet.app.selfcheck.urls;

import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.client.StatusDownload;
import org.signet.edge.client.StatusDownload.Fetched;

/** What is at a caIssuers URL: one certificate of the issuer, in DER (RFC 5280 §4.2.2.1). */
final class IssuerAtUrl implements CertificateUrls.Judge {
    private static final String WRONG_FILE = "Lead the URL to this server, which has the right file.";

    private final StatusDownload download;

    IssuerAtUrl(StatusDownload download) {
        this.download = download;
    }

    @Override
    public Fetched fetch(UrlUse use) {
        return download.get(use.url());
    }

    @Override
    public Observation judge(UrlUse use, Fetched fetched, Subject subject) {
        return Certificate.parse(fetched.body())
                .fold(
                        certificate -> judge(use, certificate, fetched.mediaType(), subject),
                        refusal -> subject.broken(
                                "url.no-certificate", "{0} is no certificate in DER.", WRONG_FILE, use.url()));
    }

    private static Observation judge(UrlUse use, Certificate found, String mediaType, Subject subject) {
        if (!use.sample().signedBy(found.content().publicKey())
                || use.issuer().certificates().noneMatch(found::equals)) {
            return subject.broken(
                    "url.other-certificate",
                    "The certificate at {0} is not that of {1}.",
                    WRONG_FILE,
                    use.url(),
                    use.issuer().id());
        }
        return mediaType.equals("application/pkix-cert")
                ? subject.good(
                        "url.certificate",
                        "{0} serves the certificate of {1}.",
                        use.url(),
                        use.issuer().id())
                : CrlAtUrl.wrongType(use.url(), mediaType, "application/pkix-cert", subject);
    }
}
