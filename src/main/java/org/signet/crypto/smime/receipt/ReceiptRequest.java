package org.signet.crypto.smime.receipt;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.signet.crypto.smime.cms.Oids;
import org.signet.crypto.smime.cms.SignedAttributes;
import org.signet.crypto.smime.writing.Signing.ExtraAttribute;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;

/**
 * Asks the readers of a signed message to confirm that they have it (RFC 2634 §2.7).
 *
 * @param identifier names the message for ever and everywhere
 * @param from whose receipts are wanted; empty for everybody's
 * @param firstTier whether only those are meant to whom it came without a mailing list
 * @param to where receipts go
 */
public record ReceiptRequest(Bytes identifier, List<EmailAddress> from, boolean firstTier, List<EmailAddress> to) {
    private static final int MOST = 100;
    private static final int RANDOM = 16;
    private static final int ALL = 0;
    private static final int FIRST_TIER = 1;

    public ReceiptRequest {
        from = List.copyOf(from);
        to = List.copyOf(to);
    }

    /** A new one: named by its sender, the time and chance (§2.7: signedContentIdentifier). */
    public static ReceiptRequest create(
            EmailAddress sender, List<EmailAddress> from, List<EmailAddress> to, Instant now, SecureRandom random) {
        byte[] chance = new byte[RANDOM];
        random.nextBytes(chance);
        String time = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(now);
        String name = sender + " " + time + " " + HexFormat.of().formatHex(chance);
        return new ReceiptRequest(Bytes.of(name.getBytes(StandardCharsets.UTF_8)), from, false, to);
    }

    /** What a signature asks for, if it asks and can be understood. */
    public static Optional<ReceiptRequest> of(SignedAttributes attributes) {
        return attributes.receiptRequest().flatMap(value -> {
            try {
                return Optional.of(read(ASN1Sequence.getInstance(value)));
            } catch (RuntimeException malformed) {
                return Optional.empty();
            }
        });
    }

    private static ReceiptRequest read(ASN1Sequence sequence) {
        ASN1TaggedObject from = ASN1TaggedObject.getInstance(sequence.getObjectAt(1));
        boolean all = from.getTagNo() == 0;
        boolean firstTier = all && ASN1Integer.getInstance(from, false).intValueExact() == FIRST_TIER;
        return new ReceiptRequest(
                Bytes.of(ASN1OctetString.getInstance(sequence.getObjectAt(0)).getOctets()),
                all ? List.of() : addresses(ASN1Sequence.getInstance(from, false)),
                firstTier,
                addresses(ASN1Sequence.getInstance(sequence.getObjectAt(2))));
    }

    private static List<EmailAddress> addresses(ASN1Sequence lists) {
        if (lists.size() > MOST) {
            throw new IllegalArgumentException("too many names");
        }
        List<EmailAddress> addresses = new ArrayList<>();
        for (ASN1Encodable each : lists) {
            for (GeneralName name : GeneralNames.getInstance(each).getNames()) {
                if (name.getTagNo() == GeneralName.rfc822Name) {
                    EmailAddress.parse(ASN1IA5String.getInstance(name.getName()).getString())
                            .run(addresses::add, refusal -> {});
                }
            }
        }
        return addresses;
    }

    /** For the signature that asks. */
    public ExtraAttribute attribute() {
        ASN1Encodable whose = from.isEmpty()
                ? new DERTaggedObject(false, 0, new ASN1Integer(firstTier ? FIRST_TIER : ALL))
                : new DERTaggedObject(false, 1, names(from));
        return new ExtraAttribute(
                Oids.RECEIPT_REQUEST,
                new DERSequence(new ASN1Encodable[] {new DEROctetString(identifier.toArray()), whose, names(to)}));
    }

    private static DERSequence names(List<EmailAddress> addresses) {
        ASN1EncodableVector lists = new ASN1EncodableVector();
        addresses.forEach(
                address -> lists.add(new GeneralNames(new GeneralName(GeneralName.rfc822Name, address.toString()))));
        return new DERSequence(lists);
    }

    /** Whether a receipt of one of these addresses is wanted. */
    public boolean wants(List<EmailAddress> addresses) {
        return from.isEmpty()
                || addresses.stream()
                        .anyMatch(address -> EmailAddress.searchKeys(from).contains(address.searchKey()));
    }
}
