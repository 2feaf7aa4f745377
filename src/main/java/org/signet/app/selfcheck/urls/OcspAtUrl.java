package org.signet.app.selfcheck.urls;

import java.time.Clock;
import java.util.Optional;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.watch.Observation;
import org.signet.ca.watch.Subject;
import org.signet.crypto.x509.ocsp.OcspRequest;
import org.signet.crypto.x509.ocsp.OcspResponse;
import org.signet.crypto.x509.ocsp.OcspStatus;
import org.signet.edge.client.StatusDownload;
import org.signet.edge.client.StatusDownload.Fetched;
import org.signet.model.CertificateRecord;

/** What is at an OCSP URL: a responder whose answer can be believed, and says what our records say (RFC 6960). */
final class OcspAtUrl implements CertificateUrls.Judge {
    private final StatusDownload download;
    private final CertificateStore certificates;
    private final Clock clock;

    OcspAtUrl(StatusDownload download, CertificateStore certificates, Clock clock) {
        this.download = download;
        this.certificates = certificates;
        this.clock = clock;
    }

    @Override
    public Fetched fetch(UrlUse use) {
        OcspRequest request =
                OcspRequest.forCertificate(use.sample(), use.issuer().certificate(), Optional.empty());
        return download.post(use.url(), request.encode(), OcspRequest.MEDIA_TYPE);
    }

    @Override
    public Observation judge(UrlUse use, Fetched fetched, Subject subject) {
        return OcspResponse.parse(fetched.body())
                .then(response ->
                        response.check(use.sample(), use.issuer().certificate(), Optional.empty(), clock.instant()))
                .fold(
                        told -> judge(use, told.status(), fetched.mediaType(), subject),
                        refusal -> subject.broken(
                                "url.ocsp-bad",
                                "{0} gives no OCSP answer that clients take: {1}",
                                "Lead the URL to this server as it is, POST requests too.",
                                use.url(),
                                refusal.detail()));
    }

    private Observation judge(UrlUse use, OcspStatus told, String mediaType, Subject subject) {
        if (!agrees(told, use)) {
            return subject.broken(
                    "url.ocsp-other",
                    "{0} says of certificate {1} something else than the records.",
                    "A cache may keep an old answer, or another program answers there; if not, start the server again.",
                    use.url(),
                    use.sample().content().serialText());
        }
        return mediaType.equals(OcspResponse.MEDIA_TYPE)
                ? subject.good(
                        "url.ocsp",
                        "{0} answers for {1}.",
                        use.url(),
                        use.issuer().id())
                : CrlAtUrl.wrongType(use.url(), mediaType, OcspResponse.MEDIA_TYPE, subject);
    }

    private boolean agrees(OcspStatus told, UrlUse use) {
        if (!use.issuer().isOurs()) {
            return true;
        }
        Optional<CertificateRecord> record =
                use.sample().content().soundSerial().fold(certificates::find, refusal -> Optional.empty());
        boolean active = record.map(each -> each.status().isActive()).orElse(true);
        return active ? told instanceof OcspStatus.Good : told instanceof OcspStatus.Revoked;
    }
}
