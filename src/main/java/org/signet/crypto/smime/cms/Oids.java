package org.signet.crypto.smime.cms;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/** Object identifiers of attributes that the library does not name, or names elsewhere. */
public final class Oids {
    /** RFC 6211. */
    public static final ASN1ObjectIdentifier ALGORITHM_PROTECTION = new ASN1ObjectIdentifier("1.2.840.113549.1.9.52");

    public static final ASN1ObjectIdentifier CAPABILITIES = PKCSObjectIdentifiers.pkcs_9_at_smimeCapabilities;
    public static final ASN1ObjectIdentifier SIGNING_CERTIFICATE = PKCSObjectIdentifiers.id_aa_signingCertificate;
    public static final ASN1ObjectIdentifier SIGNING_CERTIFICATE_V2 = PKCSObjectIdentifiers.id_aa_signingCertificateV2;
    public static final ASN1ObjectIdentifier KEY_PREFERENCE = PKCSObjectIdentifiers.id_aa_encrypKeyPref;
    /** What old Microsoft programs write in its place. */
    public static final ASN1ObjectIdentifier MICROSOFT_KEY_PREFERENCE =
            new ASN1ObjectIdentifier("1.3.6.1.4.1.311.16.4");

    public static final ASN1ObjectIdentifier RECEIPT_REQUEST = PKCSObjectIdentifiers.id_aa_receiptRequest;
    public static final ASN1ObjectIdentifier MESSAGE_SIGNATURE_DIGEST = PKCSObjectIdentifiers.id_aa_msgSigDigest;
    public static final ASN1ObjectIdentifier CONTENT_HINT = PKCSObjectIdentifiers.id_aa_contentHint;
    public static final ASN1ObjectIdentifier SECURITY_LABEL = new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2.2");

    public static final ASN1ObjectIdentifier MAILING_LIST = new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2.3");

    private Oids() {}
}
