package org.signet.crypto.lint;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierId;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.UserNotice;
import org.signet.crypto.x509.CertificateContent;

/** A policy's qualifier is the web address of the practice statement, or a notice in plain words of at most 200 characters. */
final class PolicyQualifierForm implements LintRule {
    private static final int NOTICE_LENGTH = 200;

    @Override
    public String citation() {
        return "S/MIME BR §7.1.2.2 a, §7.1.2.3 a; RFC 5280 §4.2.1.4";
    }

    @Override
    public boolean appliesTo(CertificateContent certificate, CertificateKind kind) {
        return true;
    }

    @Override
    public Optional<String> problem(CertificateContent certificate) {
        PolicyInformation[] policies = certificate
                .extensionValue(Extension.certificatePolicies)
                .map(value -> CertificatePolicies.getInstance(value).getPolicyInformation())
                .orElse(new PolicyInformation[0]);
        for (PolicyInformation policy : policies) {
            ASN1Sequence qualifiers = policy.getPolicyQualifiers();
            for (int i = 0; qualifiers != null && i < qualifiers.size(); i++) {
                if (!wellFormed(PolicyQualifierInfo.getInstance(qualifiers.getObjectAt(i)))) {
                    return Optional.of(
                            "A policy's qualifier is neither the http or https URL of a practice statement nor a"
                                    + " notice with text alone.");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean wellFormed(PolicyQualifierInfo qualifier) {
        ASN1Encodable value = qualifier.getQualifier();
        if (PolicyQualifierId.id_qt_cps.equals(qualifier.getPolicyQualifierId())) {
            return ASN1IA5String.getInstance(value).getString().matches("(?i)https?://[!-~]+");
        }
        if (!PolicyQualifierId.id_qt_unotice.equals(qualifier.getPolicyQualifierId())) {
            return false;
        }
        UserNotice notice = UserNotice.getInstance(value);
        return notice.getNoticeRef() == null
                && notice.getExplicitText() != null
                && ((ASN1String) notice.getExplicitText().toASN1Primitive())
                                .getString()
                                .length()
                        <= NOTICE_LENGTH;
    }
}
