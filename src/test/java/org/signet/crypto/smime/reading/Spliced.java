package org.signet.crypto.smime.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;

/** Takes messages apart and puts others together, as a man in the middle can. */
final class Spliced {
    private Spliced() {}

    /** The signers of both, with the content of the first. */
    static byte[] of(byte[] one, byte[] other) {
        ContentInfo info = ContentInfo.getInstance(one);
        SignedData first = SignedData.getInstance(info.getContent());
        SignedData second =
                SignedData.getInstance(ContentInfo.getInstance(other).getContent());
        try {
            return new ContentInfo(
                            info.getContentType(),
                            new SignedData(
                                    first.getDigestAlgorithms(),
                                    first.getEncapContentInfo(),
                                    both(first.getCertificates(), second.getCertificates()),
                                    null,
                                    both(first.getSignerInfos(), second.getSignerInfos())))
                    .getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without any signer. */
    static byte[] certificatesOf(byte[] message) {
        ContentInfo info = ContentInfo.getInstance(message);
        SignedData data = SignedData.getInstance(info.getContent());
        try {
            return new ContentInfo(
                            info.getContentType(),
                            new SignedData(
                                    new DERSet(),
                                    data.getEncapContentInfo(),
                                    data.getCertificates(),
                                    null,
                                    new DERSet()))
                    .getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ASN1Set both(ASN1Set one, ASN1Set other) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        one.forEach(all::add);
        other.forEach(all::add);
        return new DERSet(all);
    }
}
