package org.signet.crypto.smime.reading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.signet.crypto.policy.DigestAlgorithm;
import org.signet.crypto.smime.cms.SignatureCheck;
import org.signet.crypto.smime.cms.SignatureCheck.Result;
import org.signet.crypto.smime.cms.SignedData;
import org.signet.crypto.smime.cms.SignerInfo;
import org.signet.crypto.smime.mime.encoding.CanonicalLines;
import org.signet.crypto.smime.report.ChainReport;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.smime.report.SenderReport;
import org.signet.crypto.smime.report.SignerReport;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;
import org.signet.model.StoredOctets;

/** Checks the signatures of one layer. */
final class SignerJudgement {
    private final TrustBase trust;

    SignerJudgement(TrustBase trust) {
        this.trust = trust;
    }

    /**
     * All signatures over that content.
     *
     * @param signed exactly as it came
     * @param covers whether nothing but the content stands in the message
     */
    Layer.Signed of(String form, SignedData data, StoredOctets signed, boolean covers) throws IOException {
        List<SignatureCheck> checks = checks(data, signed);
        boolean lineEnds = false;
        if (data.content().isEmpty() && checks.stream().anyMatch(SignerJudgement::isOfAnotherContent)) {
            // Programs that store mail on Unix turn CRLF into LF.
            List<SignatureCheck> again = checks(data, CanonicalLines.of(signed));
            lineEnds = holding(again) > holding(checks);
            checks = lineEnds ? again : checks;
        }
        List<SignerReport> signers = new ArrayList<>();
        for (SignatureCheck check : checks) {
            ChainReport chain = check.holds()
                    ? trust.judge(check, data.certificates(), data.crls())
                    : ChainReport.unknown("The signature does not hold.");
            signers.add(new SignerReport(check, chain, SenderReport.NOT_ASKED));
        }
        return new Layer.Signed(
                form,
                signers,
                covers,
                lineEnds,
                data.certificates(),
                data.crls().size());
    }

    private static long holding(List<SignatureCheck> checks) {
        return checks.stream().filter(SignatureCheck::holds).count();
    }

    private static boolean isOfAnotherContent(SignatureCheck check) {
        return check.digest() == Result.BAD || check.info().attributes().isEmpty() && check.signature() == Result.BAD;
    }

    private List<SignatureCheck> checks(SignedData data, StoredOctets signed) throws IOException {
        Map<DigestAlgorithm, Bytes> digests = data.digests(signed);
        List<Certificate> known = trust.known(data.certificates());
        List<SignatureCheck> checks = new ArrayList<>();
        for (SignerInfo signer : data.signers()) {
            checks.add(SignatureCheck.of(signer, data.contentType(), signed, digests, known));
        }
        return checks;
    }
}
