package org.signet.edge.json.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.policy.MessageSignature;
import org.signet.crypto.smime.cms.CertificateReference;
import org.signet.crypto.smime.cms.SignatureCheck;
import org.signet.crypto.smime.cms.SignedAttributes;
import org.signet.crypto.smime.report.ChainReport;
import org.signet.crypto.smime.report.SignerReport;
import org.signet.edge.json.report.LayerView.CertificateView;
import org.signet.edge.json.report.SecurityReportView.SenderView;

/**
 * One signature, in JSON.
 *
 * @param issuer and {@code serial}, or {@code keyIdentifier}: how the message names the certificate
 * @param certificate absent if it is not there
 * @param key kind and size of its key
 * @param attributes names of the signed ones, dotted object identifiers of unknown ones
 * @param checks each {@code good}, {@code bad}, {@code absent} or {@code unknown}
 */
public record SignerView(
        String issuer,
        String serial,
        String keyIdentifier,
        CertificateView certificate,
        String key,
        String algorithm,
        String digestOid,
        String signatureOid,
        String strength,
        Instant signingTime,
        List<String> attributes,
        List<String> unsignedAttributes,
        Checks checks,
        List<String> problems,
        SenderView sender,
        Chain chain) {

    /** The steps of a check. */
    public record Checks(String digest, String signature, String signingCertificate, String algorithmProtection) {
        static Checks of(SignatureCheck check) {
            return new Checks(
                    text(check.digest()),
                    text(check.signature()),
                    text(check.signingCertificate()),
                    text(check.algorithmProtection()));
        }

        private static String text(SignatureCheck.Result result) {
            return result.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param now whether the path holds today
     * @param then whether it held when it was signed, as the signer says; {@code none} if that was not asked
     * @param anchor of a path that holds; absent otherwise
     */
    public record Chain(
            String now,
            String then,
            String freshness,
            String why,
            List<CertificateView> certificates,
            String anchor,
            List<PathStatusView.One> status) {

        static Chain of(ChainReport chain, Instant at) {
            List<PathStatusView.One> status = new ArrayList<>();
            for (int i = 0; i < chain.statuses().size(); i++) {
                status.add(PathStatusView.One.of(
                        chain.path().get(i), chain.statuses().get(i), at));
            }
            int anchor = chain.path().size() - 1;
            return new Chain(
                    chain.now().text(),
                    chain.then().text(),
                    chain.freshness().text(),
                    chain.why().isEmpty() ? null : chain.why(),
                    chain.path().stream().map(CertificateView::of).toList(),
                    anchor < 0 ? null : chain.path().get(anchor).content().subject(),
                    status);
        }
    }

    static SignerView of(SignerReport signer, Instant at) {
        SignatureCheck check = signer.check();
        CertificateReference reference = check.info().signer();
        return new SignerView(
                reference.issuer().orElse(null),
                reference.serial().orElse(null),
                reference.keyIdentifier().orElse(null),
                check.certificate().map(CertificateView::of).orElse(null),
                check.certificate()
                        .map(certificate -> KeyPolicy.name(certificate.content().publicKey()))
                        .orElse(null),
                check.algorithm().map(MessageSignature::name).orElse(null),
                check.info().digestOid(),
                check.info().signatureOid(),
                check.standing().name().toLowerCase(Locale.ROOT),
                check.info().attributes().flatMap(SignedAttributes::signingTime).orElse(null),
                check.info().attributes().map(SignedAttributes::names).orElse(List.of()),
                check.info().unsigned(),
                Checks.of(check),
                check.problems().stream().map(SignatureCheck.Problem::code).toList(),
                SenderView.of(signer.sender()),
                Chain.of(signer.chain(), at));
    }
}
