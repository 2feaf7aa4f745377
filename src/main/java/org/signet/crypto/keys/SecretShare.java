package org.signet.crypto.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;
import org.signet.crypto.policy.Providers;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * One holder's part of a passphrase that any {@code threshold} holders together open (Shamir, "How to share a secret", 1979;
 * over GF(2⁸), by Bouncy Castle). Fewer tell nothing of it.
 *
 * @param set tells shares of one splitting from those of another
 * @param threshold how many are needed
 * @param number 1 to the number of holders
 * @param value the share proper: as long as the secret and its check
 */
public record SecretShare(int set, int threshold, int number, Bytes value) {
    /** Octets of the longest passphrase: its share is a line of some 2,600 characters, and a terminal takes 4,095. */
    static final int MAX_SECRET = 1024;

    private static final int MAX_HOLDERS = 30;
    private static final int CHECK = 4;
    private static final int HEAD = 4;
    private static final String LABEL = "signet-share";

    /** Splits a passphrase among that many holders; the shares have been read back and open it. */
    public static Outcome<List<SecretShare>> split(
            Passphrase passphrase, int holders, int threshold, SecureRandom random) {
        if (threshold < 2 || holders < threshold || holders > MAX_HOLDERS) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "Split it among 2 to " + MAX_HOLDERS + " holders, of whom at least 2 and at most all are needed.");
        }
        byte[] secret = passphrase.utf8();
        if (secret.length < 1 || secret.length > MAX_SECRET) {
            Arrays.fill(secret, (byte) 0);
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "A passphrase of 1 to " + MAX_SECRET + " octets can be split; give the key another one first.");
        }
        List<SecretShare> shares = shares(secret, holders, threshold, random);
        Arrays.fill(secret, (byte) 0);
        return readBack(shares)
                        && opens(shares.subList(0, threshold), passphrase)
                        && opens(shares.subList(holders - threshold, holders), passphrase)
                ? Outcome.ok(shares)
                : Outcome.refused(
                        RefusalCode.BAD_INPUT,
                        "The shares of this passphrase do not give it back, so none were made; give the key another one of"
                                + " plain characters first.");
    }

    private static List<SecretShare> shares(byte[] secret, int holders, int threshold, SecureRandom random) {
        byte[] checked = joined(secret, check(secret));
        int set = random.nextInt(1 << 16);
        List<SecretShare> shares = new ArrayList<>();
        var split = ShamirSecretSplitter.getInstance(ShamirSecretSplitter.Algorithm.AES, checked.length, random)
                .resplit(checked, threshold, holders);
        for (var share : split.getSecretShares()) {
            shares.add(new SecretShare(set, threshold, shares.size() + 1, Bytes.of(octets(share))));
        }
        Arrays.fill(checked, (byte) 0);
        return List.copyOf(shares);
    }

    /** Whether each is read as it is handed out: a share is needed when the passphrase is gone. */
    private static boolean readBack(List<SecretShare> shares) {
        return shares.stream().allMatch(share -> parse(share.text()).fold(share::equals, refusal -> false));
    }

    private static boolean opens(List<SecretShare> shares, Passphrase passphrase) {
        return combine(shares)
                .fold(
                        opened -> {
                            try (opened) {
                                return Arrays.equals(opened.chars(), passphrase.chars());
                            }
                        },
                        refusal -> false);
    }

    private static byte[] octets(ShamirSplitSecretShare share) {
        try {
            return share.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The passphrase of these shares; refused if they are too few, of different splittings, or not what was handed out. */
    public static Outcome<Passphrase> combine(List<SecretShare> given) {
        List<SecretShare> shares = given.stream().distinct().toList();
        SecretShare first = shares.get(0);
        if (shares.stream().anyMatch(share -> share.set != first.set || share.value.length() != first.value.length())) {
            return Outcome.refused(
                    RefusalCode.WRONG_PASSPHRASE,
                    "These shares are of different splittings; take those of the newest.");
        }
        if (shares.size() < first.threshold) {
            return Outcome.refused(
                    RefusalCode.WRONG_PASSPHRASE,
                    "Of these shares " + first.threshold + " different ones are needed; " + shares.size()
                            + (shares.size() == 1 ? " is" : " are") + " here.");
        }
        ShamirSplitSecretShare[] parts = shares.stream()
                .limit(first.threshold)
                .map(share -> new ShamirSplitSecretShare(share.value.toArray(), share.number))
                .toArray(ShamirSplitSecretShare[]::new);
        return opened(parts);
    }

    private static Outcome<Passphrase> opened(ShamirSplitSecretShare... parts) {
        try {
            byte[] checked = ShamirSplitSecret.getInstance(ShamirSecretSplitter.Algorithm.AES, parts)
                    .getSecret();
            byte[] secret = Arrays.copyOf(checked, checked.length - CHECK);
            if (!Arrays.equals(check(secret), Arrays.copyOfRange(checked, secret.length, checked.length))) {
                return Outcome.refused(
                        RefusalCode.WRONG_PASSPHRASE, "These shares do not belong together; look for the right ones.");
            }
            Passphrase passphrase =
                    Passphrase.of(new String(secret, java.nio.charset.StandardCharsets.UTF_8).toCharArray());
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(checked, (byte) 0);
            return Outcome.ok(passphrase);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True if a line that somebody typed, or the first line of a file, is meant as a share. */
    public static boolean isShare(String line) {
        return line.strip().toLowerCase(Locale.ROOT).startsWith(LABEL);
    }

    /** Reads a share as {@link #text} writes it, whatever its spacing; refused if it was mistyped. */
    public static Outcome<SecretShare> parse(String line) {
        String hex =
                line.strip().toLowerCase(Locale.ROOT).replaceFirst(LABEL, "").replaceAll("[\\s-]", "");
        int length = hex.length() / 2 - (HEAD + 2 * CHECK);
        if (length < 1 || length > MAX_SECRET || hex.length() % 2 != 0 || !hex.matches("[0-9a-f]+")) {
            return mistyped();
        }
        byte[] octets = HexFormat.of().parseHex(hex);
        byte[] body = Arrays.copyOf(octets, octets.length - CHECK);
        if (!Arrays.equals(check(body), Arrays.copyOfRange(octets, body.length, octets.length))) {
            return mistyped();
        }
        int threshold = body[2];
        int number = body[3];
        if (threshold < 2 || number < 1) {
            return mistyped();
        }
        int set = (body[0] & 0xff) << 8 | body[1] & 0xff;
        return Outcome.ok(
                new SecretShare(set, threshold, number, Bytes.of(Arrays.copyOfRange(body, HEAD, body.length))));
    }

    private static Outcome<SecretShare> mistyped() {
        return Outcome.refused(
                RefusalCode.WRONG_PASSPHRASE,
                "This is not a whole share as it was handed out (" + LABEL + " and groups of four); type it again.");
    }

    /** One line for paper: a label, then hexadecimal in groups of four, the last two of which tell typing errors. */
    public String text() {
        byte[] body =
                joined(new byte[] {(byte) (set >> 8), (byte) set, (byte) threshold, (byte) number}, value.toArray());
        String hex = HexFormat.of().formatHex(joined(body, check(body)));
        return LABEL + " " + hex.replaceAll("(.{4})(?=.)", "$1-");
    }

    private static byte[] check(byte[] octets) {
        return Arrays.copyOf(Providers.sha256(octets), CHECK);
    }

    private static byte[] joined(byte[] a, byte[] b) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(a);
        both.writeBytes(b);
        return both.toByteArray();
    }

    /** Tells nothing of the secret. */
    @Override
    public String toString() {
        return "share " + number + " of splitting " + set;
    }
}
